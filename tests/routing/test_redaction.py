"""Personal data goes, what a maker needs stays; tricky texts in both languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from phonenumbers import PhoneNumberFormat, PhoneNumberType, example_number_for_type, format_number

from routing.redaction import redact

MASKED = [
    ("Позвоните +7 (912) 345-67-89 или 8 912 345 67 89", "Позвоните [phone] или [phone]"),
    ("Call 89123456789, office (495) 123-45-67", "Call [phone], office [phone]"),
    ("My number is +44 20 7946 0958.", "My number is [phone]."),
    ("тел. 8-800-555-35-35", "тел. [phone]"),
    ("Карта 4012 8888 8888 1881 не проходит", "Карта [card] не проходит"),
    ("card 5555555555554444!", "card [card]!"),
    ("ivan.petrov+shop@mail.example.ru пишет", "[e-mail] пишет"),
    ("почта: анна@почта.рф", "почта: [e-mail]"),
    ("Паспорт 45 08 123456, выдан", "Паспорт [document], выдан"),
    ("паспорт серия 4508 номер 123456", "паспорт серия [document]"),
    ("СНИЛС 112-233-445 95", "СНИЛС [document]"),
    ("снилс 11223344595 и ИНН 7707083893", "снилс [document] и ИНН [document]"),
    ("passport no. C01X00T47", "passport no. [document]"),
    ("ssn 078-05-1120", "ssn [document]"),
    ("112-233-445 95 это мой", "[document] это мой"),
    ("г. Москва, ул. Ленина, д. 5, кв. 12, этаж 3", "[address]"),
    ("живу на улице Большая Полянка, дом 7", "живу на [address]"),
    ("Невский проспект, 28", "[address]"),
    ("101000, Москва, Тверская ул., 7", "101000, Москва, [address]"),
    ("221B Baker Street, London", "[address]"),
    ("1600 Pennsylvania Avenue, Washington, DC 20500", "[address]"),
    ("пишите @ivan_petrov в телегу", "пишите [username] в телегу"),
    ("https://t.me/ivan_petrov", "[username]"),
    (
        "https://acme.example/reset?token=abcDEF123&lang=ru",
        "https://acme.example/reset?token=[secret]&lang=ru",
    ),
    ("https://x.example/s/AbCdEf0123456789AbCdEf0123", "https://x.example/s/[secret]"),
    ("http://admin:qwerty@192.168.0.1/", "http://[secret]@192.168.0.1/"),
    ("пароль: Zima2026! на роутере", "пароль: [secret] на роутере"),
]
KEPT = [
    "S/N 89123456789, error 0x80070005",
    "Серийный номер: 4012888888881881",
    "Router RW-2200 s/n RW22-0001-99AB, firmware 2.4.17, IP 192.168.100.17, MAC 00:1A:2B:3C:4D:5E",
    "ошибка 0xC000021A, код E-4012, 12:30 24.11.2026",
    "Error 1009 at 2026-11-24 09:30:15.123456",
    "заказ 123456789012",
    "The router restarts five times a day, the log shows memory faults.",
    "Роутер перезапускается пять раз в день, в журнале ошибки памяти.",
]


@pytest.mark.parametrize(("text", "masked"), MASKED)
def test_personal_data_is_masked(text: str, masked: str) -> None:
    assert redact(text) == masked
    assert redact(masked) == masked, "what is masked stays as it is"


@pytest.mark.parametrize("text", KEPT)
def test_what_a_maker_needs_stays(text: str) -> None:
    assert redact(text) == text


@pytest.mark.parametrize(
    ("text", "names", "masked"),
    [
        ("Анна сказала Анне и Глебу Петрову", ["Анна", "Глеб Петров"], "[name] сказала [name] и [name]"),
        ("Anna's card; ANNA and Annapolis", ["Anna"], "[name]'s card; [name] and Annapolis"),
        ("Роутер у Ольги и Ольгой", ["Ольга"], "Роутер у [name] и [name]"),
        ("ask olga_p or Olga", ["Olga", "olga_p"], "ask [name] or [name]"),
        ("error 17", ["17", "!", ""], "error 17"),
    ],
)
def test_known_names_are_masked_in_any_case(text: str, names: list[str], masked: str) -> None:
    assert redact(text, names) == masked


WORDS = st.sampled_from(["роутер", "the router", "не работает", "error E-4012", ".", "\n", "(", "звоните"])
REGIONS = st.sampled_from(["RU", "KZ", "BY", "US", "GB", "DE", "FR"])
FORMATS = st.sampled_from([PhoneNumberFormat.INTERNATIONAL, PhoneNumberFormat.E164])


@given(st.lists(WORDS), REGIONS, FORMATS, st.lists(WORDS))
def test_no_phone_survives(before: list[str], region: str, how: int, after: list[str]) -> None:
    number = example_number_for_type(region, PhoneNumberType.MOBILE)
    assert number
    written = format_number(number, how)
    told = redact(" ".join([*before, written, *after]))
    assert written not in told
    assert "[phone]" in told


@given(st.lists(WORDS), st.emails(), st.lists(WORDS))
def test_no_e_mail_survives(before: list[str], email: str, after: list[str]) -> None:
    told = redact(" ".join([*before, email, *after]))
    assert email not in told
    assert "@" not in told


@given(
    st.lists(WORDS),
    st.sampled_from(["4", "51", "2200"]),
    st.integers(0, 10**11 - 1),
    st.sampled_from(["", " ", "-"]),
    st.lists(WORDS),
)
def test_no_card_survives(before: list[str], head: str, body: int, gap: str, after: list[str]) -> None:
    digits = (head + f"{body:011}")[:15].ljust(15, "0")
    card = digits + str(_check_digit(digits))
    written = gap.join(card[place : place + 4] for place in range(0, 16, 4))
    told = redact(" ".join([*before, written, *after]))
    assert written not in told
    assert card not in told.replace(" ", "").replace("-", "")


def _check_digit(digits: str) -> int:
    doubled = [sum(divmod(2 * int(one), 10)) for one in digits[::-2]]
    return -(sum(doubled) + sum(int(one) for one in digits[-2::-2])) % 10


@given(st.text(max_size=300), st.lists(st.text(max_size=12), max_size=3))
def test_no_text_breaks_it(text: str, names: list[str]) -> None:
    redact(text, names)

import pytest

from kb.normalise import normalise
from kb.reading import Reader
from kb.tongues import is_foreign, script

READER = Reader(["have i got a password", "come in the night", "i cancel the contract", "modem plan tariff"])


@pytest.mark.parametrize(
    "text",
    [
        "ich habe mein passwort vergessen",
        "die kameras funktionieren nicht",
        "como cancelar el contrato",
        "je veux changer de tarif",
        "podem enviar um técnico",
        "il wlan non funziona",
        "w sklepie nie ma internetu",
        "çok fazla spam alıyorum",
        "ฉันลืมรหัสผ่าน",
        "パスワードを忘れました",
    ],
)
def test_nothing_is_put_right_in_another_language(text: str) -> None:
    reading = READER.read(text)

    assert (reading.text, list(reading.fixes)) == (text, [])


@pytest.mark.parametrize(
    "text",
    [
        "how do i change my pin",
        "internet ne rabotaet",
        "moja pochta ne otkryvaetsya",
        "не работает касса",
        "",
    ],
)
def test_english_and_russian_are_not_foreign(text: str) -> None:
    assert not is_foreign(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("касса pos-3 молчит", "CYRILLIC"),
        ("till", "LATIN"),
        ("", "LATIN"),
        ("12 👍", "LATIN"),
        ("パスワードを忘れました", "CJK"),
        ("我忘记密码了", "CJK"),
        ("비밀번호", "HANGUL"),
        ("نسيت", "ARABIC"),
    ],
)
def test_a_text_is_in_the_script_of_most_of_its_letters(text: str, name: str) -> None:
    assert script(text) == name


def test_vowels_above_and_below_letters_stay() -> None:
    assert normalise("ฉันลืมรหัสผ่าน 👍🏽") == "ฉันลืมรหัสผ่าน"

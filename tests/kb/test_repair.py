import pytest

from kb.reading import Reader, questions
from kb.repair import Words, repaired_script

NONE = Words([])


@pytest.mark.parametrize(
    ("written", "meant", "kind"),
    [
        ("ghbdtn, rfccf yt gtxfnftn xtr", "привет, касса не печатает чек", "layout"),
        ("[jxe gjvtyznm nfhba", "хочу поменять тариф", "layout"),
        ("штеуктуе вщуы тще цщкл", "internet does not work", "layout"),
        ("internet ne rabotaet", "интернет не работает", "translit"),
        ("kassa ne pechataet chek", "касса не печатает чек", "translit"),
        ("schet ne prishel na pochtu", "счет не пришел на почту", "translit"),
    ],
)
def test_the_wrong_keys_are_read_as_they_were_meant(written: str, meant: str, kind: str) -> None:
    repaired = repaired_script(written, NONE)

    assert repaired.text == meant
    assert {fix.kind for fix in repaired.fixes} == {kind}


@pytest.mark.parametrize(
    "text",
    [
        "how do i change my pin",
        "не работает zoom и gmail",
        "как настроить vpn на iphone",
        "wi-fi",
        "bye",
        "ok",
        "ошибка 404 на кассе",
        "касса молчит",
        "",
    ],
)
def test_what_is_clean_stays_as_it_is(text: str) -> None:
    assert repaired_script(text, NONE).text == text


def test_only_the_words_in_the_wrong_layout_are_put_right() -> None:
    assert repaired_script("не работает ntktajy", NONE).text == "не работает телефон"


def test_words_of_the_knowledge_base_are_never_taken_for_another_layout() -> None:
    assert repaired_script("nfhba", NONE).text == "тариф"
    assert repaired_script("nfhba", Words(["nfhba 12 error"])).text == "nfhba"


@pytest.mark.parametrize(
    ("written", "meant"),
    [("касса не печаатет чек", "касса не печатает чек"), ("my pasword expired", "my password expired")],
)
def test_a_slip_is_put_right_to_a_word_of_the_knowledge_base(written: str, meant: str) -> None:
    assert Words(["касса не печатает чек", "reset my password"]).repaired(written).text == meant


@pytest.mark.parametrize("text", ["the wine is good", "it is unsupported", "печать пропала"])
def test_a_word_of_its_own_is_no_slip(text: str) -> None:
    words = Words(["the line is down", "it is supported", "печатать пропуск"])

    assert words.repaired(text).text == text


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("хау ту ресет пассворд", "how to reset password"),
        ("ай вонт ту чендж май тариф", "i want to change my tariff"),
        ("ноу интернет ин зе шоп", "no internet in the shop"),
    ],
)
def test_english_in_cyrillic_letters_is_read_by_its_sound(written: str, meant: str) -> None:
    words = Words(["reset the password", "change the tariff", "internet at a shop", "тариф", "интернет"])

    repaired = repaired_script(written, words)

    assert repaired.text == meant
    assert [(fix.kind, fix.before) for fix in repaired.fixes] == [("translit", written)]


@pytest.mark.parametrize(
    "text", ["нет интернета на кассе", "май тариф", "из офиса не открыть почту", "вай фай", "вот он стоп"]
)
def test_russian_is_never_taken_for_english(text: str) -> None:
    assert repaired_script(text, Words(["the net is off", "my tariff", "office post"])).text == text


def test_a_reading_tells_what_was_put_right() -> None:
    reading = Reader(["касса не печатает чек"]).read("Rfccf yt gtxfnftn xtr!")

    assert reading.pieces == ["касса не печатает чек!"]
    assert [(fix.kind, fix.after) for fix in reading.fixes] == [("layout", "касса не печатает чек!")]


def test_a_message_as_it_should_be_is_kept_letter_for_letter() -> None:
    assert Reader([]).read("КАССА Молчит").text == "КАССА Молчит"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("How do I pay? And where is my invoice?", ["How do I pay?", "And where is my invoice?"]),
        ("касса молчит\nпочта не приходит", ["касса молчит", "почта не приходит"]),
        ("How do I pay?", []),
        ("Hello! How do I pay?", []),
        ("one. two. three", []),
        ("a b. c d. e f. g h. i j", []),
    ],
)
def test_several_questions_stand_apart(text: str, asked: list[str]) -> None:
    """One sentence, single words, and a story of many sentences are read as a whole."""
    assert questions(text) == asked

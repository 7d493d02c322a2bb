"""Set phrases in both languages, and the near misses that are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.line1.phrases import (
    Kind,
    announced,
    asks_for_help,
    asks_news,
    number,
    says_no,
    says_none_of_these,
    says_yes,
    small_talk,
)

GREETINGS = (
    "Hi", "hello there!", "Good morning", "anyone here?", "Привет", "Здравствуйте!", "Добрый день", "ау",
)  # fmt: skip
THANKS = (
    "Thanks!", "thank you very much", "thx", "Спасибо", "ок, спасибо большое!", "спс", "Благодарю за помощь",
)  # fmt: skip
FAREWELLS = ("Bye", "good night", "have a nice day, goodbye", "Пока", "До свидания!", "всего доброго")
YES = (
    "yes", "Yes, it works now!", "all good", "everything is all right", "fixed, thanks", "ok", "works",
    "да", "Да, всё хорошо", "всё хорошо", "заработало", "ок", "спасибо, помогло", "уже работает", "решили",
    "👍", "👍🏻", "👍 👍", "❤️", "+",
)  # fmt: skip
NO = (
    "no", "nope", "It doesn’t work", "still not working", "did not help", "the same problem",
    "it's down again",
    "нет", "не помогло", "Нет, не работает", "всё равно не работает", "по-прежнему нет", "не помогает",
    "ничего не изменилось", "увы, так и не заработало", "👎", "-",
    "спасибо, не помогло", "спасибо, но не работает", "Thanks, but it did not help",
)  # fmt: skip
NEITHER = (
    "нет, спасибо", "no, thanks", "да, но медленно", "1C не запускается", "no internet", "нет интернета",
    "не работает касса", "it is not printing receipts", "not enough space left", "broken printer",
    "yes but slow",
    "да нет", "хорошо бы починить", "the till", "касса", "привет, не печатает принтер", "", "   ", "😭",
)  # fmt: skip
NONE_OF_THESE = (
    "None of these", "neither", "something else", "no", "нет", "Ничего из этого", "не то", "ни то ни другое",
    "другое", "ни одно не подходит",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind"),
    [(text, Kind.GREETING) for text in GREETINGS]
    + [(text, Kind.THANKS) for text in THANKS]
    + [(text, Kind.FAREWELL) for text in FAREWELLS],
)
def test_small_talk_is_heard(text: str, kind: Kind) -> None:
    assert small_talk(text) is kind


@pytest.mark.parametrize("text", [*NEITHER, *NO, "hi, the till is down", "thanks, and how do I print?"])
def test_words_with_a_matter_are_no_small_talk(text: str) -> None:
    assert small_talk(text) is None


@pytest.mark.parametrize("text", [*YES, *THANKS])
def test_all_is_well_is_heard(text: str) -> None:
    assert says_yes(text)
    assert not says_no(text)


@pytest.mark.parametrize("text", NO)
def test_it_did_not_help_is_heard(text: str) -> None:
    assert says_no(text)
    assert not says_yes(text)


@pytest.mark.parametrize(
    "text",
    [
        "мне нужна помощь",
        "I need help",
        "Здравствуйте, у меня вопрос",
        "Help me please",
        "there is a problem",
    ],
)
def test_a_cry_for_help_names_no_matter(text: str) -> None:
    assert asks_for_help(text)


@pytest.mark.parametrize("text", ["помогите с кассой", "problem with the till", "спасибо за помощь", *NO])
def test_help_with_something_is_a_matter(text: str) -> None:
    assert not asks_for_help(text)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("И ещё один вопрос: как закрыть смену?", "как закрыть смену?"),
        ("I have another question, how do I print?", "how do I print?"),
        ("Другой вопрос:", "Другой вопрос:"),
        ("новый вопрос возник с кассой", "новый вопрос возник с кассой"),
    ],
)
def test_that_a_question_follows_is_no_part_of_it(text: str, asked: str) -> None:
    assert announced(text) == asked


@pytest.mark.parametrize("text", NEITHER)
def test_near_misses_are_neither_yes_nor_no(text: str) -> None:
    """They say more than yes or no, and are read for it."""
    assert not says_yes(text)
    assert not says_no(text)


@pytest.mark.parametrize("text", NONE_OF_THESE)
def test_turning_down_the_suggestions_is_heard(text: str) -> None:
    assert says_none_of_these(text)


@pytest.mark.parametrize(
    "text", ["нет связи", "no internet", "other tills work", "другое здание без света", "1"]
)
def test_a_matter_does_not_turn_the_suggestions_down(text: str) -> None:
    assert not says_none_of_these(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5", (5, "")),
        (" 4. ", (4, "")),
        ("#3", (3, "")),
        ("5!", (5, "")),
        ("4 из 5", (4, "")),
        ("5/5", (5, "")),
        ("3, долго ждали", (3, "долго ждали")),
        ("5 all fine", (5, "all fine")),
        ("1C не запускается", None),
        ("10", None),
        ("0", None),
        ("5G не ловит", None),
        ("2020 год", None),
        ("пять", None),
        ("", None),
    ],
)
def test_a_leading_number_is_told_from_other_digits(text: str, expected: tuple[int, str] | None) -> None:
    assert number(text) == expected


@given(st.text(max_size=60))
def test_no_text_is_both_yes_and_no(text: str) -> None:
    assert not (says_yes(text) and says_no(text))


@given(
    st.sampled_from([*YES, *NO, *GREETINGS, *THANKS, *FAREWELLS]),
    st.sampled_from(["!", "...", " ", "?!", " 🙂"]),
)
def test_case_and_marks_change_nothing(text: str, tail: str) -> None:
    """A phrase in capitals and with marks behind it says the same; a sign alone stays a sign."""
    loud = f"{text.upper()}{tail}" if any(map(str.isalpha, text)) else text
    assert (small_talk(loud), says_yes(loud), says_no(loud)) == (
        small_talk(text),
        says_yes(text),
        says_no(text),
    )


@pytest.mark.parametrize(
    "text",
    [
        "any news?",
        "Is anybody there?",
        "when will you answer",
        "When will it be fixed?",
        "когда уже заработает?",
        "Починили?",
        "ну что там?",
        "Долго ещё ждать?",
        "есть новости?",
        "ау",
        "Вы тут?",
    ],
)
def test_a_question_how_it_stands_is_known(text: str) -> None:
    assert asks_news(text)


@pytest.mark.parametrize(
    "text", ["any news on the tariff page?", "что там с кассой пишет ошибку", "how long is the cable", ""]
)
def test_a_question_about_a_matter_is_not_one(text: str) -> None:
    assert not asks_news(text)


@pytest.mark.parametrize("text", ["это машина", "это человек", "is this real", "что можете"])
def test_an_answer_about_the_matter_is_no_question_about_us(text: str) -> None:
    assert small_talk(text) is None

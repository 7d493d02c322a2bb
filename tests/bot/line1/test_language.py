"""Which of the desk's languages a customer writes in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.line1.language import first_language, language_of

LANGUAGES = st.lists(st.sampled_from(["en", "ru", "de", "uk", "tr"]), min_size=1, unique=True)


@pytest.mark.parametrize(
    ("text", "before", "expected"),
    [
        ("Как перезагрузить роутер?", "en", "ru"),
        ("How do I restart the router?", "ru", "en"),
        ("не работает Wi-Fi", "en", "ru"),
        ("ok", "ru", "ru"),
        ("да", "en", "en"),
        ("Wi-Fi", "ru", "en"),
        ("1C", "ru", "ru"),
        ("123 456", "ru", "ru"),
        ("😀", "en", "en"),
        ("", "ru", "ru"),
        ("привет team", "en", "ru"),
        ("שלום, אין אינטרנט", "en", "en"),
        ("касса kassa", "ru", "ru"),
    ],
)
def test_the_script_tells_the_language(text: str, before: str, expected: str) -> None:
    assert language_of(text, ["en", "ru"], before) == expected


def test_the_language_spoken_before_wins_within_a_script() -> None:
    assert language_of("Wo ist der Drucker", ["en", "de", "ru"], "de") == "de"
    assert language_of("Wo ist der Drucker", ["en", "de", "ru"], "ru") == "en"


@given(st.text(max_size=80), LANGUAGES, st.sampled_from(["en", "ru", "fr"]))
def test_the_language_is_always_one_the_desk_speaks(text: str, spoken: list[str], before: str) -> None:
    assert language_of(text, spoken, before) in spoken


@pytest.mark.parametrize(
    ("code", "expected"),
    [("ru", "ru"), ("en-GB", "en"), ("RU", "ru"), ("de", "en"), (None, "en"), ("", "en"), ("pt-br", "en")],
)
def test_a_newcomer_is_greeted_in_their_telegrams_language_or_the_first(
    code: str | None, expected: str
) -> None:
    assert first_language(code, ["en", "ru"]) == expected

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.article import Article, Audience, Library, Version
from kb.confidence import ANSWER_AT, SUGGEST_AT
from kb.encoder import UseEncoder
from kb.match import MOST, Match, Matcher
from kb.matchers import MeaningMatcher, WordMatcher
from tests.kb.asked import ASKED_ACROSS, ASKED_IN_ENGLISH, ASKED_IN_RUSSIAN
from tests.kb.conftest import TODAY
from tests.kb.messages import HARDLY_ANYTHING, NEARBY, NOTHING_TO_ASK, OUTSIDE

PARTS = {"meaning", "centre", "words", "answer", "score", "margin", "learnt", "votes", "ranked", "scope"}
WORDS = ["касса", "wifi", "не", "!", "7", "mail"]

Asked = Sequence[tuple[str, str]]

ALL_ASKED = [*ASKED_IN_RUSSIAN, *ASKED_IN_ENGLISH, *ASKED_ACROSS]
TOMORROW = date(2026, 11, 23)


def right(matcher: Matcher, asked: Asked, among: int = 1) -> float:
    """The share of messages whose article is among the first so many."""
    found = [article in ids(matcher.match(text))[:among] for text, article in asked]
    return sum(found) / len(found)


def ids(matches: Sequence[Match]) -> list[str]:
    return [match.article_id for match in matches]


def surest(matcher: Matcher, text: str) -> float:
    return max((match.confidence for match in matcher.match(text)), default=0.0)


@pytest.mark.parametrize("asked", [ASKED_IN_RUSSIAN, ASKED_IN_ENGLISH], ids=["Russian", "English"])
def test_customers_find_their_article_in_their_language(by_meaning: MeaningMatcher, asked: Asked) -> None:
    assert right(by_meaning, asked) >= 0.82
    assert right(by_meaning, asked, among=3) >= 0.94


def test_a_question_finds_an_article_that_is_only_in_another_language(by_meaning: MeaningMatcher) -> None:
    assert right(by_meaning, ASKED_ACROSS) >= 0.75
    assert right(by_meaning, ASKED_ACROSS, among=3) == 1


def test_words_alone_find_most_articles_in_one_language(by_words: WordMatcher) -> None:
    assert right(by_words, ASKED_IN_RUSSIAN) >= 0.55
    assert right(by_words, ASKED_IN_ENGLISH) >= 0.6


def test_sure_answers_are_right(by_meaning: MeaningMatcher) -> None:
    """Some of the messages are answered at once, and hardly one of those wrongly."""
    first = [(by_meaning.match(text)[0], article) for text, article in ALL_ASKED]
    answered = [match.article_id == article for match, article in first if match.confidence >= ANSWER_AT]

    assert len(answered) >= len(ALL_ASKED) / 4
    assert answered.count(False) <= 1


def test_nearly_every_question_gets_at_least_suggestions(by_meaning: MeaningMatcher) -> None:
    suggested = [surest(by_meaning, text) >= SUGGEST_AT for text, _ in ALL_ASKED]

    assert sum(suggested) / len(suggested) >= 0.85


def test_what_is_outside_is_never_answered_and_seldom_suggested(by_meaning: MeaningMatcher) -> None:
    sure = [surest(by_meaning, text) for text in OUTSIDE]

    assert max(sure) < ANSWER_AT
    assert sum(one >= SUGGEST_AT for one in sure) <= len(OUTSIDE) / 5


def test_what_is_near_the_trade_is_never_answered_and_often_not_suggested(by_meaning: MeaningMatcher) -> None:
    """A door that is stuck is no cash drawer, though it may look like one."""
    sure = [surest(by_meaning, text) for text in NEARBY]

    assert max(sure) < ANSWER_AT
    assert sum(one >= SUGGEST_AT for one in sure) <= len(NEARBY) * 0.4


def test_confidence_is_about_the_share_of_right_answers(by_meaning: MeaningMatcher) -> None:
    asked = [*ALL_ASKED, *((text, "") for text in (*OUTSIDE, *NEARBY))]
    first = [(by_meaning.match(text)[0], article) for text, article in asked]

    promised = sum(match.confidence for match, _ in first) / len(first)
    kept = sum(match.article_id == article for match, article in first) / len(first)
    assert abs(promised - kept) < 0.2


@pytest.mark.parametrize("text", NOTHING_TO_ASK)
def test_a_message_without_a_question_matches_nothing(
    by_meaning: MeaningMatcher, by_words: WordMatcher, text: str
) -> None:
    assert by_meaning.match(text) == []
    assert by_words.match(text) == []


@pytest.mark.parametrize("text", HARDLY_ANYTHING)
def test_gibberish_is_not_even_suggested(
    by_meaning: MeaningMatcher, by_words: WordMatcher, text: str
) -> None:
    assert surest(by_meaning, text) < SUGGEST_AT
    assert surest(by_words, text) < SUGGEST_AT


def test_a_question_is_found_in_a_long_story(by_meaning: MeaningMatcher) -> None:
    story = "Мы открыли магазин в марте, торгуем чаем и посудой, покупателей немного, но они довольны. " * 6

    assert ids(by_meaning.match(f"{story} Подскажите, как поменять чековую ленту в кассе?"))[0] == (
        "till-receipt-tape"
    )
    assert surest(by_meaning, story) < ANSWER_AT


def test_capitals_and_emoji_change_nothing(by_meaning: MeaningMatcher) -> None:
    plain = by_meaning.match("касса не печатает чек")

    assert by_meaning.match("КАССА НЕ ПЕЧАТАЕТ ЧЕК 😡") == plain


@given(
    st.text(max_size=200) | st.lists(st.sampled_from(["касса", "wifi", "не", "!", "7", "mail"])).map(" ".join)
)
@settings(max_examples=60, deadline=None)
def test_any_text_gets_the_same_honest_answer_twice(
    by_meaning: MeaningMatcher, by_words: WordMatcher, text: str
) -> None:
    """Best first, each article once, confidence a probability; a fresh matcher is not needed to repeat it."""
    for matcher in (by_meaning, by_words):
        matches = matcher.match(text)

        confidences = [match.confidence for match in matches]
        assert matches == matcher.match(text)
        assert confidences == sorted(confidences, reverse=True)
        assert all(0 <= one <= 1 for one in confidences)
        assert len(set(ids(matches))) == len(matches) <= MOST


def test_two_matchers_of_the_same_articles_agree(library: Library, encoder: UseEncoder) -> None:
    one, other = (MeaningMatcher(library, encoder, TODAY) for _ in range(2))

    assert one.match("не работает интернет") == other.match("не работает интернет")


def matchers(library: Library, encoder: UseEncoder, audience: Audience = Audience.PUBLIC) -> list[Matcher]:
    return [WordMatcher(library, TODAY, audience), MeaningMatcher(library, encoder, TODAY, audience)]


def test_internal_articles_never_come_out_for_customers(library: Library, encoder: UseEncoder) -> None:
    """Not even when the message is one of their phrasings, word for word."""
    secret = library.articles["network-remote-check"]
    phrasings = [text for version in secret.versions.values() for text in version.phrasings]

    for matcher in matchers(library, encoder):
        assert all(secret.id not in ids(matcher.match(text)) for text in phrasings)
    for matcher in matchers(library, encoder, Audience.INTERNAL):
        assert all(ids(matcher.match(text))[0] == secret.id for text in phrasings)


def test_articles_past_their_day_never_come_out(encoder: UseEncoder) -> None:
    """Those expired when the matcher is built, and those that expire while it is in use."""
    version = Version("en", "The till is offline", "Check the cable.")
    past, last_day = date(2026, 11, 21), TODAY
    library = Library.of(
        Article(name, {"en": replace(version, valid_until=until)})
        for name, until in (("expired", past), ("expiring", last_day), ("lasting", None))
    )

    for matcher in matchers(library, encoder):
        assert ids(matcher.match("till offline")) == ["expiring", "lasting"]
        assert ids(matcher.match("till offline", today=TOMORROW)) == ["lasting"]


def test_an_article_past_its_day_casts_no_doubt_on_the_others(encoder: UseEncoder) -> None:
    """The day after one of two equal articles expires, the other is as sure as if it stood alone."""
    version = Version("en", "The till is offline", "Check the cable.")
    two = [
        Article("expiring", {"en": replace(version, valid_until=TODAY)}),
        Article("lasting", {"en": version}),
    ]
    together, alone = (MeaningMatcher(Library.of(some), encoder, TODAY) for some in (two, two[1:]))

    left = together.match("till offline", today=TOMORROW)[0].confidence
    assert left >= ANSWER_AT > together.match("till offline")[0].confidence
    assert alone.match("till offline")[0].confidence >= ANSWER_AT


def test_an_empty_library_matches_nothing(encoder: UseEncoder) -> None:
    assert [matcher.match("касса") for matcher in matchers(Library.of([]), encoder)] == [[], []]


def test_a_single_article_is_still_doubted(encoder: UseEncoder) -> None:
    """With nothing else to choose, a question about something else must not be sure."""
    only = Library.of([Article("till", {"en": Version("en", "The till is offline", "Check the cable.")})])
    matcher = MeaningMatcher(only, encoder, TODAY)

    assert surest(matcher, "our till is offline") >= ANSWER_AT
    assert surest(matcher, "book a flight to Berlin") < SUGGEST_AT


def test_a_match_says_what_it_rests_on(by_meaning: MeaningMatcher) -> None:
    match = by_meaning.match("ящик переполнен")[0]

    assert (match.article_id, match.language, match.phrasing) == ("mail-full", "ru", "Ящик переполнен")
    assert set(match.parts) == PARTS

"""Articles that customers ask for in the same words: line 1 offers them, and answers with none."""

from collections.abc import Sequence
from itertools import product

import pytest

from kb.article import Article, Library, Version
from kb.bridge import Bridged
from kb.calibration import Calibration
from kb.confidence import ANSWER_AT, SUGGEST_AT
from kb.encoder import UseEncoder
from kb.known import texts_of
from kb.learning import learnt
from kb.match import Match
from kb.matchers import MeaningMatcher, WordMatcher
from kb.twins import twins_of_first
from tests.kb.conftest import TODAY

TITLES = ["Возврат за заказ", "Возврат за подписку", "Возврат за доставку", "Отмена поездки"]
SAME = [["верните деньги", "refund"]] * 4
NEARLY = [["верните деньги"], ["верните мне деньги"], ["верните деньги!"], ["верните деньги пожалуйста"]]
AMONG_OTHERS = [
    [*same, *others]
    for same, others in zip(
        SAME,
        [
            ["как вернуть оплату за заказ", "заказ не приехал, где возврат"],
            ["отменить подписку", "подписка списалась ещё раз"],
            ["курьер не приехал", "деньги за доставку назад"],
            ["поездка отменена", "водитель отменил поездку"],
        ],
        strict=True,
    )
]


def refunds(phrasings: Sequence[Sequence[str]]) -> list[Article]:
    return [
        Article(f"refund-{n}", {"ru": Version("ru", title, "", tuple(said))})
        for n, (title, said) in enumerate(zip(TITLES, phrasings, strict=True))
    ]


def matcher(library: Library, encoder: UseEncoder, learns: bool, bent: Calibration) -> MeaningMatcher:
    index = learnt(texts_of(library, TODAY), Bridged(encoder)) if learns else None
    return MeaningMatcher(library, encoder, TODAY, index=index, calibration=bent)


def is_offered(matches: Sequence[Match]) -> bool:
    """Several are, and none is answered."""
    first = [match.confidence for match in matches[:3]]
    return max(first) < ANSWER_AT and min(first) >= SUGGEST_AT


@pytest.mark.parametrize("phrasings", [SAME, NEARLY, AMONG_OTHERS], ids=["same", "nearly", "among others"])
@pytest.mark.parametrize("learns", [False, True], ids=["near", "learnt"])
def test_what_several_articles_are_asked_for_with_is_never_answered(
    phrasings: Sequence[Sequence[str]], learns: bool, library: Library, encoder: UseEncoder
) -> None:
    """Alone or among many other articles, and however sure a desk's own messages make line 1."""
    many = Library.of([*refunds(phrasings), *library.articles.values()])
    for some, bent in product((Library.of(refunds(phrasings)), many), (Calibration(), Calibration(1.5, 3))):
        found = matcher(some, encoder, learns, bent).match("Верните деньги")

        assert is_offered(found)
        assert {match.article_id for match in found[:3]} <= {f"refund-{n}" for n in range(4)}


def test_who_tells_them_apart_is_answered(library: Library, encoder: UseEncoder) -> None:
    many = Library.of([*refunds(AMONG_OTHERS), *library.articles.values()])

    found = matcher(many, encoder, True, Calibration()).match("отменить подписку")

    assert found[0].article_id == "refund-1"
    assert found[0].confidence >= ANSWER_AT


def test_opposites_are_no_twins(encoder: UseEncoder) -> None:
    """They mean nearly the same to the encoder; their words differ."""
    ways = {"on": "как включить 2fa", "off": "как отключить 2fa"}
    both = [Article(name, {"ru": Version("ru", text, "")}) for name, text in ways.items()]
    evidence = MeaningMatcher(Library.of(both), encoder, TODAY).evidence("как отключить 2fa")

    assert evidence is not None
    assert not len(twins_of_first(evidence, list(ways.values())))


def test_words_alone_answer_no_twins() -> None:
    found = WordMatcher(Library.of(refunds(SAME)), TODAY).match("верните деньги")

    assert is_offered(found)

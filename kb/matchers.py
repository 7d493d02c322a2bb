"""Two matchers: by words alone, and by words and meaning together."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from kb.article import Audience, Library
from kb.bridge import Bridged
from kb.calibration import SHIPPED, Calibration
from kb.confidence import WORDS, margins
from kb.e5 import DIRECTIONS
from kb.encoder import Encoder
from kb.evidence import Evidence, features, softmax
from kb.fusion import PIECES_SHARE, Fusion, Heard
from kb.gate import Gate, shipped
from kb.groups import Scores
from kb.index import Index, Texts, indexed
from kb.known import Known
from kb.match import MOST, Match
from kb.nearness import Wording
from kb.reading import Reader, Reading
from kb.second import can_be_asked, is_worth_asking
from kb.tfidf import pieces, words
from kb.twins import CHOICES, twins_of_first

# The gates were fitted on English questions to English articles, and between Russian and English they are
# too humble. Fitted on the tuning half of kb/tuning/asked.csv, articles in one language and questions in the
# other; on the test half 98 % are right at 0.85 with 33 to 40 % answered, where 11 % were. Before anything is
# learnt they are not: so bent, 76 to 88 % of what they are sure of is right.
FOREIGN = Calibration(1.2, 1.3)
LEVEL = 0.02  # of a score of words: no article so little behind the first is told from it

Told = Mapping[str, Scores]  # scores by article that explain a match


class WordMatcher:
    """Knows an article by its words only: no model, no other language; for tests and tiny machines."""

    def __init__(self, library: Library, today: date, audience: Audience = Audience.PUBLIC) -> None:
        self._known = Known(library, today, audience)
        texts = self._known.phrasings.texts
        self._reader = Reader(texts)
        self._pieces, self._words = Wording.of(pieces, texts), Wording.of(words, texts)

    def read(self, text: str) -> Reading:
        """See Matcher."""
        return self._reader.read(text)

    def match(self, text: str, today: date | None = None) -> list[Match]:
        """See Matcher."""
        message = self._reader.read(text).pieces
        alive = self._known.alive(today)
        if not message or not len(alive):
            return []
        share = PIECES_SHARE
        by_text = share * self._pieces.scores(message) + (1 - share) * self._words.scores(message)
        by_version = self._known.phrasings.best(by_text)
        scores = np.round(self._known.by_article(by_version)[alive], 6)
        told = {"words": scores, "score": scores, "margin": margins(scores)}
        level = int(np.count_nonzero(scores >= scores.max() - LEVEL))
        sure = WORDS.confidence(scores) / min(level, CHOICES)
        return _matches(self._known, alive, scores, sure, by_version, by_text, told)


class MeaningMatcher:
    """By words and meaning; and by what was learnt from the phrasings, where the index has heads."""

    def __init__(
        self,
        library: Library,
        encoder: Encoder,
        today: date,
        audience: Audience = Audience.PUBLIC,
        index: Index | None = None,
        calibration: Calibration = SHIPPED,
        other: Encoder | None = None,
    ) -> None:
        """With the other encoder, and an index that has its vectors, the unsure are asked a second time."""
        self._calibration = calibration
        self._has_other = other is not None
        self._known, encoder = Known(library, today, audience), Bridged(encoder)
        self._index = index or indexed(self._known.all_texts(), encoder)
        self._fusion = Fusion(self._known, self._index, encoder, other and Bridged(other, DIRECTIONS))
        self._reader = Reader(self._known.phrasings.texts)
        name = gate_of(self._index)
        self._gate, self._second_gate = shipped(name), shipped(f"second {name}")

    def read(self, text: str) -> Reading:
        """See Matcher."""
        return self._reader.read(text)

    def match(self, text: str, today: date | None = None, *, twice: bool = True) -> list[Match]:
        """See Matcher; unless `twice`, the second stage is not asked."""
        message = self._reader.read(text).pieces
        alive = self._known.alive(today)
        if not message or not len(alive):
            return []
        heard = self._fusion.heard(message, alive)
        sure = self._sure(self._gate, heard)
        asks = twice and self._fusion.has_second and can_be_asked(message)
        if asks and is_worth_asking(sure.of_first):
            heard = self._fusion.again(message[0], heard, alive)
            sure = self._sure(self._second_gate, heard)
        told = {
            **heard.told,
            "margin": margins(heard.told["score"]),
            "scope": np.full(len(alive), sure.scope),
        }
        return _matches(self._known, alive, sure.ranked, sure.each, heard.by_version, heard.by_text, told)

    def _sure(self, gate: Gate, heard: Heard) -> "Sure":
        """What the gate says; of twins it hears as of one article, and they share it."""
        e = heard.evidence
        twins = twins_of_first(e, self._known.phrasings.texts)
        scope, right = gate.of(features(e.without(twins)))
        each = _shared(e, scope, right)
        if heard.is_foreign and self._index.heads:
            each = FOREIGN.each(each)
        each, ranked = self._calibration.each(each), e.ranked
        if len(twins):
            each = np.minimum(each, each[e.first] / min(1 + len(twins), CHOICES))
            each[twins] = each[e.first]
            ranked = ranked.copy()
            ranked[twins] = np.nextafter(ranked[e.first], -np.inf)
        return Sure(scope, scope * right, each, ranked)

    def evidence(self, text: str) -> Evidence | None:
        """What the gate looks at, None if the text has no words; for those who fit it."""
        message, alive = self._reader.read(text).pieces, self._known.alive(None)
        return self._fusion.heard(message, alive).evidence if message and len(alive) else None

    def texts(self) -> Texts:
        """What an index for these articles is made of."""
        return replace(self._known.all_texts(), second=self._has_other)

    def has_learnt(self) -> bool:
        """True if the index has all that can be learnt."""
        heads = self._index.heads is not None or not self.texts().can_be_learnt()
        return heads and self._fusion.has_second == (self._has_other and self._known.articles > 0)

    def ids(self) -> list[str]:
        """Of the articles, in the order of the evidence."""
        return self._known.ids()


@dataclass(frozen=True, slots=True)
class Sure:
    """How sure it is that the message is about something known, of the first article, and of each."""

    scope: float
    of_first: float  # as the gate says, before twins share it and before it is bent to the desk
    each: Scores
    ranked: Scores  # as the evidence has it, with the twins of the first one behind it


def gate_of(index: Index) -> str:
    """The name of the gate for what the index has learnt."""
    return "learnt" if index.heads else "near"


def _shared(evidence: Evidence, scope: float, right: float) -> Scores:
    """The first article gets what the gate says; the others share what is left by their scores."""
    ranked = evidence.ranked
    first = int(ranked.argmax())
    chances = softmax(ranked)
    others = chances.sum() - chances[first]
    left = scope * (1 - right) / others if others > 1e-9 else 0.0
    sure = np.minimum(chances * left, scope * right)
    sure[first] = scope * right
    return np.asarray(sure)


def _matches(
    known: Known,
    alive: NDArray[np.int64],
    ranked: Scores,
    sure: Scores,
    by_version: Scores,
    by_text: Scores,
    told: Told,
) -> list[Match]:
    """The MOST articles ranked highest; `ranked`, `sure` (in the same order) and `told` are by living one."""

    def match(n: int) -> Match:
        version = known.version(by_version, alive[n])
        article_id, language = known.phrasings.labels[version]
        phrasing = known.said[known.phrasings.nearest(by_text, version)]
        parts = {name: float(values[n]) for name, values in told.items()}
        return Match(article_id, language, float(sure[n]), phrasing, parts)

    return [match(n) for n in np.argsort(-ranked, kind="stable")[:MOST]]

"""Fits the gates on trials: what was heard of each question, and the curves of greatest likelihood."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from kb.article import Audience
from kb.encoder import Encoder, Vectors
from kb.evidence import features
from kb.fusion import Fusion, Heard
from kb.gate import Gate, Logistic
from kb.index import Index, Texts, indexed
from kb.known import Known
from kb.learning import learnt
from kb.lifting import messages_of
from kb.matchers import gate_of
from kb.reading import Reader
from kb.second import Second, can_be_asked
from kb.tfidf import TfIdf, words
from kb.tuning.trials import Trial
from kb.twins import twins_of_first

Numbers = NDArray[np.float64]

TODAY = date(2026, 11, 22)
SHOWN = 3  # suggestions a customer sees
WISH = 10.0  # for small weights; a tenth and ten times as much change no figure by a point


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one question; `numbers` are those of kb.evidence."""

    domain: str
    inside: bool
    right: bool  # the first article is the one
    shown: bool  # one of the first SHOWN is
    numbers: Mapping[str, float]
    again: "Outcome | None" = None  # what came of asking the second stage, if it can be asked


class Remembering:
    """An encoder that reads each text once, however many knowledge bases are drawn."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known = dict[str, Vectors]()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """See Encoder."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known |= dict(zip(new, self._encoder.encode(new), strict=True))
        return np.array([self._known[text] for text in texts], dtype=np.float32).reshape(len(texts), -1)


def outcomes(
    drawn: Iterator[Trial], encoder: Encoder, kind: str, other: Encoder | None = None
) -> Iterator[Outcome]:
    """Of every question of every trial for the gate of this name (see kb.gate)."""
    for trial in drawn:
        known = Known(trial.library, TODAY, Audience.PUBLIC)
        index = _index(trial, known.all_texts(), encoder, kind, other)
        reader = Reader(known.phrasings.texts)
        fusion, alive = Fusion(known, index, encoder, other), known.alive(None)
        for text, article in trial.questions:
            if gate_of(index) == kind and (message := reader.read(text).pieces):
                heard = fusion.heard(message, alive)
                if heard.is_foreign:
                    continue  # these are bent afterwards: kb.matchers.FOREIGN
                asked = fusion.has_second and can_be_asked(message)
                again = fusion.again(message[0], heard, alive) if asked else None
                first = _outcome(trial.domain, known, article, heard)
                yield replace(first, again=_outcome(trial.domain, known, article, again) if again else None)


def _index(trial: Trial, texts: Texts, encoder: Encoder, kind: str, other: Encoder | None) -> Index:
    if kind == "near":
        index = indexed(texts, encoder)
        return replace(index, second=Second(other.encode(texts.phrasings))) if other else index
    known = TfIdf.of(words, texts.phrasings)
    return learnt(texts, encoder, messages_of(trial.log, encoder, known) if trial.log else None, other)


def _outcome(domain: str, known: Known, article: str | None, heard: Heard) -> Outcome:
    """Twins of the first article are heard as one with it, as the matcher hears them."""
    e, ids = heard.evidence, known.ids()
    twins = twins_of_first(e, known.phrasings.texts)
    first = [ids[n] for n in (e.first, *twins)]
    shown = [*first, *(ids[n] for n in np.argsort(-e.ranked, kind="stable")[:SHOWN])][:SHOWN]
    numbers = features(e.without(twins))
    return Outcome(domain, article is not None, article in first, article in shown, numbers)


def sure_of(curve: Gate, one: Outcome) -> float:
    """How sure the gate is of the first article, 0..1."""
    return curve.scope.at(one.numbers) * curve.right.at(one.numbers)


def gate(seen: Sequence[Outcome]) -> Gate:
    """Fitted on these outcomes."""
    inside = [one for one in seen if one.inside]
    scope = logistic([one.numbers for one in seen], [one.inside for one in seen])
    return Gate(scope, logistic([one.numbers for one in inside], [one.right for one in inside]))


def logistic(rows: Sequence[Mapping[str, float]], hit: Sequence[bool], steps: int = 25) -> Logistic:
    """The logistic curve of greatest likelihood with small weights, by Newton's method."""
    names = list(rows[0])
    numbers = np.array([[row[name] for name in names] for row in rows])
    spreads = np.maximum(numbers.std(axis=0), 1e-3)
    curve = Logistic(names, numbers.mean(axis=0), spreads, np.zeros(len(names)), 0.0)
    x = np.column_stack([curve.standard(numbers), np.ones(len(rows))])
    weights, wish = np.zeros(len(names) + 1), np.diag([*[WISH] * len(names), 1e-9])
    for _ in range(steps):
        chance = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (np.array(hit) - chance) - wish @ weights
        weights += np.linalg.solve((x.T * (chance * (1 - chance))) @ x + wish, slope)
    return Logistic(names, curve.means, spreads, weights[:-1], float(weights[-1]))


def told(curve: Logistic) -> dict[str, list[float]]:
    """As gate.json has it."""
    rows = zip(curve.names, curve.means, curve.spreads, curve.weights, strict=True)
    numbers = {name: [round(float(n), 4) for n in (m, s, w)] for name, m, s, w in rows}
    return numbers | {"constant": [0.0, 1.0, round(curve.constant, 4)]}

"""The parts that vote on a message, and how their votes become one order of the articles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from scipy import sparse

from kb.encoder import Encoder
from kb.evidence import SHARP, Evidence
from kb.groups import Scores
from kb.heads import Heads, Voices
from kb.index import Index
from kb.known import Known
from kb.nearness import Meaning, nearest_and_whole
from kb.second import LEARNT, NEAR, NEARNESS, SecondStage
from kb.tongues import script

Told = Mapping[str, Scores]  # by living article, by the name of the part

# Beside 1 for the nearest phrasing. Chosen for the share of right first matches on drawn knowledge bases
# (kb.tuning), where 0.8 to 2 for the centre and 0.5 to 0.7 for the words differ by less than a point.
CENTRE, WORDING = 1.2, 0.65
TOTAL = 1 + CENTRE + WORDING
PIECES_SHARE = 0.8  # of the wording; the rest is whole words
ANSWER = 0.3  # on top: the answer's words break ties, and are too few to lift what is far

# Beside 1 for the logits learnt by meaning; see also kb.heads. Fitted on banking77 and clinc150 with 2 to 30
# phrasings: half and twice as much change the share of right first matches by less than half a point.
LEARNT_WORDS, LEARNT_ANSWER = 2.5, 0.6

# Measured on kb/articles, each phrasing left out in turn together with its translation: these bring the
# mean score of right and of wrong articles across languages to where it is within one.
FOREIGN_BASE, FOREIGN_SLOPE = -0.05, 1.15
VOTE_BASE, VOTE_SLOPE = -1.0, 1.2  # so are the words' votes: near -1 where nothing is shared
WORDS_BASE = TOTAL * FOREIGN_BASE / WORDING  # the same guess, said as nearness of words alone
WORDS_SLOPE = (TOTAL * FOREIGN_SLOPE - 1 - CENTRE) / WORDING

DIGITS = 6  # beyond these the sums of equal texts may differ by their place in the batch


@dataclass(frozen=True, slots=True)
class Heard:
    """A message weighed: evidence for the gate, and what explains the matches."""

    evidence: Evidence
    foreign: NDArray[np.bool_]  # for each article: it has no version in the message's script
    by_version: Scores
    by_text: Scores
    told: Told

    @property
    def is_foreign(self) -> bool:
        """The first article has no version in the message's script."""
        return bool(self.foreign[self.evidence.first])


class Fusion:
    """Weighs messages against one knowledge base."""

    def __init__(self, known: Known, index: Index, encoder: Encoder, other: Encoder | None = None) -> None:
        self._known = known
        self._index = index
        self._encoder = encoder
        self._meaning = Meaning(encoder, known.phrasings, index.vectors)
        self._second = SecondStage(other, known.phrasings, index.second) if other and index.second else None

    @property
    def has_second(self) -> bool:
        """True if there is a second stage to ask."""
        return self._second is not None

    def heard(self, message: Sequence[str], alive: NDArray[np.int64]) -> Heard:
        """The message, of at least one sentence, against the articles alive, at least one."""
        to_texts, to_centres = self._meaning.scores(message)
        row = self._index.words.row(message)
        by_words = PIECES_SHARE * self._index.pieces.scores(message)
        by_words += (1 - PIECES_SHARE) * self._index.words.to_texts(row)
        parts = self._parts(message, to_texts, to_centres, by_words)
        told = {name: self._known.by_article(scores)[alive] for name, scores in parts.items()}
        told["score"] = np.round(told["score"], DIGITS)
        heads = self._index.heads
        if heads:
            told |= self._votes(heads, message, row, told, alive)
        evidence = self._evidence(message, told, to_texts, by_words, alive)
        foreign = self._known.foreign_articles(script(" ".join(message)))[alive]
        return Heard(evidence, foreign, parts["score"], to_texts + by_words, told)

    def again(self, message: str, heard: Heard, alive: NDArray[np.int64]) -> Heard:
        """What was heard, and what the second stage makes of it."""
        assert self._second is not None, "who asks it has looked"
        near, logits = self._second.heard(message)
        near, was = self._known.by_article(near)[alive], heard.evidence
        if logits is None:
            learnt, ranked = None, SHARP * (was.near + NEARNESS * near)
        else:
            learnt = logits[alive]
            ranked = was.ranked + NEAR * near + LEARNT * learnt
        ranked = np.round(ranked, DIGITS)
        evidence = replace(was, ranked=ranked, second_near=near, second_learnt=learnt)
        told = {**heard.told, "second": near, "ranked": ranked}
        return replace(heard, evidence=evidence, told=told)

    def _parts(
        self, message: Sequence[str], to_texts: Scores, to_centres: Scores, by_words: Scores
    ) -> dict[str, Scores]:
        """By version. Words of two scripts have nothing in common: there meaning stands for them."""
        best = self._known.phrasings.best
        meaning, words, answer = best(to_texts), best(by_words), self._index.answers.scores(message)
        alone = (meaning + CENTRE * to_centres) / (1 + CENTRE)
        own = ((1 + CENTRE) * alone + WORDING * words) / TOTAL
        foreign = self._known.foreign(script(" ".join(message)))
        near = np.where(foreign, FOREIGN_BASE + FOREIGN_SLOPE * alone, own) + ANSWER / TOTAL * answer
        return {"meaning": meaning, "centre": to_centres, "words": words, "answer": answer, "score": near}

    def _votes(
        self,
        heads: Heads,
        message: Sequence[str],
        row: sparse.csr_array,
        told: Told,
        alive: NDArray[np.int64],
    ) -> Told:
        """By living article, where a foreign one's words are again guessed from its meaning."""
        rows = self._encoder.encode(message)
        foreign = self._known.foreign_articles(script(" ".join(message)))[alive]
        alone = (told["meaning"] + CENTRE * told["centre"]) / (1 + CENTRE)
        guessed = VOTE_BASE + VOTE_SLOPE * alone
        words = np.where(foreign, WORDS_BASE + WORDS_SLOPE * alone, told["words"])
        learnt = _logits(heads, rows)[alive]
        votes = np.where(foreign, guessed, heads.by_words(row)[0][alive])
        lifted, said = learnt, votes
        if heads.lifted:
            lifted = _logits(heads.lifted, rows)[alive]
            said = np.where(foreign, guessed, heads.lifted.by_words(row)[0][alive])
        voices = Voices.of(self._known.crowd)
        ranked = lifted + LEARNT_WORDS * words + LEARNT_ANSWER * told["answer"]
        ranked += voices.nearest * told["meaning"] + voices.words * said
        return {"learnt": learnt, "votes": votes, "ranked": np.round(ranked, DIGITS)}

    def _evidence(
        self,
        message: Sequence[str],
        told: Told,
        to_texts: Scores,
        by_words: Scores,
        alive: NDArray[np.int64],
    ) -> Evidence:
        place = np.full(self._known.articles, -1)
        place[alive] = np.arange(len(alive))
        owners = place[self._known.owners]
        shown = owners >= 0
        by_text = to_texts + by_words
        likeness, nearest = self._nearest(by_text, alive)
        closest = self._known.phrasings.texts[nearest[likeness.argmax()]]
        whole = " ".join(message)
        return Evidence(
            ranked=told.get("ranked", SHARP * told["score"]),
            near=told["score"],
            meaning=told["meaning"],
            centre=told["centre"],
            words=told["words"],
            answer=told["answer"],
            cosines=to_texts[shown],
            owners=owners[shown],
            likeness=likeness,
            nearest=nearest,
            vectors=self._index.vectors,
            known=self._index.words.tfidf.known(whole),
            length=whole.count(" ") + 1,
            alike=fuzz.token_set_ratio(whole, closest) / 100,
            learnt=told.get("learnt"),
            votes=told.get("votes"),
            logged=bool(self._index.heads and self._index.heads.lifted),
        )

    def _nearest(self, by_text: Scores, alive: NDArray[np.int64]) -> tuple[Scores, NDArray[np.int64]]:
        """Of each living article: how near its nearest phrasing is, and which one that is."""
        owners = self._known.owners
        likeness = self._known.by_article(self._known.phrasings.best(by_text))
        hits = np.flatnonzero(by_text >= likeness[owners])[::-1]
        nearest = np.zeros(len(likeness), dtype=np.int64)
        nearest[owners[hits]] = hits
        return likeness[alive], nearest[alive]


def _logits(heads: Heads, rows: Scores) -> Scores:
    """By meaning, of a message read by its sentences."""
    return np.asarray(nearest_and_whole(heads.meaning, rows) + heads.meaning_bias)

"""What is known of a message beside the articles: cheap numbers that tell how sure the first match is."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import log

import numpy as np
from numpy.typing import NDArray

from kb.encoder import Vectors
from kb.groups import Scores

ALONE = 0.4  # stands for the next best score where there is only one article: what a wrong one usually has
NEAREST = 10  # phrasings looked at around the message
SHARP = 30.0  # makes chances of scores within 0..1: the gates learn the rest
FAR = 10.0  # a logit this far above the next is as good as any farther one
RIVALS = 5  # other articles whose nearest phrasing is held against the first one's
BY_ARTICLE = (
    *("ranked", "near", "meaning", "centre", "words", "answer", "likeness", "nearest"),
    *("learnt", "votes", "second_near", "second_learnt"),
)
APART = 0.02  # keeps the distance of equal phrasings from being none


@dataclass(frozen=True, slots=True)
class Evidence:
    """Scores by article, of those that may be shown; and what the message itself is like."""

    ranked: Scores  # what the articles are ordered by
    near: Scores  # nearness by meaning and words, within 0..1
    meaning: Scores
    centre: Scores
    words: Scores
    answer: Scores
    cosines: Scores  # by phrasing
    owners: NDArray[np.int64]  # the article of each phrasing
    likeness: Scores  # of each article's nearest phrasing to the message, by meaning and words
    nearest: NDArray[np.int64]  # which phrasing that is
    vectors: Vectors  # of the phrasings
    known: float  # share of the message's words that some phrasing has
    length: int  # words
    alike: float  # 0..1, of the letters shared with the nearest phrasing (token set ratio)
    learnt: Scores | None = None  # logits by meaning
    votes: Scores | None = None  # by words
    logged: bool = False  # a log lifted the order
    second_near: Scores | None = None  # nearness by the other encoder, if the second stage was asked
    second_learnt: Scores | None = None  # logits of its head, where there are heads

    @property
    def first(self) -> int:
        """The article ranked highest."""
        return int(self.ranked.argmax())

    def without(self, articles: NDArray[np.int64]) -> "Evidence":
        """The same of the other articles, as if these were not there."""
        if not len(articles):
            return self
        kept = np.delete(np.arange(len(self.near)), articles)
        place = np.full(len(self.near), -1)
        place[kept] = np.arange(len(kept))
        owners = place[self.owners]
        left = {name: scores[kept] for name in BY_ARTICLE if (scores := getattr(self, name)) is not None}
        return replace(self, cosines=self.cosines[owners >= 0], owners=owners[owners >= 0], **left)


def features(e: Evidence) -> Mapping[str, float]:
    """The numbers a gate looks at, by name; those of the heads only where there are heads."""
    first = e.first
    ten = np.argpartition(-e.cosines, NEAREST)[:NEAREST] if len(e.cosines) > NEAREST else slice(None)
    chances = softmax(SHARP * e.near)
    told = {
        "near": e.near[first],
        "near_margin": margin(e.near, first),
        "near_crowd": e.near[first] - crowd(e.near, first),
        "near_chance": chances[first],
        "near_entropy": entropy(chances),
        "near_height": (e.near[first] - e.near.mean()) / (e.near.std() + 0.02),
        "meaning": e.meaning[first],
        "meaning_margin": margin(e.meaning, first),
        "centre": e.centre[first],
        "centre_margin": margin(e.centre, first),
        "words": e.words[first],
        "words_margin": margin(e.words, first),
        "words_best": e.words.max(),
        "nearest": e.cosines.max(),
        "ten_nearest": e.cosines[ten].mean(),
        "ten_own": (e.owners[ten] == first).mean(),
        "agreement": sum(part[first] >= part.max() for part in (e.meaning, e.centre, e.words, e.near)) / 4,
        "known": e.known,
        "length": log(1 + e.length),
        "alike": e.alike,
        "articles": log(len(e.near)),
        "phrasings": log(len(e.owners) / len(e.near)),
    }
    told |= _of_rivals(e, first)
    if e.learnt is not None and e.votes is not None:
        told |= _of_heads(e.learnt, e.votes, e.ranked, first) | {"logged": float(e.logged)}
    if e.second_near is not None:
        told |= _of_second(e.second_near, e.second_learnt, first)
    return {name: float(value) for name, value in told.items()}


def _of_rivals(e: Evidence, first: int) -> dict[str, float]:
    """How like the next articles' nearest phrasings are to the first one's, and how far the message leans.

    The liker two phrasings are, the less a lead of one says: it counts by how far they are apart.
    """
    near = np.argsort(-e.near)[: RIVALS + 1]
    others = near[near != first]
    if not len(others):
        return {"twin": 0.0, "lean": 1.0}
    alike = e.vectors[e.nearest[others]] @ e.vectors[e.nearest[first]]
    ahead = e.likeness[first] - e.likeness[others]
    return {
        "twin": alike.max(),
        "lean": (ahead / np.sqrt(2 - 2 * alike + APART)).min(),
    }


def _of_heads(learnt: Scores, votes: Scores, ranked: Scores, first: int) -> dict[str, float]:
    chances, together = softmax(learnt), softmax(ranked)
    return {
        "learnt_chance": chances[first],
        "learnt_entropy": entropy(chances),
        "learnt_margin": min(margin(learnt, first), FAR),
        "learnt_height": learnt[first] - learnt.mean(),
        "learnt_best": float(learnt[first] >= learnt.max()),
        "votes": votes[first],
        "votes_margin": margin(votes, first),
        "votes_best": votes.max(),
        "ranked_chance": together[first],
        "ranked_margin": min(margin(ranked, first), FAR),
        "ranked_entropy": entropy(together),
    }


def _of_second(near: Scores, learnt: Scores | None, first: int) -> dict[str, float]:
    told = {
        "second_near": near[first],
        "second_margin": margin(near, first),
        "second_crowd": near[first] - crowd(near, first),
        "second_best": near.max(),
        "second_agrees": float(near[first] >= near.max()),
    }
    if learnt is None:
        return told
    chances = softmax(learnt)
    return told | {
        "second_chance": chances[first],
        "second_entropy": entropy(chances),
        "second_logit": min(margin(learnt, first), FAR),
        "second_height": learnt[first] - learnt.mean(),
    }


def margin(scores: Scores, first: int) -> float:
    """How far the one is above the best of the others, below zero if it is not the best."""
    others = np.delete(scores, first)
    return float(scores[first] - (others.max() if len(others) else ALONE))


def crowd(scores: Scores, first: int) -> float:
    """The mean of the five best others."""
    others = np.delete(scores, first)
    return float(np.sort(others)[-5:].mean()) if len(others) else ALONE


def softmax(logits: Scores) -> Scores:
    """Chances that sum to one."""
    raised = np.exp(logits - logits.max())
    return np.asarray(raised / raised.sum())


def entropy(chances: Scores) -> float:
    """0 when one is certain, higher the more there are to choose from (natural units)."""
    return float(-(chances * np.log(chances + 1e-12)).sum())

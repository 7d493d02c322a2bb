"""Articles that customers ask for in nearly the same words: which of them is meant, nobody can tell."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from kb.evidence import Evidence

LOOKED_AT = 10  # of the nearest articles
# Two phrasings are nearly the same if they mean the same and have nearly the same words: by meaning alone
# "how to switch it on" and "how to switch it off" are (0.93). Of our own articles no two have such phrasings.
SAME_MEANING, SAME_WORDS = 0.9, 80.0
CHOICES = 3  # the twins share the confidence, each with a third at least: so many can be offered


def twins_of_first(e: Evidence, texts: Sequence[str]) -> NDArray[np.int64]:
    """Other articles whose nearest phrasing to the message is nearly that of the first; nearest first."""
    near = np.argsort(-e.near, kind="stable")[: LOOKED_AT + 1]
    others = near[near != e.first]
    own = e.nearest[e.first]
    alike = others[e.vectors[e.nearest[others]] @ e.vectors[own] >= SAME_MEANING]
    same = [n for n in alike if fuzz.token_sort_ratio(texts[e.nearest[n]], texts[own]) >= SAME_WORDS]
    return np.array(same, dtype=np.int64)

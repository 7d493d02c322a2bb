"""A desk's own corrections bend how readily each mood is heard there; never what is heard in which words."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np

from bot.line1.head import EMOTIONS, Floats

#: Corrections below which nothing is fitted.
LEAST = 30
#: For leaving each mood as it is shipped: outweighed by some twenty corrections of it.
WISH = 4.0
#: What a reading that nobody corrected is worth beside one that somebody did: few look at every card.
UNTOUCHED = 0.25
#: Probabilities are kept this far from 0 and 1, where a logit would be endless.
KEPT = 1e-3
#: A mood is moved by no more than this, in log-odds.
FURTHEST = 5.0


@dataclass(frozen=True, slots=True)
class Judged:
    """What the head thought of a text, by mood, and the mood people heard in it; `worth` 0..1."""

    emotions: Mapping[str, float]
    emotion: str
    worth: float = 1.0


@dataclass(frozen=True, slots=True)
class Leaning:
    """By mood, what is added to its log-odds; a mood that is not named keeps its own."""

    offsets: Mapping[str, float] = field(default_factory=dict)

    def row(self) -> Floats:
        """In the order of EMOTIONS."""
        return np.array([self.offsets.get(mood, 0.0) for mood in EMOTIONS], dtype=np.float32)

    def leading(self, emotions: Mapping[str, float]) -> str:
        """The mood that leads once the offsets are added."""
        return EMOTIONS[int((_logits([emotions])[0] + self.row()).argmax())]


SHIPPED = Leaning()


def fitted(judged: Sequence[Judged], steps: int = 30) -> Leaning:
    """Of greatest likelihood, a mood at a time, drawn towards what is shipped; by Newton's method."""
    logits = _logits([one.emotions for one in judged])
    heard = np.array([[one.emotion == mood for mood in EMOTIONS] for one in judged], dtype=float)
    worth = np.array([one.worth for one in judged])[:, None]
    offsets = np.zeros(len(EMOTIONS))
    for _ in range(steps):
        chance = 1 / (1 + np.exp(-(logits + offsets)))
        slope = (worth * (heard - chance)).sum(axis=0) - WISH * offsets
        bend = (worth * chance * (1 - chance)).sum(axis=0) + WISH
        offsets = np.clip(offsets + slope / bend, -FURTHEST, FURTHEST)
    return Leaning({mood: round(float(one), 3) for mood, one in zip(EMOTIONS, offsets, strict=True)})


def agreement(judged: Sequence[Judged], leaning: Leaning) -> float:
    """The share of them, by worth, whose leading mood is the one people heard."""
    right = sum(one.worth for one in judged if leaning.leading(one.emotions) == one.emotion)
    return right / sum(one.worth for one in judged)


def read(file: Path) -> Leaning:
    """As it was written, or the shipped one if there is none."""
    try:
        offsets = json.loads(file.read_text("utf-8"))["offsets"]
        return Leaning({mood: float(offsets[mood]) for mood in EMOTIONS if mood in offsets})
    except (OSError, ValueError, TypeError, KeyError):
        return SHIPPED


def write(leaning: Leaning, file: Path) -> None:
    """As `read` reads it: seven numbers and nothing of anybody's words."""
    file.write_text(json.dumps(asdict(leaning)) + "\n", "utf-8")


def _logits(emotions: Sequence[Mapping[str, float]]) -> np.ndarray:
    told = np.array([[one.get(mood, 0.0) for mood in EMOTIONS] for one in emotions])
    kept = np.clip(told, KEPT, 1 - KEPT)
    return np.asarray(np.log(kept / (1 - kept)))

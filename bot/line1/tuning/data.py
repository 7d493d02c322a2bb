"""Labelled messages for tuning: three public sets and our own, each with what its labels can tell."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.line1.head import EMOTIONS

Floats = NDArray[np.float32]
OWN = Path(__file__).parent / "messages"
#: GoEmotions' labels as moods of a desk; curiosity, surprise, realization, desire and disgust are none.
GOEMOTIONS = {
    "calm": "neutral",
    "confused": "confusion",
    "anxious": "fear nervousness",
    "angry": "anger annoyance disapproval",
    "distressed": "sadness grief disappointment remorse embarrassment",
    "positive": "joy gratitude love admiration approval amusement caring excitement optimism pride relief",
}
CEDR = {"calm": "none", "anxious": "fear", "angry": "anger", "distressed": "sadness", "positive": "joy"}
#: The six that public data can score; nothing public is labelled frustrated.
SCORED = tuple(mood for mood in EMOTIONS if mood != "frustrated")


@dataclass(frozen=True, slots=True)
class Labelled:
    """Texts, the moods of each, and how much each mood's label is worth (0: it is not labelled here)."""

    name: str
    texts: Sequence[str]
    moods: Sequence[frozenset[str]]
    worth: Mapping[str, float]

    def truth(self) -> Floats:
        """A row a text, a column a mood: 1 where it holds."""
        return np.array([[mood in one for mood in EMOTIONS] for one in self.moods], dtype=np.float32)

    def where(self, chosen: Sequence[int]) -> "Labelled":
        """Some of the texts."""
        texts, moods = [self.texts[n] for n in chosen], [self.moods[n] for n in chosen]
        return Labelled(self.name, texts, moods, self.worth)

    def scored(self) -> list[int]:
        """Texts with exactly one of the six scored moods."""
        return [at for at, moods in enumerate(self.moods) if len(moods) == 1]


def _everywhere(worth: float, frustrated: float, **others: float) -> Mapping[str, float]:
    return {**dict.fromkeys(EMOTIONS, worth), "frustrated": frustrated, **others}


#: Comments are no support chats: that none of them is "frustrated" is a weak hint.
HINT = 0.15


def public(name: str, file: Path, labels: Mapping[str, str], worth: float, **others: float) -> Labelled:
    """A CSV file of texts and their emotions (joined by `|`); texts without a mood of ours stay out."""
    mood_of = {label: mood for mood, named in labels.items() for label in named.split()}
    with file.open(encoding="utf-8", newline="") as rows:
        read = [(row["text"], row["emotions"].split("|")) for row in csv.DictReader(rows)]
    told = [(text, frozenset(mood_of[one] for one in named if one in mood_of)) for text, named in read]
    kept = [(text, moods) for text, moods in told if moods]
    texts, moods = [text for text, _ in kept], [moods for _, moods in kept]
    return Labelled(name, texts, moods, _everywhere(worth, HINT * worth, **others))


def questions(name: str, file: Path, worth: float, every: int) -> Labelled:
    """Customers' plain questions, labelled by topic: calm, as far as anybody looked; one in `every`."""
    with file.open(encoding="utf-8", newline="") as rows:
        texts = [row["text"] for row in csv.DictReader(rows)][::every]
    return Labelled(name, texts, [frozenset({"calm"})] * len(texts), _everywhere(worth, worth))


def own(file: Path, worth: float = 1.0) -> Labelled:
    """Our own messages: rows under `# mood` or `# mood mood`."""
    texts, moods, now = list[str](), list[frozenset[str]](), frozenset[str]()
    for row in file.read_text(encoding="utf-8").splitlines():
        if row.startswith("# "):
            now = frozenset(row[2:].split())
        elif row.strip():
            texts.append(row)
            moods.append(now)
    return Labelled(file.stem, texts, moods, _everywhere(worth, worth))

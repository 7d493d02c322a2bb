"""How near a message is to labelled examples that are no articles."""

from collections.abc import Mapping, Sequence

import numpy as np

from kb.bridge import Bridged
from kb.encoder import Encoder
from kb.groups import Groups
from kb.nearness import Meaning
from kb.normalise import normalise, sentences


class Examples:
    """What customers write to each queue, say; encoded once, and a message once with the matcher's."""

    def __init__(self, encoder: Encoder, examples: Mapping[str, Sequence[str]]) -> None:
        self._labels = list(examples)
        plain = {label: [n for text in texts if (n := normalise(text))] for label, texts in examples.items()}
        self._groups = Groups({label: texts for label, texts in plain.items() if texts})
        self._meaning = Meaning(Bridged(encoder), self._groups)

    def scores(self, text: str) -> dict[str, float]:
        """0..1 for every label, in the order given: the cosine, 0 if either side has no words."""
        message = sentences(text)
        found = dict.fromkeys(self._labels, 0.0)
        if message and self._groups.labels:
            to_texts, to_centres = self._meaning.scores(message)
            both = np.clip((self._groups.best(to_texts) + to_centres) / 2, 0, 1)
            found |= {label: float(score) for label, score in zip(self._groups.labels, both, strict=True)}
        return found

"""How likely letters follow one another in Russian and English: tells words from keys in a wrong layout."""

from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FILE = Path(__file__).with_name("letters.npz")
ALPHABETS = {"ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя", "en": "abcdefghijklmnopqrstuvwxyz'"}
UNIT = 16  # a table holds -log2 of the probability in sixteenths of a bit, 0..255


class Letters:
    """One language: the probability of a letter after the two before it; anything else counts as a space."""

    def __init__(self, alphabet: str, bits: NDArray[np.uint8]) -> None:
        self._places = {letter: n for n, letter in enumerate(alphabet, start=1)}
        self._bits = bits

    def bits(self, text: str) -> float:
        """How unlikely the text is; 2 to 4 bits a letter for words of the language, 6 and more for others."""
        places = self.places(text)
        return float(self._bits[places[:-2], places[1:-1], places[2:]].sum(dtype=np.int64)) / UNIT

    def places(self, text: str) -> NDArray[np.intp]:
        """Two spaces, the letters, a space."""
        found = [self._places.get(letter, 0) for letter in text]
        return np.array([0, 0, *found, 0], dtype=np.intp)


@cache
def letters(language: str) -> Letters:
    """As shipped; `python -m kb.tuning.letters` counted them."""
    with np.load(FILE, allow_pickle=False) as tables:
        return Letters(ALPHABETS[language], tables[language])

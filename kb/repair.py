"""Words written with the wrong keyboard layout, in the other letters or with a slip, put right.

Whether to repair is decided by how likely the letters are before and after, for a run of words in one script
at a time: clean text, names and codes stay as they are.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kb.letters import letters
from kb.normalise import stem
from kb.sounding import Sounds
from kb.tongues import is_foreign

LATIN_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.~{}:\"<>"
RUSSIAN_KEYS = "ёйцукенгшщзхъфывапролджэячсмитьбюЁХЪЖЭБЮ".lower()
TO_RUSSIAN = str.maketrans(LATIN_KEYS, RUSSIAN_KEYS)
TO_LATIN = str.maketrans(RUSSIAN_KEYS[:33], LATIN_KEYS[:33])

# As Russians type it, longest first; both ways of writing й, х, ц, щ, ю, я.
SOUNDS = {
    "shch": "щ", "sch": "щ", "yo": "е", "jo": "е", "zh": "ж", "kh": "х", "ts": "ц", "ch": "ч", "sh": "ш",
    "yu": "ю", "ju": "ю", "ya": "я", "ja": "я", "ye": "е", "yi": "ый",
    "iya": "ия", "iyu": "ию", "iye": "ие", "iy": "ий", "yy": "ый", "ck": "к",
    "ph": "ф", "qu": "кв", "a": "а", "b": "б", "c": "ц", "d": "д", "e": "е", "f": "ф", "g": "г", "h": "х",
    "i": "и", "j": "й", "k": "к", "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "q": "я", "r": "р",
    "s": "с", "t": "т", "u": "у", "v": "в", "w": "в", "x": "х", "z": "з", "'": "ь", "4": "ч", "6": "ш",
}  # fmt: skip
_SOUND = re.compile("|".join(sorted(map(re.escape, SOUNDS), key=len, reverse=True)))
_Y = re.compile(r"(?<=[aeiou])y(?![aeiou])|(?<![a-z])y(?=[oaue])")

SURER = 0.4  # bits a letter that a repair has to gain
SOUNDS_SURER = 0.25  # the same for English by its sound: no Russian text of 7,814 gained anything
LEAST_GAIN = {"layout": 6.0, "translit": 12.0}  # bits in all: "bye" and "nada" mean what they say
PLAIN_SLIP, TWO_SLIPS = 5, 8  # letters
SLIP_GAIN = 5.0  # bits that a slip put right has to gain: a word of its own stays one
A_LETTER = 4.0  # bits that a letter costs where it fits
PLAUSIBLE = {"layout": 5.2, "translit": 4.8}  # bits a letter at most, after a repair

_LETTER_RUN = re.compile(r"\S+")
_LATIN = re.compile(r"[a-z]")
_CYRILLIC = re.compile(r"[а-яё]")
_WORD = re.compile(r"[^\W\d_]{4,}")
_ENGLISH = re.compile(r"[a-z]{2,}")


@dataclass(frozen=True, slots=True)
class Fix:
    """Words that were not as they were meant; `kind` is layout, translit or typo."""

    kind: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text put right, and what was done."""

    text: str
    fixes: Sequence[Fix] = ()


def repaired_script(text: str, is_known: "Words") -> Repaired:
    """Lower-case text with runs of words in the wrong layout or in Latin letters put right."""
    tokens = [(match.group(), script(match.group())) for match in _LETTER_RUN.finditer(text)]
    pieces, fixes = list[str](), list[Fix]()
    for _, group in groupby(_neighbours(tokens), key=lambda pair: pair[1]):
        run = " ".join(token for token, _ in group)
        how, better = _best_reading(run, is_known)
        pieces.append(better)
        if how:
            fixes.append(Fix(how, run, better))
    return Repaired(" ".join(pieces), fixes)


def script(token: str) -> str:
    """`latin`, `cyrillic`, or "" for both or neither."""
    latin, cyrillic = bool(_LATIN.search(token)), bool(_CYRILLIC.search(token))
    return "latin" if latin and not cyrillic else "cyrillic" if cyrillic and not latin else ""


def _neighbours(tokens: Sequence[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    """Numbers and marks belong to the run they stand in."""
    before = next((kind for _, kind in tokens if kind), "")
    for token, kind in tokens:
        before = kind or before
        yield token, before


def _best_reading(run: str, known: "Words") -> tuple[str, str]:
    """How it was misspelt and how it should be; "" and the run itself when it is as likely as it stands."""
    kind = script("".join(run.split()))
    if kind == "cyrillic" and (english := _english(run, known)):
        return "translit", english
    if not kind or known.most(run) or (kind == "latin" and is_foreign(run)):
        return "", run
    language, other = ("en", "ru") if kind == "latin" else ("ru", "en")
    length = sum(letter.isalpha() for letter in run) + 1
    as_it_is = letters(language).bits(run)
    readings = [("layout", typed(run, language, other))]
    if kind == "latin":
        readings.append(("translit", sounded(run)))
    cost, how, better = min((letters(other).bits(reading), how, reading) for how, reading in readings)
    least = max(LEAST_GAIN[how], SURER * length)
    if as_it_is - cost >= least and cost <= PLAUSIBLE[how] * length:
        return how, better
    return "", run


def _english(run: str, known: "Words") -> str | None:
    """English by its sound, if that is likelier; its small words may well be Russian ones too."""
    english = known.sounds.english(run)
    if english is None:
        return None
    gain = letters("ru").bits(run) - letters("en").bits(english)
    return english if gain >= SOUNDS_SURER * len(run) else None


def typed(run: str, language: str, other: str) -> str:
    """The same keys in the other layout; a mark after a word may be the mark or a letter."""
    keys = TO_RUSSIAN if language == "en" else TO_LATIN
    words = [(word.translate(keys), word[:-1].translate(keys) + word[-1]) for word in run.split(" ")]
    cost = letters(other).bits
    return " ".join(
        marked if marked[-1:] in ",.;:?!" and cost(marked) + A_LETTER < cost(whole) else whole
        for whole, marked in words
    )


def sounded(text: str) -> str:
    """Russian written in Latin letters, in Russian ones; of two readings of `sch` the likelier."""
    return " ".join(
        min((_sounded(word), _sounded(word.replace("sch", "s|ch"))), key=letters("ru").bits)
        for word in text.split(" ")
    )


def _sounded(word: str) -> str:
    plain = _Y.sub("j", word)
    return _SOUND.sub(lambda match: SOUNDS[match.group()], plain).replace("y", "ы").replace("|", "")


class Words:
    """The words of a knowledge base: what is one of them is no slip, and slips are put right to them."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._words = sorted({word for text in texts for word in _WORD.findall(text)})
        self._stems = {stem(word) for word in self._words}
        self._short = {word for text in texts for word in re.findall(r"\w+", text)}
        self.sounds = Sounds(sorted(word for word in self._short if _ENGLISH.fullmatch(word)))

    def has(self, word: str) -> bool:
        """True for every form of a word that is used."""
        return word in self._short or stem(word) in self._stems

    def most(self, run: str) -> bool:
        """True if at least half of the run's words are used."""
        found = re.findall(r"[^\W\d_]+", run)
        return sum(map(self.has, found)) * 2 >= max(1, len(found))

    def repaired(self, text: str) -> Repaired:
        """Words that nobody uses, a slip or two away from one that is used, put right."""
        fixes = list[Fix]()
        if is_foreign(text):
            return Repaired(text)

        def right(match: re.Match[str]) -> str:
            word = match.group()
            better = None if self.has(word) else self._nearest(word)
            if better:
                fixes.append(Fix("typo", word, better))
            return better or word

        return Repaired(_WORD.sub(right, text), fixes)

    def _nearest(self, word: str) -> str | None:
        """The word it may be a slip of; a short one, or two slips, must look unlike a word of its own."""
        most = 1 if len(word) < TWO_SLIPS else 2
        found = process.extractOne(word, self._words, scorer=OSA.distance, score_cutoff=most)
        if not found or word.endswith(found[0]):  # "unsupported" is no slip of "supported"
            return None
        better, slips = str(found[0]), found[1]
        language = letters("en" if word[0].isascii() else "ru")
        plain = len(word) >= PLAIN_SLIP and slips == 1
        return better if plain or language.bits(word) - language.bits(better) >= SLIP_GAIN else None

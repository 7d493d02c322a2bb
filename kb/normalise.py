"""A customer's words made plain for matching: one case, one ё, no greeting, no emoji."""

import re
import unicodedata
from functools import cache, lru_cache

import snowballstemmer

LONG = 400  # characters; a longer message is read by its sentences
SENTENCES = 8  # at most: the first ones and the last ones, where people say what they want
SENTENCE_LENGTH = 200  # characters
FROM_THE_END = 3

_GREETING = re.compile(
    r"^(?:(?:(?:hello|hi|hey|dear)(?: there| all| team| support)?|good (?:morning|afternoon|evening|day)"
    r"|здравствуйте|здравствуй|здрасьте|здрасте|привет|приветствую|приветик|хай"
    r"|добр(?:ый|ое|ой|ого) (?:день|утро|вечер|ночи|дня|утра|вечера|времени суток)|доброго времени суток"
    r"|уважаем(?:ые|ый|ая)|коллеги|скажите|подскажите|пожалуйста|please)(?![\w-])[\s,.!?:;-]*)+"
)
_POLITE = re.compile(
    r"[\s,.!-]*\b(?:please|thanks|thank you|thx|cheers|in advance"
    r"|пожалуйста|плиз|спасибо|благодарю|заранее)\b[\s,.!]*$"
)
# Vowels and tones that stand above or below letters in Thai and Arabic, and what Japanese cannot fold.
_MARKS = "\u0300-\u036f\u064b-\u065f\u0670\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u3099\u309a"
_NOT_WORDS = re.compile(rf"[^\w\s.,!?:;'%/@+{_MARKS}-]|_")
_DRAWN_OUT = re.compile(r"([^\W\d])\1{2,}")
_SPACES = re.compile(r"\s+")
_SENTENCE_END = re.compile(r"(?<=[.!?\n])\s+")
_WORD = re.compile(r"\w+")


def normalise(text: str) -> str:
    """Lower case, `ё` as `е`, compatibility forms folded; no emoji, greeting, thanks; single spaces.

    A letter drawn out (`ааааа`) stands twice. Empty when nothing is left to ask with.
    """
    folded = unicodedata.normalize("NFKC", text).lower().replace("ё", "е")
    plain = _SPACES.sub(" ", _NOT_WORDS.sub(" ", _DRAWN_OUT.sub(r"\1\1", folded))).strip()
    asked = _GREETING.sub("", plain)
    while (shorter := _POLITE.sub("", asked)) != asked:
        asked = shorter
    return asked if _WORD.search(asked) else ""


def sentences(text: str) -> list[str]:
    """The message in one normalised piece, or when it is LONG in at most SENTENCES pieces; [] if empty."""
    if len(text) <= LONG:
        whole = normalise(text)
        return [whole] if whole else []
    pieces = [p for s in _SENTENCE_END.split(text) for row in _cut(s) if (p := normalise(row))]
    if len(pieces) > SENTENCES:
        pieces = pieces[: SENTENCES - FROM_THE_END] + pieces[-FROM_THE_END:]
    return pieces


def _cut(sentence: str) -> list[str]:
    """A sentence without end is cut between words, or anywhere if it has none."""
    rows = list[str]()
    while len(sentence) > SENTENCE_LENGTH:
        at = sentence.rfind(" ", 1, SENTENCE_LENGTH)
        at = SENTENCE_LENGTH if at < 0 else at
        rows.append(sentence[:at])
        sentence = sentence[at:].strip()
    return [*rows, sentence]


def is_cyrillic(text: str) -> bool:
    """True if most of its letters of the two scripts are Cyrillic."""
    return sum("а" <= c <= "я" for c in text.lower()) > sum("a" <= c <= "z" for c in text.lower())


def stems(text: str) -> list[str]:
    """The words of a normalised text by their Russian or English stem, in order."""
    return [stem(word) for word in _WORD.findall(text)]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """`кассы` and `кассу` as `касс`, `printing` as `print`; the script of the first letter decides."""
    return str(_stemmer("english" if word[0].isascii() else "russian").stemWord(word))


@cache
def _stemmer(language: str) -> "snowballstemmer.stemmer":
    return snowballstemmer.stemmer(language)

"""Messages as they come on a bad day: slips, the wrong layout, Russian in Latin letters."""

from random import Random

from kb.repair import TO_LATIN, TO_RUSSIAN

SLIPPED = 0.2  # of the words
_SOUNDS = [
    "a",
    "b",
    "v",
    "g",
    "d",
    "e",
    "zh",
    "z",
    "i",
    "y",
    "k",
    "l",
    "m",
    "n",
    "o",
    "p",
    "r",
    "s",
    "t",
    "u",
    "f",
    "kh",
    "ts",
    "ch",
    "sh",
    "sch",
    "",
    "y",
    "",
    "e",
    "yu",
    "ya",
]
_LATIN = dict(zip("абвгдежзийклмнопрстуфхцчшщъыьэюя", _SOUNDS, strict=True))


def with_slips(text: str, random: Random) -> str:
    """One letter left out, put in, changed or swapped in SLIPPED of the words of three letters and more."""
    slip = (
        word if len(word) < 3 or random.random() > SLIPPED else _slip(word, random) for word in text.split()
    )
    return " ".join(slip)


def _slip(word: str, random: Random) -> str:
    at = random.randrange(len(word) - 1)
    letter = random.choice(
        "абвгдежзиклмнопрстуя" if "а" <= word[0].lower() <= "я" else "abcdefghiklmnoprstuy"
    )
    return random.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        ]
    )


def in_wrong_layout(text: str) -> str:
    """The same keys with the other language switched on; by what most letters are."""
    plain = text.lower().replace("ё", "е")
    russian = sum("а" <= letter <= "я" for letter in plain) > len(plain) / 3
    return plain.translate(TO_LATIN if russian else TO_RUSSIAN)


def in_latin(text: str) -> str:
    """Russian by the sound, as people type it on a phone without Russian."""
    return "".join(_LATIN.get(letter, letter) for letter in text.lower().replace("ё", "е"))

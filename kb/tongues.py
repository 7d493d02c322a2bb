"""Tells texts in other languages than Russian and English, so that nothing in them is "put right"."""

import re
import unicodedata
from functools import lru_cache

# Small words of Spanish, German, French, Italian, Portuguese, Dutch, Polish and Turkish; not those that are
# English too, or Russian as one types it in Latin letters.
SMALL = """
como los las una puedo quiero necesito cuál hay está del mis el les que
ich ist nicht der und wie mein meine keinen kein auf ein eine einen haben wird bitte sind mit
une est mon mes comment avec vous nous veux pouvez quel quelle dans
gli posso voglio mio mia sono della perché quali nella il
uma não quero meu minha meus seu preciso podem vocês
het een mijn niet hoe zijn geen wil naar jullie ik
nie jest jak mój czy się mogę gdzie chcę
bir çok nasıl benim için değil yok istiyorum misiniz
"""
_SMALL = frozenset(SMALL.split())
FEW = 6  # words in which one of them is enough; two in twice as many
LOOKED_AT = 200  # characters: what a message is written in shows early
_WORD = re.compile(r"\w+")


def is_foreign(text: str) -> bool:
    """True for lower-case text in Latin letters that is neither English nor Russian as one types it."""
    if any(not letter.isascii() and letter.isalpha() and script_of(letter) == "LATIN" for letter in text):
        return True
    words = _WORD.findall(text)
    return sum(word in _SMALL for word in words) >= max(1, len(words) / FEW)


def script(text: str) -> str:
    """Of most of its letters, as Unicode names it: LATIN, CYRILLIC, HANGUL, ARABIC, THAI...

    Chinese and Japanese are both CJK, a text without letters is LATIN.
    """
    found = [script_of(letter) for letter in text[:LOOKED_AT] if letter.isalpha()]
    return max(dict.fromkeys(found), key=found.count) if found else "LATIN"


@lru_cache(maxsize=4096)
def script_of(letter: str) -> str:
    """The first word of the letter's name; one name for the three that Japanese is written in."""
    name = unicodedata.name(letter, "LATIN").split(" ")[0]
    return "CJK" if name in {"HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"} else name

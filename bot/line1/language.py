"""Which of the desk's languages a text is in."""

from collections.abc import Sequence

#: Scripts that settle the language by themselves when the desk speaks just one language of the script.
_CYRILLIC = frozenset({"ru", "uk", "be", "bg", "kk", "sr", "mk", "ky", "tg", "mn"})


def language_of(text: str, spoken: Sequence[str], before: str) -> str:
    """The desk language the text is most likely in; `before` when the text does not tell.

    Told by script: most letters Cyrillic, or most Latin. Among several desk languages of one script
    the one spoken before wins, else the first in the config. Mere tags ("ok", "Wi-Fi", "1C") in the
    other script, three letters or fewer, change nothing.
    """
    cyrillic = sum("а" <= letter <= "я" or letter == "ё" for letter in text.lower())
    latin = sum("a" <= letter <= "z" for letter in text.lower())
    if max(cyrillic, latin) <= 3 or cyrillic == latin:
        return before if before in spoken else spoken[0]
    of_script = [one for one in spoken if (one in _CYRILLIC) == (cyrillic > latin)]
    if before in of_script or not of_script:
        return before if before in spoken else spoken[0]
    return of_script[0]


def first_language(code: str | None, spoken: Sequence[str]) -> str:
    """The desk language for a newcomer whose Telegram speaks `code` (such as "ru" or "pt-br")."""
    short = (code or "").split("-")[0].lower()
    return short if short in spoken else spoken[0]

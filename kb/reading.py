"""A customer's message as the matcher reads it: repaired, made plain, in sentences."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from kb.normalise import sentences
from kb.repair import Fix, Words, repaired_script

QUESTIONS = 4
LEAST_WORDS = 2
_SENTENCE = re.compile(r"[^.?!;\n]+[.?!;]*|[.?!;]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """`pieces` is the message in one piece, or a long one in sentences; none if nothing is asked."""

    text: str  # as it was meant: in the right layout and letters; as written if nothing was wrong
    pieces: Sequence[str]
    fixes: Sequence[Fix]


def questions(text: str) -> list[str]:
    """The sentences that may each ask something of their own; none if there is only one.

    At most QUESTIONS of them: who writes more tells a story, and is read as a whole.
    """
    rows = [row.strip() for row in _SENTENCE.findall(text)]
    asking = [row for row in rows if len(row.split()) >= LEAST_WORDS]
    return asking if 1 < len(asking) <= QUESTIONS else []


class Reader:
    """Reads with the words of one knowledge base."""

    def __init__(self, phrasings: Sequence[str]) -> None:
        self._words = Words(phrasings)

    def read(self, text: str) -> Reading:
        """The message as it was meant, and what had to be put right."""
        script = repaired_script(unicodedata.normalize("NFKC", text).lower(), self._words)
        meant = script.text if script.fixes else text
        pieces = [self._words.repaired(piece) for piece in sentences(meant)]
        slips = [fix for piece in pieces for fix in piece.fixes]
        return Reading(meant, [piece.text for piece in pieces], [*script.fixes, *slips])

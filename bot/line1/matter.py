"""What a customer has said of the matter at hand: its subject, and whether anything was said. Pure."""

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.line1.phrases import chosen_number, says_no, says_yes, small_talk
from bot.texts.markup import clipped
from kb.normalise import normalise, stems
from storage.messages import Author, Said

#: Characters of a subject.
LONGEST = 60
#: Messages a subject is looked for in.
LATE = 5
#: Kinds whose text is none of the customer's words: a place's numbers, somebody's phone.
WORDLESS = frozenset({"location", "contact"})
#: So few words beside a wish for a person ("can I ...", "... please") tell nothing of the matter.
FEW = 2


def subject(packet: Sequence[Said], begun: datetime | None, called: Callable[[str], str]) -> str:
    """The customer's longest words of late on it: short ones are often "yes" or "a person, please".

    Without words it is what their last message is `called`, by its kind.
    """
    own = [one for one in packet if one.author is Author.CUSTOMER]
    here = _since(own, begun) or own
    words = [one.text for one in here if one.text and one.kind not in WORDLESS][-LATE:]
    telling = [one for one in words if not _judges(one)] or words
    return clipped(max(telling, key=len), LONGEST) if words else (called(here[-1].kind) if here else "…")


def _judges(text: str) -> bool:
    """Whether it only answers line 1: a yes, a no, a number, a politeness."""
    return bool(says_yes(text) or says_no(text) or chosen_number(text) or small_talk(text))


def says_something(packet: Sequence[Said], begun: datetime | None, wish: str) -> bool:
    """Whether the customer said more than `wish`, the words that asked for a person."""
    own = [one for one in _since(packet, begun) if one.author is Author.CUSTOMER]
    return any(one.kind != "text" or _more_than(wish, one.text) for one in own)


def named(text: str, topics: Sequence[str]) -> str:
    """The topic whose name is all that was said, however it is inflected; "" when more was, or another."""
    said = stems(normalise(text))
    return next((topic for topic in topics if stems(normalise(topic)) == said), "")


def _more_than(wish: str, text: str) -> bool:
    if not wish or wish not in text:
        return bool(text.strip()) and small_talk(text) is None
    return len(text.replace(wish, "").split()) > FEW


def _since(said: Sequence[Said], begun: datetime | None) -> list[Said]:
    return [one for one in said if begun is None or one.at >= begun]

"""What goes along when a ticket is handed up: what was done, what was tried, why it goes. Pure."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Self

from routing.desk import Named


class Reason(StrEnum):
    """Why a line cannot solve it."""

    KNOWLEDGE = "knowledge"
    ACCESS = "access"
    EQUIPMENT = "equipment"
    TIME = "time"


class Part(StrEnum):
    """The parts of a packet."""

    DONE = "done"
    TRIED = "tried"
    WHY = "why"


@dataclass(frozen=True, slots=True)
class Packet:
    """What the sender wrote, part by part; without headings everything is what was done."""

    done: str = ""
    tried: str = ""
    why: str = ""
    reasons: tuple[Reason, ...] = ()

    @property
    def missing(self) -> tuple[Part, ...]:
        """Parts that must be there and are not: what was done or tried says where the next line begins."""
        return () if self.done or self.tried else (Part.DONE,)

    def because(self, reason: Reason) -> Self:
        """With one more reason."""
        return self if reason in self.reasons else replace(self, reasons=(*self.reasons, reason))

    def kept(self) -> dict[str, Any]:
        """As the history keeps it."""
        return {"done": self.done, "tried": self.tried, "why": self.why, "reasons": list(self.reasons)}


_HEADINGS = {
    Part.DONE: r"done|did|сделано|сделали|сделала?",
    Part.TRIED: r"tried|пробовали|пробовала?|попробовали|попробовала?|испробовано",
    Part.WHY: r"why|reason|because|почему|зачем|причина",
}
_HEADING = re.compile(
    "|".join(rf"(?P<{part}>(?:^|(?<=[\n;.,]))\s*(?:{words})\s*[:—–-])" for part, words in _HEADINGS.items()),
    re.IGNORECASE,
)
_REASONS = {
    Reason.KNOWLEDGE: ("knowledge", "know how", "знани", "не знаем", "не знаю", "компетенц", "опыт"),
    Reason.ACCESS: ("access", "permission", "rights", "доступ", "прав "),
    Reason.EQUIPMENT: ("equipment", "hardware", "tool", "оборудован", "прибор", "инструмент", "запчаст"),
    Reason.TIME: ("time", "hands", "врем", "не успе", "рук не"),
}


def read_packet(text: str) -> Packet:
    """The packet of one message: parts under their headings in either language, the rest is what was done."""
    found = list(_HEADING.finditer(text))
    parts = {part: list[str]() for part in Part}
    parts[Part.DONE].append(text[: found[0].start()] if found else text)
    for place, heading in enumerate(found):
        end = found[place + 1].start() if place + 1 < len(found) else len(text)
        parts[Part(str(heading.lastgroup))].append(text[heading.end() : end])
    told = {
        part: "\n".join(filter(None, (one.strip(" \n;,") for one in said))) for part, said in parts.items()
    }
    why = told[Part.WHY].casefold() + " "
    reasons = tuple(reason for reason, words in _REASONS.items() if any(word in why for word in words))
    return Packet(told[Part.DONE], told[Part.TRIED], told[Part.WHY], reasons)


def kept_packet(kept: Mapping[str, Any]) -> Packet:
    """The packet as the history kept it."""
    return Packet(kept["done"], kept["tried"], kept["why"], tuple(map(Reason, kept["reasons"])))


_WORD = re.compile(r"\w+")
_PICTURES = ("photo", "picture", "screenshot", "фото", "снимок", "снимк", "скрин", "картин")


def lacking(wanted: Sequence[Named], said: str, photos: int) -> list[Named]:
    """Evidence that is not there: a photo must be on the ticket, anything else be named in the words."""
    words = _WORD.findall(said.casefold())
    return [one for one in wanted if not _given(one, words, photos)]


def _given(wanted: Named, words: Collection[str], photos: int) -> bool:
    names = {wanted.title, *wanted.titles.values()}
    asked = [word for name in names for word in _WORD.findall(name.casefold()) if len(word) > 2]
    if any(word.startswith(_PICTURES) for word in asked):
        return photos > 0
    return any(word.startswith(_stem(one)) for one in asked for word in words)


def _stem(word: str) -> str:
    """Enough of a word to know it in another case: "порта" as "порт"."""
    return word[: max(4, len(word) - 2)]

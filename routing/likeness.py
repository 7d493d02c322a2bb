"""How near two matters are in meaning, and whether enough like ones came at once. Vectors are values."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

#: How much nearer two matters of the same area or device count.
SAME_PLACE = 0.1
#: So many vectors make a middle that all like matters are near to.
SEVERAL = 3


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a ticket means: a vector of length 1 as float16 bytes; area and device where they are known."""

    ticket_id: int
    customer_id: int
    queue: str
    at: datetime
    vector: bytes
    area: str | None = None
    device: str | None = None


@dataclass(frozen=True, slots=True)
class Flood:
    """So many like tickets, of as many customers, within so long a time may be one incident.

    `likeness` is asked of two tickets, `known` of a matter and the middle of several: that one is nearer to
    all of them. Pairs of the sample desk's own words: one matter .48 to .85, others to .37; to the middle .72
    and more, others to .37, "the internet is slow" .64 (26 texts, November 2026).
    """

    tickets: int = 5
    span: timedelta = timedelta(minutes=15)
    likeness: float = 0.45
    known: float = 0.65

    def at_least(self, tickets: int) -> float:
        """How near a matter must be to what so many tickets mean together."""
        return self.known if tickets >= SEVERAL else self.likeness


def packed(vector: NDArray[np.floating]) -> bytes:
    """The vector, of length 1, as it is kept: two bytes a number."""
    length = float(np.linalg.norm(vector))
    return bytes(np.asarray(vector / (length or 1.0), dtype=np.float16).tobytes())


def cosine(one: bytes, other: bytes) -> float:
    """-1..1; 0 when either is not known."""
    if not one or not other or len(one) != len(other):
        return 0.0
    return float(_unpacked(one) @ _unpacked(other))


def centre(vectors: Sequence[bytes]) -> bytes:
    """The middle of what several mean; nothing for none."""
    known = [_unpacked(one) for one in vectors if one]
    return packed(np.mean(known, axis=0)) if known else b""


def likeness(one: Meaning, other: Meaning) -> float:
    """0..1. Known places that differ make two matters of what is said in the same words."""
    return placed(cosine(one.vector, other.vector), (one.area, one.device), (other.area, other.device))


def placed(near: float, here: tuple[str | None, str | None], there: tuple[str | None, str | None]) -> float:
    """The nearness with what is known of both places, as (area, device)."""
    pairs = [
        (_plain(mine), _plain(theirs)) for mine, theirs in zip(here, there, strict=True) if mine and theirs
    ]
    if any(mine != theirs for mine, theirs in pairs):
        return 0.0
    return min(1.0, max(0.0, near + (SAME_PLACE if pairs else 0.0)))


def flood(newest: Meaning, before: Collection[Meaning], rule: Flood) -> list[Meaning]:
    """The like tickets that came with the newest, oldest first; none while they are too few.

    A customer counts once, however often they wrote; only tickets of the same queue gather.
    """
    alike = [
        one
        for one in before
        if one.ticket_id != newest.ticket_id
        and one.queue == newest.queue
        and newest.at - one.at <= rule.span
        and likeness(newest, one) >= rule.likeness
    ]
    gathered = sorted([*alike, newest], key=lambda one: (one.at, one.ticket_id))
    return gathered if len({one.customer_id for one in gathered}) >= rule.tickets else []


def _unpacked(vector: bytes) -> NDArray[np.float32]:
    return np.frombuffer(vector, dtype=np.float16).astype(np.float32)


def _plain(name: str) -> str:
    return " ".join(name.lower().split())

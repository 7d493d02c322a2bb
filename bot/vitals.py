"""How the desk does right now, and what of it is a trouble: values in, a value out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage import inbox, outbox

#: An update that waits so long is late: a turn takes milliseconds.
INBOX_PATIENCE = timedelta(minutes=1)
#: So long a letter may be on its way: Telegram's own pauses of a flood are shorter.
OUTBOX_PATIENCE = timedelta(minutes=10)
#: So long Telegram may be silent or the inbox refuse.
UNHEARD_PATIENCE = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Vitals:
    """What is measured: both boxes, the room on the disk in bytes, bots nothing was received from since."""

    now: datetime
    inbox: inbox.Standing
    outbox: Mapping[str, outbox.Standing]
    unheard: Mapping[str, datetime]
    disk_free: int | None = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something a person must look at; a `grave` one means that customers are not being served.

    `name` is one of inbox_late, outbox_late, unheard, disk_low, set_aside; `about` is the bot it concerns,
    `since` when it began where that is known, `amount` how many or how much (bytes of a disk).
    """

    name: str
    about: str = ""
    since: datetime | None = None
    amount: int = 0
    grave: bool = True


def troubles(vitals: Vitals, disk_budget: int) -> tuple[Trouble, ...]:
    """Every trouble there is, in a fixed order; `disk_budget` is the room in bytes that must stay free."""
    found = []
    if _older(vitals.inbox.oldest, vitals.now, INBOX_PATIENCE):
        found.append(Trouble("inbox_late", since=vitals.inbox.oldest, amount=vitals.inbox.waiting))
    for bot, standing in sorted(vitals.outbox.items()):
        if _older(standing.oldest, vitals.now, OUTBOX_PATIENCE):
            found.append(Trouble("outbox_late", bot, standing.oldest, standing.waiting))
    for bot, since in sorted(vitals.unheard.items()):
        if _older(since, vitals.now, UNHEARD_PATIENCE):
            found.append(Trouble("unheard", bot, since))
    if vitals.disk_free is not None and vitals.disk_free < disk_budget:
        found.append(Trouble("disk_low", amount=vitals.disk_free))
    if vitals.inbox.dead:
        found.append(Trouble("set_aside", amount=vitals.inbox.dead, grave=False))
    return tuple(found)


def _older(since: datetime | None, now: datetime, patience: timedelta) -> bool:
    return since is not None and now - since > patience

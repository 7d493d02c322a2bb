"""Acts on one ticket, the same by command, by button and by reply."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.actions import (
    access,
    audits,
    causes,
    consulting,
    drafting,
    ending,
    experts,
    following,
    joining,
    linking,
    mentoring,
    merging,
    moving,
    offering,
    owning,
    packets,
    prioritising,
    projects,
    remote,
    security,
    speaking,
    stages,
    vendor,
    visits,
    wishes,
)
from bot.actions.scene import Scene
from bot.actions.speaking import Speech
from routing.desk import Specialist
from routing.ticket import Ticket

Do = Callable[[Scene, Specialist, int, Speech], Awaitable[Ticket]]
Right = Callable[[Scene, Specialist, int], Awaitable[Ticket]]


@dataclass(frozen=True, slots=True)
class Act:
    """What to do; `asks` when a button for it must ask for words first; `receipt` when it says "done".

    `files` when it takes more than words; `right` is checked before words are asked for.
    """

    do: Do
    asks: bool = False
    receipt: bool = True
    files: bool = False
    right: Right = access.seen


def _bare(do: Callable[[Scene, Specialist, int], Awaitable[Ticket]]) -> Do:
    """An act that takes no words."""

    async def done(scene: Scene, by: Specialist, ticket_id: int, _: Speech) -> Ticket:
        return await do(scene, by, ticket_id)

    return done


def _worded(do: Callable[[Scene, Specialist, int, str], Awaitable[Ticket]]) -> Do:
    """An act that takes nothing but words."""

    async def done(scene: Scene, by: Specialist, ticket_id: int, speech: Speech) -> Ticket:
        return await do(scene, by, ticket_id, speech.text)

    return done


async def _move(scene: Scene, by: Specialist, ticket_id: int, speech: Speech) -> Ticket:
    queue, _, comment = speech.text.strip().partition(" ")
    return await moving.move(scene, by, ticket_id, queue, comment.strip())


async def _passed(scene: Scene, by: Specialist, ticket_id: int, speech: Speech) -> Ticket:
    return await stages.tested(scene, by, ticket_id, speech.text, passed=True)


async def _failed(scene: Scene, by: Specialist, ticket_id: int, speech: Speech) -> Ticket:
    return await stages.tested(scene, by, ticket_id, speech.text, passed=False)


def _still(right: Right) -> Right:
    """The right to it, while the ticket is open."""

    async def allowed(scene: Scene, by: Specialist, ticket_id: int) -> Ticket:
        return access.open_still(await right(scene, by, ticket_id))

    return allowed


async def _split(scene: Scene, by: Specialist, ticket_id: int, speech: Speech) -> Ticket:
    return await merging.split(scene, by, ticket_id, speech.text, speech.about)


#: By the name of the command, which is also the act in a button's data.
ACTS: dict[str, Act] = {
    "take": Act(_bare(owning.take), receipt=False),
    "accept_offer": Act(_bare(owning.take), receipt=False),
    "decline": Act(_worded(offering.declined)),
    "release": Act(_worded(owning.release)),
    "reply": Act(speaking.reply, asks=True, files=True, right=access.speaking),
    "ask": Act(speaking.ask, asks=True, files=True, right=access.speaking),
    "note": Act(_worded(speaking.note), asks=True),
    "resolve": Act(_worded(ending.resolve), asks=True, right=ending.resolvable),
    "resolve_anyway": Act(_worded(ending.resolve_anyway), asks=True, right=ending.resolvable_anyway),
    "move": Act(_move, right=access.steered),
    "escalate": Act(_worded(moving.escalate), asks=True, right=moving.escalatable),
    "return": Act(_worded(moving.give_back), asks=True, right=access.judged),
    "close": Act(_worded(ending.close), asks=True, right=access.steered),
    "reopen": Act(_worded(ending.reopen)),
    "anew": Act(_worded(following.anew), receipt=False),
    "take_back": Act(_bare(packets.take_back)),
    "join": Act(_bare(joining.join)),
    "leave": Act(_bare(joining.leave)),
    "invite": Act(_worded(joining.invite), asks=True, right=joining.inviting),
    "remove": Act(_worded(joining.remove)),
    "consult": Act(_worded(consulting.consult), asks=True, receipt=False, right=_still(access.owned)),
    "visit": Act(_worded(visits.visit), asks=True, receipt=False, right=_still(access.speaking)),
    "remote": Act(_worded(remote.remote), asks=True, receipt=False, right=_still(access.speaking)),
    "approve": Act(_worded(mentoring.approve_worded), receipt=False),
    "sendback": Act(_worded(mentoring.send_back_worded), receipt=False),
    "advise": Act(_worded(consulting.answer), asks=True, right=consulting.answering),
    "cause": Act(_worded(causes.tell)),
    "merge": Act(_worded(merging.merge_written), asks=True, receipt=False, right=_still(access.steered)),
    "split": Act(_split, asks=True, receipt=False, right=_still(access.steered)),
    "wish": Act(_bare(wishes.wish), receipt=False, right=access.steered),
    "priority": Act(_worded(prioritising.written), right=prioritising.may),
    "finding": Act(_worded(audits.finding), asks=True, receipt=False, right=audits.auditing),
    "link": Act(_worded(linking.written), asks=True, receipt=False, right=access.served),
    "accept": Act(_bare(experts.accept), receipt=False),
    "stage": Act(_worded(experts.stage), receipt=False),
    "tell": Act(experts.tell, asks=True, receipt=False, files=True),
    "passed": Act(_passed, asks=True, receipt=False, right=stages.testing),
    "failed": Act(_failed, asks=True, receipt=False, right=stages.testing),
    "vendor": Act(_worded(vendor.put), asks=True, right=access.owned),
    "answer": Act(_worded(vendor.answer), asks=True, right=_still(access.steered)),
    "article": Act(_bare(drafting.draft), receipt=False),
    "project": Act(_worded(projects.start), asks=True, receipt=False, right=_still(access.steered)),
    "breach": Act(_worded(security.breach), asks=True, receipt=False, right=security.named),
    "feedback": Act(_worded(experts.feedback), asks=True, receipt=False, right=access.served),
}

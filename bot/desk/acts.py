"""Acts on one ticket, the same by command, by button and by reply."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.actions import (
    access,
    causes,
    consulting,
    drafting,
    ending,
    experts,
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


async def _take(scene: Scene, by: Specialist, ticket_id: int, _: Speech) -> Ticket:
    return await owning.take(scene, by, ticket_id)


async def _decline(scene: Scene, by: Specialist, ticket_id: int, speech: Speech) -> Ticket:
    return await offering.declined(scene, by, ticket_id, speech.text)


async def _release(scene: Scene, by: Specialist, ticket_id: int, speech: Speech) -> Ticket:
    return await owning.release(scene, by, ticket_id, speech.text)


async def _note(scene: Scene, by: Specialist, ticket_id: int, speech: Speech) -> Ticket:
    return await speaking.note(scene, by, ticket_id, speech.text)


async def _resolve(scene: Scene, by: Specialist, ticket_id: int, speech: Speech) -> Ticket:
    return await ending.resolve(scene, by, ticket_id, speech.text)


async def _close(scene: Scene, by: Specialist, ticket_id: int, speech: Speech) -> Ticket:
    return await ending.close(scene, by, ticket_id, speech.text)


async def _reopen(scene: Scene, by: Specialist, ticket_id: int, speech: Speech) -> Ticket:
    return await ending.reopen(scene, by, ticket_id, speech.text)


async def _escalate(scene: Scene, by: Specialist, ticket_id: int, speech: Speech) -> Ticket:
    return await moving.escalate(scene, by, ticket_id, speech.text)


async def _return(scene: Scene, by: Specialist, ticket_id: int, speech: Speech) -> Ticket:
    return await moving.give_back(scene, by, ticket_id, speech.text)


async def _move(scene: Scene, by: Specialist, ticket_id: int, speech: Speech) -> Ticket:
    queue, _, comment = speech.text.strip().partition(" ")
    return await moving.move(scene, by, ticket_id, queue, comment.strip())


async def _link(scene: Scene, by: Specialist, ticket_id: int, speech: Speech) -> Ticket:
    return await linking.written(scene, by, ticket_id, speech.text)


async def _accept(scene: Scene, by: Specialist, ticket_id: int, _: Speech) -> Ticket:
    return await experts.accept(scene, by, ticket_id)


async def _stage(scene: Scene, by: Specialist, ticket_id: int, speech: Speech) -> Ticket:
    return await experts.stage(scene, by, ticket_id, speech.text)


async def _passed(scene: Scene, by: Specialist, ticket_id: int, speech: Speech) -> Ticket:
    return await stages.tested(scene, by, ticket_id, speech.text, passed=True)


async def _failed(scene: Scene, by: Specialist, ticket_id: int, speech: Speech) -> Ticket:
    return await stages.tested(scene, by, ticket_id, speech.text, passed=False)


async def _feedback(scene: Scene, by: Specialist, ticket_id: int, speech: Speech) -> Ticket:
    return await experts.feedback(scene, by, ticket_id, speech.text)


async def _vendor(scene: Scene, by: Specialist, ticket_id: int, speech: Speech) -> Ticket:
    return await vendor.put(scene, by, ticket_id, speech.text)


async def _answer(scene: Scene, by: Specialist, ticket_id: int, speech: Speech) -> Ticket:
    return await vendor.answer(scene, by, ticket_id, speech.text)


async def _article(scene: Scene, by: Specialist, ticket_id: int, _: Speech) -> Ticket:
    return await drafting.draft(scene, by, ticket_id)


async def _project(scene: Scene, by: Specialist, ticket_id: int, speech: Speech) -> Ticket:
    return await projects.start(scene, by, ticket_id, speech.text)


async def _breach(scene: Scene, by: Specialist, ticket_id: int, speech: Speech) -> Ticket:
    return await security.breach(scene, by, ticket_id, speech.text)


async def _take_back(scene: Scene, by: Specialist, ticket_id: int, _: Speech) -> Ticket:
    return await packets.take_back(scene, by, ticket_id)


async def _still_owned(scene: Scene, by: Specialist, ticket_id: int) -> Ticket:
    return access.open_still(await access.owned(scene, by, ticket_id))


async def _still_speaking(scene: Scene, by: Specialist, ticket_id: int) -> Ticket:
    return access.open_still(await access.speaking(scene, by, ticket_id))


async def _still_steered(scene: Scene, by: Specialist, ticket_id: int) -> Ticket:
    return access.open_still(await access.steered(scene, by, ticket_id))


async def _join(scene: Scene, by: Specialist, ticket_id: int, _: Speech) -> Ticket:
    return await joining.join(scene, by, ticket_id)


async def _leave(scene: Scene, by: Specialist, ticket_id: int, _: Speech) -> Ticket:
    return await joining.leave(scene, by, ticket_id)


def _worded(do: Callable[[Scene, Specialist, int, str], Awaitable[Ticket]]) -> Do:
    """An act that takes nothing but words."""

    async def done(scene: Scene, by: Specialist, ticket_id: int, speech: Speech) -> Ticket:
        return await do(scene, by, ticket_id, speech.text)

    return done


async def _merge(scene: Scene, by: Specialist, ticket_id: int, speech: Speech) -> Ticket:
    return await merging.merge_written(scene, by, ticket_id, speech.text)


async def _split(scene: Scene, by: Specialist, ticket_id: int, speech: Speech) -> Ticket:
    return await merging.split(scene, by, ticket_id, speech.text, speech.about)


async def _wish(scene: Scene, by: Specialist, ticket_id: int, _: Speech) -> Ticket:
    return await wishes.wish(scene, by, ticket_id)


async def _priority(scene: Scene, by: Specialist, ticket_id: int, speech: Speech) -> Ticket:
    return await prioritising.written(scene, by, ticket_id, speech.text)


#: By the name of the command, which is also the act in a button's data.
ACTS: dict[str, Act] = {
    "take": Act(_take, receipt=False),
    "accept_offer": Act(_take, receipt=False),
    "decline": Act(_decline),
    "release": Act(_release),
    "reply": Act(speaking.reply, asks=True, files=True, right=access.speaking),
    "ask": Act(speaking.ask, asks=True, files=True, right=access.speaking),
    "note": Act(_note, asks=True),
    "resolve": Act(_resolve, asks=True, right=stages.resolvable),
    "move": Act(_move, right=access.steered),
    "escalate": Act(_escalate, asks=True, right=access.owned),
    "return": Act(_return, asks=True, right=access.judged),
    "close": Act(_close, asks=True, right=access.steered),
    "reopen": Act(_reopen),
    "take_back": Act(_take_back),
    "join": Act(_join),
    "leave": Act(_leave),
    "invite": Act(_worded(joining.invite), asks=True, right=joining.inviting),
    "remove": Act(_worded(joining.remove)),
    "consult": Act(_worded(consulting.consult), asks=True, receipt=False, right=_still_owned),
    "visit": Act(_worded(visits.visit), asks=True, receipt=False, right=_still_speaking),
    "remote": Act(_worded(remote.remote), asks=True, receipt=False, right=_still_speaking),
    "approve": Act(_worded(mentoring.approve_worded), receipt=False),
    "sendback": Act(_worded(mentoring.send_back_worded), receipt=False),
    "advise": Act(_worded(consulting.answer), asks=True, right=consulting.answering),
    "cause": Act(_worded(causes.tell)),
    "merge": Act(_merge, asks=True, receipt=False, right=_still_steered),
    "split": Act(_split, asks=True, receipt=False, right=_still_steered),
    "wish": Act(_wish, receipt=False, right=access.steered),
    "priority": Act(_priority, right=prioritising.may),
    "link": Act(_link, asks=True, receipt=False, right=access.served),
    "accept": Act(_accept, receipt=False),
    "stage": Act(_stage, receipt=False),
    "tell": Act(experts.tell, asks=True, receipt=False, files=True),
    "passed": Act(_passed, asks=True, receipt=False, right=stages.working),
    "failed": Act(_failed, asks=True, receipt=False, right=stages.working),
    "vendor": Act(_vendor, asks=True, right=access.owned),
    "answer": Act(_answer, asks=True, right=_still_steered),
    "article": Act(_article, receipt=False),
    "project": Act(_project, asks=True, receipt=False, right=_still_steered),
    "breach": Act(_breach, asks=True, receipt=False, right=security.named),
    "feedback": Act(_feedback, asks=True, receipt=False, right=access.served),
}

"""The course of a customer's mood, as it is kept: read with every turn, personal, forgotten after a month."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from bot.actions.scene import Scene
from bot.line1 import mood
from bot.line1.conversation import Understanding
from bot.line1.mood import Calmed, Reading
from routing.ticket import Ticket
from storage.moods import Felt
from storage.work import Work

#: Readings so close together are one course.
CONVERSATION = timedelta(hours=24)


async def read(scene: Scene, customer_id: int, heard: Understanding, ticket_id: int | None) -> list[Reading]:
    """The course of the mood with this turn; a turn without words, or a set phrase, says nothing of it."""
    since = scene.now - CONVERSATION
    course = [_reading(one) for one in await scene.work.moods.course(customer_id, since)]
    if heard.small_talk or not heard.text.strip():
        return course
    now = mood.after(course, heard.feeling.emotion, heard.feeling.intensity)
    felt = Felt(
        customer_id,
        scene.now,
        text=heard.text,
        emotions=dict(heard.feeling.emotions),
        signals={one.name: one.words for one in heard.feeling.signals},
        ticket_id=ticket_id,
        **asdict(now),
    )
    await scene.work.moods.add(felt)
    return [*course, now]


def _reading(felt: Felt) -> Reading:
    return Reading(felt.corrected or felt.emotion, felt.intensity, felt.level)


async def course_of(scene: Scene, ticket: Ticket) -> list[Reading]:
    """The course over a ticket, as far as it is still kept."""
    return [_reading(one) for one in await felt_on(scene, ticket)]


async def felt_on(scene: Scene, ticket: Ticket) -> list[Felt]:
    """The readings of a ticket, oldest first."""
    if ticket.customer_id is None:
        return []
    found = await scene.work.moods.course(ticket.customer_id, ticket.opened_at - CONVERSATION)
    return [one for one in found if one.ticket_id == ticket.id]


async def calmed(work: Work, since: datetime, until: datetime) -> dict[str | None, Calmed]:
    """By queue, and under None all together: conversations whose last words fell into the period (K.7).

    What line 1 settled alone has no queue. Readings are kept for a month: older ones count no more.
    """
    found: dict[str | None, Calmed] = {None: Calmed()}
    for queue, felt in _conversations(await work.moods.until(until)):
        if felt[-1].at < since:
            continue
        course = mood.course_of((one.corrected or one.emotion, one.intensity) for one in felt)
        for name in dict.fromkeys((None, queue)):
            found[name] = found.get(name, Calmed()).and_one(course)
    return found


def _conversations(readings: Sequence[tuple[Felt, str | None]]) -> Iterator[tuple[str | None, list[Felt]]]:
    """Readings of one ticket together; without a ticket, those of a customer with no long silence between."""
    talks: dict[tuple[int, int | None, int], tuple[str | None, list[Felt]]] = {}
    last: dict[int, tuple[datetime, int]] = {}
    for felt, queue in readings:
        before, count = last.get(felt.customer_id, (felt.at, 0))
        count += felt.ticket_id is None and felt.at - before > CONVERSATION
        last[felt.customer_id] = felt.at, count
        key = felt.customer_id, felt.ticket_id, 0 if felt.ticket_id else count
        talks.setdefault(key, (queue, []))[1].append(felt)
    yield from talks.values()

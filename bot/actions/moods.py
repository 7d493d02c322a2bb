"""The course of a customer's mood, as it is kept: read with every turn, personal, forgotten after a month."""

from dataclasses import asdict
from datetime import timedelta

from bot.actions.scene import Scene
from bot.line1 import mood
from bot.line1.conversation import Understanding
from bot.line1.mood import Reading
from routing.ticket import Ticket
from storage.moods import Felt

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
    found = await scene.work.moods.course(ticket.customer_id, ticket.opened_at - CONVERSATION)
    return [one for one in found if one.ticket_id == ticket.id]

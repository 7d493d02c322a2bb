"""How words sound that went straight to people: what they must hear of, and what it changes."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from bot.actions import cards, customers, feeling, moods, peril, prioritising
from bot.actions.scene import Scene
from bot.line1 import mood
from bot.line1.conversation import Understanding
from bot.line1.phrases import asks_news
from bot.line1.policy import Course, Tell
from bot.line1.triage import Feeling
from bot.texts import line1
from routing.priority import Priority, Standing, choose_priority
from routing.ticket import Ticket
from storage.history import LINE1
from storage.messages import Author
from storage.work import Work

#: Where a ticket stands is told again when it is asked for so much later.
LATER = timedelta(minutes=15)


async def unread(work: Work, customer_id: int) -> tuple[str, str]:
    """The customer's words that people got since the last reading, and their language."""
    customer = await work.customers.get(customer_id)
    conversation = await work.conversations.get(customer_id)
    if customer is None or conversation.ticket_id is None:
        return "", ""
    said = await work.messages.of_ticket(conversation.ticket_id, limit=10)
    words = [
        one
        for one in said
        if one.author is Author.CUSTOMER and one.kind not in feeling.NOT_WORDS and one.text
    ]
    last = await work.moods.course(customer_id, words[-1].at - moods.CONVERSATION, limit=1) if words else []
    fresh = (
        [one.text for one in words if not last or one.at > last[-1].at] or [words[-1].text] if words else []
    )
    return "\n".join(fresh), customer.language


async def heard_by_people(scene: Scene, customer_id: int, heard: Understanding) -> None:
    """The mood of words that people have: kept, shown on the card; danger and worsening are told at once."""
    conversation = await scene.work.conversations.get(customer_id)
    if conversation.ticket_id is None:
        return
    ticket = await scene.work.tickets.get(conversation.ticket_id)
    course = await moods.read(scene, customer_id, heard, ticket.id)
    felt = replace(
        conversation.step,
        emotion=heard.feeling.emotion,
        intensity=heard.feeling.intensity,
        felt_at=conversation.step.felt_at or scene.now,  # signals and reasons are as old as they were
    )
    await scene.work.conversations.save(replace(conversation, step=felt))
    ticket = await _heed(scene, ticket, heard, worse=mood.worsens(course))
    if mood.shown(course) != mood.shown(course[:-1]) or heard.feeling.signals:
        await cards.refresh(scene, ticket)


async def _heed(scene: Scene, ticket: Ticket, heard: Understanding, *, worse: bool) -> Ticket:
    """Danger before all. People hear what is new, the priority rises, who asks for a person is answered."""
    signals = {one.name: one.words for one in heard.feeling.signals}
    in_danger = await feeling.was_in_danger(scene, ticket.id)
    if feeling.DANGER in signals and not in_danger:
        return await peril.begins(scene, ticket, signals)
    if in_danger:
        await peril.goes_on(scene, ticket, heard)
    fresh = await _unheard(scene, ticket, signals)
    await _tell(scene, ticket, fresh, {"worsening": heard.text} if worse else {})
    asked = _asked_for(scene, ticket, heard.feeling)
    before, ticket = ticket, await prioritising.raised(scene, ticket, asked)
    wants_word = ("asks_human" in signals and not ticket.owner) or asks_news(heard.words)
    if wants_word and ticket.promised == before.promised and not in_danger:
        await _say_where_it_stands(scene, ticket)
    return ticket


async def _unheard(scene: Scene, ticket: Ticket, signals: Mapping[str, str]) -> dict[str, str]:
    """Of the signals with their words, those the policy knows and the ticket's history does not."""
    known = {
        name: words
        for name, words in signals.items()
        if name in scene.rules.policy.courses and name != feeling.DANGER
    }
    if not known:
        return {}
    events = await scene.work.history.of(ticket.id)
    before = {name for event in events for name in event.data.get("signals", ())}
    return {name: words for name, words in known.items() if name not in before}


async def _tell(scene: Scene, ticket: Ticket, fresh: Mapping[str, str], worse: Mapping[str, str]) -> None:
    """Those whom the policy names hear it in one letter; the lead hears that the mood gets worse."""
    course = scene.rules.policy.course("", fresh)
    grave = fresh if course.tell is not Tell.NOBODY or not course.rate else {}
    if grave:
        more = {} if course.rate else {"rate": False}
        reason = f"signal: {next(iter(grave))}"
        await scene.record(ticket.id, LINE1, "heard", signals=list(grave), reason=reason, **more)
    tell = course.along(Course(tell=Tell.LEAD)).tell if worse else course.tell
    await feeling.alert(scene, ticket, tell, {**grave, **worse})


def _asked_for(scene: Scene, ticket: Ticket, felt: Feeling) -> Priority:
    standing = Standing(queue=scene.rules.desk.shown(ticket.queue).priority)
    return choose_priority(felt.emotion, felt.names, scene.rules.policy.urgency, standing)


async def _say_where_it_stands(scene: Scene, ticket: Ticket) -> None:
    """As often as it changes, and again when it is asked for later: silence is no answer."""
    customer = await customers.of(scene, ticket)
    letter = line1.still_waiting(customers.words_for(scene, customer), ticket, scene.now)
    once = f"stands:{ticket.id}:{ticket.promised}:{scene.now.timestamp() // LATER.total_seconds():.0f}"
    await scene.say(customer.id, letter, ticket_id=ticket.id, once=once)

"""Line 1 takes its turn: what the customer said since, understood outside, is answered in one transaction."""

from dataclasses import dataclass, replace
from datetime import timedelta

from bot.actions import answering, customers, feeling, hearing, intake, moods, talks, verdict
from bot.actions.scene import Scene
from bot.line1 import mood
from bot.line1.conversation import Understanding
from bot.line1.phrases import only_judges, says_no
from routing.choice import CLEAR_MEANING, CLEAR_PAST
from storage.customers import Customer, Step
from storage.messages import Said
from storage.timers import Timer
from storage.work import Work

TIMER = hearing.TIMER
#: After so much silence an answer counts as good, and the next words as a new matter (PEERS, definitions).
ASSUMED = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Turn:
    """Messages read together, and how much had been heard by then."""

    customer: Customer
    heard: int
    messages: tuple[Said, ...]

    @property
    def text(self) -> str:
        """All the words of the turn."""
        return "\n".join(
            said.text for said in self.messages if said.text and said.kind not in feeling.NOT_WORDS
        )

    @property
    def files(self) -> tuple[str, ...]:
        """Kinds of what came besides words."""
        return tuple(said.kind for said in self.messages if said.kind != "text")


async def read(work: Work, customer_id: int) -> Turn | None:
    """What is pending from the customer; None when nothing is."""
    customer = await work.customers.get(customer_id)
    pending = await work.messages.pending(customer_id)
    if customer is None or not pending:
        return None
    conversation = await work.conversations.get(customer_id)
    return Turn(customer, conversation.heard, tuple(pending))


async def take(scene: Scene, timer: Timer, turn: Turn, heard: Understanding) -> None:
    """Answer the turn, unless more was said meanwhile: then the timer was moved and comes again."""
    conversation = await scene.work.conversations.get(turn.customer.id)
    if conversation.heard != turn.heard or not await scene.work.timers.strike(timer):
        return
    await scene.work.messages.considered(turn.customer.id)
    customer = await customers.speaks(scene, turn.customer, heard.language)
    step = _current(conversation.step, scene)
    if step.helped and not says_no(heard.words):
        step = step.afresh()  # of something else, or mere thanks
    beside = step.beside
    if beside and only_judges(heard.words):
        conversation = replace(conversation, ticket_id=None)  # of the article given beside a ticket
    step = _remembering(step, heard, scene)
    conversation = replace(conversation, step=replace(step, begun=step.begun or turn.messages[0].at))
    # A second question has been read with the words to the ticket it came among.
    course = [] if beside else await moods.read(scene, turn.customer.id, heard, conversation.ticket_id)
    if conversation.ticket_id is not None:
        await _join(scene, customer, conversation.ticket_id, turn)
    elif await intake.answered(scene, customer, conversation, heard):
        pass
    elif not await verdict.answered(scene, customer, conversation, turn.messages, heard):
        await answering.answer(scene, customer, conversation, heard, worsens=mood.worsens(course))
    await talks.give_back(scene, customer.id, beside)


async def _join(scene: Scene, customer: Customer, ticket_id: int, turn: Turn) -> None:
    """People took the conversation over while the turn was waiting: its words are theirs."""
    ticket = await scene.work.tickets.get(ticket_id)
    await scene.work.messages.join([one.id for one in turn.messages], ticket.id)
    await hearing.add_words(scene, customer, ticket, list(turn.messages))


def _current(step: Step, scene: Scene) -> Step:
    """A new matter begins a new step; what the customer has just asked for by button or link stays."""
    if step.since is None or scene.now - step.since <= ASSUMED:
        return step
    afresh = replace(step.afresh(), emotion="calm", intensity=0.0)
    return replace(afresh, wants_person=step.wants_person, about=step.about, source=step.source)


def _remembering(step: Step, heard: Understanding, scene: Scene) -> Step:
    """The step with what was understood now; a set phrase changes neither the mood nor the topic."""
    if heard.small_talk:
        return replace(step, felt_at=step.felt_at or scene.now)
    feeling = heard.feeling
    step = replace(
        step,
        emotion=feeling.emotion,
        intensity=feeling.intensity,
        signals={one.name: one.words for one in feeling.signals},
        felt_at=scene.now,
    )
    if says_no(heard.words):
        return step  # "it does not work": what does not was said before, or not at all
    topics = heard.topics(scene.rules.thresholds.suggest)
    by_past = max(heard.learned.values(), default=0)
    if not topics and by_past < CLEAR_PAST and max(heard.queue_scores.values(), default=0) < CLEAR_MEANING:
        return step  # "a person, please": about what was said before
    return replace(step, scores=dict(heard.queue_scores), learned=dict(heard.learned), topics=topics)

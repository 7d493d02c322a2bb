"""What line 1 knows of a matter when it chooses queue and priority."""

from collections.abc import Sequence

from bot.actions.scene import Scene
from bot.line1.policy import Course, Knowledge
from bot.line1.signals import danger, plain, signals
from bot.rules import Rules
from routing.choice import QueueChoice, choose_queue
from routing.intake import said_already
from routing.priority import Priority, Standing, choose_priority
from routing.rules import Matter
from routing.ticket import Ticket
from storage.customers import Customer, Step
from storage.messages import Author, Said

#: Hand-offs that the customer asked for in so many words: no questions come before them.
ASKED = "asked for a person"
ERASURE = "asks to have their data deleted"
ASKED_FOR = frozenset({ASKED, ERASURE})
_DAY = 24 * 3600


def matter_of(rules: Rules, customer: Customer, step: Step, packet: Sequence[Said]) -> Matter:
    """The customer's words and what else rules look at; answers are what was said or asked already."""
    text = "\n".join(one.text for one in packet if one.author is Author.CUSTOMER and one.text)
    return _matter(rules, text, customer.language, step)


def _matter(rules: Rules, text: str, language: str, step: Step) -> Matter:
    questions = [one for queue in rules.desk.front_queues() for one in queue.intake]
    return Matter(
        text=text,
        language=language,
        source=step.source,
        answers=said_already(questions, text) | step.answers,
        articles=step.tried,
    )


def first_matter(rules: Rules, text: str, language: str) -> Matter:
    """The same for a first message of somebody unknown."""
    return _matter(rules, text, language, Step())


def choice(rules: Rules, step: Step, matter: Matter, reason: str = "") -> QueueChoice:
    """The queue the policy names for the mood or a signal, else by all that is known."""
    course = rules.policy.course(step.emotion, step.signals)
    if course.queue:
        return QueueChoice(course.queue, "named for such matters in line1.triage", 1.0)
    wants_person = step.wants_person or reason in ASKED_FOR
    return choose_queue(
        rules.desk,
        step.topics,
        step.scores,
        step.learned,
        matter=matter,
        reception=wants_person or course.knowledge is Knowledge.NONE,
        people=wants_person or step.redirected is not None or course.knowledge is not Knowledge.FULL,
    )


def may_ask(course: Course, step: Step, reason: str) -> bool:
    """Whether questions may come before the hand-off: never in need, nor to who asked for a person."""
    calm = course.knowledge is Knowledge.FULL and not step.wants_person
    return calm and reason not in ASKED_FOR


def apart(rules: Rules, like: Ticket, text: str) -> tuple[QueueChoice, Priority]:
    """Where words that are split off a ticket go, and how urgent they are by themselves.

    A rule may name their queue; else they stay where it is, with people who have read them.
    """
    ruled = choose_queue(rules.desk, (), {}, matter=first_matter(rules, text, like.language), people=True)
    stays = QueueChoice(like.queue, "split: with the one it was split from", 1.0)
    chosen = ruled if ruled.reason.startswith("rule: ") else stays
    said = plain(text)
    names = [one.name for one in signals(said, danger(said))]
    standing = Standing(queue=rules.desk.shown(chosen.queue).priority)
    return chosen, choose_priority("calm", names, rules.policy.urgency, standing)


async def priority(scene: Scene, customer: Customer, step: Step, queue: str) -> Priority:
    """From the queue, the mood, the signals, and whether the customer comes again about a solved matter."""
    standing = Standing(
        queue=scene.rules.desk.queue(queue).priority,
        repeat=await _comes_again(scene, customer, queue),
    )
    return choose_priority(step.emotion, step.signals, scene.rules.policy.urgency, standing)


async def _comes_again(scene: Scene, customer: Customer, queue: str) -> bool:
    """Within the days in which a return is the same matter (SPEC, K.3: same customer and category)."""
    before = await scene.work.tickets.of_customer(customer.id, limit=5)
    ended = [one.resolved_at for one in before if one.queue == queue and one.resolved_at and not one.is_open]
    return any((scene.now - at).total_seconds() <= scene.rules.reopen_days * _DAY for at in ended)

"""The customer answers a question that comes before the hand-off, skips it, or says nothing."""

from dataclasses import replace

from bot.actions import asking, handing
from bot.actions.choosing import may_ask
from bot.actions.scene import Scene
from bot.errors import StepOver
from bot.line1.conversation import Understanding
from bot.line1.phrases import says_dont_know
from bot.presses import short
from routing.intake import Question
from storage.customers import Conversation, Customer, Step


async def answered(
    scene: Scene, customer: Customer, conversation: Conversation, heard: Understanding
) -> bool:
    """Whether the turn answered an open question; then the hand-off has gone on.

    Words of somebody in danger or in need are no answer: the hand-off happens as for them.
    """
    step = conversation.step
    if step.awaits != asking.INTAKE or heard.feeling.has("danger_to_life"):
        return False
    question = open_question(scene, step)
    course = scene.rules.policy.course(step.emotion, step.signals)
    if question and heard.text.strip() and may_ask(course, step, step.pending):
        answer = "" if says_dont_know(heard.words) else question.answered(heard.text)
        step = with_answer(step, question, answer)
    await _go_on(scene, customer, replace(conversation, step=step))
    return True


async def chose(scene: Scene, customer: Customer, question_key: str, choice_key: str) -> None:
    """A button under the question: a choice, or (empty) that they don't know; StepOver for an old one."""
    conversation = await scene.work.conversations.get(customer.id)
    question = open_question(scene, conversation.step)
    waits = conversation.ticket_id is None and conversation.step.awaits == asking.INTAKE
    if not waits or question is None or short(question.id) != question_key:
        raise StepOver
    chosen = next((one.id for one in question.choices if short(one.id) == choice_key), "")
    step = with_answer(conversation.step, question, chosen)
    await _go_on(scene, customer, replace(conversation, step=step))


async def silence(scene: Scene, customer_id: int) -> None:
    """No answer came: people get the matter with what is known."""
    conversation = await scene.work.conversations.get(customer_id)
    customer = await scene.work.customers.get(customer_id)
    if customer and conversation.ticket_id is None and conversation.step.awaits == asking.INTAKE:
        full = replace(conversation.step, questions=(*conversation.step.questions, *[""] * 9))
        await _go_on(scene, customer, replace(conversation, step=full))


def open_question(scene: Scene, step: Step) -> Question | None:
    """The question that was put last, if the config still has it."""
    last = step.questions[-1] if step.questions else None
    known = (one for queue in scene.rules.desk.queues for one in queue.intake)
    return next((one for one in known if one.id == last), None)


def with_answer(step: Step, question: Question, answer: str) -> Step:
    """The step with the answer, if there is one."""
    return replace(step, answers=step.answers | {question.id: answer}) if answer else step


async def _go_on(scene: Scene, customer: Customer, conversation: Conversation) -> None:
    step = replace(conversation.step, awaits=None)
    await scene.work.timers.disarm(asking.TIMER, str(customer.id))
    await handing.hand_off(
        scene, customer, replace(conversation, step=step), step.pending or "asked for a person", greet=False
    )

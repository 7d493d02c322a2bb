"""Line 1 asks what a queue wants to know, before people get the matter; silence does not hold it up."""

from dataclasses import replace
from datetime import timedelta

from bot.actions import customers
from bot.actions.scene import Scene
from bot.texts import asking as texts
from routing.intake import Question
from storage.customers import Conversation, Customer
from storage.outbox import CUSTOMER_BOT
from storage.timers import Timer

#: What Step.awaits holds while a question is open.
INTAKE = "intake"
TIMER = "intake"
#: After so much silence the matter goes to people with what is known.
PATIENCE = timedelta(minutes=10)


async def ask(
    scene: Scene, customer: Customer, conversation: Conversation, question: Question, reason: str
) -> None:
    """Put the question; the hand-off waits for its answer, for that reason, and not for long."""
    step = conversation.step
    words = customers.words_for(scene, customer)
    await scene.say(customer.id, texts.question(words, question, first=not step.questions))
    step = replace(step, awaits=INTAKE, pending=reason, questions=(*step.questions, question.id), about=None)
    await scene.work.conversations.save(replace(conversation, step=step))
    due = scene.now + PATIENCE
    await scene.work.timers.arm(Timer(TIMER, str(customer.id), CUSTOMER_BOT, customer.id, due))

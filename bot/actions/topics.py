"""What line 1 asks when it has not understood: which of the topics it is, what is the matter with one."""

from collections.abc import Sequence
from dataclasses import replace

from bot.actions import customers
from bot.actions.scene import Scene
from bot.errors import StepOver
from bot.line1.matter import named
from bot.presses import short
from bot.texts import line1 as texts
from storage.customers import Conversation, Customer


async def ask_again(scene: Scene, customer: Customer, conversation: Conversation, topic: str) -> None:
    """In other words, please: about one of our topics, or what is the matter with the `topic` they named."""
    words = customers.words_for(scene, customer)
    queues = [] if topic else scene.rules.desk.front_queues()
    topics = [(queue.id, queue.called(customer.language)) for queue in queues]
    await scene.say(customer.id, texts.which(words, topic) if topic else texts.rephrase(words, topics))
    keys = tuple(queue for queue, _ in topics)
    step = replace(conversation.step, misses=conversation.step.misses + 1, offered=(), named=keys)
    await scene.work.conversations.save(replace(conversation, step=step))


async def chose(scene: Scene, customer: Customer, queue_key: str) -> None:
    """The customer tapped one of the topics named last; StepOver for an older one."""
    conversation = await scene.work.conversations.get(customer.id)
    chosen = next((one for one in conversation.step.named if short(one) == queue_key), None)
    if chosen is None or conversation.ticket_id is not None or not scene.rules.desk.has(chosen):
        raise StepOver
    step = replace(conversation.step, named=())
    await ask_about(scene, customer, replace(conversation, step=step), chosen)


def typed(scene: Scene, customer: Customer, offered: Sequence[str], text: str) -> str:
    """Which of the queues offered the customer wrote the name of, and nothing else; "" if none."""
    desk = scene.rules.desk
    called = {desk.shown(queue).called(customer.language): queue for queue in offered if desk.has(queue)}
    return called.get(named(text, tuple(called)), "")


async def ask_about(scene: Scene, customer: Customer, conversation: Conversation, queue_id: str) -> None:
    """Their matter is of that queue, unless they say otherwise: what is it?"""
    queue = scene.rules.desk.shown(queue_id)
    called = queue.called(customer.language)
    await scene.say(customer.id, texts.which(customers.words_for(scene, customer), called))
    step = replace(conversation.step, topics=(queue.id,), scores={queue.id: 1.0})
    await scene.work.conversations.save(replace(conversation, step=step))


def names(scene: Scene, customer: Customer) -> list[str]:
    """What a matter may be about, as the customer calls it."""
    return [queue.called(customer.language) for queue in scene.rules.desk.front_queues()]

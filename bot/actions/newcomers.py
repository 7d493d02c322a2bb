"""Customers and what is known already: newcomers hear of it first, follow it, say that it goes on."""

from bot.actions import customers, handing, problems, telling
from bot.actions.scene import Scene
from bot.errors import StepOver
from bot.line1.conversation import Answer, Decision, HandOff, Rephrase, Suggest, Understanding
from bot.line1.phrases import asks_news
from bot.texts import problems as texts
from bot.texts import verdict as verdict_texts
from routing.likeness import SEVERAL, cosine
from routing.problems import TELLING, Problem, Standing
from storage.customers import Conversation, Customer
from storage.history import CUSTOMER

#: Hand-offs for want of an answer; a wish for a person, a mood, a threat are no such thing.
WITHOUT_ANSWER = ("no sure answer", "a second miss", "asked again", "neither the suggestions")


async def told(scene: Scene, customer: Customer, heard: Understanding, decision: Decision) -> bool:
    """Whether the turn was about something known; then the customer has heard of that and nothing else.

    What safety, a mood or a wish for a person decided stays as it is.
    """
    if not _would_answer(decision):
        return False
    if asks_news(heard.words):
        return await _told_again(scene, customer)
    problem = await _nearest(scene, heard)
    if problem is None:
        return False
    words = customers.words_for(scene, customer)
    letter = texts.known(words, problem, telling.called(scene, words, problem), scene.now)
    new = await scene.work.problems.tell(problem.id, customer.id, scene.now, wants=False)
    await scene.work.problems.touch(problem.id)
    await problems.happened(scene, problem, CUSTOMER, "told", customer=customer.id)
    if new:
        listener = telling.listening(customer, None)
        await telling.spread(scene, problem, [listener], lambda _, __: letter, problem.told)
    else:
        await scene.say(customer.id, letter)  # they ask again: an answer is owed each time
    return True


async def _told_again(scene: Scene, customer: Customer) -> bool:
    """Who was told of something that still goes on asks how it stands: where it stands by now."""
    going_on = await scene.work.problems.standing([Standing.OPEN], TELLING)
    mine = [one for one in going_on if await scene.work.problems.told(one.id, customer.id)]
    if not mine:
        return False
    problem = max(mine, key=lambda one: one.id)
    words = customers.words_for(scene, customer)
    follows = await scene.work.problems.hears(problem.id, customer.id)
    called = telling.called(scene, words, problem)
    await scene.say(customer.id, texts.goes_on(words, problem, called, scene.now, follows=follows))
    return True


def _would_answer(decision: Decision) -> bool:
    if isinstance(decision, HandOff):
        return decision.reason.startswith(WITHOUT_ANSWER)
    return isinstance(decision, Answer | Suggest | Rephrase)


async def _nearest(scene: Scene, heard: Understanding) -> Problem | None:
    """What line 1 tells of that the turn is near enough to; one known by its name alone is of its queue."""
    going_on = await scene.work.problems.standing([Standing.OPEN], TELLING)
    telling = [one for one in going_on if one.tells]
    if not telling:
        return None
    sizes = await scene.work.problems.sizes([one.id for one in telling])
    queue = max(heard.queue_scores, key=lambda one: heard.queue_scores[one], default="")
    near = [(cosine(heard.meaning, one.vector), one) for one in telling]
    enough = [
        (likeness, one)
        for likeness, one in near
        if likeness >= scene.rules.flood.at_least(sizes.get(one.id, 0))
        and (sizes.get(one.id, 0) >= SEVERAL or one.queue == queue)
    ]
    return max(enough, key=lambda pair: pair[0])[1] if enough else None


async def follow(scene: Scene, customer: Customer, problem_id: int) -> None:
    """They want to hear of it; StepOver when it is over or was never told to them."""
    problem = await scene.work.problems.get(problem_id)
    if not problem.is_open or not await scene.work.problems.told(problem_id, customer.id):
        raise StepOver
    heard = await scene.work.problems.hears(problem_id, customer.id)
    await scene.work.problems.tell(problem_id, customer.id, scene.now, wants=True)
    await scene.work.problems.touch(problem.id)
    await problems.happened(scene, problem, CUSTOMER, "follow", customer=customer.id)
    await scene.say(customer.id, texts.following(customers.words_for(scene, customer)))
    if not heard:
        await telling.catch_up(scene, problem, customer)


async def fixed(scene: Scene, customer: Customer, problem_id: int) -> None:
    """They say that it is over for them too."""
    await _followed(scene, customer, problem_id)
    await scene.say(customer.id, verdict_texts.glad(customers.words_for(scene, customer)))


async def broken(scene: Scene, customer: Customer, problem_id: int) -> None:
    """They say that it goes on: a person has them alone, everybody else's stays solved."""
    problem = await _followed(scene, customer, problem_id)
    conversation: Conversation = await scene.work.conversations.get(customer.id)
    if conversation.ticket_id is not None:
        raise StepOver
    await handing.hand_off(scene, customer, conversation, f"still broken: {problem.id}")


async def _followed(scene: Scene, customer: Customer, problem_id: int) -> Problem:
    problem = await scene.work.problems.get(problem_id)
    if problem.standing is not Standing.CLOSED or not await scene.work.problems.told(problem_id, customer.id):
        raise StepOver
    return problem


#: The buttons under what is known, by their act.
PRESSES = {"follow": follow, "fixed": fixed, "broken": broken}

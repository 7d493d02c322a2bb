"""Articles to choose from: a menu for a question, and for each further one of the same turn after that."""

from collections.abc import Sequence
from dataclasses import replace

from bot.actions import customers
from bot.actions.scene import Scene
from bot.line1.several import Left
from bot.texts import line1 as texts
from kb.article import Article, Audience
from kb.log import masked
from storage.customers import Conversation, Customer


def shown(scene: Scene, article_id: str) -> Article | None:
    """The article as customers may see it today."""
    article = scene.rules.library.get(article_id)
    if article is None or article.audience is not Audience.PUBLIC:
        return None
    return article.valid(scene.now.astimezone(scene.rules.hours.zone).date())


async def offer(
    scene: Scene, customer: Customer, conversation: Conversation, articles: Sequence[str], further: str = ""
) -> None:
    """The articles as buttons; `further` is the question they are for, if another was answered just now."""
    known = [one for one in (shown(scene, article) for article in articles) if one]
    spoken = (customer.language, *scene.rules.languages)
    titles = [(article.id, article.version(*spoken).title) for article in known]
    await scene.say(customer.id, texts.suggest(customers.words_for(scene, customer), titles, further))
    step = replace(
        conversation.step,
        offered=tuple(article.id for article in known),
        answered=conversation.step.answered if further else None,
        tried=added(conversation.step.tried, *articles),
        since=scene.now,
    )
    await scene.work.conversations.save(replace(conversation, step=step))


def leaving(conversation: Conversation, left: Sequence[Left]) -> Conversation:
    """The conversation with further questions kept for later; earlier ones stay if there are none now."""
    if not left:
        return conversation
    kept = tuple((one.question, *one.articles) for one in left)
    return replace(conversation, step=replace(conversation.step, left=kept))


async def take_up(scene: Scene, customer: Customer) -> None:
    """An answer was given: the menu for the next question of the same turn, if there is one."""
    conversation = await scene.work.conversations.get(customer.id)
    step = conversation.step
    if not step.left or conversation.ticket_id is not None:
        return
    (question, *articles), *rest = step.left
    step = replace(step, left=tuple(rest), question=masked(question))
    fresh = [one for one in articles if one not in step.given and shown(scene, one)]
    if fresh:
        await offer(scene, customer, replace(conversation, step=step), fresh, question)
        return
    await scene.work.conversations.save(replace(conversation, step=step))
    await take_up(scene, customer)


def settled(conversation: Conversation) -> Conversation:
    """The answer has helped: a new matter, unless the menu of a further question is still open."""
    step = conversation.step
    open_still = replace(step, answered=None, misses=0)
    return replace(conversation, step=open_still if step.offered else step.settled())


def added(tried: tuple[str, ...], *articles: str) -> tuple[str, ...]:
    """All of them, each once."""
    return tuple(dict.fromkeys((*tried, *articles)))

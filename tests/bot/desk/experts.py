"""A ticket on its way up: Anna of line 2 handed Olga's to Egor, the expert."""

from dataclasses import dataclass, replace
from typing import Any

from bot.rules import Rules
from playground.door import ChatDoor
from tests.bot.desk.steps import WORDS, card, hand_over, said, take, told
from tests.bot.house import ANNA, EGOR, House, sample_rules


@dataclass(frozen=True, slots=True)
class Way:
    """The three chats of #1, which Egor holds on line 3."""

    olga: ChatDoor
    anna: ChatDoor
    egor: ChatDoor


def rules(**core: Any) -> Rules:
    """The sample's rules with the experts' queue changed."""
    desk = sample_rules().desk
    queues = tuple(replace(one, **core) if one.id == "core" else one for one in desk.queues)
    return replace(sample_rules(), desk=replace(desk, queues=queues))


async def handed_up(desk: House, language: str = "en", reason: str = "Port reset, no change.") -> Way:
    """Olga asked, Anna took it and escalated; the card lies in Egor's chat, and all have heard so."""
    anna, egor = await desk.staff(ANNA, "Anna", language), await desk.staff(EGOR, "Egor", language)
    olga = await desk.customer(language=language)
    await hand_over(olga, anna, words=WORDS[language])
    await take(anna)
    await olga.next()
    await told(anna, f"/escalate 1 {reason}")
    await olga.next()
    await card(egor)
    return Way(olga, anna, egor)


async def accepted(desk: House, language: str = "en") -> Way:
    """The same, and Egor has accepted it."""
    way = await handed_up(desk, language)
    await said(way.egor, "/accept 1")
    await way.olga.next()
    await card(way.egor, "Egor")
    return way

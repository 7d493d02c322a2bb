"""The whole chain over HTTP with both bots: up to the maker and back, and a desk of two lines."""

from dataclasses import replace

import pytest

from bot.rules import Rules
from routing.desk import LineKind
from tests.bot.desk.experts import accepted
from tests.bot.desk.steps import WORDS, answer, card, hand_over, hears, take, tapped, told
from tests.bot.house import ANNA, house, sample_rules

NAMES = ("Anna", "Egor", "Анна", "Егор", "1001", "1006")


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_from_a_customer_up_to_the_maker_and_back(sqlite_url: str, language: str) -> None:
    """Customer, line 2, line 3, the maker, line 3, line 2, customer; no staff name on the way."""
    async with house(sqlite_url) as desk:
        way = await accepted(desk, language)
        stages = {
            "en": "/stage 1 cause: firmware 2.4; plan: ask the maker",
            "ru": "/stage 1 причина: прошивка 2.4; план: спросить производителя",
        }
        await told(way.egor, stages[language])
        await way.egor.say("/escalate 1 R-5120 2.4?")
        await way.olga.next()
        await told(way.egor, "/answer 1 2.5")
        await way.olga.next()
        await hears(way.anna, "2.5")
        rows = {
            "en": "/stage 1 done: 2.5 is on it; checked: a day",
            "ru": "/stage 1 сделано: 2.5; тест: сутки",
        }
        await told(way.egor, rows[language])
        await told(way.egor, "/return 1 2.5")
        await way.olga.next()
        await card(way.anna, "2.5")
        await take(way.anna)
        await way.olga.next()
        await told(way.anna, "/reply 1 OK?")
        assert (await way.olga.next()).text == "OK?"
        await told(way.anna, "/resolve 1 2.5 it is.")
        solution = await way.olga.next()
        assert solution.text.startswith("2.5 it is.")
        await way.olga.tap(solution, {"en": "Yes, all right", "ru": "Да, всё хорошо"}[language])
        await way.olga.tap(await way.olga.next(), "5")
        await way.olga.next()
        await card(way.anna, "5")
        told_olga = "\n".join(one.text for one in way.olga.messages if not one.mine)
        assert [name for name in NAMES if name in told_olga] == []


def two_lines() -> Rules:
    """The bot and people, no experts and no vendor."""
    desk = sample_rules().desk
    lines = tuple(one for one in desk.lines if one.kind is LineKind.BOT or one.id == "L2")
    queues = tuple(replace(one, escalates_to=None) for one in desk.queues if one.line == "L2")
    known = {one.id for one in queues}
    staff = tuple(replace(one, queues=one.queues & known) for one in desk.staff)
    return replace(sample_rules(), desk=replace(desk, lines=lines, queues=queues, staff=staff))


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_two_lines_are_enough(sqlite_url: str, language: str) -> None:
    async with house(sqlite_url, rules=two_lines()) as desk:
        anna, olga = await desk.staff(ANNA, "Anna", language), await desk.customer(language=language)
        await hand_over(olga, anna, words=WORDS[language])
        await take(anna)
        await olga.next()
        assert "/escalate" not in await told(anna, "/escalate 1 Up")
        first = await card(anna)
        more = await tapped(anna, first, "More" if language == "en" else "Ещё")
        acts = {button.data for row in more.buttons for button in row}
        assert {"vendor:1", "passed:1"}.isdisjoint(acts)
        assert "/vendor 1" in await told(anna, "/vendor 1 Fix it please")
        assert "/note 1" in await told(anna, "/passed 1 The link is up"), "nothing is tested there"
        await told(anna, "/resolve 1 Reset.")
        solution = await olga.next()
        await olga.tap(solution, {"en": "Yes, all right", "ru": "Да, всё хорошо"}[language])
        await answer(olga, solution.id)

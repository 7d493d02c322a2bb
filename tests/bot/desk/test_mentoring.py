"""A newcomer's words wait for the mentor's tap."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.rules import Rules
from playground.door import ChatDoor
from playground.server import start
from tests.bot.desk.steps import (
    WORDS,
    Clock,
    card,
    cards,
    hand_over,
    hears,
    hears_nothing,
    said,
    take,
    tapped,
    told,
)
from tests.bot.house import (
    ANNA,
    CUSTOMER_TOKEN,
    DESK_TOKEN,
    EGOR,
    GLEB,
    VERA,
    House,
    at_work,
    house,
    sample_rules,
)


def with_newcomer() -> Rules:
    """The sample desk where Gleb is Anna's mentor."""
    rules = sample_rules()
    staff = tuple(replace(one, mentor=GLEB) if one.id == ANNA else one for one in rules.desk.staff)
    return replace(rules, desk=replace(rules.desk, staff=staff))


@pytest.fixture
async def school(sqlite_url: str, clock: Clock) -> AsyncIterator[House]:
    """That desk at work, by a clock that the test moves."""
    async with house(sqlite_url, rules=with_newcomer(), now=clock) as opened:
        yield opened


async def held(desk: House, language: str = "en") -> tuple[ChatDoor, ChatDoor, ChatDoor]:
    """Anna, who is new, holds #1 of Olga; Gleb is her mentor."""
    gleb = await desk.staff(GLEB, "Gleb", language)
    anna, olga = await desk.staff(ANNA, "Anna", language), await desk.customer(language=language)
    await hand_over(olga, anna, words=WORDS[language])
    await take(anna)
    await olga.next()
    return anna, gleb, olga


@pytest.mark.parametrize(
    ("language", "send", "waits", "wants", "went"),
    [
        ("en", "Send", "waits for a tap from Gleb", "Anna wants to write", "Gleb let it go out"),
        ("ru", "Отправить", "ждёт нажатия (Gleb)", "Anna хочет написать", "Gleb отправляет клиенту"),
    ],
)
async def test_a_reply_reaches_the_customer_with_the_mentors_tap(
    school: House, language: str, send: str, waits: str, wants: str, went: str
) -> None:
    anna, gleb, olga = await held(school, language)
    await anna.say("/reply 1 Reset it, please")
    await hears(anna, waits)
    draft = await hears(gleb, wants, "Reset it, please")
    await card(anna, "⏳", "Gleb")
    await hears_nothing(olga)
    await gleb.tap(draft, send)
    assert (await olga.next()).text == "Reset it, please"
    await hears(anna, went)
    assert "1" in (await tapped(gleb, draft, send)).text
    await hears_nothing(olga)


async def test_it_may_go_out_in_other_words(school: House) -> None:
    anna, gleb, olga = await held(school)
    await anna.say("/ask 1 Whats on the box")
    draft = await hears(gleb, "wants to ask", "Whats on the box")
    assert "as the customer shall read it" in (await tapped(gleb, draft, "Send edited")).text
    await gleb.say("What do the lights show?")
    assert (await olga.next()).text == "What do the lights show?"
    await hears(anna, "in other words", "What do the lights show?")
    await card(anna, "Waits for the customer")


async def test_a_colleagues_name_is_held_back_at_the_tap_too(school: House) -> None:
    """In the newcomer's words and in the mentor's own."""
    anna, gleb, olga = await held(school)
    await tapped(anna, await said(anna, "/reply 1 Egor comes at two"), "Send it as it is")
    draft = await hears(gleb, "wants to write", "Egor comes at two")
    refused = await tapped(gleb, draft, "Send")
    assert "#1: not sent yet" in refused.text
    await tapped(gleb, draft, "Send edited")
    assert "“Vera” is a colleague's name" in await told(gleb, "Vera comes at two")
    await hears_nothing(olga)
    await tapped(gleb, gleb.messages[-1], "Send it as it is")
    assert (await olga.next()).text == "Vera comes at two"
    await hears(anna, "in other words", "Vera comes at two")


async def test_it_may_go_back_with_a_comment_and_the_customer_never_sees_it(school: House) -> None:
    anna, gleb, olga = await held(school)
    await anna.say("/resolve 1 Dunno")
    draft = await hears(gleb, "wants to solve it", "Dunno")
    await tapped(gleb, draft, "Back with a comment")
    await gleb.say("Tell what you changed")
    await hears(anna, "Gleb returned it", "Tell what you changed", "Dunno")
    await card(anna, "With Anna")
    await hears_nothing(olga)


async def test_a_solution_waits_too_and_then_asks_the_customer(school: House) -> None:
    anna, gleb, olga = await held(school)
    await anna.say("/resolve 1 Port 4 was off.")
    await hears(gleb, "wants to solve it")
    await gleb.say("/approve 1")
    assert (await olga.next()).text.startswith("Port 4 was off.")
    await card(anna, "Solved: Port 4 was off.")


async def test_a_file_waits_and_crosses_with_the_tap(school: House) -> None:
    anna, gleb, olga = await held(school)
    await anna.send_photo(caption="/reply 1 Like here")
    draft = await hears(gleb, "wants to write", "Like here")
    assert any(one.kind == "photo" for one in gleb.messages)
    await gleb.tap(draft, "Send")
    assert (await olga.next()).kind == "photo"


async def test_while_the_mentor_is_away_the_lead_decides(school: House) -> None:
    vera = await school.staff(VERA, "Vera", "en")
    anna, gleb, olga = await held(school)
    await anna.say("/reply 1 One")
    await hears(gleb, "wants to write", "One")
    await gleb.say("/away")
    await hears(vera, "wants to write", "One")
    await anna.say("/reply 1 Two")
    draft = await hears(vera, "wants to write", "Two")
    await hears(anna, "waits for a tap from Vera")
    await vera.tap(draft, "Send")
    assert (await olga.next()).text == "Two"


async def test_a_draft_nobody_taps_is_shown_again_and_to_the_lead(school: House, clock: Clock) -> None:
    vera = await school.staff(VERA, "Vera", "en")
    anna, gleb, _ = await held(school)
    await anna.say("/reply 1 One")
    await hears(gleb, "wants to write", "One")
    clock.move(minutes=61)
    await hears(gleb, "Still waiting", "One")
    await hears(vera, "Still waiting", "One")


async def test_a_mentor_whom_a_restricted_queue_does_not_name_reads_no_draft_of_it(sqlite_url: str) -> None:
    rules = with_newcomer()
    queues = tuple(replace(one, restricted=one.id == "network") for one in rules.desk.queues)
    staff = tuple(
        replace(one, queues=one.queues - {"network"}, barred=frozenset({"network"}))
        if one.id == GLEB
        else one
        for one in rules.desk.staff
    )
    secret = replace(rules, desk=replace(rules.desk, queues=queues, staff=staff))
    async with house(sqlite_url, rules=secret) as desk:
        vera = await desk.staff(VERA, "Vera", "en")
        gleb = await desk.staff(GLEB, "Gleb", "en")
        anna, olga = await desk.staff(ANNA, "Anna", "en"), await desk.customer(language="en")
        await hand_over(olga, anna)
        await take(anna)
        await anna.say("/reply 1 The thief is known")
        draft = await hears(vera, "wants to write", "The thief is known")
        await told(gleb, "/queue")
        assert not [one for one in gleb.messages if "The thief is known" in one.text]
        await vera.tap(draft, "Send")
        await hears(olga, "The thief is known")


async def test_a_draft_of_a_ticket_that_went_elsewhere_is_dropped_without_more_reminders(
    school: House, clock: Clock
) -> None:
    anna, gleb, _ = await held(school)
    await anna.say("/reply 1 One")
    await hears(gleb, "wants to write", "One")
    await told(anna, "/release 1 Not mine")
    clock.move(minutes=61)
    async with asyncio.timeout(10):
        while await _timers(school):
            await told(gleb, "/queue")
    assert not [one for one in gleb.messages if "Still waiting" in one.text]


async def _timers(desk: House) -> list[str]:
    async with desk.database.look() as work:
        return [one.key for one in await work.timers.of_kind("draft")]


async def test_nobody_else_lets_it_go_out_least_of_all_its_author(school: House) -> None:
    egor = await school.staff(EGOR, "Egor", "en")
    anna, gleb, olga = await held(school)
    await anna.say("/reply 1 One")
    draft = await hears(gleb, "wants to write")
    for chat in (anna, egor):
        shown = next(one for one in chat.messages if not one.mine)
        for data in ("draft_send:1", "draft_edit:1", "draft_back:1"):
            await tapped(chat, shown, data=data)
        await told(chat, "/approve 1")
        await told(chat, "/sendback 1 no")
    await hears_nothing(olga)
    await gleb.tap(draft, "Send")
    assert (await olga.next()).text == "One"


async def test_a_draft_of_a_ticket_that_went_on_is_not_sent(school: House) -> None:
    anna, gleb, olga = await held(school)
    await anna.say("/reply 1 One")
    draft = await hears(gleb, "wants to write")
    await anna.say("/release 1")
    await olga.next()
    await tapped(gleb, draft, "Send")
    await hears(gleb, "not sent")
    await hears_nothing(olga)


async def test_the_draft_of_somebody_who_left_waits_for_nobody(sqlite_url: str, clock: Clock) -> None:
    """Anna is in the config no more after a restart: her ticket is in its queue, her words are dropped."""
    left = with_newcomer()
    staff = tuple(one for one in left.desk.staff if one.id != ANNA)
    left = replace(left, desk=replace(left.desk, staff=staff))
    async with start({CUSTOMER_TOKEN: "help_bot", DESK_TOKEN: "desk_bot"}, now=clock) as telegram:
        async with at_work(telegram, sqlite_url, rules=with_newcomer(), now=clock) as desk:
            anna, gleb, _ = await held(desk)
            await anna.say("/reply 1 Reset it, please")
            await hears(gleb, "Anna wants to write")
        async with at_work(telegram, sqlite_url, rules=left, now=clock):
            await card(gleb, "Waits since", "⏳")
            clock.move(hours=3)
            await gleb.until(lambda _: "⏳" not in cards(gleb)[-1].text)
            assert "dropped a draft" in await told(gleb, "/history 1")

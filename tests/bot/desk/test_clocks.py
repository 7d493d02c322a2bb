"""Clocks at the desk: who hears before one runs out and when it has, what stands, what a priority does."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.rules import Rules
from playground.door import ChatDoor
from playground.server import start
from routing.clocks import Clock, intervals, read
from routing.desk import Assign
from routing.hours import Hours, Span
from routing.targets import Breach, Promised, Targets
from routing.ticket import State
from tests.bot.customer.steps import owned, silent_since, ticket
from tests.bot.desk.steps import Clock as Hand
from tests.bot.desk.steps import card, hand_over, hears, hears_nothing, labels, take, tapped, told
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

NINE_TO_SIX = ((Span(time(9), time(18)),),) * 5 + ((), ())
#: The sample desk has an hour for a first word of P3; its clock stands at Tuesday noon in Moscow.
WARNED, LATE = "⏳ #1", "❗ #1"


def promising(*breach: Breach, line: int | None = None, warn: float = 0.8) -> Rules:
    """The sample desk with another policy."""
    rules = sample_rules()
    usual = {
        priority: replace(targets, warn=warn, line=timedelta(minutes=line) if line else None)
        for priority, targets in rules.promised.usual.items()
    }
    return replace(rules, promised=Promised(usual, {}, frozenset(breach), {}))


@asynccontextmanager
async def opened(
    url: str, clock: Hand, rules: Rules
) -> AsyncIterator[tuple[House, ChatDoor, ChatDoor, ChatDoor]]:
    """A desk by these rules, with Gleb, his lead Vera, and the customer Emma."""
    async with house(url, rules=rules, now=clock) as desk:
        gleb = await desk.staff(GLEB, "Gleb", "en")
        vera = await desk.staff(VERA, "Vera", "en")
        yield desk, gleb, vera, await desk.customer(language="en")


async def events(desk: House, *what: str) -> list[tuple[str, str]]:
    """What rang or was done by the clock, and which clock it was."""
    async with desk.database.look() as work:
        return [
            (event.what, str(event.data.get("clock") or event.data.get("to")))
            for event in await work.history.of(1)
            if event.what in what
        ]


def alarms(chat: ChatDoor, mark: str) -> list[str]:
    return [one.text for one in chat.messages if not one.mine and one.text.startswith(mark)]


async def test_a_warning_and_a_breach_come_once_to_the_lead_while_nobody_has_it(
    sqlite_url: str, clock: Hand
) -> None:
    async with opened(sqlite_url, clock, promising(Breach.TELL_LEAD)) as (desk, gleb, vera, emma):
        await hand_over(emma, gleb, vera)
        clock.move(minutes=48)
        assert (await hears(vera, WARNED)).text.endswith("first word by 13:00.")
        clock.move(minutes=12)
        assert (await hears(vera, LATE)).text.endswith("late, first word was due 13:00. Nobody has it.")
        clock.move(minutes=30)
        await told(vera, "/queue")
        assert (len(alarms(vera, WARNED)), len(alarms(vera, LATE))) == (1, 1)
        assert not alarms(gleb, WARNED) + alarms(gleb, LATE)
        assert await events(desk, "warning", "overdue") == [
            ("warning", "first_word"),
            ("overdue", "first_word"),
        ]


async def test_the_owner_is_warned_and_the_lead_hears_the_breach(sqlite_url: str, clock: Hand) -> None:
    async with opened(sqlite_url, clock, promising(Breach.TELL_LEAD)) as (_, gleb, vera, emma):
        await owned(emma, gleb)
        clock.move(minutes=48)
        await hears(gleb, WARNED, "first word by 13:00")
        clock.move(minutes=12)
        assert "It is with Gleb." in (await hears(vera, LATE)).text
        assert not alarms(vera, WARNED)


async def test_after_a_word_in_time_nobody_is_rung(sqlite_url: str, clock: Hand) -> None:
    async with opened(sqlite_url, clock, promising(Breach.TELL_LEAD)) as (desk, gleb, vera, emma):
        await owned(emma, gleb)
        await told(gleb, "/reply 1 Please restart it.")
        clock.move(hours=30)
        await told(vera, "/queue")
        assert await events(desk, "warning", "overdue") == []


async def test_out_of_hours_there_is_silence_until_the_opening(sqlite_url: str, clock: Hand) -> None:
    """At a quarter past five; the hour is up at a quarter past nine, and what fell due at six waits too."""
    rules = promising(Breach.TELL_LEAD, warn=0.75)
    rules = replace(rules, hours=Hours(rules.hours.zone, NINE_TO_SIX))
    clock.moment = datetime(2026, 11, 24, 14, 15, tzinfo=UTC)
    async with opened(sqlite_url, clock, rules) as (desk, gleb, vera, emma):
        await hand_over(emma, gleb, vera)
        for _ in range(5):
            clock.move(hours=3)
            await told(vera, "/queue")
        assert await events(desk, "warning", "overdue") == []
        clock.moment = datetime(2026, 11, 25, 6, 0, tzinfo=UTC)
        await hears(vera, WARNED, "first word by 09:15")
        clock.move(minutes=15)
        await hears(vera, LATE)


async def test_what_ran_out_while_the_desk_stood_still_rings_out_of_hours_for_the_most_urgent_only(
    sqlite_url: str, clock: Hand
) -> None:
    rules = promising(Breach.TELL_LEAD)
    rules = replace(rules, hours=Hours(rules.hours.zone, NINE_TO_SIX))
    async with opened(sqlite_url, clock, rules) as (_, gleb, vera, emma):
        await hand_over(emma, gleb, vera)
        await told(vera, "/take 1")
        await told(vera, "/priority 1 1 all tills are down")
        clock.moment = datetime(2026, 11, 24, 20, tzinfo=UTC)
        await hears(vera, LATE)


async def test_asking_the_customer_stands_the_clocks_and_their_words_set_them_going(
    sqlite_url: str, clock: Hand
) -> None:
    async with opened(sqlite_url, clock, promising(Breach.TELL_LEAD, line=240)) as (desk, gleb, _, emma):
        await owned(emma, gleb)
        await card(gleb, "⏱ first word by 13:00 · this line's part by 16:00")
        clock.move(hours=1, minutes=-1)
        await told(gleb, "/ask 1 Which light is red?")
        await card(gleb, "this line's part: 3 hours left, stands: the customer's turn")
        clock.move(hours=20)
        await emma.say("thank you")
        await hears(gleb, "thank you")
        assert (await ticket(desk)).state is State.ASKED
        clock.move(hours=1)
        await emma.say("The upper one")
        await card(gleb, "⏱ next word by 13:59 · this line's part by 13:00")
        assert (await ticket(desk)).state is State.TAKEN


async def test_thanks_alone_owe_no_word(sqlite_url: str, clock: Hand) -> None:
    async with opened(sqlite_url, clock, promising()) as (desk, gleb, _, emma):
        await owned(emma, gleb)
        await told(gleb, "/reply 1 It is on its way.")
        await emma.say("thanks!")
        await hears(gleb, "thanks!")
        assert (await ticket(desk)).promised is None
        await emma.say("and when will it be here?")
        await card(gleb, "next word by")


async def test_a_breach_raises_the_priority_once(sqlite_url: str, clock: Hand) -> None:
    async with opened(sqlite_url, clock, promising(Breach.TELL_LEAD, Breach.RAISE_PRIORITY)) as (
        desk,
        gleb,
        vera,
        emma,
    ):
        await hand_over(emma, gleb, vera)
        clock.move(minutes=61)
        assert "Priority is P2 now." in (await hears(vera, LATE)).text
        clock.move(hours=3)
        await told(vera, "/queue")
        assert await events(desk, "priority") == [("priority", "P2")]
        await vera.say("/history 1")
        await hears(vera, "set the priority → P2. by the clock: first word")


async def test_a_breach_sends_it_to_the_next_line_and_the_customer_hears_no_second_letter(
    sqlite_url: str, clock: Hand
) -> None:
    async with opened(sqlite_url, clock, promising(Breach.TELL_LEAD, Breach.NEXT_LINE)) as (
        desk,
        gleb,
        vera,
        emma,
    ):
        await owned(emma, gleb)
        clock.move(minutes=59)
        said = (await hears(emma, "it takes longer than I said")).id
        clock.move(minutes=1)
        assert "It went up to “Experts”." in (await hears(vera, LATE)).text
        await hears(gleb, LATE, "It went up")
        moved = await ticket(desk)
        assert (moved.queue, moved.owner, moved.path) == ("core", None, ("network",))
        await silent_since(emma, said)


def through_mail(rules: Rules) -> Rules:
    """Network goes up to mail, where tickets are offered, and mail to the experts."""
    up = {"network": {"escalates_to": "mail"}, "mail": {"escalates_to": "core", "assign": Assign.OFFER}}
    queues = tuple(replace(one, **up.get(one.id, {})) for one in rules.desk.queues)  # type: ignore[arg-type]
    return replace(rules, desk=replace(rules.desk, queues=queues))


async def test_two_clocks_that_run_out_together_send_it_up_once_and_it_is_offered_there(
    sqlite_url: str, clock: Hand
) -> None:
    rules = through_mail(promising(Breach.TELL_LEAD, Breach.NEXT_LINE, line=60))
    async with opened(sqlite_url, clock, rules) as (desk, gleb, vera, emma):
        await hand_over(emma, gleb, vera)
        clock.move(minutes=60)
        await hears(vera, LATE, "It went up")
        assert (await ticket(desk)).queue == "mail"
        assert len(await events(desk, "overdue")) == 2
        async with desk.database.look() as work:
            assert [one.key for one in await work.timers.of_kind("offer")] == ["1"]


async def test_what_a_clock_passed_up_is_told_below_and_solved_there(sqlite_url: str, clock: Hand) -> None:
    async with opened(sqlite_url, clock, promising(Breach.NEXT_LINE)) as (desk, gleb, vera, emma):
        egor = await desk.staff(EGOR, "Egor", "en")
        await owned(emma, gleb)
        clock.move(minutes=60)
        await card(egor)
        await take(egor)
        await told(egor, "/tell 1 Which router is it?")
        await hears(vera, "Which router is it?")
        await told(egor, "/resolve 1 The router is new.")
        await hears(emma, "The router is new.")


async def test_a_priority_needs_a_value_a_reason_and_the_owner_or_a_lead(
    sqlite_url: str, clock: Hand
) -> None:
    async with opened(sqlite_url, clock, promising()) as (desk, gleb, vera, emma):
        anna = await desk.staff(ANNA, "Anna", "en")
        await hand_over(emma, gleb, vera)
        assert "only a lead may" in await told(gleb, "/priority 1 1 it burns")
        await take(gleb)
        assert "is with Gleb" in await told(anna, "/priority 1 1 it burns")
        assert "which priority?" in await told(gleb, "/priority 1 7 it burns")
        assert "which priority?" in await told(gleb, "/priority 1 urgent")
        assert "a priority needs its reason" in await told(gleb, "/priority 1 2")
        assert "is P3 already" in await told(gleb, "/priority 1 3 as it was")
        assert "the priority is set" in await told(gleb, "/priority 1 P2 the whole shop waits")
        assert (await ticket(desk)).priority == 2
        await told(gleb, "/close 1 a test")
        assert "not possible now" in await told(gleb, "/priority 1 1 late")


async def test_a_priority_keeps_the_time_used_and_corrects_what_the_customer_was_told(
    sqlite_url: str, clock: Hand
) -> None:
    """Ten of the sixty minutes are gone: of P1's fifteen five are left."""
    async with opened(sqlite_url, clock, promising()) as (desk, gleb, vera, emma):
        await hand_over(emma, gleb, vera)
        clock.move(minutes=10)
        await told(vera, "/priority 1 1 the whole shop waits")
        assert (await hears(emma, "the next word comes")).text.endswith("comes by 12:15.")
        await card(vera, "· P1", "first word by 12:15")
        async with desk.database.look() as work:
            history = intervals(await work.history.of(1))
            assert (await work.tickets.dues([1]))[1] == clock.moment + timedelta(minutes=5)
        first = {one.clock: one for one in read(history, promising(), clock.moment)}[Clock.FIRST_WORD]
        assert (first.used, first.left) == (timedelta(minutes=10), timedelta(minutes=5))


async def test_a_priority_by_buttons(sqlite_url: str, clock: Hand) -> None:
    async with opened(sqlite_url, clock, promising()) as (desk, _, vera, emma):
        await hand_over(emma, vera)
        more = await tapped(vera, await card(vera), "More")
        choice = await tapped(vera, more, "Priority")
        assert labels(choice) == {"P1", "P2", "P4"}
        await tapped(vera, choice, "P2")
        assert "the priority is set" in await told(vera, "They call every hour")
        assert (await ticket(desk)).priority == 2
        assert "→ P2. They call every hour" in await told(vera, "/history 1")


async def test_another_policy_counts_from_the_next_start_with_the_time_used_before(
    sqlite_url: str, clock: Hand
) -> None:
    """Forty minutes used of sixty; under a policy of forty-five, five are left."""
    usual = dict(promising().promised.usual)
    usual[3] = Targets(timedelta(minutes=45), timedelta(hours=4), warn=1)
    shorter = replace(promising(), promised=Promised(usual, {}, frozenset({Breach.TELL_LEAD}), {}))
    tokens = {CUSTOMER_TOKEN: "help_bot", DESK_TOKEN: "desk_bot"}
    async with start(tokens, now=clock) as telegram:
        async with at_work(telegram, sqlite_url, rules=promising(), now=clock) as desk:
            vera = await desk.staff(VERA, "Vera", "en")
            await hand_over(await desk.customer(language="en"), vera)
        clock.move(minutes=40)
        async with at_work(telegram, sqlite_url, rules=shorter, now=clock):
            clock.move(minutes=4)
            await told(vera, "/queue")
            assert not alarms(vera, LATE)
            clock.move(minutes=1)
            await hears(vera, LATE, "first word was due 12:45")


async def test_the_queue_tells_how_much_time_is_left(sqlite_url: str, clock: Hand) -> None:
    async with opened(sqlite_url, clock, promising()) as (_, gleb, vera, emma):
        await hand_over(emma, gleb, vera)
        clock.move(minutes=20)
        assert "40 minutes left" in await told(gleb, "/queue")
        clock.move(minutes=45)
        assert "❗ late" in await told(gleb, "/queue")


@pytest.mark.parametrize("word", ["Спасибо", "спасибо большое!", "thanks"])
async def test_thanks_to_a_waiting_ticket_are_kept_and_promise_nothing_new(desk: House, word: str) -> None:
    gleb = await desk.staff(GLEB, "Gleb", "en")
    olga = await desk.customer()
    await hand_over(olga, gleb)
    await olga.say(word)
    await hears_nothing(olga)
    await card(gleb, word)

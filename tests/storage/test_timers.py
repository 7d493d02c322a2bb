"""Timers are set once per kind and key, come due in order, and strike once."""

import asyncio
from dataclasses import replace

from storage.database import Database
from storage.timers import Timer, about
from tests.storage.examples import ANNA, HUGE, NOW, a_ticket, later

TURN = Timer("turn", str(HUGE), "customer", HUGE, NOW)


async def test_arming_again_moves_the_timer(database: Database) -> None:
    moved = Timer(TURN.kind, TURN.key, "desk", 5, later(10))
    async with database.begin() as work:
        await work.timers.arm(TURN)
        await work.timers.arm(moved)
        assert await work.timers.due(later(9)) == []
        assert await work.timers.due(later(10)) == [moved]


async def test_kind_and_key_together_name_a_timer(database: Database) -> None:
    others = [TURN, replace(TURN, kind="update"), replace(TURN, key="2")]
    async with database.begin() as work:
        for timer in others:
            await work.timers.arm(timer)
        assert await work.timers.due(NOW) == others
        await work.timers.disarm(TURN.kind, TURN.key)
        await work.timers.disarm("turn", "nobody")
        assert await work.timers.due(NOW) == others[1:]


async def test_the_longest_overdue_comes_first(database: Database) -> None:
    timers = [replace(TURN, key=str(minutes), due_at=later(minutes)) for minutes in (-1, -30, 5, -10, 0)]
    async with database.begin() as work:
        for timer in timers:
            await work.timers.arm(timer)
        assert [one.key for one in await work.timers.due(NOW)] == ["-30", "-10", "-1", "0"]
        assert [one.key for one in await work.timers.due(NOW, limit=1)] == ["-30"]
        assert await work.timers.next_moment() == later(-30)


async def test_no_timer_no_moment(database: Database) -> None:
    async with database.look() as work:
        assert await work.timers.next_moment() is None


async def test_a_lane_sees_its_own_timers(database: Database) -> None:
    async with database.begin() as work:
        await work.timers.arm(TURN)
        await work.timers.arm(replace(TURN, key="desk", bot="desk"))
        await work.timers.arm(replace(TURN, key="late", due_at=later(1)))
        assert await work.timers.due_on("customer", HUGE, NOW) == [TURN]
        assert await work.timers.due_on("customer", 1, NOW) == []


async def test_a_timer_strikes_once(database: Database) -> None:
    async with database.begin() as work:
        await work.timers.arm(TURN)

    async def strike() -> bool:
        async with database.begin() as work:
            return await work.timers.strike(TURN)

    assert sorted(await asyncio.gather(*(strike() for _ in range(5)))) == [False] * 4 + [True]


async def test_a_timer_that_moved_does_not_strike_as_it_was(database: Database) -> None:
    moved = replace(TURN, due_at=later(1))
    async with database.begin() as work:
        await work.timers.arm(TURN)
        await work.timers.arm(moved)
        assert not await work.timers.strike(TURN)
        assert await work.timers.strike(moved)
        assert await work.timers.next_moment() is None


def test_a_tickets_timer_runs_on_its_customers_lane_and_what_is_ours_on_its_own() -> None:
    assert about("promise", a_ticket(id=17), NOW) == Timer("promise", "17", "customer", ANNA.id, NOW)
    ours = a_ticket(id=17, customer_id=None)
    assert about("chase", ours, NOW, key="3") == Timer("chase", "3", "desk", 17, NOW)

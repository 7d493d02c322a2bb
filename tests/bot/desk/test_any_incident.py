"""Whoever joins, hears and leaves in whatever order: each update reaches each one linked exactly once."""

import re
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot.actions import customers, handing, newcomers, owning, problems, telling
from bot.actions.customers import Sender
from bot.actions.scene import Scene
from bot.errors import REFUSALS
from bot.line1.conversation import Rephrase, Understanding
from bot.line1.triage import Feeling
from routing.likeness import packed
from routing.problems import Kind
from storage.database import Database
from storage.letters import Text
from storage.messages import Author, Said
from storage.outbox import CUSTOMER_BOT, Outgoing
from storage.work import Work
from tests.bot.desk.steps import Clock
from tests.bot.house import VERA, sample_rules

#: Customers with a ticket each (the first has two), and those without.
TICKETS = {1: 901, 2: 901, 3: 902, 4: 903}
NEWCOMERS = (904, 905)
MEANING = packed(np.array([1.0, 0.0]))
STEPS = st.one_of(
    st.tuples(st.just("link"), st.sampled_from(sorted(TICKETS))),
    st.tuples(st.just("ask"), st.sampled_from(NEWCOMERS)),
    st.tuples(st.just("follow"), st.sampled_from(NEWCOMERS)),
    st.tuples(st.just("say"), st.just(0)),
    st.tuples(st.just("say"), st.just(0)),
    st.tuples(st.just("block"), st.sampled_from(NEWCOMERS)),
    st.tuples(st.just("wait"), st.just(0)),
)


@dataclass
class Told:
    """What should have been heard: by whom which update; who asked again hears it again."""

    linked: set[int] = field(default_factory=set)
    asked: set[int] = field(default_factory=set)
    blocked: set[int] = field(default_factory=set)
    said: int = 0
    heard: Counter[tuple[int, int]] = field(default_factory=Counter)

    def hears(self, customer: int) -> None:
        if self.said and customer not in self.blocked:
            self.heard[customer, self.said] = 1


class Over(Exception):
    """Nothing of it stays in the database."""


@pytest.fixture
async def begun(sqlite_database: Database) -> Database:
    """Four tickets, and an incident with none of them."""
    async with sqlite_database.begin() as work:
        scene = Scene(work, sample_rules(), Clock()())
        for number in (*dict.fromkeys(TICKETS.values()), *NEWCOMERS):
            await customers.known(scene, Sender(number, f"C{number}", None, "en"))
        for customer_id in TICKETS.values():
            customer = await scene.work.customers.get(customer_id)
            assert customer
            secret = f"secret of {customer_id}"
            await work.messages.add(Said(customer_id, Author.CUSTOMER, secret, scene.now))
            conversation = await work.conversations.get(customer_id)
            await handing.hand_off(scene, customer, conversation, "asked for a person")
    return sqlite_database


@given(st.lists(STEPS, min_size=5, max_size=25), st.booleans(), st.sampled_from([1, 2, telling.PORTION]))
@settings(max_examples=30, phases=[Phase.explicit, Phase.reuse, Phase.generate])
async def test_each_update_is_heard_once_by_each_one_linked(
    begun: Database, steps: list[tuple[str, int]], taken: bool, portion: int
) -> None:
    """However many hear it at once, and whatever happens between the portions."""
    clock, told = Clock(), Told()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(telling, "PORTION", portion)
        await live(begun, clock, told, steps, taken=taken)


async def live(
    begun: Database, clock: Clock, told: Told, steps: list[tuple[str, int]], *, taken: bool
) -> None:
    with suppress(Over):
        async with begun.begin() as work:
            scene = Scene(work, sample_rules(), clock())
            vera = scene.rules.desk.person(VERA)
            assert vera
            if taken:
                await owning.take(scene, vera, 3)
            opened = await problems.open_new(scene, vera, Kind.INCIDENT, "No internet", "network")
            await scene.work.problems.save(replace(await work.problems.get(opened.id), vector=MEANING))
            for what, about in steps:
                clock.move(minutes=1)
                await step(Scene(work, sample_rules(), clock()), told, opened.id, what, about)
            await problems.close(Scene(work, sample_rules(), clock()), vera, opened.id, "word 0.")
            while await portion_heard(Scene(work, sample_rules(), clock())):
                assert sum(not one.is_open for one in await work.tickets.of_customer(901)) == 0
            while await work.problems.unsolved(opened.id, 1):
                await problems.closing(Scene(work, sample_rules(), clock()), opened.id)
            await check(work, told)
            raise Over


async def portion_heard(scene: Scene) -> bool:
    """The next portion hears what is being told, if anything is."""
    for timer in await scene.work.timers.of_kind(telling.TIMER):
        assert await scene.work.timers.strike(timer)
        await telling.came_due(scene, timer.key)
        return True
    return False


async def step(scene: Scene, told: Told, problem: int, what: str, about: int) -> None:
    vera = scene.rules.desk.person(VERA)
    assert vera
    match what:
        case "link":
            await problems.link(scene, vera, problem, [about])
            told.hears(TICKETS[about])
            told.linked.add(TICKETS[about])
        case "ask" if about not in told.asked:
            customer = await scene.work.customers.get(about)
            assert customer
            assert await newcomers.told(scene, customer, heard(), Rephrase("not sure"))
            told.hears(about)
            told.asked.add(about)
        case "follow":
            customer = await scene.work.customers.get(about)
            assert customer
            with suppress(*REFUSALS):
                async with scene.work.savepoint():
                    await newcomers.follow(scene, customer, problem)
                    told.hears(about)
                    told.linked.add(about)
        case "say":
            told.said += 1
            await problems.say(scene, vera, problem, f"word {told.said}.")
            for customer_id in told.linked:
                told.hears(customer_id)
        case "wait":
            await portion_heard(scene)
        case "block":
            await customers.blocked(scene, about, scene.now)
            told.blocked.add(about)


def heard() -> Understanding:
    feeling = Feeling({}, "calm", 0.0, ())
    return Understanding("no internet", "en", feeling, None, (), {"network": 0.9}, meaning=MEANING)


async def check(work: Work, told: Told) -> None:
    letters = [one async for one in waiting(work)]
    got: Counter[tuple[int, int]] = Counter()
    last: dict[int, int] = {}
    for one in letters:
        if not isinstance(one.letter, Text):
            continue
        for number in range(told.said + 1):
            got[one.chat_id, number] += f"word {number}." in one.letter.html
        heard_now = [int(one) for one in re.findall(r"word (\d+)\.", one.letter.html)]
        assert heard_now == sorted(heard_now)
        assert not heard_now or heard_now[-1] in {0, max(last.get(one.chat_id, 0), heard_now[-1])}, "in order"
        last[one.chat_id] = max([last.get(one.chat_id, 0), *heard_now])
        for other in set(TICKETS.values()) - {one.chat_id}:
            assert f"secret of {other}" not in one.letter.html
    for customer_id in (*dict.fromkeys(TICKETS.values()), *NEWCOMERS):
        for number in range(1, told.said + 1):
            heard_it = told.heard[customer_id, number]
            # Who blocks us while a word is being told may hear it or not.
            may_miss = customer_id in told.blocked
            assert got[customer_id, number] in ({0, heard_it} if may_miss else {heard_it}), (
                customer_id,
                number,
            )
        solved = int(customer_id in told.linked and customer_id not in told.blocked)
        assert got[customer_id, 0] == solved, customer_id


async def waiting(work: Work) -> AsyncIterator[Outgoing]:
    """Every letter that goes out to these customers."""
    late = Clock().moment + timedelta(days=1)
    for customer_id in (*dict.fromkeys(TICKETS.values()), *NEWCOMERS):
        while letter := await work.outbox.lease(CUSTOMER_BOT, customer_id, late):
            yield letter
            await work.outbox.sent(letter, None, late)

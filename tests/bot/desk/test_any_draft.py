"""Whatever a newcomer, a mentor and a lead do: a customer reads nothing that nobody let go out."""

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot.actions import customers, ending, handing, mentoring, owning, speaking
from bot.actions.customers import Sender
from bot.actions.scene import Scene
from bot.actions.speaking import Speech
from bot.errors import REFUSALS
from bot.rules import Rules
from routing.desk import Specialist
from storage.database import Database
from storage.held import WAITS
from storage.messages import Author, Said
from storage.work import Work
from tests.bot.desk.steps import NETWORK, Clock
from tests.bot.house import ANNA, EGOR, GLEB, VERA, sample_rules

OLGA = Sender(9_000_000_001, "Olga", None, "en")
PEOPLE = [ANNA, GLEB, VERA, EGOR]
ACTS = [
    "reply",
    "ask",
    "resolve",
    "approve",
    "approve",
    "edit",
    "send_back",
    "release",
    "take",
    "late",
    "away",
]
STEPS = st.lists(
    st.tuples(st.sampled_from(ACTS), st.sampled_from(PEOPLE), st.integers(1, 4)), min_size=8, max_size=20
)


class Over(Exception):
    """A history is told; nothing of it stays in the database."""


def rules() -> Rules:
    """The sample desk where Gleb is Anna's mentor."""
    sample = sample_rules()
    staff = tuple(replace(one, mentor=GLEB) if one.id == ANNA else one for one in sample.desk.staff)
    return replace(sample, desk=replace(sample.desk, staff=staff))


@pytest.fixture
async def begun(sqlite_database: Database) -> Database:
    """#1 is Anna's."""
    async with sqlite_database.begin() as work:
        scene = Scene(work, rules(), Clock()())
        customer = await customers.known(scene, OLGA)
        conversation = await work.conversations.get(customer.id)
        await work.messages.add(Said(customer.id, Author.CUSTOMER, NETWORK, scene.now))
        await handing.hand_off(scene, customer, conversation, "asked for a person")
        await owning.take(scene, person(scene, ANNA), 1)
    return sqlite_database


def person(scene: Scene, staff_id: int) -> Specialist:
    found = scene.rules.desk.person(staff_id)
    assert found
    return found


@given(STEPS)
@settings(max_examples=20, phases=[Phase.explicit, Phase.reuse, Phase.generate])
async def test_nothing_of_a_newcomer_goes_out_by_itself(
    begun: Database, steps: list[tuple[str, int, int]]
) -> None:
    clock = Clock()
    with suppress(Over):
        async with begun.begin() as work:
            allowed: set[str] = set()
            for place, (act, who, number) in enumerate(steps):
                clock.move(minutes=7)
                scene = Scene(work, rules(), clock())
                with suppress(*REFUSALS):
                    async with work.savepoint():
                        allowed |= await do(scene, act, person(scene, who), number, f"words {place}")
                await check(work, allowed)
            raise Over


async def do(scene: Scene, act: str, by: Specialist, number: int, words: str) -> set[str]:
    """Do it; what may have reached the customer by it comes back."""
    match act:
        case "reply":
            await speaking.reply(scene, by, 1, Speech(words))
        case "ask":
            await speaking.ask(scene, by, 1, Speech(words))
        case "resolve":
            await ending.resolve(scene, by, 1, words)
        case "approve" | "edit":
            one = await mentoring.of(scene, by, number)
            assert by.id != ANNA
            told = words if act == "edit" else one.text
            state = await mentoring.approve(scene, by, one, words if act == "edit" else "")
            return set() if state == "dropped" else {told}
        case "send_back":
            await mentoring.send_back(scene, by, await mentoring.of(scene, by, number), words)
        case "release":
            await owning.release(scene, by, 1)
        case "take":
            await owning.take(scene, by, 1)
        case "late":
            await mentoring.came_due(scene, number)
        case "away":
            await owning.set_away(scene, by, away=True)
            await mentoring.went_away(scene, by)
    return {words} if by.mentor is None else set()


async def check(work: Work, allowed: set[str]) -> None:
    """What the customer has read was let go out; a ticket that is over keeps nothing waiting."""
    said = await work.messages.of_ticket(1)
    assert {one.text for one in said if one.author is Author.SPECIALIST} <= allowed
    ticket = await work.tickets.get(1)
    assert ticket.solution is None or ticket.solution in allowed
    waiting = await work.drafts.waiting(1)
    assert ticket.is_open or not waiting
    timers = {
        timer.key for timer in await work.timers.due(Clock()().replace(year=2028)) if timer.kind == "draft"
    }
    assert timers == {str(one.id) for one in waiting}
    assert all(one.state == WAITS for one in waiting)

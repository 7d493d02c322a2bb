"""Customers, where line 1 stands with them, and what staff told the desk bot."""

from dataclasses import replace

from storage.customers import Conversation, Step
from storage.database import Database
from storage.staff import Asked, AtDesk
from tests.storage.examples import ANNA, BORIS, HUGE, NOW, later


async def test_a_customer_comes_back_as_saved_and_a_stranger_not_at_all(database: Database) -> None:
    async with database.begin() as work:
        await work.customers.save(ANNA)
        await work.customers.save(BORIS)
    async with database.look() as work:
        assert await work.customers.get(ANNA.id) == ANNA
        assert await work.customers.get(BORIS.id) == BORIS
        assert await work.customers.get(12345) is None


async def test_saving_a_known_customer_again_changes_that_one(database: Database) -> None:
    renamed = replace(ANNA, name="Anna B.", username="anna", language="ru", phone="+1", language_chosen=True)
    async with database.begin() as work:
        await work.customers.save(ANNA)
        await work.customers.save(BORIS)
        await work.customers.save(renamed)
        assert await work.customers.get(ANNA.id) == renamed
        assert await work.customers.get(BORIS.id) == BORIS


async def test_who_blocked_the_bot_is_remembered_until_they_come_back(database: Database) -> None:
    async with database.begin() as work:
        await work.customers.save(ANNA)
        await work.customers.set_blocked(ANNA.id, later(1))
        assert await work.customers.get(ANNA.id) == replace(ANNA, blocked_at=later(1))
        await work.customers.set_blocked(ANNA.id, None)
        assert await work.customers.get(ANNA.id) == ANNA


async def test_a_new_customers_conversation_is_fresh(database: Database) -> None:
    async with database.look() as work:
        assert await work.conversations.get(HUGE) == Conversation(HUGE)


async def test_a_conversation_comes_back_with_its_step(database: Database) -> None:
    step = Step(
        misses=1,
        offered=("router", "роутер"),
        answered="router",
        tried=("router",),
        since=NOW,
        awaits="solved",
        about=17,
        emotion="angry",
        intensity=0.75,
        signals={"churn": "уйду к другим"},
        scores={"network": 0.5},
    )
    async with database.begin() as work:
        await work.customers.save(ANNA)
        await work.conversations.save(Conversation(ANNA.id, 1, None, Step()))
        await work.conversations.save(Conversation(ANNA.id, 2, 17, step))
    async with database.look() as work:
        assert await work.conversations.get(ANNA.id) == Conversation(ANNA.id, 2, 17, step)


async def test_staff_who_said_nothing_yet_are_as_usual(database: Database) -> None:
    async with database.look() as work:
        assert await work.staff.get(1001) == AtDesk(1001)
        assert await work.staff.away() == set()


async def test_what_staff_told_us_is_kept(database: Database) -> None:
    asked = AtDesk(HUGE, "ru", away=True, asked=Asked("reply", 17, NOW))
    async with database.begin() as work:
        await work.staff.save(asked)
        await work.staff.save(AtDesk(5, away=True))
        await work.staff.save(AtDesk(6))
        assert await work.staff.get(HUGE) == asked
        assert await work.staff.away() == {HUGE, 5}
        await work.staff.save(replace(asked, away=False, asked=None))
        assert await work.staff.get(HUGE) == AtDesk(HUGE, "ru")
        assert await work.staff.away() == {5}

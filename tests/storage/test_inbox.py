"""Updates are kept once, in order, and worked through once."""

from dataclasses import replace
from typing import Any

from storage.database import Database
from storage.inbox import Received
from tests.storage.examples import HUGE, NOW, later


def an_update(update_id: int, chat_id: int = HUGE, bot: str = "customer", **payload: Any) -> Received:
    """An update as Telegram would send it."""
    return Received(bot, update_id, chat_id, payload, NOW)


async def put(database: Database, *updates: Received) -> None:
    """Write updates down, committed."""
    async with database.begin() as work:
        await work.inbox.put(updates)


async def done_ids(database: Database, bot: str, chat_id: int) -> list[int]:
    """Work through a chat; its update ids in the order they came."""
    seen = []
    async with database.begin() as work:
        while update := await work.inbox.next(bot, chat_id):
            assert await work.inbox.done(update.id, NOW)
            seen.append(update.update_id)
    return seen


async def test_an_update_comes_back_as_it_was(database: Database) -> None:
    payload = {"update_id": HUGE, "message": {"text": "нет связи \U0001f4a5 \x00", "chat": {"id": -(2**51)}}}
    await put(database, Received("desk", HUGE, -(2**51), payload, NOW))
    async with database.look() as work:
        update = await work.inbox.next("desk", -(2**51))
    assert update
    assert (update.bot, update.update_id, update.payload) == ("desk", HUGE, payload)
    assert (update.received_at, update.tries) == (NOW, 0)


async def test_a_repeat_is_left_out_and_the_first_stays(database: Database) -> None:
    await put(database, an_update(5, text="first"))
    await put(database, an_update(5, text="again"), an_update(6), an_update(6))
    async with database.look() as work:
        update = await work.inbox.next("customer", HUGE)
    assert update
    assert update.payload == {"text": "first"}
    assert await done_ids(database, "customer", HUGE) == [5, 6]


async def test_the_same_number_from_the_other_bot_is_another_update(database: Database) -> None:
    await put(database, an_update(5), an_update(5, bot="desk"))
    assert await done_ids(database, "customer", HUGE) == [5]
    assert await done_ids(database, "desk", HUGE) == [5]


async def test_a_new_bot_in_the_old_role_numbers_its_updates_anew(database: Database) -> None:
    await put(database, replace(an_update(5), account=111), replace(an_update(5), account=222))
    assert await done_ids(database, "customer", HUGE) == [5, 5]


async def test_nothing_to_put_is_no_mistake(database: Database) -> None:
    await put(database)
    async with database.look() as work:
        assert await work.inbox.waiting_chats() == []


async def test_a_chat_goes_in_the_order_of_arrival(database: Database) -> None:
    """Telegram's numbers may start anew; arrival decides."""
    await put(database, an_update(9), an_update(3, chat_id=1), an_update(4))
    assert await done_ids(database, "customer", HUGE) == [9, 4]
    assert await done_ids(database, "customer", 1) == [3]


async def test_an_update_is_done_once(database: Database) -> None:
    await put(database, an_update(1))
    async with database.begin() as work:
        update = await work.inbox.next("customer", HUGE)
        assert update
        assert await work.inbox.done(update.id, NOW)
        assert not await work.inbox.done(update.id, NOW)
        assert not await work.inbox.done(update.id + 1, NOW)


async def test_a_failed_try_is_counted_and_the_update_stays_first(database: Database) -> None:
    await put(database, an_update(1), an_update(2))
    async with database.begin() as work:
        for tries in (0, 1, 2):
            update = await work.inbox.next("customer", HUGE)
            assert update
            assert (update.update_id, update.tries) == (1, tries)
            await work.inbox.failed(update.id, "no reason")


async def test_a_dead_update_does_not_hold_up_its_chat(database: Database) -> None:
    await put(database, an_update(1), an_update(2))
    async with database.begin() as work:
        update = await work.inbox.next("customer", HUGE)
        assert update
        await work.inbox.dead(update.id, NOW)
        assert not await work.inbox.done(update.id, NOW)
    assert await done_ids(database, "customer", HUGE) == [2]


async def test_waiting_chats_come_oldest_first_and_once(database: Database) -> None:
    await put(database, an_update(1, chat_id=30), an_update(2, chat_id=10), an_update(3, chat_id=30))
    await put(database, an_update(1, chat_id=30, bot="desk"), an_update(4, chat_id=20))
    assert await done_ids(database, "customer", 20) == [4]
    async with database.look() as work:
        assert await work.inbox.waiting_chats() == [("customer", 30), ("customer", 10), ("desk", 30)]


async def test_when_it_was_received_is_kept(database: Database) -> None:
    await put(database, Received("customer", 1, HUGE, {}, later(-90)))
    async with database.look() as work:
        update = await work.inbox.next("customer", HUGE)
    assert update
    assert update.received_at == later(-90)


async def test_a_set_aside_update_is_found_and_may_be_tried_as_often_as_a_fresh_one(
    database: Database,
) -> None:
    async with database.begin() as work:
        await work.inbox.put([an_update(1)])
        found = await work.inbox.next("customer", HUGE)
        assert found
        await work.inbox.failed(found.id, "Broken")
        await work.inbox.dead(found.id, later(1))
        (dead,) = await work.inbox.set_aside()
        assert (dead.id, dead.chat_id, dead.error, dead.dead_at) == (found.id, HUGE, "Broken", later(1))
        assert (await work.inbox.standing()).dead == 1
        assert await work.inbox.revive(found.id + 1) is None
        assert await work.inbox.revive(found.id) == dead
        again = await work.inbox.next("customer", HUGE)
        assert again
        assert again.tries == 0
        assert await work.inbox.set_aside() == []


async def test_old_updates_go_unless_they_wait(database: Database) -> None:
    async with database.begin() as work:
        await work.inbox.put([an_update(number) for number in (1, 2, 3)])
        for finish in (work.inbox.done, work.inbox.dead):
            found = await work.inbox.next("customer", HUGE)
            assert found
            await finish(found.id, NOW)
        assert await work.inbox.prune(NOW, NOW) == 0
        assert await work.inbox.prune(later(1), NOW) == 1
        assert await work.inbox.prune(later(1), later(1)) == 1
        standing = await work.inbox.standing()
        assert (standing.waiting, standing.dead) == (1, 0)

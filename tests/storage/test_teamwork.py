"""Visits, questions to experts, drafts and remote work come back as they were kept; on both databases."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from routing.cases import Case
from routing.visits import Slot, Visit, VisitStep
from storage.consultations import Consultation
from storage.database import Database
from storage.errors import TicketChanged
from storage.held import Draft
from storage.letters import File
from storage.visits import AGREED, Remote
from storage.work import Work
from tests.storage.examples import ANNA, HUGE, NOW, a_ticket, later

#: Reads a row in a work, and gives what writes it there.
Change = Callable[[Work], Awaitable[Callable[[], Awaitable[None]]]]
SLOTS = tuple(Slot(later(60 * hour), later(60 * hour + 90)) for hour in (20, 30))


@pytest.fixture
async def begun(database: Database) -> Database:
    """Two tickets of Anna's, one of them solved."""
    async with database.begin() as work:
        await work.customers.save(ANNA)
        await work.tickets.add(a_ticket(helpers=(HUGE, 7)))
        await work.tickets.add(a_ticket(queue="mail", subject="Почта", solution="Сменили Пароль, 100 % now"))
    return database


async def test_helpers_are_kept_in_order(begun: Database) -> None:
    async with begun.look() as work:
        assert (await work.tickets.get(1)).helpers == (HUGE, 7)
        assert (await work.tickets.get(2)).helpers == ()


async def test_a_visit_comes_back_and_its_place_is_known_next_time(begun: Database) -> None:
    async with begun.begin() as work:
        offered = await work.visits.add(Visit(1, ANNA.id, HUGE, SLOTS, NOW))
        assert await work.visits.live_on(1) == offered
        agreed = replace(offered.chosen(SLOTS[1]), place="Ленина 5")
        await work.visits.save(agreed)
        assert await work.visits.get(offered.id) == agreed
        done = agreed.told(VisitStep.DONE, "new router")
        await work.visits.save(done)
        assert await work.visits.live_on(1) is None
        assert await work.visits.last_on(1) == done
        assert await work.visits.known_place(ANNA.id) == "Ленина 5"
        assert await work.visits.known_place(7) is None


async def test_what_is_found_has_every_word_in_any_capitals_and_is_of_ones_queues(begun: Database) -> None:
    async with begun.begin() as work:
        kept = work.consultations
        asked = await kept.add(Consultation(1, "core", HUGE, "Какая ПРОШИВКА нужна?", NOW))
        assert await kept.open_on(1) == [asked]
        assert await kept.found(["прошивка"], ["core"], 5) == []
        told = replace(asked, answer="Version 7.4_b", answered_at=later(5), taken_by=7, over=True)
        await kept.save(told)
        assert await kept.open_on(1) == []
        assert await kept.found(["прошивка", "VERSION"], ["core"], 5) == [told]
        assert await kept.found(["7.4_b"], ["network"], 5) == [told]
        assert await kept.found(["прошивка", "nothing"], ["core"], 5) == []
        assert await kept.found(["прошивка"], ["mail"], 5) == []
        assert await kept.found(["%"], ["core"], 5) == []
        found = await kept.solutions(["пароль", "почта"], ["mail"], 5)
        assert [(one.ticket_id, one.subject) for one in found] == [(2, "Почта")]
        assert await kept.solutions(["пароль"], ["network"], 5) == []
        assert len(await kept.solutions(["%"], ["mail"], 5)) == 1


async def _a_case(work: Work) -> Change:
    case = await work.cases.add(Case(1, "Router Works", 7, NOW))
    return _change(lambda one: one.cases, case.id, lambda read: replace(read, answer="2.5", answered_at=NOW))


async def _a_question(work: Work) -> Change:
    asked = await work.consultations.add(Consultation(1, "core", HUGE, "Which port?", NOW))
    return _change(lambda one: one.consultations, asked.id, lambda read: replace(read, taken_by=7))


async def _a_visit(work: Work) -> Change:
    visit = await work.visits.add(Visit(1, ANNA.id, HUGE, SLOTS, NOW))
    return _change(lambda one: one.visits, visit.id, lambda read: replace(read, place="Ленина 5"))


async def _a_remote(work: Work) -> Change:
    remote = await work.remotes.add(Remote(1, HUGE, "till 3", NOW))
    return _change(lambda one: one.remotes, remote.id, lambda read: replace(read, state=AGREED))


def _change(kept: Callable[[Work], Any], number: int, changed: Callable[[Any], Any]) -> Change:
    """Reads the row; what it gives back writes it."""

    async def read(work: Work) -> Callable[[], Awaitable[None]]:
        one = changed(await kept(work).get(number))
        return lambda: kept(work).save(one)

    return read


ADDS = [_a_case, _a_question, _a_visit, _a_remote]


@pytest.mark.parametrize("add", ADDS)
async def test_of_two_who_write_at_once_the_second_is_told(
    postgresql_url: str, add: Callable[[Work], Awaitable[Change]]
) -> None:
    """Two transactions that have both read it; SQLite has one writer, whose next one reads anew."""
    database = Database(postgresql_url)
    async with database.begin() as work:
        await work.customers.save(ANNA)
        await work.tickets.add(a_ticket())
        read = await add(work)
    async with database.begin() as late:
        save_late = await read(late)
        async with database.begin() as quick:
            await (await read(quick))()
        with pytest.raises(TicketChanged):
            await save_late()
    await database.close()


@pytest.mark.parametrize("add", ADDS)
async def test_who_has_written_or_read_anew_may_write_again(
    begun: Database, add: Callable[[Work], Awaitable[Change]]
) -> None:
    async with begun.begin() as work:
        read = await add(work)
        await (await read(work))()
        await (await read(work))()
    async with begun.begin() as work:
        await (await read(work))()


async def test_of_ten_experts_exactly_one_takes_the_question(begun: Database) -> None:
    async with begun.begin() as work:
        asked = await work.consultations.add(Consultation(1, "core", HUGE, "Which port?", NOW))

    async def take(staff_id: int) -> bool:
        async with begun.begin() as work:
            now = await work.consultations.get(asked.id)
            assert now
            if now.taken_by is None:
                await work.consultations.save(replace(now, taken_by=staff_id))
            return now.taken_by is None

    outcomes = await asyncio.gather(*(take(number) for number in range(10)), return_exceptions=True)
    assert outcomes.count(True) == 1
    assert all(one in {True, False} or isinstance(one, TicketChanged) for one in outcomes)


async def test_a_draft_is_decided_once(begun: Database) -> None:
    file = File(kind="photo", bot="desk", id="file", size=HUGE)
    async with begun.begin() as work:
        one = await work.drafts.add(Draft(1, HUGE, "reply", "Привет", NOW, kind="photo", file=file))
        other = await work.drafts.add(Draft(1, 7, "ask", "Why?", NOW))
        assert await work.drafts.get(one.id) == one
        assert await work.drafts.waiting(1) == [one, other]
        assert await work.drafts.waiting_of([7]) == [other]
        await work.drafts.reminded(one)
        assert await work.drafts.decide(one, "sent", 7)
        assert not await work.drafts.decide(one, "returned", 7)
        assert await work.drafts.get(one.id) == replace(one, state="sent", decided_by=7, reminded=1)
        assert await work.drafts.waiting(1) == [other]


async def test_the_newest_remote_work_counts(begun: Database) -> None:
    async with begun.begin() as work:
        assert await work.remotes.last_on(1) is None
        first = await work.remotes.add(Remote(1, HUGE, "till 3", NOW))
        second = await work.remotes.add(Remote(1, HUGE, "till 4", NOW + timedelta(hours=1)))
        agreed = replace(second, state=AGREED, answered_at=later(90), done="Driver")
        await work.remotes.save(agreed)
        assert await work.remotes.last_on(1) == agreed
        assert await work.remotes.get(first.id) == first

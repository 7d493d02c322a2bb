"""Audits: tickets of our own, what they find, and that no customer ever hears of one."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from playground.door import ChatDoor
from routing.ticket import State
from tests.bot.desk.steps import DINA, Clock, card, hand_over, hears, labels, said, take, tapped, told
from tests.bot.house import ANNA, EGOR, VERA, House, house, sample_rules


@dataclass(frozen=True, slots=True)
class Work:
    """The desk with Egor's audit #1 on line 3, and Dina of billing and mail at work too."""

    desk: House
    egor: ChatDoor
    dina: ChatDoor


@pytest.fixture
async def work(database_url: str) -> AsyncIterator[Work]:
    """Egor has opened and taken it, on either database."""
    async with house(database_url) as desk:
        egor, dina = await desk.staff(EGOR, "Egor", "en"), await desk.staff(DINA, "Dina", "en")
        assert "the audit waits in Experts" in await told(egor, "/audit core Backups of the routers")
        await card(egor, "Audit: Backups of the routers")
        await told(egor, "/accept 1")
        await card(egor, "With Egor")
        yield Work(desk, egor, dina)


@pytest.mark.parametrize(
    ("language", "words", "head", "finding"),
    [
        ("en", "/audit core Backups of the routers", "Audit: Backups", "Finding: No spare cable"),
        ("ru", "/audit core Копии настроек", "Аудит: Копии", "Находка: No spare cable"),
    ],
)
async def test_an_audit_and_its_finding_are_told_from_customers_tickets(
    desk: House, language: str, words: str, head: str, finding: str
) -> None:
    egor = await desk.staff(EGOR, "Egor", language)
    await told(egor, words)
    await card(egor, head)
    await told(egor, "/finding 1 core No spare cable")
    await card(egor, finding, number=2)


async def test_it_is_opened_by_buttons_and_plain_words(desk: House) -> None:
    """Choose a queue of one's own, then write; the first row is the name, the rest is kept."""
    dina = await desk.staff(DINA, "Dina", "en")
    asked = await said(dina, "/audit")
    assert labels(asked) == {"Mail", "Billing"}
    assert "what is looked at" in (await tapped(dina, asked, "Billing")).text
    await told(dina, "Invoices of October\nall of them, against the contracts")
    laid = await card(dina, "Audit: Invoices of October", "all of them, against the contracts")
    assert await told(dina, "October is done", reply_to=laid) == "#1: noted."
    assert "/audit mail What we check. Your queues: mail, billing." in await told(
        dina, "/audit Invoices again"
    )


async def test_it_is_worked_on_like_any_ticket(work: Work) -> None:
    """Stages, a note, a case with the maker, a return to the queue, an end; the maker's package is whole."""
    await told(work.egor, "/stage 1 cause: no plan; done: nightly copies")
    await told(work.egor, "/note 1 Ask the night shift.")
    await told(work.egor, "/vendor 1 maker R-5120 Which files matter?")
    await card(work.egor, "Waits for the maker", "Cause: no plan", "Ask the night shift.")
    await told(work.egor, "/answer 1 All under /etc.")
    await told(work.egor, "/release 1")
    await card(work.egor, "Waits since")
    await told(work.egor, "/accept 1")
    await work.egor.say("/resolve 1 Copies are made each night.")
    await hears(work.egor, "#1: done.")
    async with work.desk.database.begin() as stored:
        ticket = await stored.tickets.get(1)
        sent = await stored.outbox.ledger(1, limit=10)
    assert (ticket.state, ticket.customer_id, ticket.promised, ticket.first_word_at) == (
        State.RESOLVED,
        None,
        None,
        None,
    )
    assert sent == []


async def test_it_goes_up_and_comes_back(desk: House) -> None:
    anna, egor = await desk.staff(ANNA, "Anna", "en"), await desk.staff(EGOR, "Egor", "en")
    await told(anna, "/audit network Access points\nof all shops")
    await take(anna)
    await told(anna, "/escalate 1 Counted them, two are missing.")
    await card(egor, "Audit: Access points")
    await told(egor, "/return 1 Ask the shops.")
    await hears(anna, "which you escalated, is back: Ask the shops.")
    await take(anna)
    await told(anna, "/move 1 tills Theirs.")
    assert "Audit" in (await card(anna, "Tills")).text


@pytest.mark.parametrize(
    "words",
    [
        "/reply 1 Hello",
        "/ask 1 Which?",
        "/visit 1 25.12 14:00-16:00",
        "/remote 1 till 3",
        "/split 1 More",
        "/wish 1",
    ],
)
async def test_what_needs_a_customer_is_refused_and_says_what_to_do(desk: House, words: str) -> None:
    anna = await desk.staff(ANNA, "Anna", "en")
    await told(anna, "/audit network Access points")
    taken = await take(anna)
    assert not {"Reply", "Ask", "Visit", "Split", "Mood"} & labels(taken)
    await anna.say(words)
    await hears(anna, "no customer would read that", "/note 1", "/finding 1")


async def test_findings_are_linked_both_ways_and_their_end_is_told(work: Work) -> None:
    """By the button of the card: choose a queue, write; its people take it like any other."""
    chosen = await tapped(work.egor, await card(work.egor), "Finding")
    assert "for which queue" in chosen.text
    await tapped(work.egor, chosen, "Billing")
    assert "#2: a finding of #1, in Billing." in await told(work.egor, "Two licences are paid twice")
    await card(work.egor, "Finding: #2 Two licences are paid twice")
    await card(work.dina, "Finding: Two licences are paid twice", "Found by: #1", number=2)
    await take(work.dina, number=2)
    await told(work.dina, "/resolve 2 One was given back.")
    letter = await hears(work.egor, "found by #1, is done: One was given back.")
    assert "It was the last open one." in letter.text
    await card(work.egor, "paid twice ✓")


async def test_an_audit_with_open_findings_ends_only_when_said_why(work: Work) -> None:
    await told(work.egor, "/finding 1 billing Two licences are paid twice")
    await told(work.egor, "/finding 1 mail Old mailboxes")
    refused = await said(work.egor, "/resolve 1 Backups are fine.")
    assert "open findings: #2, #3" in refused.text
    assert refused.text == (await tapped(work.egor, await card(work.egor), "Solve")).text
    await take(work.dina, number=2)
    await told(work.dina, "/resolve 2 One was given back.")
    assert "Still open: #3." in (await hears(work.egor, "#2", "is done")).text
    assert "why does it end now" in (await tapped(work.egor, refused, "Solve all the same")).text
    assert "#1: done." in await told(work.egor, "The mailboxes wait for the new year.")
    assert "The mailboxes wait" in (await card(work.egor, "Solved")).text
    await take(work.dina, number=3)
    assert "#3" in await told(work.dina, "/resolve 3 Deleted.")


async def test_a_problem_that_ends_an_audit_keeps_what_it_left_open(work: Work) -> None:
    await told(work.egor, "/finding 1 billing Two licences are paid twice")
    await told(work.egor, "/problem new Licences; queue: core")
    await told(work.egor, "/problem 1 link 1")
    await told(work.egor, "/problem 1 close The maker was asked.")
    await card(work.egor, "Solved")
    async with work.desk.database.look() as stored:
        ends = [one.data for one in await stored.history.of(1) if one.what == "resolve"]
    assert [one["left"] for one in ends] == [[2]]


async def test_a_reopened_finding_holds_its_audit_again(work: Work) -> None:
    await told(work.egor, "/finding 1 billing Two licences are paid twice")
    await take(work.dina, number=2)
    await told(work.dina, "/close 2 It was one.")
    await hears(work.egor, "found by #1, was closed without a solution")
    await told(work.dina, "/reopen 2 No, two.")
    assert "open findings: #2" in await told(work.egor, "/resolve 1 Fine.")


async def test_a_finding_that_concerns_a_customer_is_told_to_them(work: Work) -> None:
    """They hear that it was noticed, and what they write back reaches its people; of the audit not a word."""
    anna, olga = await work.desk.staff(ANNA, "Anna", "en"), await work.desk.customer(language="en")
    await hand_over(olga, anna)
    await take(anna, number=2)
    await olga.next()
    await told(anna, "/resolve 2 It works again.")
    await olga.next()
    assert "#3" in await told(anna, "/audit network Cables")
    await take(anna, number=3)
    await told(anna, "/finding 3 network for #2 The cable in your shop is old")
    letter = await olga.next()
    assert "We found something that concerns you: “The cable in your shop is old”. It is #4" in letter.text
    assert "Audit" not in letter.text
    await card(anna, "Olga: The cable in your shop is old", "Found by: #3", number=4)


async def test_who_may_not_is_refused(work: Work) -> None:
    """An audit stands where its opener works; a finding is its people's; a customer's ticket has none."""
    assert "An audit waits in a queue of yours: mail, billing" in await told(work.dina, "/audit core Racks")
    assert "Your queues: " in await told(work.dina, "/audit nowhere Racks")
    assert "Nobody works on the queue" in await told(work.egor, "/finding 1 maker Racks")
    assert "in a queue you do not serve" in await told(work.dina, "/finding 1 mail Racks")
    assert "Which queue" in await told(work.egor, "/finding 1 mail")
    anna, olga = await work.desk.staff(ANNA, "Anna", "en"), await work.desk.customer(language="en")
    await hand_over(olga, anna)
    await take(anna, number=2)
    for words in ("/finding 2 mail Racks", "/resolve_anyway 2 Because."):
        assert "is a customer's question" in await told(anna, words)
    await anna.say("/audit network Cables")
    await card(anna, "Audit: Cables", number=3)
    await anna.say("/merge 3 into 2")
    await hears(anna, "is ours and has no customer. /link 3 2")


async def test_a_newcomers_end_of_an_audit_waits_for_no_tap(sqlite_url: str) -> None:
    """A mentor reads what customers will read, and here there are none."""
    rules = sample_rules()
    staff = tuple(replace(one, mentor=VERA if one.id == ANNA else None) for one in rules.desk.staff)
    async with house(sqlite_url, rules=replace(rules, desk=replace(rules.desk, staff=staff))) as desk:
        anna = await desk.staff(ANNA, "Anna", "en")
        await told(anna, "/audit network Cables")
        await take(anna)
        await anna.say("/resolve 1 All are new.")
        await hears(anna, "#1: done.")


async def test_it_closes_by_itself_and_stays_off_the_customers_figures(
    timed_desk: House, clock: Clock
) -> None:
    egor = await timed_desk.staff(EGOR, "Egor", "en")
    await told(egor, "/audit core Backups")
    await told(egor, "/accept 1")
    await card(egor, "With Egor")
    await egor.say("/resolve 1 Fine.")
    await hears(egor, "#1: done.")
    clock.move(days=8)
    await card(egor, "Closed")
    async with timed_desk.database.begin() as stored:
        ticket = await stored.tickets.get(1)
        assert ticket.state is State.CLOSED
        assert await stored.tickets.ended(limit=10) == []
        assert await stored.history.handed(clock() - timedelta(days=30)) == {}


async def test_what_an_audit_found_goes_with_it_into_another(work: Work) -> None:
    await told(work.egor, "/finding 1 billing Two licences are paid twice")
    await told(work.egor, "/audit core Everything")
    await told(work.egor, "/accept 3")
    await card(work.egor, "With Egor", number=3)
    await work.egor.say("/merge 1 into 3")
    await card(work.egor, "Finding: #2 Two licences", number=3)
    await work.egor.say("/resolve 3 Fine.")
    await hears(work.egor, "#3 has open findings: #2")


async def test_a_number_alone_makes_no_finding_a_customers(work: Work) -> None:
    """Only "for #2" does: other words about a ticket are for colleagues."""
    emma = await work.desk.customer(language="en")
    await hand_over(emma, work.dina, words="my invoice is wrong")
    await told(work.egor, "/finding 1 billing #2 Vera left its port open")
    await card(work.dina, "Finding: #2 Vera left its port open", number=3)
    await emma.say("/status")
    await hears(emma, "You have 1 open question")
    assert not any("Vera" in one.text for one in emma.messages)


async def test_a_finding_leaves_a_talk_with_line_1_alone(work: Work) -> None:
    """The customer is in the middle of a matter: its menu goes on working."""
    emma = await work.desk.customer(language="en")
    await hand_over(emma, work.dina, words="my invoice is wrong")
    await told(work.dina, "/take 2")
    await work.dina.say("/close 2 It was a mistake of ours.")
    await hears(emma, "We have closed #2")
    menu = await said(emma, "the scanner is silent and silent")
    assert "1. The scanner does not read barcodes" in menu.text
    await told(work.dina, "/audit billing Contracts")
    await work.dina.say("/finding 3 billing for #2 Your contract lacks a page")
    await hears(emma, "We found something that concerns you")
    assert "Wipe the scanner" in await told(emma, "1")

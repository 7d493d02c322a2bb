"""Visits and work from afar, with both bots: offered, chosen, reminded, moved, told how they went."""

import pytest

from playground.door import ChatDoor
from tests.bot.desk.steps import (
    WORDS,
    Clock,
    card,
    hand_over,
    hears,
    hears_nothing,
    said,
    take,
    tapped,
    told,
)
from tests.bot.house import ANNA, EGOR, GLEB, House


async def held(desk: House, language: str = "en") -> tuple[ChatDoor, ChatDoor]:
    """Anna holds #1 of Olga."""
    anna, olga = await desk.staff(ANNA, "Anna", language), await desk.customer(language=language)
    await hand_over(olga, anna, words=WORDS[language])
    await take(anna)
    await olga.next()
    return anna, olga


async def agreed(desk: House, language: str = "en") -> tuple[ChatDoor, ChatDoor]:
    """And a visit tomorrow at ten is agreed, to Lenina 5."""
    anna, olga = await held(desk, language)
    await told(anna, "/visit 1 25.11 10:00-12:00, address: Lenina 5")
    await olga.next()
    await olga.say("1")
    await hears(anna, "Lenina 5")
    await olga.next()
    return anna, olga


@pytest.mark.parametrize(
    ("language", "more", "button", "words", "offer", "pick", "confirmed", "where", "told_owner"),
    [
        (
            "en",
            "More",
            "Visit",
            "tomorrow 14:00-16:00, 26.11 10:00",
            "Which time suits?",
            "1. tomorrow 14:00–16:00",
            "Agreed: a specialist comes tomorrow 14:00–16:00",
            "Write the address",
            "the visit is agreed, tomorrow 14:00–16:00",
        ),
        (
            "ru",
            "Ещё",
            "Визит",
            "завтра с 14 до 16, 26.11 10:00",
            "Какое время подойдёт?",
            "1. завтра 14:00–16:00",
            "Договорились, визит специалиста: завтра 14:00–16:00",
            "Напишите адрес",
            "визит назначен, завтра 14:00–16:00",
        ),
    ],
)
async def test_times_are_offered_chosen_and_both_hear(
    timed_desk: House,
    language: str,
    more: str,
    button: str,
    words: str,
    offer: str,
    pick: str,
    confirmed: str,
    where: str,
    told_owner: str,
) -> None:
    anna, olga = await held(timed_desk, language)
    await tapped(anna, await card(anna), more)
    await tapped(anna, await hears(anna, "#1:", "?"), button)
    await anna.say(words)
    offered = await olga.next()
    assert offer in offered.text
    assert "Anna" not in offered.text
    await olga.tap(offered, pick)
    said = (await olga.next()).text
    assert confirmed in said
    assert where in said
    await hears(anna, told_owner)
    await olga.say("Lenina 5, office 12")
    assert "Lenina 5, office 12" in (await olga.next()).text
    await card(anna, "🚗", "Lenina 5, office 12")


async def test_a_time_may_be_typed_and_none_may_fit(timed_desk: House) -> None:
    anna, olga = await held(timed_desk)
    await told(anna, "/visit 1 25.11 10:00, 26.11 10:00")
    await olga.next()
    await olga.say("none of these")
    await hears(anna, "no time fits")
    assert "we offer other times" in (await olga.next()).text
    await told(anna, "/visit 1 27.11 10:00")
    await olga.next()
    await olga.say("1")
    assert "Agreed" in (await olga.next()).text
    await hears(anna, "the visit is agreed")


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        ("23.11 10:00", "“23.11 10:00” has passed already. Write for instance"),
        ("25.11.2028 10:00", "more than a year ahead"),
        ("some day", "I can't read “some day”"),
        ("25.11 16:00-14:00", "ends before it begins"),
        ("done", "no visit is agreed there"),
    ],
)
async def test_a_visit_that_cannot_be_is_refused_with_what_to_write(
    timed_desk: House, words: str, refused: str
) -> None:
    anna, olga = await held(timed_desk)
    assert refused in await told(anna, f"/visit 1 {words}")
    await hears_nothing(olga)


@pytest.mark.parametrize("step", ["done", "absent", "again"])
async def test_how_a_visit_went_is_not_told_before_it_has_begun(timed_desk: House, step: str) -> None:
    """The customer would read that somebody came; calling it off is another matter."""
    anna, olga = await agreed(timed_desk)
    assert "the visit has not begun yet" in await told(anna, f"/visit 1 {step}")
    await hears_nothing(olga)
    await told(anna, "/visit 1 cancel")
    await hears(olga, "The visit tomorrow 10:00–12:00 is off.")


async def test_a_visit_that_was_only_offered_is_not_called_off_by_its_time(timed_desk: House) -> None:
    anna, olga = await held(timed_desk)
    await told(anna, "/visit 1 26.11 10:00")
    await hears(olga, "Which time suits?")
    await told(anna, "/visit 1 cancel")
    await hears(olga, "For now there is no visit.")


async def test_both_are_reminded_and_the_owner_tells_how_it_went(timed_desk: House, clock: Clock) -> None:
    anna, olga = await agreed(timed_desk)
    clock.move(hours=6)  # six in the evening
    assert "A reminder: a specialist comes tomorrow 10:00–12:00, Lenina 5" in (await olga.next()).text
    await hears(anna, "A reminder: visit for #1")
    clock.move(hours=18)  # noon of the next day
    asked = await hears(anna, "how did the visit")
    assert "visit done" in (await tapped(anna, asked, "Done")).text
    assert "no visit is agreed" in (await tapped(anna, asked, "Once more")).text


async def test_a_customer_who_was_not_there_hears_it_and_is_offered_times_again(
    timed_desk: House, clock: Clock
) -> None:
    anna, olga = await agreed(timed_desk)
    clock.move(hours=25)
    await tapped(anna, await hears(anna, "how did the visit"), "Nobody")
    await hears(olga, "came and found nobody")
    await told(anna, "/visit 1 tomorrow 10:00")
    offered = await hears(olga, "Which time suits?", "tomorrow 10:00")
    await olga.tap(offered, "1.")
    assert "Lenina 5" in (await hears(olga, "Agreed", "Lenina 5")).text


@pytest.mark.parametrize(
    ("button", "words", "customer", "owner"),
    [
        ("Another time", "Please move the visit", "we offer other times", "no time fits"),
        ("Cancel the visit", "cancel the visit", "is off", "cancelled the visit"),
    ],
)
async def test_the_customer_moves_or_cancels_by_button_or_words(
    timed_desk: House, button: str, words: str, customer: str, owner: str
) -> None:
    anna, olga = await agreed(timed_desk)
    confirmation = await hears(olga, "Agreed")
    await olga.tap(confirmation, button)
    assert customer in (await olga.next()).text
    await hears(anna, owner)
    assert "That button is from an earlier step" in (await tapped(olga, confirmation, button)).text
    await told(anna, "/visit 1 27.11 10:00")
    await olga.tap(await hears(olga, "Which time suits?", "27 November"), "1.")
    await hears(olga, "Agreed", "27 November")
    await olga.say(words)
    await hears(olga, customer)


async def test_a_customer_who_asks_where_things_stand_hears_of_the_visit(timed_desk: House) -> None:
    _, olga = await agreed(timed_desk)
    await olga.say("/status")
    coming = await hears(olga, "#1: a specialist comes tomorrow 10:00–12:00.")
    await olga.tap(coming, "Another time")
    await hears(olga, "we offer other times")


async def test_a_visit_to_come_is_off_when_the_ticket_ends(timed_desk: House, clock: Clock) -> None:
    anna, olga = await agreed(timed_desk)
    confirmation = await hears(olga, "Agreed")
    await told(anna, "/resolve 1 It works from here.")
    await hears(olga, "The visit tomorrow 10:00–12:00 is off.")
    await hears(anna, "has the solution")
    assert "/reopen 1" in await told(anna, "/visit 1 27.11 10:00")
    assert "earlier step" in (await tapped(olga, confirmation, "Another time")).text
    clock.move(hours=7)
    await olga.say("/help")
    assert "reminder" not in (await olga.next()).text


async def test_only_the_speaking_owner_plans_visits(timed_desk: House) -> None:
    anna, olga = await held(timed_desk)
    gleb = await timed_desk.staff(GLEB, "Gleb", "en")
    egor = await timed_desk.staff(EGOR, "Egor", "en")
    assert "with Anna" in await told(gleb, "/visit 1 25.11 10:00")
    assert "with Anna" in await told(gleb, "/remote 1 till 3")
    assert "do not serve" in await told(egor, "/visit 1 25.11 10:00")
    await hears_nothing(olga)
    assert anna


async def test_no_customer_answers_for_another(timed_desk: House) -> None:
    anna, olga = await agreed(timed_desk)
    await told(anna, "/remote 1 till 3")
    await hears(olga, "till 3")
    stranger = await timed_desk.customer(9_000_000_002, "Petr", "en")
    shown = await said(stranger, "/help")
    for data in ("slot:1:1", "noslot:1", "visit_move:1", "visit_off:1", "remote_yes:1", "remote_no:1"):
        assert "earlier step" in (await tapped(stranger, shown, data=data)).text
    await card(anna, "🚗 Visit tomorrow", "is asked about work from afar")


@pytest.mark.parametrize(
    ("language", "ask", "yes", "agrees", "note"),
    [
        (
            "en",
            "asks to connect from afar to: till 3",
            "Yes",
            "the customer agrees, till 3",
            "Work from afar, till 3",
        ),
        (
            "ru",
            "просит подключиться удалённо: till 3",
            "Да",
            "согласие есть, till 3",
            "Удалённая работа, till 3",
        ),
    ],
)
async def test_work_from_afar_begins_with_the_customers_yes(
    timed_desk: House, language: str, ask: str, yes: str, agrees: str, note: str
) -> None:
    anna, olga = await held(timed_desk, language)
    await told(anna, "/remote 1 till 3")
    asked = await olga.next()
    assert ask in asked.text
    assert "/reply 1" in await told(anna, "/remote 1 done already")
    await olga.tap(asked, yes)
    await hears(anna, agrees)
    await told(anna, "/remote 1 Driver reinstalled")
    await card(anna, note, "Driver reinstalled")
    assert "Driver reinstalled" in await told(anna, "/history 1")


async def test_a_no_may_be_typed_and_is_kept(timed_desk: House) -> None:
    anna, olga = await held(timed_desk)
    await told(anna, "/remote 1 till 3")
    await olga.next()
    await olga.say("no")
    assert "nobody connects" in (await olga.next()).text
    await hears(anna, "does not want work from afar")
    await told(anna, "/remote 1 till 4")
    await hears(olga, "till 4")
    await olga.say("yes")
    await hears(anna, "the customer agrees, till 4")


async def test_a_visit_goes_on_in_the_ticket_that_its_own_is_merged_into(timed_desk: House) -> None:
    anna, olga = await agreed(timed_desk)
    await told(anna, "/split 1 Two invoices")
    await card(anna, "Two invoices", number=2)
    await anna.say("/merge 1 into 2")
    await hears(olga, "we go on in #2")
    await card(anna, "Lenina 5", number=2)
    assert not [one for one in olga.messages if "is off." in one.text]
    async with timed_desk.database.look() as work:
        going_on = await work.visits.live_on(2)
        assert going_on
        assert await work.timers.get("visit_remind", str(going_on.id))

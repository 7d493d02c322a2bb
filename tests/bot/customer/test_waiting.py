"""While a question waits: promises with a time, kept or corrected; night; more words; a blocked bot."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from playground.door import ChatDoor
from routing.hours import Hours, Span
from routing.ticket import State
from tests.bot.customer.steps import owned, silent_since, ticket
from tests.bot.desk.steps import WORDS, Clock, card, hears, said, take, tapped, told
from tests.bot.house import GLEB, VERA, House, house, sample_rules

NINE_TO_SIX = ((Span(time(9), time(18)),),) * 5 + ((), ())
#: In Moscow it is three hours later.
TUESDAY_EVENING = datetime(2026, 11, 24, 17, tzinfo=UTC)
FRIDAY_EVENING = datetime(2026, 11, 27, 17, tzinfo=UTC)
LATE = {"en": "it takes longer than I said", "ru": "нужно больше времени, чем обещали"}


@pytest.fixture
async def nine_to_six(sqlite_url: str, clock: Clock) -> AsyncIterator[House]:
    """A desk that works from nine to six, Monday to Friday."""
    rules = sample_rules()
    async with house(
        sqlite_url, rules=replace(rules, hours=Hours(rules.hours.zone, NINE_TO_SIX)), now=clock
    ) as desk:
        yield desk


@pytest.mark.parametrize(
    ("moment", "language", "promise"),
    [
        (TUESDAY_EVENING, "en", "we answer tomorrow by 10:00. Urgent: 8 800 000-00-00."),
        (TUESDAY_EVENING, "ru", "ответим завтра до 10:00. Срочно: 8 800 000-00-00."),
        (FRIDAY_EVENING, "en", "we answer on 30 November by 10:00. Urgent: 8 800 000-00-00."),
        (FRIDAY_EVENING, "ru", "ответим 30 ноября до 10:00. Срочно: 8 800 000-00-00."),
    ],
)
async def test_out_of_hours_the_customer_hears_an_honest_time_and_a_phone(
    moment: datetime, language: str, promise: str, nine_to_six: House, clock: Clock
) -> None:
    clock.moment = moment
    customer = await nine_to_six.customer(language=language)
    assert (await told(customer, f"/human {WORDS[language]}")).endswith(promise)


@pytest.mark.parametrize("words", ["I want to die", "I'm desperate, I am crying, I can't cope any more"])
async def test_who_is_in_need_at_night_is_not_told_that_everyone_rests(
    words: str, nine_to_six: House, clock: Clock
) -> None:
    clock.moment = TUESDAY_EVENING
    emma = await nine_to_six.customer(language="en")
    await emma.say(words)
    await hears(emma, "It is outside our hours: a person answers here tomorrow by", "perhaps sooner")
    assert not any("Everyone is off" in one.text for one in emma.messages)


async def test_out_of_hours_line_1_still_answers(nine_to_six: House, clock: Clock) -> None:
    clock.moment = FRIDAY_EVENING
    emma = await nine_to_six.customer(language="en")
    assert "30 seconds" in await told(emma, "How do I restart the router?")


async def test_a_promise_over_closing_time_is_for_the_next_morning(nine_to_six: House, clock: Clock) -> None:
    """Half an hour before six, an hour of work ends at half past nine."""
    clock.moment = datetime(2026, 11, 24, 14, 30, tzinfo=UTC)
    emma = await nine_to_six.customer(language="en")
    assert (await told(emma, "/human the till does not print")).endswith("Answer tomorrow by 09:30.")


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_promise_nobody_keeps_is_corrected_before_it_passes(
    language: str, timed_desk: House, clock: Clock
) -> None:
    """Promised by 13:00; at 12:57 the customer hears a new time and the lead is reminded, and so on."""
    vera = await timed_desk.staff(VERA, "Vera", "en")
    customer = await timed_desk.customer(language=language)
    assert "13:00" in await told(customer, "/human")
    said = customer.messages[-1].id
    clock.move(minutes=56)
    await silent_since(customer, said)
    clock.move(minutes=1)
    assert "13:57" in (await hears(customer, LATE[language])).text
    await hears(vera, "#1", "Nobody has written")
    clock.move(minutes=57)
    await hears(customer, LATE[language], "14:54")


@pytest.mark.parametrize(
    ("language", "taken"), [("en", "I'll be back with news by 13:00"), ("ru", "Вернусь с новостями до 13:00")]
)
async def test_a_ticket_that_is_taken_keeps_the_word_that_was_promised(
    language: str, taken: str, timed_desk: House, clock: Clock
) -> None:
    """Promised by 13:00; an owner may take four hours from word to word, and the first is owed before."""
    gleb = await timed_desk.staff(GLEB, "Gleb", "en")
    customer = await timed_desk.customer(language=language)
    assert "13:00" in await told(customer, "/human")
    clock.move(minutes=20)
    await take(gleb)
    await hears(customer, taken)


async def test_the_owners_promise_is_corrected_too_and_the_owner_reminded(
    timed_desk: House, clock: Clock
) -> None:
    gleb = await timed_desk.staff(GLEB, "Gleb", "en")
    emma = await timed_desk.customer(language="en")
    await owned(emma, gleb)
    clock.move(minutes=57)
    assert "by 16:57" in (await hears(emma, LATE["en"])).text
    await hears(gleb, "#1", "Nobody has written")


async def test_a_kept_promise_is_not_corrected(timed_desk: House, clock: Clock) -> None:
    gleb = await timed_desk.staff(GLEB, "Gleb", "en")
    emma = await timed_desk.customer(language="en")
    await owned(emma, gleb)
    await told(gleb, "/reply 1 Please restart it now.")
    said = await hears(emma, "Please restart it now.")
    clock.move(hours=30)
    await silent_since(emma, said.id)
    assert (await ticket(timed_desk)).promised is None


async def test_more_words_while_it_waits_are_added_and_that_is_said_once(
    emma: ChatDoor, gleb: ChatDoor
) -> None:
    await told(emma, "/human The internet is down in the shop")
    said = await told(emma, "The lights are red")
    assert said.startswith("Added to #1 “The internet is down in the shop”. Answer")
    written = await emma.say("And the phone is dead")
    await emma.send_photo(caption="like so")
    await silent_since(emma, written)
    await card(gleb, "The lights are red", "And the phone is dead", "[photo] like so")


async def test_an_answer_to_the_specialists_question_sets_the_clock_going(
    desk: House, olga: ChatDoor, gleb: ChatDoor
) -> None:
    await owned(olga, gleb)
    await told(gleb, "/ask 1 Какой огонёк горит?")
    await hears(olga, "Какой огонёк горит?")
    assert (await ticket(desk)).promised is None
    await olga.say("Красный")
    await hears(gleb, "#1 Olga", "Красный")
    now = await ticket(desk)
    assert now.state is State.TAKEN
    assert now.promised is not None


async def test_a_return_by_words_while_the_owner_is_away_is_told_once(
    desk: House, olga: ChatDoor, gleb: ChatDoor
) -> None:
    """One message says that it is open again; the card in the queue shows the words."""
    vera = await desk.staff(VERA, "Vera", "en")
    await owned(olga, gleb)
    await told(gleb, "/resolve 1 Reset the port.")
    await told(gleb, "/away")
    told_again = await said(olga, "второй этаж всё ещё без связи")
    assert "снова открыт" in told_again.text
    await silent_since(olga, told_again.id)
    await card(vera, "второй этаж всё ещё без связи")


async def test_a_customer_who_blocks_the_bot_and_returns_is_heard_again(
    emma: ChatDoor, gleb: ChatDoor
) -> None:
    await owned(emma, gleb)
    await emma.block()
    await hears(gleb, "#1: the customer has blocked the bot")
    await card(gleb, "⚠️")
    await emma.unblock()
    await hears(gleb, "#1: the customer is back")
    await emma.say("Here I am")
    await hears(gleb, "#1 Emma", "Here I am")
    assert "⚠️" not in (await card(gleb, "With Gleb")).text


async def test_start_after_blocking_counts_as_coming_back(olga: ChatDoor) -> None:
    await olga.block()
    await olga.unblock()
    await olga.start()
    assert "Это бот поддержки" in (await olga.next()).text


async def test_blocking_without_a_ticket_calls_nobody(desk: House, emma: ChatDoor, gleb: ChatDoor) -> None:
    await emma.block()
    await emma.unblock()
    await told(emma, "Hello")
    assert not any("blocked" in one.text for one in gleb.messages)


async def test_released_and_moved_tickets_come_with_a_new_time(olga: ChatDoor, gleb: ChatDoor) -> None:
    await owned(olga, gleb)
    await told(gleb, "/release 1")
    back = "Ваш вопрос снова ждёт специалиста, повторять ничего не придётся. Ответ (завтра )?до"
    assert re.search(back, (await olga.next()).text)
    await take(gleb)
    await olga.next()
    await told(gleb, "/move 1 mail Their mail server")
    assert "по теме «Почта»" in (await olga.next()).text


async def test_a_verdict_by_tap_reaches_the_card(emma: ChatDoor, gleb: ChatDoor) -> None:
    await owned(emma, gleb)
    await told(gleb, "/resolve 1 Reset the port.")
    await tapped(emma, await hears(emma, "Reset the port."), "Yes")
    await card(gleb, "Closed")

"""What is under way on a ticket goes on in the one it is merged into: nothing waits on one that is gone."""

from dataclasses import replace

from bot.rules import Rules
from playground.door import ChatDoor
from tests.bot.desk.experts import accepted
from tests.bot.desk.experts import rules as with_core
from tests.bot.desk.steps import ZHANNA, Clock, card, hand_over, hears, take, tapped, told
from tests.bot.desk.test_mentoring import with_newcomer
from tests.bot.desk.test_vendor import package, put, rules
from tests.bot.house import ANNA, EGOR, GLEB, VERA, House, house


async def merged(chat: ChatDoor, customer: ChatDoor) -> None:
    """A second matter of the same customer is split off, and the first one goes on in it."""
    await chat.say("/split 1 Red lights")
    await customer.until(lambda seen: any("of its own now: #2" in one.text for one in seen))
    await chat.say("/merge 1 into 2")
    await hears(chat, "#1 goes on in #2")
    await hears(customer, "we go on in #2")


async def test_a_late_maker_is_chased_and_its_answer_reaches_the_ticket_that_lives_on(
    sqlite_url: str, clock: Clock
) -> None:
    async with house(sqlite_url, rules=rules(promised_days=1, chase_days=1), now=clock) as desk:
        way = await accepted(desk)
        await put(way.egor, "/vendor 1 maker R-5120 Which firmware?")
        await way.olga.next()
        letter, _ = await package(way.egor)
        await merged(way.egor, way.olga)
        waiting = await card(way.egor, "Waits for the maker.", number=2)
        assert "Router Works R-5120: asked" in waiting.text
        assert "Router Works" not in (await card(way.egor, "Closed", number=1)).text
        clock.move(days=1, hours=6)
        await hears(way.egor, "⏰ #2", "Router Works (R-5120) has not answered")
        assert await told(way.egor, "2.5 cures it.", reply_to=letter) == "#2: the answer is kept."
        assert "the maker has answered" in (await hears(way.olga, "the maker has answered")).text
        answered = await card(way.egor, "Router Works R-5120: 2.5 cures it.", number=2)
        assert "Waits for the maker" not in answered.text


async def test_cases_of_both_are_waited_for(sqlite_url: str) -> None:
    async with house(sqlite_url, rules=rules()) as desk:
        way = await accepted(desk)
        await put(way.egor, "/vendor 1 maker R-1 Which firmware?")
        await told(way.egor, "/split 1 Red lights")
        await way.egor.say("/vendor 2 Cables SR-2 Which cable?")
        await hears(way.egor, "#2: with the maker.")
        await way.egor.say("/merge 1 into 2")
        await hears(way.egor, "#1 goes on in #2")
        assert "one of R-1, SR-2" in await told(way.egor, "/answer 2 The blue one.")
        await told(way.egor, "/answer 1 SR-2 The blue one.")
        await card(way.egor, "Waits for the maker.", number=2)
        await told(way.egor, "/answer 2 R-1 2.5")
        assert "Waits" not in (await card(way.egor, "R-1: 2.5", number=2)).text


async def test_the_experts_answer_reaches_the_ticket_that_lives_on(timed_desk: House, clock: Clock) -> None:
    anna, egor = await timed_desk.staff(ANNA, "Anna", "en"), await timed_desk.staff(EGOR, "Egor", "en")
    olga = await timed_desk.customer(language="en")
    await hand_over(olga, anna)
    await take(anna)
    await told(anna, "/consult 1 Which port?")
    question = await hears(egor, "Which port?")
    await merged(anna, olga)
    await card(anna, "A question waits with Experts.", number=2)
    clock.move(hours=8)
    await hears(egor, "#2", "Which port?")
    answering = await tapped(egor, question, "Answer")
    assert "Which port?" in answering.text
    await told(egor, "The third one", reply_to=answering)
    await hears(anna, "#2", "The third one")
    assert "no question" in (await told(egor, "/advise 1 The fourth")).lower()
    assert "The third one" in await told(anna, "/find port")


async def test_what_is_for_named_people_only_is_not_merged_into_what_others_read(sqlite_url: str) -> None:
    desk_rules = _restricted(with_core(restricted=True), {ZHANNA, ANNA})
    async with house(sqlite_url, rules=desk_rules) as desk:
        anna, zhanna = await desk.staff(ANNA, "Anna", "en"), await desk.staff(ZHANNA, "Zhanna", "en")
        olga = await desk.customer(language="en")
        await hand_over(olga, anna)
        await take(anna)
        await told(anna, "/split 1 Red lights")
        await told(anna, "/move 2 core Only for you.")
        await card(zhanna, number=2)
        refused = await told(anna, "/merge 2 into 1")
        assert "others would read it" in refused
        assert "/merge 1 into 2" in refused
        await anna.say("/merge 1 into 2")
        await hears(anna, "#1 goes on in #2")


def _restricted(rules: Rules, named: set[int]) -> Rules:
    staff = tuple(
        replace(one, queues=one.queues | {"core"})
        if one.id in named
        else replace(one, queues=one.queues - {"core"}, barred=frozenset({"core"}))
        for one in rules.desk.staff
    )
    return replace(rules, desk=replace(rules.desk, staff=staff))


async def test_the_customers_yes_to_work_from_afar_counts_in_the_other(desk: House) -> None:
    anna, olga = await desk.staff(ANNA, "Anna", "en"), await desk.customer(language="en")
    await hand_over(olga, anna)
    await take(anna)
    await told(anna, "/remote 1 till 3")
    asked = await hears(olga, "till 3")
    await merged(anna, olga)
    await olga.tap(asked, "Yes")
    await hears(anna, "#2", "till 3")
    await anna.say("/remote 2 Driver reinstalled")
    await card(anna, "Work from afar, till 3", "Driver reinstalled", number=2)


async def test_words_that_wait_for_a_tap_go_out_in_the_other(sqlite_url: str) -> None:
    async with house(sqlite_url, rules=with_newcomer()) as desk:
        vera, gleb = await desk.staff(VERA, "Vera", "en"), await desk.staff(GLEB, "Gleb", "en")
        anna, olga = await desk.staff(ANNA, "Anna", "en"), await desk.customer(language="en")
        await hand_over(olga, anna)
        await take(anna)
        await told(anna, "/reply 1 Reset it, please")
        draft = await hears(gleb, "Reset it, please")
        await merged(vera, olga)
        await card(anna, "⏳", number=2)
        await gleb.tap(draft, "Send")
        await hears(olga, "Reset it, please")
        await hears(anna, "#2", "let it go out")


async def test_helpers_go_along_and_hear_so(desk: House) -> None:
    anna, gleb = await desk.staff(ANNA, "Anna", "en"), await desk.staff(GLEB, "Gleb", "en")
    olga = await desk.customer(language="en")
    await hand_over(olga, anna, gleb)
    await take(anna)
    await told(gleb, "/join 1")
    await merged(anna, olga)
    await hears(gleb, "Anna merged #1 into #2")
    await olga.say("It blinks red")
    await hears(gleb, "#2", "It blinks red")


async def test_a_request_of_its_own_is_what_the_customer_answers(desk: House) -> None:
    anna, olga = await desk.staff(ANNA, "Anna", "en"), await desk.customer(language="en")
    await hand_over(olga, anna)
    await take(anna)
    await told(anna, "/remote 1 till 3")
    before = await hears(olga, "till 3")
    await told(anna, "/split 1 Red lights")
    await told(anna, "/remote 2 till 4")
    now = await hears(olga, "till 4")
    await anna.say("/merge 1 into 2")
    await hears(olga, "we go on in #2")
    assert "#1" not in (await tapped(olga, before, "Yes")).text
    await olga.tap(now, "Yes")
    agreed = await hears(anna, "#2", "the customer agrees")
    assert "till 4" in agreed.text

"""A new card rings for those whose shift it is; when it is nobody's, for the leads."""

from dataclasses import replace
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.rules import Rules
from playground.server import start
from routing.desk import Assign
from routing.hours import Hours, Span
from tests.bot.desk.steps import DINA, Clock, card, cards, hand_over, hears, told
from tests.bot.house import ANNA, CUSTOMER_TOKEN, DESK_TOKEN, GLEB, VERA, House, at_work, house, sample_rules

MORNING = Hours(ZoneInfo("Europe/Moscow"), ((Span(time(9), time(13)),),) * 7)
EVENING = Hours(ZoneInfo("Europe/Moscow"), ((Span(time(13), time(21)),),) * 7)
SHIFTS = {ANNA: MORNING, GLEB: EVENING, VERA: MORNING}
PEOPLE = {ANNA: "Anna", GLEB: "Gleb", VERA: "Vera", DINA: "Dina"}


def in_shifts(rules: Rules) -> Rules:
    """Anna and the lead Vera work until one in Moscow, Gleb from then on."""
    staff = tuple(replace(one, shift=SHIFTS.get(one.id)) for one in rules.desk.staff)
    return replace(rules, desk=replace(rules.desk, staff=staff))


async def rung(desk: House) -> set[str]:
    """Whose chats the card of a new ticket comes to, in the queue of Anna, Gleb and Vera."""
    chats = {name: await desk.staff(number, name, "en") for number, name in PEOPLE.items()}
    await hand_over(await desk.customer())
    for chat in chats.values():  # the card, if there is one, came before the answer to this
        await told(chat, "/language en")
    return {name for name, chat in chats.items() if cards(chat)}


@pytest.mark.parametrize(
    ("utc_hour", "who"), [(9, {"Anna", "Vera"}), (10, {"Gleb"}), (17, {"Gleb"}), (22, {"Vera"})]
)
async def test_the_card_rings_for_those_on_shift_else_for_the_leads(
    sqlite_url: str, utc_hour: int, who: set[str]
) -> None:
    clock = Clock(datetime(2026, 11, 24, utc_hour, tzinfo=UTC))
    async with house(sqlite_url, rules=in_shifts(sample_rules()), now=clock) as desk:
        assert await rung(desk) == who


async def test_who_is_on_shift_but_away_is_left_in_peace(sqlite_url: str) -> None:
    """Given Gleb is alone on shift and steps out, when a ticket comes, then the lead gets it."""
    clock = Clock(datetime(2026, 11, 24, 12, tzinfo=UTC))
    async with house(sqlite_url, rules=in_shifts(sample_rules()), now=clock) as desk:
        gleb = await desk.staff(GLEB, "Gleb", "en")
        await told(gleb, "/away")
        assert await rung(desk) == {"Vera"}


async def test_a_ticket_may_be_taken_off_shift(sqlite_url: str) -> None:
    clock = Clock(datetime(2026, 11, 24, 22, tzinfo=UTC))
    async with house(sqlite_url, rules=in_shifts(sample_rules()), now=clock) as desk:
        anna = await desk.staff(ANNA, "Anna", "en")
        await hand_over(await desk.customer())
        await told(anna, "/take 1")
        await card(anna, "With Anna")


async def test_what_the_only_one_there_lets_go_of_rings_for_the_lead(sqlite_url: str) -> None:
    """Given Gleb is alone on shift and has the ticket, when he releases it, then Vera hears, not nobody."""
    clock = Clock(datetime(2026, 11, 24, 12, tzinfo=UTC))
    async with house(sqlite_url, rules=in_shifts(sample_rules()), now=clock) as desk:
        gleb, vera = await desk.staff(GLEB, "Gleb", "en"), await desk.staff(VERA, "Vera", "en")
        await hand_over(await desk.customer(), gleb)
        await told(gleb, "/take 1")
        await card(gleb, "With Gleb")
        assert not cards(vera)
        await told(gleb, "/release 1")
        await card(vera, "Waits since")


@pytest.mark.parametrize(
    ("language", "heard"),
    [
        ("en", "Gleb is away, nobody is there for “Network” now. Waiting: 1. /queue"),
        ("ru", "Отсутствует Gleb, и в очереди «Сети» больше никого нет. Ждут: 1. /queue"),
    ],
)
async def test_when_the_last_one_leaves_the_lead_hears_what_waits(
    sqlite_url: str, language: str, heard: str
) -> None:
    """Gleb is alone on shift; nobody hears when nothing waits, or when he comes and goes."""
    clock = Clock(datetime(2026, 11, 24, 12, tzinfo=UTC))
    async with house(sqlite_url, rules=in_shifts(sample_rules()), now=clock) as desk:
        vera, gleb = await desk.staff(VERA, "Vera", language), await desk.staff(GLEB, "Gleb", language)
        await told(gleb, "/away")
        await told(gleb, "/back")
        await hand_over(await desk.customer(), gleb)
        await told(vera, "/queue")
        assert cards(vera) == []
        await told(gleb, "/away")
        assert (await hears(vera, "Gleb")).text == heard
        await card(vera)
        assert sum("Gleb" in one.text and "/queue" in one.text for one in vera.messages) == 1


async def test_what_waits_where_nobody_is_any_more_comes_to_the_leads_by_itself(sqlite_url: str) -> None:
    """Given a card that lies with Anna alone, when her shift is over and nobody else's begins."""
    shifts = {ANNA: MORNING, GLEB: MORNING, VERA: EVENING}
    rules = sample_rules()
    staff = tuple(replace(one, shift=shifts.get(one.id)) for one in rules.desk.staff)
    rules = replace(rules, desk=replace(rules.desk, staff=staff))
    clock = Clock(datetime(2026, 11, 24, 9, tzinfo=UTC))
    async with house(sqlite_url, rules=rules, now=clock) as desk:
        vera, gleb = await desk.staff(VERA, "Vera", "en"), await desk.staff(GLEB, "Gleb", "en")
        anna = await desk.staff(ANNA, "Anna", "en")
        await told(vera, "/away")
        await hand_over(await desk.customer(), anna, gleb)
        async with desk.database.begin() as work:  # as after a crash long ago: nothing would ring
            await work.timers.disarm("arrival", "1")
        clock.move(hours=1, minutes=6)
        await card(vera)
        before = len(cards(vera))
        for _ in range(3):
            clock.move(minutes=6)
            await told(vera, "/queue")
        assert len(cards(vera)) == before


@pytest.mark.parametrize("assign", [Assign.PULL, Assign.OFFER])
async def test_what_only_a_colleague_who_left_had_in_hand_rings_for_others(
    sqlite_url: str, assign: Assign
) -> None:
    """Given the ticket waits for Gleb, alone on shift, when the desk starts without him, then Vera has it."""
    clock = Clock(datetime(2026, 11, 24, 12, tzinfo=UTC))
    rules = in_shifts(sample_rules())
    queues = tuple(replace(one, assign=assign) for one in rules.desk.queues)
    rules = replace(rules, desk=replace(rules.desk, queues=queues))
    without = tuple(one for one in rules.desk.staff if one.id != GLEB)
    async with start({CUSTOMER_TOKEN: "help_bot", DESK_TOKEN: "desk_bot"}, now=clock) as telegram:
        async with at_work(telegram, sqlite_url, rules=rules, now=clock) as desk:
            gleb, vera = await desk.staff(GLEB, "Gleb", "en"), await desk.staff(VERA, "Vera", "en")
            await hand_over(await desk.customer(), gleb)
            assert not cards(vera)
        rules = replace(rules, desk=replace(rules.desk, staff=without))
        async with at_work(telegram, sqlite_url, rules=rules, now=clock):
            await card(vera, "Waits since")

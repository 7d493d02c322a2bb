"""A breach of personal data: clocks by the wall, for named people only; drafts and projects beside it."""

import pytest

from playground.door import ChatDoor
from tests.bot.desk.steps import (
    ILYA,
    WORDS,
    Clock,
    card,
    hand_over,
    hears,
    labels,
    take,
    told,
)
from tests.bot.desk.test_restricted import rules
from tests.bot.house import ANNA, EGOR, House, house


async def _with_egor(desk: House, language: str = "en") -> tuple[ChatDoor, ChatDoor, ChatDoor]:
    """#1 is in the restricted queue, Egor has it; Anna handed it up."""
    anna, egor = await desk.staff(ANNA, "Anna", language), await desk.staff(EGOR, "Egor", language)
    olga = await desk.customer(language=language)
    await hand_over(olga, anna, words=WORDS[language])
    await take(anna)
    await told(anna, "/escalate 1 Somebody read our mail.")
    await card(egor)
    await take(egor)
    return anna, egor, olga


@pytest.mark.parametrize(
    ("language", "started", "row", "near", "over", "button", "stopped", "last"),
    [
        (
            "en",
            "the clocks run: Mail of 40 shops was read",
            "Breach known since 12:00: 24 h: until 25 Nov",
            "4 hours left of the 24 hours",
            "the 24 hours to tell of the breach are over",
            "Told: 24 h",
            "the clock of 24 h is stopped",
            ("left of the 72 hours",),
        ),
        (
            "ru",
            "сроки пошли: Mail of 40 shops was read",
            "Об утечке известно с 12:00: 24 ч: до 25 нояб.",
            "осталось 4 часа из 24 ч",
            "24 ч на сообщение об утечке прошли",
            "Сообщено: 24 ч",
            "срок 24 ч остановлен",
            ("осталось", "из 72 ч"),
        ),
    ],
)
async def test_its_clocks_remind_before_and_at_their_end_until_told(
    sqlite_url: str,
    clock: Clock,
    language: str,
    started: str,
    row: str,
    near: str,
    over: str,
    button: str,
    stopped: str,
    last: tuple[str, ...],
) -> None:
    async with house(sqlite_url, rules=rules(), now=clock) as desk:
        _, egor, _ = await _with_egor(desk, language)
        await egor.say("/breach 1 Mail of 40 shops was read")
        await hears(egor, started)
        await card(egor, row)
        await told(egor, "/close 1 Reported.")
        clock.move(hours=20, minutes=1)
        await hears(egor, near)
        clock.move(hours=4)
        reminder = await hears(egor, over)
        await egor.tap(reminder, button)
        await hears(egor, stopped)
        clock.move(hours=40)
        assert labels(await hears(egor, *last)) == {button.replace("24", "72")}


async def test_it_counts_from_when_it_was_known_and_can_be_called_off(sqlite_url: str, clock: Clock) -> None:
    async with house(sqlite_url, rules=rules(), now=clock) as desk:
        _, egor, _ = await _with_egor(desk)
        await egor.say("/breach 1 since 23.11 18:30 Mail was read")
        await hears(egor, "24 h: until 18:30")
        assert "the clocks run already: 24, 72 h" in await told(egor, "/breach 1 Again")
        assert "no such clock runs" not in await told(egor, "/breach 1 told 72")
        assert "called off" in await told(egor, "/breach 1 off A test account.")
        await card(egor, "called off")
        before = len(egor.messages)
        clock.move(days=4)
        await told(egor, "/queue")
        assert [one for one in egor.messages[before:] if "⚖️" in one.text] == []


async def test_only_named_people_start_it_and_only_in_their_queue(sqlite_url: str) -> None:
    async with house(sqlite_url, rules=rules()) as desk:
        ilya = await desk.staff(ILYA, "Ilya", "en")
        anna = await desk.staff(ANNA, "Anna", "en")
        olga = await desk.customer(language="en")
        await hand_over(olga, anna)
        await take(anna)
        assert "/move 1 core first" in await told(anna, "/breach 1 Mail was read")
        egor = await desk.staff(EGOR, "Egor", "en")
        await told(anna, "/escalate 1 Somebody read our mail.")
        await card(egor)
        for chat in (anna, ilya):
            assert await told(chat, "/breach 1 Mail was read") == "#1 is not yours to see."
        assert "no such clock runs" in await told(egor, "/breach 1 told 24")
        assert "is no day to come" in await told(egor, "/breach 1 since 25:00 x")


async def test_a_desk_without_a_restricted_queue_says_what_to_write(desk: House) -> None:
    anna = await desk.staff(ANNA, "Anna", "en")
    await hand_over(await desk.customer(language="en"), anna)
    assert "restricted: true" in await told(anna, "/breach 1 Mail was read")

"""One chat told to wait waits alone; several at once mean the bot."""

from datetime import timedelta

from bot.delivery.send import Flood
from tests.bot.delivery.outside import NOON

LATER = NOON + timedelta(seconds=30)


def told(*chats: int) -> Flood:
    flood = Flood()
    for chat in chats:
        flood.told(chat, LATER, NOON)
    return flood


def test_one_or_two_chats_told_to_wait_hold_nobody_else() -> None:
    assert not told(1, 2).holds(NOON)
    assert not told(1, 1, 1, 1).holds(NOON)


def test_three_at_once_hold_the_whole_bot_until_they_may_go_on() -> None:
    flood = told(1, 2, 3)
    assert flood.holds(NOON)
    assert not flood.holds(LATER)


def test_what_is_over_does_not_count() -> None:
    flood = told(1, 2)
    flood.told(3, LATER + timedelta(minutes=1), LATER)
    assert not flood.holds(LATER)

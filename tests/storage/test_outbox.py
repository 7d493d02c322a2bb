"""Letters wait in order, one chat at a time, and are found again when somebody replies to them."""

from collections.abc import Collection
from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from storage.database import Database
from storage.letters import (
    LETTERS,
    Album,
    Button,
    Card,
    Contact,
    File,
    Letter,
    Media,
    Place,
    Show,
    Text,
    Unbutton,
)
from storage.outbox import CUSTOMER_BOT, DESK_BOT, Outgoing, Topic
from storage.work import Work
from tests.storage.examples import HUGE, NOW, later


async def put(work: Work, *words: str, chat_id: int = HUGE) -> None:
    """Queue plain words to a customer."""
    for html in words:
        await work.outbox.to_customer(chat_id, Text(html=html), NOW)


async def due(work: Work, at: datetime = NOW, busy: Collection[int] = (), limit: int = 10) -> list[Outgoing]:
    """What the customer bot may send at that moment, leased."""
    return await leased(work, CUSTOMER_BOT, at, busy, limit)


async def leased(
    work: Work, bot: str, at: datetime = NOW, busy: Collection[int] = (), limit: int = 10
) -> list[Outgoing]:
    """The same for any bot."""
    chats = await work.outbox.due(bot, at, busy=busy, limit=limit)
    return [letter for chat in chats if (letter := await work.outbox.lease(bot, chat, at))]


def words(letters: list[Outgoing]) -> list[str]:
    """What the letters say."""
    return [one.letter.html for one in letters if isinstance(one.letter, Text)]


async def test_one_letter_of_each_chat_at_a_time_the_oldest_first(database: Database) -> None:
    async with database.begin() as work:
        await put(work, "a1", "a2", chat_id=1)
        await put(work, "b1", chat_id=2)
        first = await due(work)
        assert words(first) == ["a1", "b1"]
        await work.outbox.sent(first[0], 100, NOW)
        assert words(await due(work)) == ["a2", "b1"]


async def test_later_letters_wait_behind_a_postponed_first(database: Database) -> None:
    async with database.begin() as work:
        await put(work, "a1", "a2", chat_id=1)
        await put(work, "b1", chat_id=2)
        (first, _) = await due(work)
        await work.outbox.postpone(first, later(5), "flood", may_have_got_through=False)
        assert words(await due(work)) == ["b1"]
        (again, _) = await due(work, later(5))
        assert (words([again]), again.tries) == (["a1"], 1)
        await work.outbox.sent(again, 100, later(5))
        assert words(await due(work, later(5))) == ["a2", "b1"]


async def test_a_letter_given_up_lets_the_next_go(database: Database) -> None:
    async with database.begin() as work:
        await put(work, "a1", "a2")
        (first,) = await due(work)
        await work.outbox.given_up(first, "blocked")
        assert words(await due(work)) == ["a2"]


async def test_busy_chats_are_left_alone(database: Database) -> None:
    async with database.begin() as work:
        await put(work, "a1", chat_id=1)
        await put(work, "b1", chat_id=2)
        assert words(await due(work, busy={1})) == ["b1"]
        assert words(await due(work, busy=[1, 2])) == []


async def test_no_more_letters_than_asked_for(database: Database) -> None:
    async with database.begin() as work:
        for chat_id in range(5):
            await put(work, str(chat_id), chat_id=chat_id)
        assert words(await due(work, limit=2)) == ["0", "1"]


async def test_each_bot_has_its_own_letters(database: Database) -> None:
    async with database.begin() as work:
        await work.outbox.to_staff(HUGE, Text(html="at the desk"), NOW)
        assert await due(work) == []
        (letter,) = await leased(work, DESK_BOT)
        assert (letter.bot, letter.chat_id, letter.created_at) == (DESK_BOT, HUGE, NOW)


async def test_a_key_is_used_once_and_letters_without_one_always_go(database: Database) -> None:
    async with database.begin() as work:
        for html in ("first", "second"):
            await work.outbox.put(CUSTOMER_BOT, HUGE, Text(html=html), NOW, key="warn:17")
        await put(work, "same", "same")
    seen = []
    async with database.begin() as work:
        while letters := await due(work):
            seen += words(letters)
            await work.outbox.sent(letters[0], None, NOW)
        await work.outbox.put(CUSTOMER_BOT, HUGE, Text(html="third"), NOW, key="warn:17")
        assert await due(work) == []
    assert seen == ["first", "same", "same"]


async def test_a_reply_finds_what_the_letter_was_about(database: Database) -> None:
    async with database.begin() as work:
        await work.outbox.to_staff(1, Text(html="#17?"), NOW, ticket_id=17, act="reply")
        (letter,) = await leased(work, DESK_BOT)
        assert await work.outbox.topic(DESK_BOT, 1, 55) is None
        await work.outbox.sent(letter, 55, NOW)
        assert await work.outbox.topic(DESK_BOT, 1, 55) == Topic(17, "reply")
        assert await work.outbox.topic(DESK_BOT, 2, 55) is None
        assert await work.outbox.topic(CUSTOMER_BOT, 1, 55) is None


NUMBERS = st.integers(0, HUGE)
BUTTONS = st.lists(st.lists(st.builds(Button), max_size=2).map(tuple), max_size=2).map(tuple)
FILES = st.builds(File, size=st.none() | NUMBERS)
PLACES = st.builds(Place, latitude=st.floats(-90, 90), longitude=st.floats(-180, 180))
ANSWERED = st.none() | NUMBERS
ANY_LETTER: st.SearchStrategy[Letter] = st.one_of(
    st.builds(Text, buttons=BUTTONS, reply_to=ANSWERED),
    st.builds(Media, file=FILES, buttons=BUTTONS, reply_to=ANSWERED),
    st.builds(Album, files=st.lists(FILES, min_size=2, max_size=10).map(tuple), reply_to=ANSWERED),
    PLACES,
    st.builds(Contact),
    st.builds(Card, buttons=BUTTONS),
    st.builds(Unbutton, message_id=NUMBERS),
)


@given(letter=ANY_LETTER)
async def test_every_letter_comes_back_as_it_was(database: Database, letter: Letter) -> None:
    async with database.begin() as work:
        await work.outbox.to_customer(HUGE, letter, NOW, ticket_id=3)
        (found,) = await due(work)
        await work.outbox.given_up(found, "read")
    assert found.letter == letter
    assert LETTERS.validate_json(LETTERS.dump_json(letter)) == letter


async def test_a_card_that_waits_already_is_not_queued_again(database: Database) -> None:
    async with database.begin() as work:
        for _ in range(3):
            await work.outbox.show(17, [1, 2], NOW)
        found = await leased(work, DESK_BOT)
        assert [(one.chat_id, one.ticket_id, one.letter) for one in found] == [
            (1, 17, Show()),
            (2, 17, Show()),
        ]


async def test_a_card_on_its_way_gets_a_successor_for_what_changed_meanwhile(database: Database) -> None:
    async with database.begin() as work:
        await work.outbox.show(17, [1], NOW)
        (first,) = await leased(work, DESK_BOT)
        await work.outbox.show(17, [1], NOW)
        await work.outbox.sent(first, 5, NOW)
        (second,) = await leased(work, DESK_BOT)
        assert second.id != first.id


async def test_a_letter_leased_and_never_settled_comes_back_doubtful(database: Database) -> None:
    """The process died, or Telegram's answer was lost: it may have got through."""
    async with database.begin() as work:
        await put(work, "a1")
        (first,) = await due(work)
        assert not first.doubtful
        (again,) = await due(work)
        assert again.doubtful


async def test_a_letter_that_was_told_to_wait_is_not_doubtful(database: Database) -> None:
    async with database.begin() as work:
        await put(work, "a1")
        (first,) = await due(work)
        await work.outbox.postpone(first, NOW, "flood", may_have_got_through=False)
        (again,) = await due(work)
        assert not again.doubtful
        await work.outbox.postpone(again, NOW, "no answer", may_have_got_through=True)
        (last,) = await due(work)
        assert last.doubtful


async def test_the_next_of_a_chat_is_leased_when_its_time_has_come(database: Database) -> None:
    async with database.begin() as work:
        await put(work, "a1", "a2")
        (first,) = await due(work)
        await work.outbox.sent(first, 1, NOW)
        second = await work.outbox.lease(CUSTOMER_BOT, HUGE, NOW)
        assert second is not None
        assert words([second]) == ["a2"]
        await work.outbox.postpone(second, later(5), "flood", may_have_got_through=False)
        assert await work.outbox.lease(CUSTOMER_BOT, HUGE, NOW) is None


async def test_old_letters_go_and_waiting_ones_stay(database: Database) -> None:
    async with database.begin() as work:
        await put(work, "sent", "failed", "waiting")
        (first,) = await due(work)
        await work.outbox.sent(first, 1, NOW)
        (second,) = await due(work)
        await work.outbox.given_up(second, "blocked")
        assert await work.outbox.prune(NOW) == 0
        assert await work.outbox.prune(later(1)) == 2
        assert words(await due(work)) == ["waiting"]
        assert (await work.outbox.standing(CUSTOMER_BOT)).waiting == 1


async def test_the_ledger_tells_what_became_of_letters_to_the_tickets_customer(database: Database) -> None:
    async with database.begin() as work:
        for html in ("a", "b", "c"):
            await work.outbox.to_customer(1, Text(html=html), NOW, ticket_id=17)
        await work.outbox.to_staff(2, Text(html="staff"), NOW, ticket_id=17)
        (first,) = await due(work)
        await work.outbox.sent(first, 9, later(1))
        (second,) = await due(work)
        await work.outbox.given_up(second, "blocked")
        found = await work.outbox.ledger(17)
    assert [(one.state, one.error, one.sent_at) for one in found] == [
        ("sent", None, later(1)),
        ("failed", "blocked", None),
        ("waiting", None, None),
    ]

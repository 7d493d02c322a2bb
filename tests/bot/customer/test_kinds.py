"""Every kind of message is taken, first or later, and reaches the people who have the matter."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from playground.door import PIXEL, ChatDoor
from tests.bot.customer.steps import NOTHING_OPEN, owned, post, sent, standing, ticket
from tests.bot.desk.steps import cards, hears, hears_nothing, take, told
from tests.bot.house import GLEB, House, house, sample_rules

Send = Callable[[ChatDoor], Awaitable[object]]
WITHOUT_WORDS: dict[str, Send] = {
    "photo": ChatDoor.send_photo,
    "voice": ChatDoor.send_voice,
    "video": ChatDoor.send_video,
    "video_note": ChatDoor.send_video_note,
    "document": ChatDoor.send_document,
    "audio": ChatDoor.send_audio,
    "location": ChatDoor.send_location,
    "contact": lambda chat: chat.send_contact("+7 900 123-45-67", "Ivan"),
}
SMALL: dict[str, Send] = {"sticker": ChatDoor.send_sticker, "animation": ChatDoor.send_animation}
#: Kinds the playground's people cannot send by hand, as the Bot API tells them.
OTHER: dict[str, dict[str, Any]] = {
    "dice": {"dice": {"emoji": "🎲", "value": 3}},
    "story": {"story": {"chat": {"id": 1, "type": "private", "first_name": "Ira"}, "id": 5}},
    "from_the_future": {"hologram": {"depth": 3}},
}
POLL: dict[str, Any] = {
    "id": "1", "question": "Which till is broken?", "options": [], "total_voter_count": 0, "is_closed": False,
    "is_anonymous": True, "type": "regular", "allows_multiple_answers": False,
    "allows_revoting": False, "members_only": False,
}  # fmt: skip


@pytest.fixture
async def patient_desk(sqlite_url: str) -> AsyncIterator[House]:
    """Reads messages that come within a fifth of a second as one turn."""
    async with house(sqlite_url, rules=replace(sample_rules(), burst=timedelta(seconds=0.2))) as opened:
        yield opened


@pytest.mark.parametrize("kind", WITHOUT_WORDS)
async def test_a_first_message_without_words_goes_to_a_person(
    kind: str, olga: ChatDoor, gleb: ChatDoor
) -> None:
    """Nobody is told to type; whoever takes it gets the thing itself."""
    await WITHOUT_WORDS[kind](olga)
    assert "Ваш вопрос #1" in (await olga.next()).text
    await hears(gleb, "#1 · Network")
    await take(gleb)
    assert (await sent(gleb, kind)).kind == kind


@pytest.mark.parametrize("kind", [*WITHOUT_WORDS, *SMALL])
async def test_what_comes_while_a_specialist_has_it_reaches_them(
    kind: str, emma: ChatDoor, gleb: ChatDoor
) -> None:
    await owned(emma, gleb)
    await (WITHOUT_WORDS | SMALL)[kind](emma)
    await sent(gleb, kind)
    await hears_nothing(emma)


@pytest.mark.parametrize("kind", SMALL)
async def test_a_sticker_first_is_answered_and_opens_no_ticket(kind: str, olga: ChatDoor) -> None:
    await SMALL[kind](olga)
    assert "Что случилось?" in (await olga.next()).text
    assert await standing(olga) == NOTHING_OPEN["ru"]


async def test_a_photo_with_a_clear_question_is_answered(olga: ChatDoor) -> None:
    await olga.send_photo(caption="Как перезагрузить роутер?")
    assert "30 секунд" in (await olga.next()).text


@pytest.mark.parametrize(
    ("send", "called"),
    [(ChatDoor.send_photo, "«фото»"), (ChatDoor.send_location, "«место на карте»")],
    ids=["photo", "location"],
)
async def test_a_question_without_words_is_called_by_what_came(
    send: Callable[[ChatDoor], Awaitable[int]], called: str, olga: ChatDoor
) -> None:
    """In the customer's language, and never by numbers or a machine's word."""
    await send(olga)
    await hears(olga, "#1")
    assert called in await standing(olga)


async def test_a_photo_with_an_unclear_caption_goes_to_a_person_with_both(
    emma: ChatDoor, gleb: ChatDoor
) -> None:
    await emma.send_photo(caption="The box in the corner does this")
    assert "#1" in (await emma.next()).text
    await hears(gleb, "The box in the corner does this")
    await take(gleb)
    photo = await sent(gleb, "photo")
    assert "The box in the corner does this" in photo.text
    assert gleb.file(photo) == PIXEL


async def test_an_album_first_is_one_ticket_with_all_its_photos(patient_desk: House) -> None:
    """The three photos arrive as three messages; they are one turn, one hand-off, one card."""
    gleb = await patient_desk.staff(GLEB, "Gleb", "en")
    olga = await patient_desk.customer()
    await olga.send_album([PIXEL, PIXEL + b"2", PIXEL + b"3"])
    assert "Ваш вопрос #1" in (await olga.next()).text
    await hears(gleb, "#1 ")
    await take(gleb)
    seen = await gleb.until(lambda seen: len([one for one in seen if one.kind == "photo"]) == 3)
    assert [gleb.file(one) for one in seen if one.kind == "photo"] == [PIXEL, PIXEL + b"2", PIXEL + b"3"]
    assert "Специалист" in (await olga.next()).text


async def test_an_album_later_reaches_the_specialist_whole(emma: ChatDoor, gleb: ChatDoor) -> None:
    await owned(emma, gleb)
    await emma.send_album([PIXEL, PIXEL + b"2"], caption="Both sides of the box")
    seen = await gleb.until(lambda seen: len([one for one in seen if one.kind == "photo"]) == 2)
    assert "Both sides of the box" in "".join(one.text for one in seen if one.kind == "photo")


async def test_a_polls_question_is_its_words(desk: House, emma: ChatDoor, gleb: ChatDoor) -> None:
    await post(desk, emma, poll=POLL)
    assert "#1" in (await emma.next()).text
    assert (await ticket(desk)).subject == "Which till is broken?"


@pytest.mark.parametrize("kind", OTHER)
async def test_kinds_without_a_better_way_are_not_dropped(
    kind: str, desk: House, emma: ChatDoor, gleb: ChatDoor
) -> None:
    """The specialist reads that something came, even if a bot cannot pass it on."""
    await owned(emma, gleb)
    await post(desk, emma, **OTHER[kind])
    assert "[message" in (await hears(gleb, "#1 Emma")).text


async def test_a_venue_reaches_the_specialist_as_its_place(
    desk: House, emma: ChatDoor, gleb: ChatDoor
) -> None:
    await owned(emma, gleb)
    place = {"latitude": 59.9, "longitude": 30.3}
    await post(desk, emma, venue={"location": place, "title": "Shop 5", "address": "Nevsky 5"})
    assert (await sent(gleb, "location")).content["location"] == place
    assert "Shop 5" in (await hears(gleb, "#1 Emma")).text


async def test_a_contacts_number_stays_whole(emma: ChatDoor, gleb: ChatDoor) -> None:
    """Phones tell numbers with spaces and brackets; the name begins after all of it."""
    await owned(emma, gleb)
    await emma.send_contact("+7 (900) 123-45-67", "Ivan")
    contact = (await sent(gleb, "contact")).content["contact"]
    assert (contact["phone_number"], contact["first_name"]) == ("+79001234567", "Ivan")


@pytest.mark.parametrize(
    "content",
    [
        {"pinned_message": {"message_id": 1, "date": 0, "chat": {"id": 9_000_000_001, "type": "private"}}},
        {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}},
    ],
)
async def test_what_telegram_tells_of_the_chat_itself_is_no_message(
    content: dict[str, Any], desk: House, olga: ChatDoor
) -> None:
    """The customer pinned a message or set a timer: nobody is called for that."""
    await post(desk, olga, **content)
    assert await standing(olga) == NOTHING_OPEN["ru"]
    assert await told(olga, "Привет") == "Здравствуйте. Что случилось?"


async def test_the_words_after_an_edit_are_answered(patient_desk: House) -> None:
    olga = await patient_desk.customer()
    await olga.edit(await olga.say("Вайфай"), "Как перезагрузить роутер?")
    assert "30 секунд" in (await olga.next()).text


async def test_an_edit_of_what_was_answered_is_answered_anew(olga: ChatDoor) -> None:
    """Whoever mends a question after an answer that missed is read again."""
    asked = await olga.say("Какая сегодня погода?")
    assert "точнее" in (await olga.next()).text
    await olga.edit(asked, "Как перезагрузить роутер?")
    assert "30 секунд" in (await olga.next()).text


async def test_an_edit_after_the_hand_off_is_on_the_card(emma: ChatDoor, gleb: ChatDoor) -> None:
    asked = await emma.say("/human The internet is down in shop 5")
    await emma.next()
    await hears(gleb, "shop 5")
    await emma.edit(asked, "/human The internet is down in shop 7")
    await gleb.until(lambda _: "shop 7" in cards(gleb)[-1].text)


async def test_an_edit_of_what_the_specialist_has_reaches_them(emma: ChatDoor, gleb: ChatDoor) -> None:
    await owned(emma, gleb)
    written = await emma.say("Port 1 is dark")
    await hears(gleb, "Port 1 is dark")
    await emma.edit(written, "Port 2 is dark")
    told = await hears(gleb, "changed a message")
    assert "Port 1 is dark" in told.text
    assert "Port 2 is dark" in told.text


async def test_an_edit_that_changes_nothing_is_not_told(emma: ChatDoor, gleb: ChatDoor) -> None:
    """Telegram reports edits without a visible change, too."""
    await owned(emma, gleb)
    written = await emma.say("Port 1 is dark")
    await hears(gleb, "Port 1 is dark")
    await emma.edit(written, "Port 1 is dark")
    await emma.say("Port 3 as well")
    await hears(gleb, "Port 3 as well")
    assert not any("changed a message" in one.text for one in gleb.messages)

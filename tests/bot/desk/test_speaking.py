"""Staff speak: replies in every way there is, questions, notes for colleagues."""

from collections.abc import Awaitable, Callable

import pytest

from playground.door import PIXEL, ChatDoor
from tests.bot.desk.steps import (
    NETWORK,
    answer,
    card,
    hand_over,
    hears,
    hears_nothing,
    labels,
    said,
    take,
    tapped,
    told,
)
from tests.bot.house import ANNA, GLEB, House

ROWS = "Please do this:\n1. Switch it off.\n\n2. Wait.\n    3. Switch it on."


async def owned(desk: House) -> tuple[ChatDoor, ChatDoor]:
    """Anna holds #1 of Olga, who has heard so: both chats, in English."""
    anna, olga = await desk.staff(ANNA, "Anna", "en"), await desk.customer(language="en")
    await hand_over(olga, anna)
    await take(anna)
    await olga.next()
    return anna, olga


async def by_command(anna: ChatDoor, olga: ChatDoor, words: str) -> int:
    return await anna.say(f"/reply 1 {words}")


async def by_hash_number(anna: ChatDoor, olga: ChatDoor, words: str) -> int:
    return await anna.say(f"/reply #1 {words}")


async def by_button(anna: ChatDoor, olga: ChatDoor, words: str) -> int:
    assert "write the reply to the customer" in (await tapped(anna, await card(anna), "Reply")).text
    return await anna.say(words)


async def by_answering_the_prompt(anna: ChatDoor, olga: ChatDoor, words: str) -> int:
    prompt = await tapped(anna, await card(anna), "Reply")
    return await anna.say(words, reply_to=prompt)


async def by_replying_to_the_card(anna: ChatDoor, olga: ChatDoor, words: str) -> int:
    return await anna.say(words, reply_to=await card(anna))


async def by_replying_to_the_customers_message(anna: ChatDoor, olga: ChatDoor, words: str) -> int:
    await olga.say("The second till, too")
    return await anna.say(words, reply_to=await hears(anna, "The second till, too"), quote="till")


async def by_command_in_a_reply(anna: ChatDoor, olga: ChatDoor, words: str) -> int:
    return await anna.say(f"/reply {words}", reply_to=await card(anna))


WAYS = [
    by_command,
    by_hash_number,
    by_button,
    by_answering_the_prompt,
    by_replying_to_the_card,
    by_replying_to_the_customers_message,
    by_command_in_a_reply,
]


@pytest.mark.parametrize("way", WAYS)
async def test_a_reply_reaches_the_customer_word_for_word(
    desk: House, way: Callable[[ChatDoor, ChatDoor, str], Awaitable[int]]
) -> None:
    """Rows stay rows, and the specialist's name stays at the desk."""
    anna, olga = await owned(desk)
    written = await way(anna, olga, ROWS)
    assert (await olga.next()).text == ROWS
    assert (await answer(anna, written)).text == "#1: sent to the customer."
    await card(anna, "We: Please do this: 1. Switch it off.")


async def test_a_prompt_is_answered_once(desk: House) -> None:
    """However it was answered, the next plain words go to no one."""
    anna, olga = await owned(desk)
    for way in (by_button, by_answering_the_prompt, by_replying_to_the_card):
        await answer(anna, await way(anna, olga, "One moment."))
        assert (await olga.next()).text == "One moment."
        assert "This went to no one" in await told(anna, "Shall we have lunch?")
    await hears_nothing(olga)


async def test_a_number_in_a_reply_to_a_card_is_a_word(desk: House) -> None:
    """Only the card's own number, or one with a #, names a ticket there."""
    anna, olga = await owned(desk)
    there = await card(anna)
    await told(anna, "/reply 5 minutes please", reply_to=there)
    assert (await olga.next()).text == "5 minutes please"
    await told(anna, "/reply 1 It is the upper port", reply_to=there)
    assert (await olga.next()).text == "It is the upper port"
    assert "no ticket #5" in await told(anna, "/reply #5 minutes please", reply_to=there)
    await hears_nothing(olga)


async def test_html_in_a_specialists_words_is_plain_words(desk: House) -> None:
    anna, olga = await owned(desk)
    words = 'Enter <b>admin</b> & "1 < 2", not &amp; or <script>alert(1)</script>'
    await anna.say(f"/reply 1 {words}")
    heard = await olga.next()
    assert heard.text == words
    assert {entity["type"] for entity in heard.entities} <= {"bot_command"}  # Telegram makes one of "/b"
    await told(anna, f"/resolve 1 {words}")
    assert (await olga.next()).text.startswith(words)


@pytest.mark.parametrize("letter", ["x", "<", "ж", "😀"])
async def test_a_reply_of_4096_characters_arrives_whole(desk: House, letter: str) -> None:
    anna, olga = await owned(desk)
    words = letter * (4096 // len(letter.encode("utf-16-le")) * 2)
    await anna.say(words, reply_to=await card(anna))
    assert (await olga.next()).text == words


async def test_a_photo_a_document_and_a_voice_message_cross_with_their_words(desk: House) -> None:
    anna, olga = await owned(desk)
    await anna.send_photo(PIXEL, "/reply 1 The green light")
    photo = await olga.next()
    assert (photo.kind, photo.text, olga.file(photo)) == ("photo", "The green light", PIXEL)
    await anna.send_document(b"%PDF guide", "guide.pdf", "Page 3", reply_to=await card(anna))
    document = await olga.next()
    assert (document.files[0].name, document.text, olga.file(document)) == (
        "guide.pdf",
        "Page 3",
        b"%PDF guide",
    )
    await tapped(anna, await card(anna), "Reply")
    await anna.send_voice(b"OggS hello")
    voice = await olga.next()
    assert (voice.kind, olga.file(voice)) == ("voice", b"OggS hello")


@pytest.mark.parametrize("caption", ["/reply 1 Both lights", "Both lights"])
async def test_an_album_crosses_whole(desk: House, caption: str) -> None:
    """By command, or as the answer to a prompt; one receipt for all of it."""
    anna, olga = await owned(desk)
    await tapped(anna, await card(anna), "Reply")
    album = await anna.send_album([PIXEL, PIXEL, PIXEL], caption)
    heard = [await olga.next() for _ in range(3)]
    assert [one.kind for one in heard] == ["photo"] * 3
    assert [one.text for one in heard] == ["Both lights", "", ""]
    assert (await answer(anna, album[-1])).text == "#1: sent to the customer."
    assert "This went to no one" in await told(anna, "Lunch?")
    await hears_nothing(olga)


async def test_a_place_and_a_contact_cross(desk: House) -> None:
    anna, olga = await owned(desk)
    for _ in range(2):
        await tapped(anna, await card(anna), "Reply")
        if not any(one.kind == "location" for one in olga.messages):
            await anna.send_location(59.93, 30.33)
            assert (await olga.next()).content["location"]["latitude"] == pytest.approx(59.93)
        else:
            await anna.send_contact("+78000000000", "Hotline")
            assert (await olga.next()).content["contact"]["phone_number"] == "+78000000000"


@pytest.mark.parametrize("act", ["note", "resolve", "close"])
async def test_a_file_with_an_act_that_takes_words_is_refused_and_not_lost(desk: House, act: str) -> None:
    anna, olga = await owned(desk)
    refused = await answer(anna, await anna.send_photo(PIXEL, f"/{act} 1 See the photo"))
    assert refused.text.startswith(f"#1: /{act} takes words only")
    await hears_nothing(olga)


@pytest.mark.parametrize(
    ("language", "receipt", "waits"),
    [
        ("en", "#1: asked. The answer comes here.", "Waits for the customer."),
        ("ru", "#1: спросили.", "Ждём клиента."),
    ],
)
async def test_a_question_waits_for_the_customer_and_the_answer_comes_to_its_owner(
    desk: House, language: str, receipt: str, waits: str
) -> None:
    anna, olga = await desk.staff(ANNA, "Anna", language), await desk.customer(language=language)
    await hand_over(olga, anna)
    await take(anna)
    assert (await told(anna, "/ask 1 Which lights are on?")).startswith(receipt)
    await hears(olga, "Which lights are on?")
    await card(anna, waits)
    assert "⏳" in await told(anna, "/queue")
    await olga.say("Only the red one")
    await hears(anna, "#1 Olga", "Only the red one")
    await anna.until(lambda _: waits not in anna.messages[0].text)
    assert "⏳" not in await told(anna, "/queue")
    assert ("answered" if language == "en" else "ответ клиента") in await told(anna, "/history 1")


async def test_a_question_by_button(desk: House) -> None:
    anna, olga = await owned(desk)
    prompt = await tapped(anna, await card(anna), "Ask")
    assert "write the question to the customer" in prompt.text
    assert (await told(anna, "Which lights are on?")) == "#1: asked. The answer comes here."
    assert (await olga.next()).text == "Which lights are on?"
    await card(anna, "Waits for the customer.")


async def test_a_note_is_seen_by_colleagues_and_never_by_the_customer(desk: House) -> None:
    gleb = await desk.staff(GLEB, "Gleb", "en")
    anna, olga = await owned(desk)
    assert await told(anna, "/note 1 A known <b>grumbler</b>.") == "#1: noted."
    await card(gleb, "Note, Anna: A known <b>grumbler</b>.")
    await tapped(gleb, await card(gleb), "Note")
    assert await told(gleb, "The port is fine.") == "#1: noted."
    await card(anna, "Note, Gleb: The port is fine.")
    assert "Gleb: noted. The port is fine." in await told(anna, "/history 1")
    await hears_nothing(olga)


async def test_a_note_may_be_left_on_a_ticket_that_is_over(desk: House) -> None:
    anna, _ = await owned(desk)
    await told(anna, "/resolve 1 The port is open again.")
    assert await told(anna, "/note 1 Check the port tomorrow.") == "#1: noted."


@pytest.mark.parametrize("act", ["reply", "ask", "note", "resolve", "close"])
async def test_an_act_without_words_is_refused(desk: House, act: str) -> None:
    anna, olga = await owned(desk)
    refused = await told(anna, f"/{act} 1")
    assert refused == f"#1: nothing was sent, there are no words. /{act} 1 and your words after it."
    await hears_nothing(olga)


async def test_a_customer_who_answers_before_anybody_took_it_reaches_the_card(desk: House) -> None:
    anna, olga = await desk.staff(ANNA, "Anna", "en"), await desk.customer(language="en")
    await hand_over(olga, anna)
    await olga.say("It blinks red as well")
    await card(anna, NETWORK, "It blinks red as well")
    assert "Take" in labels(await card(anna))


@pytest.mark.parametrize(
    "words", ["clock: 15:00 on site", "mood: he was shouting", "signal: -85 dBm on port 3", "wish"]
)
async def test_a_note_that_begins_like_a_reason_of_the_bot_stays_as_it_is(words: str, desk: House) -> None:
    """On the card and in the history, which both go on working."""
    anna, olga = await desk.staff(ANNA, "Anna", "en"), await desk.customer()
    await hand_over(olga, anna)
    await told(anna, f"/note 1 {words}")
    await card(anna, f"Note, Anna: {words}")
    await anna.say("/history 1")
    await hears(anna, "opened", words)


@pytest.mark.parametrize(
    ("order", "name"),
    [
        ("/reply 1 Hi, this is Anna from Acme", "Anna"),
        ("/reply 1 Спросите Егора завтра", "Егора"),
        ("/ask 1 Did Gleb call you?", "Gleb"),
        ("/resolve 1 The scanner will be replaced. Egor", "Egor"),
        ("/remote 1 the till that Gleb set up", "Gleb"),
        ("/split 1 Gleb sent no invoice", "Gleb"),
    ],
)
async def test_words_with_a_colleagues_name_go_out_only_when_said_so(
    desk: House, order: str, name: str
) -> None:
    """In any script and case; once, since a customer's own accountant may be called so."""
    anna, olga = await owned(desk)
    refused = await said(anna, order)
    assert f"“{name}” is a colleague's name" in refused.text
    await hears_nothing(olga)
    await tapped(anna, refused, "Send it as it is")
    await hears(olga, order.split(" ", 2)[2])
    assert "earlier time" in (await tapped(anna, refused, "Send it as it is")).text


async def test_a_customer_is_addressed_by_their_own_name(desk: House) -> None:
    """Though a colleague is called so too; a word that only begins like another's name is no name."""
    gleb, customer = await desk.staff(GLEB, "Gleb", "en"), await desk.customer(name="Anna", language="en")
    await hand_over(customer, gleb)
    await take(gleb)
    await told(gleb, "/reply 1 Anna, we are on it: see Vera Cruz, verify the cable")
    assert not any("Vera" in one.text for one in customer.messages)
    await told(gleb, "/reply 1 Anna, we are on it: verify the cable")
    await hears(customer, "Anna, we are on it: verify the cable")

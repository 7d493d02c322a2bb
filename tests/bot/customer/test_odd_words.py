"""Whatever characters customers write: inert, whole, and never in the way."""

import pytest

from playground.door import ChatDoor
from tests.bot.customer.steps import owned, ticket
from tests.bot.desk.steps import hears, said, told
from tests.bot.house import GLEB, House

MARKUP = "<b>bold</b> &amp; <script>alert(1)</script> *stars* _under_ [link](https://x.y) {number} %s"
#: How Telegram's HTML tells its beginning when it is plain text.
INERT = "&lt;b&gt;bold&lt;/b&gt; &amp;amp; &lt;script&gt;alert(1)"
LONG = "The till prints a row & stops. " * 140
RTL = "הקופה לא עובדת \u202eabc\u202c"


async def test_markup_in_a_customers_words_is_shown_as_written(
    desk: House, emma: ChatDoor, gleb: ChatDoor
) -> None:
    """On the card, in the relayed message, and where line 1 repeats the subject."""
    await emma.say(f"/human {MARKUP}")
    await emma.next()
    card = await hears(gleb, "#1 · ")
    assert INERT in card.html
    await emma.say(MARKUP)
    assert INERT in (await emma.next()).html
    await gleb.tap(card, "Take")
    assert (await emma.next()).text.startswith("A specialist is on it")
    await emma.say(MARKUP)
    assert INERT in (await hears(gleb, "#1 Emma\n", MARKUP)).html


async def test_4096_characters_reach_the_specialist_whole(emma: ChatDoor, gleb: ChatDoor) -> None:
    await owned(emma, gleb)
    words = LONG[:4095] + "!"
    await emma.say(words)
    await gleb.until(lambda seen: any(one.text.endswith("!") for one in seen if not one.mine))
    heard = "".join(one.text for one in gleb.messages if not one.mine and "prints a row" in one.text)
    assert heard.removeprefix("#1 Emma").replace("\n", "").replace(" ", "") == words.replace(" ", "")


@pytest.mark.parametrize("letter", ["&", "😀", "я", "<"])
async def test_4096_of_one_character_first_is_heard(letter: str, desk: House, emma: ChatDoor) -> None:
    """A long text is a question like any other: it is answered or handed over."""
    size = 4096 // (len(letter.encode("utf-16-le")) // 2)
    first = await said(emma, letter * size)
    assert first.text.startswith(("I want to get this right", "Хочу понять точнее"))
    assert "#1" in await told(emma, "/human")
    assert len((await ticket(desk)).subject) <= 60


@pytest.mark.parametrize("words", ["😀😀😀", "...", "\u200b"])
async def test_words_without_letters_are_asked_about(words: str, olga: ChatDoor) -> None:
    assert (await told(olga, words)).startswith("Хочу понять точнее")


async def test_right_to_left_words_arrive_as_they_are(emma: ChatDoor, gleb: ChatDoor) -> None:
    await owned(emma, gleb)
    await emma.say(RTL)
    assert RTL in (await hears(gleb, "#1 Emma", "הקופה")).text


@pytest.mark.parametrize("name", ["<i>Eve</i> & sons", "X" * 64, RTL, "#1 · Network · P1"])
async def test_any_name_is_shown_as_written(name: str, desk: House) -> None:
    gleb = await desk.staff(GLEB, "Gleb", "en")
    customer = await desk.customer(name=name, language="en")
    await told(customer, "/human The internet is down in the shop")
    assert name in (await hears(gleb, "#1 · Network")).text


async def test_a_first_and_last_name_of_64_letters_each_fit(desk: House) -> None:
    gleb = await desk.staff(GLEB, "Gleb", "en")
    person = desk.telegram.person(9_000_000_004, "A" * 64, last_name="B" * 64, language="en")
    chat = person.chat("help_bot")
    await chat.start()
    await chat.next()
    await told(chat, "/human The internet is down in the shop")
    assert f"{'A' * 64} {'B' * 64}" in (await hears(gleb, "#1 · Network")).text


async def test_a_quote_goes_along_with_the_words_about_it(emma: ChatDoor, gleb: ChatDoor) -> None:
    """The customer answers a part of an earlier message: the specialist reads which."""
    await owned(emma, gleb)
    await gleb.say("/reply 1 Which light is red: power or network?")
    asked = await hears(emma, "Which light")
    await emma.say("This one", reply_to=asked, quote="power")
    assert "“power”\nThis one" in (await hears(gleb, "This one")).text

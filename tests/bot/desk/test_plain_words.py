"""Words that are no command: they answer a prompt, or they go to no one; edits go nowhere."""

import pytest

from tests.bot.desk.steps import (
    Clock,
    answer,
    card,
    cards,
    hand_over,
    hears_nothing,
    labels,
    said,
    take,
    tapped,
    told,
)
from tests.bot.house import ANNA, GLEB, House


@pytest.mark.parametrize(
    ("language", "none", "choose"),
    [
        ("en", "This went to no one: you have no ticket.", "This went to no one. Reply to a card"),
        ("ru", "Это никуда не ушло: у вас нет тикетов.", "Это никуда не ушло. Ответьте на карточку"),
    ],
)
async def test_words_that_belong_to_nothing_go_to_no_one(
    desk: House, language: str, none: str, choose: str
) -> None:
    anna, olga = await desk.staff(ANNA, "Anna", language), await desk.customer()
    assert (await told(anna, "Lunch?")).startswith(none)
    await hand_over(olga, anna)
    await take(anna)
    await olga.next()
    asked = await said(anna, "Who is this for?")
    assert asked.text.startswith(choose)
    await hears_nothing(olga)
    assert labels(asked) == {"#1 The internet is down in the shop"}


async def test_the_ticket_chosen_for_stray_words_asks_for_the_reply(desk: House) -> None:
    anna, olga = await desk.staff(ANNA, "Anna", "en"), await desk.customer(language="en")
    await hand_over(olga, anna)
    await take(anna)
    await olga.next()
    stray = await said(anna, "Restart it, please")
    assert "write the reply" in (await tapped(anna, stray, "#1")).text
    await told(anna, "Restart it, please")
    assert (await olga.next()).text == "Restart it, please"


@pytest.mark.parametrize("kind", ["photo", "sticker", "reply"])
async def test_nothing_else_that_belongs_to_nothing_goes_anywhere(desk: House, kind: str) -> None:
    """A photo, a sticker, a reply to the specialist's own words."""
    anna, olga = await desk.staff(ANNA, "Anna", "en"), await desk.customer(language="en")
    await hand_over(olga, anna)
    await take(anna)
    await olga.next()
    own = await anna.say("/queue")
    await answer(anna, own)
    match kind:
        case "photo":
            written = await anna.send_photo()
        case "sticker":
            written = await anna.send_sticker()
        case _:
            written = await anna.say("Not for Olga", reply_to=own)
    assert "This went to no one" in (await answer(anna, written)).text
    await hears_nothing(olga)


@pytest.mark.parametrize(
    ("language", "button", "stop", "dropped"),
    [
        ("en", "Reply", "Never mind", "All right, nothing was sent."),
        ("ru", "Ответить", "Не нужно", "Хорошо, ничего не отправлено."),
    ],
)
async def test_a_prompt_can_be_dropped(
    desk: House, language: str, button: str, stop: str, dropped: str
) -> None:
    anna, olga = await desk.staff(ANNA, "Anna", language), await desk.customer()
    await hand_over(olga, anna)
    await take(anna)
    await olga.next()
    prompt = await tapped(anna, await card(anna), button)
    assert (await tapped(anna, prompt, stop)).text == dropped
    await told(anna, "A word to Gleb")
    await hears_nothing(olga)


@pytest.mark.parametrize(("minutes", "goes"), [(15, True), (15.1, False)])
async def test_a_prompt_waits_a_quarter_of_an_hour(
    timed_desk: House, clock: Clock, minutes: float, goes: bool
) -> None:
    anna, olga = await timed_desk.staff(ANNA, "Anna", "en"), await timed_desk.customer(language="en")
    await hand_over(olga, anna)
    await take(anna)
    await olga.next()
    await tapped(anna, await card(anna), "Reply")
    clock.move(minutes=minutes)
    receipt = await told(anna, "It works again")
    assert ("sent to the customer" in receipt) is goes
    if goes:
        assert (await olga.next()).text == "It works again"
    else:
        await hears_nothing(olga)


async def test_a_prompt_of_long_ago_is_still_answered_by_replying_to_it(
    timed_desk: House, clock: Clock
) -> None:
    anna, olga = await timed_desk.staff(ANNA, "Anna", "en"), await timed_desk.customer(language="en")
    await hand_over(olga, anna)
    await take(anna)
    prompt = await tapped(anna, await card(anna), "Note")
    clock.move(minutes=30)
    assert await told(anna, "The port is fine.", reply_to=prompt) == "#1: noted."


@pytest.mark.parametrize("other", ["/queue", "/note 99 Not there", "/take 1", "/nonsense"])
async def test_any_other_command_ends_a_prompt_even_a_refused_one(desk: House, other: str) -> None:
    """Or words meant for a colleague would reach the customer."""
    anna, olga = await desk.staff(ANNA, "Anna", "en"), await desk.customer(language="en")
    await hand_over(olga, anna)
    await take(anna)
    await olga.next()
    await tapped(anna, await card(anna), "Reply")
    await told(anna, other)
    assert "This went to no one" in await told(anna, "He is a grumbler")
    await hears_nothing(olga)


async def test_of_two_prompts_the_later_is_answered(desk: House) -> None:
    anna, olga = await desk.staff(ANNA, "Anna", "en"), await desk.customer(language="en")
    await hand_over(olga, anna)
    await take(anna)
    await olga.next()
    await tapped(anna, await card(anna), "Reply")
    await tapped(anna, await card(anna), "Note")
    assert await told(anna, "He is a grumbler") == "#1: noted."
    await hears_nothing(olga)


@pytest.mark.parametrize("act", ["Reply", "Ask", "Solve", "Escalate", "Close"])
async def test_a_button_of_a_ticket_that_went_elsewhere_asks_for_nothing(desk: House, act: str) -> None:
    """Anna's screen is older than Gleb's hold on the ticket: better a no before she writes than after."""
    anna, gleb = await desk.staff(ANNA, "Anna", "en"), await desk.staff(GLEB, "Gleb", "en")
    await hand_over(await desk.customer(language="en"), anna, gleb)
    old = await take(anna)
    await told(anna, "/release 1")
    await gleb.until(lambda _: len(cards(gleb)) == 2)
    await take(gleb)
    assert "#1 is with Gleb since" in (await tapped(anna, old, act)).text
    await told(gleb, "/resolve 1 Done.")
    assert "#1 is solved: that is not possible now" in (await tapped(gleb, old, data="reply:1")).text


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Edits are not passed on."), ("ru", "Правки клиенту не передаются.")]
)
async def test_an_edit_by_staff_is_not_passed_on_and_says_so(desk: House, language: str, words: str) -> None:
    anna, olga = await desk.staff(ANNA, "Anna", language), await desk.customer()
    await hand_over(olga, anna)
    await take(anna)
    await olga.next()
    written = await anna.say("/reply 1 Port 80")
    await answer(anna, written)
    assert (await olga.next()).text == "Port 80"
    last = anna.messages[-1].id
    await anna.edit(written, "/reply 1 Port 8080")
    assert (await answer(anna, last)).text.startswith(words)
    await hears_nothing(olga)

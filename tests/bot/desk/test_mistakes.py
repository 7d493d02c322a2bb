"""Numbers that name nothing, words left out, commands and buttons that are none of ours."""

import pytest

from playground.door import ChatDoor
from tests.bot.desk.steps import card, hand_over, hears_nothing, take, tapped, told
from tests.bot.house import ANNA, House

ACTS = ["take", "release", "reply", "ask", "note", "resolve", "move", "escalate", "return", "close", "reopen"]
SCREENS = ["ticket", "history"]


async def anna_holds(desk: House) -> tuple[ChatDoor, ChatDoor]:
    """Anna holds #1 of Olga, who has heard so."""
    anna, olga = await desk.staff(ANNA, "Anna", "en"), await desk.customer(language="en")
    await hand_over(olga, anna)
    await take(anna)
    await olga.next()
    return anna, olga


@pytest.mark.parametrize(
    ("language", "unknown", "which"),
    [
        ("en", "There is no ticket #{}. /queue shows yours.", "Which ticket? /{} 17, or reply to its card."),
        ("ru", "Тикета #{} нет. Ваши: /queue.", "Какой тикет? /{} 17 или ответ на его карточку."),
    ],
)
async def test_a_number_that_names_no_ticket_and_none_at_all(
    desk: House, language: str, unknown: str, which: str
) -> None:
    anna = await desk.staff(ANNA, "Anna", language)
    for act in [*ACTS, *SCREENS]:
        for number in ("0", "7", "999999999999999"):
            assert await told(anna, f"/{act} {number} tills words") == unknown.format(number), act
        for nothing in ("", " tills words", " 99999999999999999999 words", " -1 words", " #x"):
            assert await told(anna, f"/{act}{nothing}") == which.format(act), nothing


@pytest.mark.parametrize(
    ("order", "wants"),
    [
        ("/priority 1 2", "a priority needs its reason. /priority 1 2 the shop"),
        ("/merge 1", "into which ticket? /merge 1 into 12"),
        ("/link 1", "with which ticket, and how? /link 1 12 duplicate"),
    ],
)
async def test_what_is_missing_is_named(desk: House, order: str, wants: str) -> None:
    anna, _ = await anna_holds(desk)
    assert wants in await told(anna, order)


@pytest.mark.parametrize("number", ["0", "7", "", "x", "-1", "1.5", "٧", "9" * 15, "9" * 40])
async def test_a_forged_button_with_such_a_number_does_nothing(desk: House, number: str) -> None:
    anna, olga = await anna_holds(desk)
    there = await card(anna)
    for act in ACTS:
        refused = (await tapped(anna, there, data=f"{act}:{number}")).text
        assert refused.startswith("There is no ticket #"), act
    for screen in SCREENS:
        refused = (await tapped(anna, there, data=f"{screen}:{number}")).text
        assert refused.startswith(("There is no ticket #", "Which ticket?")), screen
    await hears_nothing(olga)


@pytest.mark.parametrize(
    "data",
    [
        "",
        ":",
        "::",
        "take",
        "reply",
        "move_to",
        "move_to:1",
        "move_to:1:mail:x",
        "🙂",
        "rate:1:5",
        "solved:1",
        "x" * 64,
    ],
)
async def test_garbage_in_a_button_does_nothing(desk: House, data: str) -> None:
    anna, olga = await anna_holds(desk)
    refused = (await tapped(anna, await card(anna), data=data or " ")).text
    assert refused.startswith(("That button is from an earlier time.", "There is no ticket #0."))
    await hears_nothing(olga)
    assert "With Anna" in (await card(anna)).text


async def test_a_queue_that_is_gone_from_the_config_is_no_place_to_move_to(desk: House) -> None:
    anna, olga = await anna_holds(desk)
    refused = (await tapped(anna, await card(anna), data="move_to:1:gone")).text
    assert refused.startswith("“gone” is no other queue. There are: tills, network, mail")
    await hears_nothing(olga)


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "There is no such command. /help lists them."), ("ru", "Такой команды нет. Все команды: /help.")],
)
@pytest.mark.parametrize("command", ["/nonsense", "/take1", "/кот", "/Reply_1 Hello", "/kpi"])
async def test_an_unknown_command_says_so(desk: House, language: str, words: str, command: str) -> None:
    assert await told(await desk.staff(ANNA, "Anna", language), command) == words


@pytest.mark.parametrize(
    "command", ["/TAKE 1", "/take   1", "/take\n1", " /take 1 ", "/take #1", "/take@desk_bot 1"]
)
async def test_a_command_is_read_as_people_write_it(desk: House, command: str) -> None:
    anna = await desk.staff(ANNA, "Anna", "en")
    await hand_over(await desk.customer(language="en"), anna)
    await told(anna, command)
    await card(anna, "With Anna")


@pytest.mark.parametrize("words", ["/etc/hosts is wrong", "/ 5 minutes", "see /take 1"])
async def test_what_only_looks_like_a_command_is_words(desk: House, words: str) -> None:
    anna, olga = await anna_holds(desk)
    assert await told(anna, words, reply_to=await card(anna)) == "#1: sent to the customer."
    assert (await olga.next()).text == words

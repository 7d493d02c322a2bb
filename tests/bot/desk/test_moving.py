"""A ticket goes to other people: to another queue, up to the experts, and back."""

from dataclasses import replace

import pytest

from bot.rules import Rules
from playground.door import ChatDoor
from routing.desk import Queue
from tests.bot.desk.steps import (
    DINA,
    ZHANNA,
    card,
    cards,
    hand_over,
    hears,
    hears_nothing,
    labels,
    said,
    take,
    tapped,
    told,
)
from tests.bot.house import ANNA, EGOR, GLEB, VERA, House, house, sample_rules


async def held(desk: House, language: str = "en") -> tuple[ChatDoor, ChatDoor]:
    """Anna holds #1 of Olga, who has heard so."""
    anna, olga = await desk.staff(ANNA, "Anna", language), await desk.customer(language=language)
    words = "Пропал интернет в магазине" if language == "ru" else "The internet is down in the shop"
    await hand_over(olga, anna, words=words)
    await take(anna)
    await olga.next()
    return anna, olga


@pytest.mark.parametrize(
    ("language", "button", "queue", "comment", "moved", "heard"),
    [
        (
            "en",
            "Move",
            "Mail",
            "add a comment for the people",
            "#1: moved.",
            "The people for “Mail” take it from here",
        ),
        (
            "ru",
            "В другую",
            "Почта",
            "добавьте комментарий",
            "#1: в другой очереди.",
            "специалисты по теме «Почта»",
        ),
    ],
)
async def test_a_ticket_moves_by_button_list_and_comment(
    desk: House, language: str, button: str, queue: str, comment: str, moved: str, heard: str
) -> None:
    dina = await desk.staff(DINA, "Dina", language)
    anna, olga = await held(desk, language)
    choice = await tapped(anna, await card(anna), button)
    prompt = await tapped(anna, choice, queue)
    assert comment in prompt.text
    assert await told(anna, "Mail <i>bounces</i>, the line is fine.") == moved
    assert heard in (await olga.next()).text
    assert "Anna: Mail <i>bounces</i>, the line is fine." in (await card(dina)).text


async def test_the_comment_may_be_a_reply_to_its_prompt(desk: House) -> None:
    dina = await desk.staff(DINA, "Dina", "en")
    anna, _ = await held(desk)
    prompt = await tapped(anna, await tapped(anna, await card(anna), "Move"), "Mail")
    assert await told(anna, "Mail bounces.", reply_to=prompt) == "#1: moved."
    await card(dina, "Note, Anna: Mail bounces.")


async def test_the_list_of_queues_leaves_out_its_own_and_those_nobody_works_on(desk: House) -> None:
    anna, _ = await held(desk)
    choice = await tapped(anna, await card(anna), "Move")
    assert labels(choice) == {"Tills", "Mail", "Billing", "Experts"}
    assert labels(await said(anna, "/move 1")) == labels(choice)


async def test_a_ticket_moves_by_command_with_and_without_comment(desk: House) -> None:
    anna, olga = await held(desk)
    assert await told(anna, "/move 1 tills Card terminal") == "#1: moved."
    assert "“Tills”" in (await olga.next()).text
    await card(anna, "#1 · Tills", "Note, Anna: Card terminal", "Waits")
    await take(anna)
    assert await told(anna, "/move 1 billing") == "#1: moved."
    await hears(olga, "“Billing”")


async def test_who_has_no_part_in_the_new_queue_loses_the_card(desk: House) -> None:
    """Gleb works on mail but not on tills; Anna, who held it last, keeps sight until somebody takes it."""
    gleb, vera = await desk.staff(GLEB, "Gleb", "en"), await desk.staff(VERA, "Vera", "en")
    anna, _ = await held(desk)
    there = await card(gleb, "With Anna")
    await told(anna, "/move 1 billing Wrong sum.")
    await gleb.until(
        lambda seen: "#1 is in a queue you do not serve." in [one.text for one in seen if one.id == there.id]
    )
    await card(anna, "#1 · Billing")
    await take(vera)
    await hears(anna, "#1 is in a queue you do not serve.")
    assert "queue you do not serve" in await told(anna, "/ticket 1")


@pytest.mark.parametrize(
    ("queue", "answered"),
    [
        ("kitchen", "“kitchen” is no other queue. There are: tills, network"),
        ("network", "“network” is no other queue. There are: tills, mail"),
        ("maker", "Nobody works on the queue “maker”. The ticket stays where it is."),
    ],
)
async def test_a_queue_that_is_none_or_that_nobody_works_on_is_refused(
    desk: House, queue: str, answered: str
) -> None:
    anna, olga = await held(desk)
    assert (await told(anna, f"/move 1 {queue} Please")).startswith(answered)
    forged = (await tapped(anna, await card(anna), data=f"move_to:1:{queue}")).text
    if queue == "kitchen":
        assert forged.startswith(answered)
    else:
        assert (await told(anna, "Please")).startswith(answered)
    assert "With Anna" in (await card(anna)).text
    await hears_nothing(olga)


async def test_an_unserved_queue_of_people_is_refused(sqlite_url: str) -> None:
    """Staff of the config's queue left: a ticket there would be in limbo."""
    async with house(sqlite_url, rules=with_empty_queue(sample_rules())) as desk:
        anna, olga = await held(desk)
        assert "Nobody works on the queue “cameras”" in await told(anna, "/move 1 cameras Please")
        await hears_nothing(olga)


def with_empty_queue(rules: Rules) -> Rules:
    """The rules with a queue "cameras" that no one serves, and no admin to stand in."""
    staff = tuple(one for one in rules.desk.staff if one.role != "admin")
    queues = (*rules.desk.queues, Queue("cameras", "L2", "Cameras"))
    return replace(rules, desk=replace(rules.desk, queues=queues, staff=staff))


@pytest.mark.parametrize(
    ("language", "button", "why", "receipt", "not_yours"),
    [
        (
            "en",
            "Escalate",
            "what was done or tried",
            "#1: passed up. You keep sight of it.",
            "#1 is in a queue you do not serve.",
        ),
        (
            "ru",
            "Выше",
            "что сделано или пробовали",
            "#1: передано выше. Вы видите, что с ним.",
            "#1 не в ваших очередях.",
        ),
    ],
)
async def test_line_2_escalates_loses_the_ticket_and_keeps_sight_of_it(
    desk: House, language: str, button: str, why: str, receipt: str, not_yours: str
) -> None:
    egor = await desk.staff(EGOR, "Egor", language)
    anna, olga = await held(desk, language)
    assert why in (await tapped(anna, await card(anna), button)).text
    assert (await told(anna, "Port reset, no change: needs access.")).startswith(receipt)
    assert "Port reset, no change: needs access." in (await card(egor)).text
    await olga.next()
    await take(egor)
    await card(anna, "Egor")
    assert "Egor" in await told(anna, "/history 1")
    await told(anna, "/note 1 The customer is in a hurry.")
    await card(egor, "The customer is in a hurry.")
    assert await told(anna, "/reply 1 Hello") == await told(anna, "/take 1") == not_yours


async def test_an_empty_escalation_asks_for_its_words(desk: House) -> None:
    anna, olga = await held(desk)
    assert "what was done or tried" in await told(anna, "/escalate 1   ")
    assert "With Anna" in (await card(anna)).text
    await hears_nothing(olga)
    assert "#1: passed up." in await told(anna, "Port reset, no change."), "the words are asked for"


async def test_a_ticket_itself_never_moves_to_the_maker_where_nobody_answers(desk: House) -> None:
    egor, zhanna = await desk.staff(EGOR, "Egor", "en"), await desk.staff(ZHANNA, "Zhanna", "en")
    anna, _ = await held(desk)
    await told(anna, "/escalate 1 Firmware.")
    await card(egor)
    await take(egor)
    refused = "Nobody works on the queue “maker”. The ticket stays where it is."
    assert await told(zhanna, "/move 1 maker Firmware defect.") == refused
    await card(egor, "With Egor")


async def test_a_queue_with_nothing_above_says_so(desk: House) -> None:
    anna, vera = await desk.staff(ANNA, "Anna", "en"), await desk.staff(VERA, "Vera", "en")
    await hand_over(await desk.customer(language="en"), anna, vera)
    await told(vera, "/move 1 billing Wrong sum.")
    assert "Escalate" not in labels(await take(vera))
    assert "there is no line above this queue" in await told(vera, "/escalate 1 Sum.")


@pytest.mark.parametrize(
    ("language", "button", "receipt"),
    [("en", "Return", "#1: returned."), ("ru", "Вернуть", "#1: возвращено.")],
)
async def test_experts_return_a_ticket_with_a_reason_and_line_2_gets_a_new_card(
    desk: House, language: str, button: str, receipt: str
) -> None:
    egor = await desk.staff(EGOR, "Egor", language)
    anna, _ = await held(desk, language)
    await told(anna, "/escalate 1 No idea.")
    await card(egor)
    assert button in labels(await take(egor))
    before = len(cards(anna))
    assert "/return 1" in await told(egor, "/return 1")
    await tapped(egor, await card(egor), button)
    assert await told(egor, "Ping the router first.") == receipt
    await anna.until(lambda _: len(cards(anna)) > before)
    assert "Egor: Ping the router first." in (await card(anna)).text
    assert button not in labels(await take(anna))


async def test_what_was_never_escalated_cannot_be_returned(desk: House) -> None:
    anna, _ = await held(desk)
    assert "/release 1 puts it back" in await told(anna, "/return 1 Not mine.")

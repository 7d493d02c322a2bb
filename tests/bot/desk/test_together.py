"""People solve together: packets, taking back, questions to experts, helpers, causes."""

from dataclasses import replace

import pytest

from bot.rules import Rules
from playground.door import ChatDoor
from playground.seen import Seen
from routing.desk import Named
from tests.bot.desk.steps import (
    DINA,
    WORDS,
    ZHANNA,
    Clock,
    card,
    hand_over,
    hears,
    hears_nothing,
    labels,
    take,
    tapped,
    told,
)
from tests.bot.house import ANNA, EGOR, GLEB, VERA, House, house, sample_rules


def with_queue(queue: str, **facts: object) -> Rules:
    """The sample desk with one queue changed."""
    rules = sample_rules()
    queues = tuple(
        replace(one, **facts) if one.id == queue else one  # type: ignore[arg-type]
        for one in rules.desk.queues
    )
    return replace(rules, desk=replace(rules.desk, queues=queues))


async def held(desk: House, language: str = "en") -> tuple[ChatDoor, ChatDoor]:
    """Anna holds #1 of Olga."""
    anna, olga = await desk.staff(ANNA, "Anna", language), await desk.customer(language=language)
    await hand_over(olga, anna, words=WORDS[language])
    await take(anna)
    await olga.next()
    return anna, olga


@pytest.mark.parametrize(
    ("language", "words", "button", "rows"),
    [
        (
            "en",
            "done: reset; tried: another cable",
            "access",
            ("Done: reset", "Tried: another cable", "Why it is here: access"),
        ),
        (
            "ru",
            "сделано: сброс; пробовали: другой кабель",
            "доступ",
            ("Сделано: сброс", "Пробовали: другой кабель", "Почему здесь: доступ"),
        ),
    ],
)
async def test_a_packet_is_read_whole_by_the_next_line(
    desk: House, language: str, words: str, button: str, rows: tuple[str, ...]
) -> None:
    egor = await desk.staff(EGOR, "Egor", language)
    anna, _ = await held(desk, language)
    await told(anna, f"/escalate 1 {words}")
    receipt = await hears(anna, "?", "#1:")
    await tapped(anna, receipt, button)
    await card(egor, *rows)
    whole = await told(egor, "/packet 1")
    assert all(row in whole for row in rows)


async def test_evidence_that_the_next_line_needs_is_named_until_it_is_there(sqlite_url: str) -> None:
    evidence = (Named("ping"), Named("photo of the lights", {"ru": "фото индикаторов"}))
    async with house(sqlite_url, rules=with_queue("core", evidence=evidence)) as desk:
        anna, olga = await held(desk)
        assert (
            "They need: ping, photo of the lights" in (await tapped(anna, await card(anna), "Escalate")).text
        )
        refused = await told(anna, "/escalate 1 Port reset, photo of the lights taken")
        assert "missing: ping, photo of the lights." in refused
        await olga.send_photo()
        await hears(anna, "Olga")
        await anna.say("/escalate 1 why: no access, ping 100 % loss")
        await hears(anna, "missing: what was done or tried. Write it now")
        await anna.say("Port reset")
        await hears(anna, "passed up")
        await card(anna, "Done: Port reset", "Why it is here: no access, ping 100 % loss, access")


async def test_who_escalated_takes_it_back_before_and_after_an_expert_has_it(desk: House) -> None:
    egor = await desk.staff(EGOR, "Egor", "en")
    gleb = await desk.staff(GLEB, "Gleb", "en")
    anna, olga = await held(desk)
    await told(anna, "/escalate 1 Port is dead")
    await olga.next()
    assert "only who escalated it" in await told(gleb, "/take_back 1")
    await tapped(anna, await card(anna, "Waits"), "More")
    await tapped(anna, await hears(anna, "what else?"), "Take back")
    await card(anna, "With Anna")
    await hears(anna, "yours again")
    assert "A specialist is on it" in (await olga.next()).text
    await told(anna, "/escalate 1 Port is dead after all")
    await take(egor)
    await anna.say("/take_back 1")
    await hears(egor, "Anna took #1", "back")
    await anna.say("/take_back 1")
    await hears(anna, "only who escalated it")


async def test_who_escalated_hears_that_it_is_back(desk: House) -> None:
    egor = await desk.staff(EGOR, "Egor", "ru")
    anna, _ = await held(desk, "ru")
    await told(anna, "/escalate 1 Не пингуется")
    await take(egor)
    await told(egor, "/return 1 Проверьте питание")
    await hears(anna, "который вы передали выше, вернулся: Проверьте питание")


@pytest.mark.parametrize(
    ("language", "more", "button", "answer", "receipt"),
    [
        ("en", "More", "Ask an expert", "Answer", "The ticket stays yours"),
        ("ru", "Ещё", "Спросить эксперта", "Ответить", "Тикет остаётся у вас"),
    ],
)
async def test_experts_are_asked_and_the_first_one_answers_while_the_owner_keeps_the_ticket(
    desk: House, language: str, more: str, button: str, answer: str, receipt: str
) -> None:
    egor = await desk.staff(EGOR, "Egor", language)
    zhanna = await desk.staff(ZHANNA, "Zhanna", language)
    anna, olga = await held(desk, language)
    await tapped(anna, await card(anna), more)
    await tapped(anna, await hears(anna, "#1:", "?"), button)
    await anna.say("Which firmware for port flapping?")
    await hears(anna, "#1:", receipt, (language == "en" and "asked") or "вопрос")
    asked = await hears(egor, "❓", "Which firmware")
    await hears(zhanna, "❓", "Which firmware")
    assert "Which firmware" in (await tapped(egor, asked, answer)).text
    assert "Egor" in await told(zhanna, "/advise 1 Mine")
    await egor.say("Take 7.4, Прошивку 7.4")
    await hears(anna, "Take 7.4", "Egor")
    await card(anna, "Take 7.4")
    for wanted in ("/find FIRMWARE port", "/find прошивку"):
        assert "Take 7.4" in await told(anna, wanted)
    dina = await desk.staff(DINA, "Dina", "en")
    assert "Nothing found" in await told(dina, "/find firmware")
    assert "/take_back" not in await told(egor, "/advise 1 Again")
    await hears_nothing(olga)


async def test_a_question_without_an_answer_is_reminded_of_then_the_lead_hears(
    timed_desk: House, clock: Clock
) -> None:
    egor = await timed_desk.staff(EGOR, "Egor", "en")
    zhanna = await timed_desk.staff(ZHANNA, "Zhanna", "en")
    anna, _ = await held(timed_desk)
    await told(anna, "/consult 1 core Which firmware?")
    await hears(egor, "❓", "Which firmware?")
    clock.move(minutes=61)
    await hears(egor, "Nobody has answered yet", "Which firmware?")
    clock.move(minutes=61)
    await hears(zhanna, "waits with Experts", "Which firmware?")
    await hears(anna, "waits with Experts")
    await told(egor, "/advise 1 The newest")
    await hears(anna, "The newest")


async def test_escalating_offers_to_ask_first(desk: House) -> None:
    anna, _ = await held(desk)
    prompt = await tapped(anna, await card(anna), "Escalate")
    assert "The ticket stays yours" in (await tapped(anna, prompt, "Ask first")).text
    refused = await told(anna, "/consult 1 nothing")
    assert "asked" in refused


async def test_helpers_hear_the_customer_and_leave_notes_while_the_owner_stays(desk: House) -> None:
    egor = await desk.staff(EGOR, "Egor", "en")
    anna, olga = await held(desk)
    assert "you do not serve" in await told(egor, "/join 1")
    await tapped(anna, await card(anna), "More")
    await tapped(anna, await hears(anna, "what else?"), "Invite a colleague")
    await tapped(anna, await hears(anna, "who shall help?"), "Egor")
    await hears(egor, "Anna asks you to help with #1")
    await card(anna, "Helping: Egor")
    await olga.say("It blinks red")
    await hears(egor, "It blinks red")
    await told(egor, "/note 1 Port 4 flaps")
    await hears(anna, "note from Egor: Port 4 flaps")
    for act in ("/reply 1 Hello", "/resolve 1 Done", "/ask 1 Why?"):
        assert "you do not serve" in await told(egor, act) or "Anna" in await told(egor, act)
    assert "that helper is off it" in await told(anna, "/remove 1 egor")
    assert "You do not help with #1 any more: Anna goes on." in [one.text for one in egor.messages]
    assert "you do not serve" in await told(egor, "/note 1 Still here")
    await hears_nothing(olga)


async def test_helping_ends_with_the_ticket_and_a_closed_one_takes_no_helpers(desk: House) -> None:
    gleb = await desk.staff(GLEB, "Gleb", "ru")
    anna, _ = await held(desk, "ru")
    await told(gleb, "/join 1")
    await card(anna, "Помогают: Gleb")
    assert "уже участвует" in await told(anna, "/invite 1 gleb")
    await told(anna, "/resolve 1 Порт открыт")
    for act in ("/join 1", "/leave 1", "/invite 1 Вера", "/consult 1 что?", "/take_back 1"):
        chat = anna if act.startswith(("/invite", "/consult")) else gleb
        assert "/reopen 1" in await told(chat, act)


@pytest.mark.parametrize(("language", "button"), [("en", "Cable"), ("ru", "Кабель")])
async def test_a_cause_is_one_tap_after_the_solution(sqlite_url: str, language: str, button: str) -> None:
    causes = (Named("cable", {"en": "Cable", "ru": "Кабель"}), Named("power"))
    async with house(sqlite_url, rules=with_queue("network", causes=causes)) as desk:
        anna, olga = await held(desk, language)
        await told(anna, "/resolve 1 Port 4")
        receipt = await hears(anna, "#1:", "?")
        assert {button, "power"} == labels(receipt)
        assert button in (await tapped(anna, receipt, button)).text
        assert "power" in await told(anna, "/cause 1 moon")
        await olga.next()
        async with desk.database.look() as work:
            assert (await work.tickets.get(1)).cause == "cable"


async def test_nobody_else_answers_takes_back_or_joins(desk: House) -> None:
    """Rights are checked on our side, for forged buttons too."""
    anna, _ = await held(desk)
    dina, vera = await desk.staff(DINA, "Dina", "en"), await desk.staff(VERA, "Vera", "en")
    await told(anna, "/consult 1 Which firmware?")
    shown = await hears(anna, "asked Experts")
    for data in (
        "advise:1",
        "join:1",
        "take_back:1",
        "invite_who:1:1005",
        "packet:1",
        "consult:1",
        "why:1:time",
    ):
        refused = (await tapped(dina, shown_to(dina), data=data)).text
        assert "you do not serve" in refused or "no question waits" in refused
    assert "no question waits" in (await tapped(vera, shown_to(vera), data="advise:1")).text
    assert shown.text.startswith("#1")


def shown_to(chat: ChatDoor) -> Seen:
    return next(one for one in chat.messages if not one.mine)

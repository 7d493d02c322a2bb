"""Nothing of the staff shows on the customer's side: no name, no id, no username, no note."""

import json
import re

from playground.door import ChatDoor
from tests.bot.desk.steps import DINA, answer, card, hears, take, tapped, told
from tests.bot.house import GLEB, House, sample_rules

STAFF = sample_rules().desk.staff
NAMES = re.compile(
    "|".join([*(person.name for person in STAFF), "Petrov", "gleb_p", "грубит"]), re.IGNORECASE
)
IDS = re.compile(rf"(?<!\d)(?:{'|'.join(str(person.id) for person in STAFF)})(?!\d)")


async def whole_story(desk: House, olga: ChatDoor) -> None:
    """Everything staff can do to a ticket, one after another."""
    desk.telegram.person(GLEB, "Gleb", last_name="Petrov", username="gleb_p", language="en")
    gleb = await desk.staff(GLEB, "Gleb", "en")
    dina = await desk.staff(DINA, "Dina", "en")
    await told(olga, "/human Не отправляется почта во всём магазине, наши письма не доходят")
    await take(gleb)
    await told(gleb, "/note 1 Клиент грубит, Dina знает его")
    shown = await card(gleb, "With Gleb since")
    await answer(gleb, await gleb.send_photo(caption="Вот так", reply_to=shown))
    await told(gleb, "/ask 1 Какой огонёк горит?")
    await olga.say("Красный")
    await hears(gleb, "Красный")
    await told(gleb, "/release 1")
    await take(dina)
    await told(gleb, "/reply 1 Я всё ещё здесь")
    await told(dina, "/move 1 network Это сеть")
    await take(gleb)
    await told(gleb, "/escalate 1 Dina и Gleb проверили всё, нужен доступ")
    await told(gleb, "/ticket 1")


async def the_end(desk: House, olga: ChatDoor) -> None:
    """A second ticket solved, judged, reopened and closed by staff."""
    gleb = await desk.staff(GLEB, "Gleb", "en")
    await olga.say("/cancel")
    await tapped(olga, await hears(olga, "Какой вопрос снять?"), "#1")
    await told(olga, "/human Пропал интернет в магазине")
    await take(gleb, 2)
    await told(gleb, "/resolve 2 Перезагрузили порт.")
    await tapped(olga, await hears(olga, "Перезагрузили порт."), "Не решено")
    await told(olga, "/status")
    await told(gleb, "/close 2 Dina говорит, дубль")
    await hears(olga, "#2", "закрыт")


async def test_no_staff_name_id_or_note_ever_reaches_a_customer(desk: House, olga: ChatDoor) -> None:
    """Neither in what they see nor in what the customer bot tells Telegram."""
    await whole_story(desk, olga)
    await the_end(desk, olga)
    seen = json.dumps([one.as_json() for one in (*olga.messages, *olga.deleted)], ensure_ascii=False)
    calls = [call.params for call in desk.telegram.calls if call.bot == "help_bot"]
    assert "Вот так" in seen
    assert len(calls) > 10
    for told_to_customer in (seen, json.dumps(calls, ensure_ascii=False)):
        assert NAMES.findall(told_to_customer) == []
        assert IDS.findall(told_to_customer) == []


async def test_customers_hear_nothing_of_each_other(desk: House, olga: ChatDoor, emma: ChatDoor) -> None:
    await told(olga, "/human Пропал интернет в магазине, пароль 1234")
    await told(emma, "/human The internet is down in the shop")
    await told(emma, "/status")
    seen = json.dumps([one.as_json() for one in emma.messages], ensure_ascii=False)
    assert "Olga" not in seen
    assert "пароль" not in seen
    assert "#1 " not in seen

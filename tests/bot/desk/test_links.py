"""Tickets that belong together, over HTTP."""

from tests.bot.desk.steps import card, hand_over, tapped, told
from tests.bot.house import EGOR, GLEB, House


async def test_links_are_made_by_command_by_button_and_by_reply_and_stand_on_both_cards(desk: House) -> None:
    gleb = await desk.staff(GLEB, "Gleb", "en")
    for number, name in enumerate(("Emma", "Ivan", "Olga"), 1):
        await hand_over(await desk.customer(9_000_000_000 + number, name, "en"), gleb)
    assert (await told(gleb, "/link 1 #2 duplicate")).startswith("#1 → Duplicate of: #2 The internet")
    assert "Duplicate of: #2" in (await card(gleb, "Duplicate of", number=1)).text
    assert "Duplicate: #1" in (await card(gleb, "Duplicate", number=2)).text

    more = await tapped(gleb, await card(gleb, number=1), "More")
    assert "which ticket does it belong to" in (await tapped(gleb, more, "Link")).text
    assert "Linked: #3" in await told(gleb, "3")

    assert "Goes on from: #3" in await told(gleb, "/link 3 follow_up", reply_to=await card(gleb, number=2))


async def test_a_link_that_makes_no_sense_is_refused_with_what_to_do(desk: House) -> None:
    vasya, egor = await desk.staff(GLEB, "Глеб", "ru"), await desk.staff(EGOR, "Egor", "en")
    for number in (1, 2):
        await hand_over(await desk.customer(9_000_000_000 + number, "Emma", "en"), vasya)
    assert "тот же вопрос" in await told(vasya, "/link 1 1")
    assert "Напишите номер" in await told(vasya, "/link 1 двенадцать")
    assert "Связи бывают" in await told(vasya, "/link 1 2 похоже")
    assert "Дубль вопроса: #2" in await told(vasya, "/link 1 2 дубль")
    assert "уже так связаны" in await told(vasya, "/link 1 2 duplicate")
    assert "замкнула бы круг" in await told(vasya, "/link 2 1 duplicate")
    assert "queue you do not serve" in await told(egor, "/link 1 2")

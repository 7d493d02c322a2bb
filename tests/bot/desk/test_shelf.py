"""What vendors owe, and drafts of articles to read again: lists for those who serve the queues."""

import pytest

from tests.bot.desk.experts import accepted
from tests.bot.desk.steps import Clock, hears, labels, tapped, told
from tests.bot.desk.test_vendor import package, rules
from tests.bot.house import GLEB, House, house

#: Serves neither the queue of line 2 nor that of the experts where these tickets are.
DINA = 1005


@pytest.mark.parametrize(
    ("language", "nothing", "promised", "row"),
    [
        (
            "en",
            "No vendor owes an answer in your queues. /vendor 17 asks one about ticket 17.",
            "by 27.11",
            "#1 The internet is down in the shop · Router Works R-5120: asked 12:00. Promised on 27 "
            "November by 18:00. With Egor.",
        ),
        (
            "ru",
            "В ваших очередях ответов от производителей не ждут. Спросить о тикете 17: /vendor 17.",
            "до 27.11",
            "#1 Пропал интернет в магазине · Router Works R-5120: спросили 12:00. Обещали 27 ноября до "
            "18:00. Ведёт Egor.",
        ),
    ],
)
async def test_cases_lists_what_vendors_owe_by_the_day_promised(
    sqlite_url: str, clock: Clock, language: str, nothing: str, promised: str, row: str
) -> None:
    async with house(sqlite_url, rules=rules(), now=clock) as desk:
        way = await accepted(desk, language)
        assert await told(way.egor, "/cases") == nothing
        for words in ("Cablers C-7 Check the cable.", f"maker R-5120 It restarts. {promised}"):
            await way.egor.say(f"/vendor 1 {words}")
        await way.egor.say("/cases")
        listed = await hears(way.egor, row)
        assert listed.text.index("R-5120") < listed.text.index("C-7")
        assert labels(listed) == {"#1"}

        gleb = await desk.staff(GLEB, "Gleb", language)
        assert await told(gleb, "/cases") == nothing

        await way.egor.say("/answer 1 C-7 The cable is fine.")
        await hears(way.anna, "The cable is fine.")
        clock.move(days=4)
        await way.egor.say("/cases")
        late = await hears(way.egor, "❗ #1")
        assert "C-7" not in late.text


@pytest.mark.parametrize(
    ("language", "nothing", "none_of_it", "read"),
    [
        (
            "en",
            "No drafts of articles yet. /article 17 makes one of a solved ticket 17.",
            "#1: no article was drafted from it yet. /article 1 does, once there is a solution.",
            "Read #1",
        ),
        (
            "ru",
            "Черновиков статей пока нет. Из решённого тикета 17 его сделает /article 17.",
            "#1: черновика статьи ещё нет. Его делает /article 1, когда есть решение.",
            "Читать #1",
        ),
    ],
)
async def test_a_draft_is_read_again_by_those_who_may_see_its_ticket(
    timed_desk: House, language: str, nothing: str, none_of_it: str, read: str
) -> None:
    way = await accepted(timed_desk, language)
    assert await told(way.egor, "/drafts") == nothing
    assert await told(way.egor, "/drafts 1") == none_of_it
    await told(way.egor, "/stage 1 done: the port was reset")
    await way.egor.say("/article 1")
    _, text = await package(way.egor)
    await way.egor.say("/drafts")
    listed = await hears(way.egor, "#1 ticket-1, 12:00")
    assert labels(listed) == {read}
    again = await tapped(way.egor, listed, read)
    assert way.egor.file(again).decode() == text

    dina = await timed_desk.staff(DINA, "Dina", "en")
    assert (await told(dina, "/drafts")).startswith("No drafts of articles yet.")
    assert await told(dina, "/drafts 1") == "#1 is in a queue you do not serve."

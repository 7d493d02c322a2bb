"""A ticket becomes a project, or the draft of an article."""

from pathlib import Path

import pytest

from kb.loading import load
from tests.bot.desk.experts import accepted
from tests.bot.desk.steps import WORDS, Clock, card, hears, hears_nothing, tapped, told
from tests.bot.house import House, house


@pytest.mark.parametrize(
    ("language", "words", "heard", "members"),
    [
        (
            "en",
            "https://wiki.example/p/5 plan: new cables; members: Egor, Zhanna",
            "becomes a project of ours. There is no day for it yet.",
            "Members: Egor, Zhanna",
        ),
        (
            "ru",
            "план: новые кабели https://wiki.example/p/5\nучастники: Егор; Жанна",
            "теперь это наш проект. Срока пока нет.",
            "Участники: Егор, Жанна",
        ),
    ],
)
async def test_a_ticket_ends_as_a_project_and_can_be_taken_up_again_years_later(
    sqlite_url: str, clock: Clock, language: str, words: str, heard: str, members: str
) -> None:
    async with house(sqlite_url, now=clock) as desk:
        way = await accepted(desk, language)
        await told(way.egor, f"/project 1 {words}")
        assert heard in (await way.olga.next()).text
        await card(way.egor, "https://wiki.example/p/5", members)
        clock.move(days=400)
        await told(way.egor, "/reopen 1 The cables are laid.")
        await way.olga.next()
        assert "wiki.example" not in (await card(way.egor, "Egor")).text


@pytest.mark.parametrize(
    "words", ["", "new cables", "https://wiki.example/p/5", "https://a.example members: A"]
)
async def test_a_project_needs_a_link_and_a_plan(desk: House, words: str) -> None:
    way = await accepted(desk)
    assert "a project needs its link and a plan" in await told(way.egor, f"/project 1 {words}")
    await hears_nothing(way.olga)


async def test_a_draft_is_a_file_that_the_knowledge_base_reads(desk: House, tmp_path: Path) -> None:
    way = await accepted(desk)
    assert "an article needs a solution" in await told(way.egor, "/article 1")
    await told(way.egor, "/stage 1 cause: firmware: 2.4 leaks; done: Olga's router got 2.5, Egor saw to it")
    more = await tapped(way.egor, await card(way.egor), "More")
    await way.egor.tap(more, "Article")
    message = await hears(way.egor, "the draft “ticket-1” is kept")
    text = way.egor.file(message).decode()
    for name in ("Olga", "Egor"):
        assert name not in text
    (tmp_path / message.files[0].name).write_bytes(way.egor.file(message))
    article = load(tmp_path, "en").get("ticket-1")
    assert article
    version = article.version("en")
    assert version.title == WORDS["en"]
    assert version.body.startswith("[name]'s router got 2.5")
    assert "firmware: 2.4 leaks" in version.body
    await card(way.egor, "Stage: documenting", "Documented: ticket-1")
    await told(way.egor, "/article 1")
    await hears(way.egor, "the draft “ticket-1-2” is kept")


async def test_the_lines_below_make_no_draft_of_what_is_above(desk: House) -> None:
    way = await accepted(desk)
    assert "queue you do not serve" in await told(way.anna, "/article 1")
    assert "queue you do not serve" in await told(way.anna, "/project 1 https://x.example plan")

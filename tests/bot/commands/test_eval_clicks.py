"""`firstline eval` on what customers tapped: counted, fitted to, and fitted anew from where it began."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.clicks import Click, Verdict
from storage.customers import Customer
from storage.database import Database
from storage.schema import prepare
from tests.bot.commands.console import Ended, firstline, small_desk

NOW = datetime.now(UTC)
ASKED = "how do I restart the router"


@pytest.fixture
async def desk(tmp_path: Path) -> Path:
    config = small_desk(tmp_path)
    await prepare(url_of(config))
    return config


def url_of(desk: Path) -> str:
    return f"sqlite+aiosqlite:///{desk.parent / 'desk.db'}"


async def tapped(desk: Path, *taps: tuple[str, Verdict, str]) -> None:
    database = Database(url_of(desk))
    async with database.begin() as work:
        await work.customers.save(Customer(1, "Olga", None, "en", NOW))
        for text, verdict, article in taps:
            await work.clicks.add(Click(1, NOW, text, verdict, (article,)))
    await database.close()


async def evaluated(desk: Path, *args: str) -> Ended:
    ended = await firstline(
        "eval", "--config", str(desk), *args, env={"FIRSTLINE_DATABASE_URL": url_of(desk)}
    )
    assert "Traceback" not in ended.err
    return ended


async def test_the_last_word_on_a_question_counts_and_what_says_nothing_of_the_first_is_left_out(
    desk: Path,
) -> None:
    await tapped(
        desk,
        (ASKED, Verdict.PICKED, "router"),
        (ASKED, Verdict.UNHELPED, "router"),
        ("no internet after a storm", Verdict.HELPED, "router"),
        ("the router is off", Verdict.UNHELPED, "gone"),
    )

    ended = await evaluated(desk)

    assert ended.code == 0
    assert "taps: of 2 questions with a word on the answer, 1 (50.0%)" in ended.out


async def test_without_a_tap_that_is_said(desk: Path) -> None:
    ended = await evaluated(desk)
    assert "taps: no customer has said" in ended.out


async def test_the_confidence_is_fitted_to_taps_and_the_same_again_when_fitted_twice(desk: Path) -> None:
    taps = [(f"{ASKED} {n}", Verdict.HELPED if n % 2 else Verdict.UNHELPED, "router") for n in range(40)]
    await tapped(desk, *taps)
    kept = desk.parent / "firstline.confidence.json"

    first = await evaluated(desk, "--fit")
    line = json.loads(kept.read_text("utf-8"))
    assert first.code == 0
    assert "fitted on 40 messages" in first.out

    assert (await evaluated(desk, "--fit")).code == 0
    again = json.loads(kept.read_text("utf-8"))
    assert again == {name: pytest.approx(value, abs=1e-3) for name, value in line.items()}
    assert line["offset"] != 0

"""`firstline eval` on moods: what the desk corrected is counted, fitted to when there is enough, and used."""

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage.customers import Customer
from storage.database import Database
from storage.moods import Felt
from storage.schema import prepare
from tests.bot.commands.console import Ended, firstline, small_desk
from tests.storage.examples import a_ticket

NOW = datetime.now(UTC)
TILL = "касса номер {} не печатает чек"


@pytest.fixture
async def desk(tmp_path: Path) -> Path:
    config = small_desk(tmp_path)
    await prepare(url_of(config))
    return config


def url_of(desk: Path) -> str:
    return f"sqlite+aiosqlite:///{desk.parent / 'desk.db'}"


async def corrected(desk: Path, taps: Sequence[tuple[str, str, str | None]]) -> None:
    """Readings on a ticket: the words, what line 1 heard, what the desk tapped."""
    database = Database(url_of(desk))
    async with database.begin() as work:
        await work.customers.save(Customer(1, "Olga", None, "ru", NOW))
        ticket = await work.tickets.add(a_ticket(customer_id=1))
        for words, heard, said in taps:
            at = NOW - timedelta(hours=1)
            felt = Felt(1, at, heard, 0.8, 0.5, words, ticket_id=ticket.id, corrected=said, corrected_by=1003)
            await work.moods.add(felt)
    await database.close()


async def evaluated(desk: Path, *args: str) -> Ended:
    ended = await firstline(
        "eval", "--config", str(desk), *args, env={"FIRSTLINE_DATABASE_URL": url_of(desk)}
    )
    assert (ended.code, ended.err) == (0, "")
    return ended


async def test_agreement_and_confusions_are_told(desk: Path) -> None:
    taps = [
        ("a", "angry", "frustrated"),
        ("b", "angry", "frustrated"),
        ("c", "calm", "calm"),
        ("d", "calm", None),
    ]
    await corrected(desk, taps)
    out = (await evaluated(desk)).out
    assert "3 readings corrected or confirmed at the desk, 1 left" in out
    assert "line 1 agreed in 1 of 3 (33.3%)" in out
    assert "  2  angry → frustrated" in out


async def test_a_desk_where_nobody_corrected_anything_hears_so(desk: Path) -> None:
    assert "nobody at the desk has corrected" in (await evaluated(desk)).out


async def test_few_corrections_are_not_fitted_to(desk: Path) -> None:
    await corrected(desk, [("a", "calm", "angry")])
    assert "1 corrections are too few to fit to: 30 at least" in (await evaluated(desk, "--fit")).out
    assert not (desk.parent / "firstline.moods.json").exists()


async def test_corrections_bend_the_head_from_the_next_start_and_no_words_are_kept(desk: Path) -> None:
    """At this desk a till that does not print is no calm matter: all forty taps say so."""
    await corrected(desk, [(TILL.format(n), "calm", "frustrated") for n in range(40)])
    out = (await evaluated(desk, "--fit")).out
    kept = (desk.parent / "firstline.moods.json").read_text("utf-8")
    gained = re.search(r"agreement with corrections 0.0% → ([0-9.]+)%", out)
    assert gained
    assert float(gained[1]) > 60
    assert "касса" not in kept
    assert set(json.loads(kept)) == {"offsets"}
    said = (await firstline("ask", "--json", "--config", str(desk), stdin=TILL.format(77).encode())).out
    assert json.loads(said)["emotion"] == "frustrated"

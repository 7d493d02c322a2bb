"""`firstline check` and `firstline db upgrade` from the console, and what the commands do not wait for."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.bot.commands.console import firstline, small_desk
from tests.bot.house import CUSTOMER_TOKEN, DESK_TOKEN

TOKENS = {"FIRSTLINE_CUSTOMER_TOKEN": CUSTOMER_TOKEN, "FIRSTLINE_DESK_TOKEN": DESK_TOKEN}


async def test_a_right_config_is_summed_up(tmp_path: Path) -> None:
    ended = await firstline("check", "--config", str(small_desk(tmp_path)))
    assert (ended.code, ended.err) == (0, "")
    assert "no mistakes" in ended.out
    assert "articles  1" in ended.out


async def test_every_mistake_is_told_with_its_file_and_row(tmp_path: Path) -> None:
    config = small_desk(tmp_path)
    config.write_text(config.read_text().replace("escalates_to: core", "escalates_to: cor"), "utf-8")
    (tmp_path / "kb/articles/wifi.md").write_text("---\nid: wifi\n---\nNo title.\n", "utf-8")
    ended = await firstline("check", "--config", str(config))
    assert ended.code == 1
    places = [row.split()[0] for row in ended.out.splitlines()]
    assert f"{config}:8" in places[0]
    assert any(str(tmp_path / "kb/articles/wifi.md") in place for place in places[1:])
    assert "Traceback" not in ended.out + ended.err


async def test_a_config_that_is_not_there_is_a_mistake(tmp_path: Path) -> None:
    ended = await firstline("check", cwd=tmp_path)
    assert (ended.code, "config.yaml" in ended.out) == (1, True)


async def test_the_database_is_made_and_made_once(tmp_path: Path) -> None:
    config = str(small_desk(tmp_path))
    for _ in range(2):
        ended = await firstline("db", "upgrade", "--config", config, env=TOKENS)
        assert (ended.code, ended.out) == (0, "The database is up to date.\n")
        assert ended.err == ""
    with closing(sqlite3.connect(tmp_path / "firstline.sqlite")) as connection:
        assert connection.execute("SELECT count(*) FROM inbox").fetchall() == [(0,)]


async def test_somebody_elses_database_is_left_alone(tmp_path: Path) -> None:
    config = str(small_desk(tmp_path))
    with closing(sqlite3.connect(tmp_path / "firstline.sqlite")) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")
    ended = await firstline("db", "upgrade", "--config", config, env=TOKENS)
    assert (ended.code, ended.out) == (1, "")
    assert "belongs to something else" in ended.err
    assert "Traceback" not in ended.err


ARGUMENTS = {"check": (), "ask": (), "db": ("upgrade",), "run": ()}


@pytest.mark.parametrize("command", ARGUMENTS)
async def test_a_command_waits_for_no_library_it_does_not_need(command: str, tmp_path: Path) -> None:
    """None of these sends anything before the config and the tokens are seen to be right."""
    config = str(small_desk(tmp_path))
    listing = {"PYTHONPROFILEIMPORTTIME": "1"}
    ended = await firstline(command, *ARGUMENTS[command], "--config", config, env=listing)
    imported = {row.rsplit("|", 1)[-1].strip() for row in ended.err.splitlines()}
    assert "bot.config" in imported
    assert imported & {"aiogram", "telegram", "aiohttp", "sklearn", "matplotlib", "pandas"} == set()

"""`firstline run` that cannot start says why in a sentence and what to do, and prints no token."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from playground.server import start
from tests.bot.commands.console import Ended, firstline, small_desk
from tests.bot.house import CUSTOMER_TOKEN, DESK_TOKEN

TOKENS = {"FIRSTLINE_CUSTOMER_TOKEN": CUSTOMER_TOKEN, "FIRSTLINE_DESK_TOKEN": DESK_TOKEN}
NOWHERE = "http://127.0.0.1:1"


async def refused(folder: Path, env: dict[str, str]) -> str:
    return said(await firstline("run", "--config", str(small_desk(folder)), env=env))


def said(ended: Ended) -> str:
    """What it says on standard error: sentences, no traceback, no token."""
    assert ended.code == 1
    assert ended.out == ""
    assert "Traceback" not in ended.err
    assert "secret" not in ended.err
    return ended.err


async def test_every_mistake_of_the_environment_is_told_at_once(tmp_path: Path) -> None:
    env = {"FIRSTLINE_DESK_TOKEN": "my-secret", "FIRSTLINE_TELEGRAM_API": "api.telegram.org"}
    err = await refused(tmp_path, env)
    missing, malformed, api = err.splitlines()
    assert missing.startswith("FIRSTLINE_CUSTOMER_TOKEN is not set")
    assert malformed.startswith("FIRSTLINE_DESK_TOKEN is not a token")
    assert api.startswith("FIRSTLINE_TELEGRAM_API should be a base address")


async def test_one_token_for_both_bots_is_refused(tmp_path: Path) -> None:
    err = await refused(tmp_path, TOKENS | {"FIRSTLINE_DESK_TOKEN": CUSTOMER_TOKEN})
    assert "are the same" in err
    assert len(err.splitlines()) == 1


async def test_a_token_telegram_does_not_know_is_named_by_its_variable(tmp_path: Path) -> None:
    async with start({CUSTOMER_TOKEN: "help_bot"}) as telegram:
        err = await refused(tmp_path, TOKENS | {"FIRSTLINE_TELEGRAM_API": telegram.url})
    assert err.startswith(f"FIRSTLINE_DESK_TOKEN: {telegram.url} does not know this token.")


@pytest.mark.parametrize("proxy", [{}, {"FIRSTLINE_PROXY": "socks5://127.0.0.1:1"}], ids=["", "by a proxy"])
async def test_a_telegram_that_cannot_be_reached_is_told(tmp_path: Path, proxy: dict[str, str]) -> None:
    err = await refused(tmp_path, TOKENS | {"FIRSTLINE_TELEGRAM_API": NOWHERE} | proxy)
    assert err.startswith(f"{NOWHERE} cannot be reached: no connection")


async def test_a_telegram_in_trouble_is_told(tmp_path: Path) -> None:
    """Whichever of the calls before the start meets it."""
    async with start({CUSTOMER_TOKEN: "help_bot", DESK_TOKEN: "desk_bot"}) as telegram:
        telegram.faults.add("500", "getMe")
        err = await refused(tmp_path, TOKENS | {"FIRSTLINE_TELEGRAM_API": telegram.url})
    assert "refused it: 500 Internal Server Error" in err


async def test_a_config_that_is_not_there_is_told(tmp_path: Path) -> None:
    err = said(await firstline("run", env=TOKENS, cwd=tmp_path))
    assert "config.yaml" in err
    assert len(err.splitlines()) == 1


def unreadable(file: Path) -> None:
    file.write_bytes(b"This is a letter, not a database. " * 200)


def foreign(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")


def future(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(
            "CREATE TABLE alembic_version (version_num TEXT); "
            "INSERT INTO alembic_version VALUES ('9999_tomorrow')"
        )


@pytest.mark.parametrize(
    ("spoil", "words"),
    [(unreadable, "cannot be used"), (foreign, "belongs to something else"), (future, "9999_tomorrow")],
)
async def test_a_database_it_cannot_work_on_is_told(
    tmp_path: Path, spoil: Callable[[Path], None], words: str
) -> None:
    spoil(tmp_path / "desk.db")
    err = await refused(tmp_path, TOKENS | {"FIRSTLINE_DATABASE_URL": "sqlite:///desk.db"})
    assert words in err
    assert str(tmp_path / "desk.db") in err
    assert len(err.splitlines()) == 1


async def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    err = await refused(tmp_path, TOKENS | {"FIRSTLINE_DATABASE_URL": "sqlite:///nowhere/desk.db"})
    assert "Nothing can be written beside" in err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
async def test_a_folder_without_rights_is_told(tmp_path: Path) -> None:
    (tmp_path / "shut").mkdir(mode=0o500)
    err = await refused(tmp_path, TOKENS | {"FIRSTLINE_DATABASE_URL": "sqlite:///shut/desk.db"})
    assert "Nothing can be written beside" in err

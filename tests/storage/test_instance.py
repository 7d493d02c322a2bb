"""One process at a time works on a SQLite file."""

import subprocess
import sys
from pathlib import Path

import pytest

from storage.errors import DatabaseUnusable
from storage.instance import alone

TAKEN = r"another Firstline already works on .*/desk\.db; stop it first"
HOLD = """
import sys
from storage.instance import alone
with alone(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.read()
"""


def holder(url: str) -> subprocess.Popen[str]:
    """Another process that holds the database until its input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, url],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_process_is_refused_until_the_first_is_gone(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'desk.db'}"
    with holder(url) as first:
        with (
            pytest.raises(DatabaseUnusable, match=r"another Firstline already works on .*desk.db; stop it"),
            alone(url),
        ):
            pass
        first.kill()
    with alone(url), holder(f"sqlite:///{tmp_path / 'other.db'}") as other:
        other.communicate()


def test_the_same_file_under_another_name_is_the_same_file(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path, target_is_directory=True)
    with holder(f"sqlite:///{tmp_path / 'desk.db'}") as first:
        with pytest.raises(DatabaseUnusable), alone(f"sqlite+aiosqlite:///{tmp_path / 'link' / 'desk.db'}"):
            pass
        first.communicate()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'nowhere' / 'desk.db'}"
    with pytest.raises(DatabaseUnusable, match="check that the folder exists"), alone(url):
        pass


def test_on_postgresql_several_may_work() -> None:
    url = "postgresql://desk@localhost/desk"
    with holder(url) as first, alone(url):
        first.communicate()

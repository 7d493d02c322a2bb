"""Imports point inwards: bot -> storage -> routing, kb; inside bot/, edges -> actions -> line1."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OURS = ("bot", "kb", "routing", "storage", "playground")
FRAMEWORKS = {"aiogram", "telegram"}
SQL = {"sqlalchemy", "alembic", "aiosqlite", "sqlite3", "psycopg"}

VALUES = {"routing", "kb", "storage"}
#: What all of bot/ may speak of: refusals, the desk's rules, what a pressed button carries, its troubles.
PLAIN = {"bot.errors", "bot.rules", "bot.presses", "bot.config", "bot.vitals"}
EDGE = {"bot.actions", "bot.line1", "bot.texts", "bot.delivery", *PLAIN, *VALUES}
#: Which parts of ours each part may import; a part that is not named is wiring and may import all.
MAY_IMPORT: dict[str, set[str]] = {
    "routing": set(),
    "kb": set(),
    "storage": {"routing", "kb"},
    "playground": set(),
    "bot.line1": {"bot.texts", *VALUES},
    "bot.texts": {*PLAIN, *VALUES},
    "bot.actions": {"bot.line1", "bot.texts", *PLAIN, *VALUES},
    "bot.customer": EDGE,
    "bot.desk": EDGE,
}
#: Parts that know nothing of Telegram's libraries, and edges that know one.
MAY_SPEAK: dict[str, set[str]] = {
    **{name: set() for name in MAY_IMPORT},
    "playground": {"aiogram"},
    "bot.customer": {"aiogram"},
    "bot.desk": {"telegram"},
}


def imported(source: str) -> Iterator[str]:
    """Everything the source imports, wherever it does so, with full names."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports here are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def part(module: str) -> str:
    """The part of the system a module belongs to: `bot.actions.cards` to `bot.actions`, others by folder."""
    names = module.split(".")
    return ".".join(names[: 2 if names[0] == "bot" else 1])


@cache
def imports() -> list[tuple[str, str]]:
    """Every (module of ours, what it imports)."""
    return list(_all_imports())


def _all_imports() -> Iterator[tuple[str, str]]:
    for folder in OURS:
        for file in sorted((ROOT / folder).rglob("*.py")):
            module = ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            yield from ((module, target) for target in imported(file.read_text()))


@pytest.mark.parametrize("name", MAY_IMPORT)
def test_a_part_imports_only_what_lies_inwards(name: str) -> None:
    allowed = MAY_IMPORT[name] | {name}
    pairs = [(module, target) for module, target in imports() if part(module) == name]
    assert pairs, f"{name} is gone: the table above should say so"
    assert [
        f"{module} imports {target}"
        for module, target in pairs
        if target.split(".")[0] in OURS and part(target) not in allowed
    ] == []


@pytest.mark.parametrize("name", MAY_SPEAK)
def test_only_an_edge_knows_telegram_and_only_its_own_library(name: str) -> None:
    forbidden = FRAMEWORKS - MAY_SPEAK[name]
    assert [
        f"{module} imports {target}"
        for module, target in imports()
        if part(module) == name and part(target) in forbidden
    ] == []


def test_only_storage_knows_sql() -> None:
    assert {part(module) for module, target in imports() if part(target) in SQL} == {"storage"}


CHILDREN = {
    "sklearn": {"kb.fitting"},
    "kb.fitting": {"kb.learning"},
    "kb.learning": {"kb.lifting"},
    "kb.lifting": set(),
}


@pytest.mark.parametrize("heavy", CHILDREN)
def test_what_fits_is_imported_only_where_a_child_process_runs(heavy: str) -> None:
    """Not even late, within a function: the running desk never pays for scikit-learn."""
    users = {module for module, target in imports() if target == heavy or target.startswith(f"{heavy}.")}
    by_hand = ("kb.tuning", "bot.line1.tuning")
    assert {module for module in users if not module.startswith(by_hand)} - {heavy} == CHILDREN[heavy]


def test_only_the_demo_starts_the_playground() -> None:
    users = {module for module, target in imports() if part(target) == "playground"}
    assert [
        module
        for module in users
        if part(module) != "playground" and not module.startswith("bot.commands.demo")
    ] == []


def test_imports_are_seen_wherever_they_are_written() -> None:
    source = "import a.b, c\nfrom d import e\nif x:\n    def f():\n        from g.h import i as j\n"
    assert list(imported(source)) == ["a.b", "c", "d.e", "g.h.i"]
    names = ("bot.actions.cards", "bot", "storage.work")
    assert [part(name) for name in names] == ["bot.actions", "bot", "storage"]

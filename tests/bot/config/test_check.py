"""`firstline check` on a config and its articles."""

from pathlib import Path

import pytest

from bot.commands.check import check, run
from tests.bot.config.samples import SMALL, small

ROOT = Path(__file__).parents[3]
ARTICLE = """\
---
id: router
title: Restart the router
queue: network
phrasings: [no internet]
---
Turn it off and on.
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """The small config with one article beside it."""
    (tmp_path / "kb/articles").mkdir(parents=True)
    (tmp_path / "kb/articles/router.md").write_text(ARTICLE, "utf-8")
    (tmp_path / "config.yaml").write_text(SMALL, "utf-8")
    return tmp_path / "config.yaml"


def test_the_sample_desk_is_right(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(ROOT / "config.yaml") == 0
    assert "no mistakes" in capsys.readouterr().out


def test_what_was_found_is_summed_up(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config.write_text(small(("title: Front line", 'title: "[red]First[/] :fire:"')), "utf-8")
    assert run(config) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"{config}: no mistakes. Acme, Europe/Moscow, open around the clock",
        "lines     4: L1 [red]First[/] :fire:, L2 Specialists, L3 Experts, L4 Maker",
        "queues    3: network (default), core, maker",
        "staff     3: lead 1, specialist 2",
        "articles  1: en 1",
        f"{config}:1 line1.help_lines: no help line for en, ru: people in danger are told to call 112",
    ]


def test_advice_is_printed_and_is_no_failure(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config.write_text(small(("role: lead", "role: specialist")), "utf-8")
    assert run(config) == 0
    assert f"{config}:8 queues.network: no lead or admin" in capsys.readouterr().out


def test_mistakes_of_config_and_articles_come_together(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config.write_text(small(("capacity: 5", "capacity: 0")), "utf-8")
    article = config.parent / "kb/articles/router.md"
    article.write_text(ARTICLE.replace("title: Restart the router\n", ""), "utf-8")
    assert run(config) == 1
    said = capsys.readouterr().out.splitlines()
    assert said == check(config)
    assert said[0] == f"{config}:12 staff.Anna.capacity: should be greater than 0, got 0"
    assert said[1].startswith(f"{article}:")
    assert len(said) == 2


def test_an_article_names_a_queue_that_is_there(config: Path) -> None:
    article = config.parent / "kb/articles/router.md"
    article.write_text(ARTICLE.replace("queue: network", "queue: nett"), "utf-8")
    assert check(config) == [f"{article}:4 queue: there is no queue `nett`; choose from network, core, maker"]


def test_a_queue_with_a_mistake_of_its_own_is_still_there_for_articles(config: Path) -> None:
    config.write_text(small(("default: true", "default: maybe")), "utf-8")
    assert [sentence.split(" ")[0] for sentence in check(config)] == [f"{config}:8"]


def test_without_a_config_there_is_one_mistake(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path / "config.yaml") == 1
    assert (
        capsys.readouterr().out
        == f"{tmp_path}/config.yaml: there is no such file; name another with --config\n"
    )

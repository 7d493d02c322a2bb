"""`firstline ask`: a message per row on standard input, what line 1 would do with it on standard output."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from bot.line1.conversation import NAMES
from bot.line1.triage import EMOTIONS
from kb import e5
from tests.bot.commands.console import ARTICLE, FIRSTLINE, PATIENCE, ROOT, Ended, firstline, small_desk

KEYS = [
    "text", "language", "emotion", "emotions", "intensity", "signals", "decision", "article", "confidence",
    "candidates", "queue", "priority", "reasons",
]  # fmt: skip
MESSAGES = [
    "How do I restart the router?",
    "Как перезагрузить роутер?",
    "",
    "   ",
    "I want to talk to a person",
    "Третий день без интернета, позовите человека!!!",
    "internet " * 455 + "x",
    "😀" * 100,
    '\t<b>bold</b> & \\ " {} [] \x00 \x1b',
    "I was charged twice",
    "спасибо",
]


async def asked(*messages: str, args: tuple[str, ...] = ("--json",)) -> list[dict[str, Any]]:
    ended = await firstline("ask", *args, stdin="".join(f"{one}\n" for one in messages).encode())
    assert (ended.code, ended.err) == (0, "")
    return [json.loads(row) for row in ended.out.splitlines()]


async def test_every_row_gets_one_object_of_the_promised_form() -> None:
    """Also an empty row, 4,096 letters, control letters, both languages."""
    told = await asked(*MESSAGES)
    assert [one["text"] for one in told] == MESSAGES
    for one in told:
        assert list(one) == KEYS
        holds_the_promised_values(one)


def holds_the_promised_values(one: dict[str, Any]) -> None:
    assert one["language"] in {"en", "ru"}
    assert one["emotion"] in EMOTIONS
    assert set(one["emotions"]) == set(EMOTIONS)
    assert all(0 <= chance <= 1 for chance in one["emotions"].values())
    assert 0 <= one["intensity"] <= 1
    assert one["decision"] in set(NAMES.values())
    assert (one["article"] is not None) == (one["decision"] == "answer")
    assert 0 <= one["confidence"] <= 1
    confidences = [candidate["confidence"] for candidate in one["candidates"]]
    assert len(confidences) <= 10
    assert confidences == sorted(confidences, reverse=True)
    assert all(0 <= confidence <= 1 for confidence in confidences)
    assert all(set(candidate) == {"article", "confidence"} for candidate in one["candidates"])
    assert one["priority"] in {1, 2, 3, 4}
    assert all(isinstance(text, str) for text in (*one["signals"], *one["reasons"], one["queue"]))
    assert one["reasons"]


async def test_it_understands_both_languages() -> None:
    english, russian, human = await asked(*MESSAGES[:2], MESSAGES[5])
    assert (english["language"], english["decision"], english["article"]) == ("en", "answer", "router-reboot")
    assert (russian["language"], russian["decision"], russian["article"]) == ("ru", "answer", "router-reboot")
    assert english["candidates"][0] == {"article": "router-reboot", "confidence": english["confidence"]}
    assert (human["decision"], "asks_human" in human["signals"]) == ("hand_off", True)


BROKEN = b"caf\xe9 \xff\xfe is closed\nHow do I restart the router?\n"


@pytest.mark.parametrize("locale", ["C.UTF-8", "C"])
async def test_bytes_that_are_no_text_are_read_as_well_as_they_can_be(locale: str) -> None:
    ended = await firstline("ask", "--json", stdin=BROKEN, env={"LC_ALL": locale})
    assert (ended.code, ended.err) == (0, "")
    broken, good = map(json.loads, ended.out.splitlines())
    assert broken["text"] == "caf\ufffd \ufffd\ufffd is closed"
    assert good["article"] == "router-reboot"


async def test_rows_end_as_they_end_anywhere_and_nothing_else_ends_them() -> None:
    """A row may end as on Windows, the last one without an end; other separators are part of the words."""
    ended = await firstline("ask", "--json", stdin="one\r\ntwo\u2028still two\x0btwo\nthree".encode())
    texts = [json.loads(row)["text"] for row in ended.out.split("\n") if row]
    assert texts == ["one", "two\u2028still two\x0btwo", "three"]


async def test_nothing_to_read_is_nothing_to_say() -> None:
    assert await firstline("ask", "--json") == Ended(0, "", "")


def test_a_reader_who_leaves_early_ends_it_quietly() -> None:
    """As `| head -1` does."""
    process = subprocess.Popen(
        [FIRSTLINE, "ask"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    )
    assert process.stdin is not None
    assert process.stdout is not None
    with process:
        process.stdin.write(b"Hello\n")
        process.stdin.flush()
        assert process.stdout.readline() == b"'Hello' [en, calm]\n"
        process.stdout.close()
        process.stdout = None
        _, err = process.communicate(b"Hello again\n" * 50, PATIENCE)
    assert err == b""
    assert process.returncode not in {0, 2}


async def test_people_get_rows_they_can_read() -> None:
    ended = await firstline("ask", stdin=b"How do I restart the router?\n")
    assert ended.out.startswith("'How do I restart the router?' [en, calm]\n  \u2192 answer: router-reboot\n")


@pytest.mark.skipif(not e5.is_installed(), reason="the package is for x86-64 Linux")
async def test_with_a_second_stage_its_vote_is_shown_where_it_was_asked(tmp_path: Path) -> None:
    config = small_desk(tmp_path)
    config.write_text(config.read_text("utf-8").replace("line1: {", "line1: {second_stage: e5, "), "utf-8")
    for name in ("till", "mail"):
        text = ARTICLE.replace("router", name).replace("a storm", f"the {name} broke")
        (tmp_path / f"kb/articles/{name}.md").write_text(text, "utf-8")

    ended = await firstline("ask", "--config", str(config), stdin=b"restart the router\nno internet\n")

    assert (ended.code, ended.err) == (0, "")
    sure, unsure = ended.out.split("'no internet'")
    assert "second" in unsure
    assert "second" not in sure


async def test_a_wrong_config_is_told() -> None:
    ended = await firstline("ask", "--config", "nowhere.yaml")
    assert (ended.code, ended.out) == (1, "")
    assert "nowhere.yaml" in ended.err
    assert "Traceback" not in ended.err


async def test_a_person_is_told_that_past_tickets_have_no_say_here() -> None:
    ended = await firstline("ask", stdin=b"How do I restart the router?\n")
    assert (ended.code, ended.err) == (0, "")
    assert "Tickets of the past are not read here" in ended.out.splitlines()[-1]

"""`firstline kb learn`: an unlabelled message log lifts the matching; figures before and after."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path

from bot.commands.message_log import messages_of
from bot.commands.minding import other_encoder
from bot.commands.opening import Unready, desk, said_plainly
from bot.config import Config
from bot.rules import rules_of
from kb import log
from kb.building import built
from kb.confidence import ANSWER_AT
from kb.known import texts_of
from kb.lift import Lift, Request
from kb.measures import Guess, among, at, coverage


@said_plainly
def run(config_path: Path, file: Path, *, without: Collection[str]) -> int:
    """Try the log, print what it lifts, and keep what its messages mean if it helps."""
    config, library = desk(config_path)
    today = datetime.now(UTC).astimezone(rules_of(config, library).hours.zone).date()
    texts = texts_of(library, today, second=other_encoder(config) is not None)
    if not texts.can_be_learnt():
        raise Unready(
            "Nothing can be learnt from a log yet: line 1 needs three articles or more, and for each of them"
            " two phrasings beside its title. `phrasings` in the articles' front matter is the place."
        )
    messages = log.newest(messages_of(file, without))
    lift = _lifted(config, messages, today)
    _say("\n".join(_figures(lift, len(messages))))
    if lift.helps:
        asyncio.run(built(texts, config.index_folder))
        _say(
            f"Kept in {config.index_folder / log.FILE}: what {lift.near} messages mean, and of their words"
            " those that your articles have, as numbers."
            " A running desk uses it from its next start; delete the file to undo it."
        )
    return 0


@said_plainly
def forget(config_path: Path) -> int:
    """Drop what was learnt from a log."""
    config, _ = desk(config_path)
    found = log.forget(config.index_folder)
    _say("What was learnt from the log is gone." if found else "Nothing was learnt from a log.")
    return 0


def _lifted(config: Config, messages: Sequence[str], today: date) -> Lift:
    """In a child process, since the desk's commands never import scikit-learn; words pass by pipe alone."""
    request = Request(str(config.articles_folder), config.desk.languages[0], today.isoformat(), messages)
    command = [sys.executable, "-m", "kb.lifting", str(config.index_folder)]
    ended = subprocess.run(  # noqa: S603 our own module
        command, input=json.dumps(asdict(request)), text=True, capture_output=True, check=False
    )
    if ended.returncode:
        raise Unready(f"The log cannot be learnt from: {ended.stderr.strip().rsplit(chr(10), 1)[-1]}")
    return Lift(**json.loads(ended.stdout))


def _figures(lift: Lift, read: int) -> list[str]:
    before, after = lift.guesses()
    rows = [
        f"{read} different messages read, {lift.near} of them near an article, the others left out",
        f"{len(before)} phrasings held out, each fifth asked of what the other four taught:",
        f"  before  {_figure(before)}",
        f"  after   {_figure(after)}",
    ]
    if not lift.helps:
        rows.append("The log does not help here: nothing is kept.")
    return rows


def _figure(guesses: Sequence[Guess]) -> str:
    sure = at(guesses, ANSWER_AT)
    return (
        f"right first {among(guesses, 1):.1%}, among the first three {among(guesses, 3):.1%},"
        f" coverage at 95% precision {coverage(guesses, 0.95)[0]:.1%};"
        f" from {ANSWER_AT} {sure.covered:.1%} answered, {sure.precision:.1%} of them right"
    )


def _say(text: str) -> None:
    print(text)  # noqa: T201 this is the command's output

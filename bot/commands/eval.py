"""`firstline eval`: figures of line 1's matching on labelled messages and of moods corrected, and a refit."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot.commands import eval_clicks, eval_moods
from bot.commands.labelled import labelled, told
from bot.commands.minding import think_ready
from bot.commands.opening import Unready, desk, said_plainly
from bot.config import Config
from bot.line1.conversation import Thresholds
from bot.rules import rules_of
from kb import calibration
from kb.article import Library
from kb.calibration import Calibration
from kb.measures import Guess, among, at, calibration_error, confusions, coverage, reliability
from storage.clicks import Click

PRECISIONS = (0.90, 0.95, 0.98)
FOLDS = 5


@said_plainly
def run(
    config_path: Path,
    file: Path | None,
    environ: Mapping[str, str],
    *,
    png: Path | None,
    fit: bool,
    precision: float,
) -> int:
    """Print the figures; with `fit`, bend the confidence to them and tell the thresholds for a precision."""
    config, library = desk(config_path)
    clicks = asyncio.run(eval_clicks.clicked(config, environ))
    if file or clicks:
        _evaluate(config, library, file, clicks, png=png, fit=fit, precision=precision)
    else:
        _say("\n".join(eval_clicks.figures(())))
    looked = asyncio.run(eval_moods.looked_at(config, environ))
    _say("\n".join(["", *eval_moods.figures(looked)]))
    if fit and looked.corrected:
        _say("\n".join(eval_moods.fit(looked, config.leaning_file)))
    return 0


def _evaluate(
    config: Config,
    library: Library,
    file: Path | None,
    clicks: Sequence[Click],
    *,
    png: Path | None,
    fit: bool,
    precision: float,
) -> None:
    """On the file and on what customers tapped; drawn and fitted to are both together."""
    rules = rules_of(config, library)
    today = datetime.now(UTC).astimezone(rules.hours.zone).date()
    shown = library.for_customers(today).articles
    messages, problems = labelled(file, shown.keys()) if file else ([], [])
    if problems:
        print(told(problems), file=sys.stderr)  # noqa: T201
    thinker = think_ready(rules, library, config)
    asyncio.run(thinker.learn(config.index_folder))
    guesses = [Guess.of(one.text, one.article, thinker.match(one.text, today)) for one in messages]
    tapped = eval_clicks.guesses(clicks, lambda text: thinker.match(text, today))
    thinker.close()
    if guesses:
        _say("\n".join([*_figures(guesses, rules.thresholds), ""]))
    _say("\n".join(eval_clicks.figures(tapped)))
    if png:
        _draw([*guesses, *tapped], png)
    if fit:
        _fit([*guesses, *tapped], config, precision)


def _figures(guesses: Sequence[Guess], thresholds: Thresholds) -> list[str]:
    inside = [one for one in guesses if one.article]
    rows = [
        f"{len(inside)} messages with an article, {len(guesses) - len(inside)} outside the knowledge base"
    ]
    if inside:
        rows.append(f"right first {among(guesses, 1):.1%}, among the first three {among(guesses, 3):.1%}")
        rows += [_coverage(guesses, precision) for precision in PRECISIONS]
    for name, threshold in (("answers", thresholds.answer), ("suggests", thresholds.suggest)):
        shares = at(guesses, threshold)
        rows.append(
            f"{name} from {threshold:.2f}: {shares.covered:.1%} of those with an article,"
            f" first one right {shares.precision:.1%};"
            f" out-of-scope recall {1 - shares.answered_outside:.1%}"
        )
    rows += [
        "",
        f"reliability (calibration error {calibration_error(guesses):.3f})",
        "   sure  right  messages",
    ]
    rows += [f"  {sure:5.2f}  {right:5.2f}  {count:8}" for sure, right, count in reliability(guesses)]
    if wrong := confusions(guesses):
        rows += ["", "worst confusions (times, asked for, found)"]
        rows += [f"  {times:3}  {article} → {found}" for times, article, found in wrong]
    return rows


def _coverage(guesses: Sequence[Guess], precision: float) -> str:
    covered, threshold = coverage(guesses, precision)
    return f"coverage at {precision:.0%} precision: {covered:.1%} (threshold {threshold:.2f})"


def _fit(guesses: Sequence[Guess], config: Config, precision: float) -> None:
    """The line, and how it does on messages it was not fitted to."""
    if len(guesses) < calibration.LEAST:
        raise Unready(f"{len(guesses)} messages are too few to fit to: {calibration.LEAST} at least")
    before = calibration.read(config.calibration_file)
    raw = [Guess(one.text, one.article, one.found, before.undone(one.sure)) for one in guesses]
    unseen = [g for n in range(FOLDS) for g in _bent(raw[n::FOLDS], _fitted(_without(raw, n)))]
    line = _fitted(raw)
    covered, threshold = coverage(_bent(raw, line), precision)
    calibration.write(line, config.calibration_file)
    _say(
        f"\nfitted on {len(guesses)} messages and kept in {config.calibration_file}\n"
        f"calibration error {calibration_error(guesses):.3f} → {calibration_error(unseen):.3f}"
        f" (each fifth by the other four)\n"
        f"for {precision:.0%} precision, {covered:.1%} answered, write in the config:\n"
        f"line1: {{thresholds: {{answer: {max(threshold, 0.5):.2f}}}}}"
    )


def _without(guesses: Sequence[Guess], fold: int) -> list[Guess]:
    return [one for n, one in enumerate(guesses) if n % FOLDS != fold]


def _fitted(guesses: Sequence[Guess]) -> Calibration:
    return calibration.fitted([one.sure for one in guesses], [one.is_right for one in guesses])


def _bent(guesses: Sequence[Guess], line: Calibration) -> list[Guess]:
    return [Guess(one.text, one.article, one.found, line.of(one.sure)) for one in guesses]


def _draw(guesses: Sequence[Guess], png: Path) -> None:
    """In a child process: the desk never imports matplotlib."""
    points = json.dumps(reliability(guesses))
    command = [sys.executable, "-m", "bot.commands.eval_picture", str(png)]
    ended = subprocess.run(command, input=points, text=True, capture_output=True, check=False)  # noqa: S603 our own module
    if ended.returncode:
        raise Unready(f"{png} cannot be drawn: {ended.stderr.strip().rsplit(chr(10), 1)[-1]}")


def _say(text: str) -> None:
    print(text)  # noqa: T201 this is the command's output

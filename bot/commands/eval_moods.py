"""The part of `firstline eval` about moods: how line 1's readings fared with the desk, and a refit."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.config import Config
from bot.environment import database_url
from bot.line1 import leaning
from bot.line1.leaning import LEAST, UNTOUCHED, Judged
from bot.line1.triage import FeltTriage
from kb.encoder import UseEncoder
from storage.address import file_of, on_sqlite, parse
from storage.database import Database
from storage.moods import Felt
from storage.schema import known

WORST = 10
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Looked:
    """Readings that somebody corrected or confirmed, and those on tickets that nobody touched."""

    corrected: Sequence[Felt]
    untouched: Sequence[Felt]


async def looked_at(config: Config, environ: Mapping[str, str]) -> Looked:
    """What the desk's database holds of it; nothing where there is no database yet."""
    url = database_url(environ, config.folder)
    address = parse(url)
    if on_sqlite(address) and not file_of(address).exists():
        return Looked((), ())
    await known(url)
    database = Database(url)
    try:
        async with database.look() as work:
            return Looked(await work.moods.corrections(), await work.moods.uncorrected())
    finally:
        await database.close()


def figures(looked: Looked) -> list[str]:
    """How often the reading was the desk's, and the worst confusions."""
    found = looked.corrected
    if not found:
        return ["moods: nobody at the desk has corrected or confirmed one in the last 30 days"]
    agreed = sum(one.emotion == one.corrected for one in found)
    rows = [
        f"moods: {len(found)} readings corrected or confirmed at the desk, {len(looked.untouched)} left as "
        f"they were; line 1 agreed in {agreed} of {len(found)} ({agreed / len(found):.1%})"
    ]
    wrong = Counter((one.emotion, one.corrected) for one in found if one.emotion != one.corrected)
    if wrong:
        rows += ["worst confusions (times, line 1 heard, the desk heard)"]
        rows += [f"  {times:3}  {heard} → {said}" for (heard, said), times in wrong.most_common(WORST)]
    return rows


def fit(looked: Looked, file: Path) -> list[str]:
    """Bend the head to the corrections and keep that, if it helps on those it was not fitted to."""
    if len(looked.corrected) < LEAST:
        return [f"moods: {len(looked.corrected)} corrections are too few to fit to: {LEAST} at least"]
    judged = _judged(looked)
    corrected = judged[: len(looked.corrected)]
    before = leaning.agreement(corrected, leaning.SHIPPED)
    after = sum(_unseen(judged, len(corrected))) / len(corrected)
    told = f"agreement with corrections {before:.1%} → {after:.1%} (each fifth by the other four)"
    if after <= before:
        return [f"moods: {told}: nothing is gained, the head stays as it is"]
    leaning.write(leaning.fitted(judged), file)
    return [f"moods: fitted on {len(corrected)} corrections and kept in {file}", told]


def _judged(looked: Looked) -> list[Judged]:
    """All of them as the shipped head reads their words now; corrected ones first."""
    triage = FeltTriage(UseEncoder())
    heard = [
        Judged(triage.feel(one.text).emotions, one.corrected, 1.0)
        for one in looked.corrected
        if one.corrected
    ]
    return heard + [
        Judged(triage.feel(one.text).emotions, one.emotion, UNTOUCHED) for one in looked.untouched
    ]


def _unseen(judged: Sequence[Judged], corrected: int) -> Iterator[float]:
    """For each fifth of the corrections, how many are right by a fit on everything else."""
    for fold in range(FOLDS):
        held = judged[:corrected][fold::FOLDS]
        seen = [one for at, one in enumerate(judged) if at >= corrected or at % FOLDS != fold]
        yield leaning.agreement(held, leaning.fitted(seen)) * len(held)

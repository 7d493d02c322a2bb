"""The part of `firstline eval` about what customers tapped: labelled messages that nobody had to write."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from bot.config import Config
from bot.environment import database_url
from kb.match import Match
from kb.measures import Guess, calibration_error, reliability
from storage.address import file_of, on_sqlite, parse
from storage.clicks import Click, Verdict
from storage.database import Database
from storage.schema import known

Matching = Callable[[str], Sequence[Match]]


async def clicked(config: Config, environ: Mapping[str, str]) -> Sequence[Click]:
    """What the desk's database holds; nothing where there is no database yet."""
    url = database_url(environ, config.folder)
    address = parse(url)
    if on_sqlite(address) and not file_of(address).exists():
        return ()
    await known(url)
    database = Database(url)
    try:
        async with database.look() as work:
            return await work.clicks.newest()
    finally:
        await database.close()


def guesses(clicks: Sequence[Click], matching: Matching) -> list[Guess]:
    """What line 1 would find now, where the taps tell whether it is right.

    The last word on a question counts. An answer that did not help, and suggestions of which none fitted,
    tell only that these were wrong: where something else comes first now, nobody knows.
    """
    last = {(one.customer_id, one.text): one for one in clicks}
    return list(_judged(last.values(), matching))


def _judged(clicks: Iterable[Click], matching: Matching) -> Iterator[Guess]:
    for click in clicks:
        matches = matching(click.text)
        first = matches[0].article_id if matches else None
        if click.verdict in {Verdict.PICKED, Verdict.HELPED}:
            yield Guess.of(click.text, click.articles[0], matches)
        elif first in click.articles:
            yield Guess.of(click.text, None, matches)


def figures(found: Sequence[Guess]) -> list[str]:
    """How often line 1 would be right, and how reliable its confidence is."""
    if not found:
        return ["taps: no customer has said of an answer whether it helped"]
    right = sum(one.is_right for one in found)
    return [
        f"taps: of {len(found)} questions with a word on the answer, {right} ({right / len(found):.1%}) have"
        f" the right article first; calibration error {calibration_error(found):.3f}",
        "   sure  right  taps",
        *(f"  {sure:5.2f}  {share:5.2f}  {count:4}" for sure, share, count in reliability(found)),
    ]

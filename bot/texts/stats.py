"""How line 1 chose queues, as leads read it."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.texts.catalogue import Words
from routing.desk import Queue
from storage.history import Handed
from storage.letters import Text


def stats(words: Words, days: int, found: Sequence[tuple[Queue, Handed]]) -> Text:
    """A row for each queue: what came from line 1, how much of it wrongly; below, what came wrongly up."""
    if not found:
        return Text(
            html=words.count(
                "In the last {n} day nothing came to your queues.",
                "In the last {n} days nothing came to your queues.",
                days,
            )
        )
    head = words.count(
        "<b>Handed over by line 1, last {n} day</b>", "<b>Handed over by line 1, last {n} days</b>", days
    )
    total = _row(words, words.say("All"), _sum([one for _, one in found]))
    rows = [_row(words, queue.called(words.language), one) for queue, one in found]
    foot = words.say(
        "Wrong: people moved it on from where line 1 had put it, or returned it saying “wrong queue”. "
        "Where it went is learnt."
    )
    return Text(html=Markup("\n").join([head, *rows, *([total] if len(rows) > 1 else []), foot]))


def _sum(found: Sequence[Handed]) -> Handed:
    return Handed(
        sum(one.given for one in found), sum(one.wrong for one in found), sum(one.returned for one in found)
    )


def _row(words: Words, name: str, one: Handed) -> Markup:
    share = round(100 * min(one.wrong / one.given, 1)) if one.given else 0
    row = words.say(
        "{queue}: {given}, wrong queue {wrong} ({share} %)",
        queue=name,
        given=one.given,
        wrong=one.wrong,
        share=share,
    )
    if not one.returned:
        return row
    return words.say("{row} · escalated here wrongly: {returned}", row=row, returned=one.returned)

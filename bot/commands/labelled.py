"""Labelled messages from a CSV file: `text,article`, where an empty article means "nothing we know of"."""

import csv
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from bot.commands.opening import Unready


@dataclass(frozen=True, slots=True)
class Labelled:
    """A message and the id of its article, None if it is outside the knowledge base."""

    text: str
    article: str | None


def labelled(file: Path, articles: Collection[str]) -> tuple[list[Labelled], list[str]]:
    """The rows that can be used, and a sentence for each that cannot; Unready if none can."""
    try:
        rows = [*_rows(file)]
    except OSError as wrong:
        raise Unready(f"{file} cannot be read: {wrong.strerror or wrong}") from None
    good, problems = list[Labelled](), list[str]()
    for number, row in rows:
        problem = _problem(row, articles)
        if problem:
            problems.append(f"{file}:{number} {problem}")
        else:
            good.append(Labelled(str(row["text"]), (row["article"] or "").strip() or None))
    if not good:
        raise Unready("\n".join([*problems, f"{file} has no labelled message: write `text,article` rows"]))
    return good, problems


def _rows(file: Path) -> Iterator[tuple[int, dict[str | None, str | None]]]:
    """With the number of the file's row each of them ends on."""
    with file.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
        reader = csv.DictReader((row.replace("\0", "") for row in stream), strict=False)
        missing = {"text", "article"} - set(reader.fieldnames or ())
        if missing:
            raise Unready(f"{file}:1 no column `{min(missing)}`: the first row should be `text,article`")
        try:
            for row in reader:
                yield reader.line_num, row
        except csv.Error as wrong:
            raise Unready(f"{file}:{reader.line_num} {wrong}") from None


def _problem(row: dict[str | None, str | None], articles: Collection[str]) -> str | None:
    if None in row:
        return "has more columns than the first row: put a text with a comma in it in quotes"
    if not (row["text"] or "").strip():
        return "has no text"
    if row["article"] is None:
        return "has no `article` column: leave it empty if nothing answers the message, but keep the comma"
    article = row["article"].strip()
    if article and article not in articles:
        near = get_close_matches(article, articles, n=1)
        return f"no article `{article}` that customers may see" + (
            f": did you mean `{near[0]}`?" if near else ""
        )
    return None


def told(problems: Sequence[str], most: int = 20) -> str:
    """The first ones, and how many there are."""
    more = len(problems) - most
    return "\n".join([*problems[:most], *([f"... and {more} more"] if more > 0 else [])])

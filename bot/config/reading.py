"""From a file to a Config, with every mistake told at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from bot.config import checks
from bot.config.config import Config
from bot.config.problem import TOKEN, ConfigWrong, Problem, presentable
from bot.config.rows import SALVAGE, Written
from bot.config.sentences import mistake, spoilt_part
from bot.config.source import NotYaml, Source, compose

A_LEAK = (
    "looks like a bot token; take it out, make a new one with @BotFather, and keep it in the environment only"
)
#: Row (0: the whole file) and advice.
Found = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """What could be read, what is wrong with it, and what is allowed but may surprise.

    With mistakes in the file, `config` has defaults and blanks in their places and is good for further
    checks only; it is None when the file is no mapping at all.
    """

    config: Config | None
    problems: tuple[Problem, ...] = ()
    advice: tuple[Problem, ...] = ()


def load(path: Path) -> Config:
    """The config in this file; ConfigWrong with every mistake in it."""
    reading = read(path)
    if reading.problems or reading.config is None:
        raise ConfigWrong(reading.problems)
    return reading.config


def read(path: Path) -> Reading:
    """The file's config and mistakes; a file that is missing or unreadable is one mistake."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return _nothing(path, 0, "there is no such file; name another with --config")
    except OSError as wrong:
        return _nothing(path, 0, f"cannot be read: {wrong.strerror or wrong}")
    try:
        return read_text(content.decode("utf-8-sig"), path)
    except UnicodeDecodeError as wrong:
        row = content.count(b"\n", 0, wrong.start) + 1
        return _nothing(path, row, "is not UTF-8 text; save the file as UTF-8")


def read_text(text: str, path: Path) -> Reading:
    """The same for a file's text; `path` names it in mistakes, and paths in it start from its folder."""
    secrets = [(row, A_LEAK) for row, words in enumerate(text.split("\n"), 1) if TOKEN.search(words)]
    try:
        source = compose(text)
    except NotYaml as wrong:
        return Reading(None, _problems(path, [*secrets, (wrong.row, wrong.advice)]))
    if not isinstance(source.value, dict):
        return Reading(None, _problems(path, [*secrets, _no_mapping(source)]))
    written, found = _checked(source, source.value)
    config = Config.model_construct(folder=path.parent, **dict(written))
    advice = [] if found or secrets else _located(source, checks.advice(written))
    return Reading(config, _problems(path, [*secrets, *found]), _problems(path, advice))


def _checked(source: Source, value: Mapping[str, object]) -> tuple[Written, list[Found]]:
    """The sections, salvaged where they have mistakes, and all the mistakes."""
    found: list[Found] = list(source.bad_keys)
    torn: set[str] = set()
    try:
        written = Written.model_validate(value)
    except ValidationError as wrong:
        errors = wrong.errors(include_url=False)
        found += _located(source, map(mistake, errors))
        torn = set(map(spoilt_part, errors))
        written = Written.model_validate(value, context=SALVAGE)
    return written, [*found, *_located(source, checks.mistakes(written, torn))]


def _no_mapping(source: Source) -> Found:
    if source.value is None:
        return 0, "is empty; docs/config.md has a small config to begin with"
    return source.row(()), "should be keys with values (`desk: ...`); docs/config.md has a small config"


def _located(source: Source, mistakes: Iterator[checks.Mistake]) -> list[Found]:
    return [(source.row(loc), ": ".join(filter(None, (source.name(loc), text)))) for loc, text in mistakes]


def _problems(path: Path, found: list[Found]) -> tuple[Problem, ...]:
    """In the order of the file; of a row, in the order they were found; each once."""
    in_order = sorted(dict.fromkeys(found), key=lambda one: one[0])
    return tuple(Problem(str(path), row, presentable(text)) for row, text in in_order)


def _nothing(path: Path, row: int, text: str) -> Reading:
    return Reading(None, _problems(path, [(row, text)]))

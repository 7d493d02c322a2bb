"""`firstline check`: every mistake of the config and the articles, or what a right config holds."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from bot.config import Config, read
from kb.article import Article, Library
from kb.loading import read as read_articles


@dataclass(frozen=True, slots=True)
class Findings:
    """Mistakes, and what is allowed but may surprise, as sentences; config and articles if any were read."""

    mistakes: tuple[str, ...]
    advice: tuple[str, ...] = ()
    config: Config | None = None
    library: Library | None = None


def check(config_path: Path) -> list[str]:
    """Every mistake of the config and of the articles it names; empty when all is right."""
    return list(find(config_path).mistakes)


def find(config_path: Path) -> Findings:
    """What there is to say about the config and the articles it names."""
    reading = read(config_path)
    mistakes = [*map(str, reading.problems)]
    if reading.config is None:
        return Findings(tuple(mistakes))
    config = reading.config
    # With mistakes the languages may be blank; the articles can be read all the same.
    library, problems = read_articles(config.articles_folder, next(iter(config.desk.languages), "en"))
    mistakes += [*map(str, problems), *_unknown_queues(config, library)]
    return Findings(tuple(mistakes), tuple(map(str, reading.advice)), config, library)


def run(config_path: Path) -> int:
    """Print it all; 0 when there is no mistake, else 1."""
    findings = find(config_path)
    rows = findings.mistakes or (*_summary(config_path, findings), *findings.advice)
    console = Console(soft_wrap=True)
    for row in rows:
        # What people wrote is shown as it is: brackets and colons mean nothing here.
        console.print(row, markup=False, highlight=False, emoji=False)
    return 1 if findings.mistakes else 0


def _unknown_queues(config: Config, library: Library) -> Iterator[str]:
    queues = [queue.id for queue in config.queues]
    for article in library.articles.values():
        if queues and article.queue is not None and article.queue not in queues:
            place = _place_of_queue(article, config.articles_folder)
            yield f"{place} there is no queue `{article.queue}`; choose from {', '.join(queues)}"


def _place_of_queue(article: Article, folder: Path) -> str:
    """File and row where the article names its queue."""
    names = {f"{article.id}.md", *(f"{article.id}.{language}.md" for language in article.versions)}
    for path in sorted(path for path in folder.rglob("*.md") if path.name in names):
        for number, row in enumerate(path.read_text("utf-8-sig").split("\n"), 1):
            if row.startswith("queue:"):
                return f"{path}:{number} queue:"
    return f"{folder} {article.id}:"


def _summary(config_path: Path, findings: Findings) -> Iterator[str]:
    config, library = findings.config, findings.library
    assert config is not None
    assert library is not None, "without mistakes both are there"
    articles = library.articles.values()
    yield f"{config_path}: no mistakes. {config.desk.name}, {config.desk.timezone}, {_hours(config)}"
    yield f"lines     {len(config.lines)}: {', '.join(f'{line.id} {line.title}' for line in config.lines)}"
    yield f"queues    {len(config.queues)}: {', '.join(_queue_names(config))}"
    yield f"staff     {len(config.staff)}: {_counts(Counter(row.role.value for row in config.staff))}"
    yield f"articles  {len(articles)}: {_counts(Counter(code for one in articles for code in one.versions))}"


def _queue_names(config: Config) -> Iterator[str]:
    for queue in config.queues:
        yield f"{queue.id} (default)" if queue.default else queue.id


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(counts.items())) or "none"


def _hours(config: Config) -> str:
    return f"open {', '.join(config.hours.days)}" if config.hours else "open around the clock"

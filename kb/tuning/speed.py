"""How long a message takes and how much memory a knowledge base needs, in a process of its own."""

import json
import resource
import subprocess
import sys
import time
from dataclasses import asdict
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from kb.article import Article, Library, Version
from kb.building import kept
from kb.encoder import UseEncoder
from kb.known import texts_of
from kb.matchers import MeaningMatcher
from kb.tuning.gates import TODAY
from kb.tuning.trials import labelled

PHRASINGS = 10
MESSAGES = 500
LONGEST = 300  # characters


def report(folder: Path, articles: int) -> None:
    """Build cold, load warm, ask; each in a child process."""
    with TemporaryDirectory() as place:
        for step in ("build", "ask"):
            command = [sys.executable, "-m", "kb.tuning.speed", step, str(folder), str(articles), place]
            subprocess.run(command, check=True)  # noqa: S603 our own module


def _library(folder: Path, articles: int) -> Library:
    """Labels cut into articles of PHRASINGS; once they are used up they repeat with a word of their own."""
    texts = [
        text
        for name in ("banking77", "clinc150")
        for some in labelled(folder / f"{name}/train.csv").values()
        for text in some
    ]
    said = enumerate(islice(cycle(texts), articles * PHRASINGS))
    rows = [text if n < len(texts) else f"{text} {n // len(texts)}{n % 97}" for n, text in said]
    groups = [rows[n : n + PHRASINGS] for n in range(0, len(rows), PHRASINGS)]
    return Library.of(
        Article(f"a{n}", {"en": Version("en", some[0][:40], "", tuple(some))})
        for n, some in enumerate(groups)
    )


def _build(library: Library, place: Path) -> None:
    texts = texts_of(library, TODAY)
    started = time.perf_counter()
    request = place / "texts.json"
    request.write_text(json.dumps(asdict(texts)), "utf-8")
    paths = [str(request), str(place / texts.file), str(place)]
    subprocess.run([sys.executable, "-m", "kb.learning", *paths], check=True)  # noqa: S603 our own module
    took = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"\n{texts.articles:,} articles, {len(texts.phrasings):,} phrasings and titles")
    print(f"  cold build {took:.1f} s in a child process ({peak:.0f} MB there)", flush=True)


def _ask(library: Library, folder: Path, place: Path) -> None:
    before = _memory()
    started = time.perf_counter()
    index = kept(texts_of(library, TODAY), place)
    matcher = MeaningMatcher(library, UseEncoder(), TODAY, index=index)
    loaded = time.perf_counter() - started
    messages = [text for some in labelled(folder / "clinc150/validation.csv").values() for text in some]
    messages = [" ".join(messages[n : n + 1 + n % 5])[:LONGEST] for n in range(MESSAGES)]
    for text in messages[:20]:
        matcher.match(text)
    times, own = list[float](), list[float]()
    for text in messages[20:]:
        began, worked = time.perf_counter(), time.thread_time()
        matcher.match(text)
        times.append(1000 * (time.perf_counter() - began))
        own.append(1000 * (time.thread_time() - worked))
    half, most = np.percentile(times, [50, 99])
    print(f"  warm load {loaded:.2f} s; a message p50 {half:.1f} ms, p99 {most:.1f} ms, one core")
    half, most = np.percentile(own, [50, 99])
    print(f"  of that processor time p50 {half:.1f} ms, p99 {most:.1f} ms: the rest is waiting")
    print(
        f"  memory {_memory():.0f} MB, of which {before:.0f} MB before loading the knowledge base", flush=True
    )


def _memory() -> float:
    """Resident now, in megabytes."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def main(step: str, folder: Path, articles: int, place: Path) -> None:
    """One step of `report`."""
    library = _library(folder, articles)
    if step == "build":
        _build(library, place)
    else:
        _ask(library, folder, place)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))

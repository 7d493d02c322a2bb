"""How long a message takes and how much memory a knowledge base needs, in a process of its own."""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from kb.article import Article, Library, Version
from kb.building import kept
from kb.e5 import E5Encoder
from kb.encoder import Encoder, UseEncoder, Vectors
from kb.known import texts_of
from kb.matchers import MeaningMatcher
from kb.tuning.gates import TODAY
from kb.tuning.trials import labelled

PHRASINGS = 10
MESSAGES = 500
LONGEST = 300  # characters


def report(folder: Path, articles: int, *, second: bool = False) -> None:
    """Build cold, load warm, ask; each in a child process; with the second stage if wanted."""
    with TemporaryDirectory() as place:
        for step in ("build", "ask"):
            row = [step, str(folder), str(articles), place, *(["second"] if second else [])]
            subprocess.run([sys.executable, "-m", "kb.tuning.speed", *row], check=True)  # noqa: S603 ours


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


def _build(library: Library, place: Path, *, second: bool) -> None:
    texts = texts_of(library, TODAY, second=second)
    started = time.perf_counter()
    request = place / "texts.json"
    request.write_text(json.dumps(asdict(texts)), "utf-8")
    paths = [str(request), str(place / texts.file), str(place)]
    subprocess.run([sys.executable, "-m", "kb.learning", *paths], check=True)  # noqa: S603 our own module
    took = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    stage = ", with the second stage" if second else ""
    print(f"\n{texts.articles:,} articles, {len(texts.phrasings):,} phrasings and titles{stage}")
    print(f"  cold build {took:.1f} s in a child process ({peak:.0f} MB there)", flush=True)


def _ask(library: Library, folder: Path, place: Path, *, second: bool) -> None:
    before = _memory()
    started = time.perf_counter()
    index = kept(texts_of(library, TODAY, second=second), place)
    other = _Counting(E5Encoder()) if second else None
    matcher = MeaningMatcher(library, UseEncoder(), TODAY, index=index, other=other)
    loaded = time.perf_counter() - started
    messages = [text for some in labelled(folder / "clinc150/validation.csv").values() for text in some]
    messages = [" ".join(messages[n : n + 1 + n % 5])[:LONGEST] for n in range(MESSAGES)]
    for text in messages[:20]:
        matcher.match(text)
    asked = other.asked if other else 0
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
    if other:
        print(f"  asked a second time: {(other.asked - asked) / len(times):.0%}")
    print(
        f"  memory {_memory():.0f} MB, of which {before:.0f} MB before loading the knowledge base", flush=True
    )


def _memory() -> float:
    """Resident now, in megabytes."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


class _Counting:
    """An encoder that counts how often it is asked."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.asked = 0

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.asked += 1
        return self._encoder.encode(texts)


def main(step: str, folder: Path, articles: int, place: Path, *, second: bool) -> None:
    """One step of `report`."""
    library = _library(folder, articles)
    if step == "build":
        _build(library, place, second=second)
    else:
        _ask(library, folder, place, second=second)


if __name__ == "__main__":
    main(
        sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]), second=sys.argv[5:] == ["second"]
    )

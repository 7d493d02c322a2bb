"""Builds indexes in a child process: the running desk does not wait, and never imports scikit-learn."""

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from shutil import move
from tempfile import TemporaryDirectory

from kb.errors import IndexFailed
from kb.index import Index, Texts, read

NEWEST = 8  # indexes kept: for customers and for staff, and a few to go back to


def built(texts: Texts, folder: Path | None) -> Index:
    """From the folder if it is there already, else made by a child process and kept there.

    What was encoded for the newest index of the folder is not encoded again. Without a folder nothing is
    kept. IndexFailed when the child fails.
    """
    kept = _kept(texts, folder)
    return kept or _made(texts, folder)


def _kept(texts: Texts, folder: Path | None) -> Index | None:
    return read(folder / texts.file) if folder else None


def _made(texts: Texts, folder: Path | None) -> Index:
    with TemporaryDirectory(prefix="firstline-index-") as place:
        request, made = Path(place, "texts.json"), Path(place, texts.file)
        request.write_text(json.dumps(asdict(texts)), "utf-8")
        _run_child(str(request), str(made), *map(str, _newest(folder)[:1]))
        index = read(made)
        if index is None:
            raise IndexFailed("it cannot be read back")
        if folder:
            _keep(made, folder)
    return index


def _run_child(*paths: str) -> None:
    command = [sys.executable, "-m", "kb.learning", *paths]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 our own module
    if ended.returncode:
        raise IndexFailed(ended.stderr.strip().rsplit("\n", 1)[-1] or f"exit code {ended.returncode}")


def _newest(folder: Path | None) -> list[Path]:
    """The newest first; others may be tidying up meanwhile."""
    files = list(folder.glob("*.npz")) if folder and folder.is_dir() else []
    return sorted(files, key=lambda file: file.stat().st_mtime if file.exists() else 0.0, reverse=True)


def _keep(made: Path, folder: Path) -> None:
    """Whole or not at all, since others may read there; a folder that cannot be written to keeps nothing."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = folder / f"{made.parent.name}.unfinished"
        move(made, unfinished)
        unfinished.replace(folder / made.name)
        for old in _newest(folder)[NEWEST:]:
            old.unlink(missing_ok=True)
    except OSError:
        return

"""Builds indexes in a child process: the running desk does not wait, and never imports scikit-learn."""

import asyncio
import json
import sys
from asyncio.subprocess import DEVNULL, PIPE
from dataclasses import asdict
from pathlib import Path
from shutil import move
from tempfile import TemporaryDirectory

from kb import log
from kb.errors import IndexFailed
from kb.index import Index, Texts, read

NEWEST = 8  # indexes kept: for customers and for staff, and a few to go back to


def kept(texts: Texts, folder: Path | None) -> Index | None:
    """The index of these texts if the folder has it."""
    return read(folder / named(texts, folder)) if folder else None


def named(texts: Texts, folder: Path | None) -> str:
    """The index's file: another one when something was learnt from a log, or that was deleted again."""
    learnt_from = log.digest(folder)
    return texts.file.replace(".npz", f"-{learnt_from}.npz") if learnt_from else texts.file


async def built(texts: Texts, folder: Path | None) -> Index:
    """Made by a child process, and kept in the folder; the child ends when this is cancelled.

    What was encoded for the newest index of the folder is not encoded again. Without a folder nothing is
    kept. IndexFailed when the child fails.
    """
    with TemporaryDirectory(prefix="firstline-index-") as place:
        request, made = Path(place, "texts.json"), Path(place, await asyncio.to_thread(named, texts, folder))
        await asyncio.to_thread(request.write_text, json.dumps(asdict(texts)), "utf-8")
        await _run_child(str(request), str(made), str(folder or place), *map(str, _newest(folder)[:1]))
        index = await asyncio.to_thread(read, made)
        if index is None:
            raise IndexFailed("it cannot be read back")
        if folder:
            await asyncio.to_thread(_keep, made, folder)
    return index


async def _run_child(*paths: str) -> None:
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "kb.learning", *paths, stdin=DEVNULL, stdout=DEVNULL, stderr=PIPE
    )
    try:
        _, said = await child.communicate()
    except asyncio.CancelledError:
        child.kill()
        await child.wait()
        raise
    if child.returncode:
        told = said.decode(errors="replace").strip()
        raise IndexFailed(told.rsplit("\n", 1)[-1] or f"exit code {child.returncode}")


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

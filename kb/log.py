"""What is kept of an imported message log: what its messages mean, as vectors, and not one word of them."""

import re
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np

from kb.encoder import Vectors

FILE = "from-log.npy"  # beside the indexes; deleting it undoes `kb learn`
MOST = 5_000  # messages; of more, the newest
ENOUGH_OWN = 500  # conversations of the desk's own, after which a log of others' helps no more (DESIGN.md 5)

_PERSONAL = re.compile(
    r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.]+|@\w{3,}|\+?\d[\d\s()-]{5,}\d|\b\w*\d{4,}\w*\b"
)


def masked(text: str) -> str:
    """Without links, addresses, names of accounts, phone and card numbers: nothing of them is encoded."""
    return " ".join(_PERSONAL.sub(" ", text).split())


def read(folder: Path | None) -> Vectors | None:
    """A row for each message kept; None if nothing was learnt from a log, or it cannot be used."""
    if folder is None:
        return None
    try:
        with (folder / FILE).open("rb") as stream:
            return np.asarray(np.load(stream, allow_pickle=False), dtype=np.float32)
    except (OSError, ValueError, EOFError):
        return None


def write(vectors: Vectors, folder: Path) -> None:
    """As `read` reads it, whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / f"{FILE}.unfinished"
    with unfinished.open("wb") as stream:
        np.save(stream, vectors.astype(np.float16), allow_pickle=False)
    unfinished.replace(folder / FILE)


def digest(folder: Path | None) -> str:
    """The same for the same log, empty without one."""
    if folder is None or not (folder / FILE).is_file():
        return ""
    return sha256((folder / FILE).read_bytes()).hexdigest()[:16]


def forget(folder: Path) -> bool:
    """Drop what was learnt from a log; True if there was anything."""
    found = (folder / FILE).is_file()
    (folder / FILE).unlink(missing_ok=True)
    return found


def newest(messages: Sequence[str]) -> list[str]:
    """The last MOST different ones, masked, in order."""
    plain = dict.fromkeys(text for message in reversed(messages) if (text := masked(message)))
    return list(plain)[:MOST][::-1]

"""What is kept of an imported message log: what its messages mean, and their words that articles have too."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from zipfile import BadZipFile
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from kb.encoder import Vectors
from kb.heads import matrix_of, parts_of
from kb.tfidf import TfIdf

FILE = "from-log.messages"  # beside the indexes; deleting it undoes `kb learn`
EARLIER = "from-log.npy"  # as it was before words were kept: vectors alone
NUMBERS = 2**20  # words are kept as numbers below this
MOST = 5_000  # messages; of more, the newest
ENOUGH_OWN = 500  # conversations of the desk's own, after which a log of others' helps no more (DESIGN.md 5)

_PERSONAL = re.compile(
    r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.]+|@\w{3,}|\+?\d[\d\s()-]{5,}\d|\b\w*\d{4,}\w*\b"
)


def masked(text: str) -> str:
    """Without links, addresses, names of accounts, phone and card numbers: nothing of them is encoded."""
    return " ".join(_PERSONAL.sub(" ", text).split())


@dataclass(frozen=True, slots=True)
class Messages:
    """A row for each message: its meaning, and how often it has each word that an article has too.

    Words that no article has, names among them, are kept in no form; the others as numbers.
    """

    vectors: Vectors
    words: sparse.csr_array  # (messages, NUMBERS); empty rows where only the meaning was kept

    @classmethod
    def of(cls, vectors: Vectors, texts: Sequence[str], known: TfIdf) -> "Messages":
        """From normalised texts and what they mean; of their words only the known ones."""
        return cls(vectors, _numbered([known.counted(text) for text in texts]))

    def rows(self, known: TfIdf) -> sparse.csr_array:
        """The messages as rows over these words."""
        columns = self.words.tocsc()[:, [_number(word) for word in known.vocabulary]]
        return known.weighed(sparse.csr_array(columns))

    def only(self, wanted: NDArray[np.bool_]) -> "Messages":
        """Some of them."""
        return Messages(self.vectors[wanted], self.words[np.flatnonzero(wanted)])


def _numbered(counted: Sequence[Counter[str]]) -> sparse.csr_array:
    starts = np.cumsum([0, *(len(counts) for counts in counted)], dtype=np.int32)
    columns = np.array([_number(word) for counts in counted for word in counts], dtype=np.int32)
    times = np.array([n for counts in counted for n in counts.values()], dtype=np.float32)
    return sparse.csr_array((times, columns, starts), shape=(len(counted), NUMBERS))


def _number(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass")) % NUMBERS


def read(folder: Path | None) -> Messages | None:
    """The messages kept; None if nothing was learnt from a log, or it cannot be used."""
    file = _file(folder)
    if file is None:
        return None
    try:
        with file.open("rb") as stream:
            kept = np.load(stream, allow_pickle=False)
            if file.name == EARLIER:
                vectors = np.asarray(kept, dtype=np.float32)
                return Messages(vectors, _numbered([Counter() for _ in vectors]))
            return Messages(kept["vectors"].astype(np.float32), matrix_of(kept, "words"))
    except (OSError, ValueError, KeyError, IndexError, EOFError, BadZipFile):
        return None


def write(messages: Messages, folder: Path) -> None:
    """As `read` reads it, whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / f"{FILE}.unfinished"
    with unfinished.open("wb") as stream:
        vectors = messages.vectors.astype(np.float16)
        np.savez(stream, allow_pickle=False, vectors=vectors, **parts_of(messages.words, "words"))
    unfinished.replace(folder / FILE)
    (folder / EARLIER).unlink(missing_ok=True)


def digest(folder: Path | None) -> str:
    """The same for the same log, empty without one."""
    file = _file(folder)
    return sha256(file.read_bytes()).hexdigest()[:16] if file else ""


def forget(folder: Path) -> bool:
    """Drop what was learnt from a log; True if there was anything."""
    found = _file(folder) is not None
    for name in (FILE, EARLIER):
        (folder / name).unlink(missing_ok=True)
    return found


def _file(folder: Path | None) -> Path | None:
    """The newer one first."""
    if folder is None:
        return None
    return next((folder / name for name in (FILE, EARLIER) if (folder / name).is_file()), None)


def newest(messages: Sequence[str]) -> list[str]:
    """The last MOST different ones, masked, in order."""
    plain = dict.fromkeys(text for message in reversed(messages) if (text := masked(message)))
    return list(plain)[:MOST][::-1]

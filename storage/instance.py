"""One process at a time on a SQLite file."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.address import file_of, on_sqlite, parse
from storage.errors import DatabaseUnusable


@contextmanager
def alone(url: str) -> Iterator[None]:
    """Nobody else works on the SQLite file meanwhile; DatabaseUnusable when another process does.

    On PostgreSQL several may work at once, so nothing is locked there.
    """
    address = parse(url)
    if on_sqlite(address):
        with _locked(file_of(address)):
            yield
    else:
        yield


@contextmanager
def _locked(database: Path) -> Iterator[None]:
    # lockf, not flock: a child process of a desk that was killed would keep a flock. The file stays: were
    # it removed, a third process could lock a new one of the same name beside the second.
    try:
        lock = database.with_name(f"{database.name}.lock").open("w")
    except OSError as error:
        raise DatabaseUnusable(
            f"Nothing can be written beside {database}: {error.strerror}; check that the folder exists "
            "and may be written to."
        ) from error
    with lock:
        try:
            fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DatabaseUnusable(
                f"The database is taken: another Firstline already works on {database}; stop it first."
            ) from None
        yield

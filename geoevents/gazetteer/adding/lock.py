"""One process at a time changes the user's gazetteers: a lock that ends with the process that holds it."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from geoevents.errors import OutputError

__all__ = ["alone"]

_MOST_SECONDS = 900.0
"""How long another process is waited for: the largest dumps take minutes."""

_PAUSE = 0.1
_LOCK = ".lock"
_OLD = "-old"


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder of gazetteers; leftovers of processes that were ended are put right first.

    Raises
    ------
    OSError
        Where the folder cannot be made or written.
    OutputError
        Where another process holds it for a quarter of an hour.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        end = time.monotonic() + _MOST_SECONDS
        while not _taken(handle):
            if time.monotonic() > end:
                raise OutputError(f"another process is changing {str(folder)!r}", "try again when it is done")
            time.sleep(_PAUSE)
        _tidy(folder)
        yield
    finally:
        os.close(handle)


def _taken(handle: int) -> bool:
    """Try to take the lock; the system takes it back when the file is closed."""
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except PermissionError:  # what Windows says of a file that is locked
        if os.name == "nt":
            return False
        raise
    return True


def _tidy(folder: Path) -> None:
    """Put back a gazetteer that was taken out to be replaced and was not, and remove drafts that nobody finishes."""
    for entry in sorted(folder.glob(".*-*")):
        if not entry.is_dir():
            continue
        name = entry.name[1:].removesuffix(_OLD).rpartition("-")[0]
        if entry.name.endswith(_OLD) and name and not (folder / name).exists():
            entry.rename(folder / name)
        else:
            shutil.rmtree(entry, ignore_errors=True)

"""Writes that either happen whole or not at all: a file that stood there stays untouched on failure."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from geoevents.errors import GeoEventsError, OutputError

__all__ = ["check_writable", "write_atomic"]


def check_writable(path: str | os.PathLike[str]) -> Path:
    """Check that a file could be written at ``path``, before work is spent on its content.

    Returns
    -------
    pathlib.Path
        ``path``, with ``~`` expanded.

    Raises
    ------
    OutputError
        If ``path`` is a folder, a device or a pipe, its folder does not exist, or either may not be written.
    """
    if not str(path) or "\0" in str(path):
        raise OutputError(f"cannot write {str(path)!r}: that is no name of a file", "name a file")
    target = Path(path).expanduser()
    folder = _real(target).parent
    if target.is_dir():
        raise OutputError(f"cannot write {str(target)!r}: it is a folder", "name a file inside it")
    if target.exists() and not target.is_file():
        # moving a file into its place would put an end to /dev/null for every program on the machine
        raise OutputError(f"cannot write {str(target)!r}: it is no ordinary file", "name another")
    if not folder.exists():
        raise OutputError(f"cannot write {str(target)!r}: folder {str(folder)!r} does not exist", "create it first")
    if not folder.is_dir():
        raise OutputError(f"cannot write {str(target)!r}: {str(folder)!r} is not a folder", "name another path")
    if not os.access(folder, os.W_OK) or (target.exists() and not os.access(target, os.W_OK)):
        raise OutputError(f"cannot write {str(target)!r}: permission denied", "choose another path")
    return target


@contextmanager
def write_atomic(path: str | os.PathLike[str]) -> Iterator[Path]:
    """Give a temporary path beside ``path``; move it into place when the block ends without an error.

    Parameters
    ----------
    path : path-like
        Where the result belongs.

    Yields
    ------
    pathlib.Path
        An empty temporary file in the same folder and with the same suffix, to be filled. Where ``path`` is a
        symbolic link, the file it points to is replaced, and the link stays.

    Raises
    ------
    OutputError
        If the place cannot be written. The old file, if any, is untouched then.
    """
    target = _real(check_writable(path))
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.", suffix=target.suffix)
    except OSError as error:
        raise OutputError(f"cannot write {str(target)!r}: {error.strerror}", "choose another path") from error
    os.close(handle)
    draft = Path(name)
    try:
        yield draft
        # mkstemp makes private files; give the result the mode it would have had, or keeps
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        draft.chmod(mode)
        draft.replace(target)
    except OSError as error:
        if isinstance(error, GeoEventsError):  # what the caller found wrong, an input for instance
            raise
        raise OutputError(f"cannot write {str(target)!r}: {error.strerror or error}", "choose another path") from error
    finally:
        with suppress(FileNotFoundError):
            draft.unlink()


def _real(path: Path) -> Path:
    """Follow a symbolic link to what it stands for, which need not exist yet."""
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def _umask() -> int:
    """Return the process's file mode mask (it can only be read by setting it)."""
    mask = os.umask(0)
    os.umask(mask)
    return mask

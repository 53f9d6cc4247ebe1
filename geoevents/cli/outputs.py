"""Where results may go: what can be known to fail is told before any work is done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from geoevents.atomic import check_writable
from geoevents.errors import OptionError

__all__ = ["PAGE", "check_format", "check_output"]

PAGE = (".html", ".htm")
"""What the name of a page ends with."""


def check_output(
    name: str, inputs: Iterable[str], *, endings: Sequence[str], option: str = "--output", told: str = ""
) -> Path:
    """Check a file that a command is to write.

    Parameters
    ----------
    name : str
        As the user gave it.
    inputs : iterable of str
        Files that the command reads, and others that it must not replace.
    endings : sequence of str
        What the name may end with, in lower case.
    option : str
        The option that names the file.
    told : str
        The endings that the remedy names; by default all of them.

    Raises
    ------
    OutputError
        If it cannot be written.
    OptionError
        If its name ends otherwise, or it is one of ``inputs``.
    """
    target = check_writable(name)
    if target.suffix.lower() not in endings:
        shown = told or ", ".join(endings)
        raise OptionError(f"{option} cannot tell a format from {target.name!r}", f"end the name with {shown}")
    for given in inputs:
        if _same(target, Path(given).expanduser()):
            raise OptionError(f"{option} {name!r} is also an input, which would be lost", "name another file")
    return target


def check_format(form: str | None, target: Path | None, meant: str) -> None:
    """Check that ``--format`` and the ending of ``--output`` do not contradict each other.

    Parameters
    ----------
    form : str or None
        What ``--format`` says.
    target : pathlib.Path or None
        The file that ``--output`` names.
    meant : str
        The format that its ending stands for.

    Raises
    ------
    OptionError
        If both are given and are different.
    """
    if form is not None and target is not None and str(form) != meant:
        raise OptionError(
            f"--format {form} and --output {target.name!r} disagree", "leave --format out, or name the file accordingly"
        )


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):  # one of them does not exist, or is no name of a file
        return False

"""What the command line says while it works: notes and progress on standard error, results on standard output."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

from geoevents.model.words import several as count

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["clean", "count", "note", "progress", "size"]


def clean(text: object, *, limit: int = 120) -> str:
    """Make a string from a file fit for one line of a terminal.

    Control and format characters (escape codes, text direction overrides) are dropped, white space is joined, and
    what is longer than ``limit`` characters is cut with an ellipsis.
    """
    words = " ".join(str(text)[: limit * 8].split())
    shown = "".join(c for c in words if c.isprintable())
    return shown if len(shown) <= limit else shown[: limit - 1].rstrip() + "…"


def size(octets: int) -> str:
    """Say a file size in kB or MB (powers of ten)."""
    return f"{octets / 1e6:.1f} MB" if octets >= 1e6 else f"{octets / 1e3:.0f} kB"


def note(text: str = "") -> None:
    """Print one line of news on standard error."""
    print(text, file=sys.stderr)


class Steps:
    """The progress of a job of several steps; see :func:`progress`."""

    def __init__(self, console: Console | None, total: int) -> None:
        self.bar: Progress | None = None
        if console is not None:
            from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

            columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
            self.bar = Progress(*columns, console=console, transient=True)
            self._task = self.bar.add_task("", total=total)

    def step(self, text: str) -> None:
        """Say what begins now; the step before it is done."""
        if self.bar is not None:
            started = self.bar.tasks[0].description != ""
            self.bar.update(self._task, description=clean(text, limit=60), advance=1 if started else 0)


@contextmanager
def progress(total: int) -> Iterator[Steps]:
    """Show a progress bar on standard error while a job runs; nothing where that is not a terminal.

    Parameters
    ----------
    total : int
        Number of steps.

    Yields
    ------
    Steps
        Call its ``step(text)`` when a step begins.
    """
    console = None
    if sys.stderr.isatty():
        from rich.console import Console

        console = Console(stderr=True)
    steps = Steps(console, total)
    with steps.bar or nullcontext():
        yield steps

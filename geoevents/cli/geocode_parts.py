"""Results that grow in part files beside their final place, with a note of how far they are valid."""

from __future__ import annotations

import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from geoevents.atomic import check_writable
from geoevents.cli.console import count, note
from geoevents.errors import InputError, OptionError, OutputError

__all__ = ["ENDINGS", "Parts"]

ENDINGS = (".part", ".part.json", ".part.json~")
"""What is appended to a result's name while it is not complete: the draft, the state, and the draft of the state."""

_VERSION = 1

_SECONDS_BETWEEN = 1.0


class Parts:
    """The files that a run writes; each is ``NAME.part`` until :meth:`finish`.

    Parameters
    ----------
    outputs : mapping of str to pathlib.Path or None
        The files by what they hold. None for the main one is standard output, for another that it is not wanted.
    identity : mapping
        What the rows depend on, JSON-like: a run can only go on with what was made of the same.
    resume : bool
        Go on with what is there, if anything is.
    main : str
        The file that the others go with; the state stands beside it.
    unit : str
        What a row is, for what is told.

    Attributes
    ----------
    rows : int
        Rows that are done, those of the run before included.
    counts : collections.Counter
        Rows by what became of them.

    Raises
    ------
    OutputError
        If a file cannot be written.
    OptionError
        If an unfinished run is there and ``resume`` is not asked for.
    InputError
        If what is there was made of something else.
    """

    def __init__(
        self,
        outputs: Mapping[str, Path | None],
        identity: Mapping[str, Any],
        *,
        resume: bool,
        main: str,
        unit: str = "row",
    ) -> None:
        self._paths = {name: check_writable(path) for name, path in outputs.items() if path is not None}
        self._identity = json.loads(json.dumps(identity))
        self._main, self._unit = main, unit
        self._drafts = {name: _beside(path, ".part") for name, path in self._paths.items()}
        self._state = _beside(self._paths[main], ".part.json") if main in self._paths else None
        self._pending: list[tuple[tuple[str, ...], Mapping[str, str]]] = []
        self._files: dict[str, IO[bytes]] = {}
        self._written: dict[str, int] = {}
        self.rows, self.counts = 0, Counter[str]()
        if self._state is not None:
            self._prepare(self._state, resume)

    def _prepare(self, state: Path, resume: bool) -> None:
        left = [p for p in (*self._drafts.values(), state) if p.exists()]
        if left and not resume:
            raise OptionError(
                f"an unfinished run is in {str(left[0])!r}", "add --resume to go on with it, or delete it to start anew"
            )
        if not state.exists():
            return
        try:
            known = json.loads(state.read_text(encoding="utf-8"))
            version, identity, written = known["version"], known["identity"], known["written"]
            rows, counts = int(known["rows"]), Counter[str](known["counts"])
        except (ValueError, LookupError, TypeError) as error:
            raise InputError(f"{str(state)!r} is damaged", "delete it and its .part file to start anew") from error
        if version != _VERSION or identity != self._identity:
            what = next((k for k in self._identity if identity.get(k) != self._identity[k]), "version")
            raise InputError(
                f"the unfinished run in {str(state)!r} is of another {what}",
                "call it as then, or delete it and its .part file to start anew",
            )
        for name, draft in self._drafts.items():
            if not draft.exists() or draft.stat().st_size < written[name]:
                note(f"{draft.name} is shorter than it was: starting anew")
                return
        if rows:
            self.rows, self.counts, self._written = rows, counts, written

    def __enter__(self) -> Parts:
        for name, draft in self._drafts.items():
            file = draft.open("r+b" if draft.exists() else "wb")
            self._files[name] = file
            try:
                _lock(file, draft)
            except OptionError:
                for opened in self._files.values():
                    opened.close()
                raise
            file.truncate(self._written.setdefault(name, 0))
            file.seek(self._written[name])
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for file in self._files.values():
            with suppress(OSError):  # what it could not write before, it cannot now; the state does not count it
                file.close()
        if kind is None:
            return
        if self._state is not None and self.rows:
            note(f"stopped after {count(self.rows, self._unit)}; the same call with --resume goes on from there")
        else:
            states = [self._state, _beside(self._state, "~")] if self._state else []
            for path in (*self._drafts.values(), *states):
                path.unlink(missing_ok=True)

    def add(self, texts: Mapping[str, str], *statuses: str) -> None:
        """Add text to the files; it is written with the next :meth:`save`.

        Parameters
        ----------
        texts : mapping of str to str
            By file.
        *statuses : str
            What became of the row, for the counts; none for text that is no row.
        """
        self._pending.append((statuses, texts))  # one step: an interrupt finds a row whole or not at all

    @contextmanager
    def saving(self, at_once: int) -> Iterator[Callable[[], bool]]:
        """Save what is added now and then, and what is done when an error or an interrupt ends the run.

        Parameters
        ----------
        at_once : int
            How many inputs at most are read between two saves; a second is the other bound.

        Yields
        ------
        callable
            To be called after each input; whether it saved.
        """
        last, pending = time.monotonic(), 0

        def done() -> bool:
            nonlocal last, pending
            pending += 1
            now = time.monotonic()
            if pending < at_once and now - last < _SECONDS_BETWEEN:
                return False
            self.save()
            last, pending = now, 0
            return True

        try:
            yield done
        except OutputError:
            raise  # there is no room for more
        except BaseException:
            self.save()
            raise

    def save(self) -> None:
        """Write what was added, and after it that it is valid. Called again after an interrupt, it does the same."""
        rows, counts, written = self.rows, self.counts.copy(), dict(self._written)
        for statuses, _ in self._pending:
            rows += bool(statuses)
            counts.update(statuses)
        for name, file in self._files.items():
            data = "".join(t[name] for _, t in self._pending if name in t).encode("utf-8", errors="replace")
            with _writing(self._drafts[name]):
                file.seek(written[name])
                file.truncate()
                file.write(data)
                file.flush()
            written[name] += len(data)
        if self._state is not None:
            state = {
                "version": _VERSION, "identity": self._identity, "rows": rows, "counts": dict(counts),
                "written": written,
            }  # fmt: skip
            with _writing(self._state):
                self._write_state(self._state, json.dumps(state, ensure_ascii=False))
        elif self._main not in self._files:
            pending, self._pending = self._pending, []  # what went out cannot be taken back
            sys.stdout.write("".join(t[self._main] for _, t in pending if self._main in t))
            sys.stdout.flush()
        self._pending = []
        self.rows, self.counts, self._written = rows, counts, written

    @staticmethod
    def _write_state(path: Path, text: str) -> None:
        """Replace the state whole, by way of a file of a known name: one that a kill leaves is used again."""
        draft = _beside(path, "~")
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)

    def finish(self, tails: Mapping[str, str]) -> None:
        """Write the rest and put the files in their place, the main one last.

        Parameters
        ----------
        tails : mapping of str to str
            What stands after the last row, by file. The state does not count it: a run that is taken up from here
            writes it anew.
        """
        self.save()
        for name, text in tails.items():
            if name in self._files:
                with _writing(self._drafts[name]):
                    self._files[name].write(text.encode("utf-8"))
                    self._files[name].flush()
            elif name == self._main:
                sys.stdout.write(text)
                sys.stdout.flush()
        for file in self._files.values():
            os.fsync(file.fileno())
            file.close()
        for name in sorted(self._paths, key=lambda n: n == self._main):
            self._drafts[name].replace(_beside(self._paths[name], ""))
        if self._state is not None:
            for path in (self._state, _beside(self._state, "~")):
                path.unlink(missing_ok=True)


def _lock(file: IO[bytes], draft: Path) -> None:
    """Keep other runs away from a draft until it is closed; Windows has no such locks."""
    if sys.platform == "win32":
        return
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise OptionError(f"another run is writing {str(draft)!r}", "wait for it, or name another --output") from None
    except OSError:  # some network drives have no locks either
        return


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    """Say which file cannot be written, on a full disk for instance."""
    try:
        yield
    except OSError as error:
        remedy = "make room for it, or choose another path"
        raise OutputError(f"cannot write {str(path)!r}: {error.strerror or error}", remedy) from error


def _beside(path: Path, ending: str) -> Path:
    """Return the file beside another one, links followed: it will be moved into its place."""
    real = Path(os.path.realpath(path)) if path.is_symlink() else path
    return real.with_name(real.name + ending)

"""What online services answered, kept in one SQLite file: nothing is asked twice, in this run or the next.

Kept are the query, the country and language it was asked with, and the answer; never a key or an account. "Not found"
is an answer and is kept too, for a shorter time; errors are not.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from geoevents.errors import InputError, OutputError

__all__ = ["Key", "OnlineCache", "default_path"]

_VERSION = 1
_SCHEMA = """
CREATE TABLE IF NOT EXISTS answers (
    service TEXT, domain TEXT, query TEXT, country TEXT, language TEXT, options TEXT,
    asked_at REAL NOT NULL, answer TEXT NOT NULL,
    PRIMARY KEY (service, domain, query, country, language, options)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS turns (service TEXT, domain TEXT, free_at REAL, PRIMARY KEY (service, domain));
"""

_LONGEST_WAIT_S = 60.0
"""A turn further ahead than this was written by a clock that has been set back since."""

_BUSY_S = 30.0
"""How long to wait for another process that is writing."""


def default_path() -> Path:
    """Return where answers are kept unless told otherwise: a file in the user's cache folder."""
    from platformdirs import user_cache_path

    return user_cache_path("geoevents", appauthor=False) / "online.sqlite3"


@dataclass(frozen=True, slots=True)
class Key:
    """What an answer depends on: service, its host, query in its plain form, country code, language, other options."""

    service: str
    domain: str
    query: str
    country: str = ""
    language: str = ""
    options: str = ""

    def row(self) -> tuple[str, ...]:
        """Return the fields in the order of the table."""
        return self.service, self.domain, self.query, self.country, self.language, self.options


class OnlineCache:
    """Answers by key, and whose turn it is to ask.

    Safe between threads and processes. The file is made on first use, readable by its owner only: queries can be
    telling.

    Parameters
    ----------
    path : path-like or None
        The file; None keeps everything in memory.

    Raises
    ------
    InputError
        If the file is there and is no such cache.
    OutputError
        If it cannot be made.
    """

    def __init__(self, path: str | os.PathLike[str] | None = None) -> None:
        self.path = None if path is None else Path(path).expanduser()
        self._lock = Lock()
        self._db = self._open()

    def _open(self) -> sqlite3.Connection:
        name = ":memory:"
        if self.path is not None:
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
            except OSError as error:
                raise OutputError(
                    f"cannot write the cache {str(self.path)!r}: {error.strerror}", "name another file with cache="
                ) from error
            name = str(self.path)
        try:
            db = sqlite3.connect(name, timeout=_BUSY_S, isolation_level=None, check_same_thread=False)
            try:
                self._prepare(db)
            except BaseException:
                db.close()
                raise
        except sqlite3.Error as error:
            raise self._damaged(error) from error
        return db

    def _prepare(self, db: sqlite3.Connection) -> None:
        (version,) = db.execute("PRAGMA user_version").fetchone()
        tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if version not in (0, _VERSION) or (tables and not {"answers", "turns"} <= tables):
            raise InputError(
                f"{str(self.path)!r} is another program's file, or of another version", "name another file with cache="
            )
        db.executescript(_SCHEMA)
        db.execute(f"PRAGMA user_version = {_VERSION}")

    def _damaged(self, error: sqlite3.Error) -> InputError:
        if isinstance(error, sqlite3.ProgrammingError):
            return InputError("the online chain is closed", "make another")
        return InputError(
            f"the cache {str(self.path)!r} cannot be used: {error}", "delete it, or name another file with cache="
        )

    def get(self, key: Key, *, found_s: float, unknown_s: float) -> list[dict[str, Any]] | None:
        """Return the kept answer, or None where there is none that is young enough.

        Parameters
        ----------
        key : Key
        found_s, unknown_s : float
            How old in seconds an answer may be, and a "not found".

        Returns
        -------
        list of dict, or None
            Empty for "not found".
        """
        row = self._do(
            "SELECT asked_at, answer FROM answers WHERE service = ? AND domain = ? AND query = ? AND country = ?"
            " AND language = ? AND options = ?",
            key.row(),
        )
        if row is None:
            return None
        asked_at, text = row
        try:
            answer: list[dict[str, Any]] = json.loads(text)
        except ValueError:
            return None
        if not isinstance(answer, list):
            return None
        age = abs(time.time() - asked_at)  # what was kept by a clock that ran ahead must not stay for ever
        return answer if age <= (found_s if answer else unknown_s) else None

    def put(self, key: Key, answer: list[dict[str, Any]]) -> None:
        """Keep an answer; it is on disk when this returns."""
        text = json.dumps(answer, ensure_ascii=False, allow_nan=False)
        self._do("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*key.row(), time.time(), text))

    def turn(self, service: str, domain: str, delay_s: float) -> float:
        """Take the next turn to ask a service, among all threads and processes that share this file.

        Returns
        -------
        float
            Seconds to wait until the turn comes; the one after it is ``delay_s`` later.
        """
        if delay_s <= 0:
            return 0.0
        with self._lock:
            try:
                self._db.execute("BEGIN IMMEDIATE")
                row = self._db.execute(
                    "SELECT free_at FROM turns WHERE service = ? AND domain = ?", (service, domain)
                ).fetchone()
                now = time.time()
                free_at = row[0] if row and row[0] - now <= max(_LONGEST_WAIT_S, 2 * delay_s) else now
                mine = max(now, free_at)
                self._db.execute("INSERT OR REPLACE INTO turns VALUES (?, ?, ?)", (service, domain, mine + delay_s))
                self._db.execute("COMMIT")
            except BaseException as error:  # an interrupt, too, must leave no transaction open
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                if isinstance(error, sqlite3.Error):
                    raise self._damaged(error) from error
                raise
        return max(0.0, mine - now)

    def rest(self, service: str, domain: str, delay_s: float) -> None:
        """Let the service rest for ``delay_s`` from now on: a slow answer must not bring the next request nearer."""
        if delay_s > 0:
            self._do(
                "INSERT INTO turns VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET free_at = max(free_at, excluded.free_at)",
                (service, domain, time.time() + delay_s),
            )

    def _do(self, statement: str, values: tuple[Any, ...]) -> Any:
        with self._lock:
            try:
                return self._db.execute(statement, values).fetchone()
            except sqlite3.Error as error:
                raise self._damaged(error) from error

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()

    def __del__(self) -> None:
        if db := getattr(self, "_db", None):  # none where opening it failed
            db.close()

"""What a reader took, and what it refused and why."""

from __future__ import annotations

from typing import Any

import pandas as pd

__all__ = ["ReadReport"]


def _no_rows() -> pd.DataFrame:
    return pd.DataFrame({"row": pd.Series(dtype="int64"), "reason": pd.Series(dtype="string")})


class ReadReport(dict[str, Any]):
    """The account of one input; it lives in ``table.attrs["report"]``.

    It is a mapping of its summary, so that a table that carries it can be written as Parquet, whose metadata are
    JSON; the refused rows themselves are attributes.

    Attributes
    ----------
    source : str
        The input's name.
    format : str
        What it was recognised as, for people: ``"UCDP GED, CSV"``.
    rows : int
        Rows found; every one is either taken or in ``rejects``.
    taken : int
        Rows that became events or zones.
    notes : list of str
        What had to be assumed or put right.
    rejects : pandas.DataFrame
        ``row`` (data rows count from 1), ``reason``, then the original columns.
    unplaced : pandas.DataFrame
        ``row`` and ``reason`` of the events that were taken without a place on the map.
    """

    rejects: pd.DataFrame
    unplaced: pd.DataFrame

    def __init__(
        self,
        source: str,
        format: str,  # noqa: A002 - what it is called everywhere
        rows: int,
        taken: int,
        *,
        rejects: pd.DataFrame | None = None,
        unplaced: pd.DataFrame | None = None,
        notes: list[str] | None = None,
    ) -> None:
        super().__init__(source=source, format=format, rows=rows, taken=taken, notes=notes or [])
        self.rejects = _no_rows() if rejects is None else rejects
        self.unplaced = _no_rows() if unplaced is None else unplaced

    @property
    def source(self) -> str:
        """The input's name."""
        return str(self["source"])

    @property
    def format(self) -> str:
        """What the input was recognised as."""
        return str(self["format"])

    @property
    def rows(self) -> int:
        """Number of rows found."""
        return int(self["rows"])

    @property
    def taken(self) -> int:
        """Number of rows that became events or zones."""
        return int(self["taken"])

    @property
    def notes(self) -> list[str]:
        """What had to be assumed or put right."""
        return list(self["notes"])

    def add_note(self, text: str) -> None:
        """Add what is known only after the reading."""
        self["notes"].append(text)

    def __deepcopy__(self, memo: dict[int, Any]) -> ReadReport:
        # pandas copies attrs deeply with every derived table; a report is written once and only read then
        return self

    def __repr__(self) -> str:
        return f"<ReadReport {self.source!r}: {self.format}, {self.taken} of {self.rows} rows taken>"

    def reasons(self) -> list[tuple[str, int]]:
        """Count the refused rows by kind of reason, most frequent first; the values in a reason stand as ``…``."""
        return grouped(self.rejects)


def grouped(table: pd.DataFrame) -> list[tuple[str, int]]:
    """Count rows by ``reason``, the values in it left out; most frequent first, then by the alphabet."""
    if table.empty:
        return []
    plain = (
        table["reason"]
        .astype("string")
        .str.replace(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|(?<![\w-])[-+]?\d(?:[\d.,:-]*\d)?", "…", regex=True)
    )
    counts = plain.value_counts()
    return sorted(((str(k), int(v)) for k, v in counts.items()), key=lambda item: (-item[1], item[0]))

"""What a reader took, and what it refused and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

__all__ = ["ReadReport"]


def _no_rows() -> pd.DataFrame:
    return pd.DataFrame({"row": pd.Series(dtype="int64"), "reason": pd.Series(dtype="string")})


@dataclass(eq=False)
class ReadReport:
    """The account of one input; it lives in ``table.attrs["report"]``.

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
    rejects : pandas.DataFrame
        ``row`` (data rows count from 1), ``reason``, then the original columns.
    unplaced : pandas.DataFrame
        ``row`` and ``reason`` of the events that were taken without a place on the map.
    notes : list of str
        What had to be assumed or put right.
    """

    source: str
    format: str
    rows: int
    taken: int
    rejects: pd.DataFrame = field(default_factory=_no_rows)
    unplaced: pd.DataFrame = field(default_factory=_no_rows)
    notes: list[str] = field(default_factory=list)

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
        .str.replace(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|(?<![\w-])[-+]?\d[\d.,:-]*", "…", regex=True)
    )
    counts = plain.value_counts()
    return sorted(((str(k), int(v)) for k, v in counts.items()), key=lambda item: (-item[1], item[0]))

"""Counts of people as tables tell them: numbers, ranges, bounds and estimates; other words are kept as they are."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pandas as pd

from geoevents.model._columns import Mask, Reasons, as_numbers, shown
from geoevents.model.words import several

__all__ = ["MAX_COUNT", "Figure", "Fatalities", "figure_of"]

MAX_COUNT = 100_000_000
"""More fatalities than this in one row are a typing error."""

_N = r"(\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+|\d+)"
_ABOUT = (
    r"(?:~|≈|±|c\.|ca?\.?(?=[\s\d])|circa\b|approx(?:\.|imately\b|\b)|about\b|around\b|roughly\b|some\b|nearly\b|almost\b|"
    r"(?:an\s+)?est(?:\.|imated\b|\b)|environ\b|около\b|близько\b|حوالي\b|نحو\b)"
)
_LEAST = (
    r"(?:>=?|≥|at\s+least\b|a\s+minimum\s+of\b|min(?:\.|imum\b|\b)|no\s+(?:fewer|less)\s+than\b|more\s+than\b|over\b|"
    r"au\s+moins\b|al\s+menos\b|не\s+менее\b|على\s+الأقل\b)"
)
_MOST = (
    r"(?:<=?|≤|at\s+most\b|a\s+maximum\s+of\b|max(?:\.|imum\b|\b)|no\s+more\s+than\b|up\s+to\b|fewer\s+than\b|"
    r"less\s+than\b|under\b)"
)
_RANGE = re.compile(
    rf"(?:{_ABOUT}\s*)?(?:(?:between|from)\s+)?{_N}\s*(?:[-‐‑‒–—−]|\.\.+|…|to\b|and\b)\s*{_N}", re.IGNORECASE
)
_BOUNDED = re.compile(rf"(?:({_LEAST})|({_MOST})|{_ABOUT})\s*{_N}", re.IGNORECASE)
_OPEN = re.compile(rf"{_N}\s*(?:\+|or\s+more|at\s+least)", re.IGNORECASE)
_GUESSED = re.compile(rf"{_N}\s*(?:\?|\(\?\)|\(?\s*{_ABOUT}\s*\)?)", re.IGNORECASE)
_NEGATIVE = re.compile(rf"(?:(?:{_LEAST}|{_MOST}|{_ABOUT})\s*)?[-‐‑‒–—−]\s*\d.*", re.IGNORECASE | re.DOTALL)
_BROKEN = re.compile(r"[+\-\d.,\s]*\d[+\-\d.,\s]*(?:e[+\-]?\d+)?", re.IGNORECASE)
"""Nothing but digits, signs and points: a number, though none that can be read."""


class Figure(NamedTuple):
    """What a cell says of a count; None is unknown, and all of it is where the words were not understood."""

    best: float | None = None
    low: float | None = None
    high: float | None = None


def figure_of(text: str) -> Figure | None:
    """Read a count that is told in words or as a range; None where it is a number that cannot be true.

    A range has no best estimate, and a bound is no more than a bound.
    """
    words = text.strip()
    if match := _RANGE.fullmatch(words):
        low, high = _value(match[1]), _value(match[2])
        return Figure(None, low, high) if low <= high else Figure()
    if match := _BOUNDED.fullmatch(words):
        n = _value(match[3])
        return Figure(low=n) if match[1] else Figure(high=n) if match[2] else Figure(best=n)
    if match := _OPEN.fullmatch(words):
        return Figure(low=_value(match[1]))
    if match := _GUESSED.fullmatch(words):
        return Figure(best=_value(match[1]))
    return None if _NEGATIVE.fullmatch(words) or _BROKEN.fullmatch(words) else Figure()


class Fatalities:
    """The three columns of deaths of a table: their numbers, and the words of the cells that are no plain number."""

    def __init__(self, column: Callable[[str], pd.Series | None], index: pd.Index, reasons: Reasons) -> None:
        self._told: dict[int, list[str]] = {}
        self._understood: set[int] = set()
        self._column, self._index, self._reasons = column, index, reasons
        names = Figure._fields
        read = {part: self._read(part) for part in names}
        self.columns: dict[str, pd.Series] = {}
        for part in names:
            numbers = read[part][0]
            for other in names:  # "40-60" among the best estimates bounds them where no column of bounds does
                if other != part and part != "best":
                    numbers = numbers.fillna(read[other][1][part])
            self.columns[f"fatalities_{part}"] = numbers.astype("Int64")

    def given(self) -> pd.Series | None:
        """Return the words by row, missing where there were none; None if there are none at all."""
        if not self._told:
            return None
        before = self._column("fatalities_given")
        words = pd.Series(pd.NA, index=self._index, dtype="object") if before is None else before.astype(object)
        for i, told in self._told.items():
            kept = [] if pd.isna(words.iloc[i]) or not str(words.iloc[i]).strip() else [str(words.iloc[i])]
            words.iloc[i] = "; ".join(dict.fromkeys([*kept, *told]))
        return words

    def note(self) -> str:
        """Say how many of the rows that were not refused tell deaths in words; empty where none does."""
        rows = [i for i in self._told if not self._reasons.refused[i]]
        understood = [i for i in rows if i in self._understood]
        lost = [i for i in rows if i not in self._understood]
        parts = []
        if understood:
            parts.append(f"{len(understood)} read as a range, bound or estimate, {self._example(understood)}")
        if lost:
            parts.append(f"{len(lost)} not understood, {self._example(lost)}")
        if not parts:
            return ""
        return f"deaths told in words in {several(len(rows), 'row')}, kept in fatalities_given: {'; '.join(parts)}"

    def _example(self, rows: list[int]) -> str:
        return f"such as {shown(self._told[rows[0]][0])}"

    def _read(self, part: str) -> tuple[pd.Series, dict[str, pd.Series]]:
        """Read one column: its own numbers, and what its cells say of best, low and high."""
        name, index, reasons = f"fatalities_{part}", self._index, self._reasons
        blank = np.full(len(index), np.nan)
        said = {field: blank.copy() for field in Figure._fields}
        values = self._column(name)
        if values is None:
            return pd.Series(blank, index=index), {field: pd.Series(n, index=index) for field, n in said.items()}
        numbers, bad = as_numbers(_undotted(values))
        numbers = numbers.copy()
        figures: dict[str, Figure | None] = {}
        wrong: Mask = np.zeros(len(index), dtype=bool)
        for i in np.flatnonzero(bad):
            text = str(values.iloc[i])
            if text not in figures:
                figures[text] = figure_of(text)
            figure = figures[text]
            if figure is None:
                wrong[i] = True
                continue
            self._told.setdefault(int(i), []).append(text.strip())
            for field, number in figure._asdict().items():
                if number is not None:
                    said[field][i] = number
                    self._understood.add(int(i))
            own = getattr(figure, part)
            numbers.iloc[int(i)] = own if own is not None else figure.best if figure.best is not None else np.nan
        negative = (numbers < 0).to_numpy() | np.array(
            [w and bool(_NEGATIVE.fullmatch(str(v).strip())) for w, v in zip(wrong, values, strict=True)], dtype=bool
        )
        most = np.nanmax(
            [numbers.fillna(0).to_numpy(), *(np.nan_to_num(n, posinf=np.inf) for n in said.values())], axis=0
        )
        large = most > MAX_COUNT
        with np.errstate(invalid="ignore"):
            broken = (numbers % 1 != 0).to_numpy() & numbers.notna().to_numpy() & ~large
        reasons.add(wrong & ~negative, lambda i: f"{name} {shown(values.iloc[i])} is no number")
        reasons.add(negative, lambda i: f"{name} {shown(values.iloc[i])} is negative")
        reasons.add(broken, lambda i: f"{name} {shown(values.iloc[i])} is not a whole number")
        reasons.add(large, lambda i: f"{name} {shown(values.iloc[i])} is more people than there are")
        refused = negative | broken | large
        return numbers.mask(refused), {field: pd.Series(n, index=index).mask(refused) for field, n in said.items()}


def _value(digits: str) -> float:
    return float(re.sub(r"\D", "", digits))


def _undotted(values: pd.Series) -> pd.Series:
    """Read ``1.234`` in a column of counts as 1234; not where every value has three decimals, as in ``3.000``."""
    if not pd.api.types.is_string_dtype(values.dtype):
        return values
    text = values.astype("string").str.strip().fillna("")
    dotted = text.str.fullmatch(r"\d{1,3}(?:\.\d{3})+").to_numpy(dtype=bool)
    decimals = bool(text[dotted].str.endswith(".000").all()) and bool(
        (dotted | (text == "").to_numpy(dtype=bool)).all()
    )
    if decimals or not dotted.any():
        return values
    return text.mask(dotted, text.str.replace(".", "", regex=False))

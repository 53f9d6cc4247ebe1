"""The exception tree: every error names the value at fault and the remedy.

::

    GeoEventsError
    ├── InputError (ValueError)              what was given cannot be used as it is
    │   ├── InputNotFoundError (FileNotFoundError)
    │   ├── EmptyInputError                  nothing in it
    │   ├── UnknownFormatError               not a format we read, or a binary file
    │   ├── MissingColumnsError (KeyError)   a table lacks what an event or zone needs
    │   └── QueryError                       a place query that cannot be read
    ├── OptionError (TypeError)              an option that does not exist, or a value it does not take
    ├── OutputError (OSError)                the result could not be written; what stood there is untouched
    ├── GazetteerError (RuntimeError)        the compiled gazetteer is missing, damaged or of another version
    ├── WireError (RuntimeError)             a payload that cannot be made or read
    └── BrowserError (RuntimeError)          no browser, or one that cannot make a picture of a page

Catch :class:`GeoEventsError` for all of them, or the built-in each one resembles.
"""

from __future__ import annotations

__all__ = [
    "BrowserError",
    "EmptyInputError",
    "GazetteerError",
    "GazetteerWarning",
    "GeoEventsError",
    "InputError",
    "InputNotFoundError",
    "MissingColumnsError",
    "OptionError",
    "OutputError",
    "QueryError",
    "UnknownFormatError",
    "WireError",
]


class GeoEventsError(Exception):
    """Base of every error this library raises on purpose.

    Parameters
    ----------
    message : str
        What is wrong, naming the value at fault.
    remedy : str, optional
        What to do about it, as an imperative sentence without a final full stop.

    Attributes
    ----------
    message, remedy : str
        The two parts; ``str(error)`` joins them on one line.
    """

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message, remedy)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        text = f"{self.message}; {self.remedy}" if self.remedy else self.message
        return " ".join(text.split())


class InputError(GeoEventsError, ValueError):
    """What was given cannot be used as it is."""


class InputNotFoundError(InputError, FileNotFoundError):
    """An input file or folder does not exist or cannot be opened."""


class EmptyInputError(InputError):
    """An input holds nothing."""


class UnknownFormatError(InputError):
    """An input is of no format that can be read."""


class MissingColumnsError(InputError, KeyError):
    """A table lacks the columns that an event or a zone needs."""


class QueryError(InputError):
    """A place query cannot be read."""


class OptionError(GeoEventsError, TypeError):
    """An option does not exist, or does not take this value."""


class OutputError(GeoEventsError, OSError):
    """The result could not be written; a file that stood there is untouched."""


class GazetteerError(GeoEventsError, RuntimeError):
    """The compiled gazetteer is missing, damaged or of another version."""


class GazetteerWarning(UserWarning):
    """An added gazetteer cannot be used and is left out."""


class WireError(GeoEventsError, RuntimeError):
    """A map payload cannot be made or read."""


class BrowserError(GeoEventsError, RuntimeError):
    """There is no browser on this machine, or it cannot make a picture of a page."""

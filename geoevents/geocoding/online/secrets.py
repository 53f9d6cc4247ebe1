"""Keeps keys and passwords of online services out of everything that is stored, logged or shown."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote, quote_plus, unquote_plus

__all__ = ["Redactor", "secrets_in"]

_SECRET = re.compile(
    r"key|token|secret|passw|credential|proxies|proxy|\bauth|signature|(?:^|_)user(?:name)?$|client_?id|app_?(?:id|code)",
    re.IGNORECASE,
)
"""Names of options and attributes that hold what must not be told; ``username`` is GeoNames' key."""

_PASSWORD = re.compile(r"(?:^|//)[^/?#@\s]*?:([^/?#@\s]+)@")
_PARAMETER = re.compile(r"[?&;]([^=&;#\s]+)=([^&;#\s]+)")
"""What may be secret in an address: the password before the host, and parameters with names as above."""

_LOGGERS = ("geopy", "urllib3.connectionpool", "requests")
"""Loggers that write the addresses of requests, keys and all, at the level DEBUG."""

_LEAST = 4
"""Shorter values are no secrets, and would tear holes in ordinary words."""


def secrets_in(values: Mapping[str, Any]) -> tuple[str, ...]:
    """Give the strings of a mapping that are secrets by their names, those of nested mappings included.

    Parameters
    ----------
    values : mapping
        Options or attributes of a geocoder.

    Returns
    -------
    tuple of str
        The longest first.
    """
    found: set[str] = set()
    for name, value in values.items():
        if _SECRET.search(str(name)):
            found.update(_strings(value))
        elif isinstance(value, Mapping):
            found.update(secrets_in(value))
        elif isinstance(value, str):
            found.update(_in_address(value))
    return tuple(sorted((s for s in found if len(s) >= _LEAST), key=lambda s: (-len(s), s)))


def _in_address(text: str) -> Iterator[str]:
    """Give the secrets in an address, as they stand there and as they are meant."""
    passwords = [m[1] for m in _PASSWORD.finditer(text)]
    parameters = [m[2] for m in _PARAMETER.finditer(text) if _SECRET.search(m[1])]
    for secret in (*passwords, *parameters):
        yield secret
        yield unquote_plus(secret)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, bytes):
        yield value.decode("utf-8", errors="replace")
    elif isinstance(value, str):
        yield value
        yield from _in_address(value)
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, Iterable):
        for item in value:
            yield from _strings(item)


class Redactor:
    """Replaces secrets by ``***``, as they are and as addresses spell them.

    Parameters
    ----------
    secrets : iterable of str
    """

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        forms = {form for s in secrets for form in (s, quote(s), quote(s, safe=""), quote_plus(s))}
        self._forms = tuple(sorted(forms, key=lambda form: (-len(form), form)))

    def text(self, text: str) -> str:
        """Give the text without the secrets."""
        for form in self._forms:
            text = text.replace(form, "***")
        return text

    def value(self, value: Any) -> Any:
        """Give a JSON-like value with every string in it, keys included, without the secrets."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Mapping):
            return {self.text(str(name)): self.value(item) for name, item in value.items()}
        if isinstance(value, list | tuple):
            return [self.value(item) for item in value]
        return value

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """Keep the secrets out of what the HTTP libraries log while the block runs."""
        if not self._forms:
            yield
            return
        loggers = [logging.getLogger(name) for name in _LOGGERS]
        for logger in loggers:
            logger.addFilter(self._filter)
        try:
            yield
        finally:
            for logger in loggers:
                logger.removeFilter(self._filter)

    def _filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = self.text(record.getMessage()), ()
        if record.exc_info:
            record.exc_text = self.text(logging.Formatter().formatException(record.exc_info))
            record.exc_info = None
        return True

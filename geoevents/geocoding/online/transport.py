"""Bounds for a geocoder's HTTP client: one request, to the host that was named, of bounded length and time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urljoin, urlsplit

from geopy.exc import GeocoderParseError, GeopyError

__all__ = ["ElsewhereError", "bounded"]

_MOST_BYTES = 50_000_000
"""Longest answer that is read, unpacked: the outlines of five large countries are shorter."""

_BLOCK = 65_536
_TIMES = 4
"""How many times the timeout an answer may take in all: the timeout itself is for every piece of it."""

_PORTS = {"http": 80, "https": 443}


class ElsewhereError(GeopyError):  # type: ignore[misc]
    """A service sends on to a host that the caller has not named."""


@contextmanager
def bounded(geocoder: Any) -> Iterator[None]:
    """Bound what a geocoder's HTTP client does while the block runs.

    The library does not repeat requests by itself: it knows no provider's rules, and sleeps on a 429. It does not
    follow to another host, which would be told the query and the user agent. It does not read on where an answer is
    longer than 50 MB, or drips for longer than four times the timeout.

    Parameters
    ----------
    geocoder : object
        A geopy geocoder. One whose client is not the library requests is left as it is.

    Raises
    ------
    ElsewhereError
        If the service sends on to another host.
    geopy.exc.GeocoderParseError
        If its answer is too long.
    """
    session = getattr(getattr(geocoder, "adapter", None), "session", None)
    transports = [t for t in getattr(session, "adapters", {}).values() if hasattr(t, "max_retries")]
    before = [t.max_retries for t in transports]
    hooks = getattr(session, "hooks", {})
    trouble: list[GeopyError] = []

    def check(response: Any, *_: Any, timeout: Any = None, **__: Any) -> None:
        try:
            _check(response, timeout)
        except GeopyError as error:  # geopy makes an error of its own of this one, and of any other
            trouble.append(error)
            raise

    for transport in transports:
        transport.max_retries = type(transport.max_retries)(0, read=False)
    if session is not None:
        hooks.setdefault("response", []).append(check)
    try:
        yield
    except GeopyError as error:
        raise trouble[0] if trouble else error from None
    finally:
        if session is not None:
            hooks["response"].remove(check)
        for transport, retries in zip(transports, before, strict=True):
            transport.max_retries = retries


def _check(response: Any, timeout: Any) -> None:
    if response.is_redirect:
        target = urljoin(response.url, response.headers["location"])
        if not _same_host(response.url, target):
            response.close()
            raise ElsewhereError(_host(target))
    _read(response, timeout)


def _host(url: str) -> str:
    """Return the host of an address for people; nothing else of it, for it may hold a key."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        host = ""
    return "".join(c for c in host if c.isprintable())[:80]


def _same_host(one: str, other: str) -> bool:
    """Whether two addresses are of one host and port; the step from http to https is no other place."""
    try:
        first, second = urlsplit(one), urlsplit(other)
        ports = [u.port or _PORTS.get(u.scheme) for u in (first, second)]
    except ValueError:
        return False
    upgraded = (first.scheme, second.scheme) == ("http", "https") and ports == [80, 443]
    return first.hostname == second.hostname and (upgraded or (first.scheme == second.scheme and ports[0] == ports[1]))


def _read(response: Any, timeout: Any) -> None:
    """Read the answer's body into the response, where the library would do so without bounds."""
    raw = response.raw
    if not hasattr(raw, "read1"):
        return
    limit = None if not isinstance(timeout, int | float) else time.monotonic() + _TIMES * timeout
    blocks, length = [], 0
    while block := raw.read1(_BLOCK, decode_content=True):
        blocks.append(block)
        length += len(block)
        if length > _MOST_BYTES:
            response.close()
            raise GeocoderParseError(f"the answer is longer than {_MOST_BYTES / 1e6:.0f} MB")
        if limit is not None and time.monotonic() > limit:
            response.close()
            raise TimeoutError("the answer takes too long")
    response._content, response._content_consumed = b"".join(blocks), True  # what its own reader sets

"""Answers to a long row of queries, each different one worked out once, in memory that does not grow with the row."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from geoevents.geocoding.resolve import Resolver
from geoevents.model.places import Match

if TYPE_CHECKING:  # geopy is loaded by those who ask online
    from collections.abc import Sequence

    from geoevents.geocoding.named import Elsewhere
    from geoevents.geocoding.online.chain import OnlineChain

__all__ = ["NO_TEXT", "Answers", "whole"]

NO_TEXT = "the query is empty or no text"

Context = tuple[str, ...]


def whole(text: str) -> str:
    """Return a text with U+FFFD for every half of a character (a lone surrogate), which no file or table can hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


class Answers:
    """Answers queries in the order they come; the last ``remember`` different ones are kept.

    Parameters
    ----------
    resolver : Resolver
        Asked first.
    online : OnlineChain, optional
        Asked for names that the resolver does not know.
    remember : int
        How many answers are kept; 0 for none.
    """

    def __init__(self, resolver: Resolver, *, online: OnlineChain | None = None, remember: int = 50_000) -> None:
        self._resolver, self._online, self._remember = resolver, online, remember
        self._kept: OrderedDict[tuple[str, str, Context], Match] = OrderedDict()

    def answer(self, query: str, country: str | None = None, within: str | Context | None = None) -> Match:
        """Answer one query; the context as in :meth:`Resolver.resolve`."""
        query, country = whole(query), whole(country) if country else None
        areas = tuple(whole(a) for a in ((within,) if isinstance(within, str) else within or ()))
        key = (query, country or "", areas)
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
            return kept
        match = self._resolver.resolve(query, country=country, within=areas or None)
        if self._online is not None and (match.geometry is None or match.stand_in):
            match = self._ask(self._online, match, country, areas)
        if self._remember:
            self._kept[key] = match
            if len(self._kept) > self._remember:
                self._kept.popitem(last=False)
        return match

    def several(self, queries: Sequence[tuple[str, str | None, str | None]]) -> list[Match]:
        """Answer queries with their contexts, in their order; together, unless a service is asked for each."""
        if self._online is not None or self._remember:
            return [self.answer(*query) for query in queries]
        asked = [(whole(q), whole(c) if c else None, whole(w) if w else None) for q, c, w in queries]
        return self._resolver.resolve_many(asked)

    def _ask(self, online: OnlineChain, match: Match, country: str | None, areas: Context) -> Match:
        home = self._resolver.country(country) if country else None
        context, _ = self._resolver.context(country, areas or None)
        if context is None:  # an area that is not known: nothing could be held against it
            return match
        regions = [region.geometry for region in context.regions if region.strict]
        found = online.complete(match, country=home.country if home else "", within=regions)
        if found is not match:
            return found

        def again(elsewhere: Elsewhere) -> Match:
            with self._resolver.looking(elsewhere):
                return self._resolver.resolve(match.query, country=country, within=areas or None)

        return online.complete_around(match, again)

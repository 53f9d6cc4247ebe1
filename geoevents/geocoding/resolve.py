"""Place query -> Match: reads the expression, resolves it in its context, and says honestly what it could not know."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files

import shapely

from geoevents.errors import GazetteerError
from geoevents.gazetteer.index import Gazetteer
from geoevents.gazetteer.memo import Memo
from geoevents.geocoding.answer import Answer, Context, Region, Unfound, area_answer, to_match
from geoevents.geocoding.derived import Derived
from geoevents.geocoding.evaluate import Evaluator
from geoevents.geocoding.expressions.grammar import as_name, parse
from geoevents.geocoding.named import Elsewhere
from geoevents.geocoding.pins import Pins
from geoevents.geocoding.together import DOUBT, settled
from geoevents.geocoding.wording import stands_for
from geoevents.model.places import Match, Place

__all__ = ["Resolver"]

_HOME_CONFIDENCE = 0.2

_MOST_CONTEXTS, _MOST_SETTLED = 2_000, 200_000
"""Contexts of queries that are kept; and what answers weigh that are kept drawn together, as in
:mod:`geoevents.geocoding.derived`."""

_AT_ONCE = 2_000
"""Queries that are read before the first of them is evaluated."""

_Given = tuple[str | None, str | tuple[str, ...]]
"""Country and ``within`` as the caller gives them."""

_ABBREVIATION, _SAME_COUNTRY = 4, 0.7
"""Texts up to this length are abbreviations, known or not; a longer one may be spelled in another way, as like as this
to a known name."""


@lru_cache(maxsize=1)
def _alpha3() -> dict[str, str]:
    """Return ISO 3166-1 alpha-3 -> alpha-2."""
    text = files("geoevents.geocoding").joinpath("country_codes.csv").read_text(encoding="utf-8")
    return {row["alpha3"]: row["alpha2"] for row in csv.DictReader(text.splitlines())}


def _country_names(text: str) -> list[str]:
    """Readings of what tables write for a country, the most literal first."""
    bare = re.sub(r"\(.*?\)", " ", text).strip()
    inside = re.findall(r"\((.*?)\)", text)
    head, _, tail = (part.strip() for part in bare.partition(","))
    last = re.sub(r"(?i)^.*\b(?:republic|kingdom|state|union)s? of ", "", bare)
    names = [text, bare, f"{tail} {head}".strip(), last, *inside, head]  # "Korea, North", "Iran, Islamic Republic of"
    return [name for name in dict.fromkeys(names) if name]


class Resolver:
    """Resolves place queries in a gazetteer.

    Parameters
    ----------
    gazetteer : Gazetteer, optional
        Where names are looked up; the embedded one by default.
    """

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        self.gazetteer = gazetteer if gazetteer is not None else Gazetteer.default()
        self._evaluator = Evaluator(self.gazetteer)
        self._settled: Derived[Answer] = Derived(_MOST_SETTLED)
        self._countries: Memo[str, tuple[Place | None]] = Memo(_MOST_CONTEXTS)
        self._contexts: Memo[_Given, tuple[Context | None, str]] = Memo(_MOST_CONTEXTS)
        self._homes: dict[str, Region] = {}
        self._withins: Memo[tuple[str, str], Region | str] = Memo(_MOST_CONTEXTS)

    def resolve(
        self,
        query: str,
        *,
        country: str | None = None,
        within: str | Sequence[str] | None = None,
        pins: Pins | None = None,
    ) -> Match:
        """Resolve one query.

        Parameters
        ----------
        query : str
            A name or a place expression, in any case or spacing, Latin or Arabic script.
        country : str, optional
            ISO 3166-1 alpha-2 code or name of the country that is likely: a prior, not a filter. One that is not
            known is left aside, and the explanation says so.
        within : str or sequence of str, optional
            Place or places that hold the answer: a filter. Places outside are refused.
        pins : Pins, optional
            Names of which the places are known from the text around the query.

        Returns
        -------
        Match
            ``status`` ``resolved``: one reading is clearly likelier than all others. ``ambiguous``: others are listed
            in ``alternatives``, or only a division that holds the place is known. ``unresolved``: no geometry, the
            reason in ``explanation``. ``confidence`` (0 to 1) is the likelihood of the reading against all others that
            the gazetteer knows, lowered for every step of derivation; see :mod:`geoevents.geocoding.readings`.
        """
        context, remark = self.context(country, within)
        if context is None:
            return Match(query=query, status="unresolved", explanation=remark)
        if pins is not None:
            context = replace(context, pins=pins)
        return self._finished(query, self._evaluator.evaluate(parse(query), context), context, remark)

    def resolve_many(self, queries: Sequence[tuple[str, str | None, str | Sequence[str] | None]]) -> list[Match]:
        """Resolve queries, each with its country and ``within``, as :meth:`resolve` does one, in a tenth less time.

        All are read first, and then those of one form after another: what a processor did last it does faster.

        Returns
        -------
        list of Match
            In the order of the queries.
        """
        done: list[Match] = []
        for start in range(0, len(queries), _AT_ONCE):
            run = queries[start : start + _AT_ONCE]
            trees = [parse(query) for query, _, _ in run]
            found: list[Match | None] = [None] * len(run)
            for i in sorted(range(len(run)), key=lambda i: type(trees[i]).__name__):
                query, country, within = run[i]
                context, remark = self.context(country, within)
                if context is None:
                    found[i] = Match(query=query, status="unresolved", explanation=remark)
                else:
                    answer = self._evaluator.evaluate(trees[i], context)
                    found[i] = self._finished(query, answer, context, remark)
            done += [match for match in found if match is not None]
        return done

    def _finished(self, query: str, answer: Answer | Unfound, context: Context, remark: str) -> Match:
        """Make the row of what a query was evaluated to; ``remark`` says what of its context was not understood."""
        if isinstance(answer, Unfound):
            answer = self._fallback(answer, context)
        if isinstance(answer, Unfound):
            reason = answer.reason + remark
            return Match(query=query, status="unresolved", explanation=reason, alternatives=answer.alternatives)
        answer = self._filtered(answer, context)
        if isinstance(answer, Unfound):
            return Match(query=query, status="unresolved", explanation=answer.reason + remark)
        answer = self._drawn_together(answer)
        return to_match(query, replace(answer, said=answer.said + remark) if remark else answer)

    def pinned(self, query: str, places: Sequence[Place]) -> Match:
        """Answer a plain name of which the places are known.

        Parameters
        ----------
        query : str
            The name.
        places : sequence of Place
            What it stands for; several are readings about as likely, the likeliest first: the answer holds them all.
        """
        name = as_name(query)
        if not name.name:
            name = as_name(places[0].name)
        return to_match(query, self._drawn_together(self._evaluator.names.pinned(name, tuple(places))))

    def _drawn_together(self, answer: Answer) -> Answer:
        if answer.readings or answer.doubt >= DOUBT:
            return self._settled.of(answer, None, lambda: settled(answer))
        return answer

    @contextmanager
    def looking(self, elsewhere: Elsewhere) -> Iterator[None]:
        """Look there for names that the gazetteer does not know, while the block runs; not for two threads at once."""
        self._evaluator.names.elsewhere = elsewhere
        try:
            yield
        finally:
            self._evaluator.names.elsewhere = None

    def context(self, country: str | None, within: str | Sequence[str] | None) -> tuple[Context | None, str]:
        """Resolve the caller's context once; the second item is a remark on what of it was not understood."""
        key = (country, within if isinstance(within, str) else tuple(within or ()))
        known = self._contexts.get(key)
        return known if known is not None else self._contexts.put(key, self._context(*key))

    def _context(self, country: str | None, within: str | tuple[str, ...]) -> tuple[Context | None, str]:
        remark = ""
        place = self.country(country) if country else None
        if country and place is None:
            remark = f"; the country {country!r} is not known and was left aside"
        context = Context(place.country, self._home(place)) if place else Context()
        regions = []
        for name in [within] if isinstance(within, str) else within:
            region = self._within(name, context)
            if isinstance(region, str):
                return None, region
            regions.append(region)
        return context.inside(*regions), remark

    def country(self, text: str) -> Place | None:
        """Return a country by its ISO 3166-1 code of two or three letters, or its name in any language.

        Names are taken in the forms that tables have: "Korea, North", "DR Congo (Zaire)", "Burma/Myanmar".

        Returns
        -------
        Place or None
            None if unknown, or if a slash parts two countries.
        """
        text = text.strip()
        known = self._countries.get(text)
        return (known or self._countries.put(text, (self._find_country(text),)))[0]

    def _find_country(self, text: str) -> Place | None:
        with suppress(GazetteerError):
            return self.gazetteer.place(f"ne:{_alpha3().get(text.upper(), text.upper())}")
        if "/" in text:
            sides = [self.country(side) for side in text.split("/")]
            return sides[0] if len({side.country for side in sides if side}) == 1 and all(sides) else None
        for name in _country_names(text):
            hits = self.gazetteer.lookup(name, kinds=["country"], limit=3, fuzzy=False)
            best = max(hits, key=lambda h: (h.stage == "exact", h.similarity), default=None)
            alike = best is not None and len(name) > _ABBREVIATION and best.similarity >= _SAME_COUNTRY
            if best is not None and (best.stage == "exact" or alike):
                return best.place
        return None

    def _home(self, place: Place) -> Region:
        if place.country not in self._homes:
            answer = self._evaluator.footprints.of_place(place, certainty=_HOME_CONFIDENCE)
            home = self._evaluator.footprints.region(answer)
            shapely.prepare(home.geometry)  # to be asked of many points
            self._homes[place.country] = home
        return self._homes[place.country]

    def _within(self, text: str, context: Context) -> Region | str:
        key = (text, context.country)
        known = self._withins.get(key)
        if known is None:
            found = self._evaluator.evaluate(parse(text), context.wanting("admin1", "country", "admin2", "region"))
            if isinstance(found, Unfound):
                known = f"the area {text!r} that should hold it is not known: {found.reason}"
            else:
                known = self._evaluator.footprints.region(found, strict=True)
            self._withins.put(key, known)
        return known

    def _fallback(self, missing: Unfound, context: Context) -> Answer | Unfound:
        """Answer a name that is not known with the area that the caller gave, as what it is."""
        if missing.generic:
            return missing
        region = context.regions[0] if context.regions else context.home
        if region is None:
            return missing
        base = region.answer
        if not base.is_area:  # the unknown place lies about there, and not in the town itself
            base = area_answer(region.geometry, base, label=f"near {base.label}", said="", factor=0.8)
        said = f"{missing.reason}; {stands_for(base)}"
        return replace(base, said=said, status="ambiguous", confidence=round(min(base.confidence, 0.4) * 0.5, 3),
                       alternatives=missing.alternatives, stand_in=True)  # fmt: skip

    def _filtered(self, answer: Answer, context: Context) -> Answer | Unfound:
        for region in context.regions:
            if region.strict and answer is not region.answer and not answer.geometry.intersects(region.geometry):
                return Unfound(f"{answer.label} lies outside {region.answer.label}")
        return answer

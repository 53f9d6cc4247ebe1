"""The online chain: services that are asked, one after the other, for names that the gazetteer does not know.

Nothing here runs unless the caller names a service. What is asked is a name with its context ("Xyz, Aleppo
Governorate"); an expression ("30 km north of Xyz") is not sent, for no service understands it, and what it would answer
is a point that looks sure: the unknown name in it is, and the expression is read around what is found. A name that is
sent loses the words that only say that it is a village or a district.
"""

from __future__ import annotations

import os
import time
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from types import TracebackType
from typing import Any, TypeVar

from geopy import exc

from geoevents.errors import InputError, OptionError
from geoevents.geocoding.answer import Answer, Context
from geoevents.geocoding.expressions.expression import Name
from geoevents.geocoding.expressions.grammar import parse
from geoevents.geocoding.named import Elsewhere
from geoevents.geocoding.online.answers import match_of
from geoevents.geocoding.online.cache import OnlineCache, default_path
from geoevents.geocoding.online.policy import KEEP_UNKNOWN_DAYS
from geoevents.geocoding.online.question import kinds_meant, names_in, question, spoken
from geoevents.geocoding.online.reading import AnswerError, Reading
from geoevents.geocoding.online.refusals import PASSING, REFUSALS, say
from geoevents.geocoding.online.service import Service, Spec, services_of
from geoevents.model.places import Match

__all__ = ["OnlineChain"]

Found = TypeVar("Found")

_DAY_S = 86_400.0
_LONGEST_NAME = 250
"""Characters of what is asked online; no name of a place with its divisions is longer."""

_TURNS = OnlineCache()
"""Whose turn it is in this process, for chains that keep nothing on disk."""


@dataclass(slots=True)
class _State:
    """A service and how this run has gone with it."""

    service: Service
    memory: OnlineCache
    stopped: str = ""
    failures: int = 0


@dataclass(slots=True)
class _Counts:
    asked: int = 0
    cached: int = 0
    found: int = 0
    unknown: int = 0
    failed: int = 0
    left: int = 0
    cache: str = ""
    stopped: dict[str, str] = field(default_factory=dict)


class OnlineChain:
    """Services to ask for what the gazetteer does not know, with their cache.

    Parameters
    ----------
    services : str, tuple, geocoder, or list of these
        A service by geopy's name (``"nominatim"``), with options (``("nominatim", {"domain": "..."})``), or a geopy
        geocoder. They are asked in this order until one knows the name. Options are those of geopy's geocoder, those
        of its ``geocode`` (``language``), and ``min_delay_seconds``.
    user_agent : str, optional
        Names the project that asks; Nominatim's terms require it.
    cache : path-like or False, optional
        Where answers are kept: by default ``online.sqlite3`` in the user's cache folder; False keeps them for this
        chain only. Answers are kept for 180 days or as long as the provider allows (``services.toml``), "not
        found" for 30 days. Only the query, country, language and answer are kept.
    retries : int
        How often a request that failed for a passing reason is repeated.
    wait_s : float
        Seconds before the first repetition; twice as many before each one after it.
    patience : int
        After this many queries in a row that a service did not answer, it is not asked any more in this run.

    Notes
    -----
    A service that refuses (429, a spent quota, 401, 403) is not asked again by this chain; what it answered so far is
    kept, the other queries stay as the gazetteer left them and say why. A later run takes the kept answers and asks on
    where this one stopped. Two requests to one service are never closer together than its provider allows, in all
    processes that share the cache.

    Examples
    --------
    >>> chain = OnlineChain(["nominatim"], user_agent="my-project (me@example.org)")  # doctest: +SKIP
    """

    def __init__(
        self,
        services: Spec | Sequence[Spec],
        *,
        user_agent: str | None = None,
        cache: str | os.PathLike[str] | bool | None = None,
        retries: int = 2,
        wait_s: float = 1.0,
        patience: int = 3,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        if cache is True:
            raise OptionError("cache is True", "leave it out for the usual file, or give a path, or False for none")
        if cache not in (None, False) and not isinstance(cache, str | os.PathLike):
            raise OptionError(f"cache is {cache!r}", "give a path, or False for none")
        counts = {"retries": (retries, 0), "patience": (patience, 1), "wait_s": (wait_s, 0)}
        for name, (value, least) in counts.items():
            if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value < 1e6:
                raise OptionError(f"{name} is {value!r}", f"give a number from {least} on")
        found = services_of(services, user_agent=user_agent)
        self._retries, self._wait_s, self._patience, self._sleep = retries, wait_s, patience, sleep
        memory = OnlineCache()
        disk = memory if cache is False else OnlineCache(default_path() if cache is None else cache)
        self._turns = _TURNS if cache is False else disk
        self._memory = memory
        self._caches = {memory, disk}
        self._states = [_State(s, disk if s.policy.keep_days > 0 else memory) for s in found]
        self._counts = _Counts()

    def __enter__(self) -> OnlineChain:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the cache and the connections that were opened here."""
        for state in self._states:
            state.service.close()
        for cache in self._caches:
            cache.close()

    @property
    def asks(self) -> list[list[str]]:
        """What an answer depends on beside the query, as plain values: for every service its host and options."""
        return [list(state.service.key("", "").row()) for state in self._states]

    @property
    def summary(self) -> dict[str, Any]:
        """What was done so far, as plain values.

        ``asked`` (requests), ``cached`` (answers that were kept), ``found``, ``unknown``, ``failed``, ``left`` (names
        that were not asked because of a refusal), ``stopped`` (service -> why), ``resume`` (what to do about it),
        ``cache`` (why answers are not kept any more, on a full disk for instance; or '').
        """
        c = self._counts
        resume = "run the same again later: answers are kept, and only what is open is asked" if c.stopped else ""
        return {
            "asked": c.asked, "cached": c.cached, "found": c.found, "unknown": c.unknown, "failed": c.failed,
            "left": c.left, "stopped": dict(c.stopped), "resume": resume, "cache": c.cache,
        }  # fmt: skip

    def complete(self, match: Match, *, country: str = "", within: Iterable[Any] = ()) -> Match:
        """Look online for what the gazetteer left open.

        Parameters
        ----------
        match : Match
            The gazetteer's answer. Returned as it is unless it is unresolved, or an area that stands in for a name
            that is not known, and the query is a plain name.
        country : str
            ISO 3166-1 alpha-2 code of the country that is likely, or ''. Limits the search where the service can.
        within : iterable of shapely geometry
            Areas that must hold the answer, EPSG:4326.

        Returns
        -------
        Match
            The online answer; or the gazetteer's with a remark why there is none.
        """
        if match.status != "unresolved" and not match.stand_in:
            return match
        query = question(" ".join(unicodedata.normalize("NFC", match.query).split()))
        if not query:
            return match
        areas, kinds = list(within), kinds_meant(match.query)

        def keep(readings: list[Reading], service: Service) -> Match | str:
            why = "the gazetteer does not know it"
            found = match_of(match.query, readings, service.policy, why=why, within=areas, kinds=kinds)
            return found.explanation.partition("; ")[2] if found.geometry is None else found

        found, remarks = self._search(query, country.lower(), keep)
        return found or replace(match, explanation="; ".join([match.explanation, *remarks]))

    def complete_around(self, match: Match, again: Callable[[Elsewhere], Match]) -> Match:
        """Look online for the names inside an expression that the gazetteer does not know.

        "5 km east of Xyz" is not sent to anybody; Xyz is, and the expression is then read around it.

        Parameters
        ----------
        match : Match
            The gazetteer's answer. Returned as it is where it is no expression, or does not lack a name.
        again : callable
            Resolves the query again, with the place where it finds the names that it does not know.

        Returns
        -------
        Match
            The answer around what was found; or the gazetteer's with a remark why there is none.
        """
        if match.status != "unresolved" and not match.stand_in:
            return match
        wanted = set(names_in(parse(match.query)))
        asked: dict[tuple[Name, str], tuple[list[Match], list[str]]] = {}

        def elsewhere(name: Name, context: Context) -> Answer | None:
            if name not in wanted:
                return None  # a piece of a name, or a guess at one
            key = (name, context.country)
            if key not in asked:
                said = spoken([name]) or name.text
                found, remarks = self._search(said, context.country.lower(), partial(_each, kinds=name.kinds))
                asked[key] = (found or [], remarks)
            return _anchor(asked[key][0], context)

        out = again(elsewhere)
        remarks = [f"{name.name!r}: {text}" for (name, _), (_, texts) in asked.items() for text in texts]
        places = [m for found, _ in asked.values() for m in found[:1]]
        if places and out.geometry is not None and not out.stand_in:
            told = "; ".join(m.explanation.partition("; ")[2] for m in places)
            return replace(out, explanation=f"{out.explanation}; {told}")
        if not asked:
            return match
        if places:
            remarks.append("what was found online does not lie where the rest of the query says")
        return replace(match, explanation="; ".join([match.explanation, *remarks]))

    def _search(
        self, query: str, country: str, keep: Callable[[list[Reading], Service], Found | str]
    ) -> tuple[Found | None, list[str]]:
        """Ask one service after the other until one has something to keep; else say why each has not."""
        query = "".join(c for c in query if c.isprintable() or c in "\u200c\u200d")
        if len(query) > _LONGEST_NAME or not any(c.isalnum() for c in query):
            return None, ["it is no name that could be asked online"]
        remarks = []
        left = failed = False
        for state in self._states:
            answer = self._answer(state, query, country)
            if isinstance(answer, str):
                remarks.append(answer)
                left |= bool(state.stopped)
                failed |= not state.stopped
                continue
            kept = keep(answer, state.service) if answer else f"{state.service.title} does not know it either"
            if not isinstance(kept, str):
                self._counts.found += 1
                return kept, []
            remarks.append(kept)
        if left:
            self._counts.left += 1
        elif failed:
            self._counts.failed += 1
        else:
            self._counts.unknown += 1
        return None, remarks

    def _answer(self, state: _State, query: str, country: str) -> list[Reading] | str:
        """Return readings from the cache or the service; or why there are none."""
        service = state.service
        key = service.key(query, country)
        keep_s = service.policy.keep_days * _DAY_S or float("inf")
        ages = {"found_s": keep_s, "unknown_s": min(keep_s, KEEP_UNKNOWN_DAYS * _DAY_S)}
        kept = state.memory.get(key, **ages)
        if kept is None and self._counts.cache:  # since the file cannot be written
            kept = self._memory.get(key, **ages)
        if kept is not None:
            self._counts.cached += 1
            return [Reading.of(record) for record in kept]
        if state.stopped:
            return f"{service.title} was not asked: {state.stopped}; run it again later to go on from here"
        answer = self._ask(state, query, country)
        if isinstance(answer, str):
            if state.stopped:
                self._counts.stopped[service.title] = state.stopped
                return f"{service.title} stopped answering: {state.stopped}; run it again later to go on from here"
            return f"{service.title} was asked and gave no answer: {answer}"
        records = [reading.record() for reading in answer]
        try:
            (self._memory if self._counts.cache else state.memory).put(key, records)
        except InputError as error:
            self._leave_file(error)
            self._memory.put(key, records)
        return answer

    def _leave_file(self, error: InputError) -> None:
        """Write to the file no more, and go on: the answers so far are worth more than that they are kept."""
        self._counts.cache = str(error)
        self._turns = _TURNS

    def _once(self, service: Service, query: str, country: str) -> list[Reading]:
        """Make one request when the provider allows it."""
        turn = (service.policy.service, service.domain, service.delay_s)
        try:
            wait = self._turns.turn(*turn)
        except InputError as error:
            self._leave_file(error)
            wait = self._turns.turn(*turn)
        if wait:
            self._sleep(wait)
        self._counts.asked += 1
        try:
            return service.ask(query, country)
        finally:
            try:
                self._turns.rest(*turn)
            except InputError as error:
                self._leave_file(error)
                self._turns.rest(*turn)

    def _ask(self, state: _State, query: str, country: str) -> list[Reading] | str:
        """Ask, repeating what may pass; a text says why there is no answer, and ``state.stopped`` whether to go on."""
        service, told = state.service, ""
        for attempt in range(int(self._retries) + 1):
            if attempt:
                self._sleep(self._wait_s * 2 ** (attempt - 1))
            try:
                answer = self._once(service, query, country)
            except REFUSALS as error:
                state.stopped = told = say(error)
                return told
            except exc.GeocoderQueryError:
                return "it does not take this query"  # its own words may hold the address asked, with the key in it
            except (AnswerError, exc.GeocoderParseError):
                told = "its answer cannot be read"
                break
            except exc.GeocoderServiceError as error:
                told = say(error)
                if not isinstance(error, PASSING) and type(error) is not exc.GeocoderServiceError:
                    break
            else:
                state.failures = 0
                return answer
        state.failures += 1
        if state.failures >= self._patience:
            state.stopped = f"{told}, {state.failures} times in a row"
        return told


def _each(readings: list[Reading], service: Service, *, kinds: Sequence[str]) -> list[Match]:
    """Make every reading an answer of its own: which of them is meant depends on the rest of the query."""
    why = "the gazetteer does not know it"
    found = [match_of(r.name, [r], service.policy, why=why, kinds=kinds) for r in readings]
    return sorted(found, key=lambda match: -match.confidence)


def _anchor(found: Sequence[Match], context: Context) -> Answer | None:
    """Return the first place that lies where the query says, as what an expression can be built around."""
    for match in found:
        inside = (region.km_outside(match.lon, match.lat) <= region.tolerance_km for region in context.regions)
        if match.geometry is not None and all(inside):
            return Answer(
                geometry=match.geometry,
                lon=match.lon,
                lat=match.lat,
                radius_km=match.uncertainty_km,
                label=match.name,
                said=match.name,
                kind=match.kind,
                precision=match.precision,
                confidence=match.confidence,
                status=match.status,
                source=match.source,
                name=match.name,
            )
    return None

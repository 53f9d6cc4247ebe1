"""One online geocoding service: any geopy geocoder, by its name or ready made, asked by the rules of its provider."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from geopy.adapters import BaseAsyncAdapter
from geopy.exc import GeocoderNotFound, GeopyError
from geopy.geocoders import SERVICE_TO_GEOCODER, get_geocoder_for_service

from geoevents.errors import OptionError
from geoevents.geocoding.online.cache import Key
from geoevents.geocoding.online.policy import Policy, policy_for
from geoevents.geocoding.online.reading import AnswerError, Reading, read_location
from geoevents.geocoding.online.secrets import Redactor, secrets_in
from geoevents.geocoding.online.transport import bounded

__all__ = ["Service", "Spec", "services_of"]

Spec = Any
"""A service as callers name it: a geopy name, ``(name, {option: value})``, or an object with ``geocode(query)``."""

_TIMEOUT_S = 10.0
"""geopy's own second is too short for a public server on a busy day."""

_MAX_READINGS = 5
_OURS = ("min_delay_seconds",)
_ASKED_BY_US = ("query", "exactly_one", "timeout")
_LANGUAGES = ("language", "lang", "culture")


class Service:
    """A geocoder, its provider's rules, and how to ask it.

    Parameters
    ----------
    geocoder : object
        With ``geocode(query, ...)`` as geopy's geocoders.
    policy : Policy
    delay_s : float, optional
        Least seconds between two requests, instead of the policy's.
    call : mapping, optional
        Further parameters of every ``geocode`` call.
    secrets : sequence of str
        What must not be told; those in the geocoder's own attributes are added.
    ours : bool
        Whether it was made here, and is to be closed here.
    """

    def __init__(
        self,
        geocoder: Any,
        policy: Policy,
        *,
        delay_s: float | None = None,
        call: Mapping[str, Any] | None = None,
        secrets: Sequence[str] = (),
        ours: bool = False,
    ) -> None:
        self.geocoder, self.policy = geocoder, policy
        self.delay_s = policy.min_delay_s if delay_s is None else delay_s
        self.redactor = Redactor((*secrets, *secrets_in(getattr(geocoder, "__dict__", {}))))
        self.domain = self.redactor.text(_domain(geocoder))
        self._parameters = _parameters(geocoder.geocode)
        self._call = {k: v for k, v in policy.ask.items() if k in self._parameters} | dict(call or {})
        self._ours = ours

    @property
    def title(self) -> str:
        """Its name for people."""
        return self.policy.title

    def key(self, query: str, country: str) -> Key:
        """Return what an answer is kept under.

        Parameters
        ----------
        query : str
            With single spaces.
        country : str
            ISO 3166-1 alpha-2 code in lower case, or ''.
        """
        language = next((str(self._call[n]) for n in _LANGUAGES if self._call.get(n)), "")
        others = {k: v for k, v in self._call.items() if k not in _LANGUAGES}
        options = json.dumps(others, sort_keys=True, ensure_ascii=False, default=str)
        fields = (query.casefold(), country if self.policy.country else "", language, options)
        return Key(self.policy.service, self.domain, *(self.redactor.text(f) for f in fields))

    def ask(self, query: str, country: str) -> list[Reading]:
        """Make one request.

        Returns
        -------
        list of Reading
            The best first; empty where the service knows nothing of that name.

        Raises
        ------
        geopy.exc.GeopyError
            What the service answered with, or that it did not answer.
        AnswerError
            If its answer makes no sense.
        """
        call = dict(self._call)
        if country and self.policy.country in self._parameters:
            call[self.policy.country] = {"country": country} if self.policy.country == "components" else country
        if "exactly_one" in self._parameters:
            call["exactly_one"] = False
        with self.redactor.quiet():
            try:
                with bounded(self.geocoder):
                    found = self.geocoder.geocode(query, **call)
                if found is None:
                    return []
                locations = found if isinstance(found, list) else [found]
                readings = [read_location(location, self.policy) for location in locations[:_MAX_READINGS]]
            except (GeopyError, AnswerError):
                raise
            except Exception as error:  # geopy reads fields of an answer as they come: rubbish ends in any exception
                raise AnswerError(type(error).__name__) from None
        return [Reading.of(self.redactor.value(reading.record())) for reading in readings]

    def close(self) -> None:
        """Close the connections of a geocoder that was made here."""
        if self._ours:
            self.geocoder.__exit__(None, None, None)


def services_of(specs: Sequence[Spec], *, user_agent: str | None = None) -> list[Service]:
    """Make the services that a caller names.

    Parameters
    ----------
    specs : sequence of Spec
        In the order in which they are asked.
    user_agent : str, optional
        Names the project that asks, for services given by name.

    Raises
    ------
    OptionError
        If there is no such service or option, a key is missing, or the provider's terms ask for a user agent.
    """
    if isinstance(specs, str) or (isinstance(specs, tuple) and len(specs) == 2 and isinstance(specs[1], Mapping)):
        specs = [specs]
    if isinstance(specs, bytes) or not isinstance(specs, Sequence):
        specs = [specs]
    found = [_service(spec, user_agent) for spec in specs]
    if not found:
        raise OptionError("online= names no service", "name one, for example online=['nominatim']")
    return found


def _service(spec: Spec, user_agent: str | None) -> Service:
    if isinstance(spec, str):
        return _by_name(spec, {}, user_agent)
    if isinstance(spec, tuple | list) and len(spec) == 2 and isinstance(spec[0], str) and isinstance(spec[1], Mapping):
        return _by_name(spec[0], spec[1], user_agent)
    if isinstance(spec, type) or not callable(getattr(spec, "geocode", None)):
        raise OptionError(
            f"online= does not take a {type(spec).__name__ if not isinstance(spec, type) else spec.__name__}",
            "give a geopy name, (name, {option: value}) or a geopy geocoder that is made already",
        )
    if isinstance(getattr(spec, "adapter", None), BaseAsyncAdapter):
        raise OptionError("online= does not take an asynchronous geocoder", "make it without adapter_factory=")
    return Service(spec, policy_for(_name_of(type(spec))))


def _by_name(name: str, options: Mapping[str, Any], user_agent: str | None) -> Service:
    for told in (user_agent, options.get("user_agent")):
        if told is not None and not (isinstance(told, str) and told.isascii() and told.isprintable()):
            raise OptionError(f"user_agent is {told!r}", "write it in printable ASCII: it is sent as a header")
    try:
        make = get_geocoder_for_service(name)
    except GeocoderNotFound:
        known = ", ".join(sorted(SERVICE_TO_GEOCODER))
        shown = re.split(r"[^\w. -]", name)[0][:40]  # somebody may write the key behind it
        raise OptionError(f"there is no online service {shown!r}", f"choose one of {known}") from None
    policy = policy_for(name.lower())
    wanted, spoken = set(_parameters(make.__init__)), set(_parameters(make.geocode)) - set(_ASKED_BY_US)
    unknown = [o for o in options if o not in wanted | spoken | set(_OURS)]
    if unknown:
        raise OptionError(
            f"{policy.title} has no option {str(unknown[0])[:40]!r}",
            f"choose from {', '.join(sorted(wanted | spoken))}",
        )
    wait = options.get("timeout", _TIMEOUT_S)
    if wait is not None and (not isinstance(wait, int | float) or isinstance(wait, bool) or not 0 < wait < 1e6):
        raise OptionError(f"timeout is {wait!r}", "give the seconds to wait for an answer as a number, or None")
    built: dict[str, Any] = {"timeout": _TIMEOUT_S} | {k: v for k, v in options.items() if k in wanted}
    if user_agent and "user_agent" in wanted:
        built.setdefault("user_agent", user_agent)
    secrets = secrets_in(options)
    redactor = Redactor(secrets)
    try:
        geocoder = make(**built)
    except GeopyError as error:
        if policy.own_user_agent and "user_agent" not in options and not user_agent:
            raise _no_user_agent(policy) from None
        raise OptionError(f"{policy.title}: {redactor.text(str(error))[:200]}", "see its options in geopy") from None
    except Exception as error:  # geopy reads options as they come: rubbish ends in any exception
        told = redactor.text(str(error)).split("__init__() ")[-1]
        raise OptionError(f"{policy.title} cannot be set up: {told}", f"give ({name!r}, {{option: value}})") from None
    if policy.own_user_agent and geocoder.headers.get("User-Agent", "").startswith("geopy/"):
        raise _no_user_agent(policy)
    call = {k: v for k, v in options.items() if k in spoken and k not in wanted}
    delay = options.get("min_delay_seconds")
    if delay is not None and (not isinstance(delay, int | float) or isinstance(delay, bool) or not 0 <= delay < 1e4):
        raise OptionError(f"min_delay_seconds is {delay!r}", "give the seconds between two requests as a number")
    return Service(geocoder, policy, delay_s=delay, call=call, secrets=secrets, ours=True)


def _no_user_agent(policy: Policy) -> OptionError:
    return OptionError(
        f"{policy.title}'s terms ({policy.terms}) ask for a user agent that names your project",
        "give user_agent='my-project (me@example.org)', on the command line --user-agent",
    )


def _name_of(make: type) -> str:
    """Return geopy's name for a class of geocoders, or for the one it is made from; else its own name."""
    for kind in make.__mro__:
        for name, known in SERVICE_TO_GEOCODER.items():
            if known is kind:
                return str(name)
    return make.__name__


def _parameters(function: Any) -> tuple[str, ...]:
    try:
        return tuple(p for p in inspect.signature(function).parameters if p not in ("self", "args", "kwargs"))
    except (TypeError, ValueError):  # made in C, or of no signature
        return ()


def _domain(geocoder: Any) -> str:
    """Return the host a geocoder asks, without a user and password in front of it."""
    for name in ("domain", "api"):
        value = getattr(geocoder, name, None)
        if isinstance(value, str) and value:
            host = urlsplit(value if "//" in value else f"//{value}").netloc
            return host.rpartition("@")[2].lower()
    return ""

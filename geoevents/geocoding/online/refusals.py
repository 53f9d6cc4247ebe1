"""What a service's errors mean for the run, and how they are told."""

from __future__ import annotations

from geopy import exc

from geoevents.geocoding.online.transport import ElsewhereError

__all__ = ["PASSING", "REFUSALS", "say"]

_YEAR_S = 366 * 86_400

REFUSALS = (
    exc.GeocoderQuotaExceeded,
    exc.GeocoderAuthenticationFailure,
    exc.GeocoderInsufficientPrivileges,
    exc.ConfigurationError,
    ElsewhereError,
)
"""Answers after which asking on would be against the provider's rules, or of no use."""

PASSING = (exc.GeocoderTimedOut, exc.GeocoderUnavailable)
"""Errors that may be gone a moment later; so are unnamed ones of the service (500)."""

_SAID = {
    exc.GeocoderRateLimited: "too many requests (429)",
    exc.GeocoderQuotaExceeded: "the quota is spent",
    exc.GeocoderAuthenticationFailure: "it does not accept the key or account",
    exc.GeocoderInsufficientPrivileges: "it refuses the request (403)",
    exc.GeocoderTimedOut: "no answer in time",
    exc.GeocoderUnavailable: "it cannot be reached",
    exc.ConfigurationError: "it is not set up rightly",
}


def say(error: Exception) -> str:
    """Say an error in our own words: those of the libraries may hold the address asked, with the key in it."""
    if isinstance(error, ElsewhereError):
        return f"it sends on to {str(error) or 'another place'!r}, a host that was not named"
    said = next((text for kind, text in _SAID.items() if isinstance(error, kind)), "the service failed")
    after = getattr(error, "retry_after", None)
    if not after:
        return said
    return f"{said}, to be asked again {f'in {after} s' if after <= _YEAR_S else 'in more than a year'}"

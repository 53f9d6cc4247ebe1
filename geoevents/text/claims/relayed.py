"""Attributions without a verb of saying: "we learnt from X", "the paper was told by X", "citing X", "per X"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geoevents.text.claims.sayers import QUOTES, bounds, named_after
from geoevents.text.parties.cast import ActorMention, Cast
from geoevents.text.tables import words
from geoevents.text.words.lexicon import Actor
from geoevents.text.words.tokens import Token

__all__ = ["FINDING", "RELAYED", "Relay", "beside", "finds", "relayed"]

_LEARNING = frozenset(["learned", "learnt", "heard", "gathered", "understood", "received", "obtained"])
_LED = frozenset(["from", "through", "via"])
_TOLD = frozenset(["told", "informed", "assured", "notified"])
_CITING = frozenset(["citing", "quoting"])
_PER = frozenset(["per", "words", "account"])
_ACCOUNTS = frozenset(
    ["claim", "allegation", "allegations", "report", "reports", "assertion", "statement", "accusation"]
)
RELAYED = _LEARNING | _TOLD | _CITING | _PER | _ACCOUNTS
_CHECKING = frozenset([
    "verify", "verified", "confirm", "confirmed", "corroborate", "corroborated", "check", "checked", "independently",
    "substantiate", "substantiated",
])  # fmt: skip
_OF_WHOM = 12
"""Tokens from "made by" to the "that" of what is claimed, at most."""
_NEWS = frozenset([
    "we", "it", "agency", "newspaper", "paper", "correspondent", "radio", "reporter", "station", "website", "media",
    "magazine", "journalist", "channel", "outlet", "us", "portal", "site",
])  # fmt: skip
"""Who learns things from others."""
FINDING = frozenset([
    "found", "finds", "shows", "showed", "details", "detailed", "describes", "described", "established", "determined",
    "documented", "documents", "recounted", "explained",
])  # fmt: skip
"""Verbs of what reports and witnesses bring to light, before "that" or "how"."""
_NO_RATE = frozenset(
    ["cent", "day", "week", "month", "year", "hour", "person", "capita", "head", "se", "night", "family"]
)
_TELLERS = frozenset(["official", "person", "ministry", "monitor", "armed", "country", "civilian"])
_NEAR = 6
"""Tokens from "learned" to "from", from "citing" to who is cited, at most."""

Relay = tuple[Actor, int, int, tuple[int, int]]
"""Who says so, the tokens of what is said, and those of the attribution."""


def relayed(text: str, tokens: Sequence[Token], i: int, mentions: Sequence[ActorMention], cast: Cast) -> Relay | None:
    """Return the attribution that the word at ``i`` makes without saying that anybody said so, or ``None``."""
    low = tokens[i].low
    if low in _LEARNING:
        return _learned(text, tokens, i, mentions)
    if low in _TOLD:
        by = i + 1 < len(tokens) and tokens[i + 1].low == "by" and bool(i) and tokens[i - 1].low in words("be")
        return _from(text, tokens, i, i + 2, mentions) if by else None
    if low in _CITING:
        return _cited(text, tokens, i, mentions)
    if low in _ACCOUNTS:
        return _unverified(text, tokens, i, mentions)
    return _aside(text, tokens, i, mentions, cast)


def _unverified(text: str, tokens: Sequence[Token], i: int, mentions: Sequence[ActorMention]) -> Relay | None:
    """Return whose claim it is in "could not verify the claim of X that", "the allegation, made by X, that"."""
    n = len(tokens)
    by = next((k for k in range(i + 1, min(i + 4, n)) if tokens[k].low in {"of", "by", "from"}), None)
    if by is None or _CHECKING.isdisjoint([t.low for t in tokens]):
        return None
    that = next((k for k in range(by + 1, min(by + _OF_WHOM, n)) if tokens[k].low == "that"), None)
    if that is None:
        return None
    end = that - (tokens[that - 1].low == ",")
    first = by + 1 + (tokens[by + 1].low in words("determiner"))
    if first >= end:
        return None
    named = next((m.actor for m in mentions if by < m.first and m.last == end), None)
    name = " ".join(text[tokens[first].start : tokens[end - 1].end].split())
    return named or Actor(name, "official"), that + 1, n, (i, that + 1)


def finds(tokens: Sequence[Token], i: int) -> bool:
    """Tell "a UN report found that", "witnesses described how" by the verb at ``i``."""
    return tokens[i].low in FINDING and i + 1 < len(tokens) and tokens[i + 1].low in {"that", "how"}


def beside(text: str, tokens: Sequence[Token], start: int) -> tuple[str, int] | None:
    """Return who else speaks in "two sources and a local official said", and where the words for all of them start.

    ``start`` is the token of the name of the last of them.
    """
    k = start - 1
    while (
        k > 0 and tokens[k].kind == "word" and (tokens[k].low in words("determiner") or tokens[k].low not in bounds())
    ):
        k -= 1
    if k <= 0 or tokens[k].low != "and":
        return None
    first = last = k
    while first and tokens[first - 1].kind in {"word", "possessive"}:
        before = tokens[first - 1].low
        if before in bounds() and before not in words("determiner"):
            return None
        first -= 1
    if first == last or (first and tokens[first - 1].low not in {","} | QUOTES):
        return None
    lead = first
    while lead < last - 1 and tokens[lead].low in words("determiner"):
        lead += 1
    name = " ".join(text[tokens[lead].start : tokens[last - 1].end].split())
    return name, first


def _learned(text: str, tokens: Sequence[Token], i: int, mentions: Sequence[ActorMention]) -> Relay | None:
    if not _NEWS & {t.low for t in tokens[max(0, i - 4) : i]}:
        return None
    led = next((k for k in range(i + 1, min(i + _NEAR, len(tokens))) if tokens[k].low in _LED), None)
    return None if led is None else _from(text, tokens, i, led + 1, mentions)


def _from(text: str, tokens: Sequence[Token], i: int, k: int, mentions: Sequence[ActorMention]) -> Relay | None:
    """Return what who is named from token ``k`` on let somebody know, with the verb at ``i``."""
    source, end = named_after(text, tokens, k, mentions)
    if source is None or source.kind not in _TELLERS:
        return None
    start = next((j for j in range(i - 1, -1, -1) if tokens[j].low in {","} | QUOTES), -1) + 1
    if end < len(tokens) and tokens[end].low == "that":
        return source, end + 1, len(tokens), (start, end + 1)
    return (source, 0, start, (start, end)) if start > 2 else None


def _cited(text: str, tokens: Sequence[Token], i: int, mentions: Sequence[ActorMention]) -> Relay | None:
    named = next((m for m in mentions if i < m.first <= i + 3 and m.actor.kind in _TELLERS), None)
    if named is None:
        return None
    source, end = named_after(text, tokens, i + 1, mentions)
    if source is None:
        return None
    return (source, end, len(tokens), (i, end)) if i < 2 else (source, 0, i, (i, end))


def _aside(text: str, tokens: Sequence[Token], i: int, mentions: Sequence[ActorMention], cast: Cast) -> Relay | None:
    """Return the attribution in "…, per an official", "in their words", "by his account"."""
    n = len(tokens)
    if tokens[i].low == "per":
        if i + 1 >= n or tokens[i + 1].low in _NO_RATE or tokens[i + 1].glued or tokens[i].glued:
            return None
        named = next((m for m in mentions if i < m.first <= i + 3 and m.actor.kind in _TELLERS - {"civilian"}), None)
        if named is None:
            return None
        source, end = named_after(text, tokens, i + 1, mentions)
        if source is None:
            return None
        first, last = (end, n) if i < 2 else (0, i)
        return cast.source(source), first, last, (i, end)
    told = i >= 2 and tokens[i - 1].low in {"his", "her", "their", "its"} and tokens[i - 2].low in {"in", "by"}
    if not told or cast.speaker is None:
        return None
    first, last = (i + 1, n) if i < 4 else (0, i - 2)
    return replace(cast.speaker), first, last, (i - 2, i + 1)

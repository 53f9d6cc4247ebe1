"""Whose text it is: the forces, staff, ministry or group that the lines over or under a text name as its author."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from geoevents.text.acts.triggers import find_triggers
from geoevents.text.layout.debris import Block
from geoevents.text.parties.actors import find_actors
from geoevents.text.parties.cast import ActorMention, Cast
from geoevents.text.words import lexicon
from geoevents.text.words.lexicon import Actor, state_forces
from geoevents.text.words.tokens import Token, tokenize

__all__ = ["author_of"]

_LINE = 160
"""Characters of a line over a text at most; what is longer is prose."""
_SMALL_WORD = 3
"""Letters of "of", "the", "and", "on"."""
_WRITINGS = frozenset([
    "statement", "report", "information", "briefing", "communique", "bulletin", "release", "declaration", "operations",
    "message", "summary", "update", "announcement", "communication", "notice", "address", "dispatch", "news",
])  # fmt: skip
"""What a party puts its name to: "Communique of the Islamic Resistance"."""
_BODIES = frozenset([
    "command", "staff", "spokesman", "spokesperson", "spokeswoman", "office", "centre", "center", "directorate",
    "headquarters", "unit", "media", "service", "bureau", "department",
])  # fmt: skip
"""Who speaks for a party: "Media Centre of X"."""
_STAFF = frozenset(["general", "staff", "command", "joint", "chief", "high", "supreme", "military", "army", "armed"])
"""Words of the names of the commands that every army has."""
_CORE = frozenset(["defence", "defense", "army", "armed", "military", "navy", "staff"])
_LETTERHEAD = _CORE | _BODIES | {
    "forces", "general", "national", "federal", "joint", "high", "supreme", "air", "force", "ministry", "operations",
    "public", "relations", "information", "press", "of", "the", "and", "for", "theatre", "theater", "operation",
    "inter", "services", "strategic", "communication", "communications",
}  # fmt: skip
"""Words of which the letterheads of staffs are made."""
_HEADS = frozenset(["head", "governor", "chief", "mayor", "commander"])
_INVASION = frozenset([
    "invasion", "aggression", "occupiers", "invaders", "aggressor", "aggressors", "occupation", "occupants", "invader",
])  # fmt: skip
_OURS = frozenset([
    "defenders", "troops", "forces", "soldiers", "servicemen", "units", "commandos", "artillery", "navy", "army",
    "military", "aviation", "gunners", "servicemembers",
])  # fmt: skip
"""What only forces call their own."""
_TO_WRITING = 3
"""Tokens from a name to what its bearer wrote, at most: "Defence Ministry daily report"."""
_SIGNATURES = 2
"""Blocks at the end of a text in which it is signed."""
_LEAD = 40
"""Tokens of the words that lead in a list of deeds ("the mujahideen of X:"), at most."""


def author_of(text: str, parts: Sequence[Block], home: str, whole: Sequence[Token] = ()) -> Actor | None:
    """Return the forces that speak in a text, or ``None`` where it is an agency's, a monitor's or nobody's.

    They are named over it ("Armed Forces - General Command"), with what they wrote ("Communique of the Islamic
    Resistance"), in a signature under it, or in the words that lead in their list of deeds. A line that tells of an act
    is a headline, and names who did it.

    Parameters
    ----------
    text : str
    parts : sequence of Block
    home : str
        ISO2 code of the country spoken of first of all, whose forces "the General Staff" are.
    whole : sequence of Token, optional
        Those of the whole text: where nobody is named over it, "our soldiers" say that forces speak, and whom they
        fight says which.
    """
    home = _nation(whole, home) if whole else home
    first = next((k for k, b in enumerate(parts) if b.role == "body"), len(parts))
    for tokens in _lines(text, parts[:first]):
        if (found := _named(text, tokens, home)) is not None:
            return found
    if first == len(parts):
        return None
    for tokens in _lines(text, parts[max(first + 1, len(parts) - _SIGNATURES) :]):
        if tokens[-1].low not in {".", "!", "?", "”", '"'} and (found := _named(text, tokens, home)) is not None:
            return found
    return _leading(text, parts[first], home) or _in_its_own_voice(whole, home)


@cache
def _openers() -> frozenset[str]:
    """Return the words at which :func:`_nation` can find a state or its forces."""
    return lexicon.demonyms().openers | lexicon.actors().openers


def _nation(tokens: Sequence[Token], home: str) -> str:
    """Return whose "Ministry of Defence", "our soldiers" are: of the one state whose forces are named, else ``home``.

    "The Russian invasion", "the Russian occupiers" are what the other of two states at war speaks of.
    """
    named: set[str] = set()
    listed = _openers()
    for i, t in enumerate(tokens):
        if t.low not in listed or not (t.capital or t.low == "russian"):  # as some bulletins write it
            continue
        whose = lexicon.demonyms().at(tokens, i)
        if whose is not None and whose[0] < len(tokens) and tokens[whose[0]].low in _INVASION:
            foe = lexicon.opponent(whose[1].iso2)
            if foe is not None and foe.inter == 1:
                return foe.country
        hit = lexicon.actors().at(tokens, i) if t.capital else None
        if hit is not None and hit[0] - i > 1 and hit[1].kind == "armed" and hit[1].inter == 1 and hit[1].country:
            named.add(hit[1].country)
    foe = lexicon.opponent(home) if home else None
    at_war = foe is not None and foe.inter == 1  # then those named may be the enemy's
    return named.pop() if len(named) == 1 and not at_war else home


def _in_its_own_voice(tokens: Sequence[Token], home: str) -> Actor | None:
    """Return the forces of a text that speaks of "our defenders", "our missile troops", not in a quotation."""
    if not home or not any(t.low == "our" for t in tokens):
        return None
    quoted = False
    for k, t in enumerate(tokens):
        if t.low in {'"', "“", "”"}:
            quoted = t.low == "“" or (t.low == '"' and not quoted)
        elif t.low == "our" and not quoted and _OURS & {x.low for x in tokens[k + 1 : k + 4]}:
            return state_forces(home)
    return None


def _lines(text: str, parts: Sequence[Block]) -> Iterator[list[Token]]:
    for b in parts:
        if b.role == "debris":
            continue
        start = b.start
        for line in text[b.start : b.end].split("\n"):
            if len(line) <= _LINE:
                tokens = [t for t in tokenize(text, start, start + len(line)) if t.kind != "line"]
                if tokens:
                    yield tokens
            start += len(line) + 1


def _named(text: str, tokens: Sequence[Token], home: str) -> Actor | None:
    """Return the party that a line names as an author."""
    triggers = find_triggers(tokens)
    if any(not x.noun for x in triggers):
        return None
    said = {t.low for t in tokens if t.kind == "word"}
    if home and said & _CORE and said <= _LETTERHEAD:
        return state_forces(home)  # "DEFENCE HEADQUARTERS"
    written = next((k for k, t in enumerate(tokens) if t.low in _WRITINGS), _LINE)
    if any(x.at > written for x in triggers):
        return None
    for m in find_actors(text, tokens, Cast(country=home)):
        before = {t.low for t in tokens[: m.first]}
        signs = m.first <= 3 and m.preposition == "" and not triggers
        signs = signs and not _prose([*tokens[: m.first], *tokens[m.last :]])
        wrote = m.first <= 3 and m.preposition == "" and 0 <= written - m.last <= _TO_WRITING
        of = m.preposition in {"of", "by", "from"}
        told = of and (written < m.first or (bool(before & (_BODIES | _HEADS)) and not _prose(tokens[m.last :])))
        if signs or wrote or told:
            found = _forces(m, tokens, home, headed=bool(before & _HEADS))
            if found is not None:
                return found
    return None


def _forces(m: ActorMention, tokens: Sequence[Token], home: str, *, headed: bool) -> Actor | None:
    """Return the forces that a ministry, a staff, or an armed party itself speaks for."""
    actor = m.actor
    if actor.kind == "ministry" and m.known:
        return state_forces(actor.country) if actor.country else actor
    if actor.kind == "armed" and m.known and not m.bare:
        return actor
    name = {t.low for t in tokens[m.first : m.last]} - {"the", "of", "'s"}
    staff = bool(name & {"staff", "command"}) and name <= _STAFF
    office = headed and bool(name & {"administration", "command"}) and "military" in name
    return state_forces(home) if home and actor.kind == "official" and (staff or office) else None


def _leading(text: str, part: Block, home: str) -> Actor | None:
    """Return the group of "By the grace of God, the fighters of X:", which leads in what it did."""
    if not text[part.start : part.end].rstrip().endswith(":"):
        return None
    tokens = [t for t in tokenize(text, part.start, part.end) if t.kind != "line"]
    if not tokens or tokens[-1].low != ":" or len(tokens) > _LEAD or find_triggers(tokens):
        return None
    found = [m for m in find_actors(text, tokens, Cast(country=home)) if m.actor.kind == "armed" and m.known]
    return found[-1].actor if len(found) == 1 and found[0].preposition == "" else None


def _prose(tokens: Sequence[Token]) -> bool:
    """Tell the words of a sentence from those of a name or a title: some are in lower case, and none is a small one."""
    return any(
        t.kind == "word" and not t.capital and len(t.low) > _SMALL_WORD and t.low not in _WRITINGS for t in tokens
    )

"""Who acts: finds actors in a sentence, by the table of actors and by rules for names and noun phrases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise

from geoevents.text.parties.attributive import WORN
from geoevents.text.parties.cast import ActorMention, Cast, Scan, acronym_ok, country_at, organisation_at
from geoevents.text.parties.phrases import SITES, noun_phrase, of_country
from geoevents.text.parties.states import state_name
from geoevents.text.tables import words
from geoevents.text.words import lexicon
from geoevents.text.words.apposition import join, mark_asides
from geoevents.text.words.lexicon import Actor
from geoevents.text.words.tokens import Token

__all__ = ["find_actors"]

_MINISTRIES = frozenset(
    ["defense", "defence", "foreign", "interior", "health", "information", "emergencies", "internal"]
)
_ARMED_TAILS = frozenset([
    "brigade", "brigades", "battalion", "battalions", "regiment", "division", "army", "forces", "force", "front",
    "militia", "faction", "corps", "guard", "guards", "shield",
])  # fmt: skip
_STATE_SERVICES = frozenset(["police", "gendarmerie", "constabulary", "intelligence", "infantry", "commandos"])
"""Words of the names of bodies that bear arms for a state."""
_YEAR_DIGITS = 4
_UNIT_WORDS = 6
"""Tokens of the name of a numbered unit, at most."""
_ACTING = frozenset(["troops", "soldiers", "forces", "men", "personnel"])
_STATE_ARMS = frozenset(["armed", "army", "military", "air", "defence", "defense", "navy", "ground", "naval", "land"])
_STATE_WORDS = _STATE_ARMS | {"forces", "force", "general", "staff", "command", "national", "aviation", "joint"}
"""Words of names that every country's forces have: "the Armed Forces", "the National Army"."""


def find_actors(text: str, tokens: Sequence[Token], cast: Cast) -> list[ActorMention]:
    """Return the actors of one sentence in order, and let ``cast`` remember them."""
    scan, listed, openers = Scan(text, tokens, cast), _listed(), _openers()
    i = 0
    while i < len(tokens):
        token = tokens[i]
        if token.kind == "number":
            i = _table(scan, i) or _numbered(scan, i) or i + 1  # "25th Division"
        elif token.kind == "word" and (token.capital or token.low in openers):
            names = _SHORT_NAME_RULES if cast.acronyms else _NAME_RULES
            for rule in _rules_at(token.low, token.capital) if token.low in listed else names:
                if end := rule(scan, i):
                    break
            i = end or i + 1
        else:
            i += 1
    if not scan.found:
        return []  # as in every third sentence
    _first_of_two(scan)
    join(scan)
    mark_asides(scan)
    for m in scan.found:
        if m.known:
            cast.meet(m.actor)
    named = [m for m in scan.found if m.actor.kind == "armed" and not m.aside and (m.known or _a_name(scan, m))]
    free = [m for m in named if not m.preposition] or [m for m in named if m.preposition in {"to", "by"}]
    cast.topic = free[0].actor if free else cast.topic
    _pair_off(scan, cast)
    return scan.found


def _a_name(scan: Scan, m: ActorMention) -> bool:
    """Tell "the Baz Gran Grif gang" from "the gang"."""
    return any(t.capital for t in scan.tokens[max(m.first, 1) : m.last - 1])


def _pair_off(scan: Scan, cast: Cast) -> None:
    """Let ``cast`` remember the two of "between X and Y", which "both groups" are in a later sentence."""
    for first, second in pairwise(scan.found):
        both = first.preposition == "between" and scan.tokens[second.first - 1].low == "and"
        if both and first.actor.kind == second.actor.kind == "armed":
            cast.pair = (first.actor, second.actor)


@cache
def _listed() -> frozenset[str]:
    """Return the words that begin something listed; at other capitalised words only a name can be found."""
    tables = (
        lexicon.actors(), lexicon.shared(), lexicon.nouns(), lexicon.countries(), lexicon.demonyms(),
        lexicon.capitals(),
    )  # fmt: skip
    return _openers().union(*(table.openers for table in tables))


@cache
def _openers() -> frozenset[str]:
    """Return the words in lower case at which one of the rules can find something; at all others none is tried."""
    tables = lexicon.actors().openers | lexicon.nouns().openers
    return tables | words("person_title") | _MINISTRIES | {"ministry", "command"}


def _first_of_two(scan: Scan) -> None:
    """Read the first name of "between Salamat and Beni Halba tribesmen", which shares the noun of the second."""
    t = scan.tokens
    for n, m in enumerate(scan.found):
        left = m.first - 1
        while left > 0 and m.first - left <= _UNIT_WORDS and t[left - 1].capital:
            left -= 1
        head = t[m.last - 1]
        if t[m.first - 1].low != "and" or m.actor.kind != "armed" or head.capital or left == m.first - 1:
            continue
        if not left or t[left - 1].low != "between" or any(x.first < m.first and x.last > left for x in scan.found[:n]):
            continue
        name = f"{scan.surface(left, m.first - 1)} {scan.surface(m.last - 1, m.last)}"
        first = ActorMention(left, m.first - 1, Actor(name, "armed", m.actor.inter), True, preposition="between")
        scan.found.insert(n, first)
        return


def _table(scan: Scan, i: int) -> int | None:
    hit = lexicon.actors().at(scan.tokens, i)
    hit = _shared(scan, i, hit) if scan.tokens[i].low in lexicon.shared().openers else hit
    if hit is None or not acronym_ok(scan.tokens, i, hit[0], scan.text):
        return None
    end, actor = hit
    if end - i == 1 and scan.tokens[i].low not in {"the"}:
        tail = organisation_at(scan.tokens, i)
        if tail is not None and tail > end:
            return None
    if end < len(scan.tokens) and scan.tokens[end].low in WORN:
        return end + 1  # "men in army uniforms": what they wore, not who they are
    if scan.tokens[end - 1].low in {"command", "staff"}:
        scan.cast.command = actor
    return scan.add(i, _with_acronym(scan, end, actor), actor, True)


def _shared(scan: Scan, i: int, hit: tuple[int, Actor] | None) -> tuple[int, Actor] | None:
    """Return whom a name means that several parties bear: whom the text spelled out, else that of the country."""
    named = lexicon.shared().at(scan.tokens, i)
    if named is None or (hit is not None and hit[0] > named[0]):
        return hit
    end, bearers = named
    spelled = scan.cast.acronyms.get(scan.surface(i, end))
    if "coalition" in {t.low for t in scan.tokens[i:end]}:
        if end < len(scan.tokens) and scan.tokens[end].low in {"of", "government", "partners", "talks"}:
            return hit
        spelled = scan.cast.coalition
    there = spelled or bearers.get(scan.country) or bearers.get(scan.cast.country)
    return (end, there) if there is not None else hit


def _command(scan: Scan, i: int) -> int | None:
    """Read "the command" as the one named before by its whole name."""
    if scan.tokens[i].low != "command" or not i or scan.tokens[i - 1].low != "the" or scan.cast.command is None:
        return None
    return scan.add(i, i + 1, scan.cast.command, True)


def _with_acronym(scan: Scan, end: int, actor: Actor) -> int:
    """Take "(SDF)" after a full name along, and remember it."""
    t = scan.tokens
    if end + 2 < len(t) and t[end].low == "(" and t[end + 1].kind == "word" and t[end + 1].capital:
        close = next((k for k in range(end + 2, min(end + 5, len(t))) if t[k].low == ")"), None)
        word = scan.text[t[end + 1].start : t[(close or end + 2) - 1].end]
        if close is not None and word.replace("-", "").isupper():
            scan.cast.acronyms[word] = actor
            return close + 1
    return end


def _numbered(scan: Scan, i: int) -> int | None:
    """Read "the 33rd Front", "the 47th Mechanised Brigade": a unit that goes by its number."""
    t = scan.tokens
    j = i + 1
    if j >= len(t) or t[j].low not in {"st", "nd", "rd", "th"} or t[j].start != t[i].end:
        return None
    j += 1
    while j < len(t) and j - i < _UNIT_WORDS and t[j].capital and t[j].low not in _ARMED_TAILS:
        j += 1
    if j >= len(t) or not t[j].capital or t[j].low not in _ARMED_TAILS:
        return None
    return scan.add(i, j + 1, Actor(scan.surface(i, j + 1), "armed"), True)


def _ministry(scan: Scan, i: int) -> int | None:
    t = scan.tokens
    j, country = i, None
    for table in (lexicon.demonyms(), lexicon.countries()):
        hit = country_at(t, i, table, scan.text)
        if hit is not None:
            j, country = hit
            if j < len(t) and t[j].low == "'s":
                j += 1
            break
    iso2 = country.iso2 if country else ""
    if (
        j < len(t)
        and t[j].low in _MINISTRIES
        and j + 1 < len(t)
        and t[j + 1].low in {"ministry", "minister", "ministries"}
    ):
        kind = t[j].low.replace("defence", "defense").title()
        where = country or lexicon.country(_speaking(scan) or scan.country)
        name = f"{where.demonym} {kind} Ministry" if where else f"{kind} Ministry"
        if t[j + 1].low == "minister":
            return None
        return scan.add(i, j + 2, Actor(name, "ministry", 0, iso2 or scan.country), True)
    if j < len(t) and t[j].low == "ministry" and j + 1 < len(t) and t[j + 1].low == "of":
        kind_at = j + 2 + (j + 2 < len(t) and t[j + 2].low == "the")
        if kind_at < len(t) and (t[kind_at].capital or t[kind_at].low in _MINISTRIES):
            if t[kind_at].low in {"national", "federal"} and kind_at + 1 < len(t) and t[kind_at + 1].low in _MINISTRIES:
                kind_at += 1  # "Ministry of National Defence"
            end = kind_at + 1
            if (
                end + 1 < len(t)
                and t[end].low == "of"
                and (hit := country_at(t, end + 1, lexicon.countries(), scan.text))
            ):
                end, country = hit
            kind = t[kind_at].low.replace("defence", "defense").title()
            where = country or lexicon.country(_speaking(scan) or scan.country)
            name = f"{where.demonym} {kind} Ministry" if where else f"{kind} Ministry"
            return scan.add(i, end, Actor(name, "ministry", 0, where.iso2 if where else ""), True)
    if j < len(t) and t[j].low == "ministry" and (country or (i and t[i - 1].low in words("definite"))):
        last = scan.cast.last_ministry
        if last is not None and (not iso2 or last.country == iso2):
            return scan.add(i, j + 1, last, True)
        if country:
            return scan.add(i, j + 1, Actor(f"{country.demonym} ministry", "ministry", 0, iso2), True)
    return None


def _speaking(scan: Scan) -> str:
    """Return whose ministry "the ministry" is at the end of a sentence: that of the forces that act in it."""
    states = [m for m in scan.found if m.actor.inter == 1 and m.actor.country and m.actor.kind == "armed"]
    return states[0].actor.country if states and states[0].first <= 3 else ""


def _person(scan: Scan, i: int) -> int | None:
    t = scan.tokens
    if t[i].low in words("person_title"):
        j = i
        while j < len(t) and (t[j].low in words("person_title") or (t[j].low == "." and j > i)) and j - i < 4:
            j += 1
        area = j < len(t) and not t[j].capital and t[j].low in words("feature")
        end = j if area else _name_on(scan, j, j)  # "general area X"
        if end > j and t[j].low not in words("organization_tail") and lexicon.actors().at(t, j) is None:
            plain = not any(x.capital for x in t[i:j])  # "army chief X", "spokesman Y"
            actor = Actor(scan.surface(j if plain else i, end), "person", 0)
            return scan.add(i, end, actor, True)
        if i and t[i - 1].low in words("definite") and (known := scan.cast.person(t[i].low)) is not None:
            return scan.add(i, i + 1, known, True)
    if not t[i].capital or (i and t[i - 1].low in {"near", "in", "at", "outside", "around"}):
        return None
    if i > 1 and t[i - 1].low == "of" and t[i - 2].low in words("feature"):
        return None  # "the town of Sam Ouandja"
    follows = i + 1 < len(t) and t[i + 1].capital
    if t[i].low in words("forename") and follows and (i == 0 or not t[i - 1].capital or t[i - 1].glued):
        end = i + 1
        end = _name_on(scan, end, i)
        if t[end - 1].low not in words("organization_tail") and not _of_a_site(scan, end) and not _of_a_group(t, end):
            return scan.add(i, end, Actor(scan.surface(i, end), "person", 0), True)
    if not follows and (i == 0 or not t[i - 1].capital) and (known := scan.cast.person(t[i].low)) is not None:
        return scan.add(i, i + 1, known, True)
    return None


def _of_a_group(tokens: Sequence[Token], end: int) -> bool:
    """Tell "the Hafiz Gul Bahadur group", "the Dagoberto Ramos front": named after a person."""
    return end < len(tokens) and tokens[end].low in {"group", "front", "gang", "faction", "militia", "bloc", "cartel"}


def _of_a_site(scan: Scan, end: int) -> bool:
    """Tell "Abu Shouk displacement camp", "the Ali Sabieh district": the name is a place's."""
    t = scan.tokens
    return any(
        t[k].low in words("feature") and all(not x.capital and x.kind == "word" for x in t[end:k])
        for k in range(end, min(end + 2, len(t)))
    )


def _name_on(scan: Scan, end: int, first: int) -> int:
    """Return the end of a person's name: capitalised words, and "al-", "bin" between them."""
    t = scan.tokens
    while end < len(t) and end - first < 6:
        linked = (
            t[end].low in {"al", "el", "bin", "ibn", "ould", "ag", "de", "van"}
            and end > first
            and end + 1 < len(t)
            and t[end + 1].capital
        )
        if not (t[end].capital or (t[end].glued and end > first) or linked):
            break
        end += 1
    return end


def _organisation(scan: Scan, i: int) -> int | None:
    t = scan.tokens
    inside = i > 0 and t[i - 1].capital and t[i - 1].low not in words("determiner") | words("backed")
    if not t[i].capital or t[i].low in words("determiner") or (inside and not t[i].glued):
        return None
    end = organisation_at(scan.tokens, i) if not (t[i].glued and t[i].low in words("backed")) else None
    if end is None:
        return None
    if end < len(t) and t[end].glued and t[end].low in words("backed"):
        return end + 1  # "the Liberation Army-affiliated Quds Brigade": whose it is, not who it is
    if end < len(scan.tokens) and scan.tokens[end].low in SITES:
        return end + 1  # "the Armoured Corps headquarters": a site
    if t[i].low in _ACTING and i + 2 < end and t[i + 1].low == "of" and t[i + 2].low == "operation":
        return None  # "Troops of Operation X": the troops act
    low = {x.low for x in t[i:end]}
    if low & _STATE_ARMS and low <= _STATE_WORDS:
        return _state_body(scan, i, end)
    tail = scan.tokens[end - 1].low
    state = bool(low & _STATE_SERVICES)
    if end < len(t) and t[end].kind == "number" and tail in _ARMED_TAILS and len(t[end].low) < _YEAR_DIGITS:
        end += 1  # "Light Infantry Division 99"
    kind = "armed" if tail in _ARMED_TAILS or state else "official"
    actor = Actor(scan.surface(i, end), kind, 1 if state else 0)
    return scan.add(i, _with_acronym(scan, end, actor), actor, True)


def _state_body(scan: Scan, i: int, end: int) -> int:
    """Read "the Armed Forces", "the Air Force", "the Security Forces of Iraq": whose they are is not in the name."""
    t, iso2 = scan.tokens, scan.country
    if end + 1 < len(t) and t[end].low == "of":
        named = end + 1 + (t[end + 1].low == "the")
        whose = country_at(t, named, lexicon.countries(), scan.text) if named < len(t) else None
        if whose is not None:
            end, iso2 = whose[0], whose[1].iso2
    forces = lexicon.state_forces(iso2) if iso2 else Actor(scan.surface(i, end), "armed", 1)
    return scan.add(i, end, forces, True)


_NAME_RULES = (_person, _organisation)
"""Those of the rules that can find something at a capitalised word that is none of :func:`_listed`."""
_SHORT_NAME_RULES = (*_NAME_RULES, noun_phrase)
"""The same in a text that has told what some short names mean."""
_RULES = (_table, _command, _ministry, _person, of_country, _organisation, noun_phrase, state_name)
"""Tried in this order at every word with a capital and at those of :func:`_openers`; each returns where its mention
ends, or ``None``."""


@cache
def _rules_at(low: str, capital: bool) -> tuple[Callable[[Scan, int], int | None], ...]:
    """Return those of the rules that can find something at a word of :func:`_listed`, which saves half of the calls."""
    named = low in lexicon.demonyms().openers or low in lexicon.countries().openers
    reads = {
        _table: low in lexicon.actors().openers | lexicon.shared().openers,
        _command: low == "command",
        _ministry: named or low in _MINISTRIES or low == "ministry",
        _person: capital or low in words("person_title"),
        of_country: capital and named,
        _organisation: capital,
        noun_phrase: capital or low in lexicon.nouns().openers,
        state_name: capital and (named or low in lexicon.capitals().openers),
    }
    return tuple(rule for rule in _RULES if reads[rule])

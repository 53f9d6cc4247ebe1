"""Rules for noun phrases that name an actor: "Syrian positions", "its troops", "several extremist groups"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geoevents.text.parties.attributive import is_model, modifies, noun_like, shared_head
from geoevents.text.parties.cast import Scan, country_at, organisation_at, stops
from geoevents.text.parties.possessions import possessive
from geoevents.text.tables import words
from geoevents.text.words import lexicon
from geoevents.text.words.lexicon import Actor, Country, Noun
from geoevents.text.words.numbers import number_at
from geoevents.text.words.tokens import tokenize
from geoevents.text.words.vocabulary import acting_forms

__all__ = ["SITES", "noun_phrase", "of_country", "police_of"]

_GENERIC_STATE = frozenset([
    "government", "security", "special", "army", "armed", "national", "regime", "loyalist", "pro", "own", "regular",
    "elite", "local", "military",
])  # fmt: skip
"""Adjectives that leave "forces" the forces of the state."""
_CIVIL_TAILS = frozenset(
    ["network", "union", "syndicate", "association", "committee", "organisation", "organization", "society"]
)
"""Last words of the names of bodies that are no state's, though a country's adjective opens them."""
_BODIES = frozenset(["movement", "group", "party", "front", "faction", "militia", "organisation", "organization"])
_TERROR = frozenset(["terror", "terrorist", "separatist", "rebel", "insurgent"])
_LOCAL = words("police") | {"government", "regime", "local", "regular", "loyalist", "pro", "junta", "occupation"}
"""What the forces of another state are called in the report of an army abroad."""
_SHORT = frozenset([
    "militia", "group", "faction", "paramilitaries", "rebels", "militants", "insurgents", "jihadists", "rebel group",
])  # fmt: skip
"""Nouns that, alone and with "the", mean the armed group named last."""
SITES = frozenset(["base", "bases", "camp", "barracks", "headquarters", "checkpoint", "outpost", "post"])
"""Nouns that, after a proper name, are a place ("the Hmeimim base")."""
_REBELS = frozenset(["resistance", "opposition", "rebel", "insurgent", "separatist", "guerrilla", "revolutionary"])
_PLURAL = frozenset([
    "operations", "arms", "rights", "affairs", "services", "defences", "rapids", "rebels", "forces", "relations",
    "sales",
])  # fmt: skip
_SIDES = frozenset(["western", "eastern", "northern", "southern"])
_DESCRIBING = frozenset([
    "armed", "suspected", "alleged", "unidentified", "designated", "displaced", "masked", "hooded", "camouflaged",
])  # fmt: skip
"""Participles that describe a noun, and are no verb before it."""
_HEADS = frozenset(
    ["governor", "mayor", "minister", "prefect", "administrator", "chief", "head", "leader", "president"]
)
_HIDDEN = frozenset(["armed", "masked", "gun", "hooded", "camouflaged", "unidentified", "unknown", "gunned"])
"""What makes "men" people who do violence."""
_LEADING = frozenset(["leader", "leaders", "chief", "chiefs", "member", "members"])
_BODY_KINDS = frozenset(["mission", "force", "coalition", "operation", "contingent", "company", "unit", "group"])
_OWN = frozenset(["its", "their", "his", "her", "our"])
_MAX_MODIFIERS = 6


def _body(scan: Scan, first: int) -> tuple[str, int] | None:
    """Return the name of a body in no table and where it ends: "(of) the Multinational Security Support (MSS) mission".

    Its short name in brackets or a word like "mission" behind it tells it from a place; its short name is remembered.
    """
    t = scan.tokens
    first += first < len(t) and t[first].low == "the"
    last = first
    while last < len(t) and t[last].capital and t[last].kind == "word":
        last += 1
    if last - first < 2 or lexicon.actors().at(t, first) is not None:
        return None
    short = last + 2 < len(t) and t[last].low == "(" and t[last + 2].low == ")"
    end = last + 3 if short else last
    kind = end < len(t) and t[end].low in _BODY_KINDS
    if not (short or kind):
        return None
    name = scan.surface(first, last) + (f" {t[end].low}" if kind else "")
    if short:
        scan.cast.acronyms[scan.text[t[last + 1].start : t[last + 1].end]] = Actor(name, "armed")
    return name, end + kind


def of_country(scan: Scan, i: int) -> int | None:
    """Read "Syrian positions", "Russian Military Police unit", "US special forces", "US and Russian commanders"."""
    t = scan.tokens
    hit = country_at(t, i, lexicon.demonyms(), scan.text) or country_at(t, i, lexicon.countries(), scan.text)
    if hit is None:
        return None
    end, country = hit
    whole = organisation_at(t, i)
    if whole is not None and whole > end + 1 and t[whole - 1].low in _CIVIL_TAILS:
        return None  # "Sudanese Doctors Network"
    if i and t[i].low.endswith("ns") and (t[i - 1].kind == "number" or t[i - 1].low in words("cardinal")):
        return scan.add(i, end, Actor("Civilians", "civilian", 7, country.iso2), True)  # "30 Syrians"
    if i and t[i - 1].low in _HIDDEN and t[end - 1].low.endswith("s") and end - i == 1:
        return scan.add(i, end, Actor(scan.title(i - 1, end), "armed", 3), True)  # "armed Serbs"
    plural = t[end - 1].low.endswith(("ns", "is", "ts")) and i and t[i - 1].low == "the"
    if plural and end < len(t) and (t[end].low in acting_forms() or t[end].low in words("perfect")):
        return scan.add(i, end, lexicon.state_forces(country.iso2), True)  # "the Russians shelled"
    if end < len(t) and t[end].low == "'s":
        end += 1
        listed = lexicon.actors().at(t, end) if end < len(t) else None
        if listed is not None and listed[1].kind == "armed" and listed[0] - end > 1:
            return scan.add(i, listed[0], listed[1], True)  # "Sudan's Rapid Support Forces"
    j = end
    if (
        j + 1 < len(t)
        and t[j].low in {"and", "or"}
        and (
            country_at(t, j + 1, lexicon.demonyms(), scan.text) or country_at(t, j + 1, lexicon.countries(), scan.text)
        )
    ):
        # "US and Russian commanders": the first adjective shares the noun of the second.
        last = min(j + 5, len(t) - 1)
        second = next((k for k in range(j + 1, last) if not t[k].capital), last)
        noun = lexicon.nouns().at(t, second)
        if noun is not None and noun[1].kind in {"armed", "asset"}:
            return scan.add(i, end, lexicon.state_forces(country.iso2), True)
        if noun is not None and noun[1].kind == "official":
            return scan.add(i, noun[0], Actor(scan.surface(i, noun[0]), "official"), False)
        return None
    while j < len(t) and j - end < 5:
        if t[j].low in words("backed"):
            return None
        noun = lexicon.nouns().at(t, j)
        if noun is not None:
            return _country_noun(scan, i, end, j, noun, country)
        if is_model(scan, j):
            return scan.add(i, j + 2, lexicon.state_forces(country.iso2), True, asset=True)  # "a Ukrainian Su-27"
        numbered = t[j].kind == "number" and j + 1 < len(t) and (t[j].glued or t[j + 1].start == t[j].end)
        if (t[j].kind != "word" and not numbered) or t[j].low in stops():
            return None
        j += 1
    return None


def _country_noun(scan: Scan, i: int, end: int, j: int, noun: tuple[int, Noun], country: Country) -> int | None:
    last, head = noun
    if last < len(scan.tokens) and scan.tokens[last].glued and scan.tokens[last].low in words("backed"):
        return None  # "the Syrian army-affiliated brigade"
    # "Military Police unit": heads in a row are one phrase
    while last < len(scan.tokens) and (more := lexicon.nouns().at(scan.tokens, last)) is not None:
        last, head = more
    state = head.kind == "asset" or (head.kind == "armed" and head.inter in {0, 1})
    middle = [t.low for t in scan.tokens[end:j]]
    if state and not any(w in {"opposition", "rebel", "mercenary", "militia", "tribal", "merchant"} for w in middle):
        actor = lexicon.state_forces(country.iso2)
        noun_word = scan.tokens[last - 1].low
        if "air" in middle or noun_word in {"warplanes", "warplane", "jets", "jet", "aircraft", "helicopters"}:
            actor = _air_arm(country) or actor
        elif noun_word in words("police") - {"officers"} and "military" not in {t.low for t in scan.tokens[end:last]}:
            actor = police_of(country.iso2)
        return scan.add(i, last, actor, True, asset=head.kind == "asset")
    if head.kind in {"civilian", "crowd"} and head.name:
        return scan.add(i, last, Actor(head.name, head.kind, head.inter, country.iso2), True)
    if head.kind == "official" and (named := _capitals(scan, last)) > last + 1:
        # "Turkish Foreign Minister Hakan Fidan"
        return scan.add(i, named, Actor(scan.surface(last, named), "person", 0, country.iso2), True)
    known = head.kind != "official"
    name = scan.surface(i, last) if not known else scan.title(i, last)
    return scan.add(i, last, Actor(name, head.kind, head.inter, country.iso2), known)


def _capitals(scan: Scan, start: int) -> int:
    """Return where the capitalised words from ``start`` on end."""
    t, k = scan.tokens, start
    while k < len(t) and k - start < 4 and t[k].kind == "word" and (t[k].capital or (t[k].glued and k > start)):
        k += 1
    return k


def police_of(iso2: str) -> Actor:
    """Return the police of a country, named as ACLED names it."""
    known = lexicon.country(iso2)
    return Actor(f"Police Forces of {known.name if known else iso2}", "armed", 1, iso2)


def _air_arm(country: Country) -> Actor | None:
    hit = lexicon.actors().at(tokenize(f"{country.demonym} warplanes"), 0)
    return hit[1] if hit is not None else None


def noun_phrase(scan: Scan, i: int) -> int | None:
    """Read a phrase by its head noun: "two aid workers", "several extremist groups"; return where it ends."""
    before = len(scan.found)
    end = _head(scan, i)
    for m in scan.found[before:]:
        m.bare = m.first not in scan.paired
        m.known = m.known or not m.bare
    return end


def _head(scan: Scan, i: int) -> int | None:
    t = scan.tokens
    hit = lexicon.nouns().at(t, i)
    if hit is None:
        word = scan.text[t[i].start : t[i].end]
        known = scan.cast.acronyms.get(word) if t[i].capital else None
        return scan.add(i, i + 1, known, True) if known is not None else None
    end, noun = hit
    if t[i].glued and i and t[i - 1].low == "anti":
        return None  # "an anti-tank mine"
    led = t[i].glued and i and t[i - 1].low in {"pro", "non"}
    if led and end < len(t) and noun_like(scan, end) and lexicon.nouns().at(t, end) is None:
        return None  # "pro-government tribal levies"
    first, owned_end, head_kind = i, i, noun.kind
    while end < len(t) and (more := lexicon.nouns().at(t, end)) is not None and not t[end].low.startswith("people"):
        # "army convoy", "jihadist commander": the last noun is the head, "army" still says whose
        i, owner = end, noun
        end, head = more
        owned_end, head_kind = (i if head.kind == "asset" else owned_end), head.kind
        plain = head.kind == "asset" or (head.kind == "armed" and not head.inter and owner.inter == 1)
        leads = owner.kind == "armed" and t[end - 1].low in _LEADING  # "a bandit leader" is one of the bandits
        hostile = t[first].low in words("enemy") and head.kind in {"armed", "asset"}  # "an enemy infantry force"
        noun = noun if (plain and owner.kind == "armed") or leads or hostile else head  # "army convoy", "army unit"
    if modifies(scan, end, noun):
        return None
    if (both := shared_head(scan, end, noun)) is not None:
        return scan.add(first, both, Actor(scan.title(first, both), "armed", noun.inter), False)
    i = first
    first = _modified_from(scan, i)
    modifiers = [x.low for x in t[first:i]]
    named = any(x.capital for x in t[max(first, 1) : i])
    ahead = first - 1 - (first > 1 and t[first - 1].low in words("definite"))
    if t[end - 1].low in {"front", "fronts", "bloc"}:
        where = ahead >= 0 and t[ahead].low in words("preposition") - {"by", "of", "with", "between", "against"}
        if where or not t[i - 1].capital:
            return None  # "on the Kupiansk front": where, not who
    if noun.kind == "asset" and named and t[end - 1].low in SITES:
        return None  # "the Hmeimim base": a place
    backed = any(m != "armed" and m in words("backed") for m in modifiers)
    if noun.kind == "asset" and not modifiers and end < len(t) and t[end].low in {"of", "belonging", "believed"}:
        body = _body(scan, end + 1) if t[end].low == "of" else None
        if body is not None:
            return scan.add(i, body[1], Actor(body[0], "armed"), True, asset=True)  # "a car of the X Mission"
        return scan.add(i, end, Actor(scan.title(i, end), "armed"), False, asset=True)  # "a hideout of X"
    if noun.kind == "asset" and not modifiers and t[end - 1].low == "force" and t[i - 1].low == "the" and scan.country:
        return scan.add(i, end, lexicon.state_forces(scan.country), True)  # "the air force"
    if noun.kind == "asset" and not modifiers and not (scan.found and scan.found[-1].last == i):
        return None if not (i and t[i - 1].low in _OWN) else possessive(scan, i, end, noun)
    men = noun.kind == "civilian" and t[end - 1].low in {"men", "people", "youths"} and not modifiers
    if i and men and t[first - 1].low in {"its", "his"} and (own := possessive(scan, first, end, noun)) is not None:
        return own  # "the group denied that its men had burned houses"
    people = noun.kind == "official" and t[end - 1].low in {"members", "leader", "leaders"}
    if i and people and t[first - 1].low in {"its", "our"} and (own := possessive(scan, first, end, noun)) is not None:
        return own
    if i and t[first - 1].low in _OWN and noun.kind in {"armed", "asset"}:
        own = possessive(scan, first, end, noun)
        if own is None and not modifiers and t[end - 1].low in {"volunteer", "volunteers"}:
            return scan.add(first, end, Actor("Volunteers", "civilian", 7), False)  # of a charity, which has no arms
        return own
    theirs = i >= 3 and t[i - 1].kind == "possessive" and t[i - 2].low in _BODIES and t[i - 3].low == "the"
    if theirs and noun.kind in {"armed", "asset"} and (rebel := _rebel(scan)) is not None:
        return scan.add(i, end, rebel, True, asset=noun.kind == "asset")  # "the movement's fighters"
    before = scan.cast.topic
    same = noun.kind == "armed" and i >= 2 and "same" in {t[i - 1].low, t[i - 2].low}
    if same and before is not None and not (noun.inter in {2, 3} and before.inter == 1):
        return scan.add(first, end, before, True)  # "the same force"
    short = t[end - 1].low in _SHORT and end - i == 1 and i > 0 and t[i - 1].low == "the"
    says = t[end - 1].low == "group" and end < len(t) and t[end].low in lexicon.reporting()  # it may be a monitor
    named_so = [x.low for x in t[first:end] if x.low not in words("determiner")]
    if t[end - 1].low in _BODIES and len(named_so) > 1 and set(named_so[:-1]) <= _TERROR and t[first - 1].low == "the":
        rebel = _rebel(scan) if first else None
        if rebel is not None:
            return scan.add(first, end, rebel, True)  # "the terrorist organisation"
    topic = scan.cast.topic
    rebels = topic is not None and topic.inter in {2, 3} and bool(topic.side)
    says = says and not (rebels and all(s.kind != "monitor" for s in scan.cast.sources))
    of = end + 1 < len(t) and t[end].low == "of"
    says = says or (of and (t[end + 1].capital or t[end + 1].low in words("determiner")))  # "the group of X"
    if short and not says and not modifiers and (rebel := _rebel(scan)) is not None:
        return scan.add(first, end, rebel, True)  # "the group's fighters"
    if not noun.alone and not modifiers and not (scan.found and scan.found[-1].last == i) and noun.kind == "armed":
        return None
    of_state = noun.kind == "armed" and noun.inter == 1 and not backed and all(m in _GENERIC_STATE for m in modifiers)
    if of_state and (forces := _state_forces(scan, i, end, modifiers)) is not None:
        return scan.add(first, end, forces, True)
    if noun.kind == "asset" and not backed and {x.low for x in t[first:end]} & {"government", "regime", "military"}:
        forces = lexicon.state_forces(scan.country) if scan.country else Actor(scan.title(first, end), "armed", 1)
        return scan.add(first, end, forces, True, asset=True)
    if noun.kind == "civilian" and any(m in _HIDDEN for m in modifiers):
        return scan.add(first, end, Actor(scan.title(first, end), "armed", 3), False)
    if noun.name and not backed:
        return scan.add(first, end, Actor(noun.name, noun.kind, noun.inter), True)
    if noun.kind == "armed" and {"former", "ex", "retired"} & set(modifiers):
        return scan.add(first, end, Actor(scan.title(first, end), "civilian", 7), False)
    if noun.kind == "armed" and t[first].capital and first >= 2 and t[first - 1].low == "and":
        _pair(scan, first, i, end, noun)
    inter = noun.inter
    if noun.kind == "armed" and inter == 1:
        # "resistance forces" are no state's; "Kurdish forces" are whose the words leave open
        inter = 2 if _REBELS & set(modifiers) else 1 if all(m in _GENERIC_STATE for m in modifiers) else 0
    inter = 0 if backed and inter == 1 else inter
    # "an enemy convoy" is the enemy's
    last = owned_end if noun.kind == "armed" and head_kind == "asset" and owned_end > first else end
    if noun.kind == "official" and t[end - 1].low in _HEADS and end + 1 < len(t) and t[end].low == "of":
        end = _of_name(scan, end)  # "the governor of Diffa"
    name = scan.title(first, last) if noun.kind != "official" else scan.surface(first, end)
    if last < end and noun.inter in {2, 3} and not name.endswith("s"):
        name += "s"  # "a militant hideout" is militants'
    kind = noun.kind
    return scan.add(first, end, Actor(name, "armed" if kind == "asset" else kind, inter), False, asset=kind == "asset")


def _modified_from(scan: Scan, i: int) -> int:
    """Return where the modifiers of the noun at ``i`` begin: "several hooded (gunmen)", "25th (Division)"."""
    t, first = scan.tokens, i
    taken = scan.found[-1].last if scan.found else 0
    while first > taken and i - first < _MAX_MODIFIERS:
        before = t[first - 1]
        if number_at(t, first - 1) is not None or before.low in words("cardinal"):
            break
        led = t[first - 2].low if first >= 2 else ""
        if before.capital and led in {"in", "at", "near"} and lexicon.demonyms().at(t, first - 1) is None:
            break  # "in Nasiriyah protesters …"
        if before.low in {"th", "st", "nd", "rd"} and first >= 2 and t[first - 2].end == before.start:
            first -= 2  # "the 25th Division"
            break
        acronym = before.capital and scan.text[before.start : before.end].isupper() and before.low == "us"
        if before.kind != "word" or (before.low in stops() and not acronym):
            break
        if before.low in words("adverb"):
            break  # "Three days later regime artillery"
        if before.low in (words("not_a_place") | words("month") | words("time")) - _SIDES:
            break
        verbal = before.low.endswith("s") and not before.capital and not before.low.endswith(("ss", "us"))
        if verbal and before.low not in _PLURAL:
            break  # "where the enemy gathers troops"
        participle = before.low.endswith(("ed", "ing")) and before.low not in words("backed") | _DESCRIBING
        if participle or before.low.endswith("ly"):
            break
        first -= 1
    return first


def _state_forces(scan: Scan, i: int, end: int, modifiers: Sequence[str]) -> Actor | None:
    """Return whose "the army", "police officers" are: those of the country spoken of, or the force named last."""
    if not scan.country or (scan.tokens[i].low in {"forces", "force", "officers"} and not modifiers):
        return None
    t, known = scan.tokens, scan.cast.last_force
    among = {x.low for x in t[i:end]}
    officer = "officer" in among and any(x.low in words("police") for x in t)
    ours = scan.cast.ours
    if ours is not None and ours.inter == 1 and ours.country and not _LOCAL & {*modifiers, *among}:
        return ours  # in a staff's own report "the troops" are its own, wherever they are
    guess = scan.country == scan.cast.country
    if (among & words("police") or officer) and "military" not in modifiers:
        return replace(police_of(scan.country), guessed=guess)
    short = not modifiers and t[i - 1].low == "the" and t[end - 1].low in {"army", "military"}
    if short and scan.country == scan.cast.country and known is not None and known.country in {"", scan.country}:
        return known
    told = known is not None and known.country == scan.country and not known.guessed
    return replace(lexicon.state_forces(scan.country), guessed=guess and not told)


def _of_name(scan: Scan, end: int) -> int:
    """Return where the capitalised name after "of" at ``end`` ends, or ``end``."""
    t, k = scan.tokens, end + 1
    while k < len(t) and k - end < 5 and (t[k].capital or (t[k].glued and k > end + 1)):
        k += 1
    return k if k > end + 1 else end


def _rebel(scan: Scan) -> Actor | None:
    """Return the armed group named last, in this sentence or before, that "the rebels" are."""
    here = [
        m.actor
        for m in scan.found
        if m.known
        and m.actor.inter in {2, 3, 4}
        and m.actor.side not in {"", "government", lexicon.state_forces(scan.cast.country).side}
    ]
    ours = scan.cast.ours
    found = here[-1] if here else scan.cast.last_rebel
    if found is not None and ours == found and scan.country:
        return lexicon.state_forces(scan.country)  # "the militia" in a group's own text: not the group
    if found is not None:
        return found
    at_war = lexicon.opponent(scan.country)
    return at_war if at_war is not None and at_war.inter in {2, 3} else None


def _pair(scan: Scan, first: int, at: int, end: int, noun: Noun) -> None:
    """Read "Afar and Issa militias" as two parties; the phrase of the second one starts at ``first``."""
    t = scan.tokens
    left = first - 1
    while left > 0 and t[left - 1].capital and first - left < 4:
        left -= 1
    taken = scan.found[-1].last if scan.found else 0
    if left == first - 1 or left < taken:
        return
    name = f"{scan.surface(left, first - 1)} {scan.surface(at, end)}"
    scan.add(left, first - 1, Actor(name, "armed", noun.inter), False)
    scan.found[-1].known = True
    scan.paired.update((scan.found[-1].first, first))

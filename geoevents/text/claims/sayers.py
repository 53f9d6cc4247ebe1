"""Who speaks: the party, person or body that a verb of saying has for its subject."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from geoevents.text.parties.cast import ActorMention, Cast, stops
from geoevents.text.tables import words
from geoevents.text.words import lexicon
from geoevents.text.words.lexicon import Actor
from geoevents.text.words.tokens import Token
from geoevents.text.words.vocabulary import acting_forms

__all__ = ["QUOTES", "bounds", "named_after", "source_of"]

QUOTES = frozenset('"“”«»„')
_SPEAKERS = frozenset(["ministry", "official", "monitor", "person", "armed", "country", "civilian"])
_BODIES = frozenset([
    "ministry", "office", "department", "council", "committee", "directorate", "agency", "authority", "administration",
    "command", "secretariat", "commission", "branch", "bureau", "assembly", "union", "association", "syndicate",
    "federation", "network", "room", "centre", "center", "cell", "service", "league", "organisation", "organization",
])  # fmt: skip
_RUN = words("backed") | {"appointed", "installed", "imposed", "recognised", "recognized", "dominated", "leaning"}
"""What somebody is to a body that is not himself: "the Hamas-run ministry"."""
_BY_THE_WAY = frozenset([
    "in", "via", "through", "on", "speaking", "reached", "contacted", "quoted", "cited", "writing",
])  # fmt: skip
"""Words that open what stands between commas behind a speaker: "X, in a statement, said"."""
_QUOTED = frozenset(["quoted", "cited", "interviewed", "reached", "contacted", "questioned"])
_NEAR_TO = frozenset([
    "close", "to", "with", "within", "inside", "from", "in", "near", "familiar", "the", "linked", "quoted", "cited",
    "interviewed", "by",
])  # fmt: skip
_MEDIA = frozenset(
    ["agency", "newspaper", "broadcaster", "channel", "outlet", "website", "radio", "television", "daily"]
)
_PEOPLE_OF = frozenset(["official", "monitor", "civilian"])
_LED_BY = frozenset(["in", "of", "from", "at", "near", "around", "inside", "for", "with", "on", "by"])
_OF_WHERE = 6
"""Tokens of "in the town of Deir ez-Zor" behind a noun, at most."""
_IN_BRACKETS = 8
"""Tokens of what stands in brackets behind a name, at most."""
_MANY = frozenset(["civilian", "armed", "ministry", "country", "monitor", "crowd"])
"""Kinds of speakers that are no single person."""
_SERVING = frozenset(
    ["officer", "soldier", "soldiers", "serviceman", "servicemen", "commander", "commanders", "peacekeeper"]
)


@cache
def bounds() -> frozenset[str]:
    """Return the words at which a name or a noun phrase ends."""
    return stops() | words("adverb")


def source_of(
    text: str, tokens: Sequence[Token], i: int, mentions: Sequence[ActorMention], cast: Cast
) -> tuple[Actor, int, int] | None:
    """Return the speaker of the verb at ``i`` with the tokens of its name, or ``None``."""
    k = i - 1
    while k >= 0 and (tokens[k].low in words("adverb") | words("perfect") | {"went", "on", "to"}):
        k -= 1
    if k >= 0 and tokens[k].low == ")":
        # "the Government of National Accord (GNA) said"
        k = next((j - 1 for j in range(k, max(-1, k - _IN_BRACKETS), -1) if tokens[j].low == "("), k)
    if k < 0:
        return None
    aside = _before_aside(tokens, k) if tokens[k].low == "," else None
    if aside is None and tokens[k].low in {","} | QUOTES:
        # after the verb: "…, said Colonel X"
        after = next((m for m in mentions if i < m.first <= i + 2 or m.first == i + 1), None)
        after = after or _inverted(tokens, i, mentions)
        inverted = tokens[i].low in {"said", "says", "added", "announced", "reported", "wrote"}
        finite = words("be") | words("perfect")  # "…, said nine people had been killed"
        told = after is not None and after.last < len(tokens) and tokens[after.last].low in finite
        inverted = inverted and not told
        if inverted and after is not None and not any(t.low in {",", ":", "that"} for t in tokens[i + 1 : after.first]):
            return _speaker(text, tokens, after), i, after.last
    if tokens[k].low == "," and (named := _name_before(text, tokens, k)) is not None:
        # "a spokesman for Y, First Last, said"
        return named[0], named[1], i + 1
    if tokens[k].low == ",":
        # "X, a spokesman of Y, said": go back over the apposition; "the head, X, said" has X right before
        k = k - 1 if aside is None else aside
        if k < 0:
            return None
    if tokens[k].low == "we" and cast.ours is not None and not any(t.low in QUOTES for t in tokens[:k]):
        return cast.ours, k, k + 1
    if tokens[k].low in {"he", "she"} and cast.persons and cast.speaker is not None and cast.speaker.kind in _MANY:
        return cast.persons[-1], k, k + 1  # "The governor met elders. He warned …", after villagers spoke
    if tokens[k].low in {"he", "she", "they", "it"}:
        if cast.speaker is None and tokens[k].low == "it" and mentions and mentions[0].last < k:
            return mentions[0].actor, k, k + 1  # "The air force shot down 79 drones, it said"
        return (cast.speaker, k, k + 1) if cast.speaker is not None else None
    here = [m for m in mentions if m.first <= k < m.last]
    if not here:
        here = [
            m for m in mentions
            if m.last <= k + 1 and k + 1 - m.last <= 6 and not any(
                t.low in {",", ";", ":"} | QUOTES or t.low in lexicon.reporting() for t in tokens[m.last : k + 1]
            )
        ][-1:]  # fmt: skip
    here = [_head_of(tokens, mentions, m) for m in here]
    for m in here:
        owner = m.last <= k and tokens[m.last].low == "'s"
        if owner and tokens[i].low in {"saw", "seen", "sees"}:
            continue  # "the displaced people's site saw no attack"
        body = _body_of(text, tokens, m.first)
        if body is not None:
            return body[0], body[1], i + 1
        if m.actor.kind in _SPEAKERS or m.actor.kind == "asset":
            first = m.first
            if tokens[k].capital and m.last <= k and all(x.capital for x in tokens[m.last : k + 1]):
                # "the Security Media Cell": a longer name than the rules for names know
                bare = m.last - m.first == 1 or (m.last - m.first == 2 and tokens[m.first].low in words("determiner"))
                media = (
                    bare and tokens[m.last - 1].low in _MEDIA and not tokens[m.last - 1].capital
                )  # "news agency SPA"
                name = " ".join(text[tokens[m.last if media else m.first].start : tokens[k].end].split())
                return Actor(name.removeprefix("the ").removeprefix("The "), "official"), first, i + 1
            office = [x.low for x in tokens[m.last : k + 1]]
            if m.actor.kind in {"official", "civilian"} and office[:1] == ["'s"] and len(office) == 2:
                # "the regional prosecutor's office"
                whose = (
                    m.actor.name if m.actor.kind == "official" else text[tokens[m.first].start : tokens[m.last - 1].end]
                )
                name = f"{whose.removeprefix('the ')}{text[tokens[m.last].start : tokens[k].end]}"
                return replace(m.actor, name=name), first, i + 1
            whole = _whole(text, tokens, m)
            return whole[0] if whole is not None and whole[1] == k + 1 else _speaker(text, tokens, m), first, i + 1
    if tokens[k].kind == "word" and not tokens[k].capital and tokens[k].low not in bounds():
        # any noun phrase can speak: "tribal leaders told", "the mine's owners said"
        first = k
        while (
            first > 0
            and k - first < 5
            and tokens[first - 1].kind in {"word", "possessive"}
            and tokens[first - 1].low not in bounds()
        ):
            first -= 1
        if first == 0 or tokens[first - 1].low in {",", "“", '"'} | words("determiner"):
            name = " ".join(text[tokens[first].start : tokens[k].end].split())
            led = first > 0 and tokens[first - 1].low in words("determiner")
            return Actor(name, "official"), first - led, i + 1
    if (group := _people_of(text, tokens, k)) is not None:
        return group[0], group[1], i + 1
    if tokens[k].capital:
        first = k
        while first > 0 and (tokens[first - 1].capital or tokens[first].glued):
            first -= 1
        if k - first >= 1:
            name = " ".join(text[tokens[first].start : tokens[k].end].split())
            return Actor(name, "person"), first, i + 1
    return None


def _inverted(tokens: Sequence[Token], i: int, mentions: Sequence[ActorMention]) -> ActorMention | None:
    """Return who speaks in "…, says the Russian capital's mayor, Y": only words of the noun phrase stand between."""
    led = next((m for m in mentions if i < m.first <= i + _OF_WHERE and m.actor.kind in {"official", "person"}), None)
    if led is None or tokens[i + 1].low not in words("determiner"):
        return None
    return led if all(t.kind == "possessive" or t.low not in bounds() for t in tokens[i + 2 : led.first]) else None


def _head_of(tokens: Sequence[Token], mentions: Sequence[ActorMention], m: ActorMention) -> ActorMention:
    """Return the speakers in "sources close to the militia", "an official with X": not those they are close to."""
    for lead in mentions:
        gap = [t.low for t in tokens[lead.last : m.first]] if lead.last <= m.first else []
        if gap and set(gap) <= _NEAR_TO and set(gap) - words("determiner") and lead.actor.kind in _PEOPLE_OF:
            return lead
    return m


def _people_of(text: str, tokens: Sequence[Token], k: int) -> tuple[Actor, int] | None:
    """Return the speakers in "listeners in Labbezanga say", "three elders from the town of X said", or ``None``.

    A plural noun in lower case, a preposition and what it leads to, right before the verb.
    """
    j = k
    while j >= 0 and k - j < _OF_WHERE and tokens[j].kind in {"word", "possessive"} and tokens[j].low not in _LED_BY:
        if not (tokens[j].capital or tokens[j].glued or tokens[j].low in words("feature") | words("determiner")):
            return None
        j -= 1
    while j > 0 and tokens[j].low in {"of"} and tokens[j - 1].low in words("feature"):
        j -= 1  # "from the town of X"
        while j > 0 and tokens[j].low in words("feature") | words("determiner"):
            j -= 1
    if j > 1 and tokens[j].low == "by" and tokens[j - 1].low in _QUOTED:
        j -= 1  # "witnesses quoted by Radio X"
    elif j <= 0 or tokens[j].low not in _LED_BY - {"by"}:
        return None
    if not tokens[j - 1].low.endswith(("s", "people", "men", "women")):
        return None
    last = first = j
    while (
        first
        and tokens[first - 1].kind == "word"
        and not tokens[first - 1].capital
        and (tokens[first - 1].low not in bounds())
    ):
        first -= 1
    if first == 1 and tokens[0].kind == "word" and tokens[0].low not in bounds():
        first = 0  # the first word of the sentence
    if first == last:
        if not (last == 1 and tokens[0].kind == "word" and tokens[0].low not in bounds()):
            return None
        first = 0
    lead = first
    while lead and (
        tokens[lead - 1].low in words("determiner") | words("cardinal") or tokens[lead - 1].kind == "number"
    ):
        lead -= 1
    if lead and tokens[lead - 1].low not in {",", "and", ":", ";"} | QUOTES:
        return None
    said = " ".join(text[tokens[first].start : tokens[last - 1].end].split())
    return Actor(said[:1].lower() + said[1:], "official"), lead


def named_after(
    text: str, tokens: Sequence[Token], i: int, mentions: Sequence[ActorMention]
) -> tuple[Actor | None, int]:
    """Return the party named from token ``i`` on, and where its name ends."""
    for m in mentions:
        if i <= m.first <= i + 3 or m.first <= i < m.last:
            whole = _whole(text, tokens, m)
            return whole or (_speaker(text, tokens, m), m.last)
    end = i
    while end < len(tokens) and tokens[end].kind in {"word", "number", "possessive"} and end - i < 8:
        end += 1
    while i < end and tokens[i].low in words("determiner"):
        i += 1
    if i == end:
        return None, end
    return Actor(" ".join(text[tokens[i].start : tokens[end - 1].end].split()), "official"), end


def _whole(text: str, tokens: Sequence[Token], m: ActorMention) -> tuple[Actor, int] | None:
    """Return the body whose name holds ``m`` as a part, and where its name ends, or ``None``.

    "the Hamas-run interior ministry", "the army-backed authorities", "the Third Military Zone", "the Mariupol
    prosecutor's office": who runs a body and what else is in its name do not speak.
    """
    first, last, n = m.first, m.last, len(tokens)
    while first < last - 1 and tokens[first].low in words("determiner"):
        first += 1
    while first and (tokens[first].glued or (tokens[first - 1].glued and tokens[first - 1].low in _RUN)):
        first -= 1
    run = any(t.glued and t.low in _RUN for t in tokens[first : last + 1])
    if run or (last < n and tokens[last].kind == "possessive" and m.actor.kind in {"official", "civilian"}):
        while (
            last < n
            and tokens[last].kind in {"word", "possessive"}
            and (tokens[last].glued or tokens[last].low not in bounds())
        ):
            last += 1
    elif last < n and tokens[last - 1].capital:
        while last < n and (tokens[last].capital or tokens[last].glued):
            last += 1
        run = last > m.last and tokens[last - 1].low in words("organization_tail") | words("feature") | _BODIES
    within = any(t.glued and t.low in _RUN for t in tokens[m.first + 1 : m.last])
    if last == m.last and m.known and m.actor.kind == "armed" and not within:
        return None  # "the al-Qaeda-linked Group for the Support of Islam": a party that is known
    office = tokens[last - 1].low in _BODIES or any(t.low == "of" for t in tokens[first : m.last])
    if not run and (last == m.last or not office):
        return None  # but "the governor of Russia's Belgorod region"
    return Actor(" ".join(text[tokens[first].start : tokens[last - 1].end].split()), "official"), last


def _speaker(text: str, tokens: Sequence[Token], m: ActorMention) -> Actor:
    """Return who speaks in ``m``: generic people ("police", "residents") stay the words that the text has for them."""
    generic = m.bare and (m.actor.kind == "civilian" or tokens[m.last - 1].low in words("police") | _SERVING)
    if not generic:
        return m.actor
    first = m.first
    while first < m.last - 1 and tokens[first].low in words("determiner"):
        first += 1
    said = " ".join(text[tokens[first].start : tokens[m.last - 1].end].split())
    return replace(m.actor, name=said[:1].lower() + said[1:] if first == m.last - 1 else said)


def _body_of(text: str, tokens: Sequence[Token], first: int) -> tuple[Actor, int] | None:
    """Return the body that speaks where the mention at ``first`` says whose: "the health ministry of the rebels"."""
    of = next((k for k in range(first - 1, max(-1, first - 5), -1) if tokens[k].low == "of"), None)
    if of is None or not of or tokens[of - 1].low not in _BODIES or tokens[of - 1].capital:
        return None
    if any(
        t.kind != "word" or (t.low in bounds() and t.low not in words("determiner")) for t in tokens[of + 1 : first]
    ):
        return None
    start = of - 1
    while start and of - start < 4 and tokens[start - 1].kind == "word" and tokens[start - 1].low not in bounds():
        start -= 1
    led = start > 0 and tokens[start - 1].low in words("determiner")
    return Actor(" ".join(text[tokens[start].start : tokens[of - 1].end].split()), "official"), start - led


def _name_before(text: str, tokens: Sequence[Token], comma: int) -> tuple[Actor, int] | None:
    """Return the person named between two commas right before a verb of speech, or ``None``."""
    first = comma
    while first > 0 and (
        tokens[first - 1].capital or tokens[first - 1].glued or tokens[first - 1].low in {"al", "el", "bin"}
    ):
        first -= 1
    if 2 <= comma - first <= 5 and first > 0 and tokens[first - 1].low == ",":
        name = " ".join(text[tokens[first].start : tokens[comma - 1].end].split())
        outer = _before_aside(tokens, first - 1)
        if outer is not None:
            return Actor(name, "person"), outer + 2
        # "The spokesman in Kunduz, First Last, said": where he sits is no scene
        start = first - 1
        verbs = words("be") | words("perfect") | acting_forms() | lexicon.reporting().keys()
        verbs |= words("coordinator") | words("subordinator")
        while start and tokens[start - 1].kind in {"word", "possessive"} and tokens[start - 1].low not in verbs:
            start -= 1
        titled = any(t.low in words("person_title") | {"spokesman"} for t in tokens[start : first - 1])
        return Actor(name, "person"), start if titled else first
    return None


def _bare(tokens: Sequence[Token]) -> bool:
    """Tell a subject alone at the head of a sentence: "The army" of "The army, at war with X since 2023, said"."""
    verbs = words("be") | words("perfect") | acting_forms() | lexicon.reporting().keys() | words("preposition")
    return 0 < len(tokens) <= _OF_WHERE and all(t.kind == "word" and t.low not in verbs - {"of"} for t in tokens)


def _before_aside(tokens: Sequence[Token], comma: int) -> int | None:
    """Return the token before the apposition that ends at ``comma``, or ``None`` where there is none."""
    for left in range(comma - 1, max(-1, comma - 30), -1):
        opens = tokens[left + 1].low in words("apposition_start") | _BY_THE_WAY
        if tokens[left].low == "," and (
            opens or (tokens[left + 1].low in words("preposition") and _bare(tokens[:left]))
        ):
            inside = {x.low for x in tokens[left + 1 : comma]}
            spoken = inside & lexicon.reporting().keys() - _QUOTED
            if tokens[left + 1].low in _BY_THE_WAY and ("but" in inside or spoken):
                return None  # "Residents of X, in Y province, told us …, but the administrator of Z, A B, said"
            if inside & (words("be") | words("perfect")) and not inside & {"who", "which", "that", "whose", "where"}:
                return None  # "In Bannu, a van was hit by a mine, said …": a clause of its own
            return left - 1
        if tokens[left].low in {";", ":"} | QUOTES:
            break
    return None

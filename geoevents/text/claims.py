"""Who says so: attributions in a sentence, their stance, and the stretch of words they cover."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from geoevents.text import lexicon
from geoevents.text.cast import ActorMention, Cast, stops
from geoevents.text.lexicon import Actor
from geoevents.text.tables import words
from geoevents.text.tokens import Token
from geoevents.text.vocabulary import acting_forms

__all__ = ["Claim", "find_claims"]

_QUOTES = frozenset('"“”«»„')
_SPEAKERS = frozenset(["ministry", "official", "monitor", "person", "armed", "country", "civilian"])


@dataclass(slots=True)
class Claim:
    """One attribution.

    Attributes
    ----------
    at : int
        Token of the verb ("said", "according").
    source : Actor
        The party that says so.
    stance : str
        One of ``model.events.STANCES``.
    first, last : int
        The tokens ``[first, last)`` of what is said.
    cue : tuple of int
        The tokens ``[cue[0], cue[1])`` of the attribution itself: source, verb, "in a statement on Monday".
    """

    at: int
    source: Actor
    stance: str
    first: int
    last: int
    cue: tuple[int, int]


@cache
def _cues() -> frozenset[str]:
    """Return the words at which an attribution can be found."""
    return words("declining") | words("reply") | lexicon.reporting().keys() | {"according"} | _PRESENT.keys() | _CALLS


def find_claims(text: str, tokens: Sequence[Token], mentions: Sequence[ActorMention], cast: Cast) -> list[Claim]:
    """Return the attributions of one sentence; the last source becomes the speaker that "he" means."""
    out: list[Claim] = []
    n, cues = len(tokens), _cues()
    for i, token in enumerate(tokens):
        if token.low not in cues:
            continue
        whom = i + 2 < n and tokens[i + 2].low in {"which", "whom"}  # "a report according to which a camp was hit"
        if token.low == "according" and i + 1 < n and tokens[i + 1].low == "to" and not whom:
            source, end = _named_after(text, tokens, i + 2, mentions)
            if source is not None:
                source = cast.source(source)
                first, last = (end, n) if i < 3 else (0, i)
                out.append(Claim(i, source, "states", first, last, (i, end)))
            continue
        declined = token.low in words("declining") and any(
            t.low in words("declined_answer") for t in tokens[i + 1 : i + 4]
        )
        if token.low in words("reply") and any(t.low in {"not", "n't", "t"} for t in tokens[max(0, i - 4) : i]):
            silent = _source(
                text,
                tokens,
                next(k for k in range(max(0, i - 4), i) if tokens[k].low in {"not", "n't", "t"}) - 1,
                mentions,
                cast,
            )
            if silent is not None:
                out.append(Claim(i, silent[0], "declines", i + 1, n, (silent[1], i + 1)))
                cast.speaker = silent[0]
            continue
        verb = lexicon.reporting().get(token.low)
        if token.low in _PRESENT and _plural_says(tokens, i):
            verb = _PRESENT[token.low]
        if verb is None and token.low in _CALLS and _calls_false(tokens, i):
            verb = ("denies", "say")
        if verb is None and not declined:
            continue
        if out and out[-1].cue[0] <= i < out[-1].cue[1]:
            continue
        if token.low.startswith("claim") and {"lives", "life"} & {t.low for t in tokens[i + 1 : i + 4]}:
            continue  # "the blast claimed the lives of ten"
        stance, sense = verb or ("declines", "say")
        if i + 1 < n and tokens[i + 1].low == "by":
            # "as reported by X"; "the attack, claimed by X" is X's own deed
            source, end = _named_after(text, tokens, i + 2, mentions)
            if token.low in _TOLD_BY and source is not None and i:
                out.append(Claim(i, cast.source(source), stance, 0, i, (i, end)))
            continue
        if _is_passive_or_noun(tokens, i):
            continue
        found = _source(text, tokens, i, mentions, cast)
        if found is None and out and tokens[i - 1].low == "and" and tokens[min(i + 1, n - 1)].low == "that":
            found = (out[-1].source, i, i + 1)  # "said …, and denied that …"
        if found is None:
            continue
        source, start, end = cast.source(found[0]), found[1], found[2]
        if sense == "see" and source.kind not in {"official", "monitor", "person", "ministry", "civilian"}:
            continue
        if (_negative(tokens, start, i) and stance == "states") or _nobody(tokens, start):
            continue
        after = max(i + 1, end)
        # "…, residents said, and warplanes bombed …": the sentence goes on after the attribution
        stop = next(
            (
                k
                for k in range(after, min(after + 8, n - 1))
                if tokens[k].low == ";" or (tokens[k].low == "," and tokens[k + 1].low in {"and", "but", "while"})
            ),
            n,
        )
        trailing = sense == "say" and _is_trailing(tokens, start, after, stop)
        if trailing:
            goes_on = after + 1 < n and tokens[after].low == "," and tokens[after + 1].low in _GOES_ON
            first, last, cue = 0, start, (start, after if goes_on else stop)
        else:
            first, last, cue = max(i + 1, end), n, (start, max(i + 1, end))
            if tokens[first : first + 1] and tokens[first].low in {
                "on",
                "in",
                "late",
                "earlier",
                "to",
                "reporters",
                "the",
            }:
                # "claimed on Tuesday that": the content starts after "that"
                that = next((k for k in range(first, min(first + 7, n)) if tokens[k].low in {"that", ",", ":"}), None)
                if that is not None and tokens[that].low == "that":
                    cue, first = (start, that + 1), that + 1
        if sense == "say" and _NESTED.get(token.low) and out and out[-1].first <= start < out[-1].last and not trailing:
            # "he said X claimed that …": the inner party says so, as the outer one tells
            stance = out[-1].stance if stance == "states" else stance
        out.append(Claim(i, source, "declines" if declined else stance, first, last, cue))
        if source.kind == "person":
            cast.meet(source)
        cast.speaker = source
    return out


_BODIES = frozenset([
    "ministry", "office", "department", "council", "committee", "directorate", "agency", "authority", "administration",
    "command", "secretariat", "commission", "branch", "bureau", "assembly",
])  # fmt: skip
_CALLS = frozenset(["called", "calls", "branded", "described", "labelled", "termed", "denounced"])
_ACCOUNTS = frozenset(["report", "reports", "claim", "claims", "allegation", "allegations", "rumours", "statements"])
_LONGEST_SOURCE = 10
"""Tokens before a name that belong to it: "the health ministry of the recognised government"."""
_IN_BRACKETS = 8
"""Tokens of what stands in brackets behind a name, at most."""
_MANY = frozenset(["civilian", "armed", "ministry", "country", "monitor", "crowd"])
"""Kinds of speakers that are no single person."""
_SERVING = frozenset(
    ["officer", "soldier", "soldiers", "serviceman", "servicemen", "commander", "commanders", "peacekeeper"]
)
_TOLD_BY = frozenset(["reported", "confirmed", "announced", "documented", "recorded", "stated", "indicated"])
"""Participles with which a text says whose account it gives."""
_ANSWERED = frozenset(["responded", "answered", "replied", "retaliated", "reacted"])
_HELD = frozenset(["believed", "said", "reported", "alleged", "told"])
_PRESENT = {
    "report": ("states", "say"), "claim": ("claims", "say"), "deny": ("denies", "say"), "write": ("states", "say"),
    "state": ("states", "say"), "allege": ("claims", "say"), "assert": ("claims", "say"), "insist": ("claims", "say"),
    "confirm": ("states", "say"), "reject": ("denies", "say"),
}  # fmt: skip
"""Forms of verbs that are nouns elsewhere, or come with "to"."""
_NESTED = {"believes": True, "believed": True}


@cache
def _bounds() -> frozenset[str]:
    return stops() | words("adverb")


def _is_passive_or_noun(tokens: Sequence[Token], i: int) -> bool:
    k = i - 1
    while k >= 0 and tokens[k].low in words("adverb"):
        k -= 1
    before = tokens[k].low if k >= 0 else ""
    if before in words("be") and not (tokens[k].capital and tokens[k].low == "is" and k + 1 == i):
        return True
    if tokens[i].low in _ANSWERED and i + 1 < len(tokens) and tokens[i + 1].low == "with":
        return True  # "the army responded with artillery fire"
    if tokens[i].low == "blamed" and i + 1 < len(tokens) and tokens[i + 1].low == "on":
        return True  # "an ambush blamed on jihadists"
    if tokens[i].low in {"accused", "blamed"} and i + 1 < len(tokens) and tokens[i + 1].low in {"of", "by", "for"}:
        return True  # "three men accused of spying"
    if i + 1 < len(tokens) and tokens[i + 1].low == "to" and tokens[i].low in _HELD:
        return True  # "men believed to be", "said to belong to"
    if tokens[i].low in {"claims", "notes", "reports", "denies", "vows"}:
        return before in words("determiner") | words("preposition") | words("irreal_verb")
    return before == "to" and not (k >= 1 and tokens[k - 1].low in {"on", "went"})


def _plural_says(tokens: Sequence[Token], i: int) -> bool:
    """Tell "officials report that", "the rebels deny that" from "the report that"."""
    if not i or not any(t.low == "that" for t in tokens[i + 1 : i + 5]):
        return False
    before = tokens[i - 1].low
    return (before.endswith("s") and not before.endswith(("ss", "us"))) or before in {"police", "people", "they", "we"}


def _calls_false(tokens: Sequence[Token], i: int) -> bool:
    """Tell "called false the reports that X", "described reports of X as a fabrication"."""
    said = [t.low for t in tokens[i + 1 : i + 6]]
    told = next((k for k, w in enumerate(said) if w in _ACCOUNTS), None)
    if told is None:
        return False
    return bool(words("false") & set(said[:told])) or (
        said[told + 1 : told + 2] in (["of"], ["that"], ["about"])
        and bool(words("false") & {t.low for t in tokens[i + 1 + told :]})
    )


def _negative(tokens: Sequence[Token], start: int, i: int) -> bool:
    return any(t.low in {"not", "never", "n't"} for t in tokens[max(start, i - 3) : i])


def _nobody(tokens: Sequence[Token], start: int) -> bool:
    """Tell "no group has claimed": nobody speaks."""
    return "no" in (tokens[start].low, tokens[start - 1].low if start else "")


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


def _named_after(
    text: str, tokens: Sequence[Token], i: int, mentions: Sequence[ActorMention]
) -> tuple[Actor | None, int]:
    """Return the party named from token ``i`` on, and where its name ends."""
    for m in mentions:
        if i <= m.first <= i + 3 or m.first <= i < m.last:
            return _speaker(text, tokens, m), m.last
    end = i
    while end < len(tokens) and tokens[end].kind in {"word", "number", "possessive"} and end - i < 8:
        end += 1
    while i < end and tokens[i].low in words("determiner"):
        i += 1
    if i == end:
        return None, end
    return Actor(" ".join(text[tokens[i].start : tokens[end - 1].end].split()), "official"), end


def _source(
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
    if aside is None and tokens[k].low in {","} | _QUOTES:
        # after the verb: "…, said Colonel X"
        after = next((m for m in mentions if i < m.first <= i + 2 or m.first == i + 1), None)
        inverted = tokens[i].low in {"said", "says", "added", "announced", "reported", "wrote"}
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
    if tokens[k].low == "we" and cast.ours is not None and not any(t.low in _QUOTES for t in tokens[:k]):
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
                t.low in {",", ";", ":"} | _QUOTES or t.low in lexicon.reporting() for t in tokens[m.last : k + 1]
            )
        ][-1:]  # fmt: skip
    for m in here:
        owner = m.last <= k and tokens[m.last].low == "'s"
        if owner and tokens[i].low in {"saw", "seen", "sees"}:
            continue  # "the displaced people's site saw no attack"
        body = _body_of(text, tokens, m.first)
        if body is not None:
            return body[0], body[1], i + 1
        if m.actor.kind in _SPEAKERS or m.actor.kind == "asset":
            first = m.first
            for other in mentions:
                # "residents and a spokesman for the group said": both speak
                if other.last < first and [t.low for t in tokens[other.last : first]] == ["and"]:
                    first = other.first
            if tokens[k].capital and m.last <= k and all(x.capital for x in tokens[m.last : k + 1]):
                # "the Security Media Cell": a longer name than the rules for names know
                name = " ".join(text[tokens[m.first].start : tokens[k].end].split())
                return Actor(name.removeprefix("the ").removeprefix("The "), "official"), first, i + 1
            office = [x.low for x in tokens[m.last : k + 1]]
            if m.actor.kind == "official" and office[:1] == ["'s"] and len(office) == 2:
                # "the regional prosecutor's office"
                name = f"{m.actor.name}{text[tokens[m.last].start : tokens[k].end]}"
                return replace(m.actor, name=name), first, i + 1
            return _speaker(text, tokens, m), first, i + 1
    if tokens[k].kind == "word" and not tokens[k].capital and tokens[k].low not in _bounds():
        # any noun phrase can speak: "tribal leaders told", "the mine's owners said"
        first = k
        while (
            first > 0
            and k - first < 5
            and tokens[first - 1].kind in {"word", "possessive"}
            and tokens[first - 1].low not in _bounds()
        ):
            first -= 1
        if first == 0 or tokens[first - 1].low in {",", "“", '"'} | words("determiner"):
            name = " ".join(text[tokens[first].start : tokens[k].end].split())
            led = first > 0 and tokens[first - 1].low in words("determiner")
            return Actor(name, "official"), first - led, i + 1
    if tokens[k].capital:
        first = k
        while first > 0 and (tokens[first - 1].capital or tokens[first].glued):
            first -= 1
        if k - first >= 1:
            name = " ".join(text[tokens[first].start : tokens[k].end].split())
            return Actor(name, "person"), first, i + 1
    return None


def _body_of(text: str, tokens: Sequence[Token], first: int) -> tuple[Actor, int] | None:
    """Return the body that speaks where the mention at ``first`` only says whose: "the health ministry of the rebels"."""
    of = next((k for k in range(first - 1, max(-1, first - 5), -1) if tokens[k].low == "of"), None)
    if of is None or not of or tokens[of - 1].low not in _BODIES or tokens[of - 1].capital:
        return None
    if any(
        t.kind != "word" or (t.low in _bounds() and t.low not in words("determiner")) for t in tokens[of + 1 : first]
    ):
        return None
    start = of - 1
    while start and of - start < 4 and tokens[start - 1].kind == "word" and tokens[start - 1].low not in _bounds():
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
        return Actor(name, "person"), first if outer is None else outer + 2
    return None


_GOES_ON = frozenset([
    "hours", "days", "weeks", "months", "minutes", "a", "an", "two", "three", "shortly", "just", "while", "as", "after",
    "before", "adding", "citing", "in", "amid", "despite", "although", "though", "because", "when",
])  # fmt: skip
"""Words with which a sentence goes on behind "…, X said,"."""


def _before_aside(tokens: Sequence[Token], comma: int) -> int | None:
    """Return the token before the apposition that ends at ``comma``, or ``None`` where there is none."""
    for left in range(comma - 1, max(-1, comma - 30), -1):
        if tokens[left].low == "," and tokens[left + 1].low in words("apposition_start"):
            return left - 1
        if tokens[left].low in {";", ":"} | _QUOTES:
            break
    return None


def _is_trailing(tokens: Sequence[Token], start: int, end: int, stop: int) -> bool:
    """Tell "…, X said in a statement." from "X said that …"."""
    k = start - 1
    while (
        k >= 0
        and start - k < _LONGEST_SOURCE
        and tokens[k].kind in {"word", "possessive"}
        and (tokens[k].low in words("determiner") or tokens[k].low == "of" or tokens[k].low not in _bounds())
    ):
        k -= 1
    if k < 3 or tokens[k].low not in {","} | _QUOTES:
        return False
    rest = tokens[end:stop]
    if rest and rest[0].low == "," and tokens[k].low == "," and len(rest) > 1 and rest[1].low in _GOES_ON:
        rest = []  # "…, the agency said, hours after jets had bombed X"
    if any(t.low == "that" for t in rest[:8]) or (rest and rest[0].low in {":", "“", '"'}):
        return False
    before = tokens[:k]
    if tokens[k].low == "," and not any(
        t.low.endswith(("ed", "s"))
        or t.low in acting_forms()
        or t.low in words("be") | words("modal") | words("perfect")
        for t in before
        if t.kind == "word" and not t.capital
    ):
        return False  # only "On Wednesday," stands before
    content = [
        t for t in rest if t.kind == "word" and t.low not in words("preposition") | words("determiner") | words("month")
    ]
    # a statement's circumstances are short; a clause of its own has a verb
    return not any(t.low in words("be") | words("modal") | words("perfect") for t in rest) or len(content) <= 4

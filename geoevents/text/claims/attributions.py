"""Who says so: attributions in a sentence, their stance, and the stretch of words they cover."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from geoevents.text.claims.relayed import FINDING, RELAYED, beside, finds, relayed
from geoevents.text.claims.sayers import QUOTES, bounds, named_after, source_of
from geoevents.text.parties.cast import ActorMention, Cast
from geoevents.text.tables import words
from geoevents.text.words import lexicon
from geoevents.text.words.lexicon import Actor
from geoevents.text.words.tokens import Token
from geoevents.text.words.vocabulary import acting_forms, present_forms

__all__ = ["Claim", "find_claims"]


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
    also : tuple of str
        Who says so besides: "residents and a local official said".
    """

    at: int
    source: Actor
    stance: str
    first: int
    last: int
    cue: tuple[int, int]
    also: tuple[str, ...] = ()


@cache
def _cues() -> frozenset[str]:
    """Return the words at which an attribution can be found."""
    cues = words("declining") | words("reply") | lexicon.reporting().keys() | _PRESENT.keys() | _CALLS
    return cues | {"according"} | RELAYED | FINDING | _OWNING | _SPEAKS | _GAVE


def find_claims(text: str, tokens: Sequence[Token], mentions: Sequence[ActorMention], cast: Cast) -> list[Claim]:
    """Return the attributions of one sentence; the last source becomes the speaker that "he" means."""
    out: list[Claim] = []
    n, cues = len(tokens), _cues()
    for i, token in enumerate(tokens):
        if token.low not in cues:
            continue
        if token.low in _GAVE and any(x.low in {"account", "version", "picture"} for x in tokens[i + 1 : i + 5]):
            other = source_of(text, tokens, i, mentions, cast)
            cast.speaker = other[0] if other is not None else cast.speaker  # "A commander gave a different account"
            continue
        whom = i + 2 < n and tokens[i + 2].low in {"which", "whom"}  # "a report according to which a camp was hit"
        if token.low == "according" and i + 1 < n and tokens[i + 1].low == "to" and not whom:
            source, end = named_after(text, tokens, i + 2, mentions)
            if source is not None:
                fresh = {t.low for t in tokens[i + 2 : i + 5]} & _ANOTHER  # "the local committee": of this place
                source = source if fresh else cast.source(source)
                first, last = (end, n) if i < 3 else (0, i)
                out.append(Claim(i, source, "states", first, last, (i, end)))
            continue
        told = relayed(text, tokens, i, mentions, cast) if token.low in RELAYED else None
        if told is not None:
            out.append(Claim(i, told[0], "states", told[1], told[2], told[3]))
            continue
        declined = token.low in words("declining") and any(
            t.low in words("declined_answer") for t in tokens[i + 1 : i + 4]
        )
        if token.low in words("reply") and any(t.low in {"not", "n't", "t"} for t in tokens[max(0, i - 4) : i]):
            silent = source_of(
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
        if finds(tokens, i):
            verb = ("states", "say")
        if verb is None and token.low in _CALLS and _calls_false(tokens, i):
            verb = ("denies", "say")
        if token.low in _OWNING and i + 1 < n and tokens[i + 1].low in {"credit", "responsibility"}:
            verb = ("claims", "say")
        if token.low in _SPEAKS and i + 1 < n and tokens[i + 1].low == "of":
            verb = ("states", "say")  # "the ministry speaks of eleven drones destroyed"
        if verb is None and not declined:
            continue
        if i and tokens[i - 1].low in _WRITINGS and i + 1 < n and tokens[i + 1].low in words("preposition"):
            continue  # "in a message posted on Telegram"
        if out and out[-1].cue[0] <= i < out[-1].cue[1]:
            continue
        if token.low in {"added", "adds"} and i + 1 < n and tokens[i + 1].low == "to":
            continue  # "a new victory added to the record of our forces"
        if token.low.startswith("claim") and {"lives", "life"} & {t.low for t in tokens[i + 1 : i + 4]}:
            continue  # "the blast claimed the lives of ten"
        stance, sense = verb or ("declines", "say")
        if i + 1 < n and tokens[i + 1].low == "by" and tokens[min(i + 2, n - 1)].low not in _BY_WIRE:
            # "as reported by X"; "the attack, claimed by X" is X's own deed
            source, end = named_after(text, tokens, i + 2, mentions)
            if token.low in _TOLD_BY and source is not None and i:
                out.append(Claim(i, cast.source(source), stance, 0, i, (i, end)))
            continue
        if _is_passive_or_noun(tokens, i):
            continue
        found = source_of(text, tokens, i, mentions, cast)
        if out and sense == "say" and token.low.endswith("ing") and tokens[i - 1].low == ",":
            found = (out[-1].source, i, i + 1)  # "confirmed the strike, saying its forces had hit it"
        if out and tokens[i - 1].low in {"and", "but"} and sense == "say" and out[-1].cue[1] <= i:
            found = (out[-1].source, i, i + 1)  # "said …, and denied that …", "denied it and said that …"
            if out[-1].first <= i - 1 < out[-1].last:
                out[-1].last = i - 1
        if found is None and tokens[i - 1].low in {"which", "who"} and (teller := _antecedent(out, mentions, i)):
            found = (teller, i - 1, i + 1)  # "according to the ministry, which added that …"
        if found is None:
            continue
        if found[1] and tokens[found[1] - 1].low == "what":
            continue  # "contrary to what newspapers reported"
        fresh = {t.low for t in tokens[found[1] : found[1] + 2]} & _ANOTHER
        source, start, end = found[0] if fresh else cast.source(found[0]), found[1], found[2]
        if sense == "see" and source.kind not in {"official", "monitor", "person", "ministry", "civilian"}:
            continue
        if (_negative(tokens, start, i) and stance == "states") or _nobody(tokens, start):
            continue
        others = beside(text, tokens, start) if start < i and sense == "say" else None
        start = start if others is None else others[1]
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
            if tokens[first : first + 1] and tokens[first].low in _CIRCUMSTANCE:
                # "claimed on Tuesday that": the content starts after "that"
                that = next((k for k in range(first, min(first + 7, n)) if tokens[k].low in {"that", ",", ":"}), None)
                if that is not None and tokens[that].low == "that":
                    cue, first = (start, that + 1), that + 1
        if sense == "say" and token.low in _NESTED and out and out[-1].first <= start < out[-1].last and not trailing:
            # "he said X claimed that …": the inner party says so, as the outer one tells
            stance = out[-1].stance if stance == "states" else stance
        if sense == "say" and not trailing and _cannot_confirm(tokens, first):
            stance = "declines"
        also = () if others is None else (others[0],)
        out.append(Claim(i, source, "declines" if declined else stance, first, last, cue, also))
        if source.kind == "person":
            cast.meet(source)
        cast.speaker = source
    label = _label(text, tokens, mentions) if not out else None
    if label is not None:
        cast.speaker = cast.source(label.source)
        out.append(label)
    return out


def _label(text: str, tokens: Sequence[Token], mentions: Sequence[ActorMention]) -> Claim | None:
    """Return the attribution in "Operations Centre: "…"", where a name and a colon stand before a quotation."""
    n = len(tokens)
    colon = next(
        (i for i in range(1, min(n - 1, _LABEL)) if tokens[i].low == ":" and tokens[i + 1].low in QUOTES), None
    )
    if colon is None:
        return None
    first = colon
    while first and tokens[first - 1].kind == "word" and tokens[first - 1].low not in words("be") | acting_forms():
        first -= 1
    if first == colon or not tokens[first].capital:
        return None
    named = next((m.actor for m in mentions if m.last == colon and m.known and m.actor.kind != "civilian"), None)
    name = " ".join(text[tokens[first].start : tokens[colon - 1].end].split())
    return Claim(colon, named or Actor(name, "official"), "states", colon + 1, n, (first, colon + 1))


_MANY_SPEAK = frozenset(["police", "people", "media", "they", "we", "men", "women", "staff"])
_DENYING = frozenset(["deny", "reject", "dispute", "accuse", "blame"])
_GAVE = frozenset(["gave", "offered", "presented", "provided"])
"""Verbs with which somebody brings another account."""
_SPEAKS = frozenset(["speaks", "speak", "spoke"])
_OWNING = frozenset(["took", "takes", "take", "assumed", "assumes", "accepted", "accepts"])
"""Verbs with which a party says that a deed was its own: "took credit for", "assumed responsibility for"."""
_WRITINGS = frozenset([
    "message", "messages", "video", "videos", "statement", "statements", "photo", "photos", "footage", "pictures",
    "images", "post", "posts", "clip", "recording", "letter", "note", "leaflet",
])  # fmt: skip
_BY_WIRE = frozenset(["phone", "telephone", "email", "radio", "satellite", "text", "message", "letter", "video"])
"""How somebody said something: "said by phone"."""
_ANOTHER = frozenset(["local", "another", "a", "an", "one", "different", "separate", "other"])
"""Words that make a speaker somebody not spoken of before."""


def _antecedent(found: Sequence[Claim], mentions: Sequence[ActorMention], i: int) -> Actor | None:
    """Return who is meant by the relative word before the verb at ``i``: whoever is named right before its comma."""
    led = next((m for m in mentions if m.last in {i - 1, i - 2}), None)
    told = next((c for c in found if c.cue[1] in {i - 1, i - 2}), None)
    return told.source if told is not None else led.actor if led is not None else None


_CALLS = frozenset(["called", "calls", "branded", "described", "labelled", "termed", "denounced"])
_ACCOUNTS = frozenset(["report", "reports", "claim", "claims", "allegation", "allegations", "rumours", "statements"])
_CIRCUMSTANCE = frozenset(["on", "in", "late", "earlier", "to", "reporters", "the"])
"""Words that open when, where or to whom something was said, before "that"."""
_LABEL = 14
"""Tokens within which a label before a quotation ends."""
_WHEN_SAID = 6
"""Tokens of "said in a statement on Monday" behind the verb, at most."""
_UNABLE = 9
"""Tokens from "said" to "verify" in "said that it was not able to independently verify", at most."""
_CLAUSE = 9
"""Tokens from the verb of speech to the verb of what is said, at most."""
_LONGEST_SOURCE = 10
"""Tokens before a name that belong to it: "the health ministry of the recognised government"."""
_TOLD_BY = frozenset(["reported", "confirmed", "announced", "documented", "recorded", "stated", "indicated"])
"""Participles with which a text says whose account it gives."""
_ANSWERED = frozenset(["responded", "answered", "replied", "retaliated", "reacted"])
_HELD = frozenset(["believed", "said", "reported", "alleged", "told"])
_PRESENT = {
    "report": ("states", "say"), "claim": ("claims", "say"), "deny": ("denies", "say"), "write": ("states", "say"),
    "state": ("states", "say"), "allege": ("claims", "say"), "assert": ("claims", "say"), "insist": ("claims", "say"),
    "confirm": ("states", "say"), "reject": ("denies", "say"), "tell": ("states", "say"), "say": ("states", "say"),
    "add": ("states", "say"), "assure": ("states", "say"), "explain": ("states", "say"), "recount": ("states", "say"),
    "maintain": ("claims", "say"), "dispute": ("denies", "say"), "accuse": ("claims", "say"),
    "blame": ("claims", "say"),
}  # fmt: skip
"""Forms of verbs that are nouns elsewhere, or come with "to"."""
_NESTED = frozenset(["believes", "believed"])
"""Verbs of what somebody else makes of a thing, with the stance of whoever tells it."""


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
    """Tell "officials report that", "the rebels deny it", "…, local media write." from "the report that"."""
    k = i
    while k and tokens[k - 1].low in words("adverb") | {"also"}:
        k -= 1  # "we also reject"
    if not k:
        return False
    before = tokens[k - 1].low
    if tokens[k - 1].capital:  # "listeners in Labbezanga tell us that"
        led = next((j for j in range(k - 2, max(0, k - 8), -1) if tokens[j].low in {"in", "of", "from", "at", "by"}), 0)
        led -= led > 1 and tokens[led].low == "by"  # "witnesses quoted by Radio X accuse"
        before = tokens[led - 1].low if led else before
    many = (before.endswith("s") and not before.endswith(("ss", "us"))) or before in _MANY_SPEAK
    if not many or tokens[k - 1].low in words("determiner") | words("be"):
        return False
    after = [t.low for t in tokens[i + 1 : i + 5]]
    trails = (not after or after[0] in {".", ",", ";"}) and any(
        t.low in {",", "”", '"'} for t in tokens[max(0, i - 8) : i]
    )
    if after and _says_that_it_did(tokens, i + 1):
        return True  # "activists claim the army shelled X"
    return "that" in after or trails or (tokens[i].low in _DENYING and not words("preposition").intersection(after[:1]))


def _cannot_confirm(tokens: Sequence[Token], i: int) -> bool:
    """Tell "(said) it could not verify reports that", "(said that) it was unable to confirm": no account of theirs."""
    low = [t.low for t in tokens[i : i + _UNABLE]]
    verb = next((k for k, w in enumerate(low) if w in {"verify", "confirm", "corroborate"}), 0)
    return not {"not", "unable", "cannot", "n't", "t"}.isdisjoint(low[:verb])


def _says_that_it_did(tokens: Sequence[Token], i: int) -> bool:
    """Tell a clause from a noun phrase: a verb of the past follows, not right after a preposition."""
    for k in range(i + 1, min(i + _CLAUSE, len(tokens))):
        if tokens[k].kind == "mark" or tokens[k].low in words("preposition") - {"of", "in"}:
            return False
        if tokens[k].low in words("be") | words("perfect") or (
            tokens[k].low in acting_forms() | words("irregular_past") and tokens[k].low not in present_forms()
        ):
            return True
    return False


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


_GOES_ON = frozenset([
    "hours", "days", "weeks", "months", "minutes", "a", "an", "two", "three", "shortly", "just", "while", "as", "after",
    "before", "which", "adding", "citing", "in", "amid", "despite", "although", "though", "because", "when",
])  # fmt: skip
"""Words with which a sentence goes on behind "…, X said,"."""


def _is_trailing(tokens: Sequence[Token], start: int, end: int, stop: int) -> bool:
    """Tell "…, X said in a statement." from "X said that …"."""
    k = start - 1
    while (
        k >= 0
        and start - k < _LONGEST_SOURCE
        and tokens[k].kind in {"word", "possessive"}
        and (tokens[k].low in words("determiner") or tokens[k].low == "of" or tokens[k].low not in bounds())
    ):
        k -= 1
    if k < 3 or tokens[k].low not in {","} | QUOTES:
        return False
    rest = tokens[end:stop]
    comma = next((j for j, t in enumerate(rest[:_WHEN_SAID]) if t.low == ","), None)
    if comma is not None and comma + 1 < len(rest) and rest[comma + 1].low in _GOES_ON and tokens[k].low == ",":
        rest = rest[:comma]  # "…, officials said on Tuesday, in the latest violence to hit X"
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

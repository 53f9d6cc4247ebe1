"""The subject of a verb by the grammar of its clause, whatever its noun: "thugs robbed a bus", "X, who …, shot"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from geoevents.text.acts.triggers import Trigger
from geoevents.text.parties.cast import ActorMention
from geoevents.text.tables import words
from geoevents.text.words import lexicon
from geoevents.text.words.lexicon import Actor
from geoevents.text.words.tokens import Token
from geoevents.text.words.vocabulary import acting_forms, force_nouns, weapon_words

__all__ = ["antecedent", "aside_start", "launcher", "resumes", "unlisted_agent", "unlisted_subject", "verb_start"]

_LONGEST = 7
"""Tokens of a noun phrase, at most."""
_ALIVE = (
    "men", "women", "man", "woman", "er", "ers", "or", "ors", "ist", "ists", "ant", "ants", "ent", "ents", "ian",
    "ians", "eer", "eers", "ees", "iles", "ard", "ards", "folk", "kin", "people", "persons", "ites", "ids",
)  # fmt: skip
"""Endings of nouns for those who act: "agents", "raiders", "loyalists"."""
_LIFELESS = frozenset([
    "weather", "water", "waters", "fire", "river", "power", "order", "orders", "disaster", "disasters", "number",
    "numbers", "matter", "letter", "paper", "summer", "winter", "border", "centre", "center", "tower", "tremor",
    "error", "terror", "horror", "factor", "factors", "sector", "sectors", "door", "doors", "floor", "motor", "event",
    "events", "incident", "incidents", "accident", "accidents", "statement", "document", "movement", "agreement",
    "percent", "moment", "current", "content", "settlement", "settlements", "apartment", "apartments", "department",
    "tent", "tents", "plant", "plants", "restaurant", "restaurants", "shelter", "shelters", "trailer", "tanker",
    "tankers", "freighter", "trawler", "container", "trigger", "transformer", "reactor", "helicopter", "quarter",
    "quarters", "corridor", "harbour", "other", "others", "another", "either", "later", "earlier", "former", "latter",
    "further", "after", "under", "over", "however", "whoever", "never", "ever", "together", "rather", "engagement",
    "engagements", "bombardment", "bombardments", "corner", "charter", "equipment", "development", "developments",
    "boulevard", "card", "yard", "hazard", "board", "standard", "ward", "forward", "toward", "files", "miles",
    "projectile", "projectiles", "missiles", "scanner", "crater", "splinter", "splinters", "banner", "theatre",
    "camera", "laser", "lasers", "carrier", "carriers", "mortar", "cylinder", "canister", "cluster", "monster",
])  # fmt: skip
_SURELY = frozenset(["arrest", "abduct", "repel"])
"""Groups of acts that only people do, so that any noun before their verbs names some."""
_SENT = frozenset([
    "fired", "launched", "dropped", "planted", "laid", "thrown", "sent", "flown", "operated", "detonated", "controlled",
    "dispatched", "released", "steered", "piloted", "owned",
])  # fmt: skip
_TO_SENT = 14
"""Tokens from a weapon to the verb that says who sent it, at most."""
_BEFORE_VERB = 26
"""Tokens from a weapon to the verb of which it is the subject, at most."""
_ABSTRACT = ("ion", "ions", "ment", "ments", "ness", "ity", "ism", "ship", "age", "ance", "ence", "ure")
_SHORTEST = 4
_BY_PEOPLE = frozenset([
    "storm", "raid", "ambush", "loot", "torch", "ransack", "plunder", "pillage", "rob", "hijack", "execute", "torture",
    "assassinate", "lynch", "rape", "steal", "behead", "murder", "slaughter", "massacre",
])  # fmt: skip


@cache
def _light() -> frozenset[str]:
    return words("be") | words("perfect") | words("adverb") | words("modal") | words("negation") | {"did", "do", "does"}


def _verb(t: Token) -> bool:
    return not t.capital and (t.low in acting_forms() | words("irregular_past") or t.low.endswith(("ed", "ing")))


def verb_start(tokens: Sequence[Token], first: int, at: int) -> int:
    """Return where the verb at ``at`` begins, with its auxiliaries and adverbs."""
    k = at
    while k > first and tokens[k - 1].low in _light():
        k -= 1
    return k


def resumes(tokens: Sequence[Token], first: int, trigger: Trigger) -> bool:
    """Tell the verb that a sentence goes on with after a relative clause that opens at ``first``.

    "A shell which children had found blew up"; "a man who was riding a bicycle was attacked".
    """
    if not first or tokens[first].low not in {"which", "that", "whom", "who", "whose"}:
        return False
    if tokens[first - 1].low in lexicon.reporting() or trigger.participle:
        return False
    at = trigger.at
    start = verb_start(tokens, first, at)
    if tokens[first - 1].kind == "mark":
        # "rebels, who had come by boat, burned": the verb right behind the second comma
        return tokens[first - 1].low == "," and start - 1 > first and tokens[start - 1].low == ","
    if trigger.passive and tokens[at - 1].low not in _light():
        return False  # "who left a house hit by a shell"
    i = first + 1
    if tokens[i].low in _light() or _verb(tokens[i]):
        while i < start and (tokens[i].low in _light() or _verb(tokens[i])):
            i += 1
        held = range(i, start)
        between = [tokens[k] for k in held]
        if not between or i == first + 1:
            return False
    else:
        finite = [k for k in range(first + 2, start) if tokens[k].low in _light() | acting_forms()]
        if not finite:
            return False
        between = list(tokens[finite[-1] : start])
    stop = words("coordinator") | words("subordinator") | lexicon.reporting_words() | {"to"}
    return not any(t.kind == "mark" or t.low in stop for t in between)


def antecedent(tokens: Sequence[Token], usable: Sequence[ActorMention], first: int) -> ActorMention | None:
    """Return whom the relative clause that opens at ``first`` is about: the phrase before it, or that phrase's head."""
    end = first - (tokens[first - 1].low == ",")
    lead = [m for m in usable if m.last == end]
    if lead:
        return lead[-1]
    verbs = acting_forms() | words("be") | words("perfect")
    for m in reversed([m for m in usable if m.last < end]):
        gap = tokens[m.last : end]
        if any(t.kind == "mark" or t.low in verbs | words("subordinator") for t in gap) or len(gap) > _LONGEST:
            return None
        if gap[0].low in words("preposition") | words("backed") and m.preposition in {"", "by"}:
            return m  # "a man of 61 who", "two men from Inkhil who"
    return None


def aside_start(tokens: Sequence[Token], first: int, end: int) -> int:
    """Return where the noun phrase ends before an aside between commas that ends before ``end``: "X, backed by Y,"."""
    if end - 1 <= first or tokens[end - 1].low not in {",", ")", "–", "—"}:
        return end
    opening = "(" if tokens[end - 1].low == ")" else tokens[end - 1].low
    return next((k for k in range(end - 2, first, -1) if tokens[k].low == opening), end)


def _phrase(text: str, tokens: Sequence[Token], trigger: Trigger, first: int, last: int) -> ActorMention | None:
    """Return who is meant by the noun phrase that begins at ``first``, if it is one for people."""
    start = first
    while start < last and (
        tokens[start].low in words("determiner") | words("cardinal") or tokens[start].kind == "number"
    ):
        start += 1
    stop = words("preposition") | words("be") | words("perfect") | words("subordinator") | words("pronoun")
    end = start
    while end < last and end - start < _LONGEST and tokens[end].kind == "word" and tokens[end].low not in stop:
        if tokens[end].low in words("coordinator"):
            break
        end += 1
    head = tokens[end - 1] if end > start else None
    if head is not None and head.capital and _named(text, tokens, start, end):
        return ActorMention(first, end, Actor(text[tokens[start].start : head.end], "armed"), False, unlisted=True)
    if head is None or (head.capital and end > 1) or not _living(head.low, trigger):
        return None
    taken = weapon_words() | force_nouns() | words("time") | words("not_a_place")
    if head.low in words("feature") or any(t.low in taken for t in tokens[start:end]):
        return None
    name = " ".join(text[tokens[start].start : tokens[end - 1].end].split())
    return ActorMention(first, end, Actor(name[:1].upper() + name[1:], "armed"), False, unlisted=True)


def _named(text: str, tokens: Sequence[Token], start: int, end: int) -> bool:
    """Tell the name of a group that no table has: "the CSP", "Yesagyo PDF"."""
    head = tokens[end - 1]
    short = text[head.start : head.end]
    taken = weapon_words() | words("not_a_place") | words("month") | words("feature")
    if any(not t.capital or t.low in taken for t in tokens[start:end]):
        return False
    return short.isupper() and short.isalpha() and len(short) > 2


def _living(word: str, trigger: Trigger) -> bool:
    """Tell a noun for those who act, by its ending, or by a verb that nobody else does."""
    if word in _LIFELESS or word in words("adverb") or len(word) < _SHORTEST:
        return False
    sure = trigger.kind.group in _SURELY or trigger.kind.lemma in _BY_PEOPLE
    return word.endswith(_ALIVE) or (sure and not word.endswith(_ABSTRACT) and not _verb_like(word))


def _verb_like(word: str) -> bool:
    return word.endswith(("ed", "ing")) or word in words("irregular_past")


def unlisted_subject(text: str, tokens: Sequence[Token], trigger: Trigger, first: int) -> ActorMention | None:
    """Return the subject of an active verb of force in its own words, where no table has its noun.

    The phrase is read from the left: what leads in ("On Monday,", "In Dnipro,") is left out, and what is said of it
    (", backed by X,", "from Y").
    """
    if trigger.noun or trigger.passive or trigger.participle or trigger.kind.plover not in {"ASSAULT", "COERCE"}:
        return None
    end = aside_start(tokens, first, verb_start(tokens, first, trigger.at))
    begin = first
    while begin < end and tokens[begin].low in words("coordinator") | words("subordinator") | {",", '"', "“", "–", "-"}:
        begin += 1
    comma = next((k for k in range(end - 1, begin, -1) if tokens[k].kind == "mark"), None)
    if comma is not None:
        begin = comma + 1
    if begin >= end or tokens[begin].low in words("preposition") | words("pronoun"):
        return None
    return _phrase(text, tokens, trigger, begin, end)


def unlisted_agent(
    text: str, tokens: Sequence[Token], trigger: Trigger, last: int, mentions: Sequence[ActorMention]
) -> ActorMention | None:
    """Return who did it by the words behind "by": "was shot dead by unknown riders", "shot and wounded by X"."""
    if not trigger.passive or trigger.kind.plover not in {"ASSAULT", "COERCE"}:
        return None
    by = next((k for k in range(trigger.at + 1, min(trigger.at + 4, last)) if tokens[k].low == "by"), None)
    if by is None or by + 1 >= last:
        return None
    listed = next((m for m in mentions if by < m.first <= by + 2 and m.preposition == "by"), None)
    return listed if listed is not None else _phrase(text, tokens, trigger, by + 1, last)


def launcher(
    tokens: Sequence[Token], trigger: Trigger, mentions: Sequence[ActorMention], cues: Sequence[tuple[int, int]]
) -> ActorMention | None:
    """Return who sent the weapon that does the act, where an aside or a relative clause says so.

    "Drones which the army said were operated by X hit a depot"; "a shell, thought to have been fired by X, landed on a
    house"; "was hit by drones that, according to the army, X had launched".
    """
    if trigger.noun or trigger.participle:
        return None
    arms = weapon_words() - {"air", "aerial"}
    if trigger.passive:
        near = range(trigger.at + 1, min(trigger.at + 6, len(tokens)))
        by = next((k for k in near if tokens[k].low == "by"), None)
        weapon = next((k for k in near if by is not None and k > by and tokens[k].low in arms), None)
        end = min(len(tokens), (weapon or 0) + _TO_SENT)
    else:
        far = range(max(0, trigger.at - _BEFORE_VERB), trigger.at)
        weapon = next((k for k in far if tokens[k].low in arms), None)
        end = trigger.at
    if weapon is None or any(m.last == weapon + 1 and m.known for m in mentions):
        return None
    usable = [m for m in mentions if m.actor.kind in {"armed", "country"}]
    usable = [m for m in usable if not any(a <= m.first < b for a, b in cues)]
    for k in range(weapon + 1, min(end, weapon + _TO_SENT)):
        if tokens[k].low not in _SENT:
            continue
        by = k + 1 < end and tokens[k + 1].low == "by"
        if by:
            return next((m for m in usable if k + 2 <= m.first <= k + 3), None)
        doer = next((m for m in usable if m.last <= k and all(t.low in _light() for t in tokens[m.last : k])), None)
        if doer is not None and doer.first > weapon:
            return doer
    return None

"""Whose "its forces", "their positions", "our soldiers" are."""

from __future__ import annotations

from geoevents.text.parties.cast import Scan
from geoevents.text.tables import words
from geoevents.text.words import lexicon
from geoevents.text.words.lexicon import Noun
from geoevents.text.words.vocabulary import acting_forms

__all__ = ["possessive"]

_SPEAKING = frozenset(["sources", "media", "channels", "source", "bloggers", "milbloggers"])
_RULERS = frozenset(["government", "administration", "leadership", "authorities"])


def possessive(scan: Scan, first: int, end: int, noun: Noun) -> int | None:
    """Read "its forces" as the forces of the party named last, "our forces" as those of the text's own side."""
    if scan.tokens[first - 1].low == "our":
        quoted = any(x.low in {'"', "“"} for x in scan.tokens[:first])
        teller = next((m.actor for m in scan.found if m.known and m.actor.kind == "armed"), None) if quoted else None
        own = teller or scan.cast.ours or (lexicon.state_forces(scan.cast.country) if scan.cast.country else None)
        return scan.add(first, end, own, True, asset=noun.kind == "asset") if own is not None else None
    parties = [
        m for m in scan.found
        if (m.known and m.actor.kind in {"armed", "ministry", "country"})
        or (m.actor.country and scan.tokens[m.last - 1].low in _RULERS | _SPEAKING)
    ]  # fmt: skip
    speaker = scan.cast.speaker
    if not parties and scan.tokens[first - 1].low == "its":
        # "The rebel militia took revenge: its drones …": whoever is the sentence's own subject
        parties = [m for m in scan.found if m.actor.kind == "armed" and m.preposition == "" and not m.asset][:1]
    if not parties and speaker is not None and speaker.kind in {"armed", "ministry"}:
        if not any(t.low in {"it", "they"} for t in scan.tokens[:first]):
            return _of_topic(scan, first, end, noun)
        owner = lexicon.state_forces(speaker.country) if speaker.kind == "ministry" and speaker.country else speaker
        return scan.add(first, end, owner, True, asset=noun.kind == "asset")  # "It said that eight of its soldiers …"
    if not parties:
        return _of_topic(scan, first, end, noun)
    if len(parties) > 1 and parties[-1].bare and parties[-2].last == parties[-1].first:
        parties.pop()  # "UN peacekeepers": the first names them
    # "A said that B shelled its positions": B acts, so the positions are the speaker's
    verbs = [k for k in range(first) if scan.tokens[k].low in lexicon.reporting()]
    speakers = [m for m in parties if verbs and m.last <= verbs[-1]]
    acted = any(t.low in acting_forms() for t in scan.tokens[parties[-1].last : first])
    owner = speakers[-1].actor if speakers and acted else parties[-1].actor
    others = [m.actor for m in parties[:-1] if m.actor != owner and m.actor.kind == "armed"]
    if acted and not speakers and others and noun.kind == "asset":
        owner = others[-1]  # "soldiers were killed when rebels attacked their position"
    actor = owner
    if owner.kind in {"ministry", "country", "official"} and owner.country:
        actor = lexicon.state_forces(owner.country)
    return scan.add(first, end, actor, True, asset=noun.kind == "asset")


def _of_topic(scan: Scan, first: int, end: int, noun: Noun) -> int | None:
    """Read "its troops" in a sentence that names nobody before as those of the party that the text spoke of last."""
    dated = words("month") | words("not_a_place")
    named = any(t.capital and k and t.low not in dated for k, t in enumerate(scan.tokens[:first]))
    alone = not named and not any(m.actor.kind == "armed" for m in scan.found)
    if scan.tokens[first - 1].low != "its" or scan.cast.topic is None or not alone:
        return None
    return scan.add(first, end, scan.cast.topic, True, asset=noun.kind == "asset")

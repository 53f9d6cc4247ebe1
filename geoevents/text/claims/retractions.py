"""What a text itself takes back, or tells only to say that it was not so: "reports of a strike on X are false"."""

from __future__ import annotations

from itertools import pairwise

from geoevents.text.acts.telling import own_words
from geoevents.text.acts.triggers import Trigger
from geoevents.text.claims.attributions import Claim
from geoevents.text.claims.hearsay import retracted, rumoured_only, withdrawn
from geoevents.text.reading.view import View
from geoevents.text.tables import words

__all__ = ["DENIED", "WITHHELD", "taken_back"]

DENIED, WITHHELD = "denied", "withheld"
_CORRECTING = frozenset(["correction", "corrections", "corrigendum", "erratum", "clarification", "retraction"])
_OWN_REPORTS = frozenset([
    "release", "bulletin", "entry", "report", "item", "digest", "list", "note", "message", "post", "update", "issue",
    "edition", "summary", "statement", "roundup", "communique", "advisory", "dispatch", "story", "article",
])  # fmt: skip
_LISTED = frozenset([
    "listed", "named", "mentioned", "reported", "said", "told", "gave", "contained", "included", "spoke", "stated",
    "described", "counted", "carried", "referred",
])  # fmt: skip
_WITHDRAWN = frozenset(["retracted", "withdrawn", "disproved", "disproven", "debunked", "refuted"])
_NOT_SO = _WITHDRAWN | {"not", "never", "n't"}
"""One of these is in every sentence that says that something did not take place."""
_TAKE_PLACE = frozenset(["take", "taken", "happen", "happened", "occur", "occurred", "exist", "existed"])
_ALLEGED_BEFORE = frozenset(["as", "though", "although", "unlike", "despite"])
_SPITE = frozenset(["contrary", "despite", "notwithstanding"])
_TOLD_OF = frozenset([
    "messages", "message", "reports", "report", "rumours", "rumors", "claims", "claim", "what", "posts", "news",
    "information", "allegations", "publications", "statements", "assertions",
])  # fmt: skip
_BEFORE_THIS = frozenset(["previous", "last", "earlier", "yesterday", "preceding", "our"])
_EARLIER = frozenset(["earlier", "previously", "initially", "first", "was", "had", "has", "some", "claims", "reports"])
_HELD = frozenset(["reported", "claimed", "alleged", "circulated", "rumoured", "stated", "announced", "said", "told"])
_AS_FORESEEN = frozenset(["as", "because", "until", "if", "again", "elsewhere", "there"])
_RUMOURS = frozenset(["rumour", "rumours", "rumor", "rumors", "reports", "report", "claims", "allegations", "news"])
_FAR = 32
"""Tokens from an act to the words that it did not take place, at most."""


def taken_back(view: View, t: Trigger, claim: Claim | None) -> str:
    """Tell how a text takes back what ``t`` names.

    Returns
    -------
    str
        :data:`DENIED` where the sentence says that it was not so, :data:`WITHHELD` where it only repeats an earlier
        account that the next sentence may take back, else an empty string.
    """
    tokens = view.tokens
    if retracted(tokens, t.at):
        about = claim is not None and tokens[min(claim.first, len(tokens) - 1)].low == "about"
        if claim is None or not claim.source.name or about or withdrawn(tokens, t.at):
            return DENIED
    rumoured = claim is not None and claim.stance == "denies" and t.noun and t.kind.group == "take"
    if rumoured and claim is not None and _RUMOURS & {x.low for x in tokens[claim.at : t.at]}:
        return DENIED  # "denies the rumours of the loss of the camp"
    if (t.noun and _did_not_happen(view, t)) or _no_such(view, t):
        return DENIED
    if own_words(view, t) and _was_wrong(view, t):
        return DENIED
    if own_words(view, t) or _earlier_writing(view, claim) or rumoured_only(tokens, t.at, told=claim is not None):
        return WITHHELD
    low = view.low[: t.at] if view.low[0] in _CORRECTING else []
    lists = bool(low) and bool(_OWN_REPORTS & set(low)) and bool(_LISTED & set(low))
    return WITHHELD if lists else ""


def _was_wrong(view: View, t: Trigger) -> bool:
    """Tell "we reported that a drone had hit X; that was wrong"."""
    low = view.low[t.at + 1 :]
    return any(
        a in {"that", "this", "it", "which"} and b in words("be") and not words("false").isdisjoint(low[k + 2 : k + 6])
        for k, (a, b) in enumerate(pairwise(low))
    )


def _earlier_writing(view: View, claim: Claim | None) -> bool:
    """Tell "The previous update stated that": the text's own earlier words."""
    if claim is None:
        return False
    low = set(view.low[claim.cue[0] : claim.at])
    return bool(_BEFORE_THIS & low) and bool(_OWN_REPORTS & low)


def _no_such(view: View, t: Trigger) -> bool:
    """Tell "there was no raid on X, as earlier reported", "Correction: no strike hit X"."""
    if not t.negated:
        return False
    low = view.low
    spite = _SPITE & set(low[:3])
    if spite and _TOLD_OF & set(low[: t.at]):
        return True  # "Contrary to messages that went round, the post was not attacked"
    none = "no" in low[max(0, t.at - (4 if t.noun else 8)) : t.at]
    if not none:
        return False
    if _CORRECTING & set(low[:6]):
        return True
    told = next((k for k in range(len(low) - 1) if low[k] in _ALLEGED_BEFORE and low[k + 1] in _EARLIER | _HELD), None)
    return told is not None or any(low[k : k + 2] == ["contrary", "to"] for k in range(len(low)))


def _did_not_happen(view: View, t: Trigger) -> bool:
    """Tell "the strike near X, which our last note mentioned, did not take place"."""
    if view.words.isdisjoint(_NOT_SO):
        return False
    low = view.low[t.at + 1 : t.at + 1 + _FAR]
    for k, (a, b) in enumerate(pairwise(low)):
        if a in {";", ":", "but"}:
            return False
        if a in words("be") and (b in _WITHDRAWN or (b in words("adverb") and _WITHDRAWN & set(low[k + 2 : k + 3]))):
            return True  # "shelling of X, reported on Monday, was later retracted"
        ahead = low[k + 2 : k + 5]
        placeless = {"take", "taken"} & {b, *ahead} and "place" not in low[k + 1 : k + 7]  # "not to take news from"
        if (a, b) == ("not", "to") and _TAKE_PLACE & set(ahead) and not placeless:
            return True  # "was found not to have taken place"
        if a in {"not", "never", "n't"} and b in _TAKE_PLACE and not placeless:
            rest = low[k + 2 + (b in {"take", "taken"}) :][:1]
            return not (rest and rest[0] in _AS_FORESEEN)
    return False

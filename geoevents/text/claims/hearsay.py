"""Hearsay: what reports, rumours and messages are said to say, and whether their sentence says that it is not so."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from geoevents.text.tables import words
from geoevents.text.words.lexicon import reporting
from geoevents.text.words.tokens import Token

__all__ = ["NEVER", "reporter", "retracted", "rumoured_only", "withdrawn"]

_ACCOUNTS = frozenset([
    "report", "reports", "claim", "claims", "message", "messages", "allegation", "allegations", "news", "information",
    "statement", "statements", "accusation", "accusations", "entry", "item", "items", "post", "posts", "note",
    "bulletin", "digest", "listing", "assertion", "assertions", "account", "accounts", "version", "publication",
    "publications", "article", "articles", "tweet", "tweets", "fabrication", "fabrications", "reporting", "coverage",
])  # fmt: skip
"""What somebody else has said of an act."""
_RUMOURS = frozenset([
    "rumour", "rumours", "rumor", "rumors", "story", "stories", "talk", "gossip", "hearsay", "whispers", "tale",
    "tales", "speculation",
])  # fmt: skip
"""What nobody in particular has said."""
_PICTURES = frozenset(["clip", "video", "footage", "picture", "pictures", "photo", "photograph", "photographs"])
_SPREAD = frozenset([
    "say", "says", "said", "write", "writes", "wrote", "claim", "claims", "circulate", "circulates", "circulated",
    "spread", "share", "shared", "publish", "published", "post", "posted", "report", "reported", "circulating",
    "spreading", "saying", "writing", "claiming", "sharing", "publishing", "disseminating", "disseminate",
])  # fmt: skip
_ALLEGE = frozenset(["allege", "claim", "say", "assert", "pretend", "maintain", "alleged", "claimed", "said"])
_ROUNDS = frozenset([
    "spread", "spreads", "spreading", "circulated", "circulating", "circulate", "circulates", "shared", "viral",
    "rounds", "round",
])  # fmt: skip
"""What rumours do."""
_ABOUT = frozenset(["of", "about", "that", "on", "saying", "alleging", "claiming", "regarding", "concerning", "which"])
_NETWORKS = frozenset([
    "social", "telegram", "whatsapp", "facebook", "x", "twitter", "tiktok", "the", "internet", "media", "line",
])  # fmt: skip
_TAKEN_BACK = frozenset([
    "withdrew", "withdrawn", "dropped", "cancelled", "canceled", "deleted", "unconfirmed", "removed", "retracted",
    "corrected",
])  # fmt: skip
_NOT_SO = frozenset([
    "happened", "happen", "occurred", "occur", "taken", "take", "took", "correct", "true", "accurate", "right",
    "confirmed", "correspond", "corresponds", "based", "founded", "so",
])  # fmt: skip
_TRUE = frozenset(["true", "correct", "accurate", "right", "so"])
_GROUNDS = frozenset(["basis", "truth", "foundation", "grounds", "substance", "merit"])
_NO = frozenset(["no", "not", "never", "nothing", "none", "n't"])
NEVER = frozenset(["happened", "happen", "occurred", "occur", "took", "take", "taken", "transpired", "existed"])
"""Verbs of what nothing of the sort did."""
_WHAT = 7
"""Tokens from "what" to the verb in "what some pages of the enemy are circulating about", at most."""
_FAR = 26
"""Tokens from "the messages" to what they tell of, at most."""
_AFTER = 24
"""Tokens from what is told to the words that it is not so, at most."""


def _account(tokens: Sequence[Token], i: int) -> int | None:
    """Return the token of the report, the rumour, the clip that tells of what ``tokens[i]`` names, or ``None``."""
    for k in range(i - 1, max(-1, i - _FAR), -1):
        low = tokens[k].low
        if low in {";", ":"}:
            return None
        about = low in _SPREAD and tokens[min(k + 1, len(tokens) - 1)].low == "about"
        about = about or (low in _SPREAD and "what" in {t.low for t in tokens[max(0, k - _WHAT) : k]})
        about = about or (low in _ALLEGE and "who" in {t.low for t in tokens[max(0, k - 2) : k]})
        if not (about or low in _ACCOUNTS or low in _RUMOURS or low in _PICTURES):
            continue
        if _links(tokens, k, i):
            return k
    return None


def _links(tokens: Sequence[Token], k: int, i: int) -> bool:
    """Tell whether only whose it is and where it went round stands between "the reports" and "that", "of", "about"."""
    for j in range(k + 1, i):
        low = tokens[j].low
        if low == "of" and tokens[j - 1].low in {"part", "north", "south", "east", "west"}:
            continue
        if low in _ABOUT and not (low in {"on", "of"} and tokens[j + 1].low in _NETWORKS - {"the", "x"}):
            return low != "which" or tokens[j - 1].low == "to"  # "according to which"
        if low in words("modal") | words("be") and low not in {"being"}:
            return False
        if low in reporting() and low not in _SPREAD:
            return False
    return False


def retracted(tokens: Sequence[Token], i: int) -> bool:
    """Tell "reports of an attack on X were false", "our message about a strike is withdrawn", "it is untrue that"."""
    if _untrue_that(tokens, i):
        return True
    lead = _account(tokens, i)
    if lead is None:
        return False
    low = [t.low for t in tokens[i + 1 : i + 1 + _AFTER]]
    near = [t.low for t in tokens[max(0, lead - 8) : lead]]
    spite = {t.low for t in tokens[max(0, lead - 5) : lead]} & {"despite", "contrary", "notwithstanding"}
    if "contrary" in spite:
        return True  # "Contrary to a story making the rounds that …"
    if spite and _NO & {t.low for t in [*tokens[:lead], *tokens[i + 1 :]]}:
        return True  # "No clashes took place in X, despite a widely shared post that …"
    if ("not", "confirmed") in pairwise(near) or set(near) & _TAKEN_BACK:
        return True  # "withdrew a statement that …"
    if tokens[lead].low in _PICTURES and {"old", "archive"} & set(low):
        return True  # "the clip of … is old"
    unreal = any(low[k : k + 4] == ["nothing", "to", "do", "with"] for k in range(len(low)))  # "… with reality"
    return unreal or bool((words("false") | {"devoid"}) & set(low)) or any(_not_so(a, b) for a, b in pairwise(low))


def _not_so(a: str, b: str) -> bool:
    return (
        (a in {"never", "not"} and b in _NOT_SO)
        or (a == "not" and b in {"telling", "speaking"})  # "are not telling the truth"
        or (a in {"been", "was", "were"} and b in {"none", "nothing"})
        or (a in {"no", "without", "any"} and b in _GROUNDS)
    )


def _untrue_that(tokens: Sequence[Token], i: int) -> bool:
    """Tell "it is not true that X", "there is no truth in it that X" for what stands behind "that"."""
    that = next((k for k in range(i - 1, max(0, i - _FAR), -1) if tokens[k].low == "that"), None)
    if that is None or that < 2:
        return False
    before = [t.low for t in tokens[max(0, that - 4) : that]]
    if before[-1] in words("false"):
        return "it" in before  # "it is untrue that"
    return (before[-1] in _TRUE or bool(_GROUNDS & set(before))) and bool(_NO & set(before))


def rumoured_only(tokens: Sequence[Token], i: int, *, told: bool) -> bool:
    """Tell what only rumours have: it counts if it is denied ("rumours of an attack emptied the market").

    ``told`` says that somebody is named who says so: the messages are then his own.
    """
    lead = _account(tokens, i)
    if lead is None:
        return _word_spread(tokens, i)
    if tokens[lead].low in _RUMOURS:
        return True
    return not told and not _ROUNDS.isdisjoint([t.low for t in tokens])


def _word_spread(tokens: Sequence[Token], i: int) -> bool:
    """Tell "word spread in X that", "it was rumoured that"."""
    that = next((k for k in range(i - 1, max(0, i - _FAR), -1) if tokens[k].low == "that"), None)
    before = [t.low for t in tokens[max(0, (that or 0) - 8) : that or 0]]
    told = "word" in before and bool(_ROUNDS & set(before))
    return told or bool({"rumoured", "rumored"} & set(before))


def withdrawn(tokens: Sequence[Token], i: int) -> bool:
    """Tell what its own author took back: "withdrew a statement that …", "dropped its report of …"."""
    lead = _account(tokens, i)
    return lead is not None and bool({t.low for t in tokens[max(0, lead - 8) : lead]} & _TAKEN_BACK)


def reporter(tokens: Sequence[Token], i: int) -> int | None:
    """Return the token after the name of whose report it is: "the enemy's report that …", "the Houthi claim that …"."""
    accounts = _ACCOUNTS | _RUMOURS
    lead = next((k for k in range(i - 1, max(-1, i - 14), -1) if tokens[k].low in accounts), None)
    if lead is None or not lead:
        return None
    return lead - 1 if tokens[lead - 1].low == "'s" else lead

"""How a phrase is read: which rules apply, in order of precedence (see ``grammar.py``).

Every rule names the tables without which it cannot apply. A phrase that has no word of any of them is a name at once,
and no rule is asked; so the time a query takes goes with what it says and not with how many forms are known.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from geoevents.geocoding.expressions import infixes, prefixes, suffixes
from geoevents.geocoding.expressions.expression import Expression, Name
from geoevents.geocoding.expressions.infixes import relation_at
from geoevents.geocoding.expressions.naming import clutter_at, is_article
from geoevents.geocoding.expressions.reader import Reader, Rule, Tokens
from geoevents.geocoding.expressions.tokens import OWNER
from geoevents.geocoding.expressions.words import Words, words

__all__ = ["parse_phrase"]

ANYWHERE, FIRST = False, True


def _tables(w: Words) -> tuple[tuple[Rule, bool, int], ...]:
    """Return the rules in order, whether their word stands first or anywhere, and the bits of their tables."""
    r = {key: table.bit for key, table in w.relations.items()}
    sided = w.directions.bit | w.central.bit | w.far.bit
    measured = w.about.bit | w.at_most.bit | w.at_least.bit | w.vague.bit | w.times.bit | w.number_bit
    headed = w.headings.bit | w.letters.bit | w.headings_de.bit | w.headings_self.bit
    leads = w.heading_leads.bit
    partly = sided | w.headings_de.bit | w.part_nouns.bit
    between = r["between"] | r["triangle"] | r["border_of"] | w.road_words.bit
    related = r["near"] | r["outskirts"] | r["countryside"] | r["along"]
    placed = r["countryside"] | r["inside"] | r["near"] | r["outskirts"] | r["between"] | r["along"] | r["border_of"]
    after = r["countryside_after"] | r["outskirts_after"] | r["near_after"]
    return (
        (prefixes.sides, ANYWHERE, sided),
        (infixes.conjunction, ANYWHERE, r["and"] | w.romance_and.bit),
        (prefixes.distance, FIRST, measured | r["between"]),
        (prefixes.part, ANYWHERE, partly),
        (prefixes.between, ANYWHERE, between),
        (prefixes.journey, FIRST, w.lead.bit),
        (prefixes.heading, ANYWHERE, headed),
        (suffixes.town_of, ANYWHERE, w.demonym.bit),
        (prefixes.side, FIRST, sided),
        (prefixes.relation, FIRST, related),
        (infixes.possessive, ANYWHERE, OWNER),
        (infixes.infix, ANYWHERE, placed | headed | partly | measured | leads),
        (suffixes.centre, ANYWHERE, w.central.bit),
        (suffixes.front, ANYWHERE, r["front_after"]),
        (suffixes.road, ANYWHERE, w.road_words.bit),
        (suffixes.border, ANYWHERE, r["border"]),
        (suffixes.triangle, ANYWHERE, r["triangle"]),
        (suffixes.chain, FIRST, w.features.bit),
        (suffixes.apposition, ANYWHERE, w.features.bit),
        (suffixes.relation, ANYWHERE, after),
    )


class _Plan(NamedTuple):
    """The rules, and the bits that are tested for every phrase."""

    rules: tuple[tuple[Rule, int, int], ...]
    """Rule, bits of the first word, bits of any word."""
    any: int
    stop: int
    skipped: int
    behind_article: int


@lru_cache(maxsize=1)
def _plan() -> _Plan:
    w = words()
    rows = _tables(w)
    rules = tuple((rule, bits if first else 0, 0 if first else bits) for rule, first, bits in rows)
    article = w.features.bit | w.road_words.bit | w.directions.bit | w.headings_de.bit | w.part_nouns.bit
    skipped = w.lead.bit | w.epithets.bit | w.clutter.bit | w.features.bit | w.demonym.bit
    skipped |= w.relations["aside"].bit
    every = 0
    for _, _, bits in rows:
        every |= bits
    return _Plan(rules, every, w.relations["stop"].bit, skipped, article)


def parse_phrase(reader: Reader, tokens: Tokens) -> Expression:
    """Read a phrase without commas or brackets."""
    tokens = _trimmed(tokens)
    if not tokens:
        return Name("", "")
    mask = 0
    for token in tokens:
        mask |= token.mask
    plan = _plan()
    if mask & plan.any:
        for rule in _applicable(tokens[0].mask & plan.any, mask & plan.any):
            found = rule(reader, tokens)
            if found is not None:
                return found
    return reader.name(tokens)


@lru_cache(maxsize=4096)
def _applicable(first: int, mask: int) -> tuple[Rule, ...]:
    """Return the rules that may apply to a phrase with these bits; a few hundred combinations make up most texts."""
    rows = _plan().rules
    return tuple(rule for rule, foremost, anywhere in rows if first & foremost or mask & anywhere)


def _trimmed(tokens: Tokens) -> Tokens:
    """Drop fillers in front, what happened there, and whatever follows a word that ends a place expression."""
    plan = _plan()
    for i, token in enumerate(tokens):
        if token.mask & plan.stop and i and words().relations["stop"].at(tokens, i):
            tokens = tokens[:i]
            break
    if len(tokens) < 2 or not (tokens[0].mask & plan.skipped or tokens[0].low in _ARTICLES):
        return tokens
    w = words()
    if w.relations["aside"].at(tokens, 0):
        return []
    start = 0
    while len(tokens) - start > 1 and (tokens[start].mask & plan.skipped or tokens[start].low in _ARTICLES):
        if is_article(tokens, start) or relation_at(tokens, start):
            break
        n = _skipped(w, tokens, start, plan.behind_article)
        if not n or start + n >= len(tokens):
            break
        start += n
    return tokens[start:] if start else tokens


def _skipped(w: Words, tokens: Tokens, start: int, behind_article: int) -> int:
    """How many words say nothing of where it is: "in the", "the war-torn" before "east", "enemy shelling at"."""
    if tokens[start].low == "sur" and tokens[start + 1].low in ("de", "del"):
        return 0  # Spanish for the south of, not French for on
    if tokens[start].low == "from" and any(t.low == "to" for t in tokens[start + 1 :]):
        return 0
    hit = w.lead.at(tokens, start)
    if hit:
        return hit[0]
    if tokens[start].low in _ARTICLES and tokens[start + 1].mask & behind_article:
        return 1  # "le village de", "la zona rural"; before a name it belongs to the name ("La Paz")
    i = start
    while hit := w.epithets.at(tokens, i):
        i += hit[0]
    if start < i < len(tokens) and w.directions.at(tokens, i):
        return i - start  # before a name an epithet may belong to the name ("New York")
    return clutter_at(tokens[start:])


_ARTICLES = frozenset({"le", "la", "les", "l'", "el", "los", "las", "un", "une", "una"})

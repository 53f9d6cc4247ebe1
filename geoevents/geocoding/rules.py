"""How a phrase is read: which rules apply, in order of precedence (see ``grammar.py``).

Every rule names the tables without which it cannot apply. A phrase that has no word of any of them is a name at once,
and no rule is asked; so the time a query takes goes with what it says and not with how many forms are known.
"""

from __future__ import annotations

from functools import lru_cache

from geoevents.geocoding import infixes, prefixes, suffixes
from geoevents.geocoding.expression import Expression, Name
from geoevents.geocoding.infixes import relation_at
from geoevents.geocoding.naming import clutter_at, is_article, is_owner
from geoevents.geocoding.reader import Reader, Rule, Tokens
from geoevents.geocoding.words import Words, words

__all__ = ["parse_phrase"]

_ARTICLES = frozenset({"le", "la", "les", "l'", "el", "los", "las", "un", "une", "una"})
ANYWHERE, FIRST = False, True


def _tables(w: Words) -> tuple[tuple[Rule, bool, int], ...]:
    """Return the rules in order, whether their word stands first or anywhere, and the bits of their tables."""
    r = {key: table.bit for key, table in w.relations.items()}
    sided = w.directions.bit | w.central.bit | w.far.bit
    measured = w.about.bit | w.vague.bit | w.times.bit | w.number_bit
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
        (prefixes.heading, ANYWHERE, headed),
        (prefixes.side, FIRST, sided),
        (prefixes.relation, FIRST, related),
        (infixes.possessive, ANYWHERE, 0),
        (infixes.infix, ANYWHERE, placed | headed | partly | measured | leads),
        (suffixes.front, ANYWHERE, r["front_after"]),
        (suffixes.road, ANYWHERE, w.road_words.bit),
        (suffixes.border, ANYWHERE, r["border"]),
        (suffixes.triangle, ANYWHERE, r["triangle"]),
        (suffixes.chain, FIRST, w.features.bit),
        (suffixes.apposition, ANYWHERE, w.features.bit),
        (suffixes.relation, ANYWHERE, after),
    )


@lru_cache(maxsize=1)
def _rules() -> tuple[tuple[Rule, bool, int], ...]:
    return _tables(words())


def parse_phrase(reader: Reader, tokens: Tokens) -> Expression:
    """Read a phrase without commas or brackets."""
    tokens = _trimmed(tokens)
    if not tokens:
        return Name("", "")
    mask = 0
    owned = False
    for token in tokens:
        mask |= token.mask
        owned = owned or is_owner(token)
    first = tokens[0].mask
    for rule, foremost, bits in _rules():
        if (first if foremost else mask) & bits or (owned and not bits):
            found = rule(reader, tokens)
            if found is not None:
                return found
    return reader.name(tokens)


def _trimmed(tokens: Tokens) -> Tokens:
    """Drop fillers in front, what happened there, and whatever follows a word that ends a place expression."""
    w = words()
    if not tokens or w.relations["aside"].at(tokens, 0):
        return []
    stop = w.relations["stop"].bit
    end = next((i for i in range(1, len(tokens)) if tokens[i].mask & stop and w.relations["stop"].at(tokens, i)), None)
    if end is not None:
        tokens = tokens[:end]
    start = 0
    article = w.features.bit | w.road_words.bit | w.directions.bit | w.headings_de.bit | w.part_nouns.bit
    skipping = w.lead.bit | w.epithets.bit | w.labels.bit | w.clutter.bit | w.features.bit | w.demonym.bit
    while len(tokens) - start > 1 and (tokens[start].mask & skipping or tokens[start].low in _ARTICLES):
        if is_article(tokens, start) or relation_at(tokens, start):
            break
        mask = tokens[start].mask
        hit = w.lead.at(tokens, start) if mask & w.lead.bit else None
        n = hit[0] if hit else 0
        if not n and tokens[start].low in _ARTICLES and tokens[start + 1].mask & article:
            n = 1  # "le village de", "la zona rural"; before a name it belongs to the name ("La Paz")
        n = n or _label(w, tokens, start) or _epithets_of_direction(w, tokens, start)
        n = n or clutter_at(tokens[start:])
        if not n or start + n >= len(tokens):
            break
        start += n
    return tokens[start:] if start else tokens


def _label(w: Words, tokens: Tokens, start: int) -> int:
    """Length of "Location:" and the like."""
    hit = w.labels.at(tokens, start)
    return hit[0] if hit else 0


def _epithets_of_direction(w: Words, tokens: Tokens, start: int) -> int:
    """Length of "war-torn" in "the war-torn east"; before names an epithet may belong to the name ("New York")."""
    i = start
    while hit := w.epithets.at(tokens, i):
        i += hit[0]
    return i - start if i > start and i < len(tokens) and w.directions.at(tokens, i) else 0

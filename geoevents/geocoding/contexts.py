"""Which of the names in a query is meant, and which only say where it lies."""

from __future__ import annotations

from geoevents.geocoding.expression import Expression, Name, Within

__all__ = ["is_division", "narrowest_first"]

_LEVELS = ("country", "admin1", "admin2", "admin3", "town", "suburb", "site")
_DIVISIONS = ("admin1", "admin2", "country")


def _level(node: Expression) -> int:
    """How small the kind of place is that a name's feature word says; -1 where it says none."""
    kind = node.kinds[0] if isinstance(node, Name) and node.kinds else ""
    return _LEVELS.index(kind) if kind in _LEVELS else -1


def narrowest_first(node: Within) -> Within:
    """Turn "Province: Norte de Santander, Municipality: Toledo" around: the smallest is meant, the rest holds it."""
    level = _level(node.inner)
    smallest = max(node.contexts, key=_level)
    if level < 0 or level > 1 or _level(smallest) <= level:
        return node
    others = tuple(c for c in node.contexts if c is not smallest)
    return Within(node.text, smallest, (*others, node.inner))


def is_division(node: Expression) -> bool:
    """Whether a context is said to be a division ("Donetsk region")."""
    return isinstance(node, Name) and bool(set(node.kinds) & set(_DIVISIONS))

"""What of a query is asked online: its names, without the words that only say what kind of place they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields

from geoevents.geocoding.expressions.expression import Expression, Name, Within
from geoevents.geocoding.expressions.grammar import parse

__all__ = ["kinds_meant", "names_in", "question", "spoken"]

_SETTLED = frozenset(("town", "suburb", "admin1", "admin2", "admin3", "country"))


def question(query: str) -> str:
    """Return what is asked for a query; '' where it is no plain name."""
    names = _names(parse(query))
    return (spoken(names) or query) if names and all(n.name for n in names) else ""


def kinds_meant(query: str) -> tuple[str, ...]:
    """Return the kinds of place that the words of a plain name allow; none where they say nothing of it."""
    names = _names(parse(query))
    return names[0].kinds if names else ()


def spoken(names: Sequence[Name]) -> str:
    """Say names without the words that only tell a village or a district; '' where there are no such words.

    Services look for every word in the names they know. Words for other things ("camp", "air base") are part of the
    names there.
    """
    if any(n.feature and _SETTLED.issuperset(n.kinds) for n in names):
        return ", ".join(n.name if _SETTLED.issuperset(n.kinds) else n.text for n in names)
    return ""


def _names(node: Expression) -> list[Name]:
    """Give the names of a place and of what it lies in; none where anything else is said."""
    if isinstance(node, Name):
        return [node]
    if not isinstance(node, Within):
        return []
    parts = [_names(part) for part in (node.inner, *node.contexts)]
    return [name for part in parts for name in part] if all(parts) else []


def names_in(node: Expression) -> Iterator[Name]:
    """Give all the names in an expression."""
    if isinstance(node, Name):
        if node.name:
            yield node
        return
    for item in fields(node):
        value = getattr(node, item.name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Expression):
                yield from names_in(part)

"""The tree of a place expression: what a query says, before anybody knows where that is.

Every node keeps ``text``, the words it was read from, so that the resolver can try the words as a name before it
believes the reading ("Eastern Ghouta", "Bosnia and Herzegovina"). ``str(node)`` prints the tree on one line, for people
and for tests.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "Along",
    "Bank",
    "Between",
    "Border",
    "Countryside",
    "Direction",
    "DirectionOf",
    "Distance",
    "Expression",
    "Intersection",
    "Name",
    "Near",
    "Outskirts",
    "PartOf",
    "Triangle",
    "Union",
    "Unreadable",
    "Within",
]


@dataclass(frozen=True, slots=True)
class Direction:
    """A compass direction: its name, bearing and half-angle in degrees."""

    name: str
    bearing: float
    half_angle: float

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Distance:
    """A distance in km and half the width of what the words leave open ("15 km" is 15 +- 0.5)."""

    km: float
    half_km: float

    def __str__(self) -> str:
        return f"{self.km:g}+-{self.half_km:g} km"


@dataclass(frozen=True, slots=True)
class Expression:
    """Base of all nodes. ``text`` is what the node was read from."""

    text: str

    def __str__(self) -> str:
        return f"{type(self).__name__}({', '.join(self._shown())})"

    def _shown(self) -> list[str]:
        return [repr(self.text)]


@dataclass(frozen=True, slots=True)
class Unreadable(Expression):
    """A query that cannot be read; ``reason`` says why."""

    reason: str = ""

    def _shown(self) -> list[str]:
        return [self.reason]


@dataclass(frozen=True, slots=True)
class Name(Expression):
    """A proper name.

    Attributes
    ----------
    name : str
        The words without those that only say what kind of place it is; empty if nothing else is there
        ("a military checkpoint").
    kinds : tuple of str
        Kinds of place that the feature words allow; empty if there are none.
    feature : str
        The feature words as read ("village", "military airbase").
    aliases : tuple of str
        Other names given for the same place ("Abu Hayj/Khalidiyah village").
    """

    name: str = ""
    kinds: tuple[str, ...] = ()
    feature: str = ""
    aliases: tuple[str, ...] = ()

    def _shown(self) -> list[str]:
        return [repr(self.name), *([self.feature] if self.feature else []), *(f"={a!r}" for a in self.aliases)]


@dataclass(frozen=True, slots=True)
class PartOf(Expression):
    """A part of a place by position within it: "western X", "the centre of X". ``direction`` None is the centre.

    ``loose`` marks words that mean the part of an area but the direction from a town (Arabic "shamal X").
    """

    whole: Expression
    direction: Direction | None = None
    share: float = 1 / 3
    loose: bool = False

    def _shown(self) -> list[str]:
        return [str(self.direction or "central"), f"{self.share:.2f}", str(self.whole)]


@dataclass(frozen=True, slots=True)
class DirectionOf(Expression):
    """Away from a place in a direction, at a distance or at none that is given; or at a distance in any direction."""

    anchor: Expression
    direction: Direction | None = None
    distance: Distance | None = None

    def _shown(self) -> list[str]:
        return [str(x) for x in (self.distance, self.direction, self.anchor) if x is not None]


@dataclass(frozen=True, slots=True)
class Near(Expression):
    """Close to a place. ``loose`` marks "the X area", which is X itself where X is an area."""

    anchor: Expression
    loose: bool = False

    def _shown(self) -> list[str]:
        return [str(self.anchor)]


@dataclass(frozen=True, slots=True)
class Outskirts(Expression):
    """The edge of a town, on one side if a direction is given."""

    anchor: Expression
    direction: Direction | None = None

    def _shown(self) -> list[str]:
        return [str(x) for x in (self.direction, self.anchor) if x is not None]


@dataclass(frozen=True, slots=True)
class Countryside(Expression):
    """The rural surroundings of a town that share its name ("rif"), on one side if a direction is given."""

    anchor: Expression
    direction: Direction | None = None

    def _shown(self) -> list[str]:
        return [str(x) for x in (self.direction, self.anchor) if x is not None]


@dataclass(frozen=True, slots=True)
class Between(Expression):
    """Between places; ``road`` if along a road that joins them in this order."""

    places: tuple[Expression, ...]
    road: bool = False

    def _shown(self) -> list[str]:
        return [*(["road"] if self.road else []), *map(str, self.places)]


@dataclass(frozen=True, slots=True)
class Triangle(Expression):
    """The area that three or more places span."""

    places: tuple[Expression, ...]

    def _shown(self) -> list[str]:
        return [*map(str, self.places)]


@dataclass(frozen=True, slots=True)
class Border(Expression):
    """The border between two areas, or the whole border of one."""

    places: tuple[Expression, ...]

    def _shown(self) -> list[str]:
        return [*map(str, self.places)]


@dataclass(frozen=True, slots=True)
class Along(Expression):
    """Along a river, road or coast."""

    course: Expression

    def _shown(self) -> list[str]:
        return [str(self.course)]


@dataclass(frozen=True, slots=True)
class Bank(Expression):
    """One bank of a river."""

    course: Expression
    direction: Direction

    def _shown(self) -> list[str]:
        return [str(self.direction), str(self.course)]


@dataclass(frozen=True, slots=True)
class Within(Expression):
    """A place that lies in or at others: "X, Y district, Z region", "X near Y", "the valley to the east of Y"."""

    inner: Expression
    contexts: tuple[Expression, ...]

    def _shown(self) -> list[str]:
        return [str(self.inner), *(f"in {c}" for c in self.contexts)]


@dataclass(frozen=True, slots=True)
class Union(Expression):
    """Several places at once: "A, B and C"."""

    places: tuple[Expression, ...]

    def _shown(self) -> list[str]:
        return [*map(str, self.places)]


@dataclass(frozen=True, slots=True)
class Intersection(Expression):
    """Where several constraints hold at once: "7 km south of A and 60 km southwest of B"."""

    places: tuple[Expression, ...]

    def _shown(self) -> list[str]:
        return [*map(str, self.places)]

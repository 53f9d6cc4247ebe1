"""What recognition gives: one mention of a place, as offsets and what its words say."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Mention"]


@dataclass(slots=True)
class Mention:
    """A place as a text names it; all offsets count characters of the original text.

    Attributes
    ----------
    start, end : int
        The whole expression, ``text[start:end]``: the name with the spatial words around it.
    head_start, head_end : int
        The bare name inside it: "Deir ez-Zor" in "the Euphrates valley to the east of Deir ez-Zor".
    role : str
        ``place``; ``demonym`` ("Syrian"); ``actor``, a country or capital that acts ("Moscow said"); ``organisation``,
        a name inside the name of an organisation or office ("Idlib" in "Idlib Brigade"); ``short``, a noun that stands
        for a place named before ("the city"); ``given``, a span of the caller's.
    literal : bool
        Whether the place itself is meant as a scene. Only of ``place``, ``short`` and ``given``.
    country : str
        ISO 3166-1 alpha-2 code where the words themselves name a country or its people.
    feature : str
        The word for its kind next to it, folded: "city", "province", "river".
    container : str
        Name of the state or country written after it: "Texas" in "Paris, Texas".
    query : str
        The words to look up, where they are others than the mention's own: "Kentucky" for "Ky.", "Africa" for
        "African".
    """

    start: int
    end: int
    head_start: int
    head_end: int
    role: str = "place"
    literal: bool = True
    country: str = ""
    feature: str = ""
    container: str = ""
    query: str = ""

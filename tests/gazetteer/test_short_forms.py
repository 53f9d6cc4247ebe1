"""Names as the English-language press shortens them."""

from __future__ import annotations

import pytest

from geoevents.gazetteer.index import Gazetteer
from geoevents.gazetteer.sources.short_forms import short_forms


@pytest.mark.parametrize(
    ("name", "country", "other"),
    [
        ("Saint Johns County", "US", ["St. Johns County"]),
        ("St. Louis", "US", ["Saint Louis"]),
        ("Mount Pleasant", "GB", ["Mt. Pleasant"]),
        ("Fort Worth", "US", ["Ft. Worth"]),
        ("Saint-Denis", "FR", []),
        ("Mount", "US", []),
        ("Fortuna", "US", []),
    ],
)
def test_the_other_way_of_writing(name: str, country: str, other: list[str]) -> None:
    assert short_forms(name, country) == other


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("Kan.", "ne:USA-3530"), ("Ky.", "ne:USA-3548"), ("S.C.", "ne:USA-3545"), ("B.C.", "ne:CAN-633"),
        ("Sask.", "ne:CAN-631"), ("NSW", "ne:AUS-2654"), ("DRC", "ne:CD"), ("UAE", "ne:AE"), ("America", "ne:US"),
        ("Scotland", "gn:GB.SCT"), ("Tuscany", "gn:IT.16"), ("St. Tammany Parish", "gn:US.LA.103"),
    ],
)  # fmt: skip
def test_the_press_s_short_names_are_known(name: str, place_id: str) -> None:
    gazetteer = Gazetteer.embedded()
    assert place_id in [gazetteer.at(row).place_id for row in gazetteer.rows(name)]

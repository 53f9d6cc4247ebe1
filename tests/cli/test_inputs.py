"""What the command line passes to the readers."""

from __future__ import annotations

import pytest

from geoevents.cli.inputs import _divisions


def test_a_region_gets_its_shape():
    assert _divisions("Northern Syria", "area", "Syria", "").geom_type.endswith("Polygon")


@pytest.mark.parametrize(
    ("name", "precision"),
    [("Area between Qwertzu and Asdfghj", "area"), ("Qwertzu district", "admin2"), ("Aleppo", "country")],
)
def test_a_larger_division_does_not_stand_for_an_unknown_name(name, precision):
    assert _divisions(name, precision, "Syria", "") is None

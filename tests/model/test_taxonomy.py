"""The tables of terms are whole, and speak the model's own scales."""

from __future__ import annotations

from geoevents.model.events import DATE_PRECISIONS
from geoevents.model.places import PRECISIONS
from geoevents.model.taxonomy import (
    ACLED_EVENT_TYPES,
    ACLED_GEO_PRECISION,
    ACLED_INTER,
    ACLED_TIME_PRECISION,
    CAMEO_ROOTS,
    DEFAULT_UNCERTAINTY_KM,
    PLOVER_TYPES,
    UCDP_DATE_PREC,
    UCDP_TYPE_OF_VIOLENCE,
    UCDP_WHERE_PREC,
)


def test_codes_are_complete():
    assert sorted(UCDP_WHERE_PREC) == [1, 2, 3, 4, 5, 6, 7]
    assert sorted(UCDP_DATE_PREC) == [1, 2, 3, 4, 5]
    assert sorted(UCDP_TYPE_OF_VIOLENCE) == [1, 2, 3]
    assert sorted(ACLED_INTER) == list(range(1, 9))
    assert len(PLOVER_TYPES) == 16
    assert list(CAMEO_ROOTS) == [f"{n:02}" for n in range(1, 21)]
    assert [len(subs) for subs in ACLED_EVENT_TYPES.values()] == [3, 3, 2, 6, 3, 8]


def test_precisions_are_the_model_s_and_radii_grow_with_vagueness():
    for table in (UCDP_WHERE_PREC, ACLED_GEO_PRECISION):
        assert all(p.precision in PRECISIONS and p.uncertainty_km > 0 for p in table.values())
    assert set(DEFAULT_UNCERTAINTY_KM) == set(PRECISIONS)
    assert set(UCDP_DATE_PREC.values()) | set(ACLED_TIME_PRECISION.values()) <= set(DATE_PRECISIONS)
    order = ["exact", "near", "admin2", "admin1", "country"]
    radii = [DEFAULT_UNCERTAINTY_KM[p] for p in order]
    assert radii == sorted(radii)

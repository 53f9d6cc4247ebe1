"""The words of the zone table: its columns and vocabularies, without the table itself.

Apart from ``model.zones`` because the package build, which has no pandas, checks curated zones against them.
"""

from __future__ import annotations

__all__ = ["BOUNDARY_STATUSES", "ZONE_COLUMNS", "ZONE_KINDS"]

ZONE_COLUMNS: dict[str, str] = {
    "zone_id": "string",
    "name": "string",
    "kind": "category",
    "party": "category",
    "valid_from": "date",
    "valid_to": "date",
    "legal_basis": "string",
    "guarantors": "string",
    "boundary_status": "category",
    "source": "string",
    "geometry": "geometry",
}
"""Column -> logical type. ``valid_from`` is the first day, ``valid_to`` the last day, inclusive; ``NaT`` is open."""

ZONE_KINDS: tuple[str, ...] = (
    "de-escalation", "ceasefire", "no-fly", "no-strike", "restricted", "area-of-operation", "control", "other",
)  # fmt: skip
BOUNDARY_STATUSES: tuple[str, ...] = ("published", "agreed", "illustrative")

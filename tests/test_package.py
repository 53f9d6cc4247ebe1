"""The package as a newcomer meets it: names, lazy imports, version, changelog."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import geoevents

ROOT = Path(__file__).resolve().parents[1]

PUBLIC = [
    "EventLayer", "EventMap", "Gazetteer", "GazetteerGeocoder", "GeoEventsError", "ReadReport", "ZoneLayer",
    "extract_events", "geocode", "geoparse", "read_events", "read_zones",
]  # fmt: skip


def test_public_names_are_these_and_all_can_be_had():
    assert sorted(geoevents.__all__) == PUBLIC
    for name in PUBLIC:
        value = getattr(geoevents, name)
        assert value.__doc__, f"{name} has no docstring"
    assert set(PUBLIC) <= set(dir(geoevents))


def test_unknown_name_is_an_attribute_error():
    assert not hasattr(geoevents, "no_such_thing")


def printed(code: str) -> str:
    """What a fresh interpreter prints for this code."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_import_is_lazy():
    heavy = "{'folium', 'geopy', 'geopandas', 'pandas', 'pyarrow', 'shapely', 'typer'}"
    assert printed(f"import sys, geoevents; print(sorted({heavy} & set(sys.modules)))") == "[]"


def test_readers_and_geocoder_import_neither_folium_nor_geopy():
    use = "import sys, geoevents as ge; ge.geocode, ge.read_events, ge.extract_events, ge.Gazetteer;"
    assert printed(use + "print(sorted({'folium', 'geopy'} & set(sys.modules)))") == "[]"


def test_the_changelog_knows_this_version():
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## {geoevents.__version__}" in text


def test_importing_a_room_hides_no_public_name():
    """A room named like a public function would be bound over it by the import system."""
    code = (
        "import pkgutil, importlib, geoevents as ge\n"
        "for info in pkgutil.walk_packages(ge.__path__, 'geoevents.'):\n"
        "    if not info.name.endswith('__main__'): importlib.import_module(info.name)\n"
        "import types; print([n for n in ge.__all__ if isinstance(getattr(ge, n), types.ModuleType)])"
    )
    assert printed(code) == "[]"

"""Where the user's added gazetteers live: one compiled folder each, in the user's data folder.

``GEOEVENTS_HOME`` names another folder to keep them in. Nothing is written here; see ``adding/install.py``.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from pathlib import Path

from geoevents.errors import GazetteerError, GazetteerWarning
from geoevents.gazetteer.layer import Layer, opened
from geoevents.gazetteer.store import name_rules

__all__ = ["HOME_VARIABLE", "added", "home", "open_added", "state", "tried"]

HOME_VARIABLE = "GEOEVENTS_HOME"
"""Environment variable with the folder that the user's gazetteers are kept in."""


def home() -> Path:
    """Return the folder of the added gazetteers; it need not exist."""
    given = os.environ.get(HOME_VARIABLE)
    if given:
        return Path(given).expanduser() / "gazetteers"
    from platformdirs import user_data_path

    return user_data_path("geoevents") / "gazetteers"


def added() -> list[Path]:
    """Return the folders of the added gazetteers, in the order of their names."""
    try:
        found = [entry for entry in home().iterdir() if not entry.name.startswith(".") and entry.is_dir()]
    except OSError:  # there is none yet, or it may not be read: then there is nothing to use in it
        return []
    return sorted(found)


def state() -> tuple[tuple[str, int, int], ...]:
    """Return what tells whether the added gazetteers are still those that were opened."""

    def stamps() -> Iterator[tuple[str, int, int]]:
        for folder in added():
            try:
                facts = (folder / "manifest.json").stat()
            except OSError:
                yield str(folder), 0, 0
            else:
                yield str(folder), facts.st_mtime_ns, facts.st_ino

    return tuple(stamps())


def tried() -> Iterator[tuple[Path, Layer | GazetteerError]]:
    """Open every added gazetteer; give each folder with its layer, or with what is wrong with it."""
    for folder in added():
        name = folder.name
        try:
            layer = _opened(folder)
            if "layer" not in layer.store.manifest:
                raise GazetteerError(f"{folder} is no added gazetteer")
            if layer.store.manifest.get("rules") != name_rules():
                raise GazetteerError("it was compiled with other rules for names")
        except GazetteerError as error:
            remedy = f"add its file again, or run: geoevents gazetteer remove {name}"
            yield folder, GazetteerError(f"the added gazetteer {name!r} cannot be used: {error.message}", remedy)
        else:
            yield folder, layer


def _opened(folder: Path) -> Layer:
    """Open a folder; once more if another process put a new one in its place meanwhile."""
    try:
        return opened(folder)
    except GazetteerError:
        return opened(folder)


def open_added() -> list[Layer]:
    """Open the added gazetteers, the lowest priority first, then by name; warn of those that cannot be used."""
    layers = []
    for _, found in tried():
        if isinstance(found, Layer):
            layers.append(found)
        else:
            warnings.warn(f"{found}", GazetteerWarning, stacklevel=3)
    return sorted(layers, key=lambda layer: (layer.info.priority, layer.info.name))

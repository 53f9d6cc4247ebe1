"""Puts layers into the user's folder of gazetteers, and takes them out; those above are laid on anew."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from anyascii import anyascii

from geoevents.errors import GazetteerError, GeoEventsError, OptionError, OutputError
from geoevents.gazetteer.adding.drafts import Drafts
from geoevents.gazetteer.adding.exchanged import check_axes
from geoevents.gazetteer.adding.layers import Facts, compile_in, drafts_in
from geoevents.gazetteer.adding.lock import alone
from geoevents.gazetteer.home import home, tried
from geoevents.gazetteer.index import Gazetteer
from geoevents.gazetteer.layer import EMBEDDED, Layer, LayerInfo, opened
from geoevents.gazetteer.stack import Stack

__all__ = ["PRIORITY", "Added", "install", "layer_name", "remove"]

PRIORITY = 10
"""Priority of an added gazetteer for which none is stated."""

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,58}[a-z0-9_-])?")

_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?")
"""Names that Windows keeps for devices, with any ending."""

_OURS = frozenset({".bin", ".blob", ".json", ".parquet"})
"""Endings of the files of a compiled gazetteer."""


@dataclass(frozen=True, slots=True)
class Added:
    """What was installed, and which layers were laid on it anew."""

    info: LayerInfo
    replaced: bool
    renewed: list[str]


def layer_name(given: str, file: str = "") -> str:
    """Check the name of a layer, or make one of a file's name.

    Raises
    ------
    OptionError
        For a name that is no file's name on every system, or that of the embedded gazetteer.
    """
    name = given
    if not given:
        stem = Path(file).resolve().name
        for _ in range(2):  # .csv.gz
            stem = stem.rpartition(".")[0] or stem
        name = re.sub(r"[^a-z0-9]+", "-", anyascii(stem).casefold()).strip("-")[:60].strip("-") or "own"
    if not _NAME.fullmatch(name) or name == EMBEDDED or _DEVICES.fullmatch(name):
        taken = name == EMBEDDED or _DEVICES.fullmatch(name)
        remedy = "choose another" if taken else "use up to 60 small letters, digits, '-', '_' and '.'"
        raise OptionError(f"{name!r} cannot be the name of an added gazetteer", remedy)
    return name


def install(drafts: Drafts, facts: Facts) -> Added:
    """Compile drafts into the user's folder; a gazetteer of the same name is replaced in one step.

    Raises
    ------
    OptionError
        For a priority below 1.
    InputError
        Where latitudes and longitudes are exchanged; see :func:`~geoevents.gazetteer.adding.exchanged.check_axes`.
    OutputError
        Where the folder cannot be written.
    """
    if not 1 <= facts.priority <= 1000:
        raise OptionError(f"the priority {facts.priority} does not exist", "give 1 to 1000; the embedded one has 0")
    check_axes(Gazetteer.embedded()._layers[0], drafts)
    folder = home() / facts.name
    try:
        with alone(home()):
            replaced = folder.exists()
            _check_ours(folder)
            compile_in(folder, _below(facts.priority, facts.name), drafts, facts)
            renewed = _renew(facts.priority, facts.name)
            return Added(opened(folder).info, replaced, renewed)
    except OSError as error:
        if isinstance(error, GeoEventsError):
            raise
        told = error.strerror or str(error)
        raise OutputError(f"cannot write {str(folder)!r}: {told}", "choose a folder with GEOEVENTS_HOME") from error


def _check_ours(folder: Path) -> None:
    """Refuse a folder with anything but files of a compiled gazetteer, whole or not: it would be lost."""
    foreign = folder.is_symlink() or not folder.is_dir()
    if folder.exists() and (foreign or any(e.is_dir() or e.suffix not in _OURS for e in folder.iterdir())):
        raise OutputError(f"{str(folder)!r} is no added gazetteer", "move it elsewhere, or choose another --name")


def remove(name: str) -> list[str]:
    """Take an added gazetteer out; return the names of those that were laid on anew.

    Raises
    ------
    GazetteerError
        Where there is none of that name.
    """
    folder = home() / name if _NAME.fullmatch(name) else None
    if folder is None or not folder.is_dir():
        known = ", ".join(folder.name for folder, _ in tried()) or "none"
        raise GazetteerError(f"there is no added gazetteer {name!r}", f"the added ones are: {known}")
    try:
        with alone(home()):
            _check_ours(folder)
            priority = 0
            for path, found in tried():
                if path == folder and isinstance(found, Layer):
                    priority = found.info.priority
            # out of sight in one step: half a gazetteer must not be met by a process that opens it just now
            bin_ = Path(tempfile.mkdtemp(prefix=".removed-", dir=home()))
            folder.rename(bin_ / name)
            shutil.rmtree(bin_, ignore_errors=True)
            return _renew(priority, name)
    except OSError as error:
        if isinstance(error, GeoEventsError):
            raise
        told = error.strerror or str(error)
        raise OutputError(f"cannot remove {str(folder)!r}: {told}", "check its permissions") from error


def _usable() -> Sequence[Layer]:
    layers = [found for _, found in tried() if isinstance(found, Layer)]
    return sorted(layers, key=lambda layer: (layer.info.priority, layer.info.name))


def _below(priority: int, name: str) -> Stack:
    """Return the layers that one of this priority and name lies on."""
    under = [layer for layer in _usable() if (layer.info.priority, layer.info.name) < (priority, name)]
    return Stack((*Gazetteer.embedded()._layers, *under))


def _renew(priority: int, name: str) -> list[str]:
    """Lay the layers above one on what lies below them now, the lowest first."""
    renewed = []
    for layer in _usable():
        if (layer.info.priority, layer.info.name) > (priority, name):
            drafts, facts = drafts_in(layer)
            compile_in(home() / facts.name, _below(facts.priority, facts.name), drafts, facts)
            renewed.append(facts.name)
    return renewed

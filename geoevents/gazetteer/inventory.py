"""What a gazetteer is made of: its layers, how much is in them, whom to name, and whether the files are whole."""

from __future__ import annotations

from geoevents.gazetteer.layer import Layer, LayerInfo

__all__ = ["Inventory"]


class Inventory:
    """Facts about all layers of a gazetteer together."""

    _layers: tuple[Layer, ...]

    @property
    def layers(self) -> list[LayerInfo]:
        """What it is made of, the lowest layer first."""
        return [layer.info for layer in self._layers]

    @property
    def attribution(self) -> list[dict[str, str]]:
        """Whom to name: ``[{"name", "text", "url", "license"}, ...]``."""
        found: dict[str, dict[str, str]] = {}
        for layer in self._layers:
            for item in layer.store.manifest["attribution"]:
                found.setdefault(item["text"], dict(item))
        return list(found.values())

    @property
    def counts(self) -> dict[str, int]:
        """How many places, names, keys, shapes and zone sets there are in all layers."""
        total: dict[str, int] = {}
        for layer in self._layers:
            for name, number in layer.store.manifest["counts"].items():
                total[name] = total.get(name, 0) + number
        return total

    @property
    def size_bytes(self) -> int:
        """Bytes of all files together."""
        return sum(layer.store.size_bytes for layer in self._layers)

    def damaged(self) -> list[str]:
        """Names of files that are not what was compiled; reads all of them, about a second."""
        return [name for layer in self._layers for name in layer.store.damaged()]

"""The compiled gazetteer on disk: flat little-endian arrays and blobs beside a manifest, opened by memory mapping.

``manifest.json`` names every file with its size, SHA-256 and, for arrays, its type and shape. Nothing is parsed on
opening: an array is a view of the mapped file.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from geoevents.errors import GazetteerError

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["FORMAT", "FORMAT_VERSION", "MemoryWriter", "Store", "StoreWriter", "name_rules", "reopened"]

FORMAT = "geoevents-gazetteer"
FORMAT_VERSION = 3

_REMEDY = "reinstall geoevents; in a checkout, run: python tools/hatch_build.py gazetteer"


_PROBES = (
    "Deir ez-Zor", "دير الزور", "Горлівка", "Nikolaevka", "Qal'at al-Madiq", "Oued Jdida", "Tchad", "მესტია", "Աշտարակ",
    "Ouahigouya", "ဆိပ်ဖြူ", "אשדוד", "अजमेर", "ደሴ", "Xinjiang 新疆", "Bou Saâda", "Kherson’s'ka",
)  # fmt: skip
"""Names that show whether folding and keys are still what a store's hashes were made with."""


def name_rules() -> str:
    """Fingerprint of the rules for names; a store that was made with others finds its names no longer."""
    from geoevents.gazetteer.names import fold, key
    from geoevents.gazetteer.readings import rules_fingerprint

    found = [f"{fold(name)}/{key(name)}" for name in _PROBES]
    return hashlib.sha256("|".join([*found, rules_fingerprint()]).encode("utf-8")).hexdigest()[:16]


class StoreWriter:
    """Writes files into a scratch folder, and puts it in the place of ``target`` in one step.

    A process that has the old folder open keeps it: its files live until it lets go of them.
    """

    def __init__(self, target: Path) -> None:
        self.target = target
        target.parent.mkdir(parents=True, exist_ok=True)
        self.folder = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
        self._files: dict[str, dict[str, Any]] = {}

    def array(self, name: str, values: NDArray[Any]) -> None:
        """Write an array under ``name``, little-endian."""
        values = np.ascontiguousarray(values, dtype=values.dtype.newbyteorder("<"))
        self.blob(f"{name}.bin", values.tobytes())
        self._files[f"{name}.bin"] |= {"dtype": values.dtype.str, "shape": list(values.shape)}

    def blob(self, name: str, data: bytes) -> None:
        """Write bytes under a file name."""
        (self.folder / name).write_bytes(data)
        self.add(name)

    def add(self, name: str) -> None:
        """Take in a file that was written into :attr:`folder` by other means."""
        data = (self.folder / name).read_bytes()
        self._files[name] = {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}

    def strings(self, name: str, values: list[str]) -> None:
        """Write a list of strings as one UTF-8 blob and an array of offsets."""
        encoded = [value.encode("utf-8", "surrogatepass") for value in values]
        self.blob(f"{name}.blob", b"".join(encoded))
        self.array(f"{name}_offset", _offsets([len(value) for value in encoded], np.uint32))

    def blobs(self, name: str, values: list[bytes]) -> None:
        """Write a list of byte strings likewise, with 64-bit offsets."""
        self.blob(f"{name}.blob", b"".join(values))
        self.array(f"{name}_offset", _offsets([len(value) for value in values], np.uint64))

    def _manifest(self, facts: dict[str, Any]) -> dict[str, Any]:
        return {"format": FORMAT, "version": FORMAT_VERSION, **facts, "files": dict(sorted(self._files.items()))}

    def commit(self, facts: dict[str, Any]) -> None:
        """Write the manifest and swap the finished folder in."""
        manifest = self._manifest(facts)
        text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
        (self.folder / "manifest.json").write_text(text, encoding="utf-8")
        self.folder.chmod(0o755)
        old = self.folder.with_name(self.folder.name + "-old")
        try:
            if self.target.exists():
                self.target.rename(old)
            self.folder.rename(self.target)
        except BaseException:  # an interrupt, too, must not leave nothing in its place
            if old.exists() and not self.target.exists():
                old.rename(self.target)
            raise
        shutil.rmtree(old, ignore_errors=True)

    def discard(self) -> None:
        """Remove the scratch folder, if it was not committed."""
        shutil.rmtree(self.folder, ignore_errors=True)


class MemoryWriter(StoreWriter):
    """Writes into memory what :class:`StoreWriter` writes into a folder."""

    def __init__(self) -> None:
        self._files = {}
        self._content: dict[str, bytes] = {}

    def blob(self, name: str, data: bytes) -> None:
        """Keep bytes under a file name."""
        self._content[name] = bytes(data)
        self._files[name] = {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}

    def store(self, facts: dict[str, Any]) -> Store:
        """Return what was written, opened for reading."""
        return reopened((self._manifest(facts), self._content))


def _offsets(lengths: list[int], kind: type[np.unsignedinteger[Any]]) -> NDArray[Any]:
    offsets = np.zeros(len(lengths) + 1, dtype=np.uint64)
    np.cumsum(lengths, out=offsets[1:])
    if len(lengths) and int(offsets[-1]) > np.iinfo(kind).max:
        raise GazetteerError("a text blob outgrew its offsets", "widen the offsets and raise FORMAT_VERSION")
    return offsets.astype(kind)


class Store:
    """A compiled folder, opened for reading.

    Raises
    ------
    GazetteerError
        Where the folder is missing, of another version, or a file has not the size the manifest says.
    """

    def __init__(self, folder: Path) -> None:
        self.folder: Path | None = folder
        try:
            self.manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise GazetteerError(f"there is no compiled gazetteer in {folder}", _REMEDY) from error
        version = self.manifest.get("version")
        if self.manifest.get("format") != FORMAT or version != FORMAT_VERSION:
            raise GazetteerError(f"{folder} holds gazetteer format {version}, not {FORMAT_VERSION}", _REMEDY)
        # All at once, about a millisecond: a folder that is replaced later must not mix with this one.
        self._maps = {name: self._open(name, facts["bytes"]) for name, facts in self.manifest["files"].items()}

    def handle(self) -> Any:
        """What :func:`reopened` makes the same store of, in another process too."""
        return self.folder if self.folder is not None else (self.manifest, self._maps)

    def _open(self, name: str, size: int) -> mmap.mmap | bytes:
        assert self.folder is not None  # noqa: S101 - a store in memory has no files to open
        try:
            with (self.folder / name).open("rb") as handle:
                mapped = mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ) if size else b""
        except (OSError, ValueError) as error:
            raise GazetteerError(f"the compiled gazetteer lacks {name}", _REMEDY) from error
        if len(mapped) != size:
            raise GazetteerError(f"{name} has {len(mapped)} bytes, not {size}", _REMEDY)
        return mapped

    def buffer(self, name: str) -> mmap.mmap | bytes:
        """Memory map of a file."""
        try:
            return self._maps[name]
        except KeyError:
            raise GazetteerError(f"the compiled gazetteer lacks {name}", _REMEDY) from None

    def array(self, name: str) -> NDArray[Any]:
        """Read-only view of an array."""
        facts = self.manifest["files"].get(f"{name}.bin", {})
        data: NDArray[Any] = np.frombuffer(self.buffer(f"{name}.bin"), dtype=facts["dtype"])
        return data.reshape(facts["shape"])

    def view(self, name: str) -> memoryview:
        """View of an array that gives plain Python numbers, several times as fast as numpy for one at a time."""
        data = self.array(name)
        return np.ascontiguousarray(data, dtype=data.dtype.newbyteorder("=")).data

    def table(self, name: str) -> pa.Table:
        """Read a Parquet file; pyarrow is imported here."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        return pq.read_table(pa.BufferReader(pa.py_buffer(self.buffer(name))))

    @property
    def size_bytes(self) -> int:
        """Bytes of all files together."""
        return sum(int(facts["bytes"]) for facts in self.manifest["files"].values())

    def damaged(self) -> list[str]:
        """Names of files whose SHA-256 is not the manifest's; reads everything, about a second."""
        wrong = []
        for name, facts in self.manifest["files"].items():
            if self.folder is None:
                data = bytes(self._maps[name])
            else:
                data = (self.folder / name).read_bytes() if (self.folder / name).is_file() else b""
            if hashlib.sha256(data).hexdigest() != facts["sha256"]:
                wrong.append(name)
        return wrong


def reopened(handle: Path | tuple[dict[str, Any], dict[str, Any]]) -> Store:
    """Open what :meth:`Store.handle` gave: a folder, or a manifest and the content of its files."""
    if isinstance(handle, Path):
        return Store(handle)
    store = Store.__new__(Store)
    store.folder = None
    store.manifest, store._maps = handle
    return store

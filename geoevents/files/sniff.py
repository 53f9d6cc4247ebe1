"""What a file is, told from its content; archives are opened on the way."""

from __future__ import annotations

import gzip
import io
import os
import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from geoevents.errors import EmptyInputError, InputError, InputNotFoundError, OptionError, UnknownFormatError
from geoevents.files.delimited import find_delimiter
from geoevents.files.encodings import decode
from geoevents.files.synonyms import is_known_header

__all__ = ["FORMATS", "Format", "Sniffed", "format_of", "is_clutter", "sniff", "sniff_bytes"]

MAX_UNPACKED = 2_000_000_000
"""Bytes an archive may unpack to; more is a mistake or an attack."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format that can be read: ``kind`` is ``table``, ``vector`` or ``text``; ``label`` is its name for people."""

    kind: str
    label: str


FORMATS: dict[str, Format] = {
    "csv": Format("table", "CSV"),
    "json": Format("table", "JSON"),
    "jsonl": Format("table", "JSON lines"),
    "parquet": Format("table", "Parquet"),
    "xlsx": Format("table", "Excel workbook"),
    "ods": Format("table", "OpenDocument spreadsheet"),
    "geojson": Format("vector", "GeoJSON"),
    "gpkg": Format("vector", "GeoPackage"),
    "kml": Format("vector", "KML"),
    "kmz": Format("vector", "KMZ"),
    "shapefile": Format("vector", "shapefile"),
    "flatgeobuf": Format("vector", "FlatGeobuf"),
    "text": Format("text", "text"),
    "html": Format("text", "HTML"),
}

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF", "a PDF document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"ARROW1", "an Arrow file"),
    (b"SQLite format 3", "an SQLite database without features"),
)
"""First bytes -> what to call a file that cannot be read."""

_GEOJSON = re.compile(
    r'"type"\s*:\s*"(?:FeatureCollection|Feature|Point|MultiPoint|LineString|MultiLineString|Polygon|MultiPolygon'
    r'|GeometryCollection)"'
)
_HTML = re.compile(
    r"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|main|div|p|h1)\b",
    re.I | re.S,
)
_KML = re.compile(r"<(?:\w+:)?kml\b", re.IGNORECASE)
_HELP = "give a text, HTML, CSV, JSON, Parquet, Excel, GeoJSON, GeoPackage, KML or shapefile"


@dataclass(frozen=True, slots=True)
class Sniffed:
    """A file's format and its unpacked content.

    Attributes
    ----------
    path : pathlib.Path
        The file itself.
    name : str
        Its name, for people; a member of an archive is added after a slash.
    format : str
        A key of :data:`FORMATS`.
    data : bytes
        The content, unpacked. For a shapefile, which is several files, empty: read it from ``path``.
    """

    path: Path
    name: str
    format: str
    data: bytes

    @property
    def kind(self) -> str:
        """Whether it is a ``table``, ``vector`` data or ``text``."""
        return FORMATS[self.format].kind

    @property
    def label(self) -> str:
        """The format's name for people."""
        return FORMATS[self.format].label


def sniff(path: str | os.PathLike[str], *, format: str | None = None) -> Sniffed:  # noqa: A002 - the public word
    """Open a file and tell what it is, from its content.

    Parameters
    ----------
    path : path-like
        The file; ``.gz`` and ``.zip`` are unpacked, whatever they are called.
    format : str, optional
        A key of :data:`FORMATS`; overrides the recognition.

    Raises
    ------
    InputNotFoundError
        If there is no such file, or it may not be read.
    EmptyInputError
        If there is nothing in it.
    UnknownFormatError
        If it is none of the formats, a binary file of another kind for instance.
    OptionError
        If ``format`` is none of the formats, or ``path`` is no path.
    """
    if format is not None and format not in FORMATS:
        raise OptionError(f"format {format!r} does not exist", f"choose one of {', '.join(FORMATS)}")
    file = _named_file(path)
    try:
        endless = file.is_char_device() or file.is_block_device()  # /dev/zero for one
        data = b"" if endless else file.read_bytes()
    except IsADirectoryError:
        raise InputError(f"{str(file)!r} is a folder", "name the files in it") from None
    except (FileNotFoundError, ValueError):  # ValueError: a NUL in the path
        raise InputNotFoundError(f"no such file: {str(file)!r}", "check the path") from None
    except OSError as error:
        raise InputNotFoundError(f"cannot read {str(file)!r}: {error.strerror}", "check the path") from error
    if endless:
        raise InputError(f"{str(file)!r} is a device, not a file", "name a file")
    return _identify(file, file.name, data, format)


def sniff_bytes(name: str, data: bytes) -> Sniffed:
    """Tell what content is that stands in no file, such as that of standard input; errors as for :func:`sniff`."""
    return _identify(Path(name), name, data, None)


def _named_file(path: str | os.PathLike[str]) -> Path:
    if not isinstance(path, (str, os.PathLike)) or not isinstance(os.fspath(path), str):
        raise OptionError(f"a {type(path).__name__} is no path of a file", "give a path, as a string or pathlib.Path")
    name = os.fspath(path)
    if not name:
        raise InputNotFoundError("the name of the file is empty", "name a file")
    if re.match(r"(?:https?|ftp|s3)://", name, re.IGNORECASE):
        raise InputNotFoundError(f"{name!r} is an address, not a file", "fetch it first: nothing here makes requests")
    return Path(name).expanduser()


def _identify(file: Path, name: str, data: bytes, forced: str | None) -> Sniffed:
    for _ in range(3):  # an archive in an archive in an archive is enough
        if not data.strip(b" \t\r\n\0\xef\xbb\xbf"):
            raise EmptyInputError(f"{name!r} is empty", "give a file with content")
        if data[:2] == b"\x1f\x8b":
            data = _gunzip(name, data)
        elif data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):  # the second: without any member
            found = _unzip(file, name, data)
            if isinstance(found, str):
                return Sniffed(file, name, forced or found, b"" if found == "shapefile" else data)
            name, data = found
        else:
            break
    return Sniffed(file, name, forced or format_of(name, data), data)


def _gunzip(name: str, data: bytes) -> bytes:
    try:
        with gzip.open(io.BytesIO(data)) as stream:
            plain = stream.read(MAX_UNPACKED + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"{name!r} is a damaged gzip archive: {error}", "fetch it again") from error
    if len(plain) > MAX_UNPACKED:
        raise InputError(f"{name!r} unpacks to more than {MAX_UNPACKED / 1e9:g} GB", "unpack and split it")
    return plain


def _unzip(file: Path, name: str, data: bytes) -> str | tuple[str, bytes]:
    """Tell the format a zip archive is the wrapping of; or take out its one member."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [m for m in archive.infolist() if not m.is_dir() and not is_clutter(m.filename)]
            names = [m.filename for m in members]
            if "[Content_Types].xml" in names:
                if any(n.startswith("xl/") for n in names):
                    return "xlsx"
                raise UnknownFormatError(f"{name!r} is a Word or PowerPoint document", "save its text as .txt or .html")
            if "mimetype" in names and archive.read("mimetype").startswith(b"application/vnd.oasis"):
                if b"spreadsheet" in archive.read("mimetype"):
                    return "ods"
                raise UnknownFormatError(
                    f"{name!r} is an OpenDocument file, but no spreadsheet", "save its text as .txt"
                )
            ends = [Path(n).suffix.lower() for n in names]
            if ".shp" in ends and file.suffix.lower() != ".gz":
                return "shapefile"
            if ends.count(".kml") and set(ends) - {".kml"} <= {".png", ".jpg", ".jpeg", ".gif", ".bmp", ".svg"}:
                return "kmz"
            if not members:
                raise EmptyInputError(f"{name!r} is an archive with nothing in it", "give a file with content")
            if len(members) != 1:
                told = ", ".join(repr(n) for n in names[:5]) + (", …" if len(names) > 5 else "")
                raise InputError(f"{name!r} holds {len(names)} files ({told})", "unpack it and name the files")
            if members[0].file_size > MAX_UNPACKED:
                raise InputError(f"{name!r} unpacks to more than {MAX_UNPACKED / 1e9:g} GB", "unpack and split it")
            with archive.open(members[0]) as stream:
                return f"{name}/{names[0]}", stream.read(MAX_UNPACKED + 1)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error, EOFError) as error:
        # RuntimeError is what zipfile raises for a password
        raise InputError(f"{name!r} is a zip archive that cannot be unpacked: {error}", "unpack it first") from error


def is_clutter(name: str) -> bool:
    """Tell whether a member of an archive is what a file manager left there."""
    return name.startswith("__MACOSX/") or Path(name).name.startswith(".")


def format_of(name: str, data: bytes) -> str:
    """Tell the format of content that is no archive, from its first 100,000 bytes.

    Raises
    ------
    UnknownFormatError
        If it is none of :data:`FORMATS`.
    """
    if data[:4] == b"PAR1":
        return "parquet"
    if data[:3] == b"fgb":
        return "flatgeobuf"
    if data[:15] == b"SQLite format 3" and b"gpkg_contents" in data[:2_000_000]:
        return "gpkg"
    if data[:4] == b"\x00\x00\x27\x0a":
        return "shapefile"
    for magic, called in _MAGIC:
        # two letters alone may begin a text, too
        if data.startswith(magic) and (len(magic) > 2 or b"\0" in data[:400]):
            raise UnknownFormatError(f"{name!r} is {called}, which is not read", _HELP)
    head = data[:100_000]
    text, encoding = decode(head)
    text = text.lstrip("\ufeff \t\r\n")
    odd = sum(c < " " and c not in "\t\r\n\f\x1b" for c in text) + text.count("\ufffd")
    if not encoding.startswith(("utf-16", "utf-32")) and (
        b"\0" in head[:32] or b"\0\0" in head or odd * 20 > len(text)
    ):
        raise UnknownFormatError(f"{name!r} is a binary file of an unknown kind", _HELP)
    if text[:1] in ("{", "["):
        return _json_format(text, name)
    if text[:1] == "<":
        if _KML.search(text[:5000]):
            return "kml"
        if _HTML.match(text) or re.search(r"<(?:p|div|html|body)\b", text[:20_000], re.IGNORECASE):
            return "html"
    delimiter, fields = find_delimiter(text)
    ending = Path(name).suffix.lower()
    header = next((line for line in text.splitlines() if line.count(delimiter)), "")
    if fields > 1 and (is_known_header(header.split(delimiter)) or ending in (".csv", ".tsv", ".tab", ".psv")):
        return "csv"
    if fields == 1 and ending in (".csv", ".tsv") and is_known_header(text.splitlines()[:1]):
        return "csv"
    return "text"


def _json_format(text: str, name: str) -> str:
    first = text.lstrip("[ \t\r\n")[:5000]
    if text.startswith("{") and _GEOJSON.search(text):
        return "geojson"
    lines = text.split("\n", 2)
    if len(lines) > 1 and lines[0].rstrip().endswith("}") and lines[1].lstrip().startswith("{"):
        return "jsonl"
    if first.startswith("{") or text.startswith("{"):
        return "json"
    # a text may begin with a bracket: "[Moscow] The ministry said ..."
    return "json" if Path(name).suffix.lower() == ".json" else "text"

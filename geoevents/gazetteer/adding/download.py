"""Fetches a GeoNames country dump, when a user asks for it: the one place that reaches out, and only there.

What to do is decided first (:func:`plan`), then done (:func:`fetch`): a file in the cache whose SHA-256 is that noted
beside it is used as it is.
"""

from __future__ import annotations

import hashlib
import http.client
import os
import re
import shutil
import urllib.error
import urllib.request
import zipfile
from dataclasses import dataclass
from pathlib import Path

from geoevents.atomic import write_atomic
from geoevents.errors import InputError, InputNotFoundError, OptionError
from geoevents.gazetteer.adding.geonames import is_dump

__all__ = ["SERVER", "Plan", "cache_folder", "fetch", "plan"]

SERVER = "https://download.geonames.org/export/dump/"
"""Where GeoNames publishes its dumps, one archive for each country, renewed daily."""

MOST_BYTES = 1_000_000_000
"""The largest dump, of all countries, has 400 MB."""

_TIMEOUT_S = 30.0
_CHUNK = 1 << 20
_SPEC = re.compile(r"geonames:([A-Za-z]{2})")


@dataclass(frozen=True, slots=True)
class Plan:
    """What to fetch: from where (an address or a file), to which file, and whether that is there already."""

    code: str
    source: str
    target: Path
    cached: bool

    @property
    def stamp(self) -> Path:
        """File beside the target that holds its SHA-256."""
        return self.target.with_name(self.target.name + ".sha256")


def cache_folder() -> Path:
    """Return the user's cache folder for fetched dumps (``GEOEVENTS_HOME``/cache where that is set)."""
    given = os.environ.get("GEOEVENTS_HOME")
    if given:
        return Path(given).expanduser() / "cache"
    from platformdirs import user_cache_path

    return user_cache_path("geoevents") / "geonames"


def plan(spec: str, *, mirror: str = "", fresh: bool = False) -> Plan:
    """Decide what ``geonames:SY`` takes; nothing is fetched and nothing written.

    Parameters
    ----------
    spec : str
        ``geonames:`` and an ISO 3166-1 alpha-2 code.
    mirror : str
        Address or folder that holds the dumps, or of the dump itself (ending in ``.zip``), in place of
        :data:`SERVER`.
    fresh : bool
        Fetch it also where it is in the cache.

    Raises
    ------
    OptionError
        For another spec, or a mirror that is neither http(s) nor a path.
    """
    match = _SPEC.fullmatch(spec.strip())
    if match is None:
        raise OptionError(f"{spec!r} cannot be fetched", "give geonames: and a code of two letters, as in geonames:SY")
    code = match[1].upper()
    base = mirror or SERVER
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]+)://", base)
    if scheme and scheme[1].lower() not in ("http", "https"):
        raise OptionError(f"{base!r} is neither http nor https", "give such an address, or a folder")
    source = base if base.lower().endswith(".zip") else f"{base.rstrip('/')}/{code}.zip"
    # one file of the cache for each source: a mirror's copy is not that of the publisher
    key = "" if not mirror else "-" + hashlib.sha256(source.encode()).hexdigest()[:8]
    target = cache_folder() / f"{code}{key}.zip"
    draft = Plan(code, source, target, cached=False)
    return draft if fresh else Plan(code, source, target, cached=_is_whole(draft))


def _is_whole(wanted: Plan) -> bool:
    """Whether the file of the cache is what was fetched."""
    try:
        return wanted.stamp.read_text(encoding="ascii").split()[0] == _sha256(wanted.target)
    except (OSError, IndexError, UnicodeDecodeError):
        return False


def _sha256(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def fetch(wanted: Plan) -> Path:
    """Do what a plan says, check the archive, and note its SHA-256; return the file.

    Raises
    ------
    InputNotFoundError
        Where the source cannot be reached or has no such dump.
    InputError
        Where what came is cut short, too large or no dump.
    """
    if wanted.cached:
        return wanted.target
    wanted.target.parent.mkdir(parents=True, exist_ok=True)
    with write_atomic(wanted.target) as draft:
        if re.match(r"https?://", wanted.source, re.IGNORECASE):
            _download(wanted, draft)
        else:
            _copy(wanted, draft)
        _check(wanted, draft)
    with write_atomic(wanted.stamp) as draft:
        draft.write_text(f"{_sha256(wanted.target)}  {wanted.target.name}\n", encoding="ascii")
    return wanted.target


def _copy(wanted: Plan, draft: Path) -> None:
    source = Path(wanted.source).expanduser()
    if not source.is_file():
        raise InputNotFoundError(f"no such file: {str(source)!r}", "check what --from names")
    shutil.copyfile(source, draft)


def _download(wanted: Plan, draft: Path) -> None:
    from geoevents import __version__

    offline = "check the connection, or name a mirror or a file with --from"
    agent = {"User-Agent": f"geoevents/{__version__}"}
    try:
        request = urllib.request.Request(wanted.source, headers=agent)  # noqa: S310
        with urllib.request.urlopen(request, timeout=_TIMEOUT_S) as answer, draft.open("wb") as out:  # noqa: S310
            stated = answer.headers.get("Content-Length")
            got = 0
            while chunk := answer.read(_CHUNK):
                got += len(chunk)
                if got > MOST_BYTES:
                    raise InputError(f"{wanted.source} has more than {MOST_BYTES / 1e9:g} GB", "is it a dump?")
                out.write(chunk)
    except urllib.error.HTTPError as error:
        error.close()
        if error.code == 404:
            remedy = "check the country's code" if not error.url or SERVER in wanted.source else "check --from"
            raise InputNotFoundError(f"there is no dump at {wanted.source}", remedy) from error
        raise InputNotFoundError(f"{wanted.source} answers {error.code} {error.reason}", "try again later") from error
    except InputError:
        raise
    except (urllib.error.URLError, TimeoutError, ConnectionError, http.client.HTTPException, ValueError) as error:
        told = getattr(error, "reason", None) or error
        raise InputNotFoundError(f"cannot fetch {wanted.source}: {told}", offline) from error
    if stated and stated.isdigit() and int(stated) != got:
        raise InputError(f"{wanted.source} came with {got:,} of {int(stated):,} bytes", "try again")


def _check(wanted: Plan, draft: Path) -> None:
    """Refuse what is no whole archive of a country's dump."""
    try:
        with zipfile.ZipFile(draft) as archive:
            broken = archive.testzip()
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, EOFError) as error:
        raise InputError(f"{wanted.source} is no zip archive: {error}", "check the address") from error
    if broken is not None:
        raise InputError(f"{wanted.source}: {broken} is damaged", "fetch it again")
    if not is_dump(draft):
        raise InputError(f"{wanted.source} is no GeoNames dump; it holds {', '.join(names[:5])}", "check the address")

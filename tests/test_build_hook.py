"""The build hook: what the wheel must carry is there, or there is no wheel."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HOOK = ROOT / "tools" / "hatch_build.py"
STATIC = ROOT / "geoevents" / "maps" / "static"
DATA = ROOT / "geoevents" / "gazetteer" / "data"

pytest.importorskip("hatchling", reason="the build hook needs hatchling")


@pytest.fixture(scope="module")
def hook():
    spec = importlib.util.spec_from_file_location("hatch_build", HOOK)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def make_root(tmp_path, build_script):
    web = tmp_path / "web"
    web.mkdir()
    (web / "package.json").write_text('{"name": "x", "version": "1.0.0", "private": true}')
    (web / "package-lock.json").write_text(
        '{"name": "x", "version": "1.0.0", "lockfileVersion": 3, "requires": true,'
        ' "packages": {"": {"name": "x", "version": "1.0.0"}}}'
    )
    (web / "build.mjs").write_text(build_script)
    (tmp_path / "tools").mkdir()
    return tmp_path


WRITES = """
import {writeFileSync, existsSync, readFileSync} from 'node:fs';
const out = process.argv[process.argv.indexOf('--outdir') + 1];
const count = existsSync(out + '/runs') ? Number(readFileSync(out + '/runs')) : 0;
writeFileSync(out + '/runs', String(count + 1));
for (const name of NAMES) writeFileSync(out + '/' + name, name);
"""


def test_a_bundle_that_was_not_built_fails_the_build(hook, tmp_path):
    root = make_root(tmp_path, "// writes nothing\n")
    with pytest.raises(RuntimeError, match=r"geoevents\.js is missing"):
        hook.build_web(root)


def test_the_bundle_is_built_again_only_when_its_sources_change(hook, tmp_path):
    writes = WRITES.replace("NAMES", str(list(hook.STATIC)))
    root = make_root(tmp_path, writes)
    static = root / "geoevents" / "maps" / "static"
    hook.build_web(root)
    hook.build_web(root)
    assert (static / "runs").read_text() == "1"
    (root / "web" / "build.mjs").write_text(writes + "// changed\n")
    hook.build_web(root)
    assert (static / "runs").read_text() == "2"
    (static / "geoevents.css").unlink()
    hook.build_web(root)
    assert (static / "runs").read_text() == "3"


def test_a_gazetteer_that_was_not_compiled_fails_the_build(hook, tmp_path):
    package = tmp_path / "geoevents" / "gazetteer"
    package.mkdir(parents=True)
    for folder in (package, package.parent):
        (folder / "__init__.py").write_text("")
    (package / "compile.py").write_text("")  # runs, and writes nothing
    (tmp_path / "gazetteer").mkdir()
    with pytest.raises(RuntimeError, match=r"manifest\.json is missing"):
        hook.build_gazetteer(tmp_path)


@pytest.mark.build
def test_the_wheel_carries_bundle_gazetteer_and_licences(tmp_path):
    if not (STATIC / "stamp.json").exists() or not (DATA / "stamp.json").exists():
        pytest.skip("bundle and gazetteer are not built in this checkout")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {"geoevents/maps/static/geoevents.js", "geoevents/maps/static/geoevents.css"} <= names
    assert {"geoevents/gazetteer/data/manifest.json", "geoevents/py.typed"} <= names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert any(name.endswith("NOTICE.md") for name in names)
    assert not any(name.startswith(("tests/", "web/", "gazetteer/")) for name in names)

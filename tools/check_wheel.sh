#!/usr/bin/env bash
# Builds the wheel from a clean clone, as a user's `pip install .` would, and makes the example map with it in a new venv.
set -euo pipefail
root="$(cd "$(dirname "$0")/.." && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
git clone -q "$root" "$work/clone"
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip wheel --quiet --no-deps -w "$work/wheels" "$work/clone"
ls -l "$work/wheels"
"$work/venv/bin/python" -m pip install --quiet "$work"/wheels/geoevents-*.whl
cd "$work" # nothing of a checkout is importable from here
"$work/venv/bin/python" - "$work"/wheels/geoevents-*.whl <<'PY'
import sys
import zipfile

names = zipfile.ZipFile(sys.argv[1]).namelist()
for need in ("geoevents/maps/static/geoevents.js", "geoevents/maps/static/geoevents.css",
             "geoevents/maps/static/geoevents.d.ts", "geoevents/maps/static/host.js",
             "geoevents/gazetteer/data/manifest.json", "geoevents/py.typed"):
    assert need in names, f"the wheel lacks {need}"
assert any(n.endswith("licenses/LICENSE") for n in names), "the wheel lacks its licence"
assert any("NOTICE" in n for n in names), "the wheel lacks the sources' attribution"
assert not any(n.startswith(("tests/", "web/")) for n in names), "the wheel carries what it should not"
print(len(names), "files in the wheel")
PY
"$work/venv/bin/geoevents" geocode Idlib
"$work/venv/bin/geoevents" map "$work/clone/examples/briefing.txt" "$work/clone/examples/events.csv" -o "$work/map.html"
test -s "$work/map.html"
echo "wheel: ok"

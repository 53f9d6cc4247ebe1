"""What other tools' pages load from servers, served from this machine, so that no page waits for a network."""

from __future__ import annotations

import mimetypes
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
MODULES = HERE / "node_modules"

PLACES: tuple[tuple[str, str], ...] = (
    (r"/leaflet@[^/]+/dist/(leaflet\.(?:js|css))$", "leaflet/dist/{0}"),
    (r"/jquery-[\d.]+\.min\.js$", "jquery/dist/jquery.min.js"),
    (r"/bootstrap@[^/]+/dist/(.+)$", "bootstrap/dist/{0}"),
    (r"/Leaflet\.awesome-markers/[^/]+/(.+)$", "leaflet.awesome-markers/dist/{0}"),
    (r"/leaflet\.markercluster/[^/]+/(.+)$", "leaflet.markercluster/dist/{0}"),
    (r"/require\.js/[^/]+/require\.min\.js$", "requirejs/require.js"),
    (r"/html-manager@[^/]+/dist/(.+)$", "@jupyter-widgets/html-manager/dist/{0}"),
    (r"/parquet-wasm@[^/]+/esm/(.+)$", "parquet-wasm/esm/{0}"),
)
"""Pattern of an address -> file in node_modules."""

HEADERS = {"access-control-allow-origin": "*", "cache-control": "no-store"}


def fetch_packages() -> None:
    """Install the packages once, from npm, at the versions that the pages ask for."""
    if all((MODULES / file.split("/dist/")[0].split("/esm/")[0]).exists() for _, file in PLACES if "{" in file):
        return
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("no npm on this machine: it fetches what the other tools' pages load from servers")
    subprocess.run(
        [npm, "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"], cwd=HERE, check=True,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip


def local_file(address: str) -> Path | None:
    """The file that stands for an address; None where there is none."""
    if re.search(r"/anywidget@[^/]+/dist/index(\.js)?$", address):
        # The script that the Python package brings for notebooks: the same code as an AMD module.
        found = Path(sys.prefix) / "share/jupyter/nbextensions/anywidget/index.js"
        return found if found.exists() else None
    for pattern, file in PLACES:
        match = re.search(pattern, address)
        if match:
            found = MODULES / file.format(*match.groups())
            return found if found.exists() else None
    return None


def serve(missing: set[str]) -> Callable[[Any], None]:
    """A route handler: local files for what is known, at once nothing for all else, which is noted in ``missing``."""

    def handle(route: Any) -> None:
        address = route.request.url
        file = local_file(address)
        if file is None:
            # Fonts and icons, tiles and their style sheets: the page is spared them.
            missing.add(address)
            route.fulfill(status=200 if address.endswith(".css") else 404, headers=HEADERS, body="")
            return
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        route.fulfill(path=file, headers={**HEADERS, "content-type": kind})

    return handle

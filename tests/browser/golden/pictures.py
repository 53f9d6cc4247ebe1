"""Golden pictures: taking one of a page at rest, holding it against the one that is kept, and renewing that one."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

import numpy as np

from tests.browser.golden.compare import difference, drawn, reduced, size_of

FOLDER = Path(__file__).with_name("pictures")
RENEWING = os.environ.get("GEOEVENTS_GOLDEN") == "renew"
REMEDY = "if the page is meant to look like this now, look at it and run `make golden`"

STILL_MS = 300
"""No timer of the page waits longer before it draws."""
TRIES = 40

TODAY = "2024-05-01T12:00:00Z"
FREEZE = f"""(() => {{
  const now = Date.parse("{TODAY}"), Real = Date;
  globalThis.Date = class extends Real {{
    constructor(...given) {{ given.length ? super(...given) : super(now); }}
    static now() {{ return now; }}
  }};
}})()"""
"""Script that stops the page's clock."""


def still(opened: Any) -> Any:
    """Return a picture of the page once it has come to rest: two of them, a while apart, are the same."""
    from PIL import Image

    before = b""
    for _ in range(TRIES):
        opened.settle()
        now = opened.page.screenshot(animations="disabled", caret="hide", scale="css")
        if now == before:
            return Image.open(io.BytesIO(now)).convert("RGB")
        before = now
        opened.page.wait_for_timeout(STILL_MS)
    raise AssertionError(f"the page does not come to rest within {TRIES * STILL_MS / 1000:.0f} s")


def check(name: str, actual: Any, folder: Path) -> None:
    """Assert that a picture looks like the golden one of this name, or make it that one.

    Parameters
    ----------
    name : str
    actual : PIL.Image.Image
    folder : Path
        Where the picture and its differences are written if it does not.
    """
    from PIL import Image

    path = FOLDER / f"{name}.png"
    pixels = np.asarray(actual)
    golden = np.asarray(Image.open(path).convert("RGB")) if path.exists() else None
    problem = ""
    if golden is None:
        problem = "there is no golden picture"
    elif golden.shape != pixels.shape:
        problem = f"it has {size_of(pixels)} px, the golden picture {size_of(golden)}"
    elif found := difference(golden, pixels):
        problem = str(found)
    if not problem:
        return
    if RENEWING:
        FOLDER.mkdir(exist_ok=True)
        reduced(actual).save(path, optimize=True)
        return
    told = folder / f"{name}-actual.png"
    actual.save(told)
    seen = f"; see {told}"
    if golden is not None and golden.shape == pixels.shape:
        beside = folder / f"{name}-difference.png"
        Image.fromarray(drawn(golden, pixels, found.mask)).save(beside)
        seen += f" and {beside} (golden, actual, differences in red)"
    raise AssertionError(f"{name}: {problem}{seen}; {REMEDY}")

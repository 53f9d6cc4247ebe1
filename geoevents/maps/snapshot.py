"""Pictures of saved maps by script: a Chromium of this machine opens the page and hands back what it drew."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from geoevents.atomic import check_writable, write_atomic
from geoevents.errors import BrowserError, InputError, InputNotFoundError, OptionError
from geoevents.maps.browser_pipe import Tab, find_browser, open_browser

__all__ = ["FORMATS", "snapshot"]

FORMATS = ("png", "pdf", "svg")
LEAST, MOST = 200, 8000
"""Side of a picture in CSS pixels."""

LOADED = """document.readyState === "complete"
  || new Promise((done) => addEventListener("load", () => done(true), {once: true}))"""

READY = """(async () => {
  if (!window.geoevents) return {fault: "none"};
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  try { await window.geoevents.ready; }
  catch (error) { return {fault: "page", words: String(error?.message ?? error)}; }
  if (window.geoevents.maps.length === 0) return {fault: "none"};
  await document.fonts.ready;
  // A view that was asked for may open a card, which is decoded and drawn after the map.
  await wait(300);
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const notice = document.querySelector(".ge-notice");
  if (notice) return {fault: "state", words: [...notice.querySelectorAll("small")].map((e) => e.textContent).join(" ")};
  const schemes = [...document.querySelectorAll(".geoevents")].map((e) => e.dataset.geScheme);
  return {schemes, maps: schemes.length, tiles: document.querySelector('[data-ge-basemap="tiles"]') !== null};
})()"""

PICTURE = """(async () => {
  const blob = await window.geoevents.maps[0].picture(%s);
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = "";
  for (let i = 0; i < bytes.length; i += 32768) text += String.fromCharCode(...bytes.subarray(i, i + 32768));
  return {data: btoa(text)};
})()"""


def snapshot(
    page: str | Path,
    output: str | Path,
    *,
    size: tuple[int, int] = (1280, 800),
    scale: float = 1.0,
    theme: Literal["light", "dark"] = "light",
    state: str = "",
    kind: Literal["png", "pdf", "svg"] | None = None,
    picture: bool = False,
    browser: str = "",
    wait: float = 120.0,
) -> Path:
    """Make a picture of a saved map; nothing is asked of any network.

    Parameters
    ----------
    page : path-like
        A page that geoevents wrote.
    output : path-like
    size : (int, int)
        Width and height of the window, or of the picture, in CSS pixels.
    scale : float
        Pixels of a PNG for each of these.
    theme : {"light", "dark"}
        Colours of a page whose theme is ``auto``.
    state : str
        The view to open, as a link has it: ``#ge=...``, or the whole address.
    kind : {"png", "pdf", "svg"}, optional
        By default what the name of ``output`` ends with.
    picture : bool
        Whether a PNG is the picture that the page's tool "Share" saves (title, map, legend, scale, sources, date)
        and not the page with its controls. An SVG always is, a PDF is the printed page.
    browser : str
        Path of a Chromium, Chrome or Edge; by default the first found.
    wait : float
        Seconds that the page may take.

    Returns
    -------
    pathlib.Path
        ``output``.

    Raises
    ------
    InputError, InputNotFoundError
        There is no such page, it is no map, or it cannot show what ``state`` or ``theme`` asks for.
    OptionError
        An option has a value that it does not take.
    BrowserError
        There is no browser, or the page failed in it.
    OutputError
        The picture cannot be written.
    """
    target = check_writable(output)
    form = str(kind or target.suffix.lower().lstrip("."))
    if form not in FORMATS:
        raise OptionError(f"a picture of format {form!r} cannot be made", f"choose {', '.join(FORMATS)}")
    _check_size(size, scale)
    if theme not in ("light", "dark"):
        raise OptionError(f"theme does not take {theme!r}", "choose light or dark")
    if not wait > 0:
        raise OptionError(f"wait is {wait!r}", "give a number of seconds above 0")
    address = _address(page, state)
    with open_browser(find_browser(browser), *size) as tab:
        _open(tab, address, size, scale, theme, wait)
        _check(_evaluate(tab, READY, wait), page, theme)
        data = _draw(tab, form, size, scale, picture, wait)
    with write_atomic(target) as draft:
        draft.write_bytes(data)
    return target


def _check_size(size: tuple[int, int], scale: float) -> None:
    if len(size) != 2 or not all(isinstance(side, int) and LEAST <= side <= MOST for side in size):
        raise OptionError(f"size is {size!r}", f"give two numbers from {LEAST} to {MOST}, such as 1600x900")
    if not 0.5 <= scale <= 8:
        raise OptionError(f"scale is {scale!r}", "give a number from 0.5 to 8")


def _address(page: str | Path, state: str) -> str:
    """Return the address of a page with the view to open."""
    path = Path(page).expanduser()
    try:
        with path.open("rb") as file:
            head = file.read(4096).lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    except OSError as error:
        raise InputNotFoundError(f"cannot read {str(page)!r} ({error.strerror})", "name a saved map") from error
    if not head.startswith((b"<!doctype html", b"<html", b"<!--")):
        raise InputError(f"{str(page)!r} is no page", "name an .html file that geoevents wrote")
    fragment = state.partition("#")[2] if "#" in state else state
    if fragment and not fragment.startswith("ge"):
        raise OptionError(f"state {state!r} is no view", "give what follows the address in a copied link: '#ge=...'")
    safe = quote(fragment, safe="%!$&'()*+,;=:@/?-._~")
    return f"{path.resolve().as_uri()}{'#' if safe else ''}{safe}"


def _open(tab: Tab, address: str, size: tuple[int, int], scale: float, theme: str, wait: float) -> None:
    """Load a page at a size, in the colours asked for, without a network."""
    tab.ask("Page.enable", wait)
    tab.ask("Network.enable", wait)
    tab.ask("Network.emulateNetworkConditions", wait, offline=True, latency=0, downloadThroughput=0, uploadThroughput=0)
    features = [
        {"name": "prefers-color-scheme", "value": theme},
        {"name": "prefers-reduced-motion", "value": "reduce"},
    ]
    tab.ask("Emulation.setEmulatedMedia", wait, media="", features=features)
    width, height = size
    tab.ask(
        "Emulation.setDeviceMetricsOverride", wait, width=width, height=height, deviceScaleFactor=scale, mobile=False
    )
    error = tab.ask("Page.navigate", wait, url=address).get("errorText")
    if error:
        raise BrowserError(f"the browser cannot open the page ({error})", "see that it may read the file")
    _evaluate(
        tab,
        LOADED,
        wait,
    )


def _evaluate(tab: Tab, script: str, wait: float) -> Any:
    answer = tab.ask("Runtime.evaluate", wait, expression=script, awaitPromise=True, returnByValue=True)
    if "exceptionDetails" in answer:
        details = answer["exceptionDetails"]
        words = str(details.get("exception", {}).get("description") or details.get("text", "")).splitlines()
        raise BrowserError(f"the page failed ({words[0] if words else 'no reason given'})", "open it to see more")
    return answer["result"].get("value")


def _check(found: dict[str, Any], page: str | Path, theme: str) -> None:
    fault, words = found.get("fault"), str(found.get("words", ""))
    if fault == "none":
        raise InputError(f"{str(page)!r} holds no map of geoevents", "name a page that 'geoevents map' wrote")
    if fault == "page":
        raise BrowserError(f"the map cannot be shown ({words})", "make the page again")
    if fault == "state":
        raise InputError(f"the view asked for cannot be shown ({words})", "copy the link from the page again")
    if any(scheme != theme for scheme in found["schemes"]):
        raise InputError(
            f"the page is not made for theme {theme!r}", "make it with the theme 'auto', or ask for its own"
        )


def _draw(tab: Tab, kind: str, size: tuple[int, int], scale: float, picture: bool, wait: float) -> bytes:
    if kind == "pdf":
        # in inches of 96 CSS pixels
        paper = {"paperWidth": size[0] / 96, "paperHeight": size[1] / 96}
        margins = dict.fromkeys(("marginTop", "marginBottom", "marginLeft", "marginRight"), 0)
        made = tab.ask("Page.printToPDF", wait, printBackground=True, pageRanges="1", **paper, **margins)
    elif kind == "svg" or picture:
        wish = f'{{type: "{kind}", width: {size[0]}, height: {size[1]}, scale: {float(scale)}}}'
        made = _evaluate(tab, PICTURE % wish, wait)
    else:
        made = tab.ask("Page.captureScreenshot", wait, format="png", captureBeyondViewport=False)
    return base64.b64decode(made["data"])

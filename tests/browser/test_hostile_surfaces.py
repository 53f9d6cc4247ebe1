"""Hostile text on every surface of the page, one after the other: it is shown as it is, and does nothing."""

from __future__ import annotations

import base64
import re
from pathlib import Path
from typing import Any
from xml.dom import minidom

import geopandas as gpd
import pytest
import shapely

from geoevents.maps.event_map import EventMap
from tests.browser import tables
from tests.browser.tables import HOSTILE

# Names that JavaScript's objects have, and words that turn or break a line.
NAMES = [
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "length",
    "then",
    "a\u202eb\u2066\u2066c",
    "\u2067אב",
    "x\u2028y",
    ";=1+1",
]
BAD = [*HOSTILE, *NAMES]
# Names of own columns, of which some are also names of what filters have.
COLUMNS = ["__proto__", "constructor", "text", "zone", "<img src=x onerror=window.__hit=7>", "a\u202eb", "event_id "]
LINKS = {
    "https://example.org/a b": "https://example.org/a%20b",
    "HTTP://EXAMPLE.org": "http://example.org/",
    "https://example.org/\u202egpj.exe": "https://example.org/%E2%80%AEgpj.exe",
    "https://b\u00fccher.example/": "https://xn--bcher-kva.example/",
    "https://bank.example@evil.example/": None,
    "https://user:pass@evil.example/": None,
    "javascript:window.__hit=8": None,
    "\u0001javascript:window.__hit=8": None,
    "java\nscript:window.__hit=8": None,
    "data:text/html,<script>window.__hit=8</script>": None,
    "vbscript:x": None,
    "blob:https://example.org/x": None,
    "file:///etc/passwd": None,
    "//evil.example/x": None,
    "/relative": None,
    "relative": None,
    "https://": None,
    "https://[": None,
}


def hostile() -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    texts = ["event_id", "event_type", "sub_event_type", "actor1", "actor1_role", "actor2", "actor2_role", "place",
             "precision", "date_precision", "status", "source", "notes", *COLUMNS]  # fmt: skip
    addresses = list(LINKS)
    rows = []
    for i, bad in enumerate(BAD):
        row: dict[str, Any] = dict.fromkeys(texts, bad)
        row["date_start"] = row["date_end"] = tables.day(f"2017-09-{i + 1:02d}")
        row["uncertainty_km"], row["fatalities_best"] = 1.0, i
        row["reports"] = [{"source": bad, "attributed_to": bad, "stance": bad, "quote": bad, "url": addresses[i % 18]}]
        row["geometry"] = None if i % 3 == 2 else shapely.Point(36 + i / 4, 35 + i % 2)
        rows.append(row)
    fields = ["zone_id", "name", "kind", "party", "legal_basis", "guarantors", "boundary_status", "source"]
    areas = [
        dict.fromkeys(fields, bad) | {"geometry": shapely.box(30 + i, 30, 30.9 + i, 36)} for i, bad in enumerate(BAD)
    ]
    return (
        gpd.GeoDataFrame(rows, geometry="geometry", crs="EPSG:4326"),
        gpd.GeoDataFrame(areas, geometry="geometry", crs="EPSG:4326"),
    )


@pytest.fixture(scope="module")
def page() -> str:
    events, zones = hostile()
    return EventMap(events, zones, title=HOSTILE[1], subtitle="a\u202eb", card_columns=COLUMNS).to_html()


def shown(opened: Any, selector: str) -> str:
    return str(opened.page.evaluate("(s) => document.querySelector(s).textContent", selector))


def harmless(opened: Any) -> None:
    assert opened.js("window.__hit") is None
    foreign = ".geoevents :is(img, script, iframe, object, embed, style, base)"
    assert opened.page.locator(foreign).count() == 0
    assert opened.js("({}).polluted") is None
    # What turns words stands by itself: in an element that isolates it, or in a box of its own.
    loose = opened.page.evaluate(
        """() => {
          const loose = [];
          const walk = document.createTreeWalker(document.querySelector(".geoevents"), NodeFilter.SHOW_TEXT);
          for (let node = walk.nextNode(); node; node = walk.nextNode()) {
            if (!/[\\u202a-\\u202e\\u2066-\\u2068]/.test(node.data)) continue;
            const held = node.parentElement.closest("bdi, textarea, option, output, h1, h2, h3, .ge-unseen");
            if (held === null) loose.push(node.parentElement.outerHTML.slice(0, 200));
          }
          return loose;
        }"""
    )
    assert loose == []


def test_links_are_made_of_plain_web_addresses_alone(open_page: Any, page: str) -> None:
    opened = open_page(page)
    for row, (address, target) in enumerate(list(LINKS.items())[: len(BAD)]):
        opened.js("m.select(a)", row)
        found = opened.page.evaluate(
            "() => [...document.querySelectorAll('.ge-report a')].map((a) => [a.href, a.rel, a.target])"
        )
        assert found == ([] if target is None else [[target, "noopener noreferrer", "_blank"]]), address
        if target is None:
            assert address in shown(opened, ".ge-report"), "the reader sees what was given"
    harmless(opened)
    opened.clean()


def test_filters_chips_legend_and_search(open_page: Any, page: str) -> None:
    opened = open_page(page)
    opened.page.get_by_role("button", name="Filter", exact=True).click()
    opened.page.evaluate("() => document.querySelectorAll('.ge-facet').forEach((one) => { one.open = true; })")
    for button in opened.page.locator(".ge-facet .ge-text-button:visible").all():
        button.click()
    text = shown(opened, ".ge-filters")
    for bad in BAD:
        assert text.count(bad) >= 3, bad
    columns = opened.js("Object.keys(m.data.events.categories)")
    for column in columns:
        opened.js("m.setColor(a)", column)
        opened.settle()
        assert opened.js("m.getState().color") == column
        button = opened.page.locator(".ge-legend .ge-type:enabled").first
        if button.count():
            opened.page.evaluate("() => document.querySelector('.ge-legend .ge-type:enabled').click()")
            assert opened.js("m.getState().filter")
            opened.js("m.setFilter({})")
    for bad in BAD:
        opened.js("m.setFilter({actor: [a], event_type: [a], text: `\"${a.replaceAll('\"', ' ')}\"`})", bad)
        opened.page.wait_for_function("() => !window.geoevents.maps[0].filter.searching")
        assert shown(opened, ".ge-chips").count(bad) >= 2, bad
        assert opened.js("m.permalink.text().then((text) => m.permalink.open(text))") is True
    harmless(opened)
    opened.clean()


def test_table_lists_tooltips_bands_and_zones(open_page: Any, page: str) -> None:
    opened = open_page(page, viewport={"width": 1600, "height": 1200})
    opened.page.get_by_role("button", name="Table", exact=True).click()
    opened.page.wait_for_selector("[role=gridcell]")
    head = shown(opened, "[role=grid] [role=row]")
    for name in COLUMNS:
        assert name.strip() in head, name
    for column in opened.js("m.ui.table.sortable"):
        opened.js("m.setState({sort: {column: a, descending: true}})", column)
        opened.page.wait_for_function("(a) => window.geoevents.maps[0].getState().sort.column === a", arg=column)
    rows = shown(opened, "[role=grid]")
    assert sum(bad in rows for bad in BAD) >= 3
    harmless(opened)
    opened.page.keyboard.press("Escape")
    opened.js("m.setState({table: false})")
    opened.js("m.ui.reader.unplaced()")
    assert all(bad in shown(opened, ".ge-panel") for bad in BAD[2::3])
    opened.js("m.ui.reader.events([0, 1, 3, 4])")
    harmless(opened)
    opened.js("m.ui.reader.zones(m.data.zones)")
    for row, bad in enumerate(BAD):
        if row % 3 != 2:
            opened.js("m.ui.tip.show({events: [a], zones: [], symbol: true, cluster: null}, {x: 300, y: 300})", row)
            assert bad in shown(opened, ".ge-tip")
        opened.js(
            "m.ui.tip.show({events: [], zones: [m.data.zones[a]], symbol: false, cluster: null}, {x: 9, y: 9})", row
        )
        assert bad in shown(opened, ".ge-tip")
    opened.js("m.setCompare({a: ['2017-09-01', '2017-09-09'], b: ['2017-09-09', '2017-09-20'], split: 0.5})")
    opened.settle()
    harmless(opened)
    opened.clean()


def test_pictures_print_files_and_share(open_page: Any, page: str, tmp_path: Path) -> None:
    opened = open_page(page, accept_downloads=True)
    opened.js("m.setFilter({event_type: a})", BAD[:2])
    picture = opened.page.evaluate(
        """async () => {
          const blob = await window.geoevents.maps[0].picture({type: "svg", width: 1200, height: 900});
          const bytes = new Uint8Array(await blob.arrayBuffer());
          return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
        }"""
    )
    parsed = minidom.parseString(base64.b64decode(picture))
    elements = {node.tagName for node in parsed.getElementsByTagName("*")}
    assert elements <= {
        "svg",
        "title",
        "desc",
        "defs",
        "g",
        "path",
        "text",
        "pattern",
        "clipPath",
        "linearGradient",
        "stop",
    }
    attributes = [a for node in parsed.getElementsByTagName("*") for a in dict(node.attributes.items())]
    assert not [name for name in attributes if name.startswith("on") or name in ("href", "xlink:href", "style")]
    opened.page.get_by_role("button", name="Share", exact=True).click()
    opened.page.wait_for_selector(".ge-share-count:not(:empty)")
    code = opened.page.get_by_label("Code to embed the map", exact=True).input_value()
    assert re.fullmatch(r'<iframe src="[^"<>]*" title="[^"<>]*"[^<>]*></iframe>', code)
    for kind in ("CSV", "GeoJSON", "PNG", "SVG"):
        with opened.page.expect_download() as download:
            opened.page.get_by_role("button", name=f"Save as {kind}").click()
        name = download.value.suggested_filename
        assert re.fullmatch(r"[\w-]+\.\w+", name)
        opened.page.wait_for_function("() => document.querySelector('.ge-share-told').textContent.startsWith('Saved')")
    opened.requests[:] = [url for url in opened.requests if not url.startswith("blob:")]
    opened.page.emulate_media(media="print")
    opened.page.wait_for_selector(".ge-sheet-picture")
    harmless_in_print = opened.js("document.querySelectorAll('.ge-sheet :is(script, iframe, object)').length")
    assert harmless_in_print == 0
    opened.page.emulate_media(media="screen")
    opened.page.wait_for_selector(".ge-header")
    opened.requests[:] = [url for url in opened.requests if not url.startswith("blob:")]
    harmless(opened)
    opened.clean()

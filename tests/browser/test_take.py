"""Taking away: links, text of a view, CSV and GeoJSON, pictures and the printed sheet."""

from __future__ import annotations

import base64
import csv
import io
import json
import re
from pathlib import Path
from typing import Any
from xml.dom import minidom

import geopandas as gpd
import numpy as np
import pytest
import shapely

import geoevents as ge
from geoevents.maps.event_map import EventMap
from tests.browser import tables

BYTES = """(async () => {
  const b = await m.picture(a);
  const u = new Uint8Array(await b.arrayBuffer());
  let s = "";
  for (let i = 0; i < u.length; i += 32768) s += String.fromCharCode(...u.subarray(i, i + 32768));
  return btoa(s);
})()"""


def small(**options: Any) -> EventMap:
    title = options.pop("title", "A <b>title</b>")
    return EventMap(tables.events(), tables.zones(), title=title, card_columns=["casualties"], **options)


@pytest.fixture
def opened(open_page: Any) -> Any:
    return open_page(small(), accept_downloads=True)


def share(opened: Any) -> None:
    opened.page.get_by_role("button", name="Share", exact=True).click()
    opened.page.wait_for_selector(".ge-share-count:not(:empty)")


def link_of(opened: Any) -> str:
    return str(opened.page.get_by_label("Link to this view", exact=True).input_value())


def saved(opened: Any, name: str, folder: Path) -> Path:
    with opened.page.expect_download() as download:
        opened.page.get_by_role("button", name=f"Save as {name}").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    opened.page.wait_for_function("() => document.querySelector('.ge-share-told').textContent.startsWith('Saved')")
    opened.requests[:] = [url for url in opened.requests if not url.startswith("blob:")]
    return path


def choose(opened: Any) -> None:
    """A view in which hardly anything is as it was made."""
    opened.js(
        "m.setState({filter: {event_type: ['Battles', ''], fatalities: [null, 20]}, undated: false, zoom: 6.5,"
        " center: [37.5, 35.25], time: ['2017-09-01', '2017-10-01'], selected: 3})"
    )
    opened.page.wait_for_selector(".ge-card-title")


def test_a_link_opens_the_view_that_it_was_copied_from(opened: Any, open_page: Any) -> None:
    choose(opened)
    state = opened.js("m.getState()")
    hash_ = opened.js("m.permalink.hash()")
    assert hash_.startswith("#ge=1;")
    assert "event:area" in hash_
    fresh = open_page(small(), ready=False)
    fresh.page.evaluate("(hash) => { location.hash = hash; }", hash_)
    fresh.page.wait_for_selector(".ge-card-title")
    assert fresh.js("m.getState()") == state
    fresh.page.reload()
    fresh.page.wait_for_selector(".ge-card-title")
    assert fresh.js("m.getState()") == state
    # a link says all of a view: what it does not name is as the map was made
    fresh.page.evaluate("() => { location.hash = '#ge=1;center:(37,35);zoom:7'; }")
    fresh.page.wait_for_function("() => window.geoevents.maps[0].getState().zoom === 7")
    assert fresh.js("m.getState()")["filter"] == {}
    assert fresh.stats()["visible"] == len(tables.events())
    opened.clean()


def test_the_address_stays_until_a_link_is_asked_for_and_follows_then(opened: Any) -> None:
    before = opened.page.url
    opened.js("m.setTime('2017-09-10', '2017-09-20')")
    opened.page.wait_for_timeout(700)
    assert opened.page.url == before
    share(opened)
    link = link_of(opened)
    assert link.startswith(f"{before}#ge=1;")
    opened.page.get_by_role("button", name="Copy: Link to this view").click()
    opened.page.wait_for_function("() => location.hash !== ''")
    assert opened.page.url == link
    entries = opened.js("history.length")
    for day in range(11, 19):
        opened.js("m.setTime(a, '2017-09-20')", f"2017-09-{day}")
    opened.page.wait_for_function("() => location.hash.includes('2017-09-18')")
    assert opened.js("history.length") == entries
    opened.clean()


def test_a_page_of_its_own_may_keep_its_address_from_the_start(open_page: Any) -> None:
    opened = open_page(small(permalink=True))
    opened.js("m.setTime('2017-09-10', '2017-09-20')")
    opened.page.wait_for_function("() => location.hash.includes('time:(2017-09-10,2017-09-20)')")
    opened.clean()


def test_copying_puts_the_link_into_the_clipboard_or_selects_it(open_page: Any) -> None:
    opened = open_page(small(), permissions=["clipboard-read", "clipboard-write"])
    share(opened)
    opened.page.get_by_role("button", name="Copy: Link to this view").click()
    opened.page.wait_for_selector("text=Copied")
    assert opened.js("navigator.clipboard.readText()") == link_of(opened)
    none = open_page(small(), script="delete Navigator.prototype.clipboard; document.execCommand = () => false;")
    share(none)
    none.page.get_by_role("button", name="Copy: Link to this view").click()
    none.page.wait_for_selector("text=Selected: copy it")
    field = "document.activeElement"
    assert none.js(f"{field}.value.slice({field}.selectionStart, {field}.selectionEnd)") == link_of(none)
    opened.clean()
    none.clean()


FORGED = [
    "#ge=", "#ge=1;zoom:(", "#ge=2;zoom:5", "#ge=1;zoom:900", "#ge=1;nonsense:1", "#ge=1;__proto__:(zoom:3)",
    "#ge=1;selected:99999", "#ge=1;filter:(event_type:7)", "#ge=1;filter:(constructor:(a))", "#ge=1;time:(2017-09-01)",
    "#ge=1;center:(1e9,0)", "#ge=1;event:(a)", "#ge=1;zoom:%3Cimg+src=x+onerror=window.__hit=1%3E", "#ge=1;%zz:1",
    "#ge=1;time:(<svg/onload=window.__hit=1>,2017-09-01)",
]  # fmt: skip


def test_forged_links_are_refused_in_words_and_change_nothing(opened: Any) -> None:
    before = opened.js("m.getState()")
    for hash_ in FORGED:
        opened.page.evaluate("(hash) => { location.hash = hash; }", hash_)
        notice = opened.page.wait_for_selector(".ge-notice[role=alert]")
        assert "cannot be shown" in notice.inner_text(), hash_
        assert opened.js("m.getState()") == before, hash_
        assert opened.js("window.__hit") is None
        opened.page.get_by_role("button", name="Close").click()
        assert opened.page.query_selector(".ge-notice") is None
    opened.clean()


def test_hostile_values_travel_in_links_and_stay_text(open_page: Any) -> None:
    opened = open_page(EventMap(tables.hostile_events(), title="x"))
    opened.js("m.setState({filter: {event_type: a}, selected: 1})", tables.HOSTILE[:4])
    opened.page.wait_for_selector(".ge-card-title")
    opened.requests.clear()
    state, hash_ = opened.js("m.getState()"), opened.js("m.permalink.hash()")
    assert re.fullmatch(r"#ge=[\w.~!*'(),:;%+-]+", hash_)
    opened.js("m.setState({filter: {}, selected: null})")
    opened.page.evaluate("(hash) => { location.hash = hash; }", hash_)
    opened.page.wait_for_selector(".ge-card-title")
    assert opened.js("m.getState()") == state
    assert opened.js("window.__hit") is None
    opened.clean()


def test_an_event_is_found_by_its_id_where_its_row_has_changed(open_page: Any) -> None:
    table = tables.events().iloc[::-1].reset_index(drop=True)
    opened = open_page(EventMap(table))
    opened.page.evaluate("() => { location.hash = '#ge=1;event:area;selected:3;zoom:6'; }")
    opened.page.wait_for_selector(".ge-card-title")
    assert opened.js("m.getState()")["selected"] == 5
    opened.page.evaluate("() => { location.hash = '#ge=1;event:gone;selected:3;zoom:6'; }")
    assert "no longer on the map" in opened.page.wait_for_selector(".ge-notice").inner_text()
    opened.clean()


def test_two_maps_of_a_page_have_an_address_each(open_page: Any) -> None:
    page = small().to_html()
    body = small().to_html()
    # the second map is the first one under another name
    scripts = re.findall(r'<script type="application/[^>]*id="map_1-.*?</script>', body, re.DOTALL)
    other = "".join(one.replace('id="map_1-', 'id="map_2-') for one in scripts)
    policy = r'<meta http-equiv="Content-Security-Policy"[^>]*>'
    two = re.sub(policy, "", page).replace("</body>", f'{other}<div id="two" style="height:300px"></div><script>'
        'window.geoevents.attach(L.map("two"), "map_2")</script></body>')  # fmt: skip
    opened = open_page(two)
    opened.page.evaluate("() => { location.hash = '#top&ge.map_1=1;zoom:5&ge.map_2=1;zoom:8'; }")
    opened.page.wait_for_function("() => window.geoevents.maps[0].getState().zoom === 5")
    assert opened.js("window.geoevents.maps.map((m) => m.getState().zoom)") == [5, 8]
    hash_ = opened.js("m.permalink.hash()")
    assert hash_.startswith("#top&ge.map_2=1;zoom:8&ge.map_1=1;")
    opened.clean()


def test_in_a_sandboxed_frame_the_view_is_text_and_files_can_be_saved(open_page: Any, tmp_path: Path) -> None:
    opened = open_page(
        f'<!doctype html><meta charset="utf-8"><title>x</title>{small().embed()}', ready=False, accept_downloads=True
    )
    frame = opened.page.frame_locator("iframe")
    frame.get_by_role("button", name="Share", exact=True).click()
    text = frame.get_by_label("This view as text", exact=True)
    assert frame.get_by_text("Code to embed the map").count() == 0
    frame.locator(".ge-share-count:not(:empty)").wait_for()
    value = text.input_value()
    assert value.startswith("#ge=1;")
    frame.get_by_label("Text of a view").fill("#ge=1;time:(2017-09-10,2017-09-15);zoom:6")
    frame.get_by_label("Text of a view").press("Enter")
    frame.get_by_text("This is the view of the text").wait_for()
    inner = opened.page.frames[1]
    assert inner.evaluate("window.geoevents.maps[0].getState().time") == ["2017-09-10", "2017-09-15"]
    with opened.page.expect_download() as download:
        frame.get_by_role("button", name="Save as CSV").click()
    download.value.save_as(tmp_path / "x.csv")
    assert (tmp_path / "x.csv").stat().st_size > 100
    assert opened.problems == []


def test_csv_holds_what_is_visible_and_is_read_back_as_the_same_events(opened: Any, tmp_path: Path) -> None:
    opened.js("m.setTime('2017-09-01', '2017-10-01')")
    share(opened)
    path = saved(opened, "CSV", tmp_path)
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n") - 1  # the one inside a note
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [row["event_id"] for row in rows] == [
        "dot",
        "spot-1",
        "spot-2",
        "area",
        "circle",
        "undated",
        "talks",
        "threat",
    ]
    area = rows[3]
    assert (area["precision"], area["uncertainty_km"], area["date_end"]) == ("admin1", "120", "2017-09-20")
    denial = {"source": "The Agency", "attributed_to": "Side C", "stance": "denies", "quote": "We did not"}
    assert json.loads(area["reports"])[1] == denial
    assert rows[6]["latitude"] == ""
    assert rows[0]["place"] == "إدلب"
    again = ge.read_events(path)
    first = tables.events().set_index("event_id").loc[[row["event_id"] for row in rows]]
    assert list(again["event_id"]) == list(first.index)
    assert list(again["date_end"].dt.date.fillna("-")) == list(first["date_end"].dt.date.fillna("-"))
    assert list(again["fatalities_best"].fillna(-1)) == list(first["fatalities_best"].fillna(-1))
    assert list(again.geometry.is_empty) == [shape is None for shape in first.geometry]
    opened.clean()


def test_geojson_keeps_areas_reports_and_events_without_a_place(opened: Any, tmp_path: Path) -> None:
    share(opened)
    path = saved(opened, "GeoJSON", tmp_path)
    made = json.loads(path.read_text("utf-8"))
    assert made["attribution"]
    features = {one["id"]: one for one in made["features"]}
    assert len(features) == 9
    first = tables.events().set_index("event_id")
    for name in ("area", "line", "dot"):
        shape = shapely.geometry.shape(features[name]["geometry"])
        # the wire divides long edges, and keeps five decimals
        assert shape.geom_type == first.geometry[name].geom_type
        assert shapely.hausdorff_distance(shape, first.geometry[name], densify=0.1) < 2e-5
    assert features["talks"]["geometry"] is None
    assert shapely.is_ccw(shapely.get_exterior_ring(shapely.geometry.shape(features["area"]["geometry"])))
    assert features["area"]["properties"]["reports"][0]["quote"] == "They fired first"
    assert features["circle"]["properties"]["uncertainty_km"] == 15
    again = ge.read_events(path)
    assert list(again["event_id"]) == list(first.index)
    assert gpd.GeoSeries(again.geometry).geom_type.tolist()[3] == "Polygon"
    opened.clean()


def test_hostile_cells_are_defused_for_spreadsheets(open_page: Any, tmp_path: Path) -> None:
    table = tables.hostile_events()
    table["notes"] = [f"{lead}cmd|' /C calc'!A0" for lead in "=+-@\t\r\n'\"x"]
    table["event_id"] = [f"={i}" for i in range(len(table))]
    opened = open_page(EventMap(table, title="=x", card_columns=["extra <b>column"]), accept_downloads=True)
    opened.requests.clear()
    share(opened)
    data = saved(opened, "CSV", tmp_path).read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(data, newline="")))
    assert len(rows) == len(table) + 1
    numeric = {rows[0].index(name) for name in ("latitude", "longitude", "uncertainty_km")}
    for row in rows[1:]:
        for i, cell in enumerate(row):
            assert i in numeric or not re.match(r"\s*[=+\-@]", cell), cell
    made = json.loads(saved(opened, "GeoJSON", tmp_path).read_text("utf-8"))
    assert made["features"][0]["properties"]["event_type"] == tables.HOSTILE[0]
    opened.clean()


def test_large_tables_are_saved_without_freezing(open_page: Any, tmp_path: Path) -> None:
    opened = open_page(EventMap(tables.many(60_000)), accept_downloads=True)
    share(opened)
    opened.page.evaluate("""() => {
        let last = performance.now();
        window.__gap = 0;
        const tick = () => {
          const now = performance.now();
          window.__gap = Math.max(window.__gap, now - last);
          last = now;
          setTimeout(tick, 0);
        };
        tick();
      }""")
    path = saved(opened, "CSV", tmp_path)
    assert path.read_bytes().count(b"\r\n") == 60_001
    # One slice is 12 ms; the rest is what a busy machine takes for itself.
    assert opened.js("window.__gap") < 400
    opened.clean()


def picture(opened: Any, **wish: Any) -> bytes:
    return base64.b64decode(opened.js(BYTES, wish))


@pytest.mark.parametrize(("scale", "size"), [(1, (1200, 675)), (2, (2400, 1350))])
def test_a_png_has_the_size_asked_for_and_a_map_on_it(opened: Any, scale: int, size: tuple[int, int]) -> None:
    image = pytest.importorskip("PIL.Image")
    data = picture(opened, width=1200, height=675, scale=scale)
    with image.open(io.BytesIO(data)) as made:
        assert made.size == size
        pixels = np.asarray(made.convert("RGB"))
    colors = np.unique(pixels.reshape(-1, 3), axis=0)
    assert len(colors) > 200
    opened.clean()


def test_an_svg_is_vectors_and_text_and_says_what_it_shows(opened: Any) -> None:
    opened.js("m.setState({time: ['2017-09-10', '2017-09-30'], filter: {event_type: ['Battles']}})")
    text = picture(opened, type="svg", width=1000, height=600).decode()
    parsed = minidom.parseString(text)
    words = [node.firstChild.data for node in parsed.getElementsByTagName("text") if node.firstChild]
    assert "A <b>title</b>" in words
    assert parsed.getElementsByTagName("title")[0].firstChild.data == "A <b>title</b>"
    told = " ".join(words)
    for part in (
        "Sep 10, 2017 – Sep 29, 2017",
        "Battles",
        "Sources:",
        "GeoNames",
        "Made on",
        "km",
        "Second zone",
        "SYRIA",
    ):
        assert part in told, part
    # kinds of events that are switched off are not in the legend
    assert "Protests" not in words
    # what is shown and when stands before what is not known about it
    assert told.index("deaths (best estimate)") < told.index("Sep 10, 2017") < told.index("claimed, disputed or denied")
    assert not parsed.getElementsByTagName("image")
    assert not parsed.getElementsByTagName("script")
    assert parsed.getElementsByTagName("pattern")
    assert len(parsed.getElementsByTagName("path")) > 50
    assert "NaN" not in text
    opened.clean()


def test_names_of_zones_on_a_picture_keep_their_direction(open_page: Any) -> None:
    zones = tables.zones()
    zones.loc[0, "name"] = "55 km zone"
    opened = open_page(EventMap(tables.events(), zones, locale="ar"))
    assert opened.js("getComputedStyle(m.container).direction") == "rtl"
    parsed = minidom.parseString(picture(opened, type="svg", width=1000, height=600).decode())
    texts = {node.firstChild.data: node for node in parsed.getElementsByTagName("text") if node.firstChild}
    assert texts["55 km zone"].getAttribute("direction") != "rtl"
    assert texts["سورية"].getAttribute("direction") == "rtl"
    opened.clean()


def test_every_line_of_the_legend_has_its_mark_on_a_picture(opened: Any) -> None:
    opened.js("m.setFilter({status: ['claimed']})")
    body = picture(opened, type="svg", width=1000, height=600).decode()
    # the line of the legend is the last to say so; what is drawn last before it is its mark, at its height
    before, line = body.rsplit(">Claimed<", 1)[0].rsplit("<text", 1)
    group, mark = before.rsplit("<g transform", 1)[1].split("<path")
    across, down = map(float, re.findall(r"[\d.]+", group))
    x, baseline = (float(re.search(rf' {name}="([\d.]+)"', line)[1]) for name in "xy")
    assert 0 < x - across < 40
    assert 0 < baseline - down < 16
    assert 'fill="none"' in mark
    assert 'stroke="rgb' in mark
    opened.clean()


def test_hostile_words_in_a_picture_are_text(open_page: Any) -> None:
    bad = "</text><script>window.__hit=9</script>\x01\ud83d"
    opened = open_page(
        EventMap(tables.hostile_events(), tables.hostile_zones(), title="<svg onload=alert(1)>", subtitle=bad)
    )
    parsed = minidom.parseString(picture(opened, type="svg").decode())
    assert not parsed.getElementsByTagName("script")
    assert len(picture(opened)) > 10_000
    assert opened.js("window.__hit") is None


def test_wrong_wishes_for_a_picture_are_refused(opened: Any) -> None:
    for wish in ({"width": 0}, {"height": "x"}, {"scale": 99}, {"type": "gif"}):
        found = opened.js("m.picture(a).then(() => '', (error) => `${error.name}: ${error.message}`)", wish)
        assert found.startswith("RangeError: ")
        assert next(iter(wish)) in found
    opened.clean()


def test_a_picture_for_paper_is_light_and_leaves_the_page_dark(open_page: Any) -> None:
    image = pytest.importorskip("PIL.Image")
    opened = open_page(small(), color_scheme="dark")
    corner = [
        image.open(io.BytesIO(picture(opened, paper=paper))).convert("L").getpixel((3, 3)) for paper in (True, False)
    ]
    assert corner[0] > 240
    assert corner[1] < 60
    assert opened.page.get_attribute(".geoevents", "data-ge-scheme") == "dark"
    opened.clean()


def test_print_is_one_sheet_without_controls(opened: Any, tmp_path: Path) -> None:
    opened.page.emulate_media(media="print")
    opened.page.wait_for_selector(".ge-sheet-picture")
    for control in (".ge-header", ".ge-time", ".ge-legend", ".leaflet-control-zoom"):
        assert not opened.page.is_visible(control), control
    opened.page.emulate_media(media="screen")
    opened.page.wait_for_selector(".ge-header")
    assert opened.page.query_selector(".ge-sheet") is None
    for landscape in (False, True):
        pdf = opened.page.pdf(format="A4", landscape=landscape)
        assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    assert opened.page.query_selector(".ge-sheet") is None
    opened.clean()


def test_the_code_to_embed_is_one_frame_with_the_view(opened: Any) -> None:
    share(opened)
    code = opened.page.get_by_label("Code to embed the map", exact=True).input_value()
    assert code.startswith('<iframe src="file:///')
    assert 'title="A &#60;b&#62;title&#60;/b&#62;"' in code
    assert "#ge=1;" in code
    opened.page.keyboard.press("Escape")
    assert not opened.page.is_visible(".ge-share")
    opened.clean()

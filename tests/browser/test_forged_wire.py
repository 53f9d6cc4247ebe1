"""Damaged and forged data: the page says in words what is wrong; it is never blank, and never half a map."""

from __future__ import annotations

import base64
import gzip
import random
import re
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pytest

from geoevents.maps.event_map import EventMap
from geoevents.maps.mention_page import mention_page
from tests.browser import tables
from tests.maps.test_mention_page import mention, table

SEED = 4562
FRAME = r'(<script type="application/octet-stream" id="[\w-]+-{name}"[^>]*>)([^<]*)(</script>)'
CONFIG = r'(<script type="application/json" id="[\w-]+-config"[^>]*>)([^<]*)(</script>)'
SAID = "data are damaged"


@pytest.fixture(scope="module")
def page() -> str:
    return EventMap(tables.events(), tables.zones(), title="Nine events", card_columns=["casualties"]).to_html()


def changed(page: str, name: str, change: Callable[[bytes], bytes]) -> str:
    """The page with the bytes of one frame changed."""

    def new(match: re.Match[str]) -> str:
        return match[1] + base64.b64encode(change(base64.b64decode(match[2]))).decode() + match[3]

    made, count = re.subn(FRAME.format(name=name), new, page)
    assert count == 1
    return made


def rewritten(page: str, name: str, change: Callable[[pa.Table], pa.Table]) -> str:
    """The page with one frame forged: whole, compressed and of this version, but of other values."""

    def new(data: bytes) -> bytes:
        forged = change(pa.ipc.open_stream(gzip.decompress(data)).read_all())
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, forged.schema) as writer:
            writer.write_table(forged)
        return gzip.compress(sink.getvalue().to_pybytes())

    return changed(page, name, new)


def column(name: str, *values: Any) -> Callable[[pa.Table], pa.Table]:
    """Put values, over and over, into a column."""

    def change(found: pa.Table) -> pa.Table:
        at = found.column_names.index(name)
        many = [values[i % len(values)] for i in range(found.num_rows)]
        kind = found.schema.field(at).type
        # The writer takes the narrowest type that holds its numbers.
        kind = pa.list_(pa.int32()) if pa.types.is_list(kind) else pa.int32()
        return found.set_column(at, name, pa.array(many, kind))

    return change


def meta(name: str, value: str) -> Callable[[pa.Table], pa.Table]:
    return lambda found: found.replace_schema_metadata({**found.schema.metadata, name.encode(): value.encode()})


def flip(data: bytes) -> bytes:
    chance = random.Random(SEED)
    bits = bytearray(data)
    for _ in range(8):
        bits[chance.randrange(20, len(bits))] ^= 1 << chance.randrange(8)
    return bytes(bits)


def inner_flip(count: int) -> Callable[[bytes], bytes]:
    """Bits of the table itself, under a compression that is right."""

    def change(data: bytes) -> bytes:
        chance = random.Random(count)
        bits = bytearray(gzip.decompress(data))
        for _ in range(count):
            bits[chance.randrange(8, len(bits))] ^= 1 << chance.randrange(8)
        return gzip.compress(bytes(bits))

    return change


BYTES: dict[str, Callable[[bytes], bytes]] = {
    "cut": lambda data: data[: len(data) // 2],
    "empty": lambda _: b"\0",
    "flipped": flip,
    "not compressed": gzip.decompress,
    "cut inside": lambda data: gzip.compress(gzip.decompress(data)[:-200]),
    "text": lambda _: gzip.compress(b"<img src=x onerror=window.__hit=1>"),
}

FORGED: dict[str, tuple[str, Callable[[pa.Table], pa.Table]]] = {
    "wrong version": ("events", meta("geoevents.wire", "7")),
    "another frame": ("zones", meta("geoevents.frame", "events")),
    "far coordinates": ("shapes", column("starts", [2_000_000_000, -2_000_000_000])),
    "negative parts": ("shapes", column("parts", [-5])),
    "huge parts": ("shapes", column("parts", [2_000_000_000])),
    "no positions": ("shapes", column("starts", [])),
    "no scale": ("shapes", meta("geoevents.scale", "0")),
    "days of no calendar": ("events", column("day_from", 2_000_000_000)),
    "zones of no calendar": ("zones", column("day_from", -2_000_000_000)),
    "beyond the poles": ("events", column("lat", 1_000_000_000)),
    "given is no object": ("events", meta("geoevents.given", "[")),
}


def failed(opened: Any) -> str:
    opened.page.wait_for_selector(".ge-fail")
    words = str(opened.page.inner_text(".ge-fail"))
    assert "This map cannot be shown" in words
    assert opened.js("window.geoevents.ready.then(() => '', (error) => error.message)") in words
    return words


@pytest.mark.parametrize("how", BYTES)
def test_a_damaged_frame_is_told_and_nothing_half_is_shown(open_page: Any, page: str, how: str) -> None:
    for name in ("events", "shapes", "zones", "base"):
        opened = open_page(changed(page, name, BYTES[how]), ready=False)
        words = failed(opened)
        assert SAID in words
        assert name in words
        assert opened.page.query_selector(".ge-header") is None
        assert opened.js("window.__hit") is None
        opened.clean()


@pytest.mark.parametrize("how", FORGED)
def test_a_forged_frame_is_told(open_page: Any, page: str, how: str) -> None:
    name, change = FORGED[how]
    opened = open_page(rewritten(page, name, change), ready=False)
    words = failed(opened)
    assert SAID in words or "version 7" in words or "holds a frame" in words
    opened.clean()


@pytest.mark.parametrize(
    "settings", ["", "{", '{"wire": 2}', "null", '{"wire": 1, "language": 5, "bounds": [1e9, 0, 1, 1]}']
)
def test_settings_that_cannot_be_read_are_told_or_done_without(open_page: Any, page: str, settings: str) -> None:
    made = re.sub(CONFIG, lambda match: match[1] + settings + match[3], page)
    opened = open_page(made, ready=False)
    opened.page.wait_for_selector(".ge-fail, .ge-header")
    opened.page.evaluate("() => window.geoevents.ready.catch(() => 0)")
    if "1," in settings:
        assert opened.stats()["events"] == 9
    else:
        words = opened.page.inner_text(".ge-fail")
        assert "damaged" in words or "version" in words
    opened.clean()


def test_bits_flipped_in_a_table_are_told_or_harm_nothing(open_page: Any, page: str) -> None:
    for count in (1, 2, 3, 5, 8, 13, 40):
        for name in ("events", "shapes"):
            opened = open_page(changed(page, name, inner_flip(count)), ready=False)
            opened.page.evaluate("() => window.geoevents.ready.catch(() => 0)")
            shown = opened.page.query_selector(".ge-header") is not None
            assert shown or SAID in (words := failed(opened)) or "version" in words
            if shown:
                opened.settle()
                opened.js("m.setState(m.getState())")
            opened.clean()


@pytest.mark.parametrize("name", ["text", "reports"])
def test_texts_that_cannot_be_read_are_told_where_they_are_asked_for(open_page: Any, page: str, name: str) -> None:
    opened = open_page(changed(page, name, BYTES["cut"]))
    assert opened.stats()["visible"] == 9, "what needs no texts is there"

    def told() -> None:
        assert SAID in opened.page.wait_for_selector(".ge-notice[role=alert]").inner_text()
        opened.page.get_by_role("button", name="Close").last.click()
        assert opened.page.query_selector(".ge-notice") is None

    opened.js("m.select(3)")
    told()
    opened.js("m.setState({selected: 3})")
    told()
    opened.js("m.permalink.open('1;event:area;zoom:7')")
    told()
    opened.page.get_by_role("button", name="Share", exact=True).click()
    opened.page.wait_for_selector(".ge-share-count:not(:empty)")
    assert "#ge=1;" in opened.page.get_by_label("Link to this view", exact=True).input_value()
    opened.page.get_by_role("button", name="Save as CSV").click()
    opened.page.wait_for_function(
        "(words) => document.querySelector('.ge-share-told').textContent.includes(words)", arg=SAID
    )
    opened.page.keyboard.press("Escape")
    opened.page.get_by_role("button", name="Table", exact=True).click()
    if name == "text":
        told()
        opened.js("m.setState({sort: {column: 'card:casualties', descending: true}})")
        told()
        assert opened.js("m.getState().sort.column") == "date"
    opened.page.locator("[role=gridcell]").first.click()
    told()
    opened.js("m.setFilter({text: 'homs'}).catch(() => 0)")
    assert opened.stats()["visible"] == (9 if name == "text" else 2)
    opened.clean()


@pytest.mark.parametrize("name", ["shapes", "mentions"])
def test_the_page_of_a_text_says_so_too(open_page: Any, name: str) -> None:
    made = mention_page(
        "Fighting near Idlib.", table(mention("Fighting near Idlib.", "Idlib")), title="A text"
    ).decode()
    if name == "mentions":
        made = re.sub(r'(id="[\w-]+-mentions"[^>]*>)([^<]*)', lambda match: match[1] + match[2][:-9], made)
    else:
        made = changed(made, name, BYTES["cut"])
    opened = open_page(made, ready=False)
    assert SAID in opened.page.wait_for_selector("[role=alert]").inner_text()
    opened.clean()

"""A notebook that was run and written as HTML shows its maps between other outputs, and grows by the page alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from geoevents.maps.event_map import EventMap
from tests.browser import tables

nbclient = pytest.importorskip("nbclient", reason="running notebooks needs nbclient")
nbformat = pytest.importorskip("nbformat", reason="running notebooks needs nbformat")

CELLS = (
    "import sys; sys.path.insert(0, {root!r})\nfrom tests.browser import tables\nimport geoevents as ge\n'before'",
    "ge.EventMap(tables.events(), tables.zones(), title='Nine events')",
    "'between'",
    "ge.EventMap(tables.many(40), title='Forty events')",
    "'after'",
)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> str:
    """HTML of a notebook with two maps, as nbconvert writes it."""
    nbconvert = pytest.importorskip("nbconvert", reason="writing a notebook as HTML needs nbconvert")
    root = str(Path(__file__).resolve().parents[2])
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(text.replace("{root!r}", repr(root))) for text in CELLS]
    )
    folder = str(tmp_path_factory.mktemp("notebook"))
    nbclient.NotebookClient(notebook, timeout=120, resources={"metadata": {"path": folder}}).execute()
    html, _ = nbconvert.HTMLExporter(template_name="basic").from_notebook_node(notebook)
    return f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"></head><body>{html}</body></html>'


@pytest.mark.enable_socket  # the kernel is spoken to through loopback sockets
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::RuntimeWarning")
def test_a_notebook_as_html(open_page: Any, written: str) -> None:
    opened = open_page(written, ready=False)
    frames = opened.page.locator("iframe")
    assert frames.count() == 2
    heights = [frames.nth(i).bounding_box()["height"] for i in range(2)]
    assert heights == [600, 600]
    counts = []
    for i in range(2):
        frames.nth(i).scroll_into_view_if_needed()
        inside = frames.nth(i).element_handle().content_frame()
        inside.wait_for_function("() => window.geoevents?.maps.length === 1")
        inside.evaluate("() => window.geoevents.ready")
        counts.append(inside.evaluate("() => window.geoevents.maps[0].stats().events"))
        assert inside.evaluate("() => { try { return parent.document.title; } catch { return null; } }") is None
    assert counts == [9, 40]
    tops = [opened.page.get_by_text(f"'{word}'").last.bounding_box()["y"] for word in ("between", "after")]
    boxes = [frames.nth(i).bounding_box() for i in range(2)]
    assert boxes[0]["y"] + 600 <= tops[0] < boxes[1]["y"]
    assert boxes[1]["y"] + 600 <= tops[1], "nothing lies over the next output"
    opened.clean()


@pytest.mark.enable_socket
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::RuntimeWarning")
def test_a_notebook_without_scripts(open_page: Any, written: str) -> None:
    opened = open_page(written, ready=False, java_script_enabled=False)
    assert "Nine events: 9 events (2 without a place) and 2 zones." in opened.page.inner_text("body")


def test_many_events_add_their_payload_and_no_more() -> None:
    few, many = EventMap(tables.many(1)), EventMap(tables.many(100_000))
    grown = len(json.dumps(many._repr_html_())) - len(json.dumps(few._repr_html_()))
    payload = len(many.to_html()) - len(few.to_html())
    assert payload > 100_000
    assert grown <= payload * 1.001 + 100
    written = len(json.dumps(few._repr_html_()))
    assert written <= len(few.to_html()) * 1.15, "what the writing of quotation marks adds to the script"

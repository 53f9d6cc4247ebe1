"""Hostile text in every field is shown as text and runs nowhere, with the page's policy and without it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from geoevents.maps.event_map import EventMap
from tests.browser import tables


def page(policy: bool) -> str:
    table = tables.hostile_events()
    made = EventMap(
        table,
        tables.hostile_zones(),
        title=tables.HOSTILE[0],
        subtitle=tables.HOSTILE[1],
        card_columns=["extra <b>column"],
    ).to_html()
    if policy:
        return made
    stripped, count = re.subn(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", made)
    assert count == 1
    return stripped


@pytest.mark.parametrize("policy", [True, False])
def test_hostile_text_is_only_text(open_page: Any, policy: bool) -> None:
    opened = open_page(page(policy))
    shown = opened.page.inner_text(".ge-header")
    assert tables.HOSTILE[0] in shown
    assert tables.HOSTILE[1] in shown
    for row, bad in enumerate(tables.HOSTILE):
        opened.page.evaluate("(i) => window.geoevents.maps[0].select(i)", row)
        text = opened.page.evaluate("() => document.querySelector('.ge-panel').textContent")
        # type, sub-type, two actors with roles, place, precision, status, four of the report, notes, extra, id
        assert text.count(bad) >= 13, bad
        assert "extra <b>column" in text
    opened.page.click("text=without a place")
    listed = opened.page.evaluate("() => document.querySelector('.ge-panel').textContent")
    assert all(bad in listed for bad in tables.HOSTILE[2::3])
    for index, bad in enumerate(tables.HOSTILE):
        opened.js("m.ui.reader.zones([m.data.zones[a]])", index)
        text = opened.page.evaluate("() => document.querySelector('.ge-panel').textContent")
        assert text.count(bad) >= 7, bad
    for tag in ("img", "script", "svg[onload]", "b"):
        assert opened.page.evaluate("(t) => document.querySelectorAll('.leaflet-container ' + t).length", tag) == 0
    links = opened.js("[...document.querySelectorAll('.leaflet-container a[href]')].map((a) => a.href)")
    assert all(link.startswith(("https://", "http://")) or link.endswith("#") for link in links)
    assert opened.page.evaluate("() => window.__hit") is None
    opened.clean()


def test_direction_marks_end_with_their_text(open_page: Any) -> None:
    opened = open_page(page(policy=True))
    opened.page.evaluate("() => window.geoevents.maps[0].select(6)")
    styles = opened.page.evaluate(
        "() => [...document.querySelectorAll('.ge-panel *')].filter((e) => e.childElementCount === 0"
        " && e.textContent.includes('\\u202e')).map((e) => getComputedStyle(e).unicodeBidi)"
    )
    assert len(styles) >= 10
    assert set(styles) <= {"isolate", "isolate-override", "plaintext"}


def test_links_leave_without_an_opener(open_page: Any) -> None:
    opened = open_page(EventMap(tables.events()))
    opened.page.evaluate("() => window.geoevents.maps[0].select(3)")
    link = opened.page.evaluate(
        "() => { const a = document.querySelector('.ge-report a'); return [a.href, a.rel, a.target, a.textContent]; }"
    )
    assert link == ["https://example.org/a", "noopener noreferrer", "_blank", "The Daily"]

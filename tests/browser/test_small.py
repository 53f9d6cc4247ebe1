"""Small maps, large letters, one day: what there is little room for, and what there is no use for."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from geoevents.maps.event_map import EventMap
from tests.browser import tables
from tests.browser.test_layout import overlaps

#: What has the focus is hidden where nothing of it is on top at any of nine spots.
HIDDEN = """() => {
  const e = document.activeElement, b = e.getBoundingClientRect();
  if (e === document.body || b.width === 0) return false;
  const track = e.classList.contains("ge-range") ? e.closest(".ge-track") : null;
  const own = (x, y) => {
    const top = document.elementFromPoint(x, y);
    return top && [e, track, top.closest("label")?.control === e ? top : null].some((part) => part?.contains(top))
      || top?.contains(e);
  };
  const shares = [0.1, 0.5, 0.9];
  if (shares.some((i) => shares.some((j) => own(b.left + i * b.width, b.top + j * b.height)))) return false;
  return e.className + " " + (e.getAttribute("aria-label") ?? e.textContent).slice(0, 40);
}"""
#: WCAG 1.4.12: nothing may be lost with these.
SPACED = """*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}
p{margin-bottom:2em!important}"""


def the_map(**options: Any) -> EventMap:
    title = "Attacks and talks in eastern Syria, September 2017"
    return EventMap(tables.events(), tables.zones(), title=title, subtitle="From reports of two monitors", **options)


@pytest.mark.parametrize("locale", ["en", "ar", "ru"])
def test_a_phone_gives_the_map_most_of_its_screen(open_page: Any, locale: str) -> None:
    opened = open_page(the_map(locale=locale), viewport={"width": 390, "height": 844}, has_touch=True)
    free = opened.js(
        "document.querySelector('.ge-time').getBoundingClientRect().top"
        " - document.querySelector('.ge-header').getBoundingClientRect().bottom"
    )
    assert free >= 0.6 * 844
    assert not opened.page.is_visible(".ge-caveat")
    more = opened.page.locator(".ge-header-more")
    assert more.get_attribute("aria-expanded") == "false"
    assert opened.page.is_visible(".ge-summary button"), "that some have no place is always told"
    more.click()
    assert more.get_attribute("aria-expanded") == "true"
    assert opened.page.is_visible(".ge-caveat")
    assert opened.page.is_visible(".ge-subtitle")
    for tool in opened.page.locator(".ge-tool").all():
        box = tool.bounding_box()
        assert box["width"] >= 44
        assert box["height"] >= 44
    opened.clean()


def test_a_short_title_without_caveats_has_no_more_to_tell(open_page: Any) -> None:
    opened = open_page(EventMap(tables.events().iloc[1:2], title="One"), viewport={"width": 390, "height": 844})
    assert not opened.page.is_visible(".ge-header-more")
    opened.clean()


@pytest.mark.parametrize(("width", "height"), [(1280, 400), (640, 400), (1280, 600)])
def test_the_table_of_a_low_map_leaves_the_tools_in_reach(open_page: Any, width: int, height: int) -> None:
    opened = open_page(the_map(), viewport={"width": width, "height": height})
    assert overlaps(opened) == []
    if height == 400:
        opened.page.click(".ge-legend > summary")
        opened.page.wait_for_selector(".ge-toolbar", state="hidden")
        assert opened.page.locator(".ge-legend").bounding_box()["y"] >= 0
        opened.page.click(".ge-legend > summary")
    opened.page.click(".ge-tool >> nth=1")
    opened.page.wait_for_selector("[role=gridcell]")
    opened.settle()
    drawer = opened.page.locator(".ge-drawer").bounding_box()
    for tool in opened.page.locator(".ge-tool").all():
        box = tool.bounding_box()
        assert box["y"] + box["height"] <= drawer["y"]
    assert drawer["height"] >= 150
    assert drawer["y"] + drawer["height"] <= height
    opened.page.click(".ge-tool >> nth=1")
    opened.page.wait_for_selector(".ge-drawer", state="hidden")
    opened.settle()
    assert overlaps(opened) == []
    opened.clean()


def walk(opened: Any, most: int = 90) -> list[str]:
    """Go through the page by the Tab key, and say which stops nobody can see."""
    hidden = []
    for _ in range(most):
        opened.page.keyboard.press("Tab")
        if what := opened.page.evaluate(HIDDEN):
            hidden.append(what)
        if opened.page.evaluate("() => document.activeElement === document.body"):
            break
    else:
        raise AssertionError("the Tab key never leaves the page")
    return hidden


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844), (640, 400)])
@pytest.mark.parametrize("state", ["table", "card", "filters"])
def test_what_has_the_focus_is_seen(open_page: Any, width: int, height: int, state: str) -> None:
    opened = open_page(the_map(), viewport={"width": width, "height": height}, reduced_motion="reduce")
    if state == "card":
        opened.js("m.select(3)")
        opened.page.wait_for_selector(".ge-card-title")
    else:
        opened.page.click(f".ge-tool >> nth={['filters', 'table'].index(state)}")
    opened.settle()
    opened.page.evaluate("() => document.activeElement.blur()")
    assert walk(opened) == []
    opened.clean()


def test_at_320_px_nothing_scrolls_sideways(open_page: Any) -> None:
    """As a page of 1280 px is at 400 %."""
    opened = open_page(the_map(), viewport={"width": 320, "height": 256}, reduced_motion="reduce")
    wide = "Math.max(document.documentElement.scrollWidth, ...[...document.querySelectorAll('.ge-header, .ge-time, "
    wide += ".ge-panel-body, .ge-drawer-head')].map((e) => e.getBoundingClientRect().right))"
    assert opened.js(wide) <= 320
    for tool in range(opened.page.locator(".ge-tool").count()):
        opened.page.locator(".ge-tool").nth(tool).click()
        opened.settle()
        assert opened.js(wide) <= 320, tool
        assert opened.js(
            "[...document.querySelectorAll('.ge-panel-body')].every((e) => e.scrollWidth <= e.clientWidth)"
        )
        opened.page.keyboard.press("Escape")
        opened.settle()
    opened.clean()


@pytest.mark.parametrize("width", [1280, 390])
def test_wider_spacing_of_text_loses_nothing(open_page: Any, width: int) -> None:
    opened = open_page(the_map(), viewport={"width": width, "height": 844}, reduced_motion="reduce")
    opened.js("m.select(3)")
    opened.page.wait_for_selector(".ge-card-title")
    opened.js("document.adoptedStyleSheets.push(Object.assign(new CSSStyleSheet(), {}))")
    opened.js("document.adoptedStyleSheets.at(-1).replaceSync(a)", SPACED)
    opened.settle()
    cut = """() => [...document.querySelectorAll('.ge-header *, .ge-panel *, .ge-time-head *, .ge-legend *')]
      .filter((e) => e.checkVisibility() && e.childElementCount === 0 && e.textContent.trim() !== '')
      .filter((e) => !e.closest('svg'))
      .filter((e) => { const b = e.getBoundingClientRect(); return b.right > innerWidth + 1 || b.left < -1; })
      .map((e) => e.className + ' ' + e.textContent)"""
    assert opened.page.evaluate(cut) == []
    opened.page.keyboard.press("Escape")
    opened.settle()
    assert [pair for pair in overlaps(opened) if "leaves" in pair or ".ge-header" in pair] == []
    opened.clean()


def test_one_day_offers_nothing_to_play(open_page: Any) -> None:
    table = tables.events().iloc[:2].copy()
    table["date_start"] = table["date_end"] = pd.Timestamp("2017-09-14")
    opened = open_page(EventMap(table, title="One day"), viewport={"width": 390, "height": 844})
    bar = opened.page.locator(".ge-time")
    assert "Sep 14, 2017" in bar.inner_text()
    assert bar.locator("button:visible, select:visible, input:visible, [role=slider]:visible").count() == 0
    opened.page.set_viewport_size({"width": 1280, "height": 800})
    opened.settle()
    assert bar.locator("button:visible, select:visible, input:visible, [role=slider]:visible").count() == 0
    assert "P Time" not in opened.page.locator(".ge-map-keys").text_content()
    opened.clean()


def test_at_400_percent_the_period_is_reached_by_its_key(open_page: Any) -> None:
    opened = open_page(the_map(), viewport={"width": 320, "height": 256})
    assert not opened.page.is_visible(".ge-track"), "the bars wait for room"
    opened.page.keyboard.press("Tab")
    opened.page.keyboard.press("p")
    opened.page.keyboard.press("End")
    opened.settle()
    assert opened.js("m.getState().time") == ["2017-10-02", "2017-10-03"]
    assert opened.page.evaluate(HIDDEN) is False
    opened.clean()

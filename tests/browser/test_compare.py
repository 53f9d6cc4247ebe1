"""Two periods side by side: what each side shows and counts, the line between them, its handles, its state."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from geoevents import EventMap
from tests.browser import tables

A, B = ["2017-09-08", "2017-09-13"], ["2017-09-13", "2017-09-21"]


@pytest.fixture
def opened(open_page: Callable[..., Any]) -> Iterator[Any]:
    page = open_page(EventMap(tables.events(), zones=tables.zones()))
    yield page
    page.clean()


def compare(opened: Any, a: list[str] = A, b: list[str] = B, split: float = 0.5) -> None:
    opened.js("m.setState({compare: a})", {"a": a, "b": b, "split": split})
    opened.settle()


def ink(opened: Any, name: str, second: bool) -> list[int]:
    """Columns of a canvas that have been drawn on: the first and the last, in px of the map; empty without any."""
    return opened.page.evaluate(
        """([name, second]) => {
          const m = window.geoevents.maps[0];
          const canvas = document.querySelectorAll(`.ge-canvas-${name}`)[second ? 1 : 0];
          const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
          const columns = [];
          for (let x = 0; x < canvas.width; x++) {
            let y = 0;
            while (y < canvas.height && data[(y * canvas.width + x) * 4 + 3] === 0) y++;
            if (y < canvas.height) columns.push(x);
          }
          return columns.length ? [columns[0], columns[columns.length - 1]] : [];
        }""",
        [name, second],
    )


def test_the_tool_compares_the_chosen_period_with_the_one_before(opened: Any) -> None:
    opened.js("m.setTime('2017-09-13', '2017-09-18')")
    tool = opened.page.get_by_role("button", name="Compare periods")
    tool.click()
    assert tool.get_attribute("aria-pressed") == "true"
    assert opened.js("m.getState().compare") == {
        "a": ["2017-09-08", "2017-09-13"],
        "b": ["2017-09-13", "2017-09-18"],
        "split": 0.5,
    }
    tool.click()
    assert opened.js("m.getState().compare") is None
    assert opened.js("m.getState().time") == ["2017-09-13", "2017-09-18"], "the period is as it was"
    assert opened.page.locator(".ge-divider:visible").count() == 0
    assert opened.js("document.querySelectorAll('.ge-canvas').length") == 5


def test_without_a_period_the_halves_of_time_are_compared(opened: Any) -> None:
    opened.page.get_by_role("button", name="Compare periods").click()
    assert opened.js("m.getState().compare") == {
        "a": ["2017-09-01", "2017-09-17"],
        "b": ["2017-09-17", "2017-10-03"],
        "split": 0.5,
    }


def test_numbers_of_both_and_the_change(opened: Any) -> None:
    compare(opened)
    numbers = opened.page.inner_text(".ge-compared").replace("\n", " ")
    # A: spot-1, the circle and the month; B: the dot, the area, the talks and the month.
    assert "Sep 8, 2017 – Sep 12, 2017 3 events 13 deaths" in numbers
    assert "Sep 13, 2017 – Sep 20, 2017 4 events 6 deaths" in numbers
    assert "+1 event, −7 deaths" in numbers
    assert "1 event may belong to either" in numbers
    assert "2 undated events are on neither side" in numbers
    assert "The periods differ in length: 5 days and 8 days." in numbers
    assert opened.stats()["visible"] == 6
    assert "6 of 9 events" in opened.page.inner_text(".ge-header")
    opened.js("m.setFilter({event_type: ['Battles']})")
    numbers = opened.page.inner_text(".ge-compared").replace("\n", " ")
    assert "2 events 10 deaths" in numbers
    assert "2 events 6 deaths" in numbers
    assert "0 events, −4 deaths" in numbers


def test_each_side_draws_its_own_events_and_zones(opened: Any) -> None:
    # Without the month-long event: the left side has Homs and Raqqa, the right one Idlib and the east.
    opened.js("m.setFilter({date_precision: ['']})")
    compare(opened)
    left, right = (
        opened.js(f"m.currentScene({side}).symbols.map((s) => m.data.places.rows[m.data.places.first[s.place]]).sort()")
        for side in (0, 1)
    )
    assert (left, right) == ([1, 4], [0, 3])
    assert opened.js("m.zonesInForce(0).map((z) => z.name)") == ["First zone"]
    assert opened.js("m.zonesInForce(1).map((z) => z.name)") == ["First zone", "Second zone"]
    assert ink(opened, "symbols", second=False) != ink(opened, "symbols", second=True)
    assert ink(opened, "zones", second=True)[1] > ink(opened, "zones", second=False)[1]


def shown_at(opened: Any, x: float, y: float) -> str:
    opened.page.mouse.move(x, y)
    opened.settle()
    return opened.page.inner_text(".ge-tip") if opened.page.locator(".ge-tip:visible").count() else ""


def test_the_pointer_hits_what_is_on_its_side(opened: Any) -> None:
    opened.js("m.map.setView([35.93, 36.63], 9, {animate: false})")
    compare(opened, split=0.3)
    at = opened.js("m.map.latLngToContainerPoint([35.93, 36.63])")
    assert "Protests" in shown_at(opened, at["x"], at["y"]), "the dot is in B, and B begins left of it"
    opened.js("m.setState({compare: a})", {"a": A, "b": B, "split": 0.7})
    opened.settle()
    assert "Protests" not in shown_at(opened, at["x"] + 1, at["y"]), "the dot is not in A"
    opened.js("m.setState({compare: a})", {"a": B, "b": A, "split": 0.7})
    opened.settle()
    assert "Protests" in shown_at(opened, at["x"], at["y"])


def clip(opened: Any, second: bool) -> list[float]:
    """Left and right edge of what a side shows, px of the map."""
    return opened.page.evaluate(
        """(second) => {
          const m = window.geoevents.maps[0];
          const pane = document.querySelectorAll('.ge-canvas-symbols')[second ? 1 : 0].parentElement;
          const xs = [...pane.style.clipPath.matchAll(/(-?[\\d.]+)px (-?[\\d.]+)px/g)].map((p) => Number(p[1]));
          const left = m.map.layerPointToContainerPoint([Math.min(...xs), 0]).x;
          return [left, left + Math.max(...xs) - Math.min(...xs)];
        }""",
        second,
    )


def test_the_line_stays_where_it_is_while_the_map_moves(opened: Any) -> None:
    compare(opened, split=0.4)
    assert clip(opened, second=False) == [0, 512]
    assert clip(opened, second=True) == [512, 1280]
    opened.page.mouse.move(800, 300)
    opened.page.mouse.down()
    opened.page.mouse.move(700, 260, steps=3)
    assert clip(opened, second=False) == [0, 512], "also while it is dragged"
    opened.page.mouse.up()
    opened.js("m.map.setZoom(m.map.getZoom() + 1, {animate: false})")
    assert clip(opened, second=True) == [512, 1280]
    opened.page.set_viewport_size({"width": 1000, "height": 700})
    opened.page.wait_for_timeout(300)
    assert [round(x) for x in clip(opened, second=False)] == [0, 400]


def test_the_line_by_pointer_and_by_keys(opened: Any) -> None:
    compare(opened)
    center = opened.js("m.getState().center")
    opened.page.wait_for_timeout(400)  # labels follow a change after a moment
    opened.page.evaluate(
        """() => {
          // Whatever is drawn anew begins with a cleared canvas.
          const drawing = CanvasRenderingContext2D.prototype, clear = drawing.clearRect;
          window.drawn = 0;
          drawing.clearRect = function (...a) {
            if (this.canvas.classList.contains("ge-canvas")) window.drawn++;
            return clear.apply(this, a);
          };
        }"""
    )
    box = opened.page.locator(".ge-grip").bounding_box()
    opened.page.mouse.move(box["x"] + 14, box["y"] + 20)
    opened.page.mouse.down()
    opened.page.mouse.move(320, 300, steps=5)
    opened.page.mouse.up()
    assert opened.js("m.getState().compare.split") == pytest.approx(0.25, abs=0.005)
    line = opened.page.get_by_role("separator", name="Line between period A and period B")
    line.focus()
    for key, share in (("ArrowRight", 27), ("PageUp", 37), ("ArrowLeft", 35), ("Home", 3), ("End", 97)):
        opened.page.keyboard.press(key)
        assert line.get_attribute("aria-valuenow") == str(share), key
    opened.settle()
    assert opened.js("window.drawn") == 0, "nothing is drawn anew for it"
    assert opened.js("m.getState().center") == center, "and the map has not moved"


def test_each_period_has_two_handles(opened: Any) -> None:
    compare(opened)
    assert opened.page.locator("input[aria-label='Start of the period']:visible").count() == 0
    end = opened.page.get_by_role("slider", name="End of period A")
    end.focus()
    opened.page.keyboard.press("ArrowLeft")
    opened.settle()
    assert opened.js("m.getState().compare.a") == ["2017-09-08", "2017-09-12"]
    start = opened.page.get_by_role("slider", name="Start of period B")
    start.focus()
    opened.page.keyboard.press("ArrowRight")
    opened.settle()
    assert opened.js("m.getState().compare.b") == ["2017-09-14", "2017-09-21"]
    assert start.get_attribute("aria-valuetext") == "September 14, 2017"
    # Where A ends as B begins, both can be taken hold of: A above, B below.
    boxes = [
        opened.page.get_by_role("slider", name=name).bounding_box() for name in ("End of period A", "Start of period B")
    ]
    assert boxes[0]["y"] + boxes[0]["height"] <= boxes[1]["y"] + 1


def test_the_brush_moves_the_period_it_is_on(opened: Any) -> None:
    compare(opened)
    box = opened.page.locator(".ge-brush").bounding_box()
    x = lambda day: box["x"] + box["width"] * (day - 1) / 32  # noqa: E731
    for height, which, other in ((0.2, "a", B), (0.8, "b", A)):
        middle = {"a": 10.5, "b": 17}[which]
        y = box["y"] + box["height"] * height
        opened.page.mouse.move(x(middle), y)
        opened.page.mouse.down()
        opened.page.mouse.move(x(middle + 2), y, steps=3)
        opened.page.mouse.up()
        opened.settle()
        state = opened.js("m.getState().compare")
        assert state[which] == {"a": ["2017-09-10", "2017-09-15"], "b": ["2017-09-15", "2017-09-23"]}[which]
        assert state["b" if which == "a" else "a"] == other
        compare(opened)


def test_escape_ends_it_and_gives_the_focus_back(opened: Any) -> None:
    tool = opened.page.get_by_role("button", name="Compare periods")
    tool.focus()
    opened.page.keyboard.press("Enter")
    opened.page.focus(".ge-divider")
    opened.page.keyboard.press("Escape")
    assert opened.js("m.getState().compare") is None
    assert opened.js("document.activeElement.textContent.trim()") == "Compare periods"
    opened.page.keyboard.press("Enter")
    opened.page.get_by_role("button", name="End the comparison").click()
    assert opened.js("m.getState().compare") is None


def test_a_chosen_event_has_its_area_on_its_own_side(opened: Any) -> None:
    opened.js("m.setFilter({actor: ['Side C']})")
    opened.js("m.setState({zoom: 3})")
    compare(opened, ["2017-09-15", "2017-09-25"], ["2017-09-25", "2017-10-05"])
    opened.js("m.select([...Array(m.data.events.count).keys()].find((i) => m.filter.mask[i] === 1))")
    opened.settle()
    assert opened.js(
        "[...m.container.querySelectorAll('.ge-canvas-areas')].map((canvas) => canvas.style.display !== 'none')"
    ) == [True, False], "it is of September"


def test_a_state_restores_the_comparison(opened: Any, open_page: Callable[..., Any]) -> None:
    opened.js("m.setTime('2017-09-02', '2017-09-30')")
    compare(opened, split=0.3)
    state = opened.js("m.getState()")
    again = open_page(EventMap(tables.events(), zones=tables.zones()))
    again.js("m.setState(a)", state)
    assert again.js("m.getState()") == state
    assert again.stats() == opened.stats()
    again.js("m.setTime(null, null)")
    assert again.js("m.getState().compare") is None, "a period chosen ends it"
    again.clean()


def test_forged_comparisons_change_nothing(opened: Any) -> None:
    before = opened.js("m.getState()")
    for wrong in (
        *tables.HOSTILE,
        {"a": A},
        {"a": A, "b": [B[1], B[0]]},
        {"a": A, "b": B, "split": -1},
        {"a": A, "b": [tables.HOSTILE[0], None]},
        7,
    ):
        message = opened.js(
            "(() => { try { m.setState({undated: false, compare: a}); } catch (e) { return e.name; } })()", wrong
        )
        assert message == "RangeError", wrong
    assert opened.js("m.getState()") == before
    opened.js("m.setState({compare: null})")


def test_no_dates_nothing_to_compare(open_page: Callable[..., Any]) -> None:
    opened = open_page(EventMap(tables.events().iloc[[6]]))
    assert opened.page.get_by_role("button", name="Compare periods").count() == 0
    message = opened.js(
        "(() => { try { m.setState({compare: a}); } catch (e) { return e.message; } })()", {"a": A, "b": B}
    )
    assert "no dates" in message
    opened.clean()

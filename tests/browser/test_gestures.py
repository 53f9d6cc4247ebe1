"""A map among other things leaves the wheel and one finger to the page around it; a map that is the page keeps them."""

from __future__ import annotations

from typing import Any

import pytest

from geoevents.maps.event_map import EventMap
from tests.browser import tables

LONG = "<p style='height:3000px'>Long</p>"


def framed(style: str = "", *, isolated: bool = True) -> str:
    cell = EventMap(tables.events(), tables.zones(), title="Nine events").embed(isolated=isolated)
    head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    return (
        f'<!DOCTYPE html><html lang="en"><head>{head}<style>body{{margin:0}}{style}</style></head>'
        f"<body>{cell}{LONG}</body></html>"
    )


def inside(opened: Any) -> Any:
    frame = opened.page.locator("iframe").first.element_handle().content_frame()
    frame.wait_for_function("() => window.geoevents?.maps.length === 1")
    frame.evaluate("() => window.geoevents.ready")
    return frame


def state(frame: Any) -> Any:
    return frame.evaluate("() => { const s = geoevents.maps[0].getState(); return [...s.center, s.zoom]; }")


def zoomed(frame: Any, before: Any) -> None:
    frame.wait_for_function("(z) => geoevents.maps[0].getState().zoom > z", arg=before[2])


def test_the_wheel_scrolls_the_page_until_the_map_is_clicked(open_page: Any) -> None:
    # Of a frame in a process of its own, the browser that tests drive does not say that the pointer left it.
    opened = open_page(framed(isolated=False), ready=False)
    frame, mouse = inside(opened), opened.page.mouse
    before = state(frame)
    mouse.move(640, 300)
    mouse.wheel(0, 100)
    opened.page.wait_for_function("() => scrollY > 0")
    assert state(frame) == before
    opened.page.evaluate("() => scrollTo(0, 0)")
    frame.locator(".geoevents").click(position={"x": 640, "y": 40})
    mouse.wheel(0, -100)
    zoomed(frame, before)
    assert opened.page.evaluate("() => scrollY") == 0
    # out of the map and in again, the wheel is the page's once more
    mouse.move(640, 700)
    mouse.move(640, 300)
    mouse.wheel(0, 100)
    opened.page.wait_for_function("() => scrollY > 0")
    opened.clean()


def test_ctrl_and_wheel_zoom_the_map(open_page: Any) -> None:
    opened = open_page(framed(), ready=False)
    frame = inside(opened)
    before = state(frame)
    opened.page.mouse.move(640, 300)
    opened.page.keyboard.down("Control")
    opened.page.mouse.wheel(0, -100)
    opened.page.keyboard.up("Control")
    zoomed(frame, before)
    opened.clean()


def test_a_map_that_is_the_page_has_the_wheel(open_page: Any) -> None:
    opened = open_page(EventMap(tables.events()))
    before = state(opened.page)
    opened.page.mouse.move(640, 300)
    opened.page.mouse.wheel(0, -100)
    zoomed(opened.page, before)
    opened.clean()


def touch(opened: Any, fingers: int, to: int) -> None:
    """Move fingers upwards from the middle of the window."""
    session = opened.page.context.new_cdp_session(opened.page)

    def send(kind: str, y: int) -> None:
        points = [{"x": 150 + 60 * i, "y": y} for i in range(fingers)] if kind != "touchEnd" else []
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    send("touchStart", 330)
    for step in range(1, 11):
        send("touchMove", 330 - (330 - to) * step // 10)
    send("touchEnd", to)


@pytest.mark.parametrize("fingers", [1, 2])
def test_one_finger_scrolls_the_page_two_move_the_map(open_page: Any, fingers: int) -> None:
    phone = {"viewport": {"width": 390, "height": 800}, "has_touch": True, "is_mobile": True}
    opened = open_page(framed(), ready=False, **phone)
    frame = inside(opened)
    before = state(frame)
    touch(opened, fingers, 180)
    if fingers == 1:
        opened.page.wait_for_function("() => scrollY > 50")
        assert state(frame) == before
    else:
        frame.wait_for_function("(lat) => geoevents.maps[0].getState().center[1] < lat - 0.1", arg=before[1])
        assert opened.page.evaluate("() => scrollY") == 0
    opened.clean()


def test_one_finger_moves_a_map_that_is_the_page(open_page: Any) -> None:
    phone = {"viewport": {"width": 390, "height": 800}, "has_touch": True, "is_mobile": True}
    opened = open_page(EventMap(tables.events()), **phone)
    before = state(opened.page)
    touch(opened, 1, 180)
    opened.page.wait_for_function("(lat) => geoevents.maps[0].getState().center[1] < lat - 0.1", arg=before[1])
    opened.clean()


# -- light and dark


def scheme(frame: Any) -> str:
    return str(frame.evaluate("() => geoevents.maps[0].container.dataset.geScheme"))


@pytest.mark.parametrize("system", ["light", "dark"])
def test_a_frame_looks_like_the_page_around_it(open_page: Any, system: str) -> None:
    """As notebooks and sites have it: their own light and dark, whatever the system's."""
    style = ".dark{background:#111;color:oklch(0.95 0 0)} .light{background:#fff;color:rgba(0,0,0,.87)}"
    html = framed(style=style).replace("<body>", '<body class="light">')
    opened = open_page(html, ready=False, color_scheme=system)
    frame = inside(opened)
    frame.wait_for_function("() => geoevents.maps[0].container.dataset.geScheme === 'light'")
    opened.page.evaluate("() => { document.body.className = 'dark'; }")
    frame.wait_for_function("() => geoevents.maps[0].container.dataset.geScheme === 'dark'")
    assert frame.evaluate("() => getComputedStyle(geoevents.maps[0].container).colorScheme") == "dark"
    opened.clean()


def test_a_theme_that_was_chosen_stays(open_page: Any) -> None:
    cell = EventMap(tables.events(), theme="light")._repr_html_()
    opened = open_page(f'<!DOCTYPE html><body style="color:#fff;background:#000">{cell}', ready=False)
    frame = inside(opened)
    # The page around would say that it is dark; by the time this listener hears so, the map's own have, too.
    told = """() => new Promise((resolve) => {
      addEventListener("message", ({ data }) => { if (data?.type === "geoevents:look") resolve(data.dark); });
      parent.postMessage({ type: "geoevents:look?" }, "*");
    })"""
    assert frame.evaluate(told) is True
    assert scheme(frame) == "light"
    opened.clean()


def test_only_the_page_around_says_how_it_looks(open_page: Any) -> None:
    opened = open_page(framed(), ready=False, color_scheme="light")
    frame = inside(opened)
    own = """() => new Promise((resolve) => {
      addEventListener("message", ({ source }) => { if (source === window) resolve(true); });
      window.postMessage({ type: "geoevents:look", dark: true }, "*");
    })"""
    assert frame.evaluate(own)
    assert scheme(frame) == "light"
    # the same words from around it are heeded
    opened.page.evaluate("() => frames[0].postMessage({ type: 'geoevents:look', dark: true }, '*')")
    frame.wait_for_function("() => geoevents.maps[0].container.dataset.geScheme === 'dark'")
    opened.clean()


# -- maps that are not seen at first


def test_a_map_in_a_hidden_part_of_a_page_finds_its_view(open_page: Any) -> None:
    cell = EventMap(tables.events(), tables.zones()).embed()
    cell = cell.replace('loading="lazy" data-geoevents-frame', "data-geoevents-frame")
    body = f'<div>{cell}</div><div id="tab" hidden>{cell}</div>'
    opened = open_page(f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><body>{body}', ready=False)
    shown = inside(opened)
    hidden = opened.page.locator("iframe").nth(1).element_handle().content_frame()
    hidden.wait_for_function("() => window.geoevents?.maps.length === 1", polling=50)  # nothing is painted there
    hidden.evaluate("() => window.geoevents.ready")
    opened.page.evaluate("() => { document.getElementById('tab').hidden = false; }")
    same = (
        "(like) => { const s = geoevents.maps[0].getState(); return String([...s.center, s.zoom]) === String(like); }"
    )
    hidden.wait_for_function(same, arg=state(shown))
    opened.clean()

"""Playing through time, the bins the reader chooses, uncertain dates in the histogram, the zones' validity."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from geoevents import EventMap
from tests.browser import tables

BAR = "[role=slider].ge-brush"


@pytest.fixture
def opened(open_page: Callable[..., Any]) -> Iterator[Any]:
    page = open_page(EventMap(tables.events(), zones=tables.zones()))
    yield page
    page.clean()


def period(opened: Any) -> Any:
    return opened.js("m.getState().time")


def choose(opened: Any, label: str, words: str) -> None:
    opened.page.locator(".ge-time-choices label", has_text=label).locator("select").select_option(words)


def test_steps_by_the_chosen_bins(opened: Any) -> None:
    choose(opened, "Bars", "by week")
    assert opened.js("m.getState().play.bins") == "week"
    assert "Events per week" in opened.page.inner_text(".ge-unit")
    forward, back = (opened.page.get_by_role("button", name=name) for name in ("One step on", "One step back"))
    forward.click()
    assert period(opened) == ["2017-08-28", "2017-09-04"]
    forward.click()
    assert period(opened) == ["2017-09-04", "2017-09-11"]
    back.click()
    back.click()
    assert period(opened) == ["2017-08-28", "2017-09-04"], "there is nothing before the first bin"
    choose(opened, "Play", "growing")
    forward.click()
    assert period(opened) == ["2017-08-28", "2017-09-11"]


def test_only_widths_that_make_bins_are_offered(opened: Any) -> None:
    offered = opened.page.locator(".ge-time-choices label", has_text="Bars").locator("option").all_inner_texts()
    # One month and two days: two months, one after the other; both lie in different quarters, but in one year.
    assert offered == ["automatic", "by day", "by week", "by month", "by quarter"]


def test_the_bar_by_keyboard(opened: Any) -> None:
    opened.js("m.setState({play: {mode: 'window', speed: 1, bins: 'day'}, time: ['2017-09-10', '2017-09-12']})")
    bar = opened.page.locator(BAR)
    bar.focus()
    opened.page.keyboard.press("ArrowRight")
    assert period(opened) == ["2017-09-11", "2017-09-13"]
    assert bar.get_attribute("aria-valuetext") == "Sep 11, 2017 – Sep 12, 2017"
    opened.page.keyboard.press("ArrowLeft")
    assert period(opened) == ["2017-09-10", "2017-09-12"]
    opened.page.keyboard.press("End")
    assert period(opened) == ["2017-10-01", "2017-10-03"]
    opened.page.keyboard.press("Home")
    assert period(opened) == ["2017-09-01", "2017-09-03"]
    opened.page.keyboard.press("Space")
    assert opened.page.get_by_role("button", name="Pause").count() == 1
    opened.page.keyboard.press("Space")
    assert opened.page.get_by_role("button", name="Play", exact=True).count() == 1


def periods_while_playing(opened: Any) -> list[list[int] | None]:
    """Play from here to the end, and return the periods that were shown."""
    return opened.page.evaluate(
        """() => new Promise((resolve) => {
          const m = window.geoevents.maps[0], seen = [];
          m.container.addEventListener('geoevents:change', () => seen.push(m.filter.period && [...m.filter.period]));
          document.querySelector('.ge-play').click();
          const wait = () => document.querySelector('.ge-play').title === 'Play' ? resolve(seen) : setTimeout(wait, 30);
          setTimeout(wait, 60);
        })"""
    )


def test_a_window_plays_to_the_end_and_stops(opened: Any) -> None:
    opened.js("m.setState({play: {mode: 'window', speed: 4, bins: 'week'}})")
    seen = periods_while_playing(opened)
    assert seen[0] == [17406, 17413], "from the first week"
    assert seen[-1] == [17441, 17448], "to the last"
    starts = [from_ for from_, _ in seen]
    assert starts == sorted(starts)
    assert {to - from_ for from_, to in seen} == {7}
    assert len(set(starts)) > 6, "it glides: more steps than weeks"
    assert opened.page.locator(".ge-summary").get_attribute("aria-live") == "polite"


def test_a_growing_period_ends_as_all_of_time(opened: Any) -> None:
    opened.js("m.setState({play: {mode: 'cumulative', speed: 4, bins: 'week'}})")
    seen = periods_while_playing(opened)
    assert {from_ for from_, _ in seen[:-1]} == {17406}
    ends = [to for _, to in seen[:-1]]
    assert ends == sorted(ends)
    assert seen[-1] is None
    assert opened.stats()["visible"] == 9


def test_whoever_wants_no_motion_gets_steps(open_page: Callable[..., Any]) -> None:
    opened = open_page(EventMap(tables.events()), reduced_motion="reduce")
    opened.js("m.setState({play: {mode: 'window', speed: 4, bins: 'week'}})")
    seen = periods_while_playing(opened)
    assert [from_ for from_, _ in seen] == [17406, 17413, 17420, 17427, 17434, 17441]
    opened.clean()


def test_playing_yields_to_the_reader(opened: Any) -> None:
    opened.js("m.setState({play: {mode: 'window', speed: 1, bins: 'week'}})")
    opened.page.get_by_role("button", name="Play", exact=True).click()
    opened.page.wait_for_timeout(120)
    assert opened.page.locator(".ge-summary").get_attribute("aria-live") == "off", "numbers that run are not read out"
    opened.js("m.setTime('2017-09-14', '2017-09-16')")
    opened.page.wait_for_timeout(200)
    assert period(opened) == ["2017-09-14", "2017-09-16"]
    assert opened.page.get_by_role("button", name="Play", exact=True).count() == 1


def test_never_more_redraws_than_frames(open_page: Callable[..., Any]) -> None:
    opened = open_page(EventMap(tables.many(3_000)))
    counts = opened.page.evaluate(
        """() => new Promise((resolve) => {
          const m = window.geoevents.maps[0];
          let frames = 0, changes = 0, paints = 0;
          m.container.addEventListener('geoevents:change', () => changes++);
          const paint = m.stage.paint.bind(m.stage);
          m.stage.paint = () => { paints++; paint(); };
          m.setState({play: {mode: 'window', speed: 4, bins: 'week'}});
          changes = paints = 0;
          document.querySelector('.ge-play').click();
          const count = () => { frames++; if (frames < 40) requestAnimationFrame(count);
                          else resolve([frames, changes, paints]); };
          requestAnimationFrame(count);
        })"""
    )
    frames, changes, paints = counts
    assert 5 < changes <= frames + 2
    assert paints <= frames + 2
    opened.clean()


def test_an_uncertain_date_is_no_peak_on_its_first_day(opened: Any) -> None:
    opened.js("m.setState({play: {mode: 'window', speed: 1, bins: 'day'}})")
    assert "Events per day, at most 1" in opened.page.inner_text(".ge-unit")
    # spot-2 happened on some day of September: a thirtieth of it on each.
    opened.js("m.setFilter({fatalities: [5, 7]})")
    assert opened.stats()["visible"] == 1
    assert "Events per day, at most 0" in opened.page.inner_text(".ge-unit")
    choose(opened, "Bars", "by month")
    assert "Events per month, at most 1" in opened.page.inner_text(".ge-unit")
    assert "1 event of uncertain date is spread over the days it may have happened on" in opened.page.inner_text(
        ".ge-time"
    )


def test_certain_dates_need_no_note(open_page: Callable[..., Any]) -> None:
    opened = open_page(EventMap(tables.events().iloc[[0, 1, 4]]))
    assert opened.page.locator(".ge-spread:visible").count() == 0
    opened.clean()


def test_bands_say_when_zones_are_in_force(opened: Any) -> None:
    bands = opened.page.locator(".ge-band")
    assert bands.count() == 2
    first = bands.nth(0)
    assert first.get_attribute("aria-label") == "First zone: May 6, 2017 – September 15, 2017"
    box, track = first.bounding_box(), opened.page.locator(".ge-brush").bounding_box()
    # The axis runs from 1 September to 2 October; the zone ends with 15 September.
    assert box["x"] == pytest.approx(track["x"], abs=1)
    assert box["width"] == pytest.approx(track["width"] * 15 / 32, abs=2)
    first.hover()
    assert "First zone" in opened.page.inner_text(".ge-band-tip")
    first.focus()
    opened.page.keyboard.press("ArrowRight")
    assert "Second zone" in opened.page.inner_text(".ge-band-tip")
    assert "September 16, 2017" in opened.page.inner_text(".ge-band-tip")
    opened.page.keyboard.press("Enter")
    assert "Second zone" in opened.page.inner_text(".ge-panel")
    opened.page.keyboard.press("Escape")


def test_wrong_settings_change_nothing(opened: Any) -> None:
    before = opened.js("m.getState()")
    for wrong in ("{speed: 3}", "{bins: '<img src=x>'}", "{mode: null}", "'fast'", "{evil: 1}"):
        message = opened.js(
            f"(() => {{ try {{ m.setState({{undated: false, play: {wrong}}}); }}"
            " catch (e) { return e.name + e.message; } })()"
        )
        assert message.startswith("RangeError"), wrong
        assert "play" in message
    assert opened.js("m.getState()") == before


def test_hostile_names_of_zones_stay_text(open_page: Callable[..., Any]) -> None:
    zones = tables.hostile_zones()
    zones["valid_from"] = [tables.day(f"2017-09-{i + 1:02d}") for i in range(len(zones))]
    opened = open_page(EventMap(tables.hostile_events(), zones=zones))
    bands = opened.page.locator(".ge-band")
    assert bands.count() == len(tables.HOSTILE)
    for i, bad in enumerate(tables.HOSTILE):
        bands.nth(i).focus()
        assert opened.page.text_content(".ge-band-tip bdi") == bad
    assert opened.js("window.__hit") is None
    opened.clean()

"""The page of a text in a browser: text and map answer each other, by mouse and by keyboard, in any language."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import geopandas as gpd
import pytest
import shapely

from geoevents.maps.content import safe_json
from geoevents.maps.language import language_of, languages
from geoevents.maps.mention_page import mention_page
from tests.browser import tables
from tests.browser.conftest import lacking
from tests.browser.test_axe import AXE, objections
from tests.maps.test_mention_page import HOSTILE, mention, table, told

TEXT = (
    "Shells fell on Saraqib and near Idlib on Thursday. Syrian officials spoke of Saraqib city, of Nowhere and of "
    f"{HOSTILE} later."
)
ROWS = table(
    mention(TEXT, "Saraqib", lat=35.86, lon=36.80),
    mention(
        TEXT, "near Idlib", lat=35.93, lon=36.63, precision="near", name="Idlib", explanation="within 9 km of Idlib",
        alternatives=[{"name": "Idlib", "kind": "admin1", "country": "SY", "admin1": "Idlib"}],
    ),
    mention(TEXT, "Syrian", literal=False, role="demonym", precision="country", name="Syria", lat=35.0, lon=38.5),
    mention(TEXT, "Saraqib city", name="Saraqib", place_id="x:Saraqib", lat=35.86, lon=36.80),
    mention(TEXT, "Nowhere", status="unresolved", geometry=None, explanation="no place has that name"),
)  # fmt: skip


@pytest.fixture
def reading(open_page: Any) -> Any:
    def open_(
        text: str = TEXT, rows: gpd.GeoDataFrame = ROWS, *, title: str = HOSTILE, locale: str = "en", **options: Any
    ) -> Any:
        page = mention_page(text, rows, title=title, locale=locale).decode()
        opened = open_page(page, ready=False, **options)
        opened.page.evaluate("() => window.geoevents.text.ready")
        opened.settle()
        return opened

    return open_


def selected(opened: Any) -> int | None:
    return opened.page.evaluate("() => window.geoevents.text.stats().selected")


def test_the_text_stands_as_it_is_and_nothing_of_it_runs(reading: Any) -> None:
    opened = reading()
    assert opened.page.evaluate("() => document.querySelector('.ge-text-body').textContent") == TEXT
    assert HOSTILE in opened.page.evaluate("() => document.querySelector('h1').textContent")
    assert opened.page.evaluate("() => document.querySelectorAll('#reading img, #reading script').length") == 0
    opened.clean()


def test_a_click_on_a_mention_shows_its_place(reading: Any) -> None:
    opened = reading()
    opened.page.click("text=near Idlib")
    assert selected(opened) == 1
    assert "Idlib" in opened.page.inner_text(".ge-place-card")
    assert opened.page.get_attribute(".ge-mark >> nth=1", "aria-current") == "true"
    opened.page.keyboard.press("Escape")
    assert opened.page.locator("[aria-current]").count() == 0
    assert selected(opened) is None
    assert not opened.page.is_visible(".ge-place-card")
    opened.clean()


def focused(opened: Any) -> str:
    """What has the focus: its words, or its name where it has no words."""
    return opened.page.evaluate(
        "() => { const e = document.activeElement; return e.getAttribute('aria-label') ?? e.textContent; }"
    )


def press(opened: Any, *keys: str) -> str:
    for key in keys:
        opened.page.keyboard.press(key)
    return focused(opened)


def test_keys_lead_from_mention_to_mention_to_the_alternatives_and_back(reading: Any) -> None:
    opened = reading()
    assert press(opened, "Tab") == "Skip to the map"
    assert press(opened, "Tab", "Tab", "Tab").endswith("near Idlib")
    assert press(opened, "Enter") == "Idlib"
    assert selected(opened) == 1
    assert opened.page.evaluate("() => document.activeElement.tagName") == "H2"
    assert press(opened, "Tab", "Tab") == "Why this place"
    assert press(opened, "Tab") == "It could also be (1)"
    press(opened, "Enter")
    assert "province or governorate · Syria" in opened.page.inner_text(".ge-place-card li")
    assert press(opened, "Escape").endswith("near Idlib")
    assert selected(opened) is None
    assert press(opened, "Tab", "Tab", " ") == "Saraqib"
    assert selected(opened) == 3
    opened.clean()


def test_steps_between_the_mentions_of_a_place_keep_the_focus_and_tell_where_one_is(reading: Any) -> None:
    opened = reading()
    opened.page.focus(".ge-mark >> nth=0")
    assert press(opened, "Enter", "Shift+Tab") != "Saraqib"
    opened.page.focus(".ge-step-next")
    assert focused(opened) == "Next mention of this place, 1 of 2 in the text"
    assert press(opened, "Enter") == "Next mention of this place, 2 of 2 in the text"
    assert selected(opened) == 3
    assert press(opened, "Escape") == "Saraqib city"
    opened.clean()


def test_the_first_stop_leads_past_all_mentions_to_the_map(reading: Any) -> None:
    opened = reading()
    assert press(opened, "Tab", "Enter") == "Map of the places"
    assert opened.page.is_hidden(".ge-skip:focus")
    before = opened.page.evaluate("() => window.geoevents.text.pixel(0).x")
    press(opened, "ArrowRight")
    opened.page.wait_for_function("(x) => window.geoevents.text.pixel(0).x < x - 20", arg=before)
    opened.clean()


def test_a_mention_is_told_with_its_place_and_without_the_symbol_before_it(reading: Any) -> None:
    opened = reading()
    session = opened.page.context.new_cdp_session(opened.page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    told = {
        node["name"]["value"]: node.get("description", {}).get("value", "")
        for node in nodes
        if node.get("role", {}).get("value") == "button"
    }
    assert told["near Idlib"] == "Idlib, city, town or village, Somewhere, Syria, near the place named"
    assert told["Syrian"].endswith("people or adjective")
    assert told["Nowhere"] == "Not found in the gazetteer"
    opened.clean()


def test_a_click_on_the_map_finds_the_mention_and_the_next_of_the_same_place(reading: Any) -> None:
    opened = reading(reduced_motion="reduce")

    def click(row: int) -> int | None:
        at = opened.page.evaluate("(i) => window.geoevents.text.pixel(i)", row)
        opened.page.mouse.click(at["x"], at["y"])
        return selected(opened)

    assert click(0) == 0
    assert opened.page.get_attribute(".ge-mark >> nth=0", "aria-current") == "true"
    assert click(0) == 3
    assert click(0) == 0
    opened.page.evaluate("() => window.geoevents.text.select(null)")
    assert click(1) == 1
    assert opened.page.evaluate("() => window.geoevents.text.pixel(4)") is None
    opened.clean()


def test_a_click_on_what_stands_on_the_map_is_none_on_the_map(reading: Any) -> None:
    area = {"precision": "area", "geometry": shapely.box(20, 20, 50, 50)}
    opened = reading("Shells fell on Saraqib.", table(mention("Shells fell on Saraqib.", "Saraqib", **area)))
    # What is clicked may be gone by the time the map would hear of it.
    opened.page.evaluate(
        """() => {
          const button = document.querySelector('.ge-coordinates');
          button.addEventListener('click', () => button.replaceChildren('pressed'));
        }"""
    )
    opened.page.click(".ge-coordinates bdi")
    assert opened.page.inner_text(".ge-coordinates") == "pressed"
    assert selected(opened) is None
    opened.page.click(".ge-place-map", position={"x": 300, "y": 200})
    assert selected(opened) == 0
    opened.clean()


def test_a_chosen_place_is_brought_into_sight_beside_the_card(reading: Any) -> None:
    for options in ({}, {"viewport": {"width": 390, "height": 844}}):
        opened = reading(reduced_motion="reduce", **options)
        for row in (0, 1, 2):
            opened.page.evaluate("(i) => window.geoevents.text.select(i)", row)
            opened.settle()
            at = opened.page.evaluate("(i) => window.geoevents.text.pixel(i)", row)
            seen = opened.page.locator(".ge-place-map").bounding_box()
            card = opened.page.locator(".ge-place-card").bounding_box()
            assert seen["x"] < at["x"] < seen["x"] + seen["width"]
            assert seen["y"] < at["y"] < seen["y"] + seen["height"]
            covered = card["x"] <= at["x"] <= card["x"] + card["width"] and card["y"] <= at["y"]
            assert not covered, (row, options)


def test_what_was_not_found_says_so(reading: Any) -> None:
    opened = reading()
    opened.page.click("text=Nowhere")
    card = opened.page.inner_text(".ge-place-card")
    assert "Not found" in card
    assert "no place has that name" in card


@pytest.mark.parametrize("width", [390, 700, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wider_than_the_screen(reading: Any, width: int, scheme: str) -> None:
    opened = reading(viewport={"width": width, "height": 844}, color_scheme=scheme)
    opened.page.evaluate("() => window.geoevents.text.select(1)")
    opened.settle()
    assert opened.page.evaluate("() => document.documentElement.scrollWidth") <= width
    map_box = opened.page.locator(".ge-place-map").bounding_box()
    card = opened.page.locator(".ge-place-card").bounding_box()
    assert map_box["height"] > 250
    assert card["x"] >= map_box["x"]
    assert card["y"] >= map_box["y"]
    assert opened.page.get_attribute("#reading", "data-ge-scheme") == scheme
    opened.clean()


@pytest.mark.parametrize("head", ["Shells fell on Saraqib", "  Shells  fell on Saraqib "])
def test_a_headline_stands_once_with_its_mentions(open_page: Any, head: str) -> None:
    text = f"\n{head}\n\nNothing fell on Idlib."
    rows = table(
        mention(text, "Saraqib", lat=35.86, lon=36.80),
        mention(text, "Idlib", lat=35.93, lon=36.63),
    )
    opened = open_page(mention_page(text, rows, title="Shells fell on Saraqib").decode(), ready=False)
    opened.page.evaluate("() => window.geoevents.text.ready")
    assert opened.page.inner_text("h1").split() == head.split()
    assert opened.page.inner_text(".ge-text-body").strip() == "Nothing fell on Idlib."
    opened.page.click("h1 .ge-mark")
    assert selected(opened) == 0
    opened.clean()


@pytest.mark.parametrize("tag", languages())
def test_the_page_speaks_its_language_and_leaves_the_text_as_it_is(reading: Any, tag: str) -> None:
    language = language_of(tag)
    opened = reading(locale=tag)
    assert opened.page.evaluate("() => [document.documentElement.lang, document.documentElement.dir]") == [
        tag,
        language.direction,
    ]
    assert language.say("reading.mentions", n=5) in opened.page.inner_text(".ge-text-numbers")
    legend = opened.page.inner_text(".ge-keys")
    assert language.words["place.exact"] in legend
    assert language.words["reading.key.unresolved"] in legend
    opened.page.evaluate("() => window.geoevents.text.select(1)")
    card = opened.page.inner_text(".ge-place-card")
    for key in ("reading.kind.town", "precision.near", "reading.confidence", "reading.why"):
        assert language.words[key] in card
    if tag != "en":
        assert "Syria" not in card
    assert opened.page.get_attribute(".ge-place-more p", "lang") == "en"
    # A key that the page has no words for would stand there itself.
    everything = opened.page.evaluate("() => document.getElementById('reading').outerHTML")
    assert [key for key in language.words if "." in key and key in everything] == []
    assert opened.page.evaluate("() => document.querySelector('.ge-text-body').textContent") == TEXT
    opened.clean()


LINES = "In Idlib city.\n\nفي مدينة إدلب.\nIdlib (town), again.\n  \n\n\tHoms\u202e was quiet.\n\n"


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_each_line_runs_in_its_own_direction(reading: Any, locale: str) -> None:
    rows = table(
        mention(LINES, "Idlib"), mention(LINES, "إدلب"), mention(LINES, "Homs", lat=34.7),
        mention(LINES, "Idlib (town)", lat=35.9),
    )  # fmt: skip
    opened = reading(LINES, rows, title="", locale=locale)
    assert opened.page.evaluate("() => document.querySelector('.ge-text-body').textContent") == LINES
    assert opened.page.locator(".ge-text-body p").count() == 3
    boxes = opened.page.evaluate(
        "() => [...document.querySelectorAll('.ge-mark')].map((m) => m.getBoundingClientRect().toJSON())"
    )
    body = opened.page.locator(".ge-text-body").bounding_box()
    middle = body["x"] + body["width"] / 2
    assert [box["x"] < middle for box in boxes] == [True, False, True, True]
    opened.clean()


def test_from_right_to_left_the_text_stands_at_the_right(reading: Any) -> None:
    opened = reading(locale="ar", reduced_motion="reduce")
    text, places, zoom = (
        opened.page.locator(name).bounding_box() for name in (".ge-text", ".ge-place-map", ".leaflet-control-zoom")
    )
    assert text["x"] > places["x"]
    assert zoom["x"] < places["x"] + 100
    for row in (0, 1, 2):
        opened.page.evaluate("(i) => window.geoevents.text.select(i)", row)
        opened.settle()
        at = opened.page.evaluate("(i) => window.geoevents.text.pixel(i)", row)
        card = opened.page.locator(".ge-place-card").bounding_box()
        assert card["x"] + card["width"] > places["x"] + places["width"] - 40
        assert not (card["x"] <= at["x"] and card["y"] <= at["y"]), row
        assert places["x"] < at["x"]
    opened.clean()


def test_a_page_that_cannot_be_shown_says_so_in_its_language(open_page: Any) -> None:
    page = mention_page(TEXT, ROWS, locale="uk").decode()
    broken, count = re.subn(r'(id="reading-base">)[^<]{40}', r"\1" + "A" * 40, page)
    assert count == 1
    opened = open_page(broken, ready=False)
    alert = opened.page.get_by_role("alert")
    alert.wait_for()
    assert language_of("uk").words["cannot_show"] in alert.inner_text()
    assert opened.page.evaluate("() => window.geoevents.text.ready.then(() => 'shown', () => 'refused')") == "refused"
    opened.clean()


def put(*path: str | int, value: Any) -> Callable[[Any], None]:
    """Put a value into the page's mentions."""

    def change(told: Any) -> None:
        for part in path[:-1]:
            told = told[part]
        told[path[-1]] = value

    return change


FORGED = {
    "a place that is not there": put("mentions", 1, "place", value=77),
    "the place after the last": put("mentions", 1, "place", value=3),
    "a place before none": put("mentions", 1, "place", value=-2),
    "half a place": put("mentions", 1, "place", value=0.5),
    "no place": put("mentions", 1, value={"text": "near Idlib"}),
    "no mentions": put("mentions", value=None),
    "a mention that is not there": put("runs", 1, 1, value=5),
    "a mention by name": put("runs", 1, 1, value="0"),
    "a run without text": put("runs", 0, 0, value=None),
    "no runs": put("runs", value=5),
    "a shape that is not there": put("places", 0, "shape", value=1),
    "a place nowhere": put("places", 0, "lat", value=None),
    "no alternatives": put("places", 0, "alternatives", value=None),
}


@pytest.mark.parametrize("how", FORGED)
def test_mentions_that_do_not_fit_are_told_as_damaged(open_page: Any, how: str) -> None:
    data = told(mention_page(TEXT, ROWS))
    assert (len(data["places"]), len(data["mentions"])) == (3, 5), "the numbers above lie just beyond these"
    FORGED[how](data)
    forged, count = re.subn(
        r'(id="reading-mentions">)[^<]*', lambda match: match[1] + safe_json(data), mention_page(TEXT, ROWS).decode()
    )
    assert count == 1
    opened = open_page(forged, ready=False)
    alert = opened.page.get_by_role("alert")
    alert.wait_for()
    assert language_of("en").say("damaged", part="mentions") in alert.inner_text()
    assert opened.page.locator(".ge-mark, .ge-place-map").count() == 0
    opened.clean()


@pytest.mark.parametrize("bad", tables.HOSTILE)
def test_hostile_words_stay_words(reading: Any, bad: str) -> None:
    text = f"{bad} fell on Idlib {bad} today"
    values: dict[str, Any] = dict.fromkeys(("name", "kind", "admin1", "country", "precision", "source"), bad)
    values |= {"role": bad, "status": "ambiguous", "explanation": bad}
    rows = table(
        mention(text, "Idlib", alternatives=[dict.fromkeys(("name", "kind", "country", "admin1"), bad)], **values)
    )
    opened = reading(text, rows, title=bad, locale="ar")
    opened.page.evaluate("() => window.geoevents.text.select(0)")
    assert opened.page.evaluate("() => document.querySelector('.ge-text-body').textContent") == text
    assert opened.page.locator(".ge-place-name").text_content() == bad
    assert opened.page.evaluate("() => window.__hit") is None
    assert opened.page.evaluate("() => document.querySelectorAll('#reading :is(img, script)').length") == 0
    opened.clean()


def test_a_text_without_words_or_without_places_says_so(reading: Any) -> None:
    words = language_of("fr").words
    opened = reading("", table(), title="", locale="fr")
    assert opened.page.inner_text("h1") == words["reading.title"]
    assert opened.page.inner_text(".ge-text-numbers") == words["reading.empty"]
    assert opened.page.locator(".ge-keys").count() == 0
    opened.clean()
    opened = reading("Rien ne s’est passé.", table(), title="", locale="fr")
    assert opened.page.inner_text(".ge-text-numbers") == words["reading.none"]
    opened.clean()


def test_the_legend_explains_the_marks_that_are_there(reading: Any) -> None:
    text = "Shells fell on Saraqib."
    opened = reading(text, table(mention(text, "Saraqib")), title="")
    assert opened.page.locator(".ge-keys li").all_inner_texts() == ["Place named"]
    opened.clean()


MANY = 2_000


def test_in_a_long_text_a_choice_touches_the_marks_of_its_place_and_no_others(reading: Any) -> None:
    line = "On that day shells fell on place {} and people fled, as was said later.\n\n"
    text = "".join(line.format(f"P{i:04}") for i in range(MANY))
    rows = table(
        *(
            mention(
                text,
                f"P{i:04}",
                name=f"P{i % 300}",
                place_id=f"x:{i % 300}",
                lat=33 + i % 300 % 17 / 5,
                lon=36 + i % 300 / 60,
            )
            for i in range(MANY)
        )
    )
    opened = reading(text, rows, title="", reduced_motion="reduce")
    assert opened.page.locator(".ge-mark").count() == MANY
    touched = opened.page.evaluate(
        """() => {
          const watch = new MutationObserver(() => undefined);
          const all = { subtree: true, childList: true, attributes: true, characterData: true };
          watch.observe(document.querySelector(".ge-text"), all);
          return [1999, 7].map((row) => {
            window.geoevents.text.select(row);
            return [...new Set(watch.takeRecords().map(({ target }) => target.textContent))].sort();
          });
        }"""
    )
    first, second = ([f"P{i:04}" for i in range(row % 300, MANY, 300)] for row in (1999, 7))
    assert touched == [first, sorted(first + second)]
    opened.clean()


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"color_scheme": "dark"},
        {"viewport": {"width": 390, "height": 844}, "has_touch": True},
        {"locale": "ar"},
        {"forced_colors": "active"},
        {"text": "", "rows": table(), "title": ""},
    ],
    ids=["light", "dark", "phone", "arabic", "forced", "empty"],
)
def test_axe_finds_nothing(reading: Any, options: dict[str, Any]) -> None:
    if not AXE.is_file():
        lacking("axe-core is not installed: run `npm ci` in web/")
    opened = reading(reduced_motion="reduce", **options)
    opened.page.evaluate(AXE.read_text(encoding="utf-8"))
    assert objections(opened) == []
    for row in (1, 3, 4) if "text" not in options else ():
        opened.page.evaluate("(i) => window.geoevents.text.select(i)", row)
        opened.page.evaluate(
            "() => document.querySelectorAll('.ge-place-more').forEach((part) => { part.open = true; })"
        )
        assert objections(opened) == [], row
    opened.clean()

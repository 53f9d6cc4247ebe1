"""The page: under its own policy, offline, the same bytes every time, and nothing in it but what was meant."""

from __future__ import annotations

import base64
import hashlib
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import branca.element
import folium
import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geoevents.errors import OptionError, OutputError
from geoevents.maps.event_map import EventMap
from tests.maps.common import HOSTILE, Scripts, column, config, frames, shown, texts, without_data

ROOT = Path(__file__).resolve().parents[2]


WORDS = (
    "event_id", "date_precision", "event_type", "sub_event_type", "actor1", "actor1_role", "actor2", "actor2_role",
    "place", "precision", "status", "source", "notes",
)  # fmt: skip


def csp_hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def directives(policy: str) -> dict[str, list[str]]:
    return {name: sources for name, *sources in (part.split() for part in policy.split(";"))}


def test_the_policy_names_exactly_the_scripts_and_styles_there_are(
    events: gpd.GeoDataFrame, zones: gpd.GeoDataFrame
) -> None:
    page = Scripts(EventMap(events, zones, title="A title").to_html())
    rules = directives(page.policy)
    run = [text for tag, a, text in page.found if tag == "script" and not a.get("type", "").startswith("application/")]
    styles = [text for tag, _, text in page.found if tag == "style"]
    assert len(run) == 2
    assert sorted(rules["script-src"]) == sorted(csp_hash(text) for text in run)
    assert sorted(rules["style-src"]) == sorted(csp_hash(text) for text in styles)
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == ["'none'"]
    assert rules["img-src"] == ["data:", "blob:"]
    assert "connect-src" not in rules
    assert "unsafe" not in page.policy
    assert not [tag for tag, a in page.tags if "style" in a or any(name.startswith("on") for name in a)]


def test_the_policy_comes_before_anything_it_governs(events: gpd.GeoDataFrame) -> None:
    tags = [(tag, a.get("http-equiv") or a.get("charset")) for tag, a in Scripts(EventMap(events).to_html()).tags]
    assert tags[:4] == [("html", None), ("head", None), ("meta", "utf-8"), ("meta", "Content-Security-Policy")]


def test_nothing_in_the_page_points_outside(events: gpd.GeoDataFrame, zones: gpd.GeoDataFrame) -> None:
    event_map = EventMap(events, zones)
    page = Scripts(event_map.to_html())
    assert event_map.requests == ()
    assert not [a for _, a in page.tags if a.keys() & {"src", "href", "srcset", "data", "action"}]
    assert not re.search(r"url\((?!['\"]?(?:data:|#))", "".join(t for tag, _, t in page.found if tag == "style"))


def test_counts_time_and_bounds(events: gpd.GeoDataFrame, zones: gpd.GeoDataFrame) -> None:
    told = config(EventMap(events, zones, title="T", subtitle="S", theme="dark", locale="de").to_html())
    assert told["counts"] == {"events": 5, "placed": 4, "unplaced": 1, "zones": 2, "fatalities_best": 16}
    first, last = pd.Timestamp("2016-01-05"), pd.Timestamp("2017-10-01")
    assert told["time"] == {"from": first.toordinal() - 719163, "to": last.toordinal() - 719163}
    assert told["bounds"] == [35.0, 33.0, 37.2, 36.3]
    assert (told["title"], told["subtitle"], told["wire"]) == ("T", "S", 1)
    assert told["options"] == {
        "theme": "dark",
        "cluster": True,
        "color": "event_type",
        "locale": "de",
        "permalink": False,
    }
    assert "GeoNames" in " ".join(credit["text"] for credit in told["attribution"])
    assert {"text", "url", "license"} <= told["attribution"][0].keys()


def test_a_map_without_data_shows_the_world() -> None:
    page = EventMap().to_html()
    assert config(page)["counts"]["events"] == 0
    assert config(page)["time"] is None
    assert config(page)["bounds"][0] == -180
    assert set(frames(page)) == {"base", "labels"}


def test_undated_events_take_the_time_of_the_zones(events: gpd.GeoDataFrame, zones: gpd.GeoDataFrame) -> None:
    events[["date_start", "date_end"]] = None
    told = config(EventMap(events, zones).to_html())["time"]
    assert told["from"] == pd.Timestamp("2017-05-06").toordinal() - 719163


def test_hostile_strings_stay_data() -> None:
    words = dict.fromkeys(WORDS, HOSTILE)
    table = pd.DataFrame(words, dtype=object)
    table["reports"] = [[dict.fromkeys(("source", "attributed_to", "stance", "quote", "url"), s)] for s in HOSTILE]
    count = len(HOSTILE)
    events = gpd.GeoDataFrame(table, geometry=gpd.points_from_xy(range(count), range(count)), crs="EPSG:4326")
    named = pd.DataFrame(
        dict.fromkeys(
            ("zone_id", "name", "kind", "party", "legal_basis", "guarantors", "boundary_status", "source"), HOSTILE
        ),
        dtype=object,
    )
    zones = gpd.GeoDataFrame(named, geometry=shapely.buffer(events.geometry.to_numpy(), 0.1), crs="EPSG:4326")
    title = " ".join(HOSTILE)
    event_map = EventMap(events, zones, title=title, subtitle=title)
    page = event_map.to_html()

    acting = without_data(page)
    head, body = acting.split("<body>")
    head = re.sub(r"<title>[^<]*</title>|<script>.*?</script>", "", head, flags=re.DOTALL)
    body = re.sub(r"<noscript>.*?</noscript>", "", body, flags=re.DOTALL)
    for part in (head, body):
        for sign in ("alert", "onerror", "onload", "7*7", "49", "xxx", "javascript:alert"):
            assert sign not in part
    plain = Scripts(EventMap(title="plain").to_html())
    kinds = [tag for tag, _ in Scripts(page).tags if tag != "script"]
    assert kinds == [tag for tag, _ in plain.tags if tag != "script"], "no element was made of data"

    expected = [shown(text) for text in HOSTILE]
    assert config(page)["title"] == " ".join(HOSTILE).replace("\ud800", "\ufffd")
    assert next(text for tag, _, text in Scripts(page).found if tag == "title") == shown(title)
    found = frames(page)
    for name in words.keys() - {"event_id", "notes"}:
        assert [shown(text) for text in column(found["events"], name)] == expected
    assert texts(found["text"]) == {"event_id": expected, "notes": expected}
    for name in ("source", "attributed_to", "stance", "quote", "url"):
        assert [shown(text) for text in column(found["reports"], name)] == expected
    for name in named:
        assert [shown(text) for text in column(found["zones"], name)] == expected


def test_the_configuration_holds_nothing_that_ends_or_starts_anything(events: gpd.GeoDataFrame) -> None:
    page = EventMap(events, title="".join(HOSTILE) + "{{{{{%{#").to_html()
    text = re.search(r'data-geoevents-frame="config">(.*?)</script>', page, re.DOTALL)
    assert text
    for sign in ("<", ">", "&", "{{", "{%", "{#", "\u2028", "\u2029"):
        assert sign not in text[1]
    assert config(page)["title"].endswith("{{{{{%{#")


SCRIPT = """
import hashlib, sys
import geopandas as gpd, folium
from geoevents.maps.event_map import EventMap
table = gpd.GeoDataFrame(
    {"event_id": [f"e{i}" for i in range(300)], "event_type": [f"t{i % 17}" for i in range(300)],
     "place": [f"p{i % 50}" for i in range(300)], "reports": [[{"source": f"s{i % 7}"}] for i in range(300)]},
    geometry=gpd.points_from_xy([30 + i / 50 for i in range(300)], [35] * 300), crs=4326)
event_map = EventMap(table, table.assign(geometry=table.buffer(0.1)), title="t")
folium.GeoJson(table.head(3)[["event_id", "geometry"]], name="more").add_to(event_map)
folium.LayerControl().add_to(event_map)
event_map.save(sys.argv[1])
"""


@pytest.mark.filterwarnings("ignore")
def test_same_input_same_bytes(tmp_path: Path) -> None:
    pages = []
    for seed in ("1", "4242"):
        target = tmp_path / f"{seed}.html"
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}
        subprocess.run([sys.executable, "-c", SCRIPT, str(target)], check=True, env=env, cwd=tmp_path)
        pages.append(target.read_bytes())
    assert pages[0] == pages[1]
    assert re.search(rb"\bmap_1\b", pages[0])
    assert not re.search(rb"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])", pages[0].split(b"</head>")[1])


def test_rendering_twice_gives_the_same_page(events: gpd.GeoDataFrame) -> None:
    event_map = EventMap(events)
    folium.Marker([35, 36], popup="here").add_to(event_map)
    first = event_map.to_html()
    assert event_map.to_html() == first
    assert event_map.get_root().render() == first


def test_save_writes_whole_or_not_at_all(
    events: gpd.GeoDataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "map.html"
    event_map = EventMap(events)
    event_map.save(target)
    assert target.read_text(encoding="utf-8") == event_map.to_html()
    stream = io.BytesIO()
    event_map.save(stream)
    assert stream.getvalue() == target.read_bytes()
    kept = target.read_bytes()

    def fail(*_: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("geoevents.maps.payload.Frame.base64", fail)
    with pytest.raises(OutputError, match="No space left"):
        event_map.save(str(target))
    assert target.read_bytes() == kept
    assert [path.name for path in tmp_path.iterdir()] == ["map.html"]
    with pytest.raises(OutputError):
        event_map.save(tmp_path / "nowhere" / "map.html")
    for wrong in (5, None, io.StringIO()):
        with pytest.raises(OutputError, match="give a path, or a file opened for bytes"):
            event_map.save(wrong)  # type: ignore[arg-type]


def test_a_notebook_shows_a_frame_and_a_sentence(events: gpd.GeoDataFrame) -> None:
    event_map = EventMap(events, title="Idlib <now>")
    cell = event_map._repr_html_()
    page = Scripts(cell)
    frame = next(attributes for tag, attributes in page.tags if tag == "iframe")
    assert frame["srcdoc"] == event_map.to_html()
    assert frame["title"] == "Idlib <now>"
    assert "allow-same-origin" not in (frame["sandbox"] or "")
    assert "Idlib &lt;now&gt;: 5 events (1 without a place)" in cell.split("<iframe")[0]
    assert "5 events" in re.search(r"<noscript>(.*?)</noscript>", event_map.to_html())[1]  # type: ignore[index]
    shared = Scripts(event_map.embed(isolated=False))
    assert "sandbox" not in next(attributes for tag, attributes in shared.tags if tag == "iframe")
    with pytest.raises(OptionError, match="no CSS length"):
        event_map.embed(width='1px" onload="x')
    with pytest.raises(OptionError, match="5 is no CSS length"):
        event_map.embed(height=5)  # type: ignore[arg-type]


def test_the_map_also_lives_in_another_figure(events: gpd.GeoDataFrame) -> None:
    event_map = EventMap(events)
    figure = branca.element.Figure(width="50%")
    figure.add_child(event_map)
    name = event_map.get_name()
    page = figure.render()
    assert f'id="{name}-events"' in page
    assert f'geoevents.attach({name}, "{name}");' in page
    assert "cdn.jsdelivr.net" not in page
    assert frames(event_map.to_html())["events"].num_rows == 5
    assert event_map.get_root() is figure

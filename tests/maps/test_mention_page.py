"""The page of a text: its words, mentions and places as data, under a policy of hashes."""

from __future__ import annotations

import json
import re

import geopandas as gpd
import pytest
import shapely

from geoevents.errors import OptionError
from geoevents.maps.mention_page import mention_page

HOSTILE = '</script><img src=x onerror=alert(1)>{{7*7}}\u2028\u202e & "Idlib" <!--'


def mention(text: str, words: str, **values: object) -> dict[str, object]:
    start = text.index(words)
    return {
        "start": start, "end": start + len(words), "text": words, "literal": True, "role": "place", "query": words,
        "status": "resolved", "name": words, "place_id": f"x:{words}", "kind": "town", "country": "SY",
        "admin1": "Somewhere", "lat": 35.9, "lon": 36.6, "precision": "exact", "uncertainty_km": 3.0,
        "confidence": 0.9, "source": "GeoNames", "explanation": "", "alternatives": (),
        "geometry": shapely.Point(36.6, 35.9), **values,
    }  # fmt: skip


def table(*rows: dict[str, object]) -> gpd.GeoDataFrame:
    columns = list(mention("x", "x"))
    return gpd.GeoDataFrame(list(rows) or None, columns=columns, geometry="geometry", crs=4326)


def told(page: bytes, name: str = "mentions") -> dict:
    found = re.search(rf'<script type="application/json" id="reading-{name}">(.*?)</script>', page.decode(), re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def test_the_runs_are_the_text_with_its_mentions() -> None:
    text = "Near Idlib, 𝔸 and Ma'arrat: إدلب – then Idlib again."
    rows = [
        mention(text, "Idlib"),
        mention(text, "إدلب", lat=35.93),
        mention(text, "Ma'arrat", geometry=shapely.Point()),
    ]
    data = told(mention_page(text, table(*rows)))
    assert "".join(run for run, _ in data["runs"]) == text
    assert [(run, at) for run, at in data["runs"] if at >= 0] == [("Idlib", 0), ("Ma'arrat", 2), ("إدلب", 1)]
    assert [m["place"] for m in data["mentions"]] == [0, 1, -1]
    assert [p["name"] for p in data["places"]] == ["Idlib", "إدلب"]


def test_mentions_of_one_place_share_it() -> None:
    text = "Idlib, and Idlib city"
    rows = [mention(text, "Idlib"), mention(text, "Idlib city", name="Idlib", place_id="x:Idlib")]
    data = told(mention_page(text, table(*rows)))
    assert [m["place"] for m in data["mentions"]] == [0, 0]
    assert len(data["places"]) == 1


def test_mentions_that_overlap_are_marked_once() -> None:
    text = "the road from Idlib to Ariha"
    rows = [mention(text, "road from Idlib to Ariha"), mention(text, "Idlib")]
    data = told(mention_page(text, table(*rows)))
    assert "".join(run for run, _ in data["runs"]) == text
    assert [at for _, at in data["runs"] if at >= 0] == [0]


def test_hostile_words_are_data_only() -> None:
    text = f"{HOSTILE} and \ud800 lone"
    row = mention(text, "Idlib", name=HOSTILE, kind=HOSTILE, explanation=HOSTILE, admin1=HOSTILE)
    page = mention_page(text, table(row), title=HOSTILE).decode()
    assert page.count("<img") == 0
    assert page.count("</script>") == page.count("<script")
    data = told(page.encode())
    assert "".join(run for run, _ in data["runs"]) == text.replace("\ud800", "\ufffd")
    assert data["places"][0]["name"] == HOSTILE


def test_the_policy_names_hashes_and_no_host() -> None:
    page = mention_page("Idlib", table(mention("Idlib", "Idlib"))).decode()
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert found is not None
    assert "unsafe" not in found[1]
    assert "http" not in found[1]
    assert "default-src &#x27;none&#x27;" in found[1]


def test_the_first_view_is_where_most_of_the_text_is() -> None:
    text = "A B C D E F"
    near = [mention(text, w, lat=35 + i / 10, lon=36 + i / 10) for i, w in enumerate("ABCDE")]
    far = mention(text, "F", lat=55.7, lon=37.6)
    bounds = told(mention_page(text, table(*near, far)), "config")["bounds"]
    assert bounds[3] < 40
    only = told(mention_page("F", table(mention("F", "F", lat=55.7, lon=37.6))), "config")["bounds"]
    assert only[1] < 55.7 < only[3]
    assert told(mention_page("nothing", table()), "config")["bounds"] is None


def test_the_first_view_goes_across_the_date_line_where_the_text_does() -> None:
    text = "From Suva to Apia"
    rows = [mention(text, "Suva", lat=-18.1, lon=178.4), mention(text, "Apia", lat=-13.8, lon=-171.8)]
    west, south, east, north = told(mention_page(text, table(*rows)), "config")["bounds"]
    assert (west, east) == (178.4, -171.8)
    assert (south, north) == (-18.1, -13.8)
    far = [mention("A B", "A", lat=40, lon=-100), mention("A B", "B", lat=40, lon=60)]
    bounds = told(mention_page("A B", table(*far)), "config")["bounds"]
    assert (bounds[0], bounds[2]) == (-100, 60)


def test_the_same_bytes_every_time() -> None:
    rows = table(mention("Idlib", "Idlib"))
    assert mention_page("Idlib", rows) == mention_page("Idlib", rows)
    with pytest.raises(OptionError, match="sepia"):
        mention_page("Idlib", rows, theme="sepia")

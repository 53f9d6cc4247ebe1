"""ge.geocode: one row per query, in order, with the caller's index; contexts as scalars or columns."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import geoevents as ge
from geoevents.errors import InputError, OptionError, QueryError
from geoevents.model.places import GEOCODE_COLUMNS


def test_contract_of_the_table():
    table = ge.geocode(["Idlib", "???", "western Idlib governorate"])
    assert tuple(table.columns) == GEOCODE_COLUMNS
    assert table.crs == "EPSG:4326"
    assert table.active_geometry_name == "geometry"
    assert list(table["query"]) == ["Idlib", "???", "western Idlib governorate"]
    assert list(table["status"]) == ["ambiguous", "unresolved", "resolved"]
    assert table.geometry.is_empty.tolist() == [False, True, False]
    assert all(g is not None for g in table.geometry)
    assert table[["lat", "lon", "uncertainty_km"]].iloc[1].isna().all()
    assert (table["confidence"].iloc[[0, 2]] > 0).all()
    assert table["confidence"].iloc[1] == 0
    assert isinstance(table["alternatives"].iloc[0], list)


def test_a_single_text_is_one_row():
    assert len(ge.geocode("Idlib")) == 1


def test_index_and_order_are_kept_and_duplicates_answered():
    names = pd.Series(["Homs", "Idlib", "Homs", None, 7, np.nan, pd.NA], index=[9, 3, 3, "x", 1.5, "y", "z"])
    table = ge.geocode(names)
    assert list(table.index) == list(names.index)
    assert table["name"].iloc[0] == table["name"].iloc[2] != table["name"].iloc[1]
    assert list(table["status"].iloc[3:]) == ["unresolved"] * 4
    assert list(table["query"].iloc[3:]) == ["", "7", "", ""]


def test_changing_one_row_leaves_its_duplicate_alone():
    table = ge.geocode(["Idlib", "Idlib"])
    table["alternatives"].iloc[0].clear()
    assert table["alternatives"].iloc[1]


@pytest.mark.parametrize(
    "index",
    [
        pd.MultiIndex.from_tuples([("a", 1), ("a", 1), ("b", 2), ("a", 3)], names=["x", "y"]),
        pd.Index([5, 5, 5, 5], name="same"),
        pd.date_range("2018-01-01", periods=4),
        pd.CategoricalIndex(["a", "b", "a", "b"]),
        pd.Index(["a", None, np.nan, "a"]),
    ],
)
def test_an_index_of_any_kind_is_kept(index):
    names = pd.Series(["Homs", "Idlib", "Homs", "???"], index=index)
    table = ge.geocode(names, country=pd.Series(["SY", None, "SY", "SY"], index=index))
    pd.testing.assert_index_equal(table.index, index)
    assert table["query"].tolist() == names.tolist()
    joined = names.to_frame("place").join(table.reset_index(drop=True).set_axis(index)) if index.is_unique else None
    assert joined is None or joined["name"].tolist() == table["name"].tolist()


@pytest.mark.parametrize("dtype", ["object", "string", "category", "str"])
def test_columns_of_any_text_type(dtype):
    table = ge.geocode(pd.Series(["Homs", None, "Homs"], dtype=dtype), country="SY")
    assert table["name"].tolist() == ["Homs", "", "Homs"]
    assert table["query"].tolist() == ["Homs", "", "Homs"]


def test_equal_queries_are_worked_out_once(monkeypatch):
    from geoevents.geocoding.resolve import Resolver

    asked = []
    resolve = Resolver.resolve_many

    def counting(self, queries):
        asked.extend(queries)
        return resolve(self, queries)

    monkeypatch.setattr(Resolver, "resolve_many", counting)
    ge.geocode(["Homs", "Idlib", "Homs", "Homs"] * 50, country=["SY", "SY", "SY", "LB"] * 50)
    assert len(asked) == len(set(asked)) == 3


def test_many_rows_of_few_places_are_quick_and_like_the_few():
    dice = np.random.default_rng(1)
    names = np.array(["Idlib", "Homs", "???", "western Idlib governorate", "Tripoli"])
    table = ge.geocode(names[dice.integers(0, 5, 200_000)], country="SY")
    few = ge.geocode(names, country="SY").set_index("query")
    assert len(table) == 200_000
    for query, group in table.groupby("query"):
        for column in few.columns.drop(["alternatives", "geometry"]):
            values = group[column].unique()
            assert len(values) == 1
            assert values[0] == few.loc[query, column] or values[0] != values[0]
        assert group.geometry.geom_equals(few.loc[query, "geometry"]).all() or few.loc[query, "geometry"].is_empty
    lists = table["alternatives"].tolist()
    assert len({id(x) for x in lists}) == len(lists)


def test_progress_is_told_and_can_end_the_work():
    told = []
    ge.geocode(["Homs", "Idlib", "Homs", None], progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]

    class EnoughError(Exception):
        pass

    def stop(done, total):
        raise EnoughError

    with pytest.raises(EnoughError):
        ge.geocode(["Homs"], progress=stop)


def test_another_gazetteer():
    from geoevents import Gazetteer

    own = Gazetteer.default()
    assert ge.geocode("Homs", gazetteer=own, country="SY")["name"].tolist() == ["Homs"]


def test_the_text_nan_is_a_name_and_a_missing_value_is_not():
    table = ge.geocode(["nan", float("nan"), "", "None"])
    assert table["query"].tolist() == ["nan", "", "", "None"]
    assert table["status"].tolist()[1:3] == ["unresolved", "unresolved"]


def test_context_as_scalar_or_column():
    assert ge.geocode("Tripoli", country="Lebanon")["country"].tolist() == ["LB"]
    both = ge.geocode(["Tripoli", "Tripoli", "Tripoli"], country=["LB", "LY", None])
    assert both["country"].tolist()[:2] == ["LB", "LY"]
    named = pd.DataFrame({"q": ["Tripoli", "Tripoli"], "c": ["Lebanon", np.nan]}, index=[5, 6])
    assert ge.geocode(named["q"], country=named["c"])["country"].tolist()[0] == "LB"
    inside = ge.geocode(["Idlib", "Idlib"], within=["Idlib governorate", "Aleppo governorate"])
    assert inside["kind"].tolist()[0] == "town"
    assert inside["status"].tolist()[1] != "resolved"


def test_misuse_is_said():
    with pytest.raises(InputError, match="2 values for 1"):
        ge.geocode(["Idlib"], country=["SY", "IQ"])
    with pytest.raises(InputError, match="index"):
        ge.geocode(pd.Series(["Idlib"], index=[1]), country=pd.Series(["SY"], index=[2]))
    with pytest.raises(QueryError, match="42"):
        ge.geocode(42)


def test_empty_input_gives_the_empty_table():
    table = ge.geocode([])
    assert len(table) == 0
    assert tuple(table.columns) == GEOCODE_COLUMNS
    assert table.crs == "EPSG:4326"


def test_texts_of_articles_and_bidi_controls_do_no_harm():
    table = ge.geocode(["\u202eIdlib\u202c", "Idlib\x00", "<script>alert(1)</script>", "{{7*7}}", "a" * 20_000])
    assert table["name"].tolist()[:2] == ["Idlib", "Idlib"]
    assert (table["uncertainty_km"].isna() | (table["uncertainty_km"] > 0)).all()


@pytest.mark.parametrize(
    ("table", "country", "context", "answered", "honest", "median_km"),
    [
        ("ucdp_syria_places.csv", "SY", "adm_1", 0.99, 0.95, 130),
        ("ucdp_syria_fuzzy_areas.csv", "SY", None, 0.95, 0.90, 80),
    ],
)
def test_real_strings_are_answered_honestly(shared_data, table, country, context, answered, honest, median_km):
    import shapely

    from geoevents.model.geo import haversine_km

    gold = pd.read_csv(shared_data / "geocode" / table)
    queries = gold["input"].astype(str)
    if context:
        queries = queries + ", " + gold[context].fillna("")
    out = ge.geocode(queries, country=country)
    known = ~out.geometry.is_empty
    assert known.mean() >= answered
    away = haversine_km(gold["lon"], gold["lat"], out["lon"].fillna(0), out["lat"].fillna(0))
    points = shapely.points(gold["lon"], gold["lat"])
    held = (away <= out["uncertainty_km"]) | (shapely.distance(out.geometry.to_numpy(), points) < 1e-9)
    assert held[known].mean() >= honest
    assert out.loc[known, "uncertainty_km"].median() <= median_km


@pytest.mark.parametrize("queries", [b"Idlib", {"a": "Idlib"}, {"Idlib"}, pd.DataFrame({"a": ["Idlib"]}), 5, None])
def test_what_is_no_list_of_texts_is_refused(queries):
    with pytest.raises(QueryError, match="no list of place queries"):
        ge.geocode(queries)


@pytest.mark.parametrize("shape", [(), (1, 2)])
def test_an_array_that_is_no_list_is_refused(shape):
    with pytest.raises(QueryError, match="no list of place queries"):
        ge.geocode(np.full(shape, "Idlib"))


def test_a_generator_and_an_array_are_lists():
    assert len(ge.geocode(q for q in ["Idlib", "Homs"])) == 2
    assert list(ge.geocode(np.array(["Idlib", "Homs"]))["country"]) == ["SY", "SY"]


@pytest.mark.parametrize("option", ["country", "within"])
def test_a_context_that_is_no_name_is_refused(option):
    with pytest.raises(InputError, match="760"):
        ge.geocode("Idlib", **{option: 760})


@pytest.mark.parametrize(("option", "value"), [("progress", 5), ("gazetteer", "embedded"), ("cache", 5)])
def test_options_of_the_wrong_type_are_refused(option, value):
    online = {"online": "photon"} if option == "cache" else {}
    with pytest.raises(OptionError, match=f"{option} is"):
        ge.geocode("Idlib", **{option: value}, **online)


def test_half_characters_are_shown_as_such_and_do_no_harm():
    """A lone surrogate can be in a Python text, and in no table or file."""
    texts = pd.Series(["\ud800 Idlib", ["\udfff"], "\ud83d\ude00", "Homs"], dtype=object)
    table = ge.geocode(texts, country=["\ud800", "SY", None, "SY"], within=[None, None, None, "\ud800"])
    assert table["query"].tolist() == ["\ufffd Idlib", "['\\udfff']", "\U0001f600", "Homs"]
    table.to_csv().encode()


def test_a_missing_date_is_missing():
    assert ge.geocode(pd.Series([pd.NaT, "Homs"], dtype=object))["query"].tolist() == ["", "Homs"]

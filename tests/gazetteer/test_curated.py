"""The curated tables as they stand: every row sound, every region where readers expect it; and what a bad row says."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import numpy as np
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from geoevents.errors import GazetteerError
from geoevents.gazetteer.constructions import area_km2
from geoevents.gazetteer.curated import CuratedPlace, CuratedTables, Known, load_curated
from geoevents.gazetteer.names import fold
from geoevents.gazetteer.shapes import decode
from geoevents.model.geo import distance_km
from geoevents.model.zones import ZONE_COLUMNS

GAZETTEER = Path(__file__).resolve().parents[2] / "gazetteer"
CURATED = GAZETTEER / "curated"


class World:
    """The source places that the tables name, and all first-order divisions and rivers."""

    def __init__(self) -> None:
        tables = [*sorted(CURATED.rglob("*.*")), Path(__file__), Path(__file__).with_name("curated_regions.csv")]
        text = "".join(path.read_text("utf-8") for path in tables)
        wanted = sorted(set(re.findall(r"(?:gn|ne|ap|cldr):[^\s\",\]]+", text)))
        places = pq.read_table(GAZETTEER / "world" / "places.parquet")
        kinds, ids = places["kind"].cast("string"), places["place_id"]
        keep = pc.or_(pc.is_in(ids, pc.cast(wanted, ids.type)), pc.is_in(kinds, pc.cast(["admin1", "river"], "string")))
        rows = np.flatnonzero(keep.to_numpy(zero_copy_only=False))
        places = places.take(rows)
        self.row_of = dict(zip(places["place_id"].to_pylist(), rows.tolist(), strict=True))
        self.point = {
            row: Point(lon / 1e5, lat / 1e5)
            for row, lon, lat in zip(rows.tolist(), places["lon"].to_pylist(), places["lat"].to_pylist(), strict=True)
        }
        self.kind = dict(zip(rows.tolist(), places["kind"].to_pylist(), strict=True))
        self.country = dict(zip(rows.tolist(), places["country"].to_pylist(), strict=True))
        names = pq.read_table(GAZETTEER / "world" / "names.parquet")
        names = names.filter(pc.is_in(names["place"], pc.cast(rows.tolist(), names["place"].type)))
        self.names: dict[int, list[str]] = {row: [] for row in rows.tolist()}
        for row, name in zip(names["place"].to_pylist(), names["name"].to_pylist(), strict=True):
            self.names[row].append(name)
        shapes = pq.read_table(GAZETTEER / "world" / "shapes.parquet")
        shapes = shapes.filter(pc.is_in(shapes["place"], pc.cast(rows.tolist(), shapes["place"].type)))
        self.shapes = dict(zip(shapes["place"].to_pylist(), decode(shapes), strict=True))

    def find(self, place_id: str) -> Known | None:
        row = self.row_of.get(place_id)
        return None if row is None else Known(self.names[row], self.shapes.get(row, self.point[row]))

    def river(self, name: str) -> BaseGeometry | None:
        rows = [row for row, kind in self.kind.items() if kind == "river" and name in self.names[row]]
        return shapely.union_all([self.shapes[row] for row in rows]) if rows else None

    def land(self, countries: tuple[str, ...]) -> BaseGeometry:
        rows = [row for row, kind in self.kind.items() if kind == "admin1" and self.country[row] in countries]
        return shapely.union_all([self.shapes[row] for row in rows if row in self.shapes])


@pytest.fixture(scope="module")
def world() -> World:
    return World()


@pytest.fixture(scope="module")
def tables(world: World) -> CuratedTables:
    return load_curated(CURATED, world.find, world.river)


@pytest.fixture(scope="module")
def place(tables: CuratedTables) -> dict[str, CuratedPlace]:
    return {place.place_id: place for place in tables.places}


def test_the_tables_are_worth_their_name(tables: CuratedTables) -> None:
    assert len(tables.places) > 150
    assert len(tables.names) > 400
    assert sum(name.lang in ("ar", "uk", "ru", "ku") for name in tables.names) > 60
    assert list(tables.zone_sets) == ["syria-2017"]


def test_every_place_has_a_source_and_an_arabic_or_cyrillic_name_where_it_should(tables: CuratedTables) -> None:
    for place in tables.places:
        assert place.source.strip(), place
        assert place.size_km > 0, place
        names = "".join(place.names)
        if place.country in ("SY", "IQ", "YE", "LY", "LB", "PS", "EG", "SD"):
            assert re.search("[\u0600-\u06ff]", names), place.name
        if place.country == "UA":
            assert re.search("[\u0400-\u04ff]", names), place.name


def test_aliases_say_something_new(tables: CuratedTables, world: World) -> None:
    """The sources gain names too, so a few may be known by now; most must not be."""
    known = {name.place_id: world.find(name.place_id) for name in tables.names}
    spellings = {place_id: {fold(other) for other in place.names} for place_id, place in known.items() if place}
    idle = [name for name in tables.names if fold(name.name) in spellings.get(name.place_id, ())]
    assert len(idle) < 0.05 * len(tables.names), idle


def test_an_alias_does_not_belong_to_two_places_of_one_kind(tables: CuratedTables, world: World) -> None:
    owners: dict[tuple[str, str], str] = {}
    rows = [(name.name, name.place_id, world.kind[world.row_of[name.place_id]]) for name in tables.names]
    rows += [(name, place.place_id, place.kind) for place in tables.places for name in (place.name, *place.names)]
    for name, place_id, kind in rows:
        assert owners.setdefault((fold(name), kind), place_id) == place_id, (name, kind)


def test_shapes_are_sound_and_hold_their_point(tables: CuratedTables) -> None:
    for place in tables.places:
        if place.shape is not None:
            assert place.shape.is_valid, place.place_id
            assert not place.shape.is_empty, place.place_id
            assert place.shape.distance(Point(place.lon, place.lat)) < 2e-4, place.place_id


def test_areas_lie_in_the_countries_they_name(tables: CuratedTables, world: World) -> None:
    for place in tables.places:
        if place.shape is not None and place.kind not in ("sea", "river", "lake") and area_km2(place.shape) > 0:
            # The source of the divisions draws the occupied Golan as Israel's Northern District.
            countries = (*place.countries, "IL") if place.place_id == "cur:golan-heights" else place.countries
            share = area_km2(place.shape.intersection(world.land(countries))) / area_km2(place.shape)
            assert share > 0.9, (place.place_id, share)


AT_SEA = ("cur:snake-island", "cur:second-thomas-shoal", "cur:scarborough-shoal")


def test_points_lie_in_or_near_the_country_they_name(tables: CuratedTables, world: World) -> None:
    for place in tables.places:
        if place.shape is None:
            off = world.land((place.country,)).distance(Point(place.lon, place.lat)) * 111
            assert off <= max(10.0, 2 * place.size_km) or place.place_id in AT_SEA, (place.place_id, off)


# region: smallest and largest plausible area in km², places inside, places outside
REGIONS: dict[str, tuple[float, float, tuple[str, ...], tuple[str, ...]]] = {
    # Arbin, Duma | Daraya, Dumayr
    "cur:eastern-ghouta": (90, 260, ("gn:169372", "gn:170592"), ("gn:170892", "gn:170589")),
    "cur:western-ghouta": (100, 400, ("gn:170892",), ("gn:170592", "gn:169372")),
    "cur:ghouta": (300, 800, ("gn:170892", "gn:170592", "gn:171998"), ("gn:170654", "gn:170589")),
    # Palmyra, Sukhnah | Homs, Damascus, Deir ez-Zor, Hasakah
    "cur:badia": (60_000, 110_000, ("gn:163808", "gn:172425"), ("gn:169577", "gn:170654", "gn:170794", "gn:173811")),
    # Hasakah, Qamishli, Shaddadah | Palmyra, Manbij, Mayadin's desert
    "cur:jazira": (35_000, 60_000, ("gn:173811", "gn:173377", "gn:172837"), ("gn:163808", "gn:167357", "gn:172425")),
    # Raqqa, Deir ez-Zor, Abu Kamal, Jarabulus | Palmyra, Hasakah, Baghdad
    "cur:euphrates-valley": (
        12_000, 22_000, ("gn:172955", "gn:170794", "gn:174448", "gn:169179"), ("gn:163808", "gn:173811", "gn:98182"),
    ),
    # Mayadin, Abu Kamal | Raqqa
    "cur:middle-euphrates-valley": (4_000, 9_000, ("gn:173480", "gn:174448"), ("gn:172955",)),
    "cur:qalamoun": (1_500, 4_000, ("gn:162627", "gn:169113"), ("gn:170654", "gn:169577")),
    "cur:western-qalamoun": (800, 2_000, ("gn:162627", "gn:167375"), ("gn:169113",)),
    "cur:eastern-qalamoun": (500, 1_500, ("gn:169113", "gn:172922"), ("gn:162627",)),
    "cur:wadi-barada": (60, 250, ("gn:172232",), ("gn:172059", "gn:170654")),
    "cur:ghab-plain": (400, 1_000, ("gn:172027", "gn:163470"), ("gn:168661", "gn:173576")),
    "cur:jabal-al-zawiya": (200, 700, ("gn:174144", "gn:168661"), ("gn:169389", "gn:168325")),
    # Daraa, Nawa, Izra | Suwayda, Damascus
    "cur:hauran": (1_800, 4_000, ("gn:170905", "gn:166365", "gn:169341"), ("gn:172408", "gn:170654")),
    "cur:jabal-al-druze": (800, 2_000, ("gn:172408", "gn:164917"), ("gn:170905",)),
    "cur:lajat": (500, 1_200, ("gn:5174",), ("gn:170905", "gn:172408")),
    "cur:yarmouk-basin": (150, 450, ("gn:172829", "gn:163330"), ("gn:170905", "gn:166365")),
    "cur:golan-heights": (1_100, 1_900, ("gn:167444", "gn:173334"), ("gn:170905", "gn:170654")),
    "cur:turkmen-mountain": (120, 400, ("gn:167880",), ("gn:173576", "gn:167863")),
    "cur:jabal-al-akrad": (80, 350, ("gn:167863",), ("gn:173576", "gn:167880")),
    "cur:kurd-mountain": (900, 2_100, ("gn:174186", "gn:165571"), ("gn:172082",)),
    "cur:northern-aleppo-countryside": (700, 2_000, ("gn:172082", "gn:167245"), ("gn:170063", "gn:174186")),
    "cur:shahba": (250, 800, ("gn:163476",), ("gn:172082", "gn:170063")),
    "cur:northern-homs-pocket": (200, 600, ("gn:172946", "gn:163779"), ("gn:169577", "gn:170017")),
    "cur:donbas": (50_000, 56_000, ("gn:709717", "gn:702658", "gn:713174"), ("gn:706483",)),
    "cur:nineveh-plains": (800, 3_000, ("gn:92430", "gn:90353"), ("gn:99072", "gn:95446")),
    "cur:sinjar-mountains": (500, 1_300, (), ("gn:90393", "gn:99072")),
    "cur:liptako-gourma": (300_000, 500_000, ("gn:2361177", "gn:2457163", "gn:2453514"), ("gn:2357048", "gn:2460596")),
    "cur:darfur": (450_000, 560_000, ("gn:379555", "gn:379303", "gn:369004"), ("gn:379003", "gn:379252")),
    "cur:kordofan": (300_000, 420_000, ("gn:379003", "gn:373141"), ("gn:379555",)),
    "cur:bekaa-valley": (1_200, 3_000, ("gn:266045", "gn:277130"), ("gn:276781",)),
    "cur:sinai": (50_000, 62_000, ("gn:361546",), ("gn:360630", "gn:281133")),
    # Trabzon and Sevastopol lie on the coast: land
    "cur:black-sea": (400_000, 450_000, (), ("gn:698740", "gn:694423", "gn:738648", "gn:701822")),
    "cur:sea-of-azov": (34_000, 41_000, (), ("gn:701822", "gn:694423")),
    "cur:red-sea": (420_000, 480_000, (), ("gn:377039", "gn:105343", "gn:360630")),
    "cur:gulf-of-aden": (220_000, 420_000, (), ("gn:415189", "gn:64435")),
    "cur:persian-gulf": (210_000, 260_000, (), ("gn:290340", "gn:98182")),
    "cur:lake-chad": (10_000, 26_000, (), ("gn:2331447",)),
    # Khankendi, Shusha | Ganja, Lachin
    "cur:nagorno-karabakh": (3_800, 5_000, ("gn:146970", "gn:147105"), ("gn:586523", "gn:147625")),
    "cur:lake-chad-basin": (250_000, 450_000, ("gn:2331447",), ("gn:2335204",)),
}  # fmt: skip


def _more_regions() -> dict[str, tuple[float, float, tuple[str, ...], tuple[str, ...]]]:
    """The same as a table, for the regions outside Syria and its neighbours."""
    with (Path(__file__).parent / "curated_regions.csv").open(encoding="utf-8", newline="") as handle:
        return {
            row["place_id"]: (
                float(row["least_km2"]), float(row["most_km2"]), tuple(row["inside"].split()),
                tuple(row["outside"].split()),
            )
            for row in csv.DictReader(handle)
        }  # fmt: skip


REGIONS |= _more_regions()


@pytest.mark.parametrize("place_id", sorted(REGIONS))
def test_a_region_lies_where_readers_expect_it(place_id: str, place: dict[str, CuratedPlace], world: World) -> None:
    smallest, largest, inside, outside = REGIONS[place_id]
    shape = place[place_id].shape
    assert shape is not None
    assert smallest < area_km2(shape) < largest
    for town in inside:
        assert shape.intersects(_point(world, town)), f"{town} should lie in {place_id}"
    for town in outside:
        assert not shape.intersects(_point(world, town)), f"{town} should not lie in {place_id}"


def _point(world: World, place_id: str) -> Point:
    return world.point[world.row_of[place_id]]


@pytest.mark.parametrize(
    ("river", "towns", "within_km"),
    [
        ("cur:euphrates", ("gn:172955", "gn:170794", "gn:174448", "gn:98717"), 6),
        ("cur:tigris", ("gn:99072", "gn:98182", "gn:90150"), 6),
        ("cur:khabur", ("gn:173811", "gn:163434", "gn:172837"), 2),
        ("cur:orontes", ("gn:170017", "gn:169023", "gn:323779", "gn:172946"), 2),
        ("cur:queiq", ("gn:170063",), 3),
        ("cur:siverskyi-donets", ("gn:707292", "gn:702972"), 8),
    ],
)
def test_rivers_pass_their_towns(
    river: str, towns: tuple[str, ...], within_km: float, place: dict[str, CuratedPlace], world: World
) -> None:
    line = place[river].shape
    assert line is not None
    for town in towns:
        point = _point(world, town)
        near = shapely.ops.nearest_points(line, point)[0]
        assert distance_km(near.x, near.y, point.x, point.y) < within_km, town


def test_zones(tables: CuratedTables, world: World) -> None:
    zones = {zone["zone_id"]: zone for zone in tables.zone_sets["syria-2017"]}
    assert list(zones) == [f"syria-2017-{number}" for number in (1, 2, 3, 4)]
    for zone in zones.values():
        assert list(zone)[: len(ZONE_COLUMNS)] == list(ZONE_COLUMNS)
        assert zone["boundary_status"] == "illustrative"
        assert zone["valid_to"] is None
        assert zone["geometry"].is_valid
    starts = [zone["valid_from"].isoformat() for zone in zones.values()]
    assert starts == ["2017-05-06", "2017-05-06", "2017-05-06", "2017-07-09"]
    idlib = world.find("ne:SYR-140")
    assert idlib is not None
    assert zones["syria-2017-1"]["geometry"].buffer(1e-4).covers(idlib.geometry)
    inside = {
        "syria-2017-1": ("gn:169389", "gn:169023", "gn:168325", "gn:174030", "gn:168620"),
        "syria-2017-2": ("gn:172946", "gn:163779"),
        "syria-2017-3": ("gn:170592", "gn:169897"),
        "syria-2017-4": ("gn:170905", "gn:166365", "gn:168355"),
    }
    others = ("gn:170063", "gn:170654", "gn:169577", "gn:170017", "gn:173576", "gn:172408", "gn:170794", "gn:174186")
    for zone_id, zone in zones.items():
        for other, towns in inside.items():
            for town in towns:
                assert zone["geometry"].intersects(_point(world, town)) == (zone_id == other), (zone_id, town)
        for town in others:
            assert not zone["geometry"].intersects(_point(world, town)), (zone_id, town)


def test_regions_agree_with_the_official_districts(
    shared_data: Path, place: dict[str, CuratedPlace], tables: CuratedTables
) -> None:
    """OCHA's districts and sub-districts, drawn by others, against the shapes built here."""
    from pyogrio import read_dataframe

    def official(level: int, name: str) -> BaseGeometry:
        table = read_dataframe(shared_data / "boundaries" / f"syr_admin{level}.shp")
        return shapely.union_all(table.geometry[table["NAME_EN"] == name].to_numpy())

    def share(part: BaseGeometry, whole: BaseGeometry) -> float:
        return area_km2(part.intersection(whole)) / area_km2(part)

    shapes = {place_id: one.shape for place_id, one in place.items() if one.shape is not None}
    afrin, kurd = official(2, "Afrin"), shapes["cur:kurd-mountain"]
    assert share(afrin, kurd) > 0.6
    assert share(kurd, afrin) > 0.9
    quneitra, golan = official(1, "Quneitra"), shapes["cur:golan-heights"]
    assert share(golan, quneitra) > 0.75
    assert share(quneitra, golan) > 0.65
    assert share(official(1, "Al-Hasakeh"), shapes["cur:jazira"]) > 0.95
    assert share(official(2, "Tadmor"), shapes["cur:badia"]) > 0.9
    assert share(shapes["cur:jabal-al-druze"], official(1, "As-Sweida")) > 0.9
    assert share(official(1, "Idleb"), tables.zone_sets["syria-2017"][0]["geometry"]) > 0.95


def test_points_agree_with_places_that_others_located(shared_data: Path, place: dict[str, CuratedPlace]) -> None:
    import csv

    compared = 0
    with (shared_data / "geocode" / "ucdp_syria_places.csv").open(encoding="utf-8", newline="") as handle:
        located = [row for row in csv.DictReader(handle) if row["where_prec"] == "1.0"]
    for row in located:
        name = fold(re.split("[/(]", re.sub(r" (town|village|city|oil field)\b", "", row["input"]))[0])
        for one in place.values():
            if one.shape is None and name in {fold(other) for other in (one.name, *one.names)}:
                off = distance_km(one.lon, one.lat, float(row["lon"]), float(row["lat"]))
                if off < 40:  # further away it is a namesake
                    compared += 1
                    assert off < 5, (one.place_id, row["input"], off)
    assert compared >= 8


# -- what a bad row says -----------------------------------------------------------------------------------------------

PLACES = "place_id,name,kind,country,lon,lat,size_km,rank,names,source,note\n"
ALIASES = "alias,lang,place_id,place,source,note\n"
LOCAL = "name,lang,place_id,place,source\n"
REGION = """
[[region]]
id = "cur:plain"
name = "Plain"
kind = "region"
countries = ["SY"]
accuracy_km = 2
source = "a book"
why = "it is flat"
shape = {shape}
"""


def _write(folder: Path, **files: str) -> Path:
    (folder / "zones").mkdir()
    (folder / "places.csv").write_text(PLACES + files.get("places", "cur:a,A,site,SY,38,34,1,,,a book,\n"), "utf-8")
    (folder / "aliases.csv").write_text(ALIASES + files.get("aliases", ""), "utf-8")
    (folder / "local_names.csv").write_text(LOCAL + files.get("local_names", ""), "utf-8")
    (folder / "rivers.toml").write_text(files.get("rivers", "river = []\n"), "utf-8")
    (folder / "regions").mkdir()
    (folder / "regions" / "all.toml").write_text(files.get("regions", "region = []\n"), "utf-8")
    if "zones" in files:
        (folder / "zones" / "test.toml").write_text(files["zones"], "utf-8")
    return folder


def _homs(place_id: str) -> Known | None:
    return Known(["Homs", "حمص"], Point(36.7, 34.7)) if place_id == "gn:1" else None


def _no_river(_: str) -> None:
    return None


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"places": "cur:a,A,site,SY,38,34,1,,,,\n"}, "places.csv line 2: 'source' is ''"),
        ({"places": "cur:a,A,castle,SY,38,34,1,,,b,\n"}, "places.csv line 2: 'kind' is 'castle'"),
        ({"places": "cur:a,A,site,SY,38,134,1,,,b,\n"}, "places.csv line 2: 'lat' is 134"),
        ({"places": "cur:a,A,site,SY,x,34,1,,,b,\n"}, "places.csv line 2: 'lon' is 'x'"),
        ({"places": "cur:a,A,site,SY,nan,34,1,,,b,\n"}, "places.csv line 2: 'lon' is nan"),
        ({"places": "cur:a,A,site,SY,38,34,0,,,b,\n"}, "places.csv line 2: 'size_km' is 0"),
        ({"places": "cur:a,A,site,Syria,38,34,1,,,b,\n"}, "'Syria' is no ISO"),
        ({"places": "gn:7,A,site,SY,38,34,1,,,b,\n"}, "places.csv line 2: the id is 'gn:7'"),
        ({"places": "cur:a,A,site,SY,38,34,1,,B|B,b,\n"}, "places.csv line 2: a name stands twice"),
        ({"places": "cur:a,A,site,SY,38,34,1\n"}, "places.csv line 2 has not 11 fields"),
        (
            {"places": "cur:a,A,site,SY,38,34,1,,,b,\ncur:a,B,site,SY,38,34,1,,,b,\n"},
            "line 3: the id 'cur:a' stands twice",
        ),
        ({"aliases": "Emesa,la,gn:1,Homs,,\n"}, "aliases.csv line 2: 'source' is ''"),
        ({"aliases": "Emesa,la,gn:2,Homs,b,\n"}, "aliases.csv line 2: no place has the id 'gn:2'"),
        ({"aliases": "Emesa,la,gn:1,Hama,b,\n"}, "aliases.csv line 2: gn:1 is not called 'Hama'"),
        ({"local_names": "حمص,ar,gn:1,Hama,b\n"}, "local_names.csv line 2: gn:1 is not called 'Hama'"),
        ({"aliases": "Emesa,latin,gn:1,Homs,b,\n"}, "aliases.csv line 2: 'lang' is 'latin'"),
        ({"aliases": "Emesa,la,gn:1,Homs,b,\nEmesa,la,gn:1,Homs,b,\n"}, "gives 'Emesa' to gn:1 twice"),
        (
            {"regions": REGION.format(shape='{buffer = "Homs gn:1"}')},
            r"all.toml region 1 \(cur:plain\): 'km' is None",
        ),
        ({"regions": REGION.format(shape='{buffer = "Hims gn:1", km = 3}')}, "gn:1 is not called 'Hims'"),
        ({"regions": REGION.format(shape='{buffer = "Plain cur:plain", km = 3}')}, "rests on itself"),
        ({"regions": REGION.format(shape='{union = ["No cur:where"]}')}, "no place has the id 'cur:where'"),
        ({"regions": REGION.format(shape='"a circle"')}, "there is no 'shape'"),
        (
            {"regions": REGION.format(shape='{buffer = "Homs gn:1", km = 3}').replace('"it is flat"', '""')},
            "'why' is ''",
        ),
        ({"regions": "[[region]\n"}, "all.toml: .* mend the TOML"),
        ({"rivers": REGION.replace("region", "river", 1).format(shape="{}") + 'joins = ["Styx"]\n'}, "no river 'Styx'"),
        ({"zones": '[[zone]]\nid = "z"\nname = "Z"\nkind = "park"\n'}, r"test.toml zone 1 \(z\): 'kind' is 'park'"),
    ],
)
def test_a_bad_row_is_named(files: dict[str, str], says: str, tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match=says):
        load_curated(_write(tmp_path, **files), _homs, _no_river)


def test_a_good_folder_is_taken(tmp_path: Path) -> None:
    folder = _write(
        tmp_path,
        aliases="Emesa,la,gn:1,Homs,Strabo's Geography,\nA2,en,cur:a,A,a book,\n",
        regions=REGION.format(shape='{buffer = "A cur:a", km = 3}'),
    )
    tables = load_curated(folder, _homs, _no_river)
    assert [place.place_id for place in tables.places] == ["cur:a", "cur:plain"]
    assert [name.name for name in tables.names] == ["Emesa", "A2"]
    assert tables.places[1].size_km == pytest.approx(5, abs=0.1)


@pytest.mark.parametrize("name", ["places.csv", "aliases.csv", "local_names.csv", "rivers.toml", "regions"])
def test_a_missing_table_is_named(name: str, tmp_path: Path) -> None:
    folder = _write(tmp_path)
    gone = folder / name
    (gone / "all.toml" if gone.is_dir() else gone).unlink()
    with pytest.raises(GazetteerError, match=f"{name} does not exist"):
        load_curated(folder, _homs, _no_river)

"""Which place a mention means, as the text around it tells; and that an answer says why."""

from __future__ import annotations

import gzip
import json
from itertools import permutations
from pathlib import Path

import pytest

import geoevents as ge
from geoevents.gazetteer.index import Gazetteer
from geoevents.model.geo import haversine_km
from geoevents.model.places import Match
from geoevents.text.located import locate
from geoevents.text.recognition.mention import Mention
from geoevents.text.resolution import resolve

WORLD = Gazetteer.embedded()


def mentions(text: str, *names: str) -> list[Mention]:
    """Mentions of these names, in the order in which they stand in the text; "the ..." is a short form."""
    found, at = [], 0
    for name in names:
        start = text.index(name, at)
        at = start + len(name)
        role = "short" if name.startswith("the ") else "place"
        found.append(Mention(start, at, start, at, role))
    return found


def read(text: str, *names: str, country: str = "") -> list[Match]:
    return resolve(mentions(text, *names), text, WORLD, country=country)


@pytest.mark.parametrize(
    ("text", "names", "admin1", "country"),
    [
        ("A fire burned in Paris, Texas.", ["Paris", "Texas"], "Texas", "US"),
        ("A fire burned in Paris.", ["Paris"], "", "FR"),
        ("A fire burned in Paris (Tennessee).", ["Paris", "Tennessee"], "Tennessee", "US"),
        ("Police of Dublin and Macon met at Warner Robins.", ["Dublin", "Macon", "Warner Robins"], "Georgia", "US"),
        ("From Dublin the road goes to Galway and Cork.", ["Dublin", "Galway", "Cork"], "", "IE"),
        ("Shelling hit Tripoli; Sidon, Tyre and Baalbek were calm.", ["Tripoli", "Sidon", "Tyre", "Baalbek"], "", "LB"),
        ("Shelling hit Tripoli; Misrata and Zawiya were calm.", ["Tripoli", "Misrata", "Zawiya"], "", "LY"),
    ],
)  # fmt: skip
def test_the_other_names_tell_which_namesake_is_meant(text: str, names: list[str], admin1: str, country: str) -> None:
    first = read(text, *names)[0]
    assert first.country == country
    assert not admin1 or first.admin1 == admin1


def test_a_state_and_a_country_of_one_name() -> None:
    home = read("The U.S. wants Georgia to talk; Tbilisi and Batumi wait.", "U.S.", "Georgia", "Tbilisi", "Batumi")
    assert home[1].kind == "country"
    state = read(
        "Storms crossed Georgia from Macon to Savannah and Atlanta.", "Georgia", "Macon", "Savannah", "Atlanta"
    )
    assert state[0].kind == "admin1"
    assert state[0].country == "US"


def test_one_name_is_one_place_throughout() -> None:
    text = "Paris burned. Later that day the mayor of Paris, Texas, said that Paris was safe."
    places = read(text, "Paris", "Paris", "Texas", "Paris")
    assert {m.place_id for m in (places[0], places[1], places[3])} == {places[1].place_id}
    assert places[1].admin1 == "Texas"


def test_one_name_in_two_containers_is_two_places() -> None:
    text = "Teams from Springfield, Illinois, and Springfield, Massachusetts, met."
    places = read(text, "Springfield", "Illinois", "Springfield", "Massachusetts")
    assert [places[0].admin1, places[2].admin1] == ["Illinois", "Massachusetts"]


def test_the_answer_says_why() -> None:
    first = read("A fire burned in Paris, Texas.", "Paris", "Texas")[0]
    assert "'Texas' after it" in first.explanation
    near = read("Police of Dublin and Macon met at Warner Robins.", "Dublin", "Macon", "Warner Robins")[0]
    assert "near Macon" in near.explanation or "near Warner Robins" in near.explanation
    known = read("A fire burned in Paris.", "Paris")[0]
    assert "best known" in known.explanation


def test_where_nothing_decides_the_answer_holds_all() -> None:
    match = read("Springfield was quiet.", "Springfield")[0]
    assert match.status == "ambiguous"
    assert match.confidence < 0.5
    assert len(match.alternatives) >= 2
    assert match.geometry is not None
    first = match.alternatives[0]
    away = haversine_km(match.lon, match.lat, first["lon"], first["lat"])
    assert match.uncertainty_km >= away


def test_chances_add_up_to_one_at_most() -> None:
    for name in ("Springfield", "San Fernando", "Georgia", "Tripoli", "Victoria"):
        match = read(f"They met in {name}.", name)[0]
        assert match.confidence + sum(a["confidence"] for a in match.alternatives) <= 1.01


def test_the_country_that_is_expected_is_a_prior() -> None:
    assert read("Shelling hit Tripoli.", "Tripoli", country="LB")[0].country == "LB"
    assert read("Shelling hit Tripoli.", "Tripoli", country="LY")[0].country == "LY"
    assert read("He flew to New York City.", "New York City", country="SY")[0].country == "US"


def test_names_in_expressions_are_those_of_the_text() -> None:
    text = "In Paris, Texas, it rained. A car was found 15 km north of Paris, between Paris and Reno."
    found = mentions(text, "Paris", "Texas", "15 km north of Paris", "between Paris and Reno")
    places = resolve(found, text, WORLD)
    assert haversine_km(places[0].lon, places[0].lat, places[2].lon, places[2].lat) == pytest.approx(15, abs=3)
    assert haversine_km(places[0].lon, places[0].lat, places[3].lon, places[3].lat) < 30
    assert places[2].kind == "area"


def test_a_place_named_with_its_container_in_one_mention() -> None:
    text = "A fire burned in Paris, Texas. In Paris nobody was hurt."
    whole, later = resolve(mentions(text, "Paris, Texas", "Paris"), text, WORLD)
    assert whole.admin1 == later.admin1 == "Texas"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Turkish", "Turkey"),
        ("Ontarians", "Ontario"),
        ("Texans", "Texas"),
        ("Rapides", "Rapides Parish"),
        ("Ft. Worth", "Fort Worth"),
    ],
)
def test_words_that_stand_for_a_place(words: str, name: str) -> None:
    text = f"The {words} waited."
    assert WORLD.place(read(text, words)[0].place_id).name == name


def test_a_short_form_means_the_last_place_of_its_kind() -> None:
    text = "Rebels held Aleppo and Idlib Governorate. The army shelled the city and left the province and the river."
    *_, city, province, river = read(text, "Aleppo", "Idlib Governorate", "the city", "the province", "the river")
    assert (city.name, province.kind) == ("Aleppo", "admin1")
    assert province.name.startswith("Idlib")
    assert river.status == "unresolved"
    assert "'the city' for 'Aleppo'" in city.explanation


def test_a_name_that_is_not_listed_lies_by_those_about_it() -> None:
    text = "Fire broke out at Qzxwville near Rayville, between Monroe and Tallulah in Louisiana."
    match = read(text, "Qzxwville", "Rayville", "Monroe", "Tallulah", "Louisiana")[0]
    assert match.stand_in
    assert match.status == "ambiguous"
    assert match.confidence <= 0.3
    assert match.admin1 == "Louisiana"
    assert match.geometry is not None
    assert match.uncertainty_km > 50
    assert "not in the gazetteer" in match.explanation


def test_a_namesake_far_from_everything_is_not_believed() -> None:
    text = "Police of Qal Beach, Macon, Warner Robins, Perry, Fort Valley and Dublin searched Aguada de Baixo."
    match = read(text, "Macon", "Warner Robins", "Perry", "Fort Valley", "Dublin", "Aguada de Baixo")[-1]
    assert match.stand_in or match.country != "US"
    assert match.status == "ambiguous" or match.country == "PT"


def test_a_text_without_any_other_name() -> None:
    match = read("Qzxwville was quiet.", "Qzxwville")[0]
    assert match.status == "unresolved"
    assert match.explanation


def test_the_order_of_the_mentions_does_not_matter() -> None:
    text = "Police of Dublin and Macon met 15 km north of Dublin near Warner Robins; the city slept."
    found = mentions(text, "Dublin", "Macon", "15 km north of Dublin", "Warner Robins", "the city")
    expected = resolve(found, text, WORLD)
    for order in permutations(range(len(found))):
        made = resolve([found[n] for n in order], text, WORLD)
        assert [made[order.index(n)] for n in range(len(found))] == expected


def test_answers_do_not_depend_on_what_was_asked_before() -> None:
    texts = [
        ("Paris and Henry County", ["Paris", "Henry County"]),
        ("Paris in France", ["Paris", "France"]),
        ("Paris, Texas", ["Paris", "Texas"]),
    ]
    first = [read(text, *names) for text, names in texts]
    again = [read(text, *names) for text, names in reversed(texts)][::-1]
    assert first == again
    assert [m[0].country for m in first[1:]] == ["FR", "US"]


def test_no_mentions() -> None:
    assert resolve([], "Nothing.", WORLD) == []


def test_a_long_text_is_one_text() -> None:
    names = ["Lyon", "Nantes", "Rennes", "Lille", "Metz", "Dijon", "Tours", "Angers", "Nancy", "Brest", "Toulon"]
    many = [place.name for place in WORLD.children(WORLD.place("ne:DE"), kinds=["town"])[:150]]
    text = "Paris, Texas, was named first. " + " ".join(f"In {n} it rained." for n in names + many) + " Paris slept."
    found = mentions(text, "Paris", "Texas", *names, *many, "Paris")
    made = resolve(found, text, WORLD)
    assert len(made) == len(found)
    assert made[-1].place_id == made[0].place_id
    assert made[0].admin1 == "Texas"
    german = sum(match.country == "DE" for match in made[13:-1])
    assert german > 0.9 * len(many)


def test_news_with_known_places(shared_data: Path) -> None:
    """On the first articles of three corpora; the figures of all are those of ``benchmarks/resolution.py``."""
    least = {"lgl": 0.83, "geovirus": 0.78, "trnews": 0.82}
    for name, share in least.items():
        good = total = 0
        with gzip.open(shared_data / "geoparse" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            articles = [json.loads(line) for _, line in zip(range(40), lines, strict=False)]
        for article in articles:
            placed = [m for m in article["mentions"] if m["lat"] is not None]
            made = locate(article["text"], WORLD, spans=[(m["start"], m["end"]) for m in placed])
            for mention, found in zip(placed, made, strict=True):
                match = found.match
                away = haversine_km(mention["lon"], mention["lat"], match.lon, match.lat)
                good += match.geometry is not None and bool(away <= 161)
            total += len(placed)
        assert good / total >= share, f"{name}: {good / total:.3f}"


@pytest.mark.parametrize(
    ("mention", "kind"), [("15 km north of Hama", "town"), ("near Hama", "town"), ("northern Hama", "admin1")]
)
def test_a_construction_takes_the_namesake_that_it_calls_for(mention: str, kind: str) -> None:
    match = read(f"Shelling hit {mention}, near Salamiyah and Homs.", mention, "Salamiyah", "Homs")[0]
    assert WORLD.place(match.place_id).kind == kind
    assert match.country == "SY"
    assert match.status == "resolved"


@pytest.mark.parametrize("name", ["Damascus", "Kyiv", "Moscow", "Aleppo", "Baghdad"])
def test_a_great_city_is_the_city(name: str) -> None:
    match = read(f"Explosions were heard in {name}.", name)[0]
    assert (match.kind, match.status) == ("town", "resolved")


@pytest.mark.parametrize("name", ["Port Sudan", "Iron River", "Lake Charles"])
def test_a_word_for_a_kind_may_belong_to_the_name(name: str) -> None:
    match = read(f"It rained in {name}.", name)[0]
    assert match.kind == "town"


def test_a_container_may_be_known_for_a_town_of_its_name() -> None:
    text = "The mayor of Cambridge, Ontario, went to Cambridge, Massachusetts."
    found = read(text, "Cambridge", "Ontario", "Cambridge", "Massachusetts")
    assert [found[n].country for n in (0, 2)] == ["CA", "US"]


def test_a_foreign_name_of_a_great_town_means_the_town() -> None:
    found = read("Er reiste von Berlin nach Kiew.", "Berlin", "Kiew")[1]
    assert (found.kind, found.country) == ("town", "UA")


def test_another_division_does_not_stand_for_a_division() -> None:
    text = "People fled from Qzxw State to Nyala and Zalingei and to the village of Qzxwville."
    state, _, _, village = read(text, "Qzxw State", "Nyala", "Zalingei", "Qzxwville")
    assert (state.kind, state.country, state.stand_in) == ("country", "SD", True)
    assert (village.kind, village.country, village.stand_in) == ("admin1", "SD", True)


def test_an_expression_about_a_name_that_is_not_listed_says_which_name() -> None:
    match = read("Fighting near Qzxwville spread to Goma and Sake.", "near Qzxwville", "Goma", "Sake")[0]
    assert match.explanation.startswith("'Qzxwville' is not in the gazetteer")


def test_what_is_said_to_lie_in_a_division_is_no_namesake_abroad() -> None:
    table = ge.geoparse("Families reached Tawila locality, North Darfur State, on Monday. Water is short in Tawila.")
    first, state, again = table.to_dict("records")
    assert (first["country"], first["precision"], first["status"]) == ("SD", "admin1", "ambiguous")
    assert "no place called 'Tawila locality' is known in" in first["explanation"]
    assert again["country"] == "SD"
    assert (state["country"], state["status"]) == ("SD", "resolved")
    assert ge.geoparse("He flew to Tawila, Yemen.")["country"].tolist() == ["YE", "YE"]


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Aleppo, Idlib governorate and Hama", ["SY", "SY", "SY"]),  # a list: of the same country
        ("At talks in Geneva, North Darfur State was discussed", ["CH", "SD"]),
        ("Paris, Texas", ["US", "US"]),
    ],
)
def test_lists_and_cities_of_the_world_are_not_taken_for_contained(text: str, countries: list[str]) -> None:
    assert ge.geoparse(text)["country"].tolist() == countries


def test_a_dateline_names_a_city() -> None:
    for text in ("RAQQA, 3 May - Shells fell.", "RAQQA, Syria (Agency) - Shells fell."):
        first = ge.geoparse(text).iloc[0]
        assert (first["name"], first["precision"]) == ("Raqqa", "exact")
    assert ge.geoparse("RAQQA\n\nShells fell.").iloc[0]["precision"] == "area"  # a heading may be the governorate


def test_a_division_is_eclipsed_by_the_capital_of_its_name() -> None:
    capital = ge.geoparse("A protest was held in Washington on Monday over Syria.").iloc[0]
    assert capital["status"] == "ambiguous"
    assert "town in District of Columbia" in capital["explanation"]
    state = ge.geoparse("Fires burned in Washington near Spokane and Yakima.").iloc[0]
    assert (state["precision"], state["status"]) == ("admin1", "resolved")

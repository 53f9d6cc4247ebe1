"""Recognition: what is a place, what is none, in which role, and how far its expression reaches."""

from __future__ import annotations

from itertools import pairwise

import pytest

from geoevents.gazetteer.index import Gazetteer
from geoevents.text.recognition import Mention, recognise

WORLD = Gazetteer.embedded()


def found(text: str) -> list[tuple[str, str]]:
    """Words and role of the mentions of a text, without short forms."""
    mentions = [m for m in recognise(text, WORLD) if m.role != "short"]
    for m in mentions:
        assert 0 <= m.start <= m.head_start < m.head_end <= m.end <= len(text)
        assert m.literal == (m.role == "place")
    for one, other in pairwise(mentions):
        assert one.end <= other.start
    return [(text[m.start : m.end], m.role) for m in mentions]


def places(text: str) -> list[str]:
    return [words for words, role in found(text) if role == "place"]


def only(text: str) -> Mention:
    (mention,) = [m for m in recognise(text, WORLD) if m.role == "place"]
    return mention


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They drove from St. Petersburg to Rio de Janeiro.", ["St. Petersburg", "Rio de Janeiro"]),
        ("Fighting was heavy in Albu Kamal, Hajin and Al-Susah.", ["Albu Kamal", "Hajin", "Al-Susah"]),
        ("A fire broke out in Louisville, Ky., on Monday.", ["Louisville", "Ky."]),
        ("Police in Erie, Pa., and Gary, Ind., said so.", ["Erie", "Pa.", "Gary", "Ind."]),
        ("A school in Washington, D.C. was closed.", ["Washington", "D.C."]),
        ("They met in Paris, Texas, not in Paris.", ["Paris", "Texas", "Paris"]),
        ("The U.S. He left in May.", ["U.S."]),
        ("The road to Al-Bab and Coeur d'Alene is long.", ["Al-Bab", "Coeur d'Alene"]),
        ("Floods hit the Gulf of Aden and Lake Chad.", ["Gulf of Aden", "Lake Chad"]),
        ("A car crashed on Gillis Street in Laurel County.", ["Gillis Street", "Laurel County"]),
        ("ROANOKE — A man was hurt.", ["ROANOKE"]),
        ("Kämpfe in Łódź, Zürich und São Paulo.", ["Łódź", "Zürich", "São Paulo"]),
        ("Взрыв прогремел в Москва и Харьков сегодня.", ["Москва", "Харьков"]),
        ("Συγκρούσεις στην Αθήνα και στη Θεσσαλονίκη.", ["Αθήνα", "Θεσσαλονίκη"]),
        ("Shelling hit Eastland and Callahan counties.", ["Eastland", "Callahan counties"]),
    ],
)  # fmt: skip
def test_names(text: str, expected: list[str]) -> None:
    words = places(text)
    assert [w.removesuffix(" counties") for w in words] == [w.removesuffix(" counties") for w in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mortar shells hit Qarzal-Dune.", ["Qarzal-Dune"]),
        ("Tezzuk was shelled on Friday.", ["Tezzuk"]),
        ("Gunmen stormed the army camp at Tezzuk.", ["Tezzuk"]),
        ("Rockets fell on Tezzuk and Barrun on Friday.", ["Tezzuk", "Barrun"]),
        ("Jets bombed the Saudi Maternity Hospital.", ["Saudi Maternity Hospital"]),
        ("They held the town of Tezzuk. Rebels left Tezzuk later.", ["town of Tezzuk", "Tezzuk"]),
        ("Clashes went on in the Tezzuk district of Khartoum.", ["Tezzuk district of Khartoum"]),
        ("Women in villages near Abu Tezzuk fled.", ["near Abu Tezzuk"]),
        ("Trucks burned on the Mandalay-Lashio highway.", ["Mandalay-Lashio highway"]),
        ("Tezzuk told us that Barrun was late.", []),
        ("Villagers of Qworx, near Vardenis, hid.", ["Qworx", "near Vardenis"]),
        ("Residents of Qworx, on the shore of Lake Kivu, fled.", ["Qworx", "shore of Lake Kivu"]),
        ("Fighting has spread to Qworx as rebels withdrew from Zworx.", ["Qworx", "Zworx"]),
        ("They fled to Homs and around Qworx.", ["Homs", "around Qworx"]),
        ("Qworx, a border town near Mae Sot, fell.", ["Qworx", "near Mae Sot"]),
        ("Une attaque contre le village de Qworx et la ville de Djibo.", ["Qworx", "Djibo"]),
        ("They met in the Qworx cercle of central Mali.", ["Qworx cercle", "central Mali"]),
    ],
)
def test_names_that_nobody_lists_are_places_where_the_words_say_so(text: str, expected: list[str]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Lyman Smith and Sheila D. Williams were late.",
        "Mr. Homs, Governor Jack Lyman and Sgt. Paris Lviv resigned.",
        "Reading is fun. Nice work, said Hope, and March was wet.",
        "On Monday the Lancaster Herald and the New York Times said so.",
        "Many people like the English breakfast.",
        "The White House and the European Union declined.",
        "Darryl Keith Warden, 44, was arrested, and Warden was charged.",
        "American Airlines and British Airways fly there.",
    ],
)
def test_what_is_no_place(text: str) -> None:
    assert places(text) == []


def test_a_surname_stays_a_persons() -> None:
    text = "Sheila Lancaster was hurt. Police found Lancaster at home, and Lancaster said nothing."
    assert found(text) == []
    assert places("The bus goes to Lancaster. It was late in Lancaster.") == ["Lancaster", "Lancaster"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Idlib Brigade left.", [("Idlib", "organisation")]),
        ("The Killeen Police Department said so.", [("Killeen", "organisation")]),
        ("A study by the University of Georgia was praised.", [("Georgia", "organisation")]),
        ("She is the Governor of Texas.", [("Texas", "organisation")]),
        ("The US-led coalition left.", [("US", "organisation")]),
        ("Syrian and Russian officers met.", [("Syrian", "demonym"), ("Russian", "demonym")]),
        ("Moscow said nothing.", [("Moscow", "actor")]),
        ("Talks with Turkey failed.", [("Turkey", "actor")]),
        ("The US forces left.", [("US", "actor")]),
        ("Clashes near the Syrian-Turkish border.", [("near the Syrian-Turkish border", "place")]),
    ],
)
def test_roles(text: str, expected: list[tuple[str, str]]) -> None:
    got = [(w.removeprefix("near the "), r) for w, r in found(text)]
    assert got == [(w.removeprefix("near the "), r) for w, r in expected]


@pytest.mark.parametrize(
    ("text", "whole", "head"),
    [
        ("Fighters fled to the Euphrates valley to the east of Deir ez-Zor.",
         "Euphrates valley to the east of Deir ez-Zor", "Deir ez-Zor"),
        ("It happened 15 km north of Raqqa.", "15 km north of Raqqa", "Raqqa"),
        ("It happened in the western part of Homs.", "western part of Homs", "Homs"),
        ("They are in the Zamzam displacement camp.", "Zamzam displacement camp", "Zamzam"),
        ("The village of Suran burned.", "village of Suran", "Suran"),
        ("Shells fell near Azaz.", "near Azaz", "Azaz"),
        ("They took the road between Homs and Palmyra.", "road between Homs and Palmyra", "Homs"),
        ("They took the road from Homs to Palmyra.", "road from Homs to Palmyra", "Homs"),
        ("It rained in northern Ghana.", "northern Ghana", "Ghana"),
    ],
)  # fmt: skip
def test_how_far_an_expression_reaches(text: str, whole: str, head: str) -> None:
    mention = only(text)
    assert text[mention.start : mention.end] == whole
    assert text[mention.head_start : mention.head_end] == head


def test_what_the_words_say_of_a_mention() -> None:
    assert only("They met in Hama province.").feature == "province"
    paris = recognise("They met in Paris, Texas.", WORLD)[0]
    assert paris.container == "Texas"
    assert recognise("Syrian officers met.", WORLD)[0].country == "SY"
    assert recognise("They met in Louisville, Ky.", WORLD)[0].container == "Kentucky"


def test_short_forms_are_told_apart() -> None:
    text = "Shells hit Homs. The city was quiet, but the city council met."
    shorts = [(text[m.start : m.end], m.feature) for m in recognise(text, WORLD) if m.role == "short"]
    assert shorts == [("The city", "city")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قصفت القوات قرية الزربة في ريف حلب", ["قرية الزربة", "ريف حلب"]),
        ("وصلت إلى مدينة إدلب وبلدة سراقب.", ["مدينة إدلب", "بلدة سراقب"]),
        ("قصف على حلب وحمص ودير الزور", ["حلب", "حمص", "دير الزور"]),
        ("اشتباكات بريف إدلب الجنوبي الشرقي", ["ريف إدلب الجنوبي الشرقي"]),
        ("وقع الهجوم صباح اليوم في حلب", ["حلب"]),
        ("قال لواء القدس إن العمل في الشمال مستمر", []),
        ("قتل مدنيون بدمشق اليوم", ["دمشق"]),
        ("هذا خبر عن الطقس والشعر", []),
    ],
)
def test_scripts_without_capitals_go_by_their_cues(text: str, expected: list[str]) -> None:
    assert places(text) == expected


def test_offsets_count_in_the_original() -> None:
    text = "Home News Sport\n\n“Shells fell on\u00a0Idlib’s market,” he said in Al\u00adeppo\u200b near\tHoms."
    words = places(text)
    assert words[0] == "Idlib"
    assert all(w in text for w in words)


def test_debris_is_left_out() -> None:
    text = "Share this\nLondon Paris Berlin\n© Reuters, Moscow\n\nShells fell on Idlib on Monday, officials said."
    assert "Moscow" not in places(text)


def test_given_spans_come_back_in_their_order() -> None:
    text = "From Paris, Texas, to a Syrian village."
    mentions = recognise(text, WORLD, spans=[(24, 30), (5, 10)])
    assert [(m.start, m.end, m.role, m.country, m.container) for m in mentions] == [
        (24, 30, "given", "SY", ""),
        (5, 10, "given", "", "Texas"),
    ]


def test_what_was_read_before_changes_nothing() -> None:
    texts = ["Mr. Homs spoke.", "They left Homs for Paris, Texas.", "PARIS (AP) - Rain."]
    fresh = [recognise(t, Gazetteer.open(_folder())) for t in texts]
    assert [recognise(t, WORLD) for t in reversed(texts)] == fresh[::-1]


def _folder() -> str:
    from geoevents.gazetteer import index

    return str(index._DATA)


@pytest.mark.parametrize(
    "text",
    ["Qworx, the city manager, resigned.", "Qworx, a village elder, spoke.",
     "They rallied around Qworx products.",
     "Dear Georgia, thank you.", "He quit his job to Qworx."],
)  # fmt: skip
def test_what_only_looks_like_a_cue(text: str) -> None:
    assert "Qworx" not in places(text)
    assert "Georgia" not in places(text)


def test_a_militia_bears_the_name_of_a_place_that_is_no_scene() -> None:
    assert ("Misrata", "organisation") in found("Misrata militia fired at the hospital.")
    assert ("Black Sea", "organisation") in found("The Black Sea Fleet left the port.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Вибухи у Харкові. Бої тривають під Куп'янськом.", {"Харкові": "Харків", "Куп'янськом": "Купянськ"}),
        ("До Києва прибув міністр.", {"Києва": "Київ"}),
        ("В Донецке погибли двое. Под Бахмутом идут бои.", {"Донецке": "Донецк", "Бахмутом": "Бахмут"}),
        ("Пожар в Белгородской области.", {"Белгородской области": "Belgorod Oblast"}),
        ("У Чернігівській області тривога.", {"Чернігівській області": "Chernihiv Oblast"}),
        ("Он видел Харьков.", {"Харьков": ""}),
        ("Он был у Пушкина. По словам Иванова, нет.", {}),
    ],
)  # fmt: skip
def test_names_in_the_cases_of_russian_and_ukrainian(text: str, expected: dict[str, str]) -> None:
    mentions = recognise(text, WORLD)
    assert {text[m.start : m.end]: m.query for m in mentions} == expected


def test_persons_may_have_the_name_of_a_country() -> None:
    assert found("Jordan Peterson met Georgia Johnson in London.") == [("London", "place")]
    assert places("Storms crossed Georgia and Virginia on Monday.") == ["Georgia", "Virginia"]

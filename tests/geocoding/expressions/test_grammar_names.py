"""Names that carry words of the grammar, and what stands close to names without being one."""

from __future__ import annotations

import pytest

from geoevents.geocoding.expressions.grammar import parse

NAMES = {
    "Mine in Gorlovka": "Within(Name('', mine), in Name('Gorlovka'))",
    "in the Dolinsky forest, north of Izium": (
        "Within(Name('Dolinsky', forest), in DirectionOf(north, Name('Izium')))"
    ),
    "the village of Yampil in Lyman district": "Within(Name('Yampil', village), in Name('Lyman', district))",
    "the town of Bakhmut, Donetsk oblast": "Within(Name('Bakhmut', town), in Name('Donetsk', oblast))",
    "Police": "Name('Police')",
    "Police, Poland": "Within(Name('Police'), in Name('Poland'))",
    "Battle": "Name('Battle')",
    "Central Region, Ghana": "Within(PartOf(central, 0.33, Name('', region)), in Name('Ghana'))",
    "Area C": "Name('Area C')",
    "Sector 5": "Name('5', sector)",
    "Camp Bastion": "Name('Bastion', camp)",
    "Fort Polk": "Name('Fort Polk')",
    "Santa Cruz de la Sierra": "Name('Santa Cruz de la Sierra')",
    "San Juan de los Morros": "Name('San Juan de los Morros')",
    "Las Vegas": "Name('Las Vegas')",
    "La Paz": "Name('La Paz')",
    "El Fasher": "Name('El Fasher')",
    "Al-Arish": "Name('Al-Arish')",
    "Port-au-Prince": "Name('Port-au-Prince')",
    "Le Kef": "Name('Le Kef')",
    "Los Ángeles": "Name('Los Ángeles')",
    "En Nahud": "Name('En Nahud')",
    "Es Suki": "Name('Es Suki')",
    "On": "Name('On')",
    "At Tarmiyah": "Name('At Tarmiyah')",
    "East London": "PartOf(east, 0.33, Name('London'))",
    "North Platte": "PartOf(north, 0.33, Name('Platte'))",
    "South Sudan": "PartOf(south, 0.33, Name('Sudan'))",
    "Western Sahara": "PartOf(west, 0.33, Name('Sahara'))",
    "East Timor": "PartOf(east, 0.33, Name('Timor'))",
    "West Virginia": "PartOf(west, 0.33, Name('Virginia'))",
    "Northern Ireland": "PartOf(north, 0.33, Name('Ireland'))",
    "North Korea": "PartOf(north, 0.33, Name('Korea'))",
    "Isle of Man": "Name('Isle of Man')",
    "Dover Air Force Base": "Name('Dover', air force base)",
    "Hill 60": "Name('60', hill)",
    "Checkpoint Charlie": "Name('Charlie', checkpoint)",
    "Mosul Dam": "Name('Mosul', dam)",
    "Ras al-Ayn town center": "PartOf(central, 0.33, Name('Ras al-Ayn'))",
    "Sur": "Name('Sur')",
    "Tell": "Name('Tell')",
    "Al Hasakah Governorate": "Name('Al Hasakah', governorate)",
}

CLOSE_BY = {
    "Tombouctou (Timbuktu)": "Within(Name('Tombouctou'), in Name('Timbuktu'))",
    "Darfur (West)": "PartOf(west, 0.33, Name('Darfur'))",
    "Darfur, West": "PartOf(west, 0.33, Name('Darfur'))",
    "Bria-Ippy axis": "Between(road, Name('Bria'), Name('Ippy'))",
    "the Bria to Ippy road": "Between(road, Name('Bria'), Name('Ippy'))",
    "PK5 neighbourhood, Bangui": "Within(Name('PK5', neighbourhood), in Name('Bangui'))",
    "PK 12 on the Bangui-Damara road": ("Within(Name('PK 12'), in Between(road, Name('Bangui'), Name('Damara')))"),
    "Kilometer 5": "Name('Kilometer 5')",
    "Jebel Marra": "Name('Marra', jebel)",
    "Wadi Fira": "Name('Wadi Fira')",
    "Nahr al-Bared": "Name('al-Bared', nahr)",
    "Lake Tanganyika, off Bujumbura": "Within(Name('Tanganyika', lake), in Near(Name('Bujumbura')))",
    "35 nautical miles north of Zuwara": "DirectionOf(64.82+-0.926 km, north, Name('Zuwara'))",
    "in the Gulf of Guinea, 60 nm off Bayelsa": (
        "Within(Name('Guinea', gulf), in DirectionOf(111.12+-9.26 km, Name('Bayelsa')))"
    ),
    "20nm SW of Hodeidah": "DirectionOf(37.04+-9.26 km, southwest, Name('Hodeidah'))",
    "Bab el-Mandeb": "Name('Bab el-Mandeb')",
    "the Syria-Iraq-Jordan border triangle": "Border(Name('Syria'), Name('Iraq'), Name('Jordan'))",
    "Iraqi Kurdistan": "Name('Iraqi Kurdistan')",
    "Turkish-held Afrin": "Name('Afrin')",
    "government-held western Aleppo": "PartOf(west, 0.33, Name('Aleppo'))",
    "rebel-held eastern Ghouta near Damascus": (
        "Within(PartOf(east, 0.33, Name('Ghouta')), in Near(Name('Damascus')))"
    ),
    "the rebel-held part of Idlib": "Name('Idlib')",
    "opposition-held areas of Hama": "Name('Hama')",
    "Houthi-controlled Sanaa": "Name('Sanaa')",
    "Taliban-controlled Musa Qala": "Name('Musa Qala')",
    "the Christian village of Maaloula": "Name('Maaloula', village)",
    "the mainly Kurdish town of Kobani": "Name('Kobani', town)",
    "the strategic town of Debaltseve": "Name('Debaltseve', town)",
    "the oil-rich Abyei region": "Name('Abyei', region)",
    "disputed Abyei": "Name('Abyei')",
    "eastern DRC": "PartOf(east, 0.33, Name('DRC'))",
    "DR Congo's Ituri province": "Within(Name('Ituri', province), in Name('DR Congo'))",
    "Ituri, DRC": "Within(Name('Ituri'), in Name('DRC'))",
    "Mogadishu's Hodan district": "Within(Name('Hodan', district), in Name('Mogadishu'))",
    "Hodan District in Mogadishu": "Within(Name('Hodan', district), in Name('Mogadishu'))",
    "south Mogadishu": "PartOf(south, 0.33, Name('Mogadishu'))",
    "Nangarhar's Achin district": "Within(Name('Achin', district), in Name('Nangarhar'))",
    "Achin, Nangarhar": "Within(Name('Achin'), in Name('Nangarhar'))",
    "the Afghan-Pakistani border at Torkham": ("Within(Border(Name('Afghan'), Name('Pakistani')), in Name('Torkham'))"),
    "Torkham border crossing": "Name('Torkham', border crossing)",
    "Spin Boldak-Chaman crossing": "Name('Spin Boldak-Chaman', crossing)",
    "Tal Abyad – Suluk road, south of Tal Abyad": (
        "Within(Between(road, Name('Tal Abyad'), Name('Suluk')), in DirectionOf(south, Name('Tal Abyad')))"
    ),
    "on the outskirts of Tal Tamr, along the M4": "Within(Outskirts(Name('Tal Tamr')), in Along(Name('M4')))",
    "6 villages in Idleb": "Within(Name('', villages), in Name('Idleb'))",
    "in the old districts of Severodonetsk": "Within(Name('', districts), in Name('Severodonetsk'))",
    "Badgam and Srinagar, bus route between": "Between(road, Name('Badgam'), Name('Srinagar'))",
    "Avdiivka, eastern outskirts": "Outskirts(east, Name('Avdiivka'))",
    "in Donbas; at Pisky, Donetsk Obl": "Within(Name('Pisky'), in Name('Donetsk', obl), in Name('Donbas'))",
    "the Mali and Niger border": "Border(Name('Mali'), Name('Niger'))",
    "Syria and the border with Iraq": "Union(Name('Syria'), Border(Name('Iraq')))",
    "Homs and the Lebanese border": "Union(Name('Homs'), Border(Name('Lebanese')))",
    "Homs and Hama near the Turkish border": (
        "Within(Union(Name('Homs'), Name('Hama')), in Near(Border(Name('Turkish'))))"
    ),
    "Donetsk and Luhansk People's Republics": (
        "Union(Name('Donetsk', people's republic), Name('Luhansk', people's republic))"
    ),
    "Gao and Menaka regions in Mali": ("Within(Union(Name('Gao', region), Name('Menaka', region)), in Name('Mali'))"),
    "eastern Democratic Republic of the Congo": "PartOf(east, 0.33, Name('Democratic Republic of the Congo'))",
    "Donetsk airport terminal": "Name('Donetsk airport', terminal)",
    "nord du Mali": "PartOf(north, 0.33, Name('Mali'))",
    "norte del Cauca": "PartOf(north, 0.33, Name('Cauca'))",
}

READINGS = NAMES | CLOSE_BY


@pytest.mark.parametrize("query", READINGS)
def test_reading(query):
    assert str(parse(query)) == READINGS[query]

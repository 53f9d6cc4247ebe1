"""The label in the country's own script is that of its own language, as far as spellings tell."""

from __future__ import annotations

import pytest

from geoevents.gazetteer.local_names import local_name, local_scripts
from geoevents.gazetteer.names import key

SCRIPTS = local_scripts()


@pytest.mark.parametrize(
    ("country", "names", "own"),
    [
        ("RU", ["Moscow", "Маскав", "Масква", "Москва", "Москова", "Москъва", "Муско", "Мәскеу"], "Москва"),
        ("AE", ["Abu Dhabi", "أبوظبي", "ابو ظبى", "ابوظبی", "جزيرة أبوظبي وجزر داخلية اخرى"], "أبوظبي"),
        ("SY", ["Damascus", "د مشق", "دمشق", "دیمەشق", "دەمەشىق", "الشام"], "دمشق"),
        ("SY", ["Ar Raqqah", "الرقة", "الرقه", "رقه"], "الرقة"),
        ("UA", ["Kyiv", "Киев", "Київ", "Кијев"], "Київ"),
    ],
)
def test_own_name(country, names, own):
    assert names[local_name(names, [key(n) for n in names], SCRIPTS[country])] == own


def test_no_name_in_the_script_and_no_script():
    assert local_name(["Damascus", "Дамаск"], ["dmsk", "dmsk"], SCRIPTS["SY"]) == -1
    assert local_name(["Paris", "باريس"], ["prs", "prs"], None) == -1

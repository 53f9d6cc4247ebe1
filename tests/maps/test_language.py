"""The page's words: every language has every word, with the plural forms and the values that it needs."""

from __future__ import annotations

import re
from typing import Any

import pytest
from babel import Locale

from geoevents.maps.event_map import EventMap
from geoevents.maps.language import language_of, languages

ENGLISH = language_of("en").words
VALUE = re.compile(r"\{(\w+)\}")


def forms(entry: Any) -> dict[str, str]:
    return entry if isinstance(entry, dict) else {"other": entry}


@pytest.mark.parametrize("tag", languages())
def test_a_language_is_whole(tag: str) -> None:
    own = language_of(tag).words
    assert set(own) == set(ENGLISH)
    for key, entry in own.items():
        values = set(VALUE.findall(forms(ENGLISH[key])["other"]))
        for form, words in forms(entry).items():
            assert words.strip(), (key, form)
            # a form for one or two things may say so without the figure
            assert set(VALUE.findall(words)) in ({*values}, values - {"n"}), (key, form)
        if isinstance(ENGLISH[key], dict):
            assert set(forms(entry)) == {*Locale.parse(tag).plural_form.tags, "other"}, key


def test_the_language_follows_the_locale() -> None:
    assert language_of("en-GB").tag == "en"
    assert language_of("xx").tag == "en"
    config = EventMap(locale="en-GB").content().config()
    assert config["language"]["tag"] == "en"
    assert config["language"]["direction"] == "ltr"
    assert config["language"]["words"]["close"] == "Close"

"""The page's words: every language has every word, with the plural forms and the values that it needs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
from babel import Locale
from babel.numbers import format_decimal

from geoevents.errors import OptionError
from geoevents.maps.event_map import EventMap
from geoevents.maps.language import check_locale, language_of, languages, plural_form

ROOT = Path(__file__).resolve().parents[2]
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


def test_no_word_is_kept_that_nothing_says() -> None:
    files = [*(ROOT / "web" / "src").rglob("*.ts"), *(ROOT / "geoevents").rglob("*.py")]
    source = "".join(path.read_text(encoding="utf-8") for path in files)
    groups = re.search(r"type Group = ([^;]*);", source)
    assert groups
    # Keys whose last part is a code: of the data, or put together where it is said.
    codes = {*re.findall(r'"([^"]*)"', groups[1]), *re.findall(r"say\(f?[`'\"]([\w.]+)\.\$?\{", source)}
    said = {key for key in ENGLISH if f'"{key}"' in source or key.rpartition(".")[0] in codes}
    assert set(ENGLISH) - said == set()


def test_the_language_follows_the_locale() -> None:
    assert language_of("en-GB").tag == "en"
    assert language_of("xx").tag == "en"
    config = EventMap(locale="en-GB").content().config()
    assert config["language"]["tag"] == "en"
    assert config["language"]["direction"] == "ltr"
    assert config["language"]["words"]["close"] == "Close"


@pytest.mark.parametrize("tag", languages())
def test_plural_forms_and_numbers_are_those_of_the_cldr(tag: str) -> None:
    numbers = [*range(250), 1_000, 1_001, 4_562, 1_000_000, 2_000_000, 1_234_567]
    rule = Locale.parse(tag).plural_form
    assert [plural_form(tag, n) for n in numbers] == [rule(n) for n in numbers]
    assert format_decimal(14_562, locale=tag) in language_of(tag).say("events", n=14_562)


def test_a_locale_is_kept_where_the_page_speaks_its_language() -> None:
    assert [language_of(asked).locale for asked in ("ar-SY", "en-GB", "de-AT")] == ["ar-SY", "en-GB", "en"]
    for wrong in ("", "english", 7, 'en"><script>'):
        with pytest.raises(OptionError, match="no language tag"):
            check_locale(wrong)


def test_a_page_holds_the_words_that_it_says_and_not_those_of_the_other() -> None:
    words = {page: set(language_of("en").frame(page)["words"]) for page in ("map", "reading")}  # type: ignore[arg-type]
    assert not [key for key in words["map"] if key.startswith(("reading.", "fallback."))]
    source = Path(__file__).resolve().parents[2] / "web" / "src"
    for page, parts in (("map", MAP), ("reading", READING)):
        files = [path for part in parts for path in source.glob(part)]
        said = {key for path in files for key in re.findall(r'\bsay\("([^"]+)"', path.read_text(encoding="utf-8"))}
        assert len(said) > 10
        assert said <= words[page]


MAP = ("ui/*.ts", "take/*.ts", "orient/*.ts", "words/*.ts")
READING = ("mentions/*.ts", "ui/credits.ts", "ui/fail.ts", "orient/readout.ts")


@pytest.mark.parametrize("tag", languages())
def test_readers_without_scripts_are_told_in_their_language(tag: str, events: gpd.GeoDataFrame) -> None:
    language = language_of(tag)
    page = EventMap(events, locale=tag).to_html()
    assert f'<html lang="{tag}" dir="{language.direction}">' in page
    assert f"<title>{language.words['map_of_events']}</title>" in page
    told = re.search(r"<noscript><p>(.*?)</p></noscript>", page)
    assert told is not None
    assert told[1].startswith(language.words["map_of_events"])
    assert language.say("events", n=5) in told[1]
    assert told[1].endswith(language.words["fallback.trust"])

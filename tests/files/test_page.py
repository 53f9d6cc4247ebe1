"""HTML pages: the article without what stands around it, and what the head states."""

from __future__ import annotations

import sys
import time
from types import ModuleType, SimpleNamespace

import pytest

from geoevents.files.page import is_page, read_page

NEWS = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Shelling kills three – The Daily Courier</title>
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle",
"headline": "Shelling kills three", "datePublished": "2020-02-14T09:30:00+03:00",
"publisher": {"@type": "Organization", "name": "The Daily Courier"}}]}</script></head><body>
<div id="cookie-banner"><div><p>We use cookies to attack the problem of slow pages in Moscow.</p></div></div>
<header><a href="/">The Daily Courier</a><div class="menu"><ul><li>World</li><li>Damascus</li></ul></div></header>
<main><article class="ad-free"><h1>Shelling kills three</h1><div class="share-bar"><a>Twitter</a></div>
<p>Government forces shelled the town of Saraqib on Thursday, killing three civilians, a monitor said.</p>
<div class="related"><ul><li>Suicide bomber kills ten in Kabul market on Tuesday</li></ul></div>
<ul><li>Rebels fired rockets at Khan Shaykhun on Thursday</li>
<li>A landmine killed two civilians near Hama on Thursday</li></ul>
</article><section id="comments"><p>user1: They bombed Homs on Monday too and killed twenty people!</p></section></main>
<aside><p>Gunmen attacked a church in Ouagadougou.</p></aside><div class="site-footer">Offices in Beirut.</div>
</body></html>"""


LONG = "The army said that it had shelled the town. " * 12 + "End."


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the page's own elements read, whether trafilatura is installed or not."""
    monkeypatch.setitem(sys.modules, "trafilatura", None)


@pytest.mark.usefixtures("alone")
def test_what_stands_around_an_article_is_left_out() -> None:
    page = read_page(NEWS)
    assert page.text == (
        "The Daily Courier\n\nShelling kills three\n\nGovernment forces shelled the town of Saraqib on Thursday, "
        "killing three civilians, a monitor said.\n\n- Rebels fired rockets at Khan Shaykhun on Thursday\n\n"
        "- A landmine killed two civilians near Hama on Thursday"
    )


@pytest.mark.usefixtures("alone")
def test_linked_data_state_title_day_and_publisher() -> None:
    page = read_page(NEWS)
    assert (page.title, page.published, page.source) == (
        "Shelling kills three", "2020-02-14T09:30:00+03:00", "The Daily Courier",
    )  # fmt: skip


def test_the_article_of_a_page_becomes_events_of_its_day_and_publisher(monkeypatch: pytest.MonkeyPatch) -> None:
    import geoevents as ge

    monkeypatch.setitem(sys.modules, "trafilatura", None)
    events = ge.extract_events(NEWS)
    assert set(events["place"].dropna()) == {"town of Saraqib", "Khan Shaykhun", "near Hama"}
    assert {str(day)[:10] for day in events["date_start"].dropna()} == {"2020-02-13"}
    assert set(events["source"]) == {"The Daily Courier"}
    text = events.attrs["text"]
    assert all(text[r["start"] : r["end"]] == r["quote"] for reports in events["reports"] for r in reports)


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize(
    "markup",
    [
        '<html><div class="share">Tweet<p>Gunmen attacked an army post near Gao on Tuesday, killing six soldiers.',
        "<html><body><article>Gunmen attacked an army post near Gao on Tuesday, killing six soldiers.<div class=ad>",
        '<html><script type="application/ld+json">{"a": [</script>Gunmen attacked an army post near Gao on Tuesday.',
        '<html><script type="application/ld+json">[1, {"publisher": 5}]</script>Gunmen attacked an army post near Gao',
    ],
)
def test_elements_left_open_and_broken_data_lose_no_article(markup: str) -> None:
    assert "Gunmen attacked an army post near Gao" in read_page(markup).text


def test_the_library_finds_the_article_where_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = ModuleType("trafilatura")
    fake.bare_extraction = lambda markup, **_: SimpleNamespace(text=f"One.\n{LONG}")  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "trafilatura", fake)
    page = read_page(NEWS)
    assert (page.text, page.source) == (f"One.\n\n{LONG}", "The Daily Courier")

    def breaks(markup: str, **_: object) -> None:
        raise ValueError(markup)

    fake.bare_extraction = breaks  # type: ignore[attr-defined]
    assert "Saraqib" in read_page(NEWS).text


def test_short_articles_keep_their_paragraphs(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = ModuleType("trafilatura")
    fake.bare_extraction = lambda markup, **_: SimpleNamespace(text="All in one line")  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "trafilatura", fake)
    assert "\n\n- Rebels fired" in read_page(NEWS).text


def test_the_real_library_leaves_out_the_same() -> None:
    pytest.importorskip("trafilatura", exc_type=ImportError)
    paragraphs = "".join(f"<p>{LONG}</p>" for _ in range(3))
    text = read_page(NEWS.replace("<h1>", f"{paragraphs}<h1>")).text
    assert "Saraqib" in text
    assert not any(word in text for word in ("cookies", "Kabul", "user1", "Ouagadougou"))


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize(
    "piece", ["<a b='", "<!--", "<?", "</a", "<nav>", "<li>", "<div class=share><", "&#", "<", "\0"]
)
def test_hostile_markup_takes_no_more_time_than_its_length(piece: str) -> None:
    started = time.process_time()
    read_page("<html>" + piece * (400_000 // len(piece)))
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!DOCTYPE html><p>x", True),
        ("\ufeff \n<HTML lang=en>", True),
        ("<p>A quote</p>", False),
        ("Rebels <html> attacked", False),
        ("", False),
    ],
)
def test_only_a_whole_page_is_taken_for_one(text: str, expected: bool) -> None:
    assert is_page(text) is expected

"""Articles: readable text only, and what the page's head states."""

from __future__ import annotations

import sys

import pytest

from geoevents.errors import EmptyInputError
from geoevents.files.article import read_article
from geoevents.files.sniff import sniff

PAGE = """<!DOCTYPE html><html><head><title>Attack &amp; answer – Site</title>
<meta property="article:published_time" content="2017-09-21T15:21:00Z"><meta property="og:site_name" content="Agency">
<style>p {color: red}</style><script>var a = "<p>Damascus</p>";</script></head>
<body><nav><a>Aleppo</a><p>Homs</nav><article><h1>Attack</h1><p>Militants <b>attack</b>ed&nbsp;positions.<br>Five died.
</p><p>The army &lt;denied&gt; it.</p></article><footer>Moscow</footer></body></html>"""


def test_html(write, monkeypatch):
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    article = read_article(sniff(write("x.html", PAGE)))
    assert article.text == "Attack\n\nMilitants attacked positions.\nFive died.\n\nThe army <denied> it."
    assert (article.title, article.published, article.source) == (
        "Attack & answer – Site", "2017-09-21T15:21:00Z", "Agency",
    )  # fmt: skip


def test_plain_text_stays_as_it_is(write):
    text = "Title\r\n\r\n  Words – “quoted”.\n"
    assert read_article(sniff(write("x.txt", text.encode("cp1252")))).text == text
    assert read_article(sniff(write("y.txt", text.encode("utf-8-sig")))).text == text


@pytest.mark.parametrize("page", ["<p></p>", "<html><script>x</script></html>"])
def test_a_page_without_words(write, page):
    with pytest.raises(EmptyInputError):
        read_article(sniff(write("x.html", page)))


def test_a_finished_map_is_named_as_such(write):
    with pytest.raises(EmptyInputError, match="finished map"):
        read_article(sniff(write("x.html", '<!DOCTYPE html><meta name="generator" content="geoevents 9"><p></p>')))


@pytest.mark.parametrize("page", ["<p>a</nav></nav>b", "<nav><p>x", "<!doctype html><p><b><i>deep", "<p>a<![CDATA[b"])
def test_broken_markup_does_no_harm(write, page):
    try:
        read_article(sniff(write("x.html", page)))
    except EmptyInputError:
        assert "nav" in page

"""Archives: every document comes through with its name, in bounded memory; what is none is told, never lost."""

from __future__ import annotations

import gzip
import json
import tracemalloc
from pathlib import Path

import pytest

from geoevents.errors import InputError, InputNotFoundError, OptionError
from geoevents.text.archive import Document, Reject, is_archive, open_archive

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Daily Courier</title><link>https://example.org</link>
<item><title>Shelling in Idlib</title><link>https://example.org/1</link><guid>a-1</guid>
<pubDate>Thu, 21 Sep 2017 15:21:00 GMT</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>Rebels shelled <b>Aleppo</b>.</p><p>Two died.</p>]]></content:encoded></item>
<item><title>Only a title &amp; no more</title><dc:date>2017-09-22T10:00:00Z</dc:date></item>
<item><link>https://example.org/3</link></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Monitor</title>
<entry><title type="html">Clash near &lt;i&gt;Gao&lt;/i&gt;</title><link rel="self" href="https://example.org/self"/>
<link href="https://example.org/x"/><id>tag:x</id><updated>2021-03-03T00:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Gunmen attacked Gao.</p></div></content></entry>
</feed>"""


@pytest.fixture
def write(tmp_path: Path):
    def one(name: str, content: str | bytes) -> str:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return one


def lines(*records: object) -> str:
    return "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records)


def documents(*names: str, **fields: str) -> list[Document]:
    found = list(open_archive(names, fields=fields))
    assert not [x for x in found if isinstance(x, Reject)]
    return [x for x in found if isinstance(x, Document)]


def test_json_lines_with_usual_names(write) -> None:
    name = write("a.jsonl", lines({"body": "One.", "Headline": "T", "date": "2017-09-21", "link": "u", "_id": 7},
                                  {"text": "Two.", "source": {"name": "Agency"}}))  # fmt: skip
    one, two = documents(name)
    assert (one.text, one.title, one.published, one.url, one.id, one.name) == ("One.", "T", "2017-09-21", "u", "7", "7")
    assert (two.source, two.name) == ("Agency", f"{name}:2")


def test_fields_of_the_callers_own(write) -> None:
    name = write("a.jsonl", lines({"Story": "One.", "text": "not this", "Key": "k"}))
    (one,) = documents(name, text="Story", id="Key")
    assert (one.text, one.name) == ("One.", "k")
    with pytest.raises(OptionError, match="'words'"):
        open_archive([name], fields={"words": "Story"})


def test_a_page_in_a_record_is_read_as_its_article(write) -> None:
    page = "<html><head><title>T</title><meta name=date content=2020-01-02></head><body><p>Words.</p></body></html>"
    (one,) = documents(write("a.jsonl", lines({"text": page})))
    assert (one.text, one.title, one.published) == ("Words.", "T", "2020-01-02")


def test_what_is_no_document_is_told_with_its_line(write) -> None:
    content = (
        lines({"text": "One."}) + '{"text": \n\n[1, 2]\n' + lines({"title": "x"}, {"text": " "}) + '{"text":"End"}'
    )
    name = write("a.jsonl", content)
    found = list(open_archive([name]))
    assert [type(x) for x in found] == [Document, Reject, Reject, Reject, Reject, Document]
    reasons = {x.origin.rpartition(":")[2]: x.reason for x in found if isinstance(x, Reject)}
    assert list(reasons) == ["2", "4", "5", "6"]
    assert "no JSON" in reasons["2"]
    assert "no record" in reasons["4"]


def test_a_record_nested_without_end_is_told(write) -> None:
    (one,) = open_archive([write("a.jsonl", '{"text": ' + "[" * 100_000 + "\n")])
    assert isinstance(one, Reject)


def test_rss_items(write) -> None:
    found = list(open_archive([write("feed.xml", RSS)]))
    one, two, three = found
    assert isinstance(one, Document)
    assert (one.text, one.title, one.published, one.source, one.url, one.id) == (
        "Shelling in Idlib\n\nRebels shelled Aleppo.\n\nTwo died.", "Shelling in Idlib", "2017-09-21",
        "The Daily Courier", "https://example.org/1", "a-1",
    )  # fmt: skip
    assert isinstance(two, Document)
    assert (two.text, two.published) == ("Only a title & no more", "2017-09-22")
    assert isinstance(three, Reject)


def test_atom_entries(write) -> None:
    (one,) = documents(write("feed.atom", ATOM))
    assert (one.text, one.url, one.published, one.source) == (
        "Clash near Gao\n\nGunmen attacked Gao.", "https://example.org/x", "2021-03-03", "Monitor",
    )  # fmt: skip


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9)
)  # fmt: skip


@pytest.mark.parametrize(
    "feed",
    [
        BOMB + "]><rss><channel><item><title>&j;</title></item></channel></rss>",
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&e;</title></item></channel></rss>',
        "<rss><channel><item><title>Broken</tit",
        "<rss><channel>\x00</channel></rss>",
        '<?xml version="1.0" encoding="no-such"?><rss><channel></channel></rss>',
    ],
)
def test_hostile_and_broken_feeds_end_in_a_reason(write, feed: str) -> None:
    *_, last = open_archive([write("feed.rss", feed)])
    assert isinstance(last, Reject)
    assert "root" not in last.reason


def test_items_before_a_break_are_given(write) -> None:
    first, last = open_archive([write("feed.xml", RSS[: RSS.index("<item><title>Only")] + "<item><title>x")])
    assert isinstance(first, Document)
    assert isinstance(last, Reject)
    assert last.origin.endswith("#2")


def test_folders_in_order_with_what_is_left_out(write, tmp_path: Path) -> None:
    write("in/b.txt", "Bee.")
    write("in/a/z.html", "<html><title>Z</title><p>Zed.</p></html>")
    write("in/c.jsonl.gz", gzip.compress(lines({"text": "Sea."}).encode()))
    write("in/d.txt", "")
    write("in/photo.jpg", b"\xff\xd8\xff")
    write("in/.hidden.txt", "No.")
    archive = open_archive([str(tmp_path / "in")])
    found = list(archive)
    assert [x.text for x in found if isinstance(x, Document)] == ["Bee.", "Sea.", "Zed."]
    (empty,) = [x for x in found if isinstance(x, Reject)]
    assert empty.origin.endswith("d.txt")
    assert archive.left_out == {".jpg": 1}
    assert archive.done() == 1


def test_what_is_an_archive(write, tmp_path: Path) -> None:
    assert is_archive(str(tmp_path))
    assert is_archive(write("a.jsonl", "{}"))
    assert is_archive(write("b.dat", lines({"text": "x"})))
    assert is_archive(write("c", gzip.compress(RSS.encode())))
    assert is_archive(write("d.xml", RSS.replace("UTF-8", "UTF-16").encode("utf-16")))
    assert not is_archive(write("e.txt", "{curly} words about <rss> and more"))
    assert not is_archive(write("f.geojson", '{"type": "FeatureCollection", "features": []}'))
    assert not is_archive(write("g.html", "<html><p>about feeds</p></html>"))
    assert not is_archive(str(tmp_path / "missing"))


def test_errors_name_the_file(write, tmp_path: Path) -> None:
    with pytest.raises(InputNotFoundError, match="missing"):
        open_archive([str(tmp_path / "missing")])
    with pytest.raises(InputError, match="no text"):
        list(open_archive([write("a.geojson", '{"type": "FeatureCollection", "features": [{}]}')]))


@pytest.mark.parametrize("form", ["lines", "feed"])
def test_memory_does_not_grow_with_the_archive(write, form: str) -> None:
    words = "Rebels shelled the town. " * 400  # 10 kB
    many = 600
    if form == "lines":
        name = write("big.jsonl", lines({"text": words}) * many)
    else:
        item = f"<item><title>T</title><description>{words}</description></item>"
        name = write("big.xml", f"<rss><channel>{item * many}</channel></rss>")
    tracemalloc.start()
    try:
        assert sum(1 for x in open_archive([name]) if isinstance(x, Document)) == many
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 2_000_000

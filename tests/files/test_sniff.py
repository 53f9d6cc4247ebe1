"""A file is what its content says, whatever it is called."""

from __future__ import annotations

import gzip
import io
import json
import zipfile

import pytest

from geoevents.errors import EmptyInputError, InputError, InputNotFoundError, OptionError, UnknownFormatError
from geoevents.files.encodings import decode
from geoevents.files.sniff import sniff

CSV = "date,place\n2017-09-20,Idlib\n"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (CSV, "csv"),
        ("Datum;Ort\n2017;Idlib\n", "csv"),
        ("Idlib, 21 September. Militants attacked.\n\nThe army, it said, held.\n", "text"),
        ("On Wednesday, several groups, led by militants, attacked.\nThe army said so.\nIn Idlib, nothing.\n", "text"),
        ("# Title\n\n[link](http://x) said\n", "text"),
        ("[Moscow] The ministry said so.", "text"),
        ("<!DOCTYPE html><html><body><p>Hello</p></body></html>", "html"),
        ("<p>Hello</p>", "html"),
        ('{"type": "FeatureCollection", "features": []}', "geojson"),
        ('[{"date": "2017"}]', "json"),
        ('{"date": "2017"}\n{"date": "2018"}\n', "jsonl"),
        ('<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"></kml>', "kml"),
        ("المكان,التاريخ\nإدلب,2017\n", "csv"),
    ],
)
def test_content_decides(write, content, expected):
    assert sniff(write("misleading.png", content)).format == expected


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG image"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old Office"),
        (bytes(range(256)) * 20, "binary"),
        (b"\x7fELF\x02\x01", "program"),
    ],
)
def test_binary_files_are_called_by_name(write, content, told):
    with pytest.raises(UnknownFormatError, match=told):
        sniff(write("events.csv", content))


@pytest.mark.parametrize("content", [b"", b"  \n\n", b"\xef\xbb\xbf", gzip.compress(b"")])
def test_empty(write, content):
    with pytest.raises(EmptyInputError, match=r"a\.csv"):
        sniff(write("a.csv", content))


def test_missing_folder_and_odd_names(tmp_path):
    with pytest.raises(InputNotFoundError, match="nothing"):
        sniff(tmp_path / "nothing.csv")
    with pytest.raises(InputError, match="folder"):
        sniff(tmp_path)
    with pytest.raises(InputNotFoundError):
        sniff("a\0b")


def test_archives_are_opened(write):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("__MACOSX/._x.csv", "")
        archive.writestr("deep/x.csv", CSV)
    found = sniff(write("a", packed.getvalue()))
    assert (found.format, found.name, found.data) == ("csv", "a/deep/x.csv", CSV.encode())
    assert sniff(write("b.txt", gzip.compress(CSV.encode()))).format == "csv"


def test_an_archive_of_two_tables_asks_which(write):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.csv", CSV)
        archive.writestr("b.csv", CSV)
    with pytest.raises(InputError, match=r"2 files \('a\.csv', 'b\.csv'\)"):
        sniff(write("x.zip", packed.getvalue()))


@pytest.mark.parametrize("content", [gzip.compress(CSV.encode() * 100)[:60], b"PK\x03\x04 not really"])
def test_damaged_archives(write, content):
    with pytest.raises(InputError, match="archive"):
        sniff(write("x.csv", content))


def test_an_unknown_format_is_an_option_error(write):
    with pytest.raises(OptionError, match="'xls'"):
        sniff(write("x.csv", CSV), format="xls")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("date;place\n2017;Россия наступает на севере", "cp1251"),
        ("date;place\n2017;دير الزور في سوريا", "cp1256"),
        ("date;place\n2017;Alep à Königsberg, año", "cp1252"),
        ("date;place\n2017;Россия", "utf-8"),
        ("date;place\n2017;Россия", "utf-8-sig"),
        ("date;place\n2017;Россия", "utf-16"),
        ("date;place\n2017;Idlib and Hama", "utf-16-le"),
    ],
)
def test_encodings(text, encoding):
    assert decode(text.encode(encoding))[0] == text


def test_a_torn_character_does_not_change_the_encoding():
    text = "Россия наступает на севере, войска отходят. " * 20
    data = text.encode()
    found, encoding = decode(data[:101] + b"\xff" + data[101:])
    assert encoding == "utf-8"
    assert "наступает" in found


def test_json_with_nesting_beyond_reason_is_one_error(write):
    from geoevents.files.read import read_events

    with pytest.raises(InputError):
        read_events(write("x.json", "[" * 100_000 + "]" * 100_000), format="json")
    with pytest.raises(InputError):
        read_events(write("y.json", json.dumps({"a": 1})))

"""Tables row by row: what a whole-file reader reads, in memory that does not grow."""

from __future__ import annotations

import gzip
import io
import itertools
import sys
import tracemalloc

import pandas as pd
import pyogrio
import pytest

from geoevents.errors import EmptyInputError, InputError, InputNotFoundError, MissingColumnsError
from geoevents.files.delimited import parse_delimited
from geoevents.files.streamed import open_rows


def read(path, column=None):
    with open_rows(str(path), column=column) as rows:
        return rows.header, list(rows), rows


@pytest.fixture
def table(tmp_path):
    def write(content, name="table.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return write


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends(table, delimiter, end):
    path = table(end.join(delimiter.join(r) for r in (["id", "place"], ["1", "Idlib"], ["2", "حمص"])) + end)
    header, rows, opened = read(path)
    assert (header, rows, opened.place) == (["id", "place"], [["1", "Idlib"], ["2", "حمص"]], 1)
    assert opened.done() == 1.0


@pytest.mark.parametrize(
    ("encoding", "word"),
    [
        ("utf-8-sig", "حمص"),
        ("utf-16", "حمص"),
        ("utf-16-le", "Homs"),
        ("cp1256", "حمص محافظة"),
        ("cp1251", "Донецк область"),
        ("cp1252", "Alençon à côté"),
    ],
)
def test_encodings(table, encoding, word):
    text = "id,place\n" + "".join(f"{i},{word}\n" for i in range(40))
    _, rows, _ = read(table(text, encoding=encoding))
    assert rows[5] == ["5", word]


def test_an_encoding_that_shows_late(table):
    """The first megabyte is plain ASCII, and the legacy letters come after it."""
    text = "id,place\n" + "".join(f"{i},Somewhere\n" for i in range(100_000)) + "x,Донецк область\ny,Луганск\n" * 20
    header, rows, opened = read(table(text, encoding="cp1251"))
    assert header == ["id", "place"]
    assert rows[-1] == ["y", "Луганск"]
    assert opened.notes == ["the text was read as cp1251"]


def test_one_torn_character_does_not_make_it_another_encoding(table):
    data = ("id,place\n" + "1,حمص\n" * 50).encode() + b"2,\xff\n" + "3,حمص\n".encode()
    _, rows, opened = read(table(data))
    assert rows[-1] == ["3", "حمص"]
    assert rows[-2] == ["2", "\ufffd"]
    assert "no characters" in opened.notes[0]


def test_the_header_is_where_the_column_is(table):
    path = table("exported by hand, in 2018, from three sheets\n\nNr;Where it was;Note\n1;Idlib;a, b, c\n")
    header, rows, opened = read(path, "Where it was")
    assert header == ["Nr", "Where it was", "Note"]
    assert rows == [["1", "Idlib", "a, b, c"]]
    assert opened.place == 1
    assert read(path, "where_it_was")[0] == header


def test_one_column_keeps_its_commas(table):
    for column in ("place", None):
        header, rows, _ = read(table('place\nIdlib, Syria\nHoms\n\n"Hama, Syria"\n'), column)
        assert header == ["place"]
        assert rows == [["Idlib, Syria"], ["Homs"], ["Hama, Syria"]]


def test_rows_are_those_of_the_whole_file_reader(table):
    lines = ["id,place,note"]
    for i in range(9000):
        note = {0: f'"two\nlines {i}"', 1: '"a ""quoted"" word"', 2: "", 3: '"never closed', 4: "plain"}[i % 5]
        lines.append(f"{i},Idlib,{note}")
    text = "\n".join(lines) + "\n"
    _, rows, _ = read(table(text))
    whole = parse_delimited(text).table
    assert [r[0] for r in rows] == whole["id"].tolist()
    assert [r[2] for r in rows] == whole["note"].tolist()


def test_ragged_rows_come_as_they_are(table):
    assert read(table("id,place\n1\n2,Homs,x\n"))[1] == [["1"], ["2", "Homs", "x"]]


def test_memory_does_not_grow_with_the_file(table):
    line = "7,Idlib," + "x" * 100 + "\n"
    peaks = []
    for n in (20_000, 200_000):
        path = table("id,place,note\n" + line * n)
        tracemalloc.start()
        with open_rows(str(path)) as rows:
            assert sum(1 for _ in rows) == n
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0]
    assert peaks[1] < 10_000_000


def test_gzip_is_unpacked_on_the_way(table):
    text = "id,place\n" + "1,Homs\n" * 1000
    plain, packed = table(text), table(gzip.compress(text.encode()), "table.csv.gz")
    assert read(plain)[1] == read(packed)[1]
    assert read(plain)[2].digest == read(packed)[2].digest
    with pytest.raises(InputError, match="gzip"):
        read(table(gzip.compress(text.encode())[:40], "torn.csv.gz"))


def test_standard_input(monkeypatch):
    class Stdin:
        buffer = io.BytesIO(b"place\nHoms\n")

    monkeypatch.setattr(sys, "stdin", Stdin)
    assert read("-")[1] == [["Homs"]]


@pytest.mark.parametrize("ending", ["parquet", "xlsx", "jsonl"])
def test_other_formats_are_read_as_a_whole(tmp_path, ending):
    path = tmp_path / f"t.{ending}"
    frame = pd.DataFrame({"id": [1, 2, 3], "place": ["Homs", None, "حمص"], "x": [1.5, 2.0, None]})
    if ending == "parquet":
        frame.to_parquet(path)
    elif ending == "xlsx":
        pyogrio.write_dataframe(frame, path, driver="XLSX")
    else:
        frame.to_json(path, orient="records", lines=True)
    header, rows, opened = read(path, "place")
    assert header == ["id", "place", "x"]
    assert rows == [["1", "Homs", "1.5"], ["2", "", "2"], ["3", "حمص", ""]]
    assert "as a whole" in opened.notes[0]


def test_mistakes(tmp_path, table):
    with pytest.raises(MissingColumnsError, match=r"'town'.*'id', 'spot'"):
        read(table("id,spot\n1,Homs\n"), "town")
    with pytest.raises(MissingColumnsError, match="called like a place"):
        read(table("id,spot\n1,Homs\n"))
    with pytest.raises(EmptyInputError):
        read(table(" \n\n"))
    with pytest.raises(InputNotFoundError):
        read(tmp_path / "none.csv")
    with pytest.raises(InputError, match="folder"):
        read(tmp_path)
    with pytest.raises(InputError):
        read(table(b"\x89PNG\r\n" + bytes(range(256)) * 10, "x.csv"))


def test_a_quote_that_is_never_closed_costs_its_own_row(table):
    text = "id,place\n" + "".join(f'{i},"Homs\n' if i == 7 else f"{i},Homs\n" for i in range(5000))
    _, rows, _ = read(table(text))
    assert [r[0] for r in rows] == [str(i) for i in range(5000)]
    assert all(r == [str(i), "Homs"] for i, r in itertools.islice(enumerate(rows), 8, None))


def test_a_cell_longer_than_a_report(table):
    """More than the 131,072 characters that the csv module allows by itself."""
    path = table("place,n\n" + "x" * 500_000 + ",1\nIdlib,2\n")
    with open_rows(str(path)) as rows:
        assert rows.header == ["place", "n"]
        assert [len(fields[0]) for fields in rows] == [500_000, 5]


def test_what_is_no_table_is_said(table):
    page = table("<!DOCTYPE html><html><body><p>Clashes in Idlib.</p></body></html>", name="page.html")
    with pytest.raises(InputError, match="no table"), open_rows(str(page)):
        pass


def test_a_column_without_a_name_is_noted(table):
    _, rows, opened = read(table("Idlib\nHoms\nAleppo\n"))
    assert rows == [["Homs"], ["Aleppo"]]
    assert "'Idlib', is taken for the column's name" in opened.notes[0]
    assert read(table("place\nHoms\n"))[2].notes == []

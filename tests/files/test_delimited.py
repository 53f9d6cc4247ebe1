"""Delimited text, however it is written: no crash, no loss, no row merged into another in silence."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geoevents.errors import EmptyInputError
from geoevents.files.delimited import find_delimiter, parse_delimited


def cells(text, **options):
    raw = parse_delimited(text, **options)
    return raw.table.values.tolist(), raw


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters_are_found(delimiter):
    text = delimiter.join(["date", "place", "n"]) + "\n" + delimiter.join(["2017-09-20", "Idlib", "4"]) + "\n"
    assert find_delimiter(text) == (delimiter, 3)
    assert cells(text)[0] == [["2017-09-20", "Idlib", "4"]]


def test_decimal_commas_do_not_divide():
    assert find_delimiter("lat;lon\n35,1;36,2\n35,3;36,4\n") == (";", 2)


def test_line_ends_may_be_mixed():
    assert cells("a,b\r\n1,2\n3,4\r5,6")[0] == [["1", "2"], ["3", "4"], ["5", "6"]]


def test_a_quoted_cell_may_hold_lines_and_quotes():
    assert cells('a,b\n1,"two\nlines, ""quoted"""\n2,x\n')[0] == [["1", 'two\nlines, "quoted"'], ["2", "x"]]


def test_an_open_quote_costs_no_other_row():
    rows, _ = cells('id,name,year\n1,"open,2016\n2,"good, one",2017\n3,plain,2018\n')
    assert rows == [["1", '"open', "2016"], ["2", "good, one", "2017"], ["3", "plain", "2018"]]


def test_a_short_row_with_a_cell_of_two_lines_is_one_row():
    assert cells('a,b,c\n1,"two\nlines"\n2,x,y\n')[0] == [["1", "two\nlines", ""], ["2", "x", "y"]]


def test_an_open_quote_in_the_last_row_or_in_every_row():
    text = "id,name,year\n" + "".join(f'{n},"open,2016\n' for n in range(1500))
    rows, raw = cells(text)
    assert len(rows) + len(raw.refused) == 1500
    assert rows[-1] == ["1499", '"open', "2016"]


def test_ragged_rows():
    rows, raw = cells("a,b,c\n1,2\n1,2,3,,\n1,2,3,4,5\n")
    assert rows == [["1", "2", ""], ["1", "2", "3"]]
    assert raw.row == [1, 2]
    number, reason, fields = raw.refused[0]
    assert number == 3
    assert "'4', '5'" in reason
    assert fields == ["1", "2", "3", "4", "5"]


def test_odd_characters_and_long_cells_stay_as_they_are():
    odd = "\x00\x1b[31m\u202e\u2028\ufeff"
    long = "x" * 1_000_000
    assert cells(f"a,b\n{odd},{long}\n")[0] == [[odd, long]]


def test_title_lines_sep_lines_and_hxl_tags():
    assert cells("Incidents 2017\n\ndate,place\n2017,Idlib\n")[0] == [["2017", "Idlib"]]
    assert cells("sep=;\ndate;place\n2017;Idlib\n")[0] == [["2017", "Idlib"]]
    rows, raw = cells("date,place\n#date,#loc\n2017,Idlib\n")
    assert rows == [["2017", "Idlib"]]
    assert raw.row == [1]
    assert "HXL" in raw.notes[0]


@pytest.mark.parametrize("text", ["", "\n\n", "a,b\n", "a,b\n,\n\n"])
def test_nothing_in_it(text):
    with pytest.raises(EmptyInputError):
        parse_delimited(text)


field = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=12)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(field, field, field).filter(lambda row: any(f.strip() for f in row)), min_size=1, max_size=8))
def test_what_a_csv_writer_wrote_is_read_back(rows):
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerows([("id", "place", "notes"), *[(f"n{row[0]}", *row[1:]) for row in rows]])
    assert cells(text.getvalue(), delimiter=",")[0] == [[f"n{row[0]}", *row[1:]] for row in rows]

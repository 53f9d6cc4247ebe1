"""A failed write leaves what stood there; a good one leaves no draft behind."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from geoevents.atomic import check_writable, write_atomic
from geoevents.errors import OutputError


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def write_half(target: Path) -> None:
    with write_atomic(target) as draft:
        draft.write_text("half")
        raise ZeroDivisionError


def test_replaces_whole_and_leaves_no_draft(tmp_path):
    target = tmp_path / "map.html"
    target.write_text("old")
    with write_atomic(target) as draft:
        draft.write_text("new")
        assert target.read_text() == "old"
    assert target.read_text() == "new"
    assert names(tmp_path) == ["map.html"]


def test_failure_keeps_the_old_file(tmp_path):
    target = tmp_path / "map.html"
    target.write_text("old")
    with pytest.raises(ZeroDivisionError):
        write_half(target)
    assert target.read_text() == "old"
    assert names(tmp_path) == ["map.html"]


def test_new_files_follow_the_umask(tmp_path):
    old = os.umask(0o027)
    try:
        with write_atomic(tmp_path / "a.txt") as draft:
            draft.write_text("x")
    finally:
        os.umask(old)
    assert (tmp_path / "a.txt").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(("name", "word"), [("", "is a folder"), ("no/such/x.html", "does not exist")])
def test_refusals_name_the_path(tmp_path, name, word):
    with pytest.raises(OutputError, match=word) as caught:
        check_writable(tmp_path / name)
    assert str(tmp_path) in str(caught.value)


def test_parent_that_is_a_file(tmp_path):
    (tmp_path / "f").write_text("x")
    with pytest.raises(OutputError, match="is not a folder"):
        check_writable(tmp_path / "f" / "x.html")


@pytest.mark.parametrize("name", ["", "a\0b"])
def test_what_is_no_name_is_refused(name):
    with pytest.raises(OutputError, match="no name of a file"):
        check_writable(name)


def test_what_is_no_ordinary_file_is_never_replaced(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OutputError, match="no ordinary file"):
        check_writable(tmp_path / "pipe")
    assert (tmp_path / "pipe").is_fifo()


def test_a_link_stays_and_its_file_is_replaced(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "map.html"
    link.symlink_to(tmp_path / "elsewhere" / "real.html")
    for text in ("first", "second"):
        with write_atomic(link) as draft:
            draft.write_text(text)
        assert link.is_symlink()
        assert (tmp_path / "elsewhere" / "real.html").read_text() == text
    assert names(tmp_path / "elsewhere") == ["real.html"]

"""What is printed is fit for a terminal."""

from __future__ import annotations

import io
import sys

from geoevents.cli.console import clean, count, progress, size


def test_clean():
    assert clean("a\x1b[31m b\n\tc\u202e\x00") == "a[31m b c"
    assert clean("x" * 1_000_000, limit=10) == "x" * 9 + "…"


def test_numbers():
    assert (count(1, "event"), count(1234, "event"), count(2, "entry", "entries")) == (
        "1 event", "1,234 events", "2 entries",
    )  # fmt: skip
    assert (size(12_345), size(1_234_567)) == ("12 kB", "1.2 MB")


def test_no_bar_where_there_is_no_terminal(capsys):
    with progress(2) as steps:
        steps.step("reading")
    assert capsys.readouterr() == ("", "")


def test_a_bar_on_a_terminal_and_nothing_of_it_left(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    with progress(2) as steps:
        steps.step("reading [bold]a\x1b[2Jb")
        steps.step("drawing")
    assert "drawing" in screen.getvalue()
    assert "\x1b[2Jb" not in screen.getvalue()

"""Whatever goes wrong is one line on standard error and an exit code; nothing is a traceback."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
import typer

import geoevents as ge
from geoevents.cli import main
from geoevents.errors import InputError


def test_version_and_help(geoevents):
    assert geoevents("--version").out == f"geoevents {ge.__version__}\n"
    told = geoevents()
    assert told.code == 0
    for name in ("map", "extract", "geoparse", "geocode", "zones", "convert", "gazetteer"):
        assert f"\n  {name} " in told.out
        helped = geoevents(name, "--help")
        assert helped.code == 0
        assert "Usage:" in helped.out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--nothing"], "--nothing"),
        (["nothing"], "'nothing'"),
        (["map"], "INPUT"),
        (["map", "a.txt"], "--output"),
        (["map", "a.txt", "-o", "b.html", "--colour"], "--colour"),
        (["zones", "a", "b"], "unexpected extra argument"),
    ],
)
def test_usage_errors_are_one_line(geoevents, words, told):
    outcome = geoevents(*words)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("error: ")
    assert outcome.err.count("\n") == 1
    assert told in outcome.err
    assert "--help" in outcome.err


def raising(error):
    def command():
        raise error

    app = typer.Typer()
    app.command("boom")(command)
    app.callback()(lambda: None)
    return app


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (InputError("bad\nthing", "mend it"), 2, "error: bad thing; mend it\n"),
        (InputError("a\x1b[31mb\u202ec"), 2, "error: a\\x1b[31mb\\u202ec\n"),
        (PermissionError(13, "Permission denied", "x.csv"), 2, "error: cannot use 'x.csv': Permission denied\n"),
        (OSError(28, "No space left on device"), 2, "error: cannot use: No space left on device\n"),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_errors_of_commands(monkeypatch, capsys, error, code, told):
    monkeypatch.setattr(main, "app", raising(error))
    assert main.run(["boom"]) == code
    assert capsys.readouterr().err.lstrip() == told


def test_a_bug_keeps_its_traceback(monkeypatch):
    monkeypatch.setattr(main, "app", raising(ZeroDivisionError()))
    with pytest.raises(ZeroDivisionError):
        main.run(["boom"])


def test_the_module_and_a_reader_that_has_seen_enough():
    environment = {**os.environ, "PYTHONWARNINGS": "error"}
    command = [sys.executable, "-m", "geoevents", "--help"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        process.stdout.close()
        assert process.stderr.read() == b""


def test_names_in_any_script_on_a_terminal_of_any_encoding(tmp_path):
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "geoevents", "map", "إدلب.txt", "-o", str(tmp_path / "m.html")]
    done = subprocess.run(command, capture_output=True, env=environment, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith(b"error: no such file: '\\u0625")

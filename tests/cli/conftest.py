"""The command line, run in this process."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from geoevents.cli.main import run


@dataclass
class Outcome:
    """What one command line did."""

    code: int
    out: str
    err: str


@pytest.fixture
def geoevents(capsys):
    """Run ``geoevents`` with the given words."""

    def call(*words):
        capsys.readouterr()
        code = run([str(word) for word in words])
        told = capsys.readouterr()
        return Outcome(code, told.out, told.err)

    return call

"""Fixtures shared by all tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder of real test data beside the checkout; tests that need it skip where it is absent."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("no folder with real test data beside this checkout")
    return folder


def pytest_configure() -> None:
    """Keep all tests, and what they start, away from the gazetteers that the user has added.

    The home is a file: nothing can be read from it as a folder, nor written into it. Tests that add set their own.
    """
    os.environ["GEOEVENTS_HOME"] = __file__

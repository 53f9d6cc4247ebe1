"""The embedded gazetteer's resolver, once for all tests of this folder."""

from __future__ import annotations

import pytest

from geoevents.geocoding.resolve import Resolver


@pytest.fixture(scope="session")
def resolver() -> Resolver:
    return Resolver()

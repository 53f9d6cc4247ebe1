"""How the command line says an event."""

from __future__ import annotations

import pytest

import geoevents as ge
from geoevents.cli.account import describe

TEXT = """Gao, 3 May 2021

Gunmen attacked a convoy near Menaka on Sunday, the army said. The rebel group denied the attack. The governor declined
to comment.
"""


def event(reports):
    told = ge.extract_events(TEXT)
    row = told.iloc[0].copy()
    row["reports"] = reports
    return row


@pytest.mark.parametrize(
    ("reports", "said"),
    [
        ([("Army", "states")], ", according to Army"),
        ([("Army", "states"), ("Rebels", "denies")], ", according to Army, denied by Rebels"),
        ([("Army", "states"), ("Army", "declines")], ", according to Army"),
        ([("Army", "claims"), ("UN", "states"), ("Colonel X", "declines")],
         ", according to Army and UN, Colonel X declined to comment"),
        ([(None, "states")], ""),
    ],
)  # fmt: skip
def test_a_denial_is_not_an_assertion(reports, said):
    row = event([{"attributed_to": party, "stance": stance} for party, stance in reports])
    plain = describe(event([]))
    assert describe(row) == plain + said

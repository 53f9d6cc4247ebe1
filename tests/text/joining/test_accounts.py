"""Which sentences tell of one event: tolls behind an act, leads, sums, acts named again, threats of few words."""

from __future__ import annotations

import pandas as pd
import pytest

import geoevents as ge

Told = list[tuple[str, str, int | None]]


def told(text: str) -> Told:
    """Return the kind, place and dead of each event of a text."""
    rows = ge.extract_events(text, published="2024-05-08").itertuples()
    return [
        (
            str(r.plover if pd.isna(r.sub_event_type) else r.sub_event_type),
            "" if pd.isna(r.place) else str(r.place),
            None if pd.isna(r.fatalities_best) else int(r.fatalities_best),
        )
        for r in rows
    ]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        (
            "On Tuesday a bomb blew up an army pickup outside Riyadh, a town southwest of Kirkuk. Two soldiers died.",
            [("Remote explosive/landmine/IED", "outside Riyadh", 2)],
        ),
        (
            "Over 7 May, Russians killed two residents of the region, one in Toretsk and one in Druzhba. Artillery "
            "shelled Vuhledar. A shell flew into a building in Toretsk: a woman died. In Druzhba a man was killed by a "
            "mortar shell.",
            [
                ("Shelling/artillery/missile attack", "Vuhledar", None),
                ("Shelling/artillery/missile attack", "Toretsk", 1),
                ("Shelling/artillery/missile attack", "Druzhba", 1),
            ],
        ),
        (
            "The air force continued to bomb Jebel Marra on Tuesday. A plane dropped ten bombs on Fanga.",
            [("Air/drone strike", "Fanga", None)],
        ),
        (
            "Settlers raided the hamlet of Susiya on Tuesday, beat a shepherd and broke windows.",
            [("Attack", "hamlet of Susiya", None)],
        ),
        (
            "Shelling of the Abu Shouk camp killed seven people on Monday, the committee said. It said the shells had "
            "been fired by the RSF, which has besieged the city since May last year.",
            [("Shelling/artillery/missile attack", "Abu Shouk camp", 7)],
        ),
        (
            "Troops captured the hospital in Hodeidah on Tuesday, officials said. The Houthis' television said an "
            "attack on the hospital had been beaten back and that the building was still in the hands of the movement.",
            [("Government regains territory", "Hodeidah", None)],
        ),
        (
            "A warplane bombed a truck south of Sabha, local media reported; a spokesman for Haftar's forces said the "
            "strike was carried out by his air force.",
            [("Air/drone strike", "south of Sabha", None)],
        ),
    ],
)
def test_accounts_of_one_event_are_one(text: str, events: Told) -> None:
    assert told(text) == events


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        (
            "ISWAP fighters tax farmers around Baroua; those who do not pay are threatened with death.",
            ("Islamic State West Africa Province", "Civilians"),
        ),
        ("Soldiers shelled the hills. Israel said its forces would respond forcefully to any attack.", ("Israel", "")),
        (
            "Missiles hit Kyiv. A deputy secretary of Russia's Security Council, Alexander Venediktov, warned that "
            "Ukraine's admission to NATO would mean an escalation to war.",
            ("Alexander Venediktov", None),
        ),
    ],
)
def test_threats_told_without_a_deed(text: str, pair: tuple[str, str | None]) -> None:
    events = ge.extract_events(text, published="2024-05-08")
    (threat,) = events[events["plover"] == "THREATEN"].itertuples()
    assert threat.actor1 == pair[0]
    assert pair[1] is None or ("" if pd.isna(threat.actor2) else threat.actor2) == pair[1]

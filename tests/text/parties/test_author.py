"""Whose text it is: lines over it, signatures under it, and the words that lead in a list of deeds."""

from __future__ import annotations

import pytest

from geoevents.text.layout.debris import blocks
from geoevents.text.parties.author import author_of

DEEDS = "Our forces repelled an attack near the river on Friday, and the enemy fled towards the hills in disorder."


@pytest.mark.parametrize(
    ("over", "home", "author"),
    [
        ("General Command of the Armed Forces\nPress statement, 11 January 2025", "SD", "Sudanese Armed Forces"),
        ("Operational information by the General Staff as of 22:00", "UA", "Military Forces of Ukraine"),
        ("Russian Defence Ministry report on the progress of the operation", "UA", "Military Forces of Russia"),
        ("Statement by the Media Centre of the Syrian Democratic Forces", "SY", "Syrian Democratic Forces"),
        ("Ivan Petrenko, head of the Sumy Regional Military Administration", "UA", "Military Forces of Ukraine"),
        ("Daily summary of the Ukrainian Air Force", "UA", "Military Forces of Ukraine"),
        ("SUMY: weekly conflict monitor", "UA", None),
        ("Puntland forces seize Islamic State bases in the mountains", "SO", None),
        ("Malian army denies that drone strike killed wedding guests", "ML", None),
        ("Three killed as drones hit Odesa; Russia says it took village", "UA", None),
    ],
)
def test_the_author_in_the_lines_over_a_text(over: str, home: str, author: str | None) -> None:
    text = f"{over}\n\n{DEEDS}"
    found = author_of(text, blocks(text), home)
    assert (found.name if found is not None else None) == author


def test_the_author_who_signs() -> None:
    text = f"In the name of God\n\n{DEEDS}\n\nColonel Nabil Idris, spokesman of the Armed Forces"
    found = author_of(text, blocks(text), "SD")
    assert found is not None
    assert found.name == "Sudanese Armed Forces"


def test_the_author_who_leads_in_a_list() -> None:
    text = "In the name of God\n\nBy the grace of God, the fighters of Al-Shabaab:\n\n- raided a post near Afgooye."
    found = author_of(text, blocks(text), "SO")
    assert found is not None
    assert found.name == "Al-Shabaab"

"""Who acts and who is hit by the grammar of reports: pairs spoken of before, apposition, office holders, survivors."""

from __future__ import annotations

import pytest

from geoevents.text.events import extract_events


def _last(text: str) -> tuple[object, object]:
    row = extract_events(text, published="2024-03-10").astype(object).to_dict("records")[-1]
    return tuple(None if row[k] != row[k] or str(row[k]) == "<NA>" else row[k] for k in ("actor1", "actor2"))


@pytest.mark.parametrize(
    ("text", "actor1", "actor2"),
    [
        (
            "Sudan's army and the RSF traded accusations. The two sides also fought at the Abu Shouk camp on Sunday.",
            "Sudanese Armed Forces", "Rapid Support Forces",
        ),
        (
            "The ELN threatened the FARC dissidents in Arauca. On 2 January both groups clashed at Botalon.",
            "National Liberation Army", "FARC Dissidents",
        ),
        (
            "Fighting between members of the Hausa and Hamaj communities broke out in Ganis East, Sudan, on Friday.",
            "Hausa", "Hamaj",
        ),
        ("Clashes between the Nuer and Murle left ten dead in Pibor, South Sudan, on Monday.", "Nuer", "Murle"),
        (
            "Clashes took place between the regime forces and the rebel and Islamic factions near Aleppo, Syria.",
            "Syrian Arab Army", "Rebel and Islamic factions",
        ),
        (
            "Rebels ambushed a convoy of the Malian army near Boni. Survivors came under fire from gunmen near Nokara.",
            "Gunmen", "Military Forces of Mali",
        ),
        (
            "At least 16 civilians were killed in Wau on 10 April, when armed militiamen went from house to house.",
            "Armed militiamen", "Civilians",
        ),
        (
            "The Colombian army denied having bombed a camp of the Jaime Martinez Front in the hamlet of Playa Rica.",
            "Military Forces of Colombia", "Jaime Martínez Front",
        ),
        ("Shells fired from Ukraine hit a fuel depot near Belgorod.", "Military Forces of Ukraine", None),
        (
            "In Aden, seat of the government, a bomb killed an officer of the Security Belt, a force of the south, "
            "on Friday.",
            None, "Security Belt Forces",
        ),
        (
            "The Kraze Barye gang is said to be in Torcelle. Its members abducted a physician in Torcelle on 16 March.",
            "Kraze Barye", "Civilians",
        ),
        (
            "The Congolese president, Felix Tshisekedi, and his Rwandan counterpart, Paul Kagame, met in Doha.",
            "Felix Tshisekedi", "Paul Kagame",
        ),
        (
            "Helicopters later attacked a column of fleeing militants near Douna, the Malian army said.",
            "Military Forces of Mali", "Militants",
        ),
        (
            "Russian warplanes, which carried out four raids on the hills around Ash Shaykh Bahr on Friday, were seen.",
            "Military Forces of Russia", None,
        ),
        ("A Ukrainian Su-27 was shot down near Poltava on 9 March.", None, "Military Forces of Ukraine"),
        (
            "The military police of the National Army arrested three men in Jandayris, northern Syria.",
            "Syrian National Army", "Civilians",
        ),
    ],
)  # fmt: skip
def test_the_words_say_who(text: str, actor1: str | None, actor2: str | None) -> None:
    assert _last(text) == (actor1, actor2)

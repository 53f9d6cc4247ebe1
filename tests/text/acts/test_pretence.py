"""Acts that nobody says were done, and what a text does not vouch for."""

import pytest

import geoevents as ge


@pytest.mark.parametrize(
    "text",
    [
        "Did Turkey bomb Qamishli on Tuesday?",
        "Had the army attacked Homs, thousands would have died.",
        "There is no evidence that Israel bombed the hospital in Gaza City, the Pentagon said.",
        "The claim that the army shot down 40 drones over Homs could not be independently verified.",
        "In the video game, players storm a base in Afghanistan and kill guerrillas.",
        "The documentary, screened in Sarajevo on Monday, shows how snipers killed civilians.",
        "A memorial for the victims of the Srebrenica massacre was opened on Tuesday in Vienna.",
        "Raiders beat the Chiefs in Las Vegas; the quarterback threw a bomb of 60 yards.",
        "Teachers came to London to demand better pay.",
        "Volunteers from Kyiv fought the wildfires near Athens last week.",
        "Analysts expect fighting in Donbas to continue through winter.",
        "Coal mine blast kills 14 in Balochistan on Monday.",
        "India bombed out of the World Cup in Manchester on Wednesday.",
        "The army dropped sandbags from helicopters near Nysa on Monday.",
        "NASA launched a rocket from Wallops Island on Thursday.",
        "Shelled peas and roasted lamb are the heart of this dish from Beirut.",
    ],
)
def test_nothing_happened(text: str) -> None:
    """Questions, films, matches and mishaps give no event."""
    assert ge.extract_events(text, published="2024-06-06").empty


@pytest.mark.parametrize(
    "text",
    [
        "Turkey bombed Qamishli on Tuesday.",
        "Militants killed six coal miners near Duki on Monday.",
        "A film crew was killed when a rocket hit its car in Homs.",
        "Shelling near Homs killed a goalkeeper of the local club on Monday.",
        "Fighters from Idlib fought soldiers near Homs on Monday.",
    ],
)
def test_words_of_play_do_not_hide_an_act(text: str) -> None:
    """A goalkeeper, a film crew and coal miners may be killed in war."""
    assert not ge.extract_events(text, published="2024-06-06").empty


@pytest.mark.parametrize(
    "text",
    [
        "Opposition activists claim the army dropped barrel bombs on Daraa on Monday.",
        "Rights groups allege soldiers burned houses in Kidal on Monday.",
        "The UN said it could not verify reports that militants had killed 50 people in Barsalogho.",
    ],
)
def test_what_only_somebody_claims_is_claimed(text: str) -> None:
    """An accusation is no fact, with or without "that"."""
    events = ge.extract_events(text, published="2024-06-06")
    assert events["status"].tolist() == ["claimed"]

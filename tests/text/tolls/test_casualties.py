"""Figures of the dead and the hurt, and of how often an act happened, in many wordings."""

from __future__ import annotations

import pandas as pd
import pytest

from geoevents.text.events import extract_events
from geoevents.text.tolls.casualties import casualties, dead, hurt
from geoevents.text.words.numbers import occurrences
from geoevents.text.words.tokens import Token, tokenize


def at(tokens: list[Token], word: str) -> int:
    return next(i for i, t in enumerate(tokens) if t.low == word)


@pytest.mark.parametrize(
    ("text", "verb", "figure"),
    [
        ("At least 14 people were killed in an attack", "killed", 14),
        ("On Tuesday, in the town of Sake, three soldiers and a civilian were killed", "killed", 4),
        ("In Bilozerka a man of 61 was killed this morning when a shell hit his yard", "killed", 1),
        ("In Taiz, a girl fetching water was shot dead by a sniper", "shot", 1),
        ("Five people lost their lives in the two villages", "lost", 5),
        ("Two people were killed and six wounded", "killed", 2),
        ("Two people were killed and six wounded", "wounded", 6),
        ("a woman was killed and two children hurt", "killed", 1),
        ("a woman was killed and two children hurt", "hurt", 2),
        ("A woman and her two children were killed", "killed", 3),
        ("Five members of one family were killed", "killed", 5),
        ("Ten people, among them two children, were killed", "killed", 10),
        ("Eight people, three of them children, were killed", "killed", 8),
        ("A 61-year-old woman was killed", "killed", 1),
        ("A husband and wife were killed", "killed", 2),
        ("A drone video published on Thursday shows two soldiers being shot dead", "shot", 2),
        ("Of the nine people killed in the blast, four were policemen", "killed", 9),
        ("a drone dropped a grenade on a pensioner, killing him", "killing", 1),
        ("shells hit the house, killing her husband", "killing", 1),
        ("Salim Tulkarm, 45, was killed", "killed", 1),
        ("Two citizens, a woman and her son, died of wounds", "died", 2),
        ("Two soldiers, a policeman and a guard were killed", "killed", 4),
        ("only she died", "died", 1),
        ("both were killed", "killed", 2),
        ("She died on the spot together with two of her children", "died", 3),
        ("The commander was killed along with three other fighters", "killed", 4),
        ("A farmer was killed with a machete", "killed", 1),
        (
            "two brave sons of soil, Naik Asif (age: 33) and Sepoy Ahmed (age: 24), having fought gallantly, embraced",
            "embraced",
            2,
        ),
        ("Between 5 and 7 fighters were killed", "killed", 5),
        ("six soldiers and several civilians were killed", "killed", 6),
        ("Constable Gul Tank was killed and two of his colleagues sustained injuries", "killed", 1),
        ("a militia commander and three of his guards were killed", "killed", 4),
        ("One seaman was killed", "killed", 1),
        ("A policeman was martyred", "martyred", 1),
        ("one woman died", "died", 1),
        ("some 30 villagers died", "died", 30),
        ("a total of 19 people were killed", "killed", 19),
        ("two dozen fighters were killed", "killed", 24),
        ("a dozen fighters were killed", "killed", 12),
        ("Dozens of people were killed", "killed", None),
        ("The deputy commander of the 3rd Brigade and two aides were killed", "killed", 3),
        ("three police officers and five attackers had been killed", "killed", 8),
        ("two civilians in Kharkiv and one in Sumy were killed", "killed", 3),
        ("a strike on two villages in which 12 people were killed", "killed", 12),
        ("Seven passengers died", "died", 7),
        ("the army lost two soldiers and three were wounded", "wounded", 3),
        ("Three soldiers were reportedly killed", "killed", 3),
        ("three workers of the Red Cross and their driver were killed", "killed", 4),
        ("Salim Tulkarm, 16, was killed", "killed", 1),
        ("the village was shelled and a girl was killed", "killed", 1),
        ("shells hit the bus and four soldiers and a civilian were killed", "killed", 5),
        ("A man riding a motorcycle was killed", "killed", 1),
        ("The commander of the base was killed", "killed", 1),
        ("A 12-year-old boy and his 9-year-old sister were killed", "killed", 2),
        ("as many as 50 people were killed", "killed", None),
        ("one of the drivers was killed", "killed", 1),
        ("Nine of the victims were killed", "killed", 9),
        ("a mother, her son and three daughters were killed", "killed", 5),
        ("Six were killed on the spot", "killed", 6),
        ("Six more were killed on the spot", "killed", 6),
        ("another three were killed", "killed", 3),
        ("two other people were killed", "killed", 2),
        ("a nurse who had come from Idlib and two patients were killed", "killed", 3),
        ("more than a dozen people were killed", "killed", 12),
        ("half a dozen fighters were killed", "killed", 6),
        ("several people were killed", "killed", None),
        ("no one was killed", "killed", None),
        ("two of the five soldiers were killed", "killed", 2),
        ("the two soldiers were killed", "killed", 2),
        ("all three were killed", "killed", 3),
    ],
)
def test_people_in_the_subject(text: str, verb: str, figure: int | None) -> None:
    tokens = tokenize(text)
    assert casualties(tokens, at(tokens, verb), passive=True, first=0, last=len(tokens))[0] == figure


@pytest.mark.parametrize(
    ("text", "verb", "figure"),
    [
        ("killing up to 20 soldiers", "killing", None),
        ("killing five villagers including two students", "killing", 5),
        ("Gunmen killed four people, a teacher and three pupils, in the market", "killed", 4),
        ("killing at least 20 soldiers and wounding 12", "killing", 20),
        ("killing more than 20 soldiers", "killing", 20),
        ("gunmen killed the driver and his helper", "killed", 2),
        ("shot dead the driver and his helper", "shot", 2),
        ("hacked nine civilians to death", "hacked", 9),
        ("killed four of them , while", "killed", 4),
        ("killed two civilians and a soldier in Idlib", "killed", 3),
        ("killed or wounded twelve soldiers", "killed", None),
        ("killed an officer, the police union said", "killed", 1),
        ("killed a family of six", "killed", 6),
        ("killed a group of militants", "killed", None),
        ("killing an Israeli driver", "killing", 1),
        ("killed one of its soldiers and two farmers", "killed", 3),
        ("shells hit a market and killed 19 people, including five children, and injured 30", "killed", 19),
        ("killed a woman in Nikopol and a man in Marhanets", "killed", 1),
        ("killed her and two children", "killed", 3),
        ("a strike on two houses killed 12 people", "killed", 12),
        ("a rocket killed Private John Smith", "killed", 1),
        ("killed an officer, a spokesman said", "killed", 1),
        ("killing a colonel, two majors and a driver", "killing", 4),
        ("killed 30 to 40 fighters", "killed", 30),
        ("killed 17 people on 3 May in two strikes", "killed", 17),
        ("the blast, which happened at 16:20, killed 9 shoppers", "killed", 9),
        ("killed 1,200 people", "killed", 1200),
        ("five rockets killed three people", "killed", 3),
        ("killed Sheikh Ahmad and his two bodyguards", "killed", 3),
        ("killing a 17-year-old boy and arresting five people", "killing", 1),
    ],
)
def test_people_in_the_object(text: str, verb: str, figure: int | None) -> None:
    tokens = tokenize(text)
    assert casualties(tokens, at(tokens, verb), passive=False, first=0, last=len(tokens))[0] == figure


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("At least 14 people were killed", (14, 14, None)),
        ("More than 20 people were killed", (20, 20, None)),
        ("Up to 20 people were killed", (None, None, 20)),
        ("As many as 20 people were killed", (None, None, 20)),
        ("Between 5 and 7 people were killed", (5, 5, 7)),
        ("Five or six people were killed", (5, 5, 6)),
        ("Six soldiers and several civilians were killed", (6, 6, None)),
        ("Six soldiers and two civilians were killed", (8, 8, 8)),
    ],
)
def test_bounds_of_figures(text: str, figures: tuple[int | None, ...]) -> None:
    tokens = tokenize(text)
    assert casualties(tokens, at(tokens, "killed"), passive=True, first=0, last=len(tokens)) == figures


@pytest.mark.parametrize(
    ("text", "died", "injured"),
    [
        ("leaving 15 people dead in both places together", 15, None),
        ("left three dead and five wounded", 3, 5),
        ("seven dead and twenty wounded were brought to the hospital", 7, 20),
        ("The death toll rose from five to nine", 9, None),
        ("put the death toll at 23", 23, None),
        ("claimed the lives of four people", 4, None),
        ("claimed 14 lives", 14, None),
        ("had cost two lives", 2, None),
        ("caused three deaths", 3, None),
        ("The emergency service at first spoke of five dead", None, None),
        ("One dead, 3 injured", 1, 3),
        ("shot two and wounded at least 40", None, 40),
        ("shot dead five men", None, None),
        ("the army lost six men and two tanks", 6, None),
        ("the army lost two villages", None, None),
        ("the bodies of five people were found", 5, None),
        ("the toll rose to 14", 14, None),
    ],
)
def test_figures_told_without_a_verb(text: str, died: int | None, injured: int | None) -> None:
    tokens = tokenize(text)
    assert (dead(tokens, 0, len(tokens))[0], hurt(tokens, 0, len(tokens))[0]) == (died, injured)


@pytest.mark.parametrize(
    ("text", "word", "noun", "count", "words"),
    [
        ("The army carried out eleven air strikes near Idlib", "strikes", True, 11, "eleven air strikes"),
        ("There were two waves of strikes on Idlib", "strikes", True, 2, "two waves of strikes"),
        ("Dozens of attacks were counted", "attacks", True, None, "Dozens of attacks"),
        ("Several attacks were counted", "attacks", True, None, "Several attacks"),
        ("The town was attacked on two occasions", "attacked", False, 2, "two occasions"),
        ("The town was attacked four times", "attacked", False, 4, "four times"),
        ("The town was attacked twice", "attacked", False, 2, "twice"),
        ("The town was once again attacked", "attacked", False, None, ""),
        ("The 55th Brigade began an attack", "attack", True, None, ""),
        ("Three soldiers died in an attack", "attack", True, None, ""),
    ],
)
def test_how_often(text: str, word: str, noun: bool, count: int | None, words: str) -> None:
    tokens = tokenize(text)
    number, span = occurrences(tokens, at(tokens, word), 0, len(tokens), noun=noun)
    said = text[tokens[span[0]].start : tokens[span[1] - 1].end] if span is not None else ""
    assert (number, said) == (count, words)


@pytest.mark.parametrize(
    ("text", "died", "injured"),
    [
        ("Gunmen attacked Baidoa on Monday. Six civilians were killed and two wounded.", 6, 2),
        ("Mortar shells fell on a market in Baidoa on Monday; six dead and two wounded were brought in.", 6, 2),
        ("Six dead and two wounded were brought in after mortar shells had fallen on Baidoa on Monday.", 6, 2),
        ("Militants bombed a market in Baidoa on Monday, leaving six people dead and two injured.", 6, 2),
        ("Militants bombed Baidoa on Monday and killed two. The death toll later rose to six.", 6, None),
    ],
)
def test_figures_belong_to_the_act(text: str, died: int, injured: int | None) -> None:
    (row,) = extract_events(text, published="2023-06-09").itertuples()
    assert row.fatalities_best == died
    assert (None if pd.isna(row.injured) else row.injured) == injured


@pytest.mark.parametrize(
    ("text", "died"),
    [
        ("A car bomb exploded in Mogadishu on Monday, killing nine people. The police sealed off the area.\n\nThe "
         "government condemned the attack.\n\nThe death toll has since risen to 12, the ministry said.", 12),
        ("Jets bombed Idlib on Monday, killing eight.\n\nResidents fled. Schools are closed.\n\nThe Civil Defence "
         "later raised its count of the dead to eleven.", 11),
        ("A drone hit a bus near Kupiansk on Monday; five passengers were killed. Two more have since died in "
         "hospital.", 7),
        ("Gunmen ambushed a patrol near Bunia on Monday, killing three soldiers. Another later died of his wounds.", 4),
        ("Gunmen ambushed a patrol near Bunia on Monday, killing three soldiers. Two other soldiers were wounded.", 3),
        ("A girl blew herself up near the market of Amchide on 2 June after a vigilante had challenged her; only she "
         "died. Messages that spoke of nine dead were wrong.", 1),
        ("A gold mine convoy was ambushed near Taparko on Monday by armed men, with five gendarmes killed.", 5),
        ("On Monday, four members of the VDP, a civilian force that supports the army, were killed by armed men in "
         "Tougouri.", 4),
        ("Last night a resident of Kupiansk who was wounded when the town was shelled on 14 May died in hospital.", 1),
        ("Rebels stopped six farmers near Beni on Monday and shot them dead.", 6),
        ("An Antonov of the army bombed the market of Nyala on Monday. Until now we have counted seven dead.", 7),
    ],
)  # fmt: skip
def test_figures_told_later_or_apart(text: str, died: int) -> None:
    assert [int(n) for n in extract_events(text, published="2024-06-12").fatalities_best] == [died]


def test_the_dead_of_each_place() -> None:
    rows = extract_events(
        "Russian troops killed three residents of the Donetsk region on Monday, two in Toretsk and one in Druzhba.",
        published="2024-06-12", country="UA",
    )  # fmt: skip
    assert list(zip(rows.place, rows.fatalities_best, strict=True)) == [("Toretsk", 2), ("Druzhba", 1)]


def test_who_was_killed_between_two_sides_is_no_side() -> None:
    row = extract_events(
        "Fighting between the army and M23 rebels broke out near Sake on Monday. Three civilians were killed by stray "
        "bullets.", published="2024-06-12",
    ).iloc[0]  # fmt: skip
    assert (row.sub_event_type, row.actor2, row.fatalities_best) == ("Armed clash", "March 23 Movement", 3)

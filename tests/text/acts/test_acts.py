"""What a sentence tells: every kind of act in ordinary wordings, and what is no act at all."""

from __future__ import annotations

import pytest

from geoevents.text.events import extract_events

WAR = "Soldiers and militants of several armed groups were seen in the region.\n\n"


def told(text: str) -> list[str]:
    """Return the sub-events (or PLOVER codes) told in a text that speaks of an armed conflict."""
    events = extract_events(WAR + text, published="2024-06-12").astype(object).fillna("")
    return [r.sub_event_type or r.plover for r in events.itertuples()]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Fighters of the M23 traded fire with Wazalendo militiamen at Rutshuru on Wednesday.", "Armed clash"),
        ("Ukrainian border guards fought off a Russian sabotage group near Sumy on 8 June.", "Armed clash"),
        ("Two Syrian soldiers were killed by sniper fire near Kafr Nabl on Sunday.", "Armed clash"),
        ("Hostilities between the SAF and the RSF resumed in Babanusa on Friday.", "Armed clash"),
        ("Helicopter gunships strafed rebel positions near Myawaddy on Monday.", "Air/drone strike"),
        ("A drone dropped a grenade on a minibus in Kherson on Sunday, injuring three people.", "Air/drone strike"),
        ("Israeli jets flattened a building in Rafah on Monday, killing eight people.", "Air/drone strike"),
        ("Three suicide drones hit a petrol station in Afrin on Monday.", "Air/drone strike"),
        ("Vovchansk: shelling damaged a school on Monday.", "Shelling/artillery/missile attack"),
        ("The port of Odesa came under a massive missile attack on Monday night.", "Shelling/artillery/missile attack"),
        ("A bomb fixed to the car of a police officer went off in Azaz.", "Remote explosive/landmine/IED"),
        ("Separatists dynamited a power pylon near Turbat on Sunday.", "Remote explosive/landmine/IED"),
        ("Unexploded ordnance killed two children in Daraa on Monday.", "Remote explosive/landmine/IED"),
        ("An attacker detonated his explosive vest near the ministry in Kabul on Monday.", "Suicide bomb"),
        ("The attack on the market claimed the lives of 14 people in Barsalogho on Saturday.", "Attack"),
        ("Snipers fired at the medical centre in Sabha on Saturday.", "Attack"),
        ("Israeli troops shot and killed a teenager in Qabatiya on Friday, when youths threw stones.", "Attack"),
        ("Two elderly men were found shot dead in Jenin on Sunday.", "Attack"),
        ("Ukraine accused Russia of having shelled a market in Kostiantynivka on Monday.",
         "Shelling/artillery/missile attack"),
        ("Bandits carried off eight women from the village of Dansadau on Sunday.", "Abduction/forced disappearance"),
        ("Three teachers were taken from a bus near Convencion on Monday.", "Abduction/forced disappearance"),
        ("Pirates seized two fishermen off Bonny on Sunday.", "Abduction/forced disappearance"),
        ("Soldiers captured two suspected militants in Kolofata on Monday.", "Arrests"),
        ("Security forces raided a house in Tyre on Monday and detained four suspected militants.", "Arrests"),
        ("An angry crowd beat a man to death in Bangui on Monday.", "Mob violence"),
        ("Rioters pelted a bus with stones in Belfast on Monday.", "Violent demonstration"),
        ("Several thousand supporters of the opposition took to the streets in Yerevan on Sunday.", "Peaceful protest"),
        ("Police used tear gas to disperse a demonstration in Kinshasa on Monday.", "Protest with intervention"),
        ("A march in Caracas on Sunday was broken up by the national guard.", "Protest with intervention"),
        ("Police shot dead two demonstrators in Dakar on Monday.", "Excessive force against protesters"),
        ("Soldiers fired live bullets at a rally in Nasiriyah on Sunday.", "Excessive force against protesters"),
        ("Russia and Ukraine exchanged 90 prisoners each on Friday.", "Agreement"),
        ("Elders brokered a truce on 9 June, which both communities signed in Murzuq.", "Agreement"),
        ("Troops recovered three rifles and a mortar in Damboa on Monday.", "Disrupted weapons use"),
        ("Two drones were suppressed by electronic warfare over Shebekino on Monday.", "Disrupted weapons use"),
        ("Security forces foiled a car bomb attack in Mogadishu on Tuesday.", "Disrupted weapons use"),
        ("Bandits rustled 200 cattle near Kapoeta on Monday.", "Looting/property destruction"),
        ("Soldiers of the 99th Division burned down some houses in Kanbalu on Monday.", "Looting/property destruction"),
        ("The Kachin Independence Army stormed and seized an outpost near Hpakant on Monday.",
         "Non-state actor overtakes territory"),
        ("The town of Lashio fell to the rebels on Thursday.", "Non-state actor overtakes territory"),
        ("Soldiers abandoned their base at Kawlin on Tuesday.", "Non-violent transfer of territory"),
        ("Four militants surrendered to the army near Cotabato on Monday.", "Change to group/activity"),
        ("Al-Shabaab threatened reprisals against Kenya.", "THREATEN"),
        ("Hezbollah said it would respond to any Israeli attack on Beirut.", "THREATEN"),
        ("The militia gave residents of Bara 48 hours to leave the town.", "THREATEN"),
    ],
)  # fmt: skip
def test_kinds_of_acts_in_ordinary_words(text: str, kind: str) -> None:
    assert told(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Troops rehearsed the storming of a building during an exercise near Tartus on Monday.",
        "The protest planned for Monday in Algiers was called off.",
        "Authorities urged people to refrain from attacks on shops in Nairobi.",
        "Engineers repaired power lines damaged by shelling in Kherson.",
        "Talks on the release of the hostages kidnapped in Kaduna continue.",
        "Aid convoys reached Kutum on Sunday after weeks of fighting.",
        "The bridge in Kakhovka, which was blown up in the war, is being rebuilt.",
        "The president promised to defeat the terrorists in Sinai.",
        "Militants often attack convoys on the road between Maiduguri and Damaturu.",
        "A gas explosion killed three people in Novosibirsk on Tuesday.",
        "The insurgency has killed thousands of people across the Sahel.",
        "The figures include only persons killed or injured in the open.",
        "Those who attack villagers in Koro are known to the police.",
        "No signs of the formation of offensive groupings were found in Volyn.",
        "Shelling could be heard in Sittwe, but nothing was hit.",
        "The group has the will to attack partner forces and threaten American interests.",
        "Partners are concerned that the fighting may spread to Kosti.",
        "The officers seized bank statements and two computers in Godfrey.",
        "A policeman fired two shots in the air in Ankara.",
        "Survivors of the massacre met in Kigali.",
        "Members of the Liberation Tigers live in Jaffna.",
        "Residents of Beni fear new attacks by the ADF.",
        "Five rockets were intercepted? No, nothing was fired at Sderot on Monday.",
    ],
)
def test_what_is_no_act(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "sides"),
    [
        ("Hundreds of people marched in Goma on Friday. Police fired tear gas at them.", "Protest with intervention",
         ("Protesters", "")),
        ("Militants tried to storm the airport in Turbat on Tuesday but were driven back.", "Armed clash",
         ("Militants", "")),
        ("In Punjab two farmers were killed on Monday when a landmine went off near Kasur.",
         "Remote explosive/landmine/IED", ("", "Civilians")),
        ("Two soldiers lost their lives when gunmen ambushed a bus near Palmyra on Monday.", "Armed clash",
         ("Gunmen", "Soldiers")),
        ("Militants struck a convoy of the police near Quetta on Monday.", "Armed clash",
         ("Militants", "Police")),
    ],
)  # fmt: skip
def test_one_deed_told_in_two_words(text: str, kind: str, sides: tuple[str, str]) -> None:
    events = extract_events(text, published="2024-06-12").astype(object).fillna("")
    assert [(r.sub_event_type, r.actor1) for r in events.itertuples()] == [(kind, sides[0])]
    assert all(sides[1] in r.actor2 or r.actor2.startswith("Military Forces") for r in events.itertuples())


def test_words_of_war_in_peace_tell_no_events() -> None:
    text = (
        "The club captured the attention of the city. A vigil for the former mayor was held in Austin on Sunday, and "
        "the council seized the opportunity to attack the budget. Police in Leeds said a man had been taken into "
        "custody. Prices hit a record, and the strike of bus drivers goes on."
    )
    assert extract_events(text, published="2024-06-12").empty

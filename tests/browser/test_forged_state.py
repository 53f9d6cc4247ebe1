"""Forged views: what somebody made up is applied whole or refused in words, and the map can go on either way."""

from __future__ import annotations

import json
import random
from typing import Any
from urllib.parse import quote

import pytest

from geoevents.maps.event_map import EventMap
from tests.browser import tables

SEED = 20170920

VALID: list[dict[str, Any]] = [
    {"time": ["2017-09-01", "2017-10-01"], "undated": False, "filter": {"event_type": ["Battles", ""]}},
    {"filter": {"actor": ["Side A"], "fatalities": [1, None], "text": "homs", "zone": ["z1", ""]}, "color": "actor1"},
    {"center": [37.5, 35.25], "zoom": 6.5, "selected": 3, "coordinates": "mgrs"},
    {"measure": {"points": [[36.5, 35.5], [37.5, 34.5], [38.5, 36]], "closed": True}, "table": True},
    {"sort": {"column": "fatalities", "descending": True}, "table": True, "selected": None},
    {"compare": {"a": ["2017-09-01", "2017-09-15"], "b": ["2017-09-15", "2017-10-01"], "split": 0.4}},
    {"play": {"mode": "cumulative", "speed": 4, "bins": "week"}, "time": None, "compare": None, "measure": None},
]

# "@..." stands for what JSON cannot write.
NASTY: list[Any] = [
    None, True, False, 0, -1, 1, 0.5, 2**31, 2**53, -(2**53), 1e21, 1e308, -1e308, 1e-308, "@nan", "@infinity",
    "@-infinity", "@undefined", "@date", "@bigint", "@symbol", "@cyclic", "@function", "", " ", "0", "NaN", "null",
    "x" * 5000, "\0", "\ud800", "\u202e", "__proto__", "constructor", "toString", "2017-09-20", "2017-13-45",
    "+275760-09-13", "-271821-04-20", "+999999-01-01", "0000-01-01", "<img src=x onerror=window.__hit=1>", [], {},
    [[]], [None], [None, None], [0, 0], [1, 2, 3], ["", ""], {"__proto__": 1}, {"length": 2, "0": 1, "1": 2},
    {"a": {"b": {"c": {"d": {}}}}}, [["2017-09-01"], "2018-01-01"], ["2017-09-01", "+275760-09-13"],
    ["+275760-09-13", None], ["-271821-04-20", None], [99_999_000, None], [None, -99_999_000],
    ["2017-10-01", "2017-09-01"], [1e5, 90], [-1e5, -90], [181, 91], ["a"] * 3000, list(range(300)),
]  # fmt: skip
NAMES = ["__proto__", "constructor", "time2", "", "event", "toString", "zoom ", "hasOwnProperty", "\u202e"]

LAB = """(texts) => {
  const special = {nan: NaN, infinity: Infinity, "-infinity": -Infinity, undefined: undefined, date: new Date(1.5e12),
    bigint: 10n, symbol: Symbol("s"), function: () => 1, cyclic: (() => { const a = []; a.push(a); return a; })()};
  const revive = (v) => {
    if (typeof v === "string" && v[0] === "@") return special[v.slice(1)];
    if (Array.isArray(v)) return v.map(revive);
    if (v === null || typeof v !== "object") return v;
    // Own properties, whatever they are called.
    return Object.fromEntries(Object.entries(v).map(([k, one]) => [k, revive(one)]));
  };
  return texts.map((text) => revive(JSON.parse(text)));
}"""

# Does what an embedder does, and says what it found that it should not have.
TRY = (
    """async (texts) => {
  const forged = ("""
    + LAB
    + """)(texts);
  const m = window.geoevents.maps[0];
  const wrong = [];
  let applied = 0;
  const settled = {time: null, compare: null, measure: null, table: false, selected: null, filter: {}, zoom: 6};
  for (const [i, state] of forged.entries()) {
    if (i % 10 === 0) await m.setState(settled);
    const before = JSON.stringify(m.getState());
    const say = (words) => wrong.push(`${words}: ${texts[i].slice(0, 200)}`);
    try {
      await m.setState(state);
      applied++;
      for (const key of Object.keys(state)) if (!Object.hasOwn(JSON.parse(before), key)) say(`took "${key}"`);
    } catch (error) {
      if (!(error instanceof RangeError)) say(`${error.name} ${error.message}`);
      if (error.message.length < 10 || error.message.length > 500) say(`says ${error.message.length} characters`);
      if (JSON.stringify(m.getState()) !== before) say("was refused, but changed the map");
    }
    try {
      const now = JSON.stringify(m.getState());
      if (/NaN|Infinity/.test(now) || Object.keys(JSON.parse(now)).length !== 13) say(`is now ${now}`);
      await m.setState(JSON.parse(now));
      const again = JSON.stringify(m.getState());
      if (again !== now) say(`its own state ${now} becomes ${again}`);
      m.stats();
    } catch (error) {
      say(`cannot go on (${error.message})`);
      await m.setState(settled);
    }
  }
  return {wrong, applied};
}"""
)


def mutants(count: int) -> list[dict[str, Any]]:
    """States that are nearly right: valid ones with a piece replaced, added, wrapped or taken away."""
    chance = random.Random(SEED)
    made = []
    while len(made) < count:
        state: Any = json.loads(json.dumps({**chance.choice(VALID), **chance.choice(VALID)}))
        for _ in range(chance.choice([1, 1, 1, 2, 3])):
            spot: Any = state
            key: Any = chance.choice(list(state))
            while isinstance(spot[key], (dict, list)) and len(spot[key]) > 0 and chance.random() < 0.6:
                spot = spot[key]
                key = chance.choice(list(spot) if isinstance(spot, dict) else range(len(spot)))
            act = chance.random()
            if act < 0.75:
                spot[key] = chance.choice(NASTY)
            elif act < 0.85:
                spot[key] = [spot[key]] if chance.random() < 0.5 else {"value": spot[key]}
            elif isinstance(spot, dict):
                spot[chance.choice(NAMES)] = chance.choice(NASTY)
            else:
                spot.append(chance.choice(NASTY))
        made.append(state)
    return made


def ones(count: int) -> list[dict[str, Any]]:
    """States of one field that is as wrong as can be."""
    fields = list(dict.fromkeys(key for state in VALID for key in state))
    return random.Random(SEED).sample([{field: bad} for field in fields for bad in NASTY], count)


@pytest.fixture
def opened(open_page: Any) -> Any:
    made = EventMap(tables.events(), tables.zones(), title="Nine events", card_columns=["casualties"])
    return open_page(made, reduced_motion="reduce")


def test_forged_states_are_applied_whole_or_refused_in_words(opened: Any) -> None:
    right = [{**one, **other} for one in VALID for other in VALID]
    found = opened.page.evaluate(TRY, [json.dumps(state) for state in right + ones(150) + mutants(350)])
    assert "\n".join(found["wrong"]) == ""
    assert len(right) < found["applied"] < 200, "some are right by chance, most are not"
    opened.settle()
    assert opened.js("window.__hit") is None
    opened.clean()


LINKS = [
    "1;time:(2017-09-01,2017-10-01);filter:(event_type:(Battles,'),fatalities:(1,null));center:(37.5,35.25);zoom:6.5",
    "1;event:area;selected:3;color:actor1;center:(37.5,35.25);zoom:7;table:true;sort:(column:fatalities,descending:true)",
    "1;compare:(a:(2017-09-01,2017-09-15),b:(2017-09-15,2017-10-01),split:0.4);play:(mode:window,speed:2,bins:week);zoom:6",
    "1;measure:(points:((36.5,35.5),(37.5,34.5),(38.5,36)),closed:true);coordinates:dms;filter:(text:%D8%A5%D8%AF+x);zoom:7",
]
OTHERS = [
    "2;zoom:5", "1.0;zoom:5", "01;zoom:5", "1;zoom:5;zoom:5;zoom:900", "1;color:city;zoom:5",
    "1;filter:(weapon:(gun));zoom:5", "1;filter:(zone:(elsewhere));zoom:5",
    "1;sort:(column:card%3Acity,descending:true);zoom:5", "1;selected:4000;zoom:5",
    "1;filter:(event_type:(Of+another+map));zoom:5", "1;event:of-another-map;selected:2;zoom:5",
    "1;__proto__:(zoom:3)", "1;filter:(__proto__:(a));zoom:5",
    "1;measure:(points:(__proto__:(length:9)),closed:true);zoom:5", "1;zoom:%35", "1;zoom:'5",
    "1;filter:(text:%);zoom:5", "1;filter:(text:%F0%9F);zoom:5", "1;filter:(text:%00%E2%80%AE);zoom:5",
    "1;" + "(" * 5000, "x" * 200_000,
    "1;filter:(event_type:(" + ",".join(f"kind+{i}" for i in range(8000)) + "));zoom:5", "%31;zoom:5", "1;zoom:5#ge=2",
    "1\u037ezoom:5", json.dumps(VALID[0]), quote(json.dumps(VALID[0])), "MTt6b29tOjU=",
    "1;" + quote("zoom:5", safe=""), "1;zoom:5\n", " 1;zoom:5 ",
]  # fmt: skip

OPEN = """async (texts) => {
  const m = window.geoevents.maps[0];
  const wrong = [];
  let applied = 0;
  await Promise.all([m.data.texts(), m.data.reports()]);
  for (const text of texts) {
    const before = JSON.stringify(m.getState());
    const say = (words) => wrong.push(`${words}: ${text.slice(0, 200)}`);
    const opened = m.permalink.open(text);
    // A card or found words come a moment later.
    for (let i = 0; i < 3; i++) await new Promise((resolve) => setTimeout(resolve));
    const notice = document.querySelector(".ge-notice[role=alert]");
    const now = JSON.stringify(m.getState());
    if (opened) applied++;
    else if (!(notice?.innerText.length > 30 && notice.innerText.length < 500)) say(`says "${notice?.innerText}"`);
    else if (now !== before) say("was refused, but changed the map");
    if (opened && notice !== null && !text.includes("event:")) say(`was opened, and says "${notice.innerText}"`);
    notice?.querySelector("button").click();
    if (JSON.parse(now).zoom > 30 || /NaN|Infinity/.test(now)) say(`is now ${now}`);
  }
  return {wrong, applied};
}"""


def cut_and_changed(count: int) -> list[str]:
    """Links that lost their end, or some of whose characters were changed, doubled, dropped or encoded again."""
    chance = random.Random(SEED)
    made = []
    while len(made) < count:
        text = chance.choice(LINKS)
        for _ in range(chance.choice([1, 1, 2, 3])):
            at = chance.randrange(len(text))
            act = chance.random()
            if act < 0.3:
                text = text[:at] or "1"
            elif act < 0.6:
                text = text[:at] + chance.choice("();:,'%+-&#=0123456789 eE.\0\u202e<\"") + text[at + 1 :]
            elif act < 0.8:
                text = text[:at] + text[at + chance.randrange(1, 12) :]
            elif act < 0.9:
                text = text[:at] + text[chance.randrange(len(text)) :] + text[at:]
            else:
                text = quote(text, safe="")
        made.append(text)
    return made


def test_forged_links_are_opened_whole_or_refused_in_words(opened: Any) -> None:
    found = opened.page.evaluate(OPEN, [*LINKS, *OTHERS, *cut_and_changed(300)])
    assert "\n".join(found["wrong"]) == ""
    assert len(LINKS) < found["applied"] < 250
    opened.settle()
    assert opened.js("window.__hit") is None
    opened.clean()

"""Fits and checks the weights by which the names of a text decide together which places they mean.

``python -m benchmarks.resolution CORPUS.jsonl[.gz] ...`` reads articles with known places, one JSON object a line with
``text`` and ``mentions`` (``start``, ``end``, ``lat``, ``lon``; the last two may be null), and prints

``left out``  for each corpus the share of mentions that are right, of those of which a listed place is the one meant,
              with weights fitted on the other corpora, after 0, 1, 2 and 3 rounds of votes;
``parts``     the same with weights fitted on three quarters of the articles of all corpora, for the fourth;
``all``       weights fitted on all of them: those of ``geoevents/text/resolution/weights.toml``, but for what is set by
              hand there.

The model is a conditional logit: of the options of a name, the chance of each is in proportion to the exponential of
its weighted sum. The weights are those under which the known places are likeliest, found by gradient ascent; votes
depend on what is likely so far, so that they are counted anew between the ascents. A name that an article has often
counts as three. A listed place is right within 161 km of the known point; those not much further than the nearest one
are right, too. Countries and divisions are points in such corpora, and may lie further off.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geoevents.gazetteer.index import Gazetteer
from geoevents.model.geo import haversine_km
from geoevents.model.places import Place
from geoevents.text.located import beside
from geoevents.text.recognition import recognise
from geoevents.text.resolution.decide import ROUNDS
from geoevents.text.resolution.options import OWN, OptionBook
from geoevents.text.resolution.scene import Scene, stage
from geoevents.text.resolution.subjects import anchors, subjects
from geoevents.text.resolution.votes import VOTES, beliefs, votes

RIGHT_KM, NEAREST_KM = 161.0, 20.0
COUNTRY_KM, DIVISION_KM = 1500.0, 600.0
OFTEN = 3
PARTS = 4
ASCENTS, STEPS, STEP, RIDGE = 6, 150, 0.05, 2.0
FIRST_VOTES = 0.5

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Article:
    """The scene of an article, which of its options are right, and how often each subject is asked for."""

    scene: Scene
    right: NDArray[np.bool_]
    asked: Floats

    @property
    def answerable(self) -> Floats:
        """How often each subject is asked for of which a listed place is right."""
        return np.where(np.logical_or.reduceat(self.right, self.scene.starts), self.asked, 0.0)


def main() -> None:
    """Fit and print."""
    reader = argparse.ArgumentParser(prog="python -m benchmarks.resolution", description=__doc__)
    reader.add_argument("corpora", nargs="+", type=Path)
    options = reader.parse_args()
    book = OptionBook(Gazetteer.embedded())
    read = {path.name.split(".")[0]: read_corpus(path, book) for path in options.corpora}
    for name, articles in read.items():
        asked = sum(float(a.asked.sum()) for a in articles)
        known = sum(float(a.answerable.sum()) for a in articles)
        print(f"{name}: {len(articles)} articles, {asked:.0f} mentions, of {known / asked:.1%} a listed place is right")
    for name, articles in read.items() if len(read) > 1 else ():
        fitted = fit([a for other in read if other != name for a in read[other]])
        print(f"left out {name}: " + ", ".join(f"{score(articles, fitted, n):.3f}" for n in range(ROUNDS + 1)))
    for name, share in in_parts(read).items():
        print(f"parts {name}: {share:.3f}")
    fitted = fit([a for articles in read.values() for a in articles])
    for name, articles in read.items():
        print(f"all {name}: {score(articles, fitted):.3f}")
    for name, weight in zip((*OWN, *VOTES), fitted, strict=True):
        print(f"{name} = {weight:.2f}")


def read_corpus(path: Path, book: OptionBook) -> list[Article]:
    """Read a corpus, recognise what else its articles name, and lay the options out."""
    opener: Any = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        made = [_article(json.loads(line), book) for line in lines]
    return [article for article in made if article is not None]


def _article(row: dict[str, Any], book: OptionBook) -> Article | None:
    text = row["text"]
    placed = [m for m in row["mentions"] if m["lat"] is not None]
    given = recognise(text, book.gazetteer, spans=[(m["start"], m["end"]) for m in placed])
    known = {id(mention): (m["lat"], m["lon"]) for mention, m in zip(given, placed, strict=True)}
    everything = [*given, *beside(given, recognise(text, book.gazetteer))]
    everything.sort(key=lambda m: m.start)
    references = anchors(everything, text, book)
    made = subjects([a for r in references for a in r.anchors], {})
    if not made:
        return None
    scene = stage(list(made.values()))
    numbers = {key: n for n, key in enumerate(made)}
    asked, where = np.zeros(len(made)), [(0.0, 0.0)] * len(made)
    for mention, reference in zip(everything, references, strict=True):
        key = next((a.key for a in reference.anchors if a.key in numbers), None)
        if key is not None and id(mention) in known:
            asked[numbers[key]] += 1
            where[numbers[key]] = known[id(mention)]
    right = np.zeros(len(scene.of), dtype=bool)
    for n, subject in enumerate(scene.subjects):
        if asked[n]:
            right[scene.span(n)] = _right(subject.options.places, *where[n])
    return Article(scene, right, asked)


def _right(places: Sequence[Place], lat: float, lon: float) -> NDArray[np.bool_]:
    scale = {"country": COUNTRY_KM / RIGHT_KM, "admin1": DIVISION_KM / RIGHT_KM}
    away = np.array([float(haversine_km(lon, lat, p.lon, p.lat)) / scale.get(p.kind, 1.0) for p in places])
    return np.asarray((away <= RIGHT_KM) & (away <= max(NEAREST_KM, away.min() + NEAREST_KM / 2)), dtype=np.bool_)


def features(scene: Scene, fitted: Floats, rounds: int = ROUNDS) -> tuple[Floats, NDArray[np.float32]]:
    """What speaks for each option after some rounds, and how likely it is then."""
    none = np.zeros((len(scene.of), len(VOTES)))
    found = np.hstack([scene.own, none])
    share = beliefs((found @ fitted).astype(np.float32), scene)
    for _ in range(rounds):
        found = np.hstack([scene.own, votes(scene, share)])
        share = beliefs((found @ fitted).astype(np.float32), scene)
    return found, share


def fit(articles: Sequence[Article]) -> Floats:
    """Return the weights under which the known places are likeliest."""
    fitted = np.zeros(len(OWN) + len(VOTES))
    for ascent in range(ASCENTS + 1):
        rounds = 0 if ascent == 0 else ROUNDS
        x = np.vstack([features(a.scene, fitted, rounds)[0] for a in articles]).astype(np.float64)
        sizes = [len(a.scene.of) for a in articles]
        numbers = np.cumsum([0, *(len(a.scene.starts) for a in articles)])
        starts = np.concatenate([a.scene.starts + at for a, at in zip(articles, np.cumsum([0, *sizes]), strict=False)])
        of = np.concatenate([a.scene.of + n for a, n in zip(articles, numbers, strict=False)])
        right = np.concatenate([a.right for a in articles])
        asked = np.concatenate([np.minimum(a.answerable, OFTEN) for a in articles])
        scale = x.std(axis=0) + 1e-6
        fitted = _ascend(x / scale, starts, of, right, asked, fitted * scale) / scale
        if ascent == 0:
            fitted[len(OWN) :] = FIRST_VOTES
    return fitted


def _ascend(
    x: Floats, starts: NDArray[np.int64], of: NDArray[np.int64], right: NDArray[np.bool_], asked: Floats, at: Floats
) -> Floats:
    """Climb the likelihood, by steps of which each coordinate has its own length (Adam)."""
    mean, square = np.zeros_like(at), np.zeros_like(at)
    for step in range(STEPS):
        scores = x @ at
        raised = np.exp(scores - np.maximum.reduceat(scores, starts)[of])
        share = raised / np.add.reduceat(raised, starts)[of]
        held = np.add.reduceat(share * right, starts)[of]
        meant = np.where(held > 0, share * right / np.maximum(held, 1e-12), 0.0)
        slope = x.T @ ((meant - share) * asked[of] * (held > 0)) - RIDGE * at
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        at = at + STEP * (1.0 if step < 0.7 * STEPS else 0.3) * mean / (np.sqrt(square) + 1e-8)
    return at


def score(articles: Sequence[Article], fitted: Floats, rounds: int = ROUNDS) -> float:
    """Share of the mentions that are right, of those of which a listed place is."""
    good = total = 0.0
    for article in articles:
        scene, asked = article.scene, article.answerable
        _, share = features(scene, fitted, rounds)
        for n in np.flatnonzero(asked):
            span = scene.span(int(n))
            total += asked[n]
            good += asked[n] * bool(article.right[span][int(np.argmax(share[span]))])
    return good / max(total, 1.0)


def in_parts(read: dict[str, list[Article]]) -> dict[str, float]:
    """Scores of articles that the weights were not fitted on, though others of the same corpora were."""
    found = dict.fromkeys(read, 0.0)
    for part in range(PARTS):
        fitted = fit([a for articles in read.values() for n, a in enumerate(articles) if n % PARTS != part])
        for name, articles in read.items():
            own = articles[part::PARTS]
            found[name] += score(own, fitted) * sum(float(a.answerable.sum()) for a in own)
    return {name: found[name] / sum(float(a.answerable.sum()) for a in read[name]) for name in read}


if __name__ == "__main__":
    main()

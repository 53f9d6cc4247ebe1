"""The parts of resolution by themselves: what names may mean, how votes are counted, what the weights are."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import numpy as np
import pytest

from geoevents.gazetteer.index import Gazetteer
from geoevents.gazetteer.names import fold
from geoevents.text.resolution.aliases import abbreviated, adjectival, country_called
from geoevents.text.resolution.options import OWN, OptionBook
from geoevents.text.resolution.scene import Subject, holding, stage
from geoevents.text.resolution.spellings import of_inhabitants, spelt_out, with_unsaid, without_parts
from geoevents.text.resolution.votes import VOTES, beliefs, votes
from geoevents.text.resolution.weights import weights

BOOK = OptionBook(Gazetteer.embedded())


def names(words: str, **about: str) -> list[str]:
    return [place.name for place in BOOK.options(words, **about).places]


def test_the_table_of_weights_names_all_there_is() -> None:
    table = tomllib.loads(files("geoevents.text.resolution").joinpath("weights.toml").read_text(encoding="utf-8"))
    assert tuple(table["own"]) == OWN
    assert tuple(table["votes"]) == VOTES
    assert sum(len(section) for section in table.values()) <= 21
    w = weights()
    assert w.own.shape == (len(OWN),)
    assert w.votes.shape == (len(VOTES),)
    assert (w.votes > 0).all()


def test_names_as_prose_writes_them() -> None:
    assert "mount pleasant" in spelt_out("mt pleasant")
    assert "st louis" in spelt_out("saint louis")
    assert "rapides parish" in with_unsaid("rapides")
    assert without_parts("greater toronto") == "toronto"
    assert without_parts("toronto") == ""
    assert "ontario" in of_inhabitants("ontarians")
    assert "new york" in of_inhabitants("new yorkers")


def test_aliases() -> None:
    turkish, european = adjectival("turkish"), adjectival("european")
    assert turkish is not None
    assert (turkish.country, turkish.is_country) == ("TR", True)
    assert european is not None
    assert not european.is_country
    kansas = abbreviated("Kan.")
    assert kansas is not None
    assert kansas.name == "Kansas"
    assert abbreviated("kan") is None
    assert country_called("usa") == "US"
    assert country_called("nowhere") == ""


def test_what_names_may_mean() -> None:
    assert "Kansas" in names("Kan", dotted="Kan.")
    assert names("Turkish") == names("", country="TR")
    assert "Rapides Parish" in names("Rapides")
    assert names("Qzxwville") == []
    assert names("") == names("...") == []
    assert names("Springfield").count("Springfield") > 5


def test_the_word_for_the_kind_counts() -> None:
    found = BOOK.options("Aleppo", feature="governorate")
    fit = found.own[:, OWN.index("fit")]
    kinds = [place.kind for place in found.places]
    assert fit[kinds.index("admin1")] == 1
    assert fit[kinds.index("town")] < 1


def test_what_is_known_is_not_looked_up_again() -> None:
    assert BOOK.options("Aleppo") is BOOK.options("Aleppo")


def test_containers_hold_what_lies_in_them() -> None:
    paris, texas = BOOK.options("Paris"), BOOK.options("Texas")
    held = holding(paris, texas)
    assert held is not None
    inside = [place.admin1 for place, holds in zip(paris.places, held.max(axis=1), strict=True) if holds]
    assert inside
    assert set(inside) == {"Texas"}
    assert holding(BOOK.options("Damascus"), BOOK.options("Ontario")) is None


@pytest.fixture
def scene_of() -> list[Subject]:
    made = [Subject(BOOK.options(words), [n], [100 * n]) for n, words in enumerate(["Dublin", "Macon", "Georgia"])]
    made.append(Subject(BOOK.options("Springfield"), [3, 4], [300, 400]))
    return made


def test_beliefs_add_up_to_one_for_each_name(scene_of: list[Subject]) -> None:
    scene = stage(scene_of)
    share = beliefs(scene.own @ weights().own, scene)
    assert np.add.reduceat(share, scene.starts) == pytest.approx(1.0, abs=1e-5)


def test_a_name_does_not_vote_for_itself(scene_of: list[Subject]) -> None:
    scene = stage(scene_of)
    share = beliefs(scene.own @ weights().own, scene)
    before = votes(scene, share)
    for n in range(len(scene_of)):
        span = scene.span(n)
        changed = share.copy()
        changed[span] = 0
        changed[span.start] = 1
        after = votes(scene, changed)
        assert after[span] == pytest.approx(before[span], abs=1e-3)


def test_votes_speak_for_what_lies_together(scene_of: list[Subject]) -> None:
    scene = stage(scene_of)
    share = np.zeros(len(scene.of), dtype=np.float32)
    for n, (country, admin1) in enumerate([("US", "Georgia"), ("US", "Georgia"), ("US", ""), ("US", "Illinois")]):
        options = scene.subjects[n].options.places
        chosen = next(
            i
            for i, p in enumerate(options)
            if p.country == country and admin1 in (p.admin1, "") and p.kind != "country"
        )
        share[scene.span(n).start + chosen] = 1
    counted = votes(scene, share)
    dublin = scene.subjects[0].options.places
    span = scene.span(0)
    local = dict(zip([(p.country, p.admin1) for p in dublin], counted[span][:, VOTES.index("local")], strict=True))
    by_country = dict(zip([p.country for p in dublin], counted[span][:, VOTES.index("by_places")], strict=True))
    assert local["US", "Georgia"] == max(local.values())
    assert by_country["US"] > by_country["IE"]


def test_less_trusted_names_count_less(scene_of: list[Subject]) -> None:
    scene_of[1].trust = 0.5
    scene = stage(scene_of)
    assert scene.weight[1] == pytest.approx(0.5)
    assert scene.weight[0] == pytest.approx(1.0)


def test_words_that_spellings_add_are_folded() -> None:
    # guesses are looked up without folding them again
    guesses = [*with_unsaid("rapides"), *of_inhabitants("ontarians"), *of_inhabitants("new yorkers")]
    assert guesses == [fold(guess) for guess in guesses] != []

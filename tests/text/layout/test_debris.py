"""Article body against what the page around it leaves in scraped text."""

from __future__ import annotations

from geoevents.text.layout.debris import blocks
from geoevents.text.words.sentences import split

BODY = "Militants attacked a convoy near the town on Monday, the ministry said."


def roles(text: str) -> list[tuple[str, str]]:
    return [(b.role, text[b.start : b.end]) for b in blocks(text)]


def test_icon_lists_clocks_and_menus_are_debris() -> None:
    icons = "icon bookmark icon camera icon check icon close icon edit icon file icon search icon share icon tag"
    text = f"{icons}\n\n{BODY}\n\nPodcasts\n0:00\n26:13\nRead more\nShare this article\n© 2017 Somebody"
    assert [role for role, _ in roles(text)] == ["debris", "body", *["debris"] * 6]


def test_a_repeated_headline_counts_once() -> None:
    text = f"Convoy attacked near town\n\nConvoy attacked near town\n\n{BODY}"
    assert [role for role, _ in roles(text)] == ["headline", "debris", "body"]


def test_datelines_are_cut_from_the_first_sentence() -> None:
    text = "KHARKIV, Ukraine, 14 May 2024 - Troops shelled the city."
    assert roles(text) == [("dateline", "KHARKIV, Ukraine, 14 May 2024"), ("body", "Troops shelled the city.")]
    # a dash inside a sentence is none
    assert [r for r, _ in roles("Islamic State - the group - attacked the town on Monday.")] == ["body"]


def test_wrapped_lines_are_one_paragraph() -> None:
    text = "Militants attacked a convoy near the town of Suran in\nHama province on Monday, the ministry said.\n"
    (sentence,) = split(text, blocks(text))
    assert text[sentence.start : sentence.end] == text.strip()


def test_a_text_without_any_full_sentence_is_all_body() -> None:
    assert roles("Attack near Idlib") == [("body", "Attack near Idlib")]


def test_sentences_keep_abbreviations_and_quotes_together() -> None:
    text = (
        "On Sept. 20 the U.S. military met Gen. Smith in St. Louis. He said: “We met. It was good.” "
        "Then Col. J. R. Dillon left at 5 p.m. on Monday. Was it over? Yes!"
    )
    found = [text[s.start : s.end] for s in split(text, blocks(text))]
    assert found[0].endswith("St. Louis.")
    assert found[-3:] == ["Then Col. J. R. Dillon left at 5 p.m. on Monday.", "Was it over?", "Yes!"]


def test_what_runs_on_is_cut() -> None:
    text = "a " * 5000 + "."
    assert max(len(s.tokens) for s in split(text, blocks(text))) <= 251

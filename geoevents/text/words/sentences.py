"""Sentences: where they start and end, whatever the abbreviations and quotes in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geoevents.text.layout.debris import Block
from geoevents.text.tables import words
from geoevents.text.words.tokens import Token, tokenize

__all__ = ["Sentence", "split"]

_CLOSERS = frozenset("\"'”’»)]")
_ENDS = frozenset(".!?…")
_WEIGHED = _ENDS | frozenset("()[];")
"""Marks that end a sentence, or keep one from ending; no other token does."""
_LONGEST = 250
"""Tokens of the longest sentence; what runs on is cut, so that the work on a sentence, and so on a text, is bounded."""


@dataclass(slots=True)
class Sentence:
    """One sentence of the article: its offsets, its tokens and the number of its paragraph."""

    start: int
    end: int
    tokens: list[Token]
    paragraph: int


def _ends_here(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether the end mark ``tokens[i]`` ends a sentence."""
    if tokens[i].low != ".":
        return True
    before = tokens[i - 1] if i else None
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is None:
        return True
    if after.start == tokens[i].end and after.low not in _CLOSERS:
        return False  # "U.S", "example.org"
    if before is not None and before.end == tokens[i].start:
        if before.low in words("abbreviation") and (after.capital or after.kind == "number"):
            return False
        if len(before.low) == 1 and before.capital and not before.glued and after.kind == "word":
            # "U.S. troops", "J. Smith"; an initial ends a sentence only before a word that opens one.
            return after.capital and after.low in words("determiner")
    return not (after.kind == "word" and not after.capital)


def split(text: str, blocks: Sequence[Block], by_block: Sequence[Sequence[Token]] | None = None) -> list[Sentence]:
    """Return the sentences of the body blocks, in order; ``paragraph`` counts the blocks.

    ``by_block`` holds the tokens of each block, where they are at hand.
    """
    out: list[Sentence] = []
    for number, block in enumerate(blocks):
        if block.role != "body":
            continue
        known = tokenize(text, block.start, block.end) if by_block is None else by_block[number]
        tokens = [t for t in known if t.kind != "line"]
        first, depth, i = 0, 0, 0
        while i < len(tokens):
            low = tokens[i].low
            if low not in _WEIGHED and i - first < _LONGEST:
                i += 1
                continue
            if i - first >= _LONGEST or (i - first >= _LONGEST // 2 and low == ";"):
                out.append(Sentence(tokens[first].start, tokens[i].end, tokens[first : i + 1], number))
                first, depth = i + 1, 0
                i += 1
                continue
            depth += low in "([" and low != ""
            depth -= low in ")]" and depth > 0
            if low in _ENDS and depth <= 0 and _ends_here(tokens, i):
                while i + 1 < len(tokens) and tokens[i + 1].low in _CLOSERS and tokens[i + 1].start <= tokens[i].end:
                    i += 1
                # "… ended.” he said": the quotation ended, the sentence did not.
                following = tokens[i + 1] if i + 1 < len(tokens) else None
                if following is None or following.capital or following.kind != "word":
                    out.append(Sentence(tokens[first].start, tokens[i].end, tokens[first : i + 1], number))
                    first, depth = i + 1, 0
            i += 1
        if first < len(tokens):
            out.append(Sentence(tokens[first].start, tokens[-1].end, tokens[first:], number))
    return out

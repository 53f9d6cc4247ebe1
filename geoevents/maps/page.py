"""The standalone page: head, policy, sequential ids, and the bytes that are written to disk."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import TextIOBase
from os import PathLike, fsdecode
from typing import Any, BinaryIO

from branca.element import Element, Figure

from geoevents.atomic import write_atomic
from geoevents.errors import OptionError, OutputError
from geoevents.maps import assets
from geoevents.maps.arrays import clean_text
from geoevents.maps.elements import walk
from geoevents.maps.language import language_of
from geoevents.maps.layers import LEAFLET, FrameSet
from geoevents.maps.libraries import needed_links
from geoevents.maps.opening import PAGE_STYLE, opening, utf8
from geoevents.maps.policy import Policy, external_links

__all__ = ["Page"]

Target = str | bytes | PathLike[str] | BinaryIO

BRANCA_ID = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")
SWITCHES = "geoevents_switches"
BUNDLE = (SWITCHES, LEAFLET, "geoevents_style", "geoevents_script")
DROPPED = ("meta_http",)


class Page(Figure):
    """A branca figure that renders as a complete page under a Content-Security-Policy.

    It takes the place of the figure that every ``folium.Map`` hangs in, so ``map.get_root().render()`` and everything
    built on it gives this page. Text made by folium's own elements is kept as folium renders it, save for its random
    ids, which are numbered.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.fallback = "This page needs JavaScript."
        self.locale = "en"

    def render(self, **_: Any) -> str:
        """Return the page as text."""
        return b"".join(self.pieces()).decode()

    def save(self, outfile: Target, close_file: bool = True, **_: Any) -> None:  # noqa: ARG002 - folium's signature
        """Write the page to a path, whole or not at all.

        Raises
        ------
        OutputError
            The path cannot be written; what stood there is untouched.
        """
        if not isinstance(outfile, (str, bytes, PathLike)):
            if not hasattr(outfile, "write") or isinstance(outfile, TextIOBase):
                kind = type(outfile).__name__
                raise OutputError(f"cannot write to {kind} {outfile!r}", "give a path, or a file opened for bytes")
            for piece in self.pieces():
                outfile.write(piece)
            return
        with write_atomic(fsdecode(outfile)) as draft, draft.open("wb") as stream:
            for piece in self.pieces():
                stream.write(piece)

    def requests(self) -> tuple[str, ...]:
        """Return the hosts that the page may ask, sorted; empty for a page that stays offline."""
        return self.parts().policy.origins

    def pieces(self) -> Iterator[bytes]:
        """Yield the page's bytes, large frames one at a time."""
        parts = self.parts()
        yield self.opening(parts.policy, f"<style>{PAGE_STYLE}</style>\n{parts.head}", self.fallback)
        for piece in parts.body:
            if isinstance(piece, FrameSet):
                yield from piece.pieces(parts.renamed(piece.prefix))
            else:
                yield utf8(piece)
        yield utf8(f"<script>{parts.script}</script>\n</body>\n</html>\n")

    def opening(self, policy: Policy, head: str, fallback: str) -> bytes:
        """Return the page up to its body: a policy, what the head holds, and words for readers without scripts."""
        language = language_of(self.locale)
        title = clean_text(self.title) or language.say("map_of_events")
        return opening(policy, head, title=title, fallback=fallback, language=language)

    def parts(self) -> Parts:
        """Render all elements, and leave the figure as it was before."""
        sections = (self.header, self.html, self.script)
        before = [(section, section._children.copy()) for section in sections]
        try:
            for child in list(self._children.values()):
                child.render()
            elements = list(walk(self))
            head = [(name, child.render()) for name, child in self.header._children.items() if name not in DROPPED]
            body = [
                child if isinstance(child, FrameSet) else str(child.render()) for child in self.html._children.values()
            ]
            script = "\n".join(str(child.render()) for child in self.script._children.values())
        finally:
            for section, children in before:
                section._children = children
        maps = [child._id for child in self._children.values()]
        return Parts(elements, maps, head, body, script)


@dataclass
class _Rendered:
    """What the elements rendered to, ids still random."""

    elements: list[Element]
    maps: list[str]
    raw_head: list[tuple[str, str]]
    raw_body: list[str | FrameSet]
    raw_script: str


class Parts(_Rendered):
    """The parts of a page with numbered ids, and the policy they need."""

    @cached_property
    def numbers(self) -> dict[str, str]:
        """Random id -> number: maps first, then in the order of the text."""
        known = {element._id for element in self.elements}
        found = dict.fromkeys(self.maps)
        texts = [text for name, text in self.raw_head if name not in BUNDLE]
        texts += [text for text in self.raw_body if isinstance(text, str)]
        for text in [*texts, self.raw_script]:
            found.update(dict.fromkeys(token for token in BRANCA_ID.findall(text) if token in known))
        return {token: str(number) for number, token in enumerate(found, start=1)}

    def renamed(self, text: str) -> str:
        """Return ``text`` with numbers for ids."""
        numbers = self.numbers
        return BRANCA_ID.sub(lambda match: numbers.get(match[0], match[0]), text)

    @cached_property
    def head(self) -> str:
        """The bundle first, then the rest."""
        bundle = [text for name, text in self.raw_head if name in BUNDLE]
        return _one_newline("\n".join([*bundle, self.rest]))

    @property
    def switches(self) -> str:
        """What Leaflet reads when it loads."""
        return "".join(text for name, text in self.raw_head if name == SWITCHES)

    @property
    def leaflet(self) -> bool:
        """Whether all of Leaflet stands before the page's own script."""
        return any(name == LEAFLET for name, _ in self.raw_head)

    @cached_property
    def rest(self) -> str:
        """What folium's elements need, then what they brought."""
        others = [self.renamed(text) for name, text in self.raw_head if name not in BUNDLE]
        present = {url for text in others for _, url in external_links(text)}
        needed = [link.render() for link in needed_links(self.elements) if link.url not in present]
        return _one_newline("\n".join([*needed, *others]))

    @cached_property
    def body(self) -> list[str | FrameSet]:
        """Markup and frames, in order."""
        return [piece if isinstance(piece, FrameSet) else _one_newline(self.renamed(piece)) for piece in self.raw_body]

    @cached_property
    def script(self) -> str:
        """The last script: the map, its layers, and the line that draws the data."""
        text = _one_newline(self.renamed(self.raw_script))
        # Inside a string of script, <\/ means </; outside one neither occurs. So no data can end the element.
        return "\n" + text.replace("</", "<\\/").replace("<!--", "<\\!--") + "\n"

    @cached_property
    def policy(self) -> Policy:
        """Exactly what these parts need."""
        policy = Policy()
        policy.allow_style(PAGE_STYLE)
        policy.allow_inline(self.head)
        markup = "".join(piece for piece in self.body if isinstance(piece, str))
        policy.allow_inline(markup)
        policy.allow_script(self.script)
        policy.allow_style_attributes(markup)
        policy.allow_style_attributes(self.script)
        policy.allow_layers(self.elements)
        return policy


def embed_snippet(page: str, *, width: str, height: str, title: str, fallback: str, isolated: bool) -> str:
    """Return an iframe that holds a whole page, over a text for readers whose scripts are off.

    A few lines of script beside it tell the map whether the page around it is dark.

    Parameters
    ----------
    page : str
        The page, as HTML.
    width, height : str
        CSS lengths, such as ``"100%"`` and ``"480px"``.
    title, fallback : str
        Plain text.
    isolated : bool
        Whether the page gets an origin of its own.

    Raises
    ------
    OptionError
        A length is none.
    """
    for length in (width, height):
        if not isinstance(length, str) or not CSS_LENGTH.fullmatch(length):
            raise OptionError(f"{length!r} is no CSS length", "give one such as '100%' or '480px'")
    # Scripts and settings are full of double quotation marks, which stay as they are between single ones.
    inside = page.replace("&", "&amp;").replace("'", "&#39;")
    name, words = html.escape(clean_text(title) or ""), html.escape(clean_text(fallback) or "")
    sandbox = f'sandbox="{SANDBOX}" ' if isolated else ""
    # The frame alone is high, so that nothing but the words remains where a notebook that is not trusted drops it.
    own = height.endswith("%")
    outer, high = (f";height:{height}", "100%") if own else ("", height)
    return (
        f'<div style="display:grid;width:{width}{outer}"><p style="grid-area:1/1;margin:1em">{words}</p>'
        f"<iframe title=\"{name}\" srcdoc='{inside}' {sandbox}"
        f'style="grid-area:1/1;z-index:1;width:100%;height:{high};border:0" loading="lazy" '
        f'data-geoevents-frame="fixed" allowfullscreen></iframe></div><script>{assets.host().strip()}</script>'
    )


SANDBOX = "allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox"
CSS_LENGTH = re.compile(r"\d{1,5}(?:\.\d{1,3})?(?:px|%|em|rem|vh|vw)")


def _one_newline(text: str) -> str:
    """Browsers read CR LF and CR as LF, and U+0000 as U+FFFD, before they hash a script."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")

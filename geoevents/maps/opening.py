"""How every page begins: head, policy, and what readers without scripts are told."""

from __future__ import annotations

import html

from geoevents import __version__
from geoevents.maps.arrays import clean_text
from geoevents.maps.language import Language
from geoevents.maps.policy import Policy

__all__ = ["PAGE_STYLE", "opening", "utf8"]

PAGE_STYLE = (
    "html,body{width:100%;height:100%;margin:0;padding:0}"
    "noscript{position:fixed;inset:0;padding:1rem;font:1rem/1.5 sans-serif;background:#fff;color:#1d1c1a}"
    "noscript p{margin:0}"
)
"""The words for readers without scripts cover those of a page around the frame, which say the same."""


def opening(policy: Policy, head: str, *, title: str, fallback: str, language: Language) -> bytes:
    """Return a page up to its body.

    Parameters
    ----------
    policy : Policy
        The page's Content-Security-Policy.
    head : str
        Markup: what the head holds besides.
    title, fallback : str
        Plain text; ``fallback`` is for readers whose scripts are off.
    language : Language
        Of the page's own words.
    """
    # Servers of tiles refuse pages that do not say what site they are of; to all others a page says nothing of itself.
    referrer = "strict-origin" if policy.origins else "no-referrer"
    return utf8(
        f'<!DOCTYPE html>\n<html lang="{html.escape(language.locale)}" dir="{language.direction}">\n'
        '<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{html.escape(str(policy))}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="referrer" content="{referrer}">\n'
        f'<meta name="generator" content="geoevents {__version__}">\n'
        f"<title>{html.escape(clean_text(title) or '')}</title>\n{head}\n</head>\n<body>\n"
        f"<noscript><p>{html.escape(clean_text(fallback) or '')}</p></noscript>\n"
    )


def utf8(text: str) -> bytes:
    """Return text as a page holds it: U+0000 and lone surrogates are no characters of HTML."""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace")

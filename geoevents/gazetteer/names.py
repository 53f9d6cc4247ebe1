"""Names as the look-up compares them: folding, the transliteration key, and the likeness of two spellings.

``fold`` makes letter-by-letter comparison fair (case, accents, apostrophes, hyphens, Arabic letter forms).
``key`` reduces a name to its consonants, so that the spellings of one name meet across romanisations and scripts.
A key says that two spellings *may* be one name; :func:`similarity` then says how alike the whole strings are.
"""

from __future__ import annotations

from geoevents.gazetteer.folding import fold, is_latin, name_hash, same_script, script
from geoevents.gazetteer.keys import ARTICLES, edits, key
from geoevents.gazetteer.likeness import likenesses, similarity, similarity_folded

__all__ = [
    "ARTICLES",
    "edits",
    "fold",
    "is_latin",
    "key",
    "likenesses",
    "name_hash",
    "same_script",
    "script",
    "similarity",
    "similarity_folded",
]

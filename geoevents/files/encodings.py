"""Bytes to text: by byte order mark, as UTF-8, else by which legacy code page gives plausible letters."""

from __future__ import annotations

import codecs
import re

__all__ = ["decode"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_USUAL = {
    "cp1252": "éèàâêîôûçëïüöäßñóáíúãõøåæÉÈÖÜÄÅØ‘’“”–—…°«»€£\xa0",
    "cp1251": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъіїєґОЕАИНТСРВЛКМДПУЯГЗБЧХЖШ№«»–—",
    "cp1256": "اليمونترهبدسعفقكحةأإىءجشصطخضذثزغظؤئآ،؛؟",
}
"""Code page -> the characters beyond ASCII that texts in it are mostly made of."""

_SAMPLE = 200_000
_RUN = re.compile(rb"[\x80-\xff]+")


def decode(data: bytes) -> tuple[str, str]:
    """Decode a file's bytes.

    Returns
    -------
    text, encoding : str
        ``encoding`` as Python names it. Bytes that the encoding does not define become U+FFFD.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, errors="replace"), name
    head = data[:1000]
    if head and head.count(0) > len(head) // 4:  # ASCII text in two-byte units, without a mark
        name = "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"
        return data.decode(name, errors="replace"), name
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        # one torn character in a long UTF-8 text does not make it another encoding
        good = data[max(0, error.start - _SAMPLE) : error.start] + data[error.end : error.end + _SAMPLE]
        rest = good.decode("utf-8", errors="ignore")
        beyond = sum(c > "\x7f" for c in rest)
        if beyond >= 8 and beyond * 4 > len(_RUN.findall(good)):
            torn = data.decode("utf-8", errors="replace").count("\ufffd")
            if torn * 4 <= beyond:
                return data.decode("utf-8", errors="replace"), "utf-8"
    name = _code_page(data)
    return data.decode(name, errors="replace"), name


def _code_page(data: bytes) -> str:
    """Choose the code page whose usual characters make up the bytes beyond ASCII.

    Western letters stand alone between ASCII ones; Cyrillic and Arabic come as whole words.
    """
    runs = _RUN.findall(data[: _SAMPLE * 4])
    total = sum(map(len, runs)) or 1
    words = total / (len(runs) or 1) >= 2
    scores = {}
    for name, usual in _USUAL.items():
        text = b" ".join(runs).decode(name, errors="replace")
        share = sum(c in usual for c in text) / total
        scores[name] = share + (0.3 if words == (name != "cp1252") else 0.0)
    return max(scores, key=lambda name: scores[name])

"""The encoding of an HTML page: what it says of itself, where its bytes do not say better."""

from __future__ import annotations

import re

from .text import certain_encoding, decode_as

DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,400}?(?:charset|encoding)\s*=\s*["']?([\w.:-]+)"""
)
HEAD_BYTES = 8192
# Names as browsers understand them: many pages say Latin-1 and use the letters of Windows.
BROWSERS = {
    **dict.fromkeys(
        ("iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii"), "cp1252"
    ),
    **dict.fromkeys(("gb2312", "gbk", "gb_2312-80", "x-gbk"), "gb18030"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987"), "cp949"),
    **{"iso-8859-9": "cp1254", "tis-620": "cp874", "macintosh": "mac_roman"},
}
KNOWN = re.compile(
    r"(?:windows-|cp)(?:125\d|874)|iso-8859-(?:[2-8]|1[0-6])|koi8-[ru]|big5(?:-hkscs)?|euc-jp"
    r"|iso-2022-jp|gb18030"
)
# Their bytes may by chance be UTF-8, or nothing but ASCII, and mean other letters.
WIDE = {"gb18030", "cp932", "cp949", "big5", "big5-hkscs", "euc-jp", "iso-2022-jp"}


def decode_html(payload: bytes, charset: str | None) -> tuple[str, str, tuple[str, ...]]:
    """The text of an HTML page, its encoding, and notes where that is in doubt.

    `charset` is what a server said of it. What is good UTF-8 is read so, whatever is said.
    """
    certain = certain_encoding(payload)
    named = known(charset) or named_in(payload)
    if certain is None and named in WIDE and fits(payload, named):
        certain = named
    return decode_as(payload, certain, named)


def named_in(payload: bytes) -> str | None:
    """The encoding that the page's head names."""
    match = DECLARED.search(payload[:HEAD_BYTES].lower())
    return known(match[1].decode("ascii")) if match else None


def known(name: str | None) -> str | None:
    """An encoding by the name that a page or a server gives it; None for one that is not known."""
    plain = (name or "").strip(" \"'").lower()
    found = BROWSERS.get(plain, plain)
    return found if found in BROWSERS.values() or KNOWN.fullmatch(found) else None


def fits(payload: bytes, encoding: str) -> bool:
    try:
        payload.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True

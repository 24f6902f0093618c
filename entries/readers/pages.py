"""One page's bytes → its text, what its markup says of it, and the posting that it bears.

The same bytes of the same kind always give the same text, so that a stored page can be read again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from entries.layouts.base import Mark

from .base import Hints, ReadError
from .charset import decode_html
from .head import without_name
from .html import read_html
from .lenient_json import UPDATES, read_json
from .posting import posting_hints, posting_text
from .text import MAX_LINES, decode, too_many_lines

TEXT, HTML, JSON = "text/plain", "text/html", "application/json"
KINDS = {HTML: HTML, "application/xhtml+xml": HTML, TEXT: TEXT, JSON: JSON}
KINDS |= {"application/ld+json": JSON, "text/json": JSON}
# How a page begins; spaces and other encodings' NULs and marks may stand before and between.
MARKUP = re.compile(
    r"<(?:!doctype\b|!--|\?xml\b|/?(?:html|head|body|script|meta|title|link|base|main|article"
    r"|section|header|nav|div|span|p|ul|ol|table|h[1-6]|a|b|i|em|strong|center|font|img)[\s/>])",
    re.IGNORECASE,
)
LIKE_JSON = re.compile(r'[\[{]\s*["\[{\]}]')
LEADING = "\ufeff\x00 \t\r\n\f"
SNIFFED = 4096
CUT_OFF = "The page's data breaks off; the update that it breaks off in was left out."
NO_TEXT = "The page has no text. Was it saved before its scripts had filled it?"


@dataclass(frozen=True, slots=True)
class PageContent:
    """What a page's bytes give; `posting` is empty where it bears no LiveBlogPosting."""

    text: str
    encoding: str
    media_type: str
    marks: Mapping[int, Mark] = field(default_factory=dict)
    posting: str = ""
    hints: Hints = field(default_factory=Hints)
    notes: tuple[str, ...] = ()


def read_page(
    payload: bytes,
    media_type: str | None = None,
    encoding: str | None = None,
    charset: str | None = None,
) -> PageContent:
    """Read one page. Raises ReadError where it is no page or has no text.

    `media_type` is told by the content where it is None. `encoding` is what the page was read
    with before; `charset` what a server said of it, which the page's own bytes may belie.
    """
    kind = KINDS.get((media_type or "").lower()) or sniffed(payload)
    if kind == HTML:
        content = read_html_page(payload, encoding, charset)
    else:
        content = read_plain_page(payload, kind, encoding)
    if not content.posting and not content.text.replace("\ufeff", "").strip():
        raise ReadError(NO_TEXT if kind == HTML else "The file is empty. Was it saved in full?")
    if max(content.text.count("\n"), content.text.count("\r")) > MAX_LINES:
        raise ReadError(too_many_lines())
    return content


def sniffed(payload: bytes) -> str | None:
    """What a page is by how it begins; None for a text, which may still be JSON."""
    start = payload[:SNIFFED].decode("latin-1").replace("\x00", "")
    start = start.removeprefix("ï»¿").removeprefix("ÿþ").removeprefix("þÿ").lstrip(LEADING)
    return HTML if MARKUP.match(start) else None


def read_html_page(payload: bytes, encoding: str | None, charset: str | None) -> PageContent:
    notes: tuple[str, ...] = ()
    if encoding:
        text = payload.decode(encoding, errors="replace")
    else:
        text, encoding, notes = decode_html(payload, charset)
    page = read_html(text)
    posting, cut = posting_of(page.scripts, page.items, page.hints.url or "")
    return PageContent(
        text=page.text,
        encoding=encoding,
        media_type=HTML,
        marks=page.marks,
        posting=posting,
        hints=named(page.hints.over(hints_of(posting))),
        notes=(*notes, *cut),
    )


def named(hints: Hints) -> Hints:
    """The hints with a title that does not end in the name that the page's posting gives."""
    return replace(hints, title=without_name(hints.title or "", hints.publisher or "") or None)


def read_plain_page(payload: bytes, kind: str | None, encoding: str | None) -> PageContent:
    """A text, with the posting in a script that may stand in it; or JSON."""
    notes: tuple[str, ...] = ()
    if encoding:
        text = payload.decode(encoding, errors="replace")
    else:
        text, encoding, notes = decode(payload)
    kind = kind or (JSON if is_json(text) else TEXT)
    scripts = [text] if kind == JSON else read_html(text).scripts if "ld+json" in text else []
    posting, cut = posting_of(scripts)
    notes = (*notes, *cut)
    return PageContent(text, encoding, kind, {}, posting, hints_of(posting), notes)


def hints_of(posting: str) -> Hints:
    return posting_hints(posting) if posting else Hints()


def is_json(text: str) -> bool:
    """Whether a text is JSON, which a list of a live page's updates may be in spite of damage."""
    if not text.lstrip(LEADING).startswith(("{", "[")):
        return False
    if UPDATES in text:
        return True
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def json_damage(text: str) -> tuple[int, str] | None:
    """The line where a text that looks like JSON is damaged, and how; None for other texts.

    Of sound JSON, line 1 and no words.
    """
    if not LIKE_JSON.match(text.lstrip(LEADING)):
        return None
    try:
        json.loads(text.lstrip("\ufeff"), strict=False)
    except json.JSONDecodeError as error:
        return error.lineno, error.msg
    except RecursionError:
        return 1, "too many containers in one another"
    return 1, ""


def posting_of(
    scripts: Sequence[str], items: Sequence[Any] = (), url: str = ""
) -> tuple[str, tuple[str, ...]]:
    """The posting in a page's scripts and in its marked items, and notes on what they lack."""
    if not items and not any(UPDATES.lower() in script.lower() for script in scripts):
        return "", ()
    read = [read_json(script) for script in scripts]
    text = posting_text([*(value for value, _ in read), *items], url)
    cut = text and any(broken for _, broken in read)
    return text, (CUT_OFF,) if cut else ()

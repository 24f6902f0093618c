"""What a reader gives out: a page as it was captured, and what is known beside it.

Knows nothing of Django, layouts or the database.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime

from entries.layouts.base import Mark


class ReadError(Exception):
    """A file cannot be read as a dump; the message says what to do about it."""


class LimitError(ReadError):
    """A dump takes more than the limits allow, so that no more of it is read."""


def printable(text: str) -> str:
    """The text with what no terminal or database should be sent escaped: \\n, \\x1b, \\udcff.

    File names may hold any bytes but “/” and NUL, and a page's lines any control characters.
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


@dataclass(frozen=True, slots=True)
class Hints:
    """What a side file, the command line or the page's own head says; None where nothing is said.

    `date` is the day of the newest entry, in the source's zone; `captured_at` has a zone. `source`
    is who a person says published the page; `publisher` the name that the page itself gives, and
    `language` its BCP 47 tag.
    """

    url: str | None = None
    captured_at: datetime | None = None
    title: str | None = None
    source: str | None = None
    year: int | None = None
    date: date | None = None
    layout: str | None = None
    liveblog: str | None = None
    timezone: str | None = None
    publisher: str | None = None
    language: str | None = None

    def over(self, other: Hints) -> Hints:
        """These hints, and the other's where these say nothing."""
        return Hints(
            **{
                f.name: getattr(other, f.name)
                if getattr(self, f.name) is None
                else getattr(self, f.name)
                for f in fields(self)
            }
        )


@dataclass(frozen=True, slots=True)
class Limits:
    """What a reader takes before it refuses, so that no dump can exhaust the machine.

    `page_bytes` is the size of one page once unpacked; `nesting` how many containers may stand
    one in another (a gzipped file in a zip file: two); `expansion` how many times its packed size
    a container may unpack to, where that is more than `page_bytes`.
    """

    page_bytes: int = 50_000_000
    nesting: int = 3
    expansion: int = 200


@dataclass(frozen=True, slots=True)
class RawCapture:
    """One page as delivered: its bytes, their text, and the dump that it stood in.

    `dump_name`, `dump_sha256` and `dump_size` are those of the delivered file; `position` is the
    page's place in it, from 0, and `name` what it is called there ("2022/page.html" in a zip
    file), empty where the file is the page. `media_type` says what the payload is: "text/plain",
    "text/html", "application/json". `marks` are what its markup says of single lines of the text.
    `posting` is the page's LiveBlogPosting as text, in the one form that the layout of that name
    reads, empty where it bears none. `crawled` marks pages of a crawl, of which most are no live
    pages. `notes` are sentences for the run.
    """

    dump_name: str
    dump_sha256: str
    dump_size: int
    position: int
    payload: bytes
    text: str
    encoding: str
    hints: Hints = field(default_factory=Hints)
    notes: tuple[str, ...] = ()
    name: str = ""
    media_type: str = "text/plain"
    marks: Mapping[int, Mark] = field(default_factory=dict)
    posting: str = ""
    crawled: bool = False

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.payload).hexdigest()


@dataclass(frozen=True, slots=True)
class Unread:
    """A part of a dump that could not be read, while the rest could; `reason` says what to do."""

    dump_name: str
    position: int
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class PassedOver:
    """How much of a dump was rightly left aside: pictures, error pages, style sheets."""

    count: int


Piece = RawCapture | Unread | PassedOver

"""What a reader gives out: a page as it was captured, and what is known beside it.

Knows nothing of Django, layouts or the database.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, fields
from datetime import date, datetime


class ReadError(Exception):
    """A file cannot be read as a dump; the message says what to do about it."""


def printable(text: str) -> str:
    """The text with what no terminal or database should be sent escaped: \\n, \\x1b, \\udcff.

    File names may hold any bytes but “/” and NUL, and a page's lines any control characters.
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


@dataclass(frozen=True, slots=True)
class Hints:
    """What a side file or the command line says of a page; None where nothing is said.

    `date` is the day of the newest entry, in the source's zone; `captured_at` has a zone.
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
class RawCapture:
    """One page as delivered: its bytes, their text, and the dump that it stood in.

    `position` is the page's place in its dump, from 0; `notes` are sentences for the run.
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

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.payload).hexdigest()

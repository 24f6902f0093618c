"""An entry of the record in memory: its versions, and its appearances as far as they matter."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from .drafts import Draft

LONG_AGO = dt.datetime.min.replace(tzinfo=dt.UTC)


@dataclass(eq=False, slots=True)
class Version:
    """What an entry said; `draft` is the content of one that is new or read anew."""

    pk: int
    number: int
    content_hash: str = ""
    words_hash: str = ""
    bylines: list[dict[str, str]] = field(default_factory=list)
    draft: Draft | None = None


@dataclass(eq=False, slots=True)
class Standing:
    """An appearance: an entry in a capture. `captured_at` and `liveblog_id` are the capture's."""

    pk: int
    capture_id: int
    captured_at: dt.datetime | None
    liveblog_id: int
    version: Version
    ordinal: int
    first_line: int
    last_line: int
    published_at: dt.datetime | None
    precision: str
    time_text: str
    anchor: str

    @property
    def has_clock(self) -> bool:
        """Whether the time that it gives is one to the minute."""
        return self.precision in ("minute", "second")

    @property
    def recency(self) -> tuple[dt.datetime, int, int]:
        """By what the latest is told: capture time, captures without one before all others."""
        return self.captured_at or LONG_AGO, self.capture_id, -self.ordinal

    @property
    def earliness(self) -> tuple[dt.datetime, int, int]:
        """By what the first is told; of one capture, the topmost is both first and latest."""
        return self.captured_at or LONG_AGO, self.capture_id, self.ordinal

    @property
    def said(self) -> tuple[Any, ...]:
        """All that an appearance says, to see whether another says the same."""
        return (
            self.version.pk,
            self.ordinal,
            self.first_line,
            self.last_line,
            self.published_at,
            self.precision,
            self.time_text,
            self.anchor,
        )


@dataclass(eq=False, slots=True)
class KnownEntry:
    """An entry of the record, or one that is about to be.

    `was` are the values of its row as they are stored, and `bylines_were` those of the version
    that it showed; None for a new one. Of one that `is_whole` all appearances are known; else
    those that tell what it shows as long as none is taken back.
    """

    pk: int
    key: str
    source_id: int
    liveblog_id: int
    headline: str
    text: str
    published_at: dt.datetime | None
    precision: str
    time_text: str
    day: dt.date | None
    ordinal: int
    content_hash: str
    versions: dict[str, Version] = field(default_factory=dict)
    standings: list[Standing] = field(default_factory=list)
    slug: str = ""
    was: tuple[Any, ...] | None = None
    bylines_were: list[dict[str, str]] | None = None
    is_whole: bool = True

    @property
    def row(self) -> tuple[Any, ...]:
        """The values that its captures settle."""
        return (
            self.source_id,
            self.liveblog_id,
            self.published_at,
            self.precision,
            self.time_text,
            self.day,
            self.ordinal,
            self.content_hash,
        )

    @property
    def is_elsewhere(self) -> bool:
        """Whether it is of another liveblog or day than before."""
        return self.was is not None and (self.row[:2], self.row[5]) != (self.was[:2], self.was[5])

    @property
    def is_retimed(self) -> bool:
        """Whether it is of another time than before."""
        return self.was is not None and self.row[2:4] != self.was[2:4]

    def next_number(self) -> int:
        return 1 + max((version.number for version in self.versions.values()), default=0)

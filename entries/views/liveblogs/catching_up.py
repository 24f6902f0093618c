"""What came in a live page since a moment: reads the moment that a reader gives.

It is by the source's clock, unless an offset from UTC or a Z follows. A time without a day is its
first coming in the stream.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from entries.filters.parameters import shown
from entries.zones import zone_name

from .minutes import moment_of
from .streams import Stream


@dataclass(frozen=True, slots=True)
class Since:
    """A moment to catch up from, as it was typed and in the source's zone; or what is wrong."""

    typed: str
    moment: dt.datetime | None = None
    problem: str = ""

    @property
    def words(self) -> str:
        """The moment as people write it, with its zone."""
        if self.moment is None:
            return ""
        return f"{date_format(self.moment, 'DATETIME_FORMAT')} {zone_name(self.moment)}"

    @property
    def clock(self) -> str:
        """The moment as an input for a time has it."""
        return f"{self.moment:%H:%M}" if self.moment else ""

    @property
    def day_and_clock(self) -> str:
        """The moment as an input for a day and time has it."""
        moment = self.moment and self.moment.replace(tzinfo=None)
        return moment.isoformat(timespec="minutes") if moment else ""

    def address_in(self, stream: Stream) -> str:
        """The address of what came since in the stream, with the words that were typed."""
        address = stream.address()
        return f"{address}{'&' if '?' in address else '?'}{urlencode({'since': self.typed})}"


def since_in(stream: Stream, typed: str) -> Since | None:
    """As `since_of`, for the entries of a stream."""
    liveblog, zone = stream.liveblog, stream.liveblog.source.zone
    if not typed:
        return None
    return since_of(typed, stream.entries.with_clock().per_minute(zone), zone, liveblog.starts_at)


def since_of(
    typed: str,
    minutes: Collection[dt.datetime],
    zone: ZoneInfo,
    starts_at: dt.datetime | None = None,
) -> Since | None:
    """The moment that a reader typed; None for nothing.

    `minutes` are those that have entries, on the clock of the zone, and `starts_at` the time of
    the first dated entry.
    """
    typed = typed.strip()
    if not typed:
        return None
    if not minutes:
        told = _("None of these entries has a time of day, so what came since cannot be told.")
        return Since(typed, problem=told)
    try:
        start, end = (minute.replace(tzinfo=zone) for minute in (min(minutes), max(minutes)))
        # Of an hour that comes twice the clock alone does not tell which it is.
        start = max(start, starts_at or start, key=dt.datetime.timestamp)
        return Since(typed, searchable(typed, start, end, zone))
    except (ValueError, OverflowError):
        told = _(
            "“%(typed)s” is no time that can be looked for. Write 14:32 or 2022-03-24T14:32; "
            "Z or an offset such as +01:00 may follow."
        )
        return Since(typed, problem=told % {"typed": shown(typed)})


def searchable(typed: str, start: dt.datetime, end: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """As `moment_of`, where what lies about the moment can be looked for."""
    moment = moment_of(typed, start, end, zone)
    # As instants, which a calendar must have.
    for day in (-1, 1):
        (moment + dt.timedelta(days=day)).astimezone(dt.UTC)
    return moment

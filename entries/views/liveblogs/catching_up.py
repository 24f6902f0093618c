"""What came in a live page since a moment: reads the moment that a reader gives.

It is by the source's clock, unless an offset from UTC or a Z follows. A time without a day is its
first coming in the stream.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from entries.filters.parameters import shown
from entries.zones import zone_name

from ..moments import read_moment
from .minutes import first_coming


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


def since_of(typed: str, minutes: Collection[dt.datetime], zone: ZoneInfo) -> Since | None:
    """The moment that a reader typed; None for nothing.

    `minutes` are those that have entries, on the clock of the zone.
    """
    typed = typed.strip()
    if not typed:
        return None
    if not minutes:
        told = _("None of these entries has a time of day, so what came since cannot be told.")
        return Since(typed, problem=told)
    try:
        return Since(typed, moment_of(typed, minutes, zone))
    except (ValueError, OverflowError):
        told = _(
            "“%(typed)s” is no time that can be looked for. Write 14:32 or 2022-03-24T14:32; "
            "Z or an offset such as +01:00 may follow the latter."
        )
        return Since(typed, problem=told % {"typed": shown(typed)})


def moment_of(typed: str, minutes: Collection[dt.datetime], zone: ZoneInfo) -> dt.datetime:
    """The moment in the zone. Raises ValueError or OverflowError where the text means none."""
    given = read_moment(typed)
    clock = given.clock or dt.time.min
    day = given.day or first_coming(clock, min(minutes), max(minutes)).date()
    moment = dt.datetime.combine(day, clock, given.zone or zone).astimezone(zone)
    # What lies about it is looked for as instants, which a calendar must have.
    for day in (-1, 1):
        (moment + dt.timedelta(days=day)).astimezone(dt.UTC)
    return moment

"""The one clock by which sources stand side by side, and how addresses name its minutes.

Minutes are instants; a clock shows them in its zone. Knows nothing of entries or pages.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from ..moments import read_moment

MINUTE = dt.timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock that hangs in a zone."""

    zone: ZoneInfo

    @property
    def name(self) -> str:
        return self.zone.key.replace("_", " ")

    def shows(self, instant: dt.datetime) -> dt.datetime:
        return instant.astimezone(self.zone)

    def is_twofold(self, instant: dt.datetime) -> bool:
        """Whether the clock shows this time twice, because it is turned back."""
        local = self.shows(instant)
        return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()

    def written(self, instant: dt.datetime) -> str:
        """A minute as addresses have it: as the clock shows it, in UTC where it does so twice."""
        if self.is_twofold(instant):
            return in_utc(instant)
        return self.shows(instant).replace(tzinfo=None).isoformat(timespec="minutes")

    def read(self, text: str) -> dt.datetime:
        """The instant of "2022-03-24T14:32" on this clock; in UTC where a Z stands after it.

        Raises ValueError where the text is no such minute or the calendar has none.
        """
        given = read_moment(text)
        if given.day is None or given.clock is None:
            raise ValueError(f"{text!r} is no minute of a day")
        minute = given.clock.replace(second=0)
        try:
            local = dt.datetime.combine(given.day, minute, given.zone or self.zone)
            return local.astimezone(dt.UTC)
        except OverflowError as error:
            raise ValueError(f"{text!r} lies outside the calendar") from error


def in_utc(instant: dt.datetime) -> str:
    """A minute in UTC, such as 2022-03-24T14:32Z."""
    utc = instant.astimezone(dt.UTC).replace(tzinfo=None)
    return f"{utc.isoformat(timespec='minutes')}Z"


def anchor(instant: dt.datetime) -> str:
    """The name of a minute's row within its page, whatever the clock."""
    return f"m{in_utc(instant)}"

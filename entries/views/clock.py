"""The one clock by which sources stand side by side, and how addresses name its minutes.

Minutes are instants; a clock shows them in its zone. Knows nothing of entries or pages.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

MINUTE = dt.timedelta(minutes=1)
WRITTEN = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d)?(Z?)", re.ASCII)


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
        """The instant of "2022-03-24T14:32" on this clock, or with a Z after it, in UTC.

        Raises ValueError where the text is none of these or the calendar has no such time.
        """
        match = WRITTEN.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"{text!r} is no minute")
        day, time, utc = match.groups()
        zone = dt.UTC if utc else self.zone
        try:
            local = dt.datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=zone)
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

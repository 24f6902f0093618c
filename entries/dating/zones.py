"""Zone words as pages print them → zones.

A place counts for more than the number: American pages go on printing "EST" in summer and mean
the clock of New York, so such words name a place. "GMT" and "UTC" name no place but an offset.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone, and the offset from UTC that its name also told, if it told one.

    The offset decides which of two equal clock times is meant when the clocks go back.
    """

    info: dt.tzinfo
    offset: dt.timedelta | None = None


# Words → IANA zone, hours from UTC (None: the words name a place alone).
WORDS: dict[str, tuple[str, float | None]] = {
    "gmt": ("UTC", 0),
    "greenwich mean time": ("UTC", 0),
    "utc": ("UTC", 0),
    "coordinated universal time": ("UTC", 0),
    "z": ("UTC", 0),
    "bst": ("Europe/London", 1),
    "british summer time": ("Europe/London", 1),
    "uk": ("Europe/London", None),
    "london": ("Europe/London", None),
    "ist": ("Europe/Dublin", 1),
    "irish standard time": ("Europe/Dublin", 1),
    "wet": ("Europe/Lisbon", 0),
    "west": ("Europe/Lisbon", 1),
    "cet": ("Europe/Paris", 1),
    "central european time": ("Europe/Paris", 1),
    "cest": ("Europe/Paris", 2),
    "central european summer time": ("Europe/Paris", 2),
    "paris": ("Europe/Paris", None),
    "french": ("Europe/Paris", None),
    "berlin": ("Europe/Berlin", None),
    "warsaw": ("Europe/Warsaw", None),
    "eet": ("Europe/Kyiv", 2),
    "eest": ("Europe/Kyiv", 3),
    "kyiv": ("Europe/Kyiv", None),
    "kiev": ("Europe/Kyiv", None),
    "msk": ("Europe/Moscow", 3),
    "moscow": ("Europe/Moscow", None),
    "et": ("America/New_York", None),
    "eastern": ("America/New_York", None),
    "est": ("America/New_York", -5),
    "edt": ("America/New_York", -4),
    "eastern standard time": ("America/New_York", -5),
    "eastern daylight time": ("America/New_York", -4),
    "ct": ("America/Chicago", None),
    "central": ("America/Chicago", None),
    "cst": ("America/Chicago", -6),
    "cdt": ("America/Chicago", -5),
    "mt": ("America/Denver", None),
    "mst": ("America/Denver", -7),
    "mdt": ("America/Denver", -6),
    "pt": ("America/Los_Angeles", None),
    "pacific": ("America/Los_Angeles", None),
    "pst": ("America/Los_Angeles", -8),
    "pdt": ("America/Los_Angeles", -7),
    "jst": ("Asia/Tokyo", 9),
    "aest": ("Australia/Sydney", 10),
    "aedt": ("Australia/Sydney", 11),
}
OFFSET = re.compile(r"^(?:(?:gmt|utc)\s*)?(?P<sign>[+\-−])(?P<hours>\d{1,2}):?(?P<minutes>\d\d)?$")


@cache
def find_zone(words: str) -> Zone | None:
    """The zone that a page's words name: "British Summer Time", "Paris time", "GMT+2",
    "Europe/Kyiv". None where they name none that is known.
    """
    text = " ".join(words.lower().split()).removesuffix(" time").removesuffix(" local")
    known = WORDS.get(text) or WORDS.get(words.strip().lower())
    if known:
        name, hours = known
        return Zone(ZoneInfo(name), None if hours is None else dt.timedelta(hours=hours))
    return offset_zone(text) or named_zone(words.strip())


def offset_zone(text: str) -> Zone | None:
    match = OFFSET.match(text)
    if not match or int(match["hours"]) > 14:
        return None
    offset = dt.timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
    signed = offset if match["sign"] == "+" else -offset
    return Zone(dt.timezone(signed), signed)


def named_zone(name: str) -> Zone | None:
    """A zone by its IANA name, which has a slash, so that "West" is no zone by accident."""
    if "/" not in name:
        return None
    try:
        return Zone(ZoneInfo(name))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None

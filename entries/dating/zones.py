"""Zone words as pages print them → zones.

A place counts for more than the number: American pages go on printing "EST" in summer and mean
the clock of New York, so such words name a place. "GMT" and "UTC" name no place but an offset.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones


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
    "british summer time": ("Europe/London", 1),
    "uk": ("Europe/London", None),
    "britain": ("Europe/London", None),
    "irish": ("Europe/Dublin", None),
    "ireland": ("Europe/Dublin", None),
    "irish standard time": ("Europe/Dublin", 1),
    "wet": ("Europe/Lisbon", 0),
    "west": ("Europe/Lisbon", 1),
    "cet": ("Europe/Paris", 1),
    "central european time": ("Europe/Paris", 1),
    "cest": ("Europe/Paris", 2),
    "central european summer time": ("Europe/Paris", 2),
    "french": ("Europe/Paris", None),
    "mez": ("Europe/Berlin", 1),
    "mesz": ("Europe/Berlin", 2),
    "german": ("Europe/Berlin", None),
    "uhr": ("Europe/Berlin", None),
    "polish": ("Europe/Warsaw", None),
    "eet": ("Europe/Kyiv", 2),
    "eest": ("Europe/Kyiv", 3),
    "ukraine": ("Europe/Kyiv", None),
    "ukrainian": ("Europe/Kyiv", None),
    "msk": ("Europe/Moscow", 3),
    "trt": ("Europe/Istanbul", 3),
    "et": ("America/New_York", None),
    "eastern": ("America/New_York", None),
    "est": ("America/New_York", -5),
    "edt": ("America/New_York", -4),
    "eastern standard time": ("America/New_York", -5),
    "eastern daylight time": ("America/New_York", -4),
    "ct": ("America/Chicago", None),
    "central": ("America/Chicago", None),
    "cdt": ("America/Chicago", -5),
    "mt": ("America/Denver", None),
    "mst": ("America/Denver", -7),
    "mdt": ("America/Denver", -6),
    "pt": ("America/Los_Angeles", None),
    "pacific": ("America/Los_Angeles", None),
    "pst": ("America/Los_Angeles", -8),
    "pdt": ("America/Los_Angeles", -7),
    "eastern us": ("America/New_York", None),
    "washington": ("America/New_York", None),
    "israel": ("Asia/Jerusalem", None),
    "india": ("Asia/Kolkata", None),
    "indian": ("Asia/Kolkata", None),
    "indian standard": ("Asia/Kolkata", 5.5),
    "delhi": ("Asia/Kolkata", None),
    "mecca": ("Asia/Riyadh", None),
    "makkah": ("Asia/Riyadh", None),
    "doha": ("Asia/Qatar", None),
    "beijing": ("Asia/Shanghai", None),
    "pkt": ("Asia/Karachi", 5),
    "hkt": ("Asia/Hong_Kong", 8),
    "sgt": ("Asia/Singapore", 8),
    "jst": ("Asia/Tokyo", 9),
    "kst": ("Asia/Seoul", 9),
    "eat": ("Africa/Nairobi", 3),
    "east africa": ("Africa/Nairobi", 3),
    "cat": ("Africa/Johannesburg", 2),
    "sast": ("Africa/Johannesburg", 2),
    "wat": ("Africa/Lagos", 1),
    "awst": ("Australia/Perth", 8),
    "acst": ("Australia/Adelaide", 9.5),
    "acdt": ("Australia/Adelaide", 10.5),
    "aest": ("Australia/Sydney", 10),
    "aedt": ("Australia/Sydney", 11),
    "canberra": ("Australia/Sydney", None),
    "nzst": ("Pacific/Auckland", 12),
    "nzdt": ("Pacific/Auckland", 13),
    "new zealand": ("Pacific/Auckland", None),
}
# Letters that mean one zone in one place and another elsewhere: the zone of the newsroom's own
# country, else the one named first.
AMBIGUOUS: dict[str, tuple[tuple[str, float], ...]] = {
    "ist": (("Asia/Kolkata", 5.5), ("Europe/Dublin", 1), ("Asia/Jerusalem", 2)),
    "bst": (("Europe/London", 1), ("Asia/Dhaka", 6)),
    "cst": (("America/Chicago", -6), ("Asia/Shanghai", 8)),
}
OFFSET = re.compile(
    r"^(?:(?:gmt|utc)(?:/(?:gmt|utc))?\s*)?(?P<sign>[+\-−])\s*(?P<hours>\d{1,2}):?(?P<minutes>\d\d)?$"
)
# "All times stated are UK", "local time in Warsaw (GMT/UTC +2)": what stands round the zone.
ROUND_IT = re.compile(
    r"^(?:.*?\blocal time (?:in|of) "
    r"|(?:all )?times(?: are)?(?: stated| given| shown)?(?: are)?(?: in)? )?"
    r"(?P<zone>.*?)(?: local)?(?: time)?(?:\s*\((?P<beside>[^()]*)\))?$"
)
LONGEST = 80  # characters: nobody prints more round a zone
REGIONS = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


@cache
def find_zone(words: str, home: str = "") -> Zone | None:
    """The zone that a page's words name: "British Summer Time", "Paris time", "GMT+2",
    "Europe/Kyiv", "local time in Warsaw (GMT/UTC +2)". None where they name none that is known.

    `home` is the IANA name of the newsroom's zone, which decides what letters such as "IST" mean.
    """
    text = " ".join(words[:LONGEST].lower().split()).strip("*. ")
    round_it = ROUND_IT.match(text)
    assert round_it is not None  # it fits any text of one line
    beside = round_it["beside"] or ""
    for said in (text, round_it["zone"], beside, beside.removesuffix(" time")):
        if zone := zone_of_words(said, home) or offset_zone(said) or zone_of_city(said):
            return zone
    return named_zone(words.strip())


def zone_of_words(words: str, home: str) -> Zone | None:
    known = WORDS.get(words)
    if words in AMBIGUOUS:
        first, *others = AMBIGUOUS[words]
        known = next((other for other in others if other[0] == home), first)
    if known is None:
        return None
    name, hours = known
    return Zone(ZoneInfo(name), None if hours is None else dt.timedelta(hours=hours))


def zone_of_city(city: str) -> Zone | None:
    """The zone that is named after a city: "warsaw", "new york"."""
    name = cities().get(city)
    return Zone(ZoneInfo(name)) if name else None


@cache
def cities() -> dict[str, str]:
    """IANA names by the city in them, in small letters."""
    names = sorted(name for name in available_timezones() if name.split("/")[0] in REGIONS)
    return {name.rpartition("/")[2].replace("_", " ").lower(): name for name in names}


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

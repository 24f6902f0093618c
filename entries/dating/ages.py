"""Ages ("4 min ago") → times: counted back from the moment at which the page told them.

An age tells no more than its unit: "4h ago" is known to the hour, "3 days ago" to the day. Where a
clock is printed beside it ("574d ago / 11:39 PM UTC"), the clock counts and the age gives the day.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from entries.layouts.base import PrintedTime

HALF_A_DAY = dt.timedelta(hours=12)
PRECISIONS = {"second": "minute", "minute": "minute", "hour": "hour", "day": "day"}


@dataclass(frozen=True, slots=True)
class Moment:
    """When a page told its ages: an instant in the page's zone, or a day of which no clock is
    known, from which ages in days alone can be counted.
    """

    instant: dt.datetime
    has_clock: bool = True


def is_aged(time: PrintedTime | None) -> bool:
    return time is not None and time.age is not None


def is_age_alone(time: PrintedTime | None) -> bool:
    """Whether a time is an age without a clock beside it."""
    return is_aged(time) and time is not None and time.hour is None and time.day is None


def precision_of(time: PrintedTime) -> str:
    return PRECISIONS[time.age_unit or "minute"]


def counted_back(time: PrintedTime, moment: Moment | None) -> dt.datetime | None:
    """The instant of an age, in the page's zone; a day's midnight where the unit is the day.

    None where nothing tells the moment, or no more than its day and the age is shorter.
    """
    if moment is None or time.age is None:
        return None
    in_days = precision_of(time) == "day"
    if not (moment.has_clock or in_days):
        return None
    zone = moment.instant.tzinfo
    try:
        local = (moment.instant.astimezone(dt.UTC) - time.age).astimezone(zone)
    except OverflowError:
        return None  # "99999999 days ago" is before the calendar begins.
    if in_days:
        return dt.datetime.combine(local.date(), dt.time(), zone)
    return local.replace(second=0, microsecond=0)


def spelled_out(time: PrintedTime, moment: Moment | None, zone: dt.tzinfo) -> PrintedTime:
    """An aged time as if the page had printed its date, and its clock where the age tells it.

    `zone` is that of the clock beside the age. What cannot be counted stays as it is, and so does
    a time without an age.
    """
    if time.age is None or time.day is not None:
        return time
    if time.hour is not None:
        day = day_of_clock(time, moment, zone)
        return replace(time, day=day.day, month=day.month, year=day.year) if day else time
    instant = counted_back(time, moment)
    if instant is None:
        return time
    day = instant.date()
    found = replace(time, day=day.day, month=day.month, year=day.year)
    if precision_of(time) == "day":
        return found
    return replace(found, hour=instant.hour, minute=instant.minute)


def day_of_clock(time: PrintedTime, moment: Moment | None, zone: dt.tzinfo) -> dt.date | None:
    """The day of a clock that is printed beside an age.

    An age in minutes or hours, rounded or not, lies near the clock of one day alone. One in days
    counts whole days, so the clock struck last before that many of them.
    """
    if moment is None or time.age is None or not moment.has_clock or time.hour is None:
        return None
    try:
        about = (moment.instant.astimezone(dt.UTC) - time.age).astimezone(zone)
        if precision_of(time) != "day":
            about += HALF_A_DAY
    except OverflowError:
        return None
    struck = dt.time(time.hour, time.minute or 0, time.second or 0) <= about.time()
    return about.date() if struck else about.date() - dt.timedelta(days=1)

"""Times as newsrooms print them."""

from __future__ import annotations

import datetime as dt

MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)
GERMAN_MONTHS = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August",
                 "September", "Oktober", "November", "Dezember")  # fmt: skip
GERMAN_DAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")


def clock_12(
    at: dt.datetime, form: str = "{}:{:02}{}", halves: tuple[str, str] = ("am", "pm")
) -> str:
    return form.format(at.hour % 12 or 12, at.minute, halves[at.hour > 11])


def dotted(at: dt.datetime) -> str:
    """“8.40am”."""
    return clock_12(at, "{}.{:02}{}")


def with_dots(at: dt.datetime) -> str:
    """“8:40 a.m.”."""
    return clock_12(at, "{}:{:02} {}", ("a.m.", "p.m."))


def with_capitals(at: dt.datetime) -> str:
    """“8:40 AM”."""
    return clock_12(at, "{}:{:02} {}", ("AM", "PM"))


def british_zone(at: dt.datetime) -> str:
    return "BST" if at.dst() else "GMT"


def eastern_zone(at: dt.datetime) -> str:
    return "EDT" if at.dst() else "EST"


def age(at: dt.datetime, now: dt.datetime) -> tuple[int, int]:
    """Whole hours and minutes from then to now."""
    minutes = (now - at) // MINUTE
    return minutes // 60, minutes % 60


def age_in_minutes(at: dt.datetime, now: dt.datetime) -> str:
    """“1 hr 10 min ago”."""
    hours, minutes = age(at, now)
    parts = [f"{hours} hr"] if hours else []
    parts += [f"{minutes} min"] if minutes or not hours else []
    return f"{' '.join(parts)} ago"


def age_in_hours(at: dt.datetime, now: dt.datetime, form: str = "{}{} ago") -> str:
    """“4h ago”, “12m ago”."""
    hours, minutes = age(at, now)
    return form.format(hours, "h") if hours else form.format(minutes, "m")


def german_day(at: dt.datetime) -> str:
    """“25. November”."""
    return f"{at.day}. {GERMAN_MONTHS[at.month - 1]}"

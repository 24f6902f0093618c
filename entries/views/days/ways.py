"""The pages of the calendar: the dates that their addresses name, and the ways to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

from django.http import Http404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext

from entries.models import Entry

# A year that has every day of the calendar, for days that belong to no year.
LEAP_YEAR = 2000
ONE_DAY = dt.timedelta(days=1)


class NoSuchDay(Http404):
    """The calendar does not have what the address names."""


class Way(NamedTuple):
    """A page of the calendar, and what to call it in a link."""

    address: str
    name: str


def date_or_404(year: str, month: str = "1", day: str = "1") -> dt.date:
    """The date of these numbers. Raises NoSuchDay, a 404, where no calendar has it."""
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError as error:
        raise NoSuchDay("The calendar has no such day.") from error


def week_or_404(year: str, week: str) -> list[dt.date]:
    """The days of an ISO week from its Monday; the calendar's last week ends with the calendar.

    Raises NoSuchDay, a 404, where that year has no such week.
    """
    try:
        monday = dt.date.fromisocalendar(int(year), int(week), 1)
    except ValueError as error:
        raise NoSuchDay("The year has no such week.") from error
    first = monday.toordinal()
    last = min(first + 6, dt.date.max.toordinal())
    return [dt.date.fromordinal(number) for number in range(first, last + 1)]


def way_to_year(day: dt.date) -> Way:
    return Way(reverse("entries:year", args=[f"{day.year:04}"]), date_format(day, "Y"))


def way_to_month(day: dt.date) -> Way:
    numbers = [f"{day.year:04}", f"{day.month:02}"]
    return Way(reverse("entries:month", args=numbers), date_format(day, "YEAR_MONTH_FORMAT"))


def way_to_week(day: dt.date) -> Way:
    """The ISO week of the day, under the ISO year: in early January that may be the year before."""
    year, week, _ = day.isocalendar()
    name = gettext("Week %(week)s of %(year)s") % {"week": week, "year": f"{year:04}"}
    return Way(reverse("entries:week", args=[f"{year:04}", f"{week:02}"]), name)


def way_to_day(day: dt.date) -> Way:
    numbers = [f"{day.year:04}", f"{day.month:02}", f"{day.day:02}"]
    return Way(reverse("entries:day", args=numbers), date_format(day, "DATE_FORMAT"))


def way_to_every_year(day: dt.date) -> Way:
    """The day of the calendar, whatever its year."""
    numbers = [f"{day.month:02}", f"{day.day:02}"]
    return Way(reverse("entries:on_this_day", args=numbers), date_format(day, "MONTH_DAY_FORMAT"))


def neighbours(
    start: dt.date, end: dt.date, way_to: Callable[[dt.date], Way]
) -> dict[str, Way | None]:
    """The ways `before` these days and `after` them to the nearest that have entries."""
    days = Entry.objects.nearest_days(start, end)
    return {where: day and way_to(day) for where, day in days.items()}

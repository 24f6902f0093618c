"""Days and months of the archive, and a day of the calendar through the years."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from entries.models import Entry

from .paging import IN_FULL_A_PAGE, page_of

# A year that has every day of the calendar, for days that belong to no year.
LEAP_YEAR = 2000
ONE_DAY = dt.timedelta(days=1)
HEADLINES_A_YEAR = 4
HEAT_STEPS = 5


class Cell(NamedTuple):
    """A day in a calendar; `step` is its heat, from 1 to `HEAT_STEPS`, 0 where it is empty."""

    day: dt.date
    entry_count: int
    step: int


@require_safe
def day_list(request: HttpRequest) -> HttpResponse:
    """Every month that has entries."""
    return render(request, "entries/day_list.html", {"months": Entry.objects.months()})


@require_safe
def month(request: HttpRequest, year: str, month: str) -> HttpResponse:
    """A month as a calendar, each day with its number of entries."""
    first = date_or_404(year, month, "1")
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    counts = {row["day"]: row["entry_count"] for row in Entry.objects.between_days(first, last).days()}
    context = {
        "first": first,
        "weeks": weeks_of(first, counts),
        "scale": scale_of(max(counts.values(), default=0)),
        "entry_count": sum(counts.values()),
        "nearest": Entry.objects.nearest_days(first, last),
    }
    return render(request, "entries/month.html", context)


@require_safe
def day(request: HttpRequest, year: str, month: str, day: str) -> HttpResponse:
    """The entries of a day, by the local calendar of each source."""
    date = date_or_404(year, month, day)
    entries = Entry.objects.on_day(date).for_listing().oldest_first()
    others = [other for other in in_every_year(date) if other != date]
    context = {
        "day": date,
        "page": page_of(request, entries, IN_FULL_A_PAGE),
        "nearest": Entry.objects.nearest_days(date, date),
        "has_other_years": Entry.objects.on_days(others).exists(),
    }
    return render(request, "entries/day.html", context)


@require_safe
def on_this_day(request: HttpRequest, month: str, day: str) -> HttpResponse:
    """A day of the calendar in every year that has entries on it, the latest year first."""
    date = date_or_404(str(LEAP_YEAR), month, day)
    days = in_every_year(date)
    years = years_of(days)
    context = {
        "date": date,
        "before": (date - ONE_DAY).replace(year=LEAP_YEAR),
        "after": (date + ONE_DAY).replace(year=LEAP_YEAR),
        "years": years,
        "entry_count": sum(year["entry_count"] for year in years),
        "nearest": None if years else nearest_to(date),
    }
    return render(request, "entries/on_this_day.html", context)


def in_every_year(date: dt.date) -> list[dt.date]:
    """This day of the calendar in each year from the first entry to the last that has it."""
    ends = Entry.objects.first_and_last_day()
    years = range(ends[0].year, ends[1].year + 1) if ends else ()
    return [date.replace(year=year) for year in years if has_day(year, date)]


def has_day(year: int, date: dt.date) -> bool:
    return (date.month, date.day) != (2, 29) or calendar.isleap(year)


def years_of(days: list[dt.date]) -> list[dict[str, Any]]:
    """Those of the days that have entries, the latest first, each with its first `entries`."""
    found = Entry.objects.on_days(days)
    rows = {row["day"]: {**row, "entries": []} for row in found.days().order_by("-day")}
    for entry in found.first_of_each_day(HEADLINES_A_YEAR).select_related("source"):
        rows[entry.day]["entries"].append(entry)
    return list(rows.values())


def nearest_to(date: dt.date) -> dict[str, dt.date | None]:
    """The days with entries around a day that has none, in the archive's last year."""
    ends = Entry.objects.first_and_last_day()
    if ends is None:
        return {"before": None, "after": None}
    year = ends[1].year
    if not has_day(year, date):
        return Entry.objects.nearest_days(dt.date(year, 3, 1), dt.date(year, 2, 28))
    return Entry.objects.nearest_days(date.replace(year=year), date.replace(year=year))


def date_or_404(year: str, month: str, day: str) -> dt.date:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError as error:
        raise Http404("The calendar has no such day.") from error


def weeks_of(first: dt.date, counts: dict[dt.date, int]) -> list[list[Cell | None]]:
    """The weeks of a month from Monday, None for other months' days."""
    most = max(counts.values(), default=0)
    weeks = calendar.Calendar().monthdayscalendar(first.year, first.month)
    days = [[first.replace(day=number) if number else None for number in week] for week in weeks]
    return [[day and cell_of(day, counts.get(day, 0), most) for day in week] for week in days]


def cell_of(day: dt.date, entry_count: int, most: int) -> Cell:
    # Rounded up in whole numbers: each step is a fifth of the fullest day.
    return Cell(day, entry_count, -(-HEAT_STEPS * entry_count // most) if most else 0)


def scale_of(most: int) -> list[dict[str, int]]:
    """The steps of heat that a month can have, each with its lowest and its highest count."""
    ends = [most * step // HEAT_STEPS for step in range(HEAT_STEPS + 1)]
    steps = [
        {"step": step, "low": ends[step - 1] + 1, "high": ends[step]}
        for step in range(1, HEAT_STEPS + 1)
    ]
    return [row for row in steps if row["low"] <= row["high"]]

"""A day of the calendar in every year."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from entries.models import Entry

from ..charts import count_in_words
from .calendars import counts_of
from .missing import helpful
from .ways import LEAP_YEAR, ONE_DAY, Way, date_or_404, neighbours, way_to_day, way_to_every_year

HEADLINES_A_YEAR = 4
Ends = tuple[dt.date, dt.date] | None


@require_safe
@helpful
def on_this_day(request: HttpRequest, month: str, day: str) -> HttpResponse:
    """A day of the calendar in every year that has entries on it, the latest year first."""
    date = date_or_404(str(LEAP_YEAR), month, day)
    ends = Entry.objects.first_and_last_day()
    years = years_of(in_years(date, ends))
    context = {
        "date": date,
        "beside": {
            "before": way_to_every_year(date - ONE_DAY),
            "after": way_to_every_year(date + ONE_DAY),
        },
        "years": years,
        "total": total_of(years) if years else "",
        "nearest": None if years else nearest_to(date, ends),
    }
    return render(request, "entries/on_this_day.html", context)


def total_of(years: list[dict[str, Any]]) -> str:
    """All the entries of some years, in words."""
    number = ngettext("%(number)s year", "%(number)s years", len(years)) % {"number": len(years)}
    entries = count_in_words(sum(year["entry_count"] for year in years))
    sentence = gettext("%(entries)s in %(years)s, by the calendar of each source")
    return sentence % {"entries": entries, "years": number}


def this_day(today: dt.date) -> dict[str, Any] | None:
    """For `_this_day.html`: the day of the calendar, and its `years` with entries but today's.

    They come as `{"day", "way", "entry_count"}`, the latest first. None where there are none.
    """
    days = [day for day in in_every_year(today) if day != today]
    counts = counts_of(Entry.objects.on_days(days).days().order_by("-day"))
    years = [
        {"day": day, "way": way_to_day(day), "entry_count": count} for day, count in counts.items()
    ]
    return {"way": way_to_every_year(today), "years": years} if years else None


def in_every_year(date: dt.date) -> list[dt.date]:
    """This day of the calendar in each year from the first entry to the last that has it."""
    return in_years(date, Entry.objects.first_and_last_day())


def in_years(date: dt.date, ends: Ends) -> list[dt.date]:
    """This day of the calendar in each year between the ends that has it."""
    years = range(ends[0].year, ends[1].year + 1) if ends else ()
    return [date.replace(year=year) for year in years if has_day(year, date)]


def has_day(year: int, date: dt.date) -> bool:
    return (date.month, date.day) != (2, 29) or calendar.isleap(year)


def years_of(days: list[dt.date]) -> list[dict[str, Any]]:
    """Those of the days that have entries, the latest first, each with its first `entries`."""
    found = Entry.objects.on_days(days)
    counts = counts_of(found.days().order_by("-day"))
    years = {
        day: {
            "day": day,
            "way": way_to_day(day),
            "entry_count": count,
            "count_in_words": count_in_words(count),
            "entries": [],
        }
        for day, count in counts.items()
    }
    for entry in found.first_of_each_day(HEADLINES_A_YEAR).select_related("source"):
        years[entry.day]["entries"].append(entry)
    return list(years.values())


def nearest_to(date: dt.date, ends: Ends) -> dict[str, Way | None]:
    """The days with entries around a day that has none, in the archive's last year."""
    if ends is None:
        return {"before": None, "after": None}
    year = ends[1].year
    if not has_day(year, date):
        return neighbours(dt.date(year, 3, 1), dt.date(year, 2, 28), way_to_day)
    return neighbours(date.replace(year=year), date.replace(year=year), way_to_day)

"""Days and months of the archive."""

from __future__ import annotations

import calendar
import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from entries.models import Entry

from .paging import IN_FULL_A_PAGE, page_of


@require_safe
def day_list(request: HttpRequest) -> HttpResponse:
    """Every month that has entries."""
    return render(request, "entries/day_list.html", {"months": Entry.objects.months()})


@require_safe
def month(request: HttpRequest, year: str, month: str) -> HttpResponse:
    """A month as a calendar, each day with its number of entries."""
    first = date_or_404(year, month, "1")
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    counts = {row["day"]: row["entry_count"] for row in Entry.objects.days_of_month(first)}
    context = {
        "first": first,
        "weeks": weeks_of(first, counts),
        "entry_count": sum(counts.values()),
        "nearest": Entry.objects.nearest_days(first, last),
    }
    return render(request, "entries/month.html", context)


@require_safe
def day(request: HttpRequest, year: str, month: str, day: str) -> HttpResponse:
    """The entries of a day, by the local calendar of each source."""
    date = date_or_404(year, month, day)
    entries = Entry.objects.on_day(date).for_listing().oldest_first()
    context = {
        "day": date,
        "page": page_of(request, entries, IN_FULL_A_PAGE),
        "nearest": Entry.objects.nearest_days(date, date),
    }
    return render(request, "entries/day.html", context)


def date_or_404(year: str, month: str, day: str) -> dt.date:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError as error:
        raise Http404("The calendar has no such day.") from error


def weeks_of(first: dt.date, counts: dict[dt.date, int]) -> list[list[tuple[dt.date | None, int]]]:
    """The weeks of a month from Monday: each day with its count, None for other months' days."""
    weeks = calendar.Calendar().monthdayscalendar(first.year, first.month)
    days = [[first.replace(day=number) if number else None for number in week] for week in weeks]
    return [[(date, counts.get(date, 0)) for date in week] for week in days]

"""The years of the archive by months, and a year and a month as calendars."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from entries.models import Entry

from ..charts import count_in_words
from .calendars import (
    DAYS_OF_WEEK,
    Cell,
    Scale,
    counts_of,
    month_of,
    total_in_words,
)
from .missing import helpful
from .ways import Way, date_or_404, neighbours, way_to_month, way_to_year


@dataclass(frozen=True, slots=True)
class Year:
    """A year that has entries, with all its months."""

    way: Way
    entry_count: int
    months: list[Cell]

    @property
    def count_in_words(self) -> str:
        return count_in_words(self.entry_count)


@require_safe
def day_list(request: HttpRequest) -> HttpResponse:
    """Every year that has entries, the latest first, with its months."""
    rows = list(Entry.objects.months())
    scale = Scale.up_to(max((row["entry_count"] for row in rows), default=0))
    context = {
        "years": years_of(rows, scale),
        "scale": scale.rows(),
    }
    return render(request, "entries/day_list.html", context)


@require_safe
@helpful
def year(request: HttpRequest, year: str) -> HttpResponse:
    """A year as twelve small months, each day with its heat and a link."""
    first = date_or_404(year)
    last = first.replace(month=12, day=31)
    counts = counts_of(Entry.objects.between_days(first, last).days())
    scale = Scale.up_to(max(counts.values(), default=0))
    context = {
        "first": first,
        "months": [month_of(first.replace(month=number), counts, scale) for number in range(1, 13)],
        "days_of_week": DAYS_OF_WEEK,
        "scale": scale.rows(),
        "total": total_in_words(sum(counts.values()), len(counts)),
        "neighbours": neighbours(first, last, way_to_year),
    }
    return render(request, "entries/year.html", context)


@require_safe
@helpful
def month(request: HttpRequest, year: str, month: str) -> HttpResponse:
    """A month as a calendar, each day with its number of entries."""
    first = date_or_404(year, month)
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    counts = counts_of(Entry.objects.between_days(first, last).days())
    scale = Scale.up_to(max(counts.values(), default=0))
    context = {
        "month": month_of(first, counts, scale),
        "days_of_week": DAYS_OF_WEEK,
        "scale": scale.rows(),
        "total": total_in_words(sum(counts.values()), len(counts)),
        "ways": [way_to_year(first)],
        "neighbours": neighbours(first, last, way_to_month),
    }
    return render(request, "entries/month.html", context)


def years_of(rows: Iterable[dict[str, Any]], scale: Scale) -> list[Year]:
    """The rows of `Entry.objects.months()` by years, in their order."""
    years = []
    for _, group in groupby(rows, key=lambda row: row["month"].year):
        counts = {row["month"]: row["entry_count"] for row in group}
        january = min(counts).replace(month=1)
        months = [
            month_cell(january.replace(month=number), counts, scale) for number in range(1, 13)
        ]
        years.append(Year(way_to_year(january), sum(counts.values()), months))
    return years


def month_cell(first: dt.date, counts: dict[dt.date, int], scale: Scale) -> Cell:
    entry_count = counts.get(first, 0)
    address = way_to_month(first).address if entry_count else ""
    return Cell(first, entry_count, scale.step(entry_count), address)

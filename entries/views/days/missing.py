"""What to answer where the calendar has no such day: the pages that may have been meant."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from entries.models import Entry

from .ways import (
    LEAP_YEAR,
    NoSuchDay,
    Way,
    way_to_day,
    way_to_every_year,
    way_to_month,
    way_to_year,
)


def helpful(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view, which answers with the ways onward where the calendar has no such day."""

    @wraps(view)
    def answer(request: HttpRequest, **numbers: str) -> HttpResponse:
        try:
            return view(request, **numbers)
        except NoSuchDay:
            meant = days_meant if "year" in numbers else every_year_meant
            return nothing_there(request, meant(*numbers.values()))

    return answer


@require_safe
def no_such_day(request: HttpRequest, folder: str, rest: str) -> HttpResponse:
    """Answers to an address that no page of the calendar has, such as `/days/2022/3/4/`."""
    numbers = re.split("[/-]", rest)
    meant = every_year_meant(*numbers[:2]) if folder == "on" else days_meant(*numbers)
    return nothing_there(request, meant)


def nothing_there(request: HttpRequest, meant: list[Way]) -> HttpResponse:
    ends = Entry.objects.first_and_last_day()
    context = {"meant": meant, "ends": ends and [way_to_day(day) for day in ends]}
    return render(request, "entries/no_such_day.html", context, status=404)


def days_meant(*numbers: str) -> list[Way]:
    """The day, month and year that a date leads to as far as there are any, the nearest first."""
    ways = []
    for count, way_to in enumerate((way_to_year, way_to_month, way_to_day), 1):
        date = date_of(*numbers[:count]) if count <= len(numbers) else None
        if date is None:
            break
        ways.append(way_to(date))
    return ways[::-1]


def every_year_meant(month: str = "", day: str = "") -> list[Way]:
    """The day of the calendar in every year; after a month's last day it is that."""
    first = date_of(str(LEAP_YEAR), month)
    # Python makes no number of thousands of digits.
    if first is None or not re.fullmatch(r"\d{1,9}", day):
        return []
    last = calendar.monthrange(first.year, first.month)[1]
    return [way_to_every_year(first.replace(day=min(max(int(day), 1), last)))]


def date_of(year: str, month: str = "1", day: str = "1") -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except (ValueError, OverflowError):
        return None

"""The calendar for machines: months and days that have entries, and the entries of a day."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from entries.models import Entry
from entries.records.calendar import DAY_COLUMNS, MONTH_COLUMNS, day_record, month_record

from ..addresses import site_of
from ..days.every_year import in_every_year
from ..days.ways import LEAP_YEAR, date_or_404, way_to_every_year, way_to_month, week_or_404
from .listings import FixedRows, Listing, stored_entries
from .machine import Refused, parameters_of
from .taken import TAKES

NOT_BY = "Entries of a day stand by time, or with “by=source” by source."


def months(request: HttpRequest) -> Listing:
    """The months that have entries, the latest first."""
    parameters_of(request)
    rows, site = Entry.objects.months(), site_of(request)
    found = [month_record(row["month"], row["entry_count"], site) for row in rows]
    return Listing(reverse("entries:day_list"), "months", FixedRows(found, MONTH_COLUMNS))


def days_of_year(request: HttpRequest, year: str) -> Listing:
    """The days of a year that have entries."""
    first = date_or_404(year)
    page = reverse("entries:year", args=[year])
    return days_between(request, first, first.replace(month=12, day=31), page, {"year": year})


def days_of_month(request: HttpRequest, year: str, month: str) -> Listing:
    """The days of a month that have entries."""
    first = date_or_404(year, month)
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    about = {"month": f"{year}-{month}"}
    return days_between(request, first, last, way_to_month(first).address, about)


def days_of_week(request: HttpRequest, year: str, week: str) -> Listing:
    """The days of an ISO week that have entries."""
    days = week_or_404(year, week)
    page = reverse("entries:week", args=[year, week])
    return days_between(request, days[0], days[-1], page, {"week": f"{year}-W{week}"})


def days_between(
    request: HttpRequest, first: dt.date, last: dt.date, page: str, about: dict[str, str]
) -> Listing:
    """Those of the days from the first to the last that have entries, the earliest first."""
    rows = day_rows(request, Entry.objects.between_days(first, last).days())
    return Listing(page, "-".join(["days", *about.values()]), rows, about)


def day_rows(request: HttpRequest, days: Iterable[dict[str, Any]]) -> FixedRows:
    parameters_of(request)
    site = site_of(request)
    found = [day_record(row["day"], row["entry_count"], site) for row in days]
    return FixedRows(found, DAY_COLUMNS)


def days_in_every_year(request: HttpRequest, month: str, day: str) -> Listing:
    """A day of the calendar in every year that has entries on it, the latest year first."""
    date = date_or_404(str(LEAP_YEAR), month, day)
    days = Entry.objects.on_days(in_every_year(date)).days().order_by("-day")
    about = {"date": f"{month}-{day}"}
    page = way_to_every_year(date).address
    return Listing(page, f"days-{month}-{day}", day_rows(request, days), about)


def entries_of_day(request: HttpRequest, year: str, month: str, day: str) -> Listing:
    """The entries of a day, the oldest first or by source."""
    by = parameters_of(request, *TAKES["day"]).get("by", "")
    if by not in ("", "source"):
        raise Refused({"by": [NOT_BY]})
    date = date_or_404(year, month, day)
    entries = Entry.objects.on_day(date)
    ordered = entries.grouped_by_source() if by else entries.oldest_first()
    page = reverse("entries:day", args=[year, month, day]) + ("?by=source" if by else "")
    about = {"day": date.isoformat()}
    return Listing(page, f"entries-{date.isoformat()}", stored_entries(ordered), about)

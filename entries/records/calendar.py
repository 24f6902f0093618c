"""Months and days, and how many entries each has."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from .lines import Columns, Record, columns_of


def month_record(month: dt.date, count: int, site: str) -> Record:
    numbers = [f"{month.year:04}", f"{month:%m}"]
    return {
        "month": "-".join(numbers),
        "url": site + reverse("entries:month", args=numbers),
        "entry_count": count,
    }


def day_record(day: dt.date, count: int, site: str) -> Record:
    numbers = [f"{day.year:04}", f"{day:%m}", f"{day:%d}"]
    return {
        "day": day.isoformat(),
        "url": site + reverse("entries:day", args=numbers),
        "entry_count": count,
    }


MONTH_COLUMNS: Columns = columns_of("month", "url", "entry_count")
DAY_COLUMNS: Columns = columns_of("day", "url", "entry_count")

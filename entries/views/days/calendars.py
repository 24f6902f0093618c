"""Calendars as tables: months of weeks of days, each with its number of entries and its heat."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from ..charts import count_in_words
from .ways import Way, way_to_day, way_to_month, way_to_week

HEAT_STEPS = 5
# The names of the columns, long and short.
DAYS_OF_WEEK = [(WEEKDAYS[number], WEEKDAYS_ABBR[number]) for number in range(7)]


@dataclass(frozen=True, slots=True)
class Scale:
    """Steps of heat from 1 to `HEAT_STEPS`, each by the highest count that it has.

    Each goes up to so many times the one before, and not to so many more: one great day does not
    make all the others alike.
    """

    ends: Sequence[int]

    @classmethod
    def up_to(cls, most: int) -> Scale:
        """The scale on which the fullest day, of `most` entries, has the highest step.

        If that is no more than one entry there is but the lowest.
        """
        between = [most ** (step / HEAT_STEPS) for step in range(1, HEAT_STEPS)]
        # Rounded first, as a root of 32 may come to 7.9999999999 where it is 8.
        return cls([0, *(int(round(end, 6)) for end in between), most])

    def step(self, count: int) -> int:
        """The heat of so many entries, 0 for none; the count is at most the scale's."""
        return next(step for step, end in enumerate(self.ends) if count <= end)

    def rows(self) -> list[dict[str, int]]:
        """The steps that any count can have, each with its lowest and its highest count."""
        steps = [
            {"step": step, "low": self.ends[step - 1] + 1, "high": self.ends[step]}
            for step in range(1, HEAT_STEPS + 1)
        ]
        return [row for row in steps if row["low"] <= row["high"]]


@dataclass(frozen=True, slots=True)
class Cell:
    """A day in a calendar, or the first day of a month among months.

    `address` is empty and `step` 0 where it has no entries.
    """

    day: dt.date
    entry_count: int
    step: int
    address: str

    @property
    def count_in_words(self) -> str:
        return count_in_words(self.entry_count)

    @property
    def number(self) -> str:
        return intcomma(self.entry_count)

    @property
    def label(self) -> str:
        """The day with its count, in words."""
        values = {"day": date_format(self.day, "MONTH_DAY_FORMAT"), "entries": self.count_in_words}
        return gettext("%(day)s: %(entries)s") % values


@dataclass(frozen=True, slots=True)
class Week:
    """A row of a month's table, None for the days of other months."""

    number: int
    way: Way | None
    cells: Sequence[Cell | None]


@dataclass(frozen=True, slots=True)
class Month:
    """A month as a table; `way` is None where it has no entries."""

    first: dt.date
    entry_count: int
    way: Way | None
    weeks: Sequence[Week]

    @property
    def count_in_words(self) -> str:
        return count_in_words(self.entry_count)


def total_in_words(entry_count: int, day_count: int) -> str:
    """All the entries of a time, such as "1,240 entries on 12 days"."""
    days = ngettext("%(number)s day", "%(number)s days", day_count) % {"number": day_count}
    values = {"entries": count_in_words(entry_count), "days": days}
    return gettext("%(entries)s on %(days)s") % values


def counts_of(rows: Any) -> dict[dt.date, int]:
    """The rows of `Entry.objects.days()` by their day."""
    return {row["day"]: row["entry_count"] for row in rows}


def month_of(first: dt.date, counts: Mapping[dt.date, int], scale: Scale) -> Month:
    """The month of this first day. `counts` may have days of other months too."""
    rows = calendar.Calendar().monthdayscalendar(first.year, first.month)
    weeks = [week_of(first, row, counts, scale) for row in rows]
    cells = [cell for week in weeks for cell in week.cells if cell]
    entry_count = sum(cell.entry_count for cell in cells)
    return Month(first, entry_count, way_to_month(first) if entry_count else None, weeks)


def week_of(
    first: dt.date, numbers: Sequence[int], counts: Mapping[dt.date, int], scale: Scale
) -> Week:
    """A row from Monday; the numbers of other months' days are 0."""
    days = [first.replace(day=number) if number else None for number in numbers]
    cells = [day and cell_of(day, counts.get(day, 0), scale) for day in days]
    some_day = next(day for day in days if day)
    has_entries = any(cell and cell.entry_count for cell in cells)
    return Week(some_day.isocalendar().week, way_to_week(some_day) if has_entries else None, cells)


def cell_of(day: dt.date, entry_count: int, scale: Scale) -> Cell:
    address = way_to_day(day).address if entry_count else ""
    return Cell(day, entry_count, scale.step(entry_count), address)

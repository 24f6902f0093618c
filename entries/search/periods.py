"""Years, months, days and hours of a wall clock: as people write them, and as they follow."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from django.utils.formats import date_format

UNITS = ("year", "month", "day", "hour")
LOWEST = (1, 1, 1, 0)  # the year, month, day and hour that a calendar starts with
FORMATS = {"year": "%Y", "month": "%Y-%m", "day": "%Y-%m-%d", "hour": "%Y-%m-%dT%H"}
# A day has its month in the same case wherever it stands.
BOUNDS = {"year": "BOUND_YEAR_FORMAT", "month": "BOUND_MONTH_FORMAT"}
# The longest time that is best drawn in a unit; a longer one is drawn in years.
LONGEST = {"hour": dt.timedelta(days=2), "day": dt.timedelta(days=62), "month": dt.timedelta(1827)}
MOST_PERIODS = 300  # of more, no bar could be told from the next
WRITTEN = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:[T ](\d{1,2})(?::00)?)?)?)?", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A year, month, day or hour. `start` is wall-clock time, without a zone."""

    start: dt.datetime
    unit: str

    @classmethod
    def parse(cls, text: str) -> Period:
        """The period that "2022", "2022-03", "2022-03-24" or "2022-03-24T13" names.

        Raises ValueError where the text is none of these or the calendar has no such day.
        """
        match = WRITTEN.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"{text!r} is no year, month, day or hour")
        numbers = [int(group) for group in match.groups() if group is not None]
        unit = UNITS[len(numbers) - 1]
        year, month, day, hour = [*numbers, *LOWEST[len(numbers) :]]
        return cls(dt.datetime(year, month, day, hour), unit)

    @classmethod
    def of(cls, moment: dt.datetime | dt.date, unit: str) -> Period:
        """The year, month, day or hour in which a wall-clock moment lies."""
        count = UNITS.index(unit) + 1
        exact: list[int] = [moment.year, moment.month, moment.day, getattr(moment, "hour", 0)]
        year, month, day, hour = [*exact[:count], *LOWEST[count:]]
        return cls(dt.datetime(year, month, day, hour), unit)

    @property
    def end(self) -> dt.datetime:
        """The moment after its last, where the next one starts; the calendar's end at the most."""
        try:
            return self.start + self._length()
        except OverflowError:
            return dt.datetime.max

    def _length(self) -> dt.timedelta:
        year, month = self.start.year, self.start.month
        if self.unit == "year":
            return dt.timedelta(days=366 if calendar.isleap(year) else 365)
        if self.unit == "month":
            return dt.timedelta(days=calendar.monthrange(year, month)[1])
        return dt.timedelta(days=1) if self.unit == "day" else dt.timedelta(hours=1)

    def next(self) -> Period:
        """The one that follows. Raises OverflowError at the calendar's end."""
        return Period(self.start + self._length(), self.unit)

    def previous(self) -> Period:
        """The one before. Raises OverflowError at the calendar's start."""
        return Period.of(self.start - dt.timedelta(hours=1), self.unit)

    @property
    def name(self) -> str:
        """As the reader says it, such as "March 2022" or "24 March 2022, 13:00–14:00"."""
        start = self.start
        if self.unit == "year":
            return str(start.year)
        if self.unit == "month":
            return date_format(start, "YEAR_MONTH_FORMAT")
        day = date_format(start, "DATE_FORMAT")
        return day if self.unit == "day" else f"{day}, {start.hour:02}:00–{start.hour + 1:02}:00"

    @property
    def name_as_bound(self) -> str:
        """Its name behind "from" or "to", where some languages have another case."""
        return date_format(self.start, BOUNDS[self.unit]) if self.unit in BOUNDS else self.name

    def __str__(self) -> str:
        # strftime leaves out the noughts of years before 1000 on some systems.
        return f"{self.start.year:04}{self.start.strftime(FORMATS[self.unit].removeprefix('%Y'))}"


def unit_for(first: Period | dt.date, last: Period | dt.date) -> str:
    """The unit in which the time from the start of one to the end of the other is best drawn.

    Hours up to 2 days, days up to 62, months up to 5 years, else years. A date is a whole day.
    """
    length = as_period(last).end - as_period(first).start
    return next((unit for unit, longest in LONGEST.items() if length <= longest), "year")


def as_period(when: Period | dt.date) -> Period:
    """The day of a date or wall-clock moment; a period as it is."""
    return when if isinstance(when, Period) else Period.of(when, "day")


def periods_between(first: Period, last: Period, unit: str = "") -> list[Period]:
    """Every period from the start of one to the end of another, both included.

    They are of the unit given, else of that of `first`. Of more than MOST_PERIODS only the latest
    are there; none where `last` ends before `first` starts.
    """
    if last.end <= first.start:
        return []
    periods = [Period.of(last.end - dt.datetime.resolution, unit or first.unit)]
    while periods[-1].start > first.start and len(periods) < MOST_PERIODS:
        periods.append(periods[-1].previous())
    return periods[::-1]

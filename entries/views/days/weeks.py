"""A week of the archive: seven days side by side, each with its liveblogs and its hours.

Weeks are those of ISO 8601: they start on Monday, and the first of a year is the one that has its
4 January. So `/days/2020/w53/` goes on until 3 January 2021.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from entries.models import Entry, Liveblog
from entries.models.days import DayQuerySet

from ..charts import count_in_words
from .calendars import total_in_words
from .missing import helpful
from .ways import Way, neighbours, way_to_day, way_to_month, way_to_week, way_to_year, week_or_404

LIVEBLOGS_A_DAY = 4
# The height of the drawing of a day's hours, in its own units; an hour is one unit wide.
DRAWING_HEIGHT = 10
GAP = 0.2  # between the bars of two hours
LEAST_HEIGHT = 0.6  # A single entry beside hundreds is still to be seen.


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours of a day that have entries; `most` is the count of the week's fullest hour."""

    counts: Mapping[int, int]
    most: int

    @property
    def bars(self) -> list[dict[str, str]]:
        """What to draw: where each hour's bar stands and how high it is."""
        bars = []
        for hour, count in sorted(self.counts.items()):
            height = max(LEAST_HEIGHT, DRAWING_HEIGHT * count / self.most)
            top = DRAWING_HEIGHT - height
            left = hour + GAP / 2
            bars.append({"left": f"{left:.2f}", "top": f"{top:.2f}", "height": f"{height:.2f}"})
        return bars

    @property
    def in_words(self) -> str:
        """From when to when, and the first of the fullest hours unless all are alike."""
        if not self.counts:
            return gettext("No exact times of day")
        first, last = min(self.counts), max(self.counts)
        values = {"start": clock(first), "end": clock(last + 1)}
        if len(set(self.counts.values())) == 1:
            return gettext("Between %(start)s and %(end)s") % values
        fullest = max(sorted(self.counts), key=lambda hour: self.counts[hour])
        values |= {"busy_start": clock(fullest), "busy_end": clock(fullest + 1)}
        sentence = gettext(
            "Between %(start)s and %(end)s, busiest from %(busy_start)s to %(busy_end)s"
        )
        return sentence % values


@dataclass(frozen=True, slots=True)
class DayOfWeek:
    """A column of the week; `liveblogs` come with their number of entries in words.

    `more` counts the liveblogs that are not among them.
    """

    day: dt.date
    way: Way
    entry_count: int
    hours: Hours
    liveblogs: Sequence[tuple[Liveblog, str]]
    more: int

    @property
    def count_in_words(self) -> str:
        return count_in_words(self.entry_count)


@require_safe
@helpful
def week(request: HttpRequest, year: str, week: str) -> HttpResponse:
    """The days of an ISO week, each with its first liveblogs and its hours of activity."""
    dates = week_or_404(year, week)
    days = days_of(dates)
    counts = [day.entry_count for day in days if day.entry_count]
    context = {
        "way": way_to_week(dates[0]),
        "first": dates[0],
        "last": dates[-1],
        "days": days,
        "total": total_in_words(sum(counts), len(counts)) if counts else "",
        "ways": [way_to_year(dates[0]), *dict.fromkeys(map(way_to_month, dates))],
        "neighbours": neighbours(dates[0], dates[-1], way_to_week),
    }
    return render(request, "entries/week.html", context)


def days_of(dates: Sequence[dt.date]) -> list[DayOfWeek]:
    """The days that follow one another, in three queries."""
    entries = Entry.objects.between_days(dates[0], dates[-1])
    hours, totals = hours_by_day(entries)
    liveblogs, numbers = liveblogs_by_day(entries)
    most = max((max(counts.values()) for counts in hours.values()), default=0)
    return [
        DayOfWeek(
            day,
            way_to_day(day),
            totals.get(day, 0),
            Hours(hours.get(day, {}), most),
            liveblogs.get(day, []),
            more=max(numbers.get(day, 0) - LIVEBLOGS_A_DAY, 0),
        )
        for day in dates
    ]


def hours_by_day(
    entries: DayQuerySet[Entry],
) -> tuple[dict[dt.date, dict[int, int]], dict[dt.date, int]]:
    """The entries of each hour of a day that has any, and all those of a day."""
    hours: dict[dt.date, dict[int, int]] = defaultdict(dict)
    totals: dict[dt.date, int] = defaultdict(int)
    for day, hour, count in entries.hours_of_days():
        totals[day] += count
        if hour is not None:
            hours[day][hour] = count
    return hours, totals


def liveblogs_by_day(
    entries: DayQuerySet[Entry],
) -> tuple[dict[dt.date, list[tuple[Liveblog, str]]], dict[dt.date, int]]:
    """The fullest few liveblogs of each day with their entries in words, and how many it has."""
    rows: dict[dt.date, list[tuple[int, int]]] = defaultdict(list)
    for row in entries.liveblogs_by_day():
        rows[row["day"]].append((row["liveblog"], row["entry_count"]))
    fullest = {day: row[:LIVEBLOGS_A_DAY] for day, row in rows.items()}
    wanted = {pk for row in fullest.values() for pk, _ in row}
    found = Liveblog.objects.select_related("source").in_bulk(wanted)
    liveblogs = {
        day: [(found[pk], count_in_words(count)) for pk, count in row]
        for day, row in fullest.items()
    }
    return liveblogs, {day: len(row) for day, row in rows.items()}


def clock(hour: int) -> str:
    return f"{hour:02}:00"

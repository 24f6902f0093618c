"""What the pages of the calendar ask of entries: their days, months, hours and liveblogs.

A day is that of the source's own calendar, as it is stored with each entry.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import Case, Count, F, Func, Max, Min, When
from django.db.models.functions import Lower, TruncMonth

Row = TypeVar("Row", bound=models.Model)

# The precisions of a time that is known to the minute.
CLOCKED = ("second", "minute")
# The order of liveblogs that stand under their sources.
BY_LIVEBLOG = (
    Lower("liveblog__source__name"),
    "liveblog__source_id",
    "liveblog__starts_at",
    "liveblog_id",
)


class DayQuerySet(models.QuerySet[Row]):
    """Entries by the calendar; each method chains, but for those that give days."""

    def on_day(self, day: dt.date) -> Self:
        return self.filter(day=day)

    def on_days(self, days: Iterable[dt.date]) -> Self:
        return self.filter(day__in=list(days))

    def between_days(self, first: dt.date, last: dt.date) -> Self:
        """Those of the days from the first to the last, both of them included."""
        return self.filter(day__range=(first, last))

    def days(self) -> models.QuerySet[Row, dict[str, Any]]:
        """Days with entries as `{"day", "entry_count"}`, the earliest first."""
        days = self.filter(day__isnull=False).order_by("day").values("day")
        return days.annotate(entry_count=Count("*"))

    def busiest_days(self) -> models.QuerySet[Row, dict[str, Any]]:
        """Days with entries as `{"day", "entry_count"}`, the fullest first."""
        return self.days().order_by("-entry_count", "-day")

    def months(self) -> models.QuerySet[Row, dict[str, Any]]:
        """Months with entries as `{"month", "entry_count"}`, the latest first."""
        dated = self.filter(day__isnull=False).annotate(month=TruncMonth("day"))
        months = dated.order_by("-month").values("month")
        return months.annotate(entry_count=Count("*"))

    def hours_of_days(self) -> models.QuerySet[Row, Any]:
        """`(day, hour, entry_count)` by the clock of each source, from 0 to 23.

        The hour is None for the entries whose page gave no time of day to the minute.
        """
        hour = Func(
            F("source__timezone"),
            F("published_at"),
            template="extract(hour FROM timezone(%(expressions)s))::integer",
            output_field=models.IntegerField(),
        )
        clocked = Case(When(time_precision__in=CLOCKED, then=hour))
        dated = self.filter(day__isnull=False).order_by()
        return dated.values_list("day", clocked).annotate(entry_count=Count("*"))

    def liveblogs_by_day(self) -> models.QuerySet[Row, dict[str, Any]]:
        """Liveblogs as `{"day", "liveblog", "entry_count"}`, the fullest of each day first."""
        rows = self.filter(day__isnull=False).values("day", "liveblog")
        return rows.annotate(entry_count=Count("*")).order_by("day", "-entry_count", "liveblog")

    def liveblogs_by_source(self) -> models.QuerySet[Row, dict[str, Any]]:
        """Liveblogs as `{"liveblog", "entry_count"}`, in the order of `BY_LIVEBLOG`."""
        return self.order_by(*BY_LIVEBLOG).values("liveblog").annotate(entry_count=Count("*"))

    def first_and_last_day(self) -> tuple[dt.date, dt.date] | None:
        """The days that the dated entries lie between, None where there are none."""
        ends = self.aggregate(first=Min("day"), last=Max("day"))
        return (ends["first"], ends["last"]) if ends["first"] else None

    def nearest_days(self, start: dt.date, end: dt.date) -> dict[str, dt.date | None]:
        """The last day with entries before `start` and the first one after `end`."""
        # Two questions, each answered by one step in the index on days; as one it reads them all.
        before = self.filter(day__lt=start).aggregate(day=Max("day"))
        after = self.filter(day__gt=end).aggregate(day=Min("day"))
        return {"before": before["day"], "after": after["day"]}

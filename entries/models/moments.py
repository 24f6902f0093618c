"""What the page of a stream asks of its entries: how many came in each minute, and which stand out.

Minutes are those of a zone's clock where that is said, else instants.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Self, TypeVar
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Count, F, Func, Q, Value
from django.db.models.functions import TruncMinute

# How far an entry that was counted back from an age may be from its time.
HALF_AN_HOUR = dt.timedelta(minutes=30)
Row = TypeVar("Row", bound=models.Model)


class MomentQuerySet(models.QuerySet[Row]):
    """Entries as moments of a stream; each method chains, but for those that give counts."""

    def per_minute(self, zone: ZoneInfo) -> dict[dt.datetime, int]:
        """How many entries each minute has, by the clock of the zone: its times bear no zone."""
        clock = Func(Value(zone.key), "published_at", function="timezone")
        field = models.DateTimeField()
        minute = Func(Value("minute"), clock, function="date_trunc", output_field=field)
        rows = self.order_by().values_list(minute).annotate(entry_count=Count("*"))
        return dict(rows)

    def perhaps_since(self, moment: dt.datetime) -> Self:
        """Those that stand before the moment, but may be later: their times are not exact.

        The day of the moment is that of its own zone.
        """
        undated = Q(published_at__isnull=True)
        same_day = Q(time_precision="day", day=moment.date())
        about = Q(time_precision="hour", published_at__gte=moment - HALF_AN_HOUR)
        return self.filter(undated | Q(published_at__lt=moment) & (same_day | about))

    def at(self, instants: Iterable[dt.datetime]) -> Self:
        """Those of just these times."""
        return self.filter(published_at__in=list(instants))

    def per_labels(self) -> models.QuerySet[Row, Any]:
        """`(labels, entry_count, headed_count)`: how many entries bear just these labels, and how
        many of them have a headline."""
        counts = {"entry_count": Count("*"), "headed_count": Count("pk", filter=~Q(headline=""))}
        return self.order_by().values_list("labels").annotate(**counts)

    def with_a_label_of(self, labels: Iterable[str]) -> Self:
        return self.filter(labels__overlap=list(labels))

    def with_headline(self) -> Self:
        return self.exclude(headline="")

    def first_of_minutes(self, minutes: Iterable[dt.datetime]) -> Self:
        """The first entry of each of these minutes, which are instants."""
        rows = self.annotate(minute=TruncMinute("published_at", tzinfo=dt.UTC))
        first = rows.order_by("minute", "published_at", "-ordinal", "-pk").distinct("minute")
        return first.filter(minute__in=list(minutes))

    def in_liveblogs(self, keys: Iterable[int]) -> Self:
        return self.filter(liveblog__in=list(keys))

    def part_after_part(self, *, newest_first: bool) -> Self:
        """The entries of liveblogs that follow one another, in the order of each of these."""
        if newest_first:
            latest = (F("published_at").desc(nulls_last=True), "ordinal", "pk")
            return self.order_by("-liveblog__starts_at", "-liveblog_id", *latest)
        earliest = (F("published_at").asc(nulls_last=True), "-ordinal", "-pk")
        return self.order_by("liveblog__starts_at", "liveblog_id", *earliest)

    def per_liveblog(self) -> dict[int, int]:
        """How many entries each liveblog has, by its primary key."""
        return dict(self.order_by().values_list("liveblog").annotate(entry_count=Count("*")))

"""What pages that set sources side by side ask of entries: each one's minutes, span and first.

A column is a liveblog or a source; `field` says which.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import Count, F, Func, Max, Min, Value, Window
from django.db.models.functions import RowNumber

from .days import CLOCKED

Row = TypeVar("Row", bound=models.Model)


class ColumnQuerySet(models.QuerySet[Row]):
    """Entries by column; each method chains, but for those that give rows of values."""

    def in_columns(self, field: str, keys: Iterable[int]) -> Self:
        return self.filter(**{f"{field}__in": list(keys)})

    def with_sources(self) -> Self:
        """With the source of each, its liveblog and the source of that."""
        return self.select_related("source", "liveblog__source")

    def with_ids(self, ids: Iterable[int]) -> Self:
        return self.filter(pk__in=list(ids))

    def without_clock(self) -> Self:
        """Those whose page gave no minute."""
        return self.exclude(time_precision__in=CLOCKED)

    def from_to(self, start: dt.datetime, end: dt.datetime) -> Self:
        """Those from one instant on, up to another one, which is not included."""
        return self.filter(published_at__gte=start, published_at__lt=end)

    def minutes_of(self, field: str) -> models.QuerySet[Row, Any]:
        """`(column, minute, entry_count)`: the minutes are instants, in order."""
        instants = models.DateTimeField()
        minute = Func(Value("minute"), "published_at", function="date_trunc", output_field=instants)
        rows = self.annotate(minute=minute).order_by("minute", field)
        return rows.values_list(field, "minute").annotate(entry_count=Count("*"))

    def spans_of(self, field: str) -> models.QuerySet[Row, Any]:
        """`(column, first, last, entry_count)`: when the entries of each column begin and end."""
        ends = {"first": Min("published_at"), "last": Max("published_at")}
        return self.order_by().values_list(field).annotate(**ends, entry_count=Count("*"))

    def some_of(self, field: str, count: int) -> Self:
        """The oldest `count` entries of each column; each says in `of` how many its column has."""
        order = [F("published_at").asc(nulls_last=True), "pk"]
        ranked = self.order_by().annotate(
            rank=Window(RowNumber(), partition_by=field, order_by=order),
            of=Window(Count("*"), partition_by=field),
        )
        return ranked.filter(rank__lte=count).order_by(field, "rank")

    def first_of_each(self, field: str) -> Self:
        """Of each column the first entry of each precision."""
        order = (f"{field}_id", "time_precision", "published_at", "-ordinal", "-pk")
        return self.order_by(*order).distinct(f"{field}_id", "time_precision")

    def days_with_sources(self) -> models.QuerySet[Row, dict[str, Any]]:
        """Days as `{"day", "entry_count", "source_count"}`, those of most sources first."""
        days = self.filter(day__isnull=False).order_by().values("day")
        counted = days.annotate(entry_count=Count("*"), source_count=Count("source", distinct=True))
        return counted.order_by("-source_count", "-day")

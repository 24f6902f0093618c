"""Sources side by side, for machines: what stands in columns, and who had something first."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest
from django.urls import reverse

from entries.records import ENTRY_COLUMNS, columns_of, entry_records
from entries.records.lines import Record
from entries.records.times import utc

from ..addresses import site_of
from ..compare.asked import Asked
from ..compare.choosing import chosen
from ..compare.clock import MINUTE
from ..compare.comparison import Comparison
from ..compare.grid import Column
from ..compare.had_it_first import on_the_day
from ..compare.lags import First, Order
from ..compare.side_by_side import LEAST_COLUMNS
from .listings import FixedRows, Listing, stored_entries
from .machine import Refused, checked, parameters_of
from .taken import TAKES

TOO_FEW = "Name two to four liveblogs, or sources and with “on” a day."
NOTHING_ASKED = "Give a day, and with the filters what to look for."
FIRST_COLUMNS = {**ENTRY_COLUMNS, **columns_of("first", "lag_minutes", "earliest", "latest")}


def side_by_side(request: HttpRequest) -> Listing:
    """The entries of two to four liveblogs, or of sources on a day, that have a minute."""
    given = parameters_of(request, *TAKES["compare"])
    asked = Asked(given, reverse("entries:compare"))
    refuse_errors(asked)
    found = chosen(asked)
    if len(found) < LEAST_COLUMNS or (asked.field == "source" and not asked.day):
        raise Refused({asked.field: [TOO_FEW]})
    comparison, site = Comparison(asked, found), site_of(request)
    columns = [column_record(column, asked.field, site) for column in comparison.columns]
    rows = stored_entries(comparison.entries.with_clock().oldest_first())
    return Listing(asked.address(), "compared", rows, {"columns": columns})


def refuse_errors(asked: Asked) -> None:
    """Raises Refused where the parameters cannot be understood."""
    checked({**asked.filters.errors, **asked.reasons})


def column_record(column: Column, kind: str, site: str) -> Record:
    """A liveblog, or a source on a day, that stands in a column."""
    return {
        "kind": kind,
        "address": column.value,
        "url": site + column.of.get_absolute_url(),
        "title": column.title or None,
        "source": column.source.name,
        "source_slug": column.source.slug,
        "first": utc(column.first),
        "last": utc(column.last),
        "entry_count": column.entry_count,
    }


def who_had_it_first(request: HttpRequest) -> Listing:
    """Of what the filters ask for the first entry of each source on a day."""
    given = parameters_of(request, *TAKES["first"])
    asked = Asked(given, reverse("entries:first"), most=None)
    refuse_errors(asked)
    if not asked.narrowed or not asked.day:
        raise Refused({"on": [NOTHING_ASKED]})
    order: Order | None = on_the_day(asked).get("order")
    found = first_records(order, site_of(request)) if order else []
    about = {"day": asked.day.isoformat()}
    return Listing(asked.address(), "first", FixedRows(found, FIRST_COLUMNS), about)


def first_records(order: Order, site: str) -> list[Record]:
    """The entries in the order in which they came; those that are not exact to the minute last.

    `lag_minutes` is null where the clock does not tell.
    """
    standings = [*order.exact, *order.inexact]
    leader = order.leaders[0].minute if order.leaders else None
    records = entry_records([one.entry.pk for one in standings], site)
    return [
        {
            **record,
            "first": one.is_first,
            "lag_minutes": lag_in_minutes(one.first, leader),
            "earliest": utc(one.first.bounds.earliest),
            "latest": utc(one.first.bounds.latest),
        }
        for record, one in zip(records, standings, strict=True)
    ]


def lag_in_minutes(first: First, leader: dt.datetime | None) -> int | None:
    """How long after the leader's minute it came."""
    if leader is None or not first.is_exact:
        return None
    return int((first.minute - leader) / MINUTE)

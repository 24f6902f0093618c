"""Who had it first: of what the filters ask for, the first entry of each source on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from entries import search
from entries.models import Entry
from entries.search import SearchUnavailable
from entries.search.nodes import Span
from entries.search.periods import Period

from ..addresses import leads_on
from ..subjects.kinds import Kind
from ..subjects.most_named import most_named
from .asked import MOST_COLUMNS, Asked
from .clock import Clock, anchor
from .evidence import evidence_of
from .lags import First, Order, firsts_of, order_of
from .narrowing import form_for
from .side_by_side import unavailable

# Where no day is given, days are looked for among so many of the latest entries.
LOOKED_AT = 5000
MOST_DAYS = 12


@require_safe
def first(request: HttpRequest) -> HttpResponse:
    """The page at its one address; the form where there is nothing to look for."""
    asked = Asked(request.GET, request.path, most=None)
    context = {
        "asked": asked,
        "narrowed": {"chips": asked.chips("on")},
        **form_for(asked, "q", "on"),
    }
    if asked.errors or asked.filters.errors:
        return render(request, "entries/first.html", context)
    if not asked.narrowed:
        return render(request, "entries/first.html", context | {"offered": offered(asked)})
    here = asked.address()
    if leads_on(request, here):
        return redirect(here)
    try:
        found = on_the_day(asked) if asked.day else {"days": days_of(asked)}
    except SearchUnavailable:
        return unavailable(request, "entries/first.html", context)
    return render(request, "entries/first.html", context | found)


def offered(asked: Asked) -> list[tuple[Kind, list[tuple[str, Any]]]]:
    """What most of the entries are about, those of the day where one is given: to begin with."""
    return [
        (kind, [(asked.address(**{kind.field: subject.slug}), subject) for subject in subjects])
        for kind, subjects in most_named(asked.filters.query)
        if subjects
    ]


def on_the_day(asked: Asked) -> dict[str, Any]:
    """Who had it first, or where nobody had it, the days on which somebody did."""
    ids = search.ids(asked.filters.query)
    entries = Entry.objects.on_day(asked.day).with_ids(ids).first_of_each("source")
    firsts = firsts_of(entries.with_sources())
    if not firsts:
        return {"nearest": nearest_days(asked)}
    order = order_of(firsts)
    return {
        "order": order,
        "sooner": sooner_elsewhere(asked, order) if order.leaders else [],
        "evidence": evidence_of(asked.filters, [one.entry for one in firsts]),
        "entry_count": len(ids),
        "beside": beside(order, asked.day),
    }


def sooner_elsewhere(asked: Asked, order: Order) -> list[First]:
    """What other sources had before the first, since the day began anywhere, on a day that is
    another one by their own calendar: only those of other zones can."""
    day = Period.of(asked.day, "day")
    days = [day.previous(), day.next()]
    query = replace(asked.filters.query, span=Span(*days))
    begun = min(midnight(standing.entry) for standing in (*order.exact, *order.inexact))
    entries = Entry.objects.on_days(each.start.date() for each in days)
    before = entries.with_ids(search.ids(query)).from_to(begun, order.leaders[0].minute)
    found = before.with_clock().first_of_each("source")
    return firsts_of(found.with_sources())


def midnight(entry: Entry) -> dt.datetime:
    """When the entry's day began where its source is."""
    return dt.datetime.combine(entry.day, dt.time.min, entry.source.zone)


def beside(order: Order, day: dt.date) -> str:
    """The first of these sources side by side from that minute on; empty where there is one."""
    firsts = [standing.first for standing in (*order.exact, *order.inexact)][:MOST_COLUMNS]
    return address_beside(firsts, day) if len(firsts) > 1 else ""


def address_beside(firsts: Sequence[First], day: dt.date) -> str:
    sources = "&".join(f"source={one.source.slug}" for one in firsts)
    address = f"{reverse('entries:compare')}?{sources}&on={day.isoformat()}"
    if not firsts[0].is_exact:
        return address
    minute, clock = firsts[0].minute, Clock(firsts[0].source.zone)
    return f"{address}&at={clock.written(minute)}#{anchor(minute)}"


def nearest_days(asked: Asked) -> list[dict[str, Any]]:
    """The last day before, and the first one after, on which somebody had it."""
    day = Period.of(asked.day, "day")
    query = asked.filters.query
    before = search.ids(replace(query, span=Span(None, day), sort="newest", page=1), 1)
    after = search.ids(replace(query, span=Span(day, None), sort="oldest", page=1), 1)
    return [day_row(asked, row) for row in Entry.objects.with_ids([*before, *after]).days()]


def days_of(asked: Asked) -> list[dict[str, Any]]:
    """Days on which it was to be read, those in most sources first."""
    query = replace(asked.filters.query, sort="newest", page=1)
    entries = Entry.objects.with_ids(search.ids(query, LOOKED_AT))
    return [day_row(asked, row) for row in entries.days_with_sources()[:MOST_DAYS]]


def day_row(asked: Asked, row: dict[str, Any]) -> dict[str, Any]:
    """A day with the address that asks for it."""
    return {**row, "address": asked.address(on=row["day"].isoformat())}

"""Live pages: the list of them, one with its entries in full, and the way to a minute of it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from entries.models import Entry, Liveblog

from .lists import NameForm
from .paging import IN_FULL_A_PAGE, NAMES_A_PAGE, page_of
from .tempo import ORDERS, has_days, query_of, tempo_of

GAP = dt.timedelta(hours=1)
TIME = re.compile(r"(?:(\d{4}-\d\d-\d\d)T)?(\d\d?:\d\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Step:
    """An entry in a stream, and what to say before it: a new day, a time without entries."""

    entry: Entry
    new_day: bool
    gap: dt.timedelta | None


@require_safe
def liveblog_list(request: HttpRequest) -> HttpResponse:
    form = NameForm(request.GET)
    liveblogs = Liveblog.objects.for_listing()
    context = {"form": form, "page": page_of(request, form.narrowed(liveblogs), NAMES_A_PAGE)}
    return render(request, "entries/liveblog_list.html", context)


@require_safe
def liveblog(request: HttpRequest, source_slug: str, slug: str) -> HttpResponse:
    """A live page; the oldest entry first, as one reads it afterwards, unless asked otherwise."""
    found = liveblog_or_404(source_slug, slug)
    order = order_of(request, found)
    entries = found.entries.for_listing()
    ordered = entries.newest_first() if order == "newest" else entries.oldest_first()
    page = page_of(request, ordered, IN_FULL_A_PAGE)
    minutes = found.entries.with_clock().per_minute(found.source.zone) if found.ends_at else {}
    context = {
        "liveblog": found,
        "order": order,
        "page": page,
        "steps": steps(page),
        "first_minute": min(minutes, default=None),
        "has_days": has_days(minutes),
        "tempo": tempo_of(found, minutes, order, page.paginator.count),
        "elsewhere": [] if page.object_list else Liveblog.objects.sharing_posts_with(found),
        "change_count": found.changes.quiet().count(),
    }
    return render(request, "entries/liveblog.html", context)


@require_safe
def at(request: HttpRequest, source_slug: str, slug: str, time: str = "") -> HttpResponse:
    """Leads to the first entry from a minute on, on its page in the order asked for.

    After the last entry it leads to that. The form on the page gives `time` as a parameter.
    """
    found = liveblog_or_404(source_slug, slug)
    order = order_of(request, found)
    entry = entry_at(found, *time_or_404(time or request.GET.get("time", "")))
    page = entry.place(newest_first=order == "newest") // IN_FULL_A_PAGE + 1
    return redirect(f"{found.get_absolute_url()}{query_of(order, page)}#{entry.key}")


def liveblog_or_404(source_slug: str, slug: str) -> Liveblog:
    liveblogs = Liveblog.objects.select_related("source")
    return get_object_or_404(liveblogs, source__slug=source_slug, slug=slug)


def order_of(request: HttpRequest, liveblog: Liveblog) -> str:
    """The order asked for; without dates there is none but the page's own."""
    if not liveblog.ends_at:
        return "newest"
    order = request.GET.get("order")
    return order if order in ORDERS else ORDERS[0]


def time_or_404(text: str) -> tuple[dt.date | None, dt.time]:
    """The day, where one is given, and the time of "14:32" or "2022-03-24T14:32"."""
    match = TIME.fullmatch(text)
    if match is None:
        raise Http404("This is no time of day.")
    day, clock = match.groups()
    try:
        return day and dt.date.fromisoformat(day), dt.time.fromisoformat(clock.zfill(5))
    except ValueError as error:
        raise Http404("There is no such day or time.") from error


def entry_at(liveblog: Liveblog, day: dt.date | None, clock: dt.time) -> Entry:
    """The first entry from this time on by the source's clock, or else the last one.

    Without a day it is the time's first coming in the stream, on its first day or the next.
    """
    clocked = liveblog.entries.with_clock().oldest_first()
    first, last = clocked.first(), clocked.last()
    if first is None:
        raise Http404("None of these entries has a time of day.")
    zone = liveblog.source.zone
    start = first.published_at.astimezone(zone).replace(second=0, microsecond=0)
    moment = dt.datetime.combine(day or start, clock, zone)
    next_day = moment + dt.timedelta(days=1) if day is None else moment
    if moment < start and next_day <= last.published_at:
        moment = next_day
    return clocked.since(moment).first() or last


def steps(entries: Iterable[Entry]) -> list[Step]:
    """The entries with what to say before each."""
    result: list[Step] = []
    before: Entry | None = None
    for entry in entries:
        gap = time_between(before, entry) if before else None
        new_day = before is None or before.day != entry.day
        result.append(Step(entry, new_day, gap if gap and gap >= GAP else None))
        before = entry
    return result


def time_between(one: Entry, other: Entry) -> dt.timedelta | None:
    """How long lies between two entries; None unless both times are exact to the minute."""
    if one.has_clock and other.has_clock:
        return abs(other.published_at - one.published_at)
    return None

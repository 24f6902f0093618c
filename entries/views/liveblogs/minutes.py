"""The ways into a live page's stream: to the first entry from a minute on, and to an entry."""

from __future__ import annotations

import datetime as dt
import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from entries.keys import KEY_PATTERN
from entries.models import Entry

from ..moments import read_moment
from .streams import Stream


@require_safe
def at(
    request: HttpRequest, source_slug: str, slug: str, time: str = "", of: type[Stream] = Stream
) -> HttpResponse:
    """Leads to the first entry from a minute on, on its page in the order asked for.

    After the last entry it leads to that. The form on the page gives `time` as a parameter.
    """
    stream = of.asked_for(request, source_slug, slug)
    time = time or request.GET.get("time", "")
    return redirect(stream.address_of(entry_at(stream, *time_or_404(time))))


@require_safe
def with_entry(
    request: HttpRequest, source_slug: str, slug: str, key: str, of: type[Stream] = Stream
) -> HttpResponse:
    """Leads to an entry of the stream, on its page in the order asked for."""
    stream = of.asked_for(request, source_slug, slug)
    entry = stream.entries.with_key(key) if re.fullmatch(KEY_PATTERN, key) else None
    if entry is None:
        raise Http404("This live page has no such entry.")
    return redirect(stream.address_of(entry))


def time_or_404(text: str) -> tuple[dt.date | None, dt.time]:
    """The day, where one is given, and the time of "14:32" or "2022-03-24T14:32"."""
    try:
        moment = read_moment(text)
    except ValueError as error:
        raise Http404("There is no such day or time.") from error
    if moment.clock is None or moment.clock.second or moment.zone:
        raise Http404("This is no minute of the source's clock.")
    return moment.day, moment.clock


def entry_at(stream: Stream, day: dt.date | None, clock: dt.time) -> Entry:
    """The first entry from this time on by the source's clock, or else the last one.

    Without a day it is the time's first coming in the stream, on its first day or the next.
    """
    clocked = stream.entries.with_clock().oldest_first()
    first, last = clocked.first(), clocked.last()
    if first is None:
        raise Http404("None of these entries has a time of day.")
    zone = stream.liveblog.source.zone
    start, end = (each.published_at.astimezone(zone) for each in (first, last))
    if day is None:
        day = first_coming(clock, start, end).date()
    return clocked.since(dt.datetime.combine(day, clock, zone)).first() or last


def first_coming(clock: dt.time, start: dt.datetime, end: dt.datetime) -> dt.datetime:
    """When a time of day first comes in a stream: on its first day, else on the next.

    A time before all entries is that of the first day where the stream ends before the next.
    """
    start = start.replace(second=0, microsecond=0)
    moment = dt.datetime.combine(start, clock, start.tzinfo)
    next_day = moment + dt.timedelta(days=1)
    return next_day if moment < start and next_day <= end else moment

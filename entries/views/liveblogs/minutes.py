"""The ways into a live page's stream: to the first entry from a minute on, and to an entry."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

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
    """Leads to the first entry from a moment on, on its page in the order asked for.

    After the last entry it leads to that. The form on the page gives `time` as a parameter.
    """
    stream = of.asked_for(request, source_slug, slug)
    time = time or request.GET.get("time", "")
    return redirect(stream.address_of(entry_at(stream, time)))


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


def entry_at(stream: Stream, typed: str) -> Entry:
    """The first entry from a moment on, or else the last one. 404 where the text is no moment."""
    clocked = stream.entries.with_clock().oldest_first()
    first, last = clocked.first(), clocked.last()
    if first is None:
        raise Http404("None of these entries has a time of day.")
    zone = stream.liveblog.source.zone
    try:
        moment = moment_of(typed, first.published_at, last.published_at, zone)
    except (ValueError, OverflowError) as error:
        raise Http404("There is no such day or time.") from error
    return clocked.since(moment).first() or last


def moment_of(typed: str, start: dt.datetime, end: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """The moment that a text means in a stream from `start` to `end`, as the zone has it.

    It is by the clock of the zone, unless an offset from UTC or a Z follows; a day alone is its
    midnight. A time without a day is its first coming in the stream, on its first day or the next.
    Raises ValueError or OverflowError where the text means none.
    """
    given = read_moment(typed)
    clock, its_zone = given.clock or dt.time.min, given.zone or zone
    if given.day:
        moment = dt.datetime.combine(given.day, clock, its_zone)
    else:
        moment = first_coming(clock, start.astimezone(its_zone), end.astimezone(its_zone))
    return moment.astimezone(zone)


def first_coming(clock: dt.time, start: dt.datetime, end: dt.datetime) -> dt.datetime:
    """When a time of day first comes in a stream: on its first day, else on the next.

    It comes twice on a day that turns the clock back over it. A time before all entries is that of
    the first day where the stream ends before the next.
    """
    start = start.replace(second=0, microsecond=0)
    once, again = (
        dt.datetime.combine(start, clock.replace(fold=fold), start.tzinfo) for fold in (0, 1)
    )
    next_day = once + dt.timedelta(days=1)
    # As instants: two times of one zone are compared by what its clock shows.
    comings = [once, again] + [next_day] * (next_day <= end)
    return next((each for each in comings if each.timestamp() >= start.timestamp()), once)

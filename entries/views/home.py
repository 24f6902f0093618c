"""The front page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from entries import search
from entries.models import Entry, Liveblog
from entries.search import Counts, Query, SearchUnavailable

from .days import this_day
from .original import original
from .subjects.kinds import KINDS, Kind

NAMED = ("person", "organisation", "place", "topic")
LATEST = 10
SHORTLIST = 8


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What the archive holds, its latest entries, and ways in; `url` asks for an original page."""
    if request.GET.get("url", "").strip():
        return original(request)
    entries = Entry.objects.all()
    context = {
        "entry_count": entries.count(),
        "liveblog_count": Liveblog.objects.count(),
        "source_count": entries.sources().count(),
        "latest": entries.newest_first().for_listing()[:LATEST],
        "liveblogs": Liveblog.objects.for_listing()[:SHORTLIST],
        "this_day": this_day(timezone.now().date()),
        "busiest": entries.busiest_days()[:SHORTLIST],
        "shortlists": most_named(),
    }
    return render(request, "entries/home.html", context)


def most_named() -> list[tuple[Kind, list[Any]]]:
    """The people, organisations, places and topics that most entries have, with `entry_count`.

    The index has counted them: the database would take a second for it with a million entries.
    Without an index there are none.
    """
    try:
        counts = search.facets(Query())
    except SearchUnavailable:
        counts = {}
    return [(KINDS[kind], with_counts(KINDS[kind], counts.get(kind, []))) for kind in NAMED]


def with_counts(kind: Kind, counts: Counts) -> list[Any]:
    found = kind.rows.in_bulk([key for key, _ in counts[:SHORTLIST]])
    for key, count in counts:
        if key in found:
            found[key].entry_count = count
    # What was taken out a moment ago may still be in the index.
    return [found[key] for key, _ in counts if key in found]

"""The front page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from entries.models import Entry, Liveblog

from .days import this_day
from .original import original
from .subjects.most_named import SHORTLIST, most_named

LATEST = 10


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

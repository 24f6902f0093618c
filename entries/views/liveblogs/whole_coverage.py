"""A coverage of several live pages read as one stream, part after part."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from ..paging import IN_FULL_A_PAGE, page_of
from .coverages import Coverage
from .outline import outline_of
from .streams import steps
from .tempo import has_days, tempo_of


@require_safe
def coverage(request: HttpRequest, source_slug: str, slug: str) -> HttpResponse:
    """All parts as one stream; a live page that stands alone is its own coverage."""
    stream = Coverage.asked_for(request, source_slug, slug)
    if not isinstance(stream, Coverage):
        return redirect(stream.liveblog)
    entries = stream.entries
    minutes = entries.with_clock().per_minute(stream.liveblog.source.zone)
    page = page_of(request, stream.ordered(entries.for_listing()), IN_FULL_A_PAGE)
    parts = stream.dealt()
    part_of = {part.liveblog.pk: part for part in parts}
    context = {
        "liveblog": stream.liveblog,
        "first": stream.parts.liveblogs[0],
        "last_to_end": stream.parts.last_to_end,
        "stream": stream,
        "order": stream.order,
        "parts": parts,
        "page": page,
        "steps": [(step, part_of[step.entry.liveblog_id]) for step in steps(page)],
        "first_minute": min(minutes, default=None),
        "has_days": has_days(minutes),
        "outline": outline_of(stream, entries, minutes, page),
        "tempo": tempo_of(stream, minutes, page.paginator.count),
    }
    return render(request, "entries/coverage.html", context)

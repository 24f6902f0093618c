"""A coverage of several live pages read as one stream, part after part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from entries.models import Entry, Liveblog

from ..paging import IN_FULL_A_PAGE, page_of
from .parts import Parts, parts_of
from .streams import ORDERS, liveblog_or_404, steps


@dataclass(frozen=True, slots=True)
class Part:
    """A live page in the stream of its coverage: its number, its entries, where it begins."""

    liveblog: Liveblog
    number: int
    entry_count: int
    address: str


@require_safe
def coverage(request: HttpRequest, source_slug: str, slug: str) -> HttpResponse:
    """All parts as one stream; a live page that stands alone is its own coverage."""
    liveblog = liveblog_or_404(source_slug, slug)
    parts = parts_of(liveblog)
    if parts is None:
        return redirect(liveblog)
    order = order_of(request, parts)
    entries = Entry.objects.in_liveblogs(part.pk for part in parts.liveblogs)
    ordered = entries.part_after_part(newest_first=order == "newest")
    page = page_of(request, ordered.for_listing(), IN_FULL_A_PAGE)
    shown = parts_shown(parts, entries.per_liveblog(), order)
    part_of = {part.liveblog.pk: part for part in shown}
    context = {
        "liveblog": liveblog,
        "first": parts.liveblogs[0],
        "last": parts.liveblogs[-1],
        "order": order,
        "parts": shown,
        "page": page,
        "steps": [(step, part_of[step.entry.liveblog_id]) for step in steps(page)],
    }
    return render(request, "entries/coverage.html", context)


def order_of(request: HttpRequest, parts: Parts) -> str:
    """The order asked for, else the newest entry first while the last part runs."""
    asked = request.GET.get("order", "")
    usual = "newest" if parts.liveblogs[-1].runs else "oldest"
    return asked if asked in ORDERS else usual


def parts_shown(parts: Parts, counts: Mapping[int, int], order: str) -> list[Part]:
    """The parts in the order of the stream, each with the address where it begins."""
    here = parts.here
    path = reverse("entries:liveblog_coverage", args=[here.source.slug, here.slug])
    numbered = list(enumerate(parts.liveblogs, 1))
    before, shown = 0, []
    for number, liveblog in numbered if order == "oldest" else numbered[::-1]:
        page = before // IN_FULL_A_PAGE + 1
        count = counts.get(liveblog.pk, 0)
        query = urlencode({"order": order} | ({"page": page} if page > 1 else {}))
        shown.append(Part(liveblog, number, count, f"{path}?{query}#part-{number}"))
        before += count
    return shown

"""Two to four liveblogs, or sources on a day, side by side; and what there is to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from entries.models import Liveblog, Source
from entries.search import SearchUnavailable
from entries.search.rebuilding import RETRY_AFTER
from entries.zones import reader_zone

from ..addresses import leads_on
from ..listing import without_index
from . import grid
from .asked import LEAST_COLUMNS, MOST_COLUMNS, Asked
from .choosing import choices_of, chosen, suggestions
from .comparison import Comparison
from .narrowing import form_for


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """The comparison at its one address; the choice where it is not clear of what."""
    asked = Asked(request.GET, request.path)
    found = chosen(asked)
    if asked.errors or len(found) < LEAST_COLUMNS or (asked.field == "source" and not asked.day):
        return render(request, "entries/compare_choose.html", choosing(asked, found))
    narrowed = {"chips": asked.narrowing}
    context = {"asked": asked, "found": found, "narrowed": narrowed, **form_for(asked, "q")}
    if asked.filters.errors:
        return render(request, "entries/compare.html", context)
    comparison = Comparison(asked, found, reader_zone(request))
    try:
        if elsewhere := other_address(request, comparison):
            return redirect(elsewhere)
    except SearchUnavailable:
        return unavailable(request, "entries/compare.html", context)
    context |= {"comparison": comparison, "choices": choices_of(asked, found)}
    return render(request, "entries/compare.html", context)


def choosing(asked: Asked, found: Sequence[Liveblog | Source]) -> dict[str, Any]:
    """What the page for choosing shows."""
    choices = choices_of(asked, found)
    return {
        "asked": asked,
        "found": found,
        "choices": choices,
        "most": MOST_COLUMNS,
        "suggestions": [] if choices else suggestions(),
    }


def unavailable(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """The page while there is no index that could tell what fits."""
    response = render(request, template, {**context, **without_index()}, status=503)
    response["Retry-After"] = RETRY_AFTER
    return response


def other_address(request: HttpRequest, comparison: Comparison) -> str:
    """Where the reader is sent: to a minute, or to the one address of this; empty where nowhere."""
    instant = comparison.read("go")
    if instant and comparison.minutes:
        place = grid.place_from(comparison.minutes, instant)
        return comparison.minute_address(comparison.minutes[place])
    stays = comparison.error or not leads_on(request, comparison.here)
    return "" if stays else comparison.here

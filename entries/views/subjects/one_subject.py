"""The page of a person, an organisation, a place, a topic or a source."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from entries.search import SearchUnavailable

from ..addresses import moved
from ..listing import form_for, listed, without_index
from .kinds import KINDS
from .profiles import profile


@require_safe
def subject(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """One of them with its entries, and what else these are about."""
    found = KINDS[kind].find(slug)
    if found.slug != slug:
        return moved(request, found.get_absolute_url())
    filters = KINDS[kind].entries_of(found, request.GET.get("page", ""))
    try:
        listing = listed(filters)
    except SearchUnavailable:
        listing = without_index()
    context = {
        "kind": KINDS[kind],
        "subject": found,
        "filters": filters,
        **listing,
        **form_for(filters, listing),
        **profile(found, filters, listing),
    }
    return render(request, f"entries/{KINDS[kind].field}.html", context)

"""Entries as someone asks for them: the list, and all values of one of its facets."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from entries import search
from entries.filters import (
    FACET_TITLES,
    Chip,
    EntryFilter,
    controls,
    every_row,
    facets_of,
    kept,
    values_of,
)
from entries.models import Entry
from entries.search import Instead, SearchUnavailable
from entries.search.coverage import Coverage, coverage
from entries.search.rebuilding import RETRY_AFTER, start_rebuild_if_needed

from .addresses import LONGEST_REDIRECT, leads_on
from .histogram import histogram
from .paging import VALUES_A_PAGE, pages_of

# Filters of a search that finds nothing, of which is said what leaving one out would find.
MOST_LOOSENED = 10


class ValueForm(forms.Form):
    """Words that the name of a facet's value has in it."""

    name = forms.CharField(label=_("Name contains"), required=False, max_length=100)


@require_safe
def entry_list(request: HttpRequest) -> HttpResponse:
    """Entries as the parameters ask for them, at the one address that asks so."""
    filters = EntryFilter(request.GET)
    if leads_on(request, filters.here):
        return redirect(filters.here)
    listing: dict[str, Any] = {}
    status = 200
    if not filters.errors:
        try:
            listing = listed(filters)
            if not listing["page"].paginator.count:
                listing["loosened"] = loosened(filters)
        except SearchUnavailable:
            listing, status = without_index(), 503
    context = {"filters": filters, **form_for(filters, listing)}
    response = render(request, "entries/entry_list.html", {**context, **listing}, status=status)
    if status == 503:
        response["Retry-After"] = RETRY_AFTER
    return response


def listed(filters: EntryFilter) -> dict[str, Any]:
    """What a page shows of a search. Raises SearchUnavailable."""
    results = search.search(filters.query)
    return {
        "results": results,
        "page": pages_of(results.total, results.page),
        "by_time": filters.sort != "relevance",
        "facets": facets_of(filters, results.facets),
        "histogram": histogram(results.timeline, filters.linked_query, coverage_of(filters)),
        **better_words(filters, results.instead),
    }


def without_index() -> dict[str, Any]:
    """What a page shows in the place of a search that cannot be answered; has the index made."""
    return {"unavailable": True, "building": start_rebuild_if_needed()}


def coverage_of(filters: EntryFilter) -> Coverage:
    """The time that the archive holds of the sources asked for, or of all."""
    sources = [int(source.key) for source in filters.chosen("source")]
    return coverage(sources or None)


def better_words(filters: EntryFilter, instead: Instead | None) -> dict[str, str]:
    """The words that would find more, and the address of the list with them."""
    if instead is None:
        return {}
    words = filters.words.respelt(instead.spellings)
    return {"better_words": words, "better_address": filters.address(q=[words])}


def loosened(filters: EntryFilter) -> list[tuple[Chip, int]]:
    """The filters without which there would be entries, and how many."""
    chips = filters.chips[:MOST_LOOSENED]
    counts = [(chip, search.count(filters.query_without(chip))) for chip in chips]
    return [(chip, count) for chip, count in counts if count]


def form_for(filters: EntryFilter, listing: dict[str, Any]) -> dict[str, object]:
    """The form with what its fields offer."""
    sources = Entry.objects.sources()
    return {
        "form": filters.form,
        "controls": controls(filters, listing.get("facets", []), sources),
        "kept": kept(filters),
    }


@require_safe
def facet_values(request: HttpRequest, facet: str) -> HttpResponse:
    """All values of a facet among the entries that the parameters ask for."""
    if facet not in FACET_TITLES:
        raise Http404("Nothing of this name can be narrowed by.")
    query = request.GET.copy()
    number = query.pop("page", ["1"])[-1]
    form = ValueForm({"name": query.pop("name", [""])[-1]})
    filters = EntryFilter(query)
    if filters.errors:
        return at_the_list(request, filters)  # It says what is wrong with them.
    try:
        rows = every_row(filters, facet, form.cleaned_data["name"]) if form.is_valid() else []
    except SearchUnavailable:
        return at_the_list(request, filters)
    page = Paginator(rows, VALUES_A_PAGE).get_page(number)
    context = {
        "filters": filters,
        "form": form,
        "facet": facet,
        "title": FACET_TITLES[facet],
        "given": filters.linked_query.lists(),
        "page": page,
        "values": values_of(filters, facet, list(page)),
        **neighbours(page, filters, facet, form["name"].value()),
    }
    return render(request, "entries/facet_values.html", context)


def at_the_list(request: HttpRequest, filters: EntryFilter) -> HttpResponse:
    """The way to the list of entries; where its address is too long for that, the list itself."""
    address = filters.address()
    return redirect(address) if len(address) < LONGEST_REDIRECT else entry_list(request)


def neighbours(page: Page, filters: EntryFilter, facet: str, name: str) -> dict[str, str]:
    """The addresses of the pages of values before and after this one, where there are any."""
    query = filters.linked_query
    query["name"] = name
    found = {}
    for way, there in (("previous", page.has_previous()), ("next", page.has_next())):
        if there:
            query["page"] = str(page.number + (1 if way == "next" else -1))
            found[way] = f"{reverse('entries:values', args=[facet])}?{query.urlencode()}"
    return found

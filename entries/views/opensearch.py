"""How a browser searches the archive from its own search box."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from entries import search
from entries.search import Completions, SearchUnavailable

from .charts import count_in_words
from .complete import suggestions

DESCRIPTION = "application/opensearchdescription+xml"
SUGGESTIONS = "application/x-suggestions+json"


@require_safe
def description(request: HttpRequest) -> HttpResponse:
    """The OpenSearch description: the addresses that search and suggest, in full."""
    site = request.build_absolute_uri("/").rstrip("/")
    context = {"site": site, "description": DESCRIPTION, "suggestions": SUGGESTIONS}
    return render(request, "opensearch.xml", context, content_type=f"{DESCRIPTION}; charset=utf-8")


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """What `q` may be the beginning of, as the search box offers it.

    A list of four: `q`, searches that it may become, what each of them is, and their addresses.
    """
    typed = request.GET.get("q", "")
    try:
        offered = search.complete(typed)
    except SearchUnavailable:
        offered = Completions([], [])
    shown = suggestions(offered, request.GET)
    searches = [each.search for each in shown]
    told = [f"{each.kind_name}, {count_in_words(each.count)}" for each in shown]
    addresses = [request.build_absolute_uri(each.address) for each in shown]
    return JsonResponse([typed, searches, told, addresses], safe=False, content_type=SUGGESTIONS)

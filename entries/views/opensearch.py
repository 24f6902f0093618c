"""How a browser searches the archive from its own search box."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from entries import search
from entries.search import Completions, NameFound, SearchUnavailable, field_of

from .complete import suggestions, words_before, words_with

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
    told = [
        f"{each.kind or 'word'}, {each.count:,} entr{'y' if each.count == 1 else 'ies'}"
        for each in shown
    ]
    addresses = [request.build_absolute_uri(each.address) for each in shown]
    answer = [typed, searches(offered, request.GET), told, addresses]
    return JsonResponse(answer, safe=False, content_type=SUGGESTIONS)


def searches(offered: Completions, params: QueryDict) -> list[str]:
    """The whole of what would stand in the box, for each of `suggestions` in their order."""
    names = [
        f"{words_before(params, offered.name_typed)} {named(name, offered.name_typed)}".strip()
        for name in offered.names
        if name.count
    ]
    return names + [words_with(params, word, offered.word_typed) for word, _ in offered.words]


def named(name: NameFound, typed: str) -> str:
    """A name in the language of searches, such as place:"Port Ellen"; a minus before it stays."""
    word = "in" if name.kind == "liveblog" else field_of(name.kind)
    value = name.slug if '"' in name.name else f'"{name.name}"'
    return f"{'-' if typed.startswith('-') else ''}{word}:{value}"

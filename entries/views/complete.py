"""What is offered while a reader types: names first, then words of the archive, each a link."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from entries import search
from entries.filters import address_of
from entries.search import Completions, NameFound, SearchUnavailable, field_of

KIND_NAMES = {
    "": _("word"),
    "person": _("person"),
    "organisation": _("organisation"),
    "place": _("place"),
    "topic": _("topic"),
    "source": _("source"),
    "liveblog": _("liveblog"),
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name or a word, its entries in the archive, and the list that it leads to.

    `kind` is empty for a word; `also` is the alias that fits what was typed, where it is another.
    `search` is the whole of what would stand in the box.
    """

    text: str
    kind: str
    also: str
    count: int
    address: str
    search: str

    @property
    def kind_name(self) -> str:
        """What it is, in the reader's language."""
        return str(KIND_NAMES.get(self.kind, self.kind))


@require_safe
def complete(request: HttpRequest) -> HttpResponse:
    """A piece of a page for htmx: suggestions for `q`, within the other parameters."""
    try:
        offered = search.complete(request.GET.get("q", ""))
    except SearchUnavailable:
        offered = Completions([], [])
    context = {
        "suggestions": suggestions(offered, request.GET),
        # The box's id, so that a link that has the focus keeps it when the list is renewed.
        "box": request.headers.get("HX-Trigger", ""),
    }
    return render(request, "entries/_completions.html", context)


def suggestions(offered: Completions, params: QueryDict) -> list[Suggestion]:
    names = [
        Suggestion(
            text=name.name,
            kind=name.kind,
            also=name.matched if name.matched != name.name else "",
            count=name.count,
            address=with_name(params, name, offered.name_typed),
            search=words_and(params, named(name, offered.name_typed), offered.name_typed),
        )
        for name in offered.names
        if name.count
    ]
    return names + [
        word_of(params, word, count, offered.word_typed) for word, count in offered.words
    ]


def word_of(params: QueryDict, word: str, count: int, typed: str) -> Suggestion:
    """A word in the place of its beginning; a sign before it stays."""
    sign = typed[: len(typed) - len(typed.lstrip('-"('))]
    search = words_and(params, f"{sign}{word}", typed)
    return Suggestion(word, "", "", count, address(without_blanks(params), search), search)


def named(name: NameFound, typed: str) -> str:
    """A name in the language of searches, such as place:"Port Ellen"; a minus before it stays."""
    field = "in" if name.kind == "liveblog" else field_of(name.kind)
    value = name.slug if '"' in name.name else f'"{name.name}"'
    return f"{'-' if typed.startswith('-') else ''}{field}:{value}"


def with_name(params: QueryDict, name: NameFound, typed: str) -> str:
    """The list with the name as a filter, and what was typed of it taken out of the words.

    A minus before it makes it a filter that excludes.
    """
    query = without_blanks(params)
    field = field_of(name.kind)
    field = f"-{field}" if typed.startswith("-") else field
    values = query.getlist(field)
    query.setlist(field, values if name.slug in values else [*values, name.slug])
    return address(query, words_before(params, typed))


def words_and(params: QueryDict, last: str, typed: str) -> str:
    """The words in the box with other ones in the place of the last, those that `typed` has."""
    return f"{words_before(params, typed)} {last}".strip()


def words_before(params: QueryDict, typed: str) -> str:
    """The words in the box but for the last ones, those that `typed` has."""
    words = params.get("q", "").split()
    return " ".join(words[: len(words) - len(typed.split())])


def without_blanks(params: QueryDict) -> QueryDict:
    """The parameters but for blank ones and those that a new search starts afresh."""
    query = QueryDict(mutable=True)
    for name, values in params.lists():
        if name not in ("q", "page"):
            query.setlist(name, [value for value in values if value.strip()])
    return query


def address(query: QueryDict, words: str) -> str:
    """The list of entries with these parameters and these words in the box."""
    if words.strip():
        query["q"] = words.strip()
    return address_of(dict(query.lists()))

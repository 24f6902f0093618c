"""How to search: the query language as its parser has it, with examples to try."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entries.search.language import MOST_LETTERS, MOST_TERMS
from entries.search.operators import OPERATORS, Operator


@require_safe
def search_help(request: HttpRequest) -> HttpResponse:
    context = {
        "groups": groups(),
        "most_letters": MOST_LETTERS,
        "most_terms": MOST_TERMS,
    }
    return render(request, "entries/search_help.html", context)


def groups() -> list[tuple[str, str, list[Operator]]]:
    """The operators by what they work on: an anchor, a title, and those that belong there."""
    words = [each for each in OPERATORS if not (each.field or each.span)]
    fields = [each for each in OPERATORS if each.field]
    dates = [each for each in OPERATORS if each.span]
    return [
        ("words", _("Words"), words),
        ("fields", _("Fields"), fields),
        ("dates", _("Dates"), dates),
    ]

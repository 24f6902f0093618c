"""The list of live pages, by the month of their end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from entries.models import Liveblog

from ..paging import NAMES_A_PAGE, page_of
from ..subjects.lists import NameForm


@dataclass(frozen=True, slots=True)
class Month:
    """The live pages that ended in a month, or those without a date."""

    start: dt.date | None
    liveblogs: Sequence[Liveblog]


@require_safe
def liveblog_list(request: HttpRequest) -> HttpResponse:
    """All live pages by the month of their end, the latest first."""
    form = NameForm(request.GET)
    liveblogs = form.narrowed(Liveblog.objects.for_listing().with_last_headline())
    page = page_of(request, liveblogs, NAMES_A_PAGE)
    context = {"form": form, "page": page, "months": by_month(page)}
    return render(request, "entries/liveblog_list.html", context)


def by_month(liveblogs: Iterable[Liveblog]) -> list[Month]:
    """Live pages, in the order of their ends, by the month of these in UTC."""

    def month_of(liveblog: Liveblog) -> dt.date | None:
        return liveblog.ends_at and liveblog.ends_at.astimezone(dt.UTC).date().replace(day=1)

    return [Month(start, list(group)) for start, group in groupby(liveblogs, month_of)]

"""One page of a long list, with the numbers of the pages to link to."""

from __future__ import annotations

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

ENTRIES_A_PAGE = 20
NAMES_A_PAGE = 100
IN_FULL_A_PAGE = 100


def page_of(request: HttpRequest, rows: QuerySet, size: int) -> Page:
    """The page that the parameter `page` asks for: no number is the first, too high the last.

    `links` are the page numbers to offer, with an ellipsis for those left out.
    """
    page = Paginator(rows, size).get_page(request.GET.get("page"))
    page.links = list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))
    return page

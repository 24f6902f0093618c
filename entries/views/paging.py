"""One page of a long list, with the numbers of the pages to link to."""

from __future__ import annotations

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from entries.search import PAGE

NAMES_A_PAGE = 100
VALUES_A_PAGE = 50
IN_FULL_A_PAGE = 100


def page_of(request: HttpRequest, rows: QuerySet, size: int) -> Page:
    """The page that the parameter `page` asks for: no number is the first, too high the last.

    `links` are the page numbers to offer, with an ellipsis for those left out.
    """
    return linked(Paginator(rows, size).get_page(request.GET.get("page")))


def pages_of(total: int, number: int) -> Page:
    """The page of this number in a list of so many entries, which come from elsewhere."""
    return linked(Paginator(range(total), PAGE).get_page(number))


def linked(page: Page) -> Page:
    """The page with the numbers to offer."""
    page.links = list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))
    return page

"""Rows and searches → the documents of a feed: which items stand in one, and what leads on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import InvalidPage, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from entries import search
from entries.citing import ARCHIVE
from entries.models import Entry
from entries.search import Bookmark, Query
from entries.search.nodes import Span
from entries.search.periods import Period
from entries.views.addresses import site_of

from .documents import Document, Item
from .items import entry_items
from .parts import ITEMS_A_PAGE, bookmark_or_404, feed_address, paged_links, stretch_links

FROM_THE_FIRST_YEAR = Span(Period.parse("0001"))


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed is of, and where: `page` is the address of its page here."""

    title: str
    subtitle: str
    page: str


def searched(request: HttpRequest, form: str, channel: Channel, query: Query) -> Document:
    """The dated entries that the query finds, the newest first, a stretch of them at a time.

    Raises SearchUnavailable, and Http404 where the stretch is to start nowhere.
    """
    query, after = dated(query), bookmark_or_404(request.GET.get("after", ""))
    site = site_of(request)
    address = site + feed_address(channel.page, form)
    found = search.stretch(query, after, ITEMS_A_PAGE)
    entries = entries_with(found.ids)
    return Document(
        title=on_this_site(channel.title),
        subtitle=channel.subtitle,
        page=site + channel.page,
        items=entry_items(entries, site),
        links=stretch_links(address, after, before(query, entries) if after else None, found.last),
    )


def dated(query: Query) -> Query:
    """What finds the dated entries among those that the query finds, the newest first."""
    span = query.span if query.span.since or query.span.until else FROM_THE_FIRST_YEAR
    return replace(query, span=span, sort="newest")


def before(query: Query, entries: list[Entry]) -> Bookmark | None:
    """Where the stretch before these entries starts; None where that is the first one."""
    if not entries:
        return None
    start = search.bookmark_of(entries[0])
    ids = search.stretch(query, start, ITEMS_A_PAGE + 1, turned=True).ids
    ahead = entries_with(ids[ITEMS_A_PAGE:])
    return search.bookmark_of(ahead[0]) if ahead else None


def entries_with(ids: Iterable[int]) -> list[Entry]:
    """The entries with these primary keys, in their order."""
    wanted = list(ids)
    found = Entry.objects.for_listing().in_bulk(wanted)
    # The index may have an entry a moment longer than the database.
    return [found[pk] for pk in wanted if pk in found and found[pk].published_at]


def listed(
    request: HttpRequest,
    form: str,
    channel: Channel,
    rows: QuerySet,
    items_of: Callable[[Iterable[Any], str], list[Item]],
) -> Document:
    """One page of the rows. Raises Http404 where there are not so many."""
    try:
        page = Paginator(rows, ITEMS_A_PAGE).page(request.GET.get("page", "1"))
    except InvalidPage as error:
        raise Http404("This feed has no such page.") from error
    site = site_of(request)
    return Document(
        title=on_this_site(channel.title),
        subtitle=channel.subtitle,
        page=site + channel.page,
        items=items_of(page, site),
        links=paged_links(
            site + feed_address(channel.page, form), page.number, page.paginator.num_pages
        ),
    )


def on_this_site(title: str) -> str:
    return f"{title} – {ARCHIVE}"

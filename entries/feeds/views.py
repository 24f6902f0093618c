"""The feeds: of entries as filters ask for them, of liveblogs, and of changes.

Each takes the parameters of its page; `page` or `after` is for the further documents of a feed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import InvalidPage, Paginator
from django.db.models import QuerySet
from django.forms.utils import ErrorDict
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from entries import search
from entries.citing import ARCHIVE
from entries.filters import EntryFilter
from entries.models import Entry, Liveblog, Source
from entries.search import Bookmark, Query
from entries.search.nodes import Span
from entries.search.periods import Period
from entries.views.addresses import moved, site_of
from entries.views.changes import ChangeFilter, shown
from entries.views.subjects.kinds import KINDS
from entries.views.subjects.lists import NameForm

from .answers import answer, feed, refusal
from .documents import Document, Item
from .items import change_item, entry_item, liveblog_item
from .parts import (
    ITEMS_A_PAGE,
    archived_links,
    bookmark_or_404,
    feed_address,
    paged_links,
    parts_of,
    stretch_links,
)

FROM_THE_FIRST_YEAR = Span(Period.parse("0001"))


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed is of, and where: `page` is the address of its page here."""

    title: str
    subtitle: str
    page: str


@feed
def entry_list(request: HttpRequest, form: str) -> HttpResponse:
    """The entries that the parameters of the list of entries ask for."""
    filters = EntryFilter(request.GET)
    if filters.errors:
        return refused(filters.errors)
    page = filters.address(sort=[])
    channel = Channel(title_of(filters), _("The newest entries of a list"), page)
    return answer(request, form, filtered(request, form, channel, filters))


@feed
def subject(request: HttpRequest, form: str, kind: str, slug: str) -> HttpResponse:
    """The entries of a person, an organisation, a place, a topic or a source."""
    found = KINDS[kind].find(slug)
    if found.slug != slug:
        return moved(request, feed_address(found.get_absolute_url(), form))
    told = _("The newest entries of %(name)s")
    if not isinstance(found, Source):
        told = _("The newest entries about %(name)s")
    channel = Channel(found.name, told % {"name": found.name}, found.get_absolute_url())
    filters = KINDS[kind].entries_of(found)
    return answer(request, form, filtered(request, form, channel, filters))


@feed
def day(request: HttpRequest, form: str, year: str, month: str, day: str) -> HttpResponse:
    """The entries of a day, by the local calendar of each source."""
    query = QueryDict(mutable=True)
    query["from"] = query["to"] = f"{year}-{month}-{day}"
    filters = EntryFilter(query)
    if filters.errors:
        raise Http404("The calendar has no such day.")
    title = title_of(filters)
    told = _("The entries of %(day)s, the newest first") % {"day": title}
    channel = Channel(title, told, reverse("entries:day", args=[year, month, day]))
    return answer(request, form, filtered(request, form, channel, filters))


@feed
def liveblog(request: HttpRequest, form: str, source_slug: str, slug: str) -> HttpResponse:
    """The entries of a live page: the newest ones to subscribe to, all others in archives."""
    found = Liveblog.objects.with_address(f"{source_slug}/{slug}")
    if found is None:
        raise Http404("There is no liveblog at this address.")
    parts = parts_of(found.entries.dated().oldest_first().values_list("pk", "key"))
    names = [part.name for part in parts]
    address = feed_address(found.get_absolute_url(), form)
    name = request.GET.get("page", "")
    if name not in names:
        return redirect(address)  # An archive whose place another one has taken.
    at = names.index(name)
    entries = entries_with(reversed(parts[at].ids))
    site = site_of(request)
    document = Document(
        title=f"{found.title} – {found.source.name}",
        subtitle=_("The entries of a live page, the newest first"),
        page=site + found.get_absolute_url(),
        items=[entry_item(entry, site) for entry in entries],
        links=archived_links(site + address, names, at),
        is_archive=bool(name),
    )
    changed = max((entry.updated_at for entry in entries), default=None)
    return answer(request, form, document, changed)


@feed
def liveblog_list(request: HttpRequest, form: str) -> HttpResponse:
    """The live pages that have dated entries, by the time of their last one."""
    names = NameForm(request.GET)
    if not names.is_valid():
        return refused(names.errors)
    words = names.cleaned_data["q"]
    query = f"?{urlencode({'q': words})}" if words else ""
    channel = Channel(
        f"{words} – {_('Liveblogs')}" if words else _("Liveblogs"),
        _("The live pages of the archive, the newest first"),
        f"{reverse('entries:liveblog_list')}{query}",
    )
    rows = names.narrowed(Liveblog.objects.for_listing().dated())
    return answer(request, form, listed(request, form, channel, rows, liveblog_items))


@feed
def change_list(request: HttpRequest, form: str) -> HttpResponse:
    """What later captures showed otherwise, the latest noticed first."""
    filters = ChangeFilter(request.GET)
    if filters.errors:
        return refused(filters.errors)
    channel = Channel(_("Changes"), _("What later captures show otherwise"), filters.address())
    return answer(request, form, listed(request, form, channel, filters.changes, change_items))


def refused(errors: ErrorDict) -> HttpResponse:
    """What is wrong with the parameters, a line for each mistake."""
    return refusal(*(f"{name}: {text}" for name, texts in errors.items() for text in texts))


def title_of(filters: EntryFilter) -> str:
    """What the filters in force ask for, in the words of their chips."""
    names = [
        _("not %(name)s") % {"name": chip.name} if chip.excludes else chip.name
        for chip in filters.chips
    ]
    return ", ".join(names) or _("All entries")


def filtered(request: HttpRequest, form: str, channel: Channel, filters: EntryFilter) -> Document:
    """The dated entries that the filters ask for, the newest first, a stretch of them at a time.

    Raises SearchUnavailable, and Http404 where the stretch is to start nowhere.
    """
    query, after = dated(filters.query), bookmark_or_404(request.GET.get("after", ""))
    site = site_of(request)
    address = site + feed_address(channel.page, form)
    found = search.stretch(query, after, ITEMS_A_PAGE)
    entries = entries_with(found.ids)
    return Document(
        title=on_this_site(channel.title),
        subtitle=channel.subtitle,
        page=site + channel.page,
        items=[entry_item(entry, site) for entry in entries],
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


def liveblog_items(rows: Iterable[Any], site: str) -> list[Item]:
    return [liveblog_item(row, site) for row in rows]


def change_items(rows: Iterable[Any], site: str) -> list[Item]:
    return [change_item(row, site) for row in shown(rows)]

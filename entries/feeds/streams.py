"""The feeds of live pages and of coverages: the newest entries to subscribe to, all older ones in
archives; or what came since a moment.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from entries.models.entry import EntryQuerySet
from entries.views.addresses import site_of, with_query
from entries.views.liveblogs.catching_up import since_in
from entries.views.liveblogs.coverages import Coverage
from entries.views.liveblogs.streams import Stream, liveblog_or_404

from .answers import answer, feed, refusal
from .channels import Channel, entries_with, listed
from .documents import Document
from .items import entry_items
from .parts import archived_links, feed_address, parts_of


@feed
def liveblog(request: HttpRequest, form: str, source_slug: str, slug: str) -> HttpResponse:
    """The entries of a live page; with `since` those that came since a moment, page by page."""
    found = liveblog_or_404(source_slug, slug)
    title, page = f"{found.title} – {found.source.name}", found.get_absolute_url()
    since = since_in(Stream(found, "newest"), request.GET.get("since", ""))
    if since is None:
        channel = Channel(title, _("The entries of a live page, the newest first"), page)
        return archived(request, form, channel, found.entries.all())
    if since.moment is None:
        return refusal(f"since: {since.problem}")
    told = _("The entries since %(moment)s, the newest first") % {"moment": since.words}
    channel = Channel(title, told, with_query(page, {"since": since.typed}, ["since"]))
    rows = found.entries.since(since.moment).newest_first().for_listing()
    return answer(request, form, listed(request, form, channel, rows, entry_items))


@feed
def coverage(request: HttpRequest, form: str, source_slug: str, slug: str) -> HttpResponse:
    """The entries of all live pages of a coverage; where one stands alone its own feed has them.

    At the address of each part it is one feed, and says that it is the first part's.
    """
    found = Coverage.of(liveblog_or_404(source_slug, slug))
    if found is None:
        return redirect("entries:liveblog_feed", source_slug, slug, form)
    channel = Channel(
        f"{found.title} – {found.liveblog.source.name}",
        _("The entries of live pages that are read as one, the newest first"),
        found.lasting_address,
    )
    return archived(request, form, channel, found.entries)


def archived(
    request: HttpRequest, form: str, channel: Channel, entries: EntryQuerySet
) -> HttpResponse:
    """The dated ones of the entries, as the parameter `page` asks for a document of them."""
    parts = parts_of(entries.dated().oldest_first().values_list("pk", "key"))
    names = [part.name for part in parts]
    address = feed_address(channel.page, form)
    name = request.GET.get("page", "")
    if name not in names:
        return redirect(address)  # An archive whose place another one has taken.
    at = names.index(name)
    shown = entries_with(reversed(parts[at].ids))
    site = site_of(request)
    document = Document(
        title=channel.title,
        subtitle=channel.subtitle,
        page=site + channel.page,
        items=entry_items(shown, site),
        links=archived_links(site + address, names, at),
        is_archive=bool(name),
    )
    return answer(request, form, document)

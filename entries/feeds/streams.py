"""The feeds of live pages and of coverages: the newest entries to subscribe to, all older ones in
archives; or what came since a moment.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from entries.models.entry import EntryQuerySet
from entries.views.addresses import site_of
from entries.views.liveblogs.coverages import Coverage
from entries.views.liveblogs.streams import liveblog_or_404

from .answers import answer, feed
from .channels import Channel, entries_with
from .documents import Document
from .items import entry_item
from .parts import archived_links, feed_address, parts_of


@feed
def liveblog(request: HttpRequest, form: str, source_slug: str, slug: str) -> HttpResponse:
    """The entries of a live page."""
    found = liveblog_or_404(source_slug, slug)
    channel = Channel(
        f"{found.title} – {found.source.name}",
        _("The entries of a live page, the newest first"),
        found.get_absolute_url(),
    )
    return archived(request, form, channel, found.entries.all())


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
        items=[entry_item(entry, site) for entry in shown],
        links=archived_links(site + address, names, at),
        is_archive=bool(name),
    )
    changed = max((entry.updated_at for entry in shown), default=None)
    return answer(request, form, document, changed)

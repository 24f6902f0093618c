"""The feeds: of entries as filters ask for them, of liveblogs, and of changes.

Each takes the parameters of its page; `page` or `after` is for the further documents of a feed.
Those of live pages and of the calendar stand apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from entries.filters import EntryFilter
from entries.models import Liveblog, Source
from entries.views.addresses import moved
from entries.views.changes import ChangeFilter, shown
from entries.views.subjects.kinds import KINDS
from entries.views.subjects.lists import NameForm

from .answers import answer, feed, refusal
from .channels import Channel, listed, searched
from .documents import Item
from .items import change_item, liveblog_item
from .parts import feed_address


@feed
def entry_list(request: HttpRequest, form: str) -> HttpResponse:
    """The entries that the parameters of the list of entries ask for."""
    filters = EntryFilter(request.GET)
    if filters.errors:
        return refused(filters.errors)
    page = filters.address(sort=[])
    channel = Channel(title_of(filters), _("The newest entries of a list"), page)
    return answer(request, form, searched(request, form, channel, filters.query))


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
    return answer(request, form, searched(request, form, channel, filters.query))


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


def liveblog_items(rows: Iterable[Any], site: str) -> list[Item]:
    return [liveblog_item(row, site) for row in rows]


def change_items(rows: Iterable[Any], site: str) -> list[Item]:
    return [change_item(row, site) for row in shown(rows)]

"""The twins of pages that show one thing: the archive, an entry, its versions, a capture."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from entries.models import Capture, Entry, Liveblog
from entries.records import entry_records
from entries.records.calendar import day_record
from entries.records.captures import capture_record, version_record
from entries.records.liveblogs import liveblog_record
from entries.records.names import mention_records, name_record
from entries.records.times import utc

from ..addresses import site_of, with_query
from ..captures import with_line_or_404
from ..entry.one_entry import entry_or_404
from ..entry.versions import told_of
from ..home import LATEST
from ..original import Found, found_at, is_taken
from ..subjects.kinds import LISTS
from ..subjects.most_named import SHORTLIST, most_named
from .machine import Moved, answer, machine, parameters_of
from .taken import TAKES


@machine
def nothing(request: HttpRequest) -> HttpResponse:
    """What is told at an address that looks like a twin's and is none."""
    raise Http404("There is nothing at this address.")


@machine
def home(request: HttpRequest) -> HttpResponse:
    """What the archive holds, its latest entries, and the addresses of all lists.

    With `url` what has that original address.
    """
    asked = parameters_of(request, *TAKES["home"]).get("url", "").strip()
    if asked:
        return original(request, asked)
    site, entries = site_of(request), Entry.objects.all()
    latest = entries.newest_first().values_list("pk", flat=True)[:LATEST]
    busiest = entries.busiest_days()[:SHORTLIST]
    data: dict[str, Any] = {
        "entry_count": entries.count(),
        "liveblog_count": Liveblog.objects.count(),
        "source_count": entries.sources().count(),
        "lists": {name: site + reverse(f"entries:{page}_json") for name, page in LISTS.items()},
        "latest": entry_records(list(latest), site),
        "liveblogs": [
            liveblog_record(each, site) for each in Liveblog.objects.for_listing()[:SHORTLIST]
        ],
        "busiest_days": [day_record(row["day"], row["entry_count"], site) for row in busiest],
    }
    for kind, rows in most_named():
        data[kind.plural] = [name_record(each, kind.name, site) for each in rows]
    return answer(request, data, reverse("entries:home"))


def original(request: HttpRequest, asked: str) -> HttpResponse:
    """The liveblogs and entries that have an original address, as on the page that asks which."""
    found, site = found_at(asked) if is_taken(asked) else Found(), site_of(request)
    if not found.all:
        raise Http404("Nothing in this archive has that original address.")
    liveblogs = Liveblog.objects.for_listing().in_bulk([each.pk for each in found.liveblogs])
    data = {
        "original_url": asked,
        "liveblogs": [liveblog_record(liveblogs[each.pk], site) for each in found.liveblogs],
        "entries": entry_records([each.pk for each in found.entries], site),
    }
    return answer(request, data, with_query(reverse("entries:home"), {"url": asked}, ["url"]))


@machine
def entry(request: HttpRequest, key: str, slug: str = "") -> HttpResponse:
    """An entry with where it names whom, and its neighbours in its liveblog.

    It has one address: with the words of its page's it leads there.
    """
    parameters_of(request)
    found, site = wanted(key, "entry"), site_of(request)
    if slug:
        raise Moved(found.permanent_path)
    (record,) = entry_records([found.pk], site)
    neighbours = {"earlier": found.earlier(), "later": found.later()}
    data = {
        **record,
        "updated_at": utc(found.updated_at),
        "version_count": found.version_count,
        "mentions": mention_records(found, site),
        **{name: other and other.key for name, other in neighbours.items()},
    }
    return answer(request, data, found.get_absolute_url())


def wanted(key: str, page: str) -> Entry:
    """The entry of a key. Raises Moved, to the twin of the page of this name, where the key was
    miswritten, and Http404 where there is no such entry.
    """
    found = entry_or_404(key)
    if found.key != key:
        raise Moved(reverse(f"entries:{page}", args=[found.key]))
    return found


@machine
def versions(request: HttpRequest, key: str) -> HttpResponse:
    """All that an entry said in its captures, the first version first."""
    parameters_of(request)
    found = wanted(key, "versions")
    texts = found.versions.in_bulk()
    items = [
        version_record(texts[told.version.pk], told.shown, told.appearances)
        for told in told_of(found)
    ]
    data = {"key": found.key, "total": len(items), "items": items}
    return answer(request, data, reverse("entries:versions", args=[found.key]))


@machine
def capture(request: HttpRequest, pk: int) -> HttpResponse:
    """A captured page, with the entries that stand in it."""
    parameters_of(request)
    found = Capture.objects.for_page().defer("payload").filter(pk=pk).first()
    if found is None:
        raise Http404("There is no captured page at this address.")
    record = capture_record(found, found.appearances.with_titles(), site_of(request))
    return answer(request, record, found.get_absolute_url())


@machine
def line(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One line of a captured page, however long it is."""
    parameters_of(request)
    found, rows = with_line_or_404(pk, number)
    data = {"capture": found.pk, "number": number, "text": rows[number - 1]}
    return answer(request, data, reverse("entries:capture_line", args=[found.pk, number]))

"""The sitemap: an index of files, which have the addresses of a month, or of all of one kind.

A file's rows are read in the order of primary keys, by one statement. What would not fit in one
file goes on in others, each of which starts from a key of its own: new rows come in the last.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any
from xml.sax.saxutils import escape

from django.db.models import F, Max, QuerySet, Window
from django.db.models.functions import Mod, RowNumber
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import URLPattern, re_path, reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import cache_page
from django.views.decorators.http import require_safe

from entries.models import Entry, Liveblog
from entries.models.entry import PAGES
from entries.search.periods import Period
from entries.views.addresses import site_of
from entries.views.days.ways import way_to_every_year, way_to_week, way_to_year
from entries.views.subjects.kinds import KINDS, LISTS, Kind

MEDIA_TYPE = "application/xml"
SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
# Addresses in a file, of 50,000 that are allowed: a month has some for its days beside them.
MOST = 49_900
PARTS_AT_ONCE = 2_000
FRESH = 3600  # seconds for which a file may be kept
# Pages that are no lists, and where one begins.
HELP = ("compare", "search_help", "api")

# A path here, and when what is there last changed, where that is known.
Location = tuple[str, dt.datetime | None]


@dataclass(frozen=True, slots=True)
class Section:
    """Addresses that belong together: rows of the database, and before them some more."""

    rows: QuerySet
    location_of: Callable[[Any], Location]
    first: Callable[[], Iterable[str]] = tuple

    def starts(self) -> list[int]:
        """The primary keys from which further files go on."""
        numbered = self.rows.order_by().annotate(number=Window(RowNumber(), order_by="pk"))
        begins = numbered.annotate(at=Mod(F("number"), MOST)).filter(at=1, number__gt=1)
        return list(begins.order_by("pk").values_list("pk", flat=True))

    def locations(self, start: int | None) -> Iterator[Location]:
        """What the file from a key on has; the first one has no key."""
        rows = self.rows.order_by("pk")
        rows = rows.filter(pk__gte=start) if start else rows
        # All at once: for rows that come bit by bit the database takes a way that is long in all.
        found = map(self.location_of, list(rows[:MOST]))
        return found if start else chain(((path, None) for path in self.first()), found)


def entries_in(rows: QuerySet, first: Callable[[], Iterable[str]] = tuple) -> Section:
    return Section(rows.values_list("key", "slug", "updated_at"), location_of_entry, first)


def location_of_entry(row: tuple[str, str, dt.datetime]) -> Location:
    """Put together as Entry.get_absolute_url does: to ask it would take a minute for a million."""
    key, slug, changed = row
    words = f"{slug}/" if slug and slug not in PAGES else ""
    return f"{folder_of_entries()}{key}/{words}", changed


@functools.cache
def folder_of_entries() -> str:
    return reverse("entries:entry_list")


def month_of(name: str) -> Section:
    """The entries of a month such as "2022-03", and its own page with those of its days."""
    try:
        month = Period.parse(name)
    except ValueError as error:
        raise Http404("The calendar has no such month.") from error
    last = month.end - dt.datetime.resolution
    rows = Entry.objects.between_days(month.start.date(), last.date())

    def pages() -> Iterator[str]:
        yield reverse("entries:month", args=name.split("-"))
        for row in rows.days():
            yield reverse("entries:day", args=row["day"].isoformat().split("-"))

    return entries_in(rows, pages)


def liveblogs() -> Section:
    """Each with the time of the last capture that came in of it."""
    rows = Liveblog.objects.with_last_capture().values_list("source__slug", "slug", "captured")
    return Section(rows, lambda row: (reverse("entries:liveblog", args=row[:2]), row[2]))


def subjects(kind: Kind) -> Section:
    """All of one kind that have entries."""
    rows = kind.rows.in_use().values_list("slug")
    return Section(rows, lambda row: (reverse(f"entries:{kind.name}", args=row), None))


def lists() -> Section:
    """The front page, the lists and what helps with them, the calendar's pages, and no rows."""

    def pages() -> Iterator[str]:
        yield from (reverse(f"entries:{name}") for name in ("home", *LISTS.values(), *HELP))
        days = [row["day"] for row in Entry.objects.days()]
        for way_to in (way_to_year, way_to_week, way_to_every_year):
            yield from dict.fromkeys(way_to(day).address for day in days)

    return Section(Liveblog.objects.none(), lambda row: row, pages)


OTHERS: dict[str, Callable[[], Section]] = {
    "lists": lists,
    "liveblogs": liveblogs,
    **{kind.plural: lambda kind=kind: subjects(kind) for kind in KINDS.values()},
    "undated": lambda: entries_in(Entry.objects.undated()),
}


@require_safe
@cache_page(FRESH)
def index(request: HttpRequest) -> HttpResponse:
    """The files that there are; those of months with the last change of an entry in them."""
    files = [(name, None) for key, section in OTHERS.items() for name in files_of(key, section())]
    for row in Entry.objects.months().annotate(changed=Max("updated_at")):
        month = f"{row['month'].year:04}-{row['month'].month:02}"
        is_one = row["entry_count"] <= MOST
        names = [month] if is_one else files_of(month, month_of(month))
        files += [(name, row["changed"]) for name in names]
    site = site_of(request)
    elements = (element("sitemap", site + address_of(name), time) for name, time in files)
    text = "".join(document("sitemapindex", elements))
    return HttpResponse(text, content_type=MEDIA_TYPE)


def files_of(name: str, section: Section) -> list[str]:
    """The names of a section's files."""
    return [name, *(f"{name}-{start}" for start in section.starts())]


def address_of(name: str) -> str:
    return reverse("entries:sitemap", args=[name])


@require_safe
def file(request: HttpRequest, name: str, start: str | None = None) -> HttpResponse:
    """One file: the addresses of a section, from a primary key on."""
    section = OTHERS[name]() if name in OTHERS else month_of(name)
    if start and len(start) > 18:
        raise Http404("No key has so many digits.")
    site = site_of(request)
    locations = section.locations(int(start) if start else None)
    elements = (element("url", site + path, time) for path, time in locations)
    response = StreamingHttpResponse(batches(document("urlset", elements)), content_type=MEDIA_TYPE)
    patch_cache_control(response, public=True, max_age=FRESH)
    return response


def element(name: str, address: str, changed: dt.datetime | None) -> str:
    told = f"<lastmod>{changed.isoformat(timespec='seconds')}</lastmod>" if changed else ""
    return f"<{name}><loc>{escape(address)}</loc>{told}</{name}>\n"


def document(root: str, elements: Iterable[str]) -> Iterator[str]:
    """The parts of the file with the elements in it."""
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{SPACE}">\n'
    yield from elements
    yield f"</{root}>\n"


def batches(parts: Iterable[str]) -> Iterator[str]:
    """The parts joined some thousands at a time: to send each alone would take longer."""
    batch: list[str] = []
    for part in parts:
        batch.append(part)
        if len(batch) == PARTS_AT_ONCE:
            yield "".join(batch)
            batch.clear()
    yield "".join(batch)


NAMES = "|".join(OTHERS)
urlpatterns: list[URLPattern] = [
    re_path(r"^sitemap\.xml$", index, name="sitemap_index"),
    re_path(
        rf"^sitemap-(?P<name>[0-9]{{4}}-[0-9]{{2}}|{NAMES})(?:-(?P<start>[0-9]+))?\.xml$",
        file,
        name="sitemap",
    ),
]

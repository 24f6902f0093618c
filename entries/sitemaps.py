"""The sitemap: an index of files, which have the addresses of a month, or of all of one kind.

A file is read once, in the order of primary keys, and sent while it is read. What would not fit
in one goes on in others, each of which starts from a key of its own: new rows come in the last.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any
from xml.sax.saxutils import escape

from django.db.models import F, QuerySet, Window
from django.db.models.functions import Mod, RowNumber
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import URLPattern, re_path, reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from entries.models import Entry, Liveblog
from entries.search.periods import Period
from entries.views.kinds import KINDS, Kind

SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
# Addresses in a file, of 50,000 that are allowed: a month has some for its days beside them.
MOST = 49_900
ROWS_AT_ONCE = 2_000
FRESH = 3600  # seconds for which a file may be kept
LISTS = (
    *("home", "entry_list", "liveblog_list", "day_list", "change_list", "search_help"),
    *(f"{name}_list" for name in KINDS),
)

# An address here, and when what is there last changed, where that is known.
Place = tuple[str, dt.datetime | None]


@dataclass(frozen=True, slots=True)
class Section:
    """Addresses that belong together: rows of the database, and before them some more."""

    rows: QuerySet
    place_of: Callable[[Any], Place]
    first: Callable[[], Iterable[str]] = tuple

    def starts(self) -> list[int]:
        """The primary keys from which further files go on."""
        numbered = self.rows.order_by().annotate(number=Window(RowNumber(), order_by="pk"))
        begins = numbered.annotate(place=Mod(F("number"), MOST)).filter(place=1, number__gt=1)
        return list(begins.order_by("pk").values_list("pk", flat=True))

    def places(self, start: int | None) -> Iterator[Place]:
        """What the file from a key on has; the first one has no key."""
        rows = self.rows.order_by("pk")
        rows = rows.filter(pk__gte=start) if start else rows
        found = map(self.place_of, rows[:MOST].iterator(ROWS_AT_ONCE))
        return found if start else chain(((path, None) for path in self.first()), found)


def entries_in(rows: QuerySet, first: Callable[[], Iterable[str]] = tuple) -> Section:
    return Section(rows.only("key", "slug", "updated_at"), place_of_entry, first)


def place_of_entry(entry: Entry) -> Place:
    return entry.get_absolute_url(), entry.updated_at


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
    """The front page and the lists, and no rows."""
    pages = [reverse(f"entries:{name}") for name in LISTS]
    return Section(Liveblog.objects.none(), lambda row: row, lambda: pages)


OTHERS: dict[str, Callable[[], Section]] = {
    "lists": lists,
    "liveblogs": liveblogs,
    **{kind.plural: lambda kind=kind: subjects(kind) for kind in KINDS.values()},
    "undated": lambda: entries_in(Entry.objects.undated()),
}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The files that there are."""
    months = {f"{row['month']:%Y-%m}".zfill(7): row for row in Entry.objects.months()}
    files: list[str] = []
    for name, section in OTHERS.items():
        files += files_of(name, section())
    for name, row in months.items():
        is_one = row["entry_count"] <= MOST
        files += [name] if is_one else files_of(name, month_of(name))
    addresses = (request.build_absolute_uri(address_of(name)) for name in files)
    return sent("sitemapindex", (element("sitemap", address, None) for address in addresses))


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
    site = request.build_absolute_uri("/").rstrip("/")
    places = section.places(int(start) if start else None)
    return sent("urlset", (element("url", site + path, time) for path, time in places))


def element(name: str, address: str, changed: dt.datetime | None) -> str:
    told = f"<lastmod>{changed.isoformat(timespec='seconds')}</lastmod>" if changed else ""
    return f"<{name}><loc>{escape(address)}</loc>{told}</{name}>\n"


def sent(root: str, elements: Iterable[str]) -> HttpResponse:
    """The document, sent while it is being made."""
    start = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{SPACE}">\n'
    parts = chain([start], elements, [f"</{root}>\n"])
    response = StreamingHttpResponse(batches(parts), content_type="application/xml")
    patch_cache_control(response, public=True, max_age=FRESH)
    return response


def batches(parts: Iterable[str]) -> Iterator[str]:
    """The parts joined some thousands at a time: to send each alone would take longer."""
    batch: list[str] = []
    for part in parts:
        batch.append(part)
        if len(batch) == ROWS_AT_ONCE:
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

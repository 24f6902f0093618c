"""The liveblogs that pages belong to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import count
from pathlib import PurePath
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from zoneinfo import ZoneInfo

from django.utils.dateformat import format as format_date
from django.utils.text import slugify

from entries.keys import slug_of
from entries.models import ImportRun, Liveblog, Source
from entries.models.entry import shortened

from .captures import StoredCapture
from .drafts import Placed
from .reading import ReadPage
from .rows import Keys
from .sources import UNKNOWN, Sources

# What a page may add to its liveblog.
TOLD = ("day", "title", "standfirst", "summary", "summary_media", "url")
UNTITLED = "Untitled: "
liveblog_keys = Keys(Liveblog)


class Homes:
    """The liveblogs of one batch: found once, made where there is none, completed, written."""

    def __init__(self, run: ImportRun, sources: Sources) -> None:
        self.run = run
        self.sources = sources
        self.liveblogs: dict[int, Liveblog] = {}
        self.zones: dict[int, ZoneInfo] = {}
        self.found: dict[tuple[int, str, Any], Liveblog | None] = {}
        self.days: dict[tuple[int, dt.date], list[Liveblog]] = {}
        self.new: list[Liveblog] = []
        self.before: dict[int, dict[str, Any]] = {}
        self.told: dict[int, dict[str, Any]] = {}

    def with_key(self, key: int) -> Liveblog:
        if key not in self.liveblogs:
            self.keep(Liveblog.objects.get(pk=key))
        return self.liveblogs[key]

    def source_of(self, key: int) -> int:
        return self.with_key(key).source_id

    def zone_of(self, key: int) -> ZoneInfo:
        source = self.source_of(key)
        if source not in self.zones:
            self.zones[source] = self.sources.with_key(source).zone
        return self.zones[source]

    def of(
        self,
        capture: StoredCapture | None,
        source: Source,
        page: ReadPage,
        drafts: Sequence[Placed],
        shared: int | None = None,
    ) -> Liveblog:
        """The liveblog of a page: the one it has, unless this import names another home for it.

        `shared` is the key of the liveblog that has posts of the page already.
        """
        if capture is None or capture.liveblog_id is None:
            return self.found_or_made(source, page, drafts, shared)
        home = self.with_key(capture.liveblog_id)
        hints, before = page.hints, capture.hints
        if home.source_id != source.pk or hints.liveblog != before.get("liveblog"):
            return self.found_or_made(source, page, drafts)
        if hints.url is None or hints.url == before.get("url"):
            return home
        if self.is_alone(home, capture) and not self.one(source, "url", bare_address(hints.url)):
            home.url = bare_address(hints.url)
            self.found[source.pk, "url", home.url] = home
            return home
        return self.found_or_made(source, page, drafts)

    def is_alone(self, home: Liveblog, capture: StoredCapture) -> bool:
        return not home.captures.exclude(pk=capture.pk).exists()

    def found_or_made(
        self,
        source: Source,
        page: ReadPage,
        drafts: Sequence[Placed],
        shared: int | None = None,
    ) -> Liveblog:
        """The liveblog that a page belongs to, made if it is the first of it.

        The one that a person named, else the one with the page's address, else the one that has
        posts of it, else one of that source and day whose title is no other. A page that stays
        undated is a liveblog of its own.
        """
        hints, day = page.hints, newest_day(drafts)
        lookups, title = lookups_of(page, day), title_of(page)
        if hints.liveblog:
            found, title = self.one(source, "slug", lookups["slug"]), title or hints.liveblog[:500]
        elif hints.url:
            found = self.one(source, "url", lookups["url"])
        elif shared:
            found = self.with_key(shared)
        else:
            found = self.of_day(source, page, day) if day else None
        return found or self.made(source, lookups["slug"], title, page, day)

    def prefetch(self, pages: Iterable[tuple[Source, Sequence[Placed], ReadPage]]) -> None:
        """Look up at once what `one` will be asked for the pages."""
        wanted: dict[str, set[tuple[int, Any]]] = {"slug": set(), "url": set(), "day": set()}
        for source, drafts, page in pages:
            for field, value in lookups_of(page, newest_day(drafts)).items():
                wanted[field].add((source.pk, value))
        for field, pairs in wanted.items():
            self.prefetch_field(field, pairs)

    def prefetch_field(self, field: str, pairs: set[tuple[int, Any]]) -> None:
        sources, values = {source for source, _ in pairs}, {value for _, value in pairs}
        found = Liveblog.objects.filter(source__in=sources, **{f"{field}__in": values})
        if field == "day":
            self.days |= {pair: [] for pair in pairs}
        else:
            self.found |= {(source, field, value): None for source, value in pairs}
        for liveblog in found.order_by("-pk"):
            asked = (liveblog.source_id, field, getattr(liveblog, field))
            if field == "day" and asked[::2] in self.days:
                self.days[asked[::2]].insert(0, self.keep(liveblog))
            elif asked in self.found:
                self.found[asked] = self.keep(liveblog)

    def one(self, source: Source, field: str, value: Any) -> Liveblog | None:
        """The first liveblog of the source with this slug or this address."""
        asked = (source.pk, field, value)
        if asked not in self.found:
            found = Liveblog.objects.filter(source=source, **{field: value}).order_by("pk").first()
            self.found[asked] = found and self.keep(found)
        return self.found[asked]

    def of_day(self, source: Source, page: ReadPage, day: dt.date) -> Liveblog | None:
        """The first liveblog of the source and day, without an address, that the page may be of."""
        asked = source.pk, day
        if asked not in self.days:
            found = Liveblog.objects.filter(source=source, day=day).order_by("pk")
            self.days[asked] = [self.keep(liveblog) for liveblog in found]
        new = [each for each in self.new if (each.source_id, each.day) == asked]
        those = (each for each in (*self.days[asked], *new) if not each.url)
        return next((each for each in those if joins(page, source, each)), None)

    def keep(self, liveblog: Liveblog) -> Liveblog:
        """The one object that stands for this liveblog in the batch."""
        kept = self.liveblogs.setdefault(liveblog.pk, liveblog)
        if kept is liveblog:
            self.before[kept.pk] = self.told[kept.pk] = told_of(kept)
        return kept

    def made(
        self, source: Source, slug: str, title: str, page: ReadPage, day: dt.date | None
    ) -> Liveblog:
        liveblog = Liveblog(
            pk=next(liveblog_keys),
            source=source,
            slug=self.free_slug(source, slug),
            title=title or plain_title(source, page, day),
            standfirst=page.liveblog.standfirst or "",
            summary=list(page.liveblog.summary),
            summary_media=list(page.liveblog.summary_media),
            url=bare_address(page.hints.url) if page.hints.url else "",
            day=day,
            run=self.run,
        )
        self.liveblogs[liveblog.pk] = liveblog
        self.new.append(liveblog)
        self.found[source.pk, "slug", liveblog.slug] = liveblog
        if liveblog.url:
            self.found[source.pk, "url", liveblog.url] = liveblog
        return liveblog

    def free_slug(self, source: Source, slug: str) -> str:
        """The slug, with a number behind it where the source has a liveblog of it already."""
        if not self.one(source, "slug", slug):
            return slug
        ours = Liveblog.objects.filter(source=source, slug__startswith=f"{slug}-")
        taken = set(ours.values_list("slug", flat=True))
        taken |= {new.slug for new in self.new if new.source_id == source.pk}
        return next(free for number in count(2) if (free := f"{slug}-{number}") not in taken)

    def complete(self, liveblog: Liveblog, page: ReadPage, drafts: Sequence[Placed]) -> None:
        """Add to a liveblog what this page tells and earlier ones did not."""
        told, source = page.liveblog, self.sources.with_key(liveblog.source_id)
        day = liveblog.day or newest_day(drafts)
        if is_plain(liveblog.title, source, liveblog.day):
            plain = dated_title(source, day) if day else liveblog.title
            liveblog.title = (page.hints.title or told.title or plain)[:500]
        liveblog.day = day
        liveblog.standfirst = liveblog.standfirst or told.standfirst or ""
        liveblog.summary = liveblog.summary or list(told.summary)
        liveblog.summary_media = liveblog.summary_media or list(told.summary_media)

    def news_of(self, liveblog: Liveblog) -> dict[str, list[Any]]:
        """What the latest page told of a liveblog: field → before and after."""
        before, now = self.told.get(liveblog.pk), told_of(liveblog)
        self.told[liveblog.pk] = now
        if before is None:
            return {}
        return {name: [before[name], now[name]] for name in TOLD if before[name] != now[name]}

    def write(self) -> None:
        """Store the new liveblogs, and what was added to others."""
        Liveblog.objects.bulk_create(self.new)
        for key, before in self.before.items():
            liveblog = self.liveblogs[key]
            changed = [name for name in TOLD if before[name] != told_of(liveblog)[name]]
            if changed:
                liveblog.save(update_fields=changed)


def told_of(liveblog: Liveblog) -> dict[str, Any]:
    """What pages told of a liveblog, as JSON."""
    values = {name: getattr(liveblog, name) for name in TOLD}
    return {**values, "day": liveblog.day and liveblog.day.isoformat()}


def newest_day(drafts: Sequence[Placed]) -> dt.date | None:
    """The day of the newest entry of a page, if most of its entries are dated."""
    days = [draft.day for draft in drafts if draft.day]
    return max(days) if len(days) * 2 > len(drafts) else None


def joins(page: ReadPage, source: Source, liveblog: Liveblog) -> bool:
    """Whether a page of a liveblog's source and day may be of it, as far as their titles tell.

    Where nobody knows who published them, both have to say the same.
    """
    title = title_of(page)
    if title and not is_plain(liveblog.title, source, liveblog.day):
        return title.casefold().split() == liveblog.title.casefold().split()
    return source.slug != UNKNOWN.slug


def title_of(page: ReadPage) -> str:
    return (page.hints.title or page.liveblog.title or "")[:500]


def lookups_of(page: ReadPage, day: dt.date | None) -> dict[str, Any]:
    """What a page's liveblog is looked up by: field → value."""
    hints = page.hints
    if hints.liveblog:
        return {"slug": slug_of(hints.liveblog, 110)}
    slug = slug_for(title_of(page), day, page)
    if hints.url:
        return {"slug": slug, "url": bare_address(hints.url)}
    return {"slug": slug, "day": day} if day else {"slug": slug}


def slug_for(title: str, day: dt.date | None, page: ReadPage) -> str:
    if title:
        return slugify(title)[:110].strip("-") or "liveblog"
    return day.isoformat() if day else (slugify(stem(page)) or "page")[:110]


def stem(page: ReadPage) -> str:
    return PurePath(page.raw.name or page.raw.dump_name).stem


def plain_title(source: Source, page: ReadPage, day: dt.date | None) -> str:
    """What an untitled liveblog is called: its source and day, else its page's first words."""
    words = next((draft.headline or draft.text for draft in page.drafts), "")
    return dated_title(source, day) if day else UNTITLED + (shortened(words) or stem(page))


def dated_title(source: Source, day: dt.date) -> str:
    return f"{source.name}, {format_date(day, 'j F Y')}"


def is_plain(title: str, source: Source, day: dt.date | None) -> bool:
    """Whether an untitled liveblog of this source and day is called so."""
    return title == dated_title(source, day) if day else title.startswith(UNTITLED)


def bare_address(url: str) -> str:
    """An address without the query and fragment that pick a page or a post of the stream."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, "", ""))

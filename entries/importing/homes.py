"""Where a capture belongs in the record: its source and its liveblog."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cache
from pathlib import PurePath
from urllib.parse import urlsplit, urlunsplit

from django.db.models import Max, Min
from django.utils.dateformat import format as format_date
from django.utils.text import slugify

from entries.models import Capture, Entry, Liveblog, Source
from entries.parsing import ParsedCapture
from entries.tagging.gazetteer import KnownSource, read_gazetteer

from .drafts import Draft
from .keys import slug_of

# Who set a page is not known where its layout is anybody's and nothing names a source.
UNKNOWN = KnownSource("unknown-source", "Unknown source", "", "UTC", "en")


def source_of(parsed: ParsedCapture, capture: Capture | None = None) -> Source:
    """The source that a capture names, else its layout's; made at its first capture.

    `capture` is the stored one where this page was imported before: it keeps its source, whatever
    that is called by now, unless another is named.
    """
    if capture and capture.source and capture.hints.get("source") == parsed.hints.source:
        return capture.source
    known = known_source(parsed)
    sources = Source.objects.all()
    found = sources.filter(slug=known.slug).first() or sources.filter(name=known.name).first()
    return found or sources.get_or_create(slug=known.slug, defaults=fields_of(known))[0]


def fields_of(known: KnownSource) -> dict[str, str]:
    return {
        "name": known.name,
        "home_page": known.home_page,
        "timezone": known.timezone,
        "language": known.language,
    }


def known_source(parsed: ParsedCapture) -> KnownSource:
    wanted = parsed.hints.source or parsed.layout.source
    if wanted is None:
        return UNKNOWN
    slug = slug_of(wanted, 80)
    for known in gazetteer_sources():
        if known.slug == slug or known.name.casefold() == wanted.casefold():
            return known
    return KnownSource(slug, wanted[:200], "", parsed.zone, "en")


@cache
def gazetteer_sources() -> tuple[KnownSource, ...]:
    return read_gazetteer().sources


def home_of(
    capture: Capture | None, source: Source, parsed: ParsedCapture, drafts: Sequence[Draft]
) -> Liveblog:
    """The liveblog of a capture: the one it has, unless this import names another home for it."""
    home = capture and capture.liveblog
    if capture is None or home is None:
        return liveblog_of(source, parsed, drafts)
    hints, before = parsed.hints, capture.hints
    if home.source_id != source.pk or hints.liveblog != before.get("liveblog"):
        return liveblog_of(source, parsed, drafts)
    if hints.url is None or hints.url == before.get("url"):
        return home
    alone = not home.captures.exclude(pk=capture.pk).exists()
    known = Liveblog.objects.filter(source=source, url=bare_address(hints.url)).exists()
    if alone and not known:
        home.url = bare_address(hints.url)
        home.save(update_fields=["url"])
        return home
    return liveblog_of(source, parsed, drafts)


def liveblog_of(source: Source, parsed: ParsedCapture, drafts: Sequence[Draft]) -> Liveblog:
    """The liveblog that a capture belongs to, made if it is the first of it.

    The one that a person named, else the one with the page's address, else the one of that
    source and day. A page that stays undated is a liveblog of its own.
    """
    hints = parsed.hints
    day = newest_day(drafts)
    title = (hints.title or parsed.liveblog.title or "")[:500]
    ours = Liveblog.objects.filter(source=source)
    if hints.liveblog:
        slug = slug_of(hints.liveblog, 110)
        found = ours.filter(slug=slug).first()
        return found or made(source, slug, title or hints.liveblog[:500], parsed, day)
    if hints.url:
        found = ours.filter(url=bare_address(hints.url)).first()
        return found or made(source, slug_for(title, day, parsed), title, parsed, day)
    if day:
        found = ours.filter(day=day, url="").order_by("pk").first()
        return found or made(source, slug_for(title, day, parsed), title, parsed, day)
    return made(source, slug_for(title, None, parsed), title, parsed, None)


def newest_day(drafts: Sequence[Draft]) -> dt.date | None:
    """The day of the newest entry of a page, if most of its entries are dated."""
    days = [draft.day for draft in drafts if draft.day]
    return max(days) if len(days) * 2 > len(drafts) else None


def made(
    source: Source, slug: str, title: str, parsed: ParsedCapture, day: dt.date | None
) -> Liveblog:
    return Liveblog.objects.create(
        source=source,
        slug=free_slug(source, slug),
        title=title or plain_title(source, parsed, day),
        standfirst=parsed.liveblog.standfirst or "",
        summary=list(parsed.liveblog.summary),
        summary_media=list(parsed.liveblog.summary_media),
        url=bare_address(parsed.hints.url) if parsed.hints.url else "",
        day=day,
    )


def slug_for(title: str, day: dt.date | None, parsed: ParsedCapture) -> str:
    if title:
        return slugify(title)[:110].strip("-") or "liveblog"
    return day.isoformat() if day else stem(parsed)[:110]


def stem(parsed: ParsedCapture) -> str:
    return slugify(PurePath(parsed.raw.dump_name).stem) or "page"


def plain_title(source: Source, parsed: ParsedCapture, day: dt.date | None) -> str:
    """What an untitled liveblog is called: its source and day, else its dump."""
    if day:
        return f"{source.name}, {format_date(day, 'j F Y')}"
    return f"{source.name}, undated page {PurePath(parsed.raw.dump_name).stem}"[:500]


def free_slug(source: Source, slug: str) -> str:
    """The slug, with a number behind it where the source has a liveblog of that slug already."""
    taken = set(
        Liveblog.objects.filter(source=source, slug__startswith=slug).values_list("slug", flat=True)
    )
    number, free = 2, slug
    while free in taken:
        free, number = f"{slug}-{number}", number + 1
    return free


def bare_address(url: str) -> str:
    """An address without the query and fragment that pick a page or a post of the stream."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, "", ""))


def leave(liveblog: Liveblog) -> None:
    """Set the times of a liveblog that lost a capture; take it away if that was its last."""
    if liveblog.captures.exists() or liveblog.entries.exists():
        liveblog.starts_at, liveblog.ends_at = span_of(liveblog)
        liveblog.save(update_fields=["starts_at", "ends_at"])
    else:
        liveblog.delete()


def span_of(liveblog: Liveblog) -> tuple[dt.datetime | None, dt.datetime | None]:
    """The times of its first and last dated entry."""
    times = Entry.objects.filter(liveblog=liveblog)
    span = times.aggregate(starts_at=Min("published_at"), ends_at=Max("published_at"))
    return span["starts_at"], span["ends_at"]


def complete(liveblog: Liveblog, parsed: ParsedCapture, drafts: Sequence[Draft]) -> None:
    """Add to a liveblog what this capture tells and earlier ones did not; set its times.

    Only what is new is written, so that staff may work on the rest meanwhile.
    """
    page = parsed.liveblog
    day = liveblog.day or newest_day(drafts)
    title = liveblog.title
    if title == plain_title(liveblog.source, parsed, liveblog.day):
        found = parsed.hints.title or page.title or plain_title(liveblog.source, parsed, day)
        title = found[:500]
    starts_at, ends_at = span_of(liveblog)
    told = {
        "day": day,
        "title": title,
        "standfirst": liveblog.standfirst or page.standfirst or "",
        "summary": liveblog.summary or list(page.summary),
        "summary_media": liveblog.summary_media or list(page.summary_media),
        "starts_at": starts_at,
        "ends_at": ends_at,
    }
    changed = [name for name, value in told.items() if getattr(liveblog, name) != value]
    for name in changed:
        setattr(liveblog, name, told[name])
    if changed:
        liveblog.save(update_fields=changed)

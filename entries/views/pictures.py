"""The pictures shown where an entry or a live page is shared, drawn when they are asked for.

They are in the site's own language whoever asks: those who show them keep them for others.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from entries.citing import clock_of, in_full
from entries.date_words import days_in_words
from entries.models import Entry, Liveblog, Source
from entries.pictures import HUES, Card, draw
from entries.templatetags.entry_tags import hue

from .entry.one_entry import entry_or_404
from .liveblogs.streams import liveblog_or_404

A_DAY = 24 * 3600
STEPS = 32  # places along the spine where posts of a live page can stand, side by side


@require_safe
def entry_picture(request: HttpRequest, key: str) -> HttpResponse:
    entry = entry_or_404(key)
    if key != entry.key:
        return redirect("entries:entry_picture", entry.key, permanent=True)
    card = Card(entry.title, entry.source.name, time_of(entry), colour_of(entry.source))
    return answer(request, draw(card))


@require_safe
def liveblog_picture(request: HttpRequest, source_slug: str, slug: str) -> HttpResponse:
    liveblog = liveblog_or_404(source_slug, slug)
    source = liveblog.source
    minutes = liveblog.entries.with_clock().per_minute(source.zone)
    when = " · ".join(filter(None, (days_of(liveblog), how_many(liveblog.entries.count()))))
    card = Card(liveblog.title, source.name, when, colour_of(source), moments_of(minutes))
    return answer(request, draw(card))


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Leads those who ask without having read a page to the icon."""
    return HttpResponsePermanentRedirect(static("favicon.ico"))


def answer(request: HttpRequest, picture: bytes) -> HttpResponse:
    """The picture, to be kept for a day; that it is still the same where somebody has it."""
    etag = f'"{hashlib.blake2b(picture, digest_size=16).hexdigest()}"'
    headers = {"Cache-Control": f"public, max-age={A_DAY}", "ETag": etag}
    response = HttpResponse(picture, content_type="image/png", headers=headers)
    return get_conditional_response(request, etag=etag, response=response)


def colour_of(source: Source) -> str:
    return HUES[hue(source)]


def time_of(entry: Entry) -> str:
    """The day and the clock with its zone, as exactly as they are known."""
    if entry.day is None:
        return "Without a date"
    return ", ".join(filter(None, (in_full(entry.day), clock_of(entry))))


def days_of(liveblog: Liveblog) -> str:
    """The days on which it ran, by its source's clock; nothing where none is known."""
    if liveblog.starts_at is None or liveblog.ends_at is None:
        return ""
    zone = liveblog.source.zone
    first, last = (each.astimezone(zone) for each in (liveblog.starts_at, liveblog.ends_at))
    return days_in_words(first, last)


def how_many(entries: int) -> str:
    return "1 entry" if entries == 1 else f"{entries:,} entries"


def moments_of(minutes: Iterable[dt.datetime]) -> tuple[float, ...]:
    """Where posts stand between the first one and the last, at 0 and 1; the first left out."""
    times = list(minutes)
    if not times:
        return ()
    first, whole = min(times), max(times) - min(times)
    if not whole:
        return ()
    return tuple(sorted({round((time - first) / whole * STEPS) / STEPS for time in times} - {0}))

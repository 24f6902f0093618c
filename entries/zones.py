"""Zones: how they are called, and the one in which a reader wants to see times too.

That one is in a cookie, and nowhere else.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE = "zone"
A_YEAR = 365 * 24 * 3600
# The first part of the names of zones that places have; all others are old or have no place.
REGIONS = (
    *("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe"),
    *("Indian", "Pacific"),
)


@cache
def zones_by_region() -> Mapping[str, list[str]]:
    """The names of the zones that can be chosen, by the region they begin with; UTC is apart."""
    names = sorted(available_timezones())
    return {region: [name for name in names if name.startswith(f"{region}/")] for region in REGIONS}


@cache
def zones() -> Mapping[str, ZoneInfo]:
    """Every zone that can be chosen, by its name."""
    names = [name for region in zones_by_region().values() for name in region]
    return {name: ZoneInfo(name) for name in ("UTC", *names)}


def zone_name(local: dt.datetime) -> str:
    """The usual letters of a time's zone; where it has none, its distance from UTC."""
    name = local.tzname() or ""
    return name if name[:1].isalpha() else f"UTC{name}"


def reader_zone(request: HttpRequest | None) -> ZoneInfo | None:
    """The zone that the reader has chosen; None without one, and where the cookie has no zone."""
    name = request.COOKIES.get(COOKIE) if request else None
    return zones().get(name) if name else None


def keep_zone(response: HttpResponse, name: str) -> None:
    """Let the reader's browser remember a zone, or with an empty name forget it."""
    if name:
        safe = {"secure": settings.HTTPS, "httponly": True, "samesite": "Lax"}
        response.set_cookie(COOKIE, name, max_age=A_YEAR, **safe)
    else:
        response.delete_cookie(COOKIE, samesite="Lax")

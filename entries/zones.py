"""Zones: how they are called, and the one in which a reader wants to see times too.

That one is in a cookie, and nowhere else.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE = "zone"
A_YEAR = 365 * 24 * 3600
# The first part of the names of zones that places have; all others are old or have no place.
REGIONS = (
    *("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe"),
    *("Indian", "Pacific"),
)
DATA = files("tzdata") / "zoneinfo"
# Old names of places that have a current one, but follow the clock of another in the data.
RESPELT = {
    "Africa/Asmera": "Africa/Asmara",
    "Africa/Timbuktu": "Africa/Bamako",
    "America/Coral_Harbour": "America/Atikokan",
    "America/Virgin": "America/St_Thomas",
    "Antarctica/South_Pole": "Antarctica/McMurdo",
    "Atlantic/Jan_Mayen": "Arctic/Longyearbyen",
    "Pacific/Ponape": "Pacific/Pohnpei",
    "Pacific/Truk": "Pacific/Chuuk",
    "Pacific/Yap": "Pacific/Chuuk",
}


@cache
def zones_by_region() -> Mapping[str, list[str]]:
    """The names of the zones that can be chosen, by the region they begin with; UTC is apart.

    Each stands there once, by its current name.
    """
    table = (DATA / "zone.tab").read_text(encoding="utf-8").splitlines()
    names = sorted(line.split("\t")[2] for line in table if not line.startswith("#"))
    return {region: [name for name in names if name.startswith(f"{region}/")] for region in REGIONS}


@cache
def zones() -> Mapping[str, ZoneInfo]:
    """Every zone that can be chosen, by its name and by each that it had before."""
    names = [name for region in zones_by_region().values() for name in region]
    current = {name: ZoneInfo(name) for name in ("UTC", *names)}
    return {**current, **{old: current[new] for old, new in renamed().items()}}


@cache
def renamed() -> Mapping[str, str]:
    """The current names of zones by the old ones that they had, such as Europe/Kiev."""
    data = (DATA / "tzdata.zi").read_text(encoding="utf-8").splitlines()
    links = (line.split() for line in data if line.startswith("L "))
    targets = {old: new for _, new, old in links}
    current = {name for region in zones_by_region().values() for name in region}
    old = [name for name in targets if name.startswith(REGIONS) and name not in current]
    return {name: RESPELT.get(name, targets[name]) for name in old}


def zone_name(local: dt.datetime) -> str:
    """The usual letters of a time's zone; where it has none, its distance from UTC."""
    name = local.tzname() or ""
    return name if name[:1].isalpha() else f"UTC{name}"


def reader_zone(request: HttpRequest | None) -> ZoneInfo | None:
    """The zone that the reader has chosen; None without one, and where the cookie has no zone."""
    name = request.COOKIES.get(COOKIE) if request else None
    return zones().get(name) if name else None


def keep_zone(response: HttpResponse, name: str) -> None:
    """Let the reader's browser remember a zone, or with an empty name forget it.

    An old name of a zone is kept as the current one.
    """
    if name:
        name = zones()[name].key
        safe = {"secure": settings.HTTPS, "httponly": True, "samesite": "Lax"}
        response.set_cookie(COOKIE, name, max_age=A_YEAR, **safe)
    else:
        response.delete_cookie(COOKIE, samesite="Lax")

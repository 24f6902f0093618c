"""How pages show what an entry holds: times, excerpts, addresses of others."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from typing import Any

from django import template
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from entries.models import Entry, Source
from entries.models.entry import shortened
from entries.pictures import HUES
from entries.place_kinds import kind_name
from entries.readers.sidefile import is_address
from entries.zones import reader_zone, zone_name

register = template.Library()

EXCERPT_WORDS = 45
NAVIGATION = {
    "entry_list": _("Entries"),
    "liveblog_list": _("Liveblogs"),
    "day_list": _("Days"),
    "person_list": _("People"),
    "organisation_list": _("Organisations"),
    "place_list": _("Places"),
    "topic_list": _("Topics"),
    "source_list": _("Sources"),
    "compare": _("Side by side"),
    "change_list": _("Changes"),
}

SIDES = {
    "N": pgettext_lazy("latitude", "N"),
    "S": pgettext_lazy("latitude", "S"),
    "E": pgettext_lazy("longitude", "E"),
    "W": pgettext_lazy("longitude", "W"),
}


@register.inclusion_tag("entries/_time.html", takes_context=True)
def entry_time(context: template.Context, entry: Entry, form: str = "full") -> dict[str, object]:
    """An entry's time as exactly as its page gave it, and by the clock that the reader chose.

    `form` is "clock" for the hour alone, "dated" for that with the day before it, or "full" for
    the day in words, the local time and, where it differs, UTC.
    """
    told: dict[str, object] = {"entry": entry, "form": form, "full": form == "full"}
    # What an age such as "4h ago" leaves open is half an hour either way of the full hour.
    if local := entry.clock:
        clock = "%H:%M:%S" if entry.time_precision == Entry.Precision.SECOND else "%H:%M"
        utc = local.astimezone(dt.UTC)
        utc_day = f"{date_format(utc, 'MONTH_DAY_FORMAT')} " if utc.date() != local.date() else ""
        told |= {"instant": utc, "clock": f"{local:{clock}}", "zone": zone_name(local)}
        told |= {"utc": f"{utc_day}{utc:{clock}} UTC", "about": not entry.has_clock}
        if own := own_time(local, reader_zone(getattr(context, "request", None))):
            told |= {"own": f"{own:{clock}}", "own_zone": zone_name(own)}
            told["own_day"] = own.date() if own.date() != local.date() else None
    return told


def own_time(local: dt.datetime, zone: dt.tzinfo | None) -> dt.datetime | None:
    """The time by the reader's clock; None without one, and where it shows the same."""
    with suppress(OverflowError):  # beyond the calendar's ends
        own = zone and local.astimezone(zone)
        return own if own and own.utcoffset() != local.utcoffset() else None
    return None


@register.filter
def excerpt(entry: Entry) -> str:
    """The first words of an entry that its title does not say already; captions stay out."""
    if entry.headline:
        parts = [part for block in entry.blocks for part in reported(block)]
        return shortened(" ".join(parts), EXCERPT_WORDS)
    rest = entry.text_below_title
    return f"…{shortened(rest, EXCERPT_WORDS)}" if rest else ""


def reported(block: dict[str, Any]) -> list[str]:
    """What a block reports, as against what it shows."""
    return block["items"] if block["type"] == "list" else [block.get("text", "")]


@register.filter
def period_input(value: str | None) -> str:
    """The type of input that can show a period: a day's own, or text for a year, month or hour."""
    return "date" if not value or re.fullmatch(r"\d{4}-\d\d-\d\d", value) else "text"


@register.filter
def web_address(value: str | None) -> str:
    """An address that may stand in a link: http and https alone, else nothing."""
    return value if value and is_address(value) else ""


@register.filter
def hue(source: Source | int) -> int:
    """The number of the colour of a source, or of the one with this primary key.

    It stands in classes such as hue-3; twelve sources in a row have a colour each.
    """
    return (source if isinstance(source, int) else source.pk) % len(HUES)


@register.filter
def duration(value: dt.timedelta) -> str:
    """A length of time in hours and minutes, such as 2 h 10 min."""
    hours, minutes = divmod(round(value.total_seconds()) // 60, 60)
    parts = [_("%(hours)s h") % {"hours": hours} if hours else ""]
    parts.append(_("%(minutes)s min") % {"minutes": minutes} if minutes else "")
    return " ".join(part for part in parts if part)


@register.filter
def degrees(value: float, letters: str) -> str:
    """A coordinate for people: `letters` are those of its positive and its negative side."""
    side = SIDES[letters[0] if value >= 0 else letters[1]]
    return f"{number_format(abs(value), 2)}° {side}"


@register.filter
def place_kind(kind: str) -> str:
    """A kind of place, such as a city, as the reader calls it."""
    return kind_name(kind)


@register.simple_tag(takes_context=True)
def page_address(context: template.Context, number: int) -> str:
    """Another page of the list that is shown; the first one has no number in its address."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    if number > 1:
        query["page"] = str(number)
    return f"?{query.urlencode()}"


@register.inclusion_tag("_navigation.html", takes_context=True)
def navigation(context: template.Context) -> dict[str, object]:
    """The site's lists; the one that the page belongs to is marked."""
    match = getattr(context.get("request"), "resolver_match", None)
    here = match.url_name if match else None
    items = [
        (reverse(f"entries:{name}"), label, name == here) for name, label in NAVIGATION.items()
    ]
    return {"items": items}

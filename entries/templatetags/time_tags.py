"""How pages show times: as exactly as a page gave them, and by the clock that the reader chose.

The markup is made here, not in a template: a live page shows hundreds of times, and one takes a
quarter of what a template takes.
"""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from functools import lru_cache

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from entries.models import Entry
from entries.zones import reader_zone, zone_name

register = template.Library()

FULL, DATED = "full", "dated"
NOTHING = SafeString()


@register.filter
def duration(value: dt.timedelta) -> str:
    """A length of time in hours and minutes, such as 2 h 10 min."""
    hours, minutes = divmod(round(value.total_seconds()) // 60, 60)
    parts = [_("%(hours)s h") % {"hours": hours} if hours else ""]
    parts.append(_("%(minutes)s min") % {"minutes": minutes} if minutes else "")
    return " ".join(part for part in parts if part)


@register.simple_tag(takes_context=True)
def entry_time(context: template.Context, entry: Entry, form: str = FULL) -> SafeString:
    """An entry's time as exactly as its page gave it, and by the clock that the reader chose.

    `form` is "clock" for the hour alone, "dated" for that with the day before it, or "full" for
    the day in words, the local time and, where it differs, UTC.
    """
    local = entry.clock
    if local and entry.has_clock:
        return exact_time(entry, local, form, reader_zone(context.get("request")))
    if local:
        return about_time(entry, local, form, reader_zone(context.get("request")))
    if entry.day:
        return day_alone(entry, form)
    return no_time(entry.time_text, form)


def exact_time(entry: Entry, local: dt.datetime, form: str, reader: dt.tzinfo | None) -> SafeString:
    clock = clock_of(entry)
    said = f"{local:{clock}} {zone_name(local)}"
    told = (moment_of(local), day_before(entry, form), said, *beside(local, clock, form, reader))
    return format_html('<time datetime="{}">{}{}{}{}</time>', *told)


def about_time(entry: Entry, local: dt.datetime, form: str, reader: dt.tzinfo | None) -> SafeString:
    """A time that was counted back from an age such as “4h ago”, and why it is not exact.

    What that leaves open is half an hour either way of the full hour.
    """
    clock = clock_of(entry)
    said = _("about %(clock)s %(zone)s") % {"clock": f"{local:{clock}}", "zone": zone_name(local)}
    told = (day_before(entry, form), said, *beside(local, clock, form, reader))
    why = counted_back(entry.time_text)
    if form == FULL:
        shape = '<time class="about" datetime="{}">{}{}{}{}</time><span>{}</span>'
        return format_html(shape, moment_of(local), *told, why)
    hint = _("Counted back from an age on the page, so exact to the hour at best")
    shape = (
        '<time class="about" datetime="{}" title="{}">{}{}{}{}</time>'
        '<span class="visually-hidden">{}</span>'
    )
    return format_html(shape, moment_of(local), hint, *told, why)


def counted_back(printed: str) -> str:
    if not printed:
        return _(", counted back from an age on the page, so exact to the hour at best")
    told = _(", counted back from {printed} on the page, so exact to the hour at best")
    return format_html(told, printed=quoted(printed))


def day_alone(entry: Entry, form: str) -> SafeString:
    if form == FULL:
        day = date_format(entry.day, "WEEKDAY_FORMAT")
        before, said = NOTHING, _("%(day)s (day only)") % {"day": day}
    else:
        before, said = day_before(entry, form), _("day only")
    return format_html('<time datetime="{}">{}{}</time>', entry.day.isoformat(), before, said)


def no_time(printed: str, form: str) -> SafeString:
    if not printed:
        return format_html("<span>{}</span>", _("Time not known"))
    if form == FULL:
        told = _("Time not known; printed: {printed}")
        return format_html("<span>{}</span>", format_html(told, printed=quoted(printed)))
    bare = format_html('<span dir="auto">{}</span>', printed)
    return format_html("<span>{}</span>", format_html(_("{printed} as printed"), printed=bare))


def quoted(printed: str) -> SafeString:
    return format_html('<q dir="auto">{}</q>', printed)


def clock_of(entry: Entry) -> str:
    """The form of its time of day."""
    return "%H:%M:%S" if entry.time_precision == Entry.Precision.SECOND else "%H:%M"


def moment_of(local: dt.datetime) -> str:
    return local.astimezone(dt.UTC).isoformat()


def day_before(entry: Entry, form: str) -> str:
    """What stands before the time of day."""
    if form == FULL:
        return f"{date_format(entry.day, 'WEEKDAY_FORMAT')}, "
    if form == DATED:
        return short_date(entry.day, get_language())
    return NOTHING


@lru_cache
def short_date(day: dt.date, _language: str | None) -> SafeString:
    day_in_words = date_format(day, "SHORT_DATE_FORMAT")
    return format_html('<span class="date">{}</span> ', day_in_words)


def beside(
    local: dt.datetime, clock: str, form: str, reader: dt.tzinfo | None
) -> tuple[str, SafeString]:
    """The same time in UTC and by the reader's clock, as far as they are shown."""
    own = own_time(local, reader)
    if form != FULL:
        return NOTHING, format_html(" {}", own_words(local, own, clock)) if own else NOTHING
    utc = f" ({utc_words(local, clock)})" if zone_name(local) != "UTC" else ""
    return utc, format_html(" · {}", own_words(local, own, clock)) if own else NOTHING


def utc_words(local: dt.datetime, clock: str) -> str:
    utc = local.astimezone(dt.UTC)
    day = f"{date_format(utc, 'MONTH_DAY_FORMAT')} " if utc.date() != local.date() else ""
    return f"{day}{utc:{clock}} UTC"


def own_words(local: dt.datetime, own: dt.datetime, clock: str) -> SafeString:
    """The reader's time, with its day where that is another."""
    told = {"own": f"{own:{clock}}", "day": date_format(own, "MONTH_DAY_FORMAT")}
    text = _("%(own)s your time") if own.date() == local.date() else _("%(day)s, %(own)s your time")
    return format_html('<span class="own-time" title="{}">{}</span>', zone_name(own), text % told)


def own_time(local: dt.datetime, zone: dt.tzinfo | None) -> dt.datetime | None:
    """The time by the reader's clock; None without one, and where it shows the same."""
    with suppress(OverflowError):  # beyond the calendar's ends
        own = zone and local.astimezone(zone)
        return own if own and own.utcoffset() != local.utcoffset() else None
    return None

"""What pages that set sources side by side show, and the ways to them."""

from __future__ import annotations

from django import template
from django.urls import reverse
from django.utils.formats import date_format

from entries.filters import EntryFilter
from entries.models import Entry, Liveblog
from entries.views.compare.asked import Asked
from entries.views.compare.clock import Clock
from entries.views.compare.evidence import Shown
from entries.views.compare.grid import value_of
from entries.zones import zone_name

register = template.Library()

# Of the liveblogs that ran beside another one so many are listed on its page.
OVERLAPPING = 4


@register.filter
def own_time(entry: Entry, clock: Clock) -> str:
    """An entry's time on its source's clock; empty where the clock on the page shows the same."""
    own, shown = entry.local_time, clock.shows(entry.published_at)
    if own.utcoffset() == shown.utcoffset():
        return ""
    same_day = own.date() == shown.date()
    clock_face = date_format(own, "TIME_FORMAT" if same_day else "SHORT_MONTH_DAY_TIME_FORMAT")
    return f"{clock_face} {zone_name(own)}"


@register.filter
def for_entry(evidence: dict[int, Shown], entry: Entry) -> Shown:
    """What of the evidence shows that the entry has what was asked for."""
    return evidence[entry.pk]


@register.filter
def first_address(filters: EntryFilter) -> str:
    """Where it is told who had first what a list finds.

    Empty where the list is not that of one day, and where it is of all that the day has.
    """
    if not any(chip.parameter == "on" for chip in filters.chips):
        return ""
    asked = Asked(filters.linked_query, reverse("entries:first"), most=None)
    return asked.address() if asked.day and asked.narrowed else ""


@register.inclusion_tag("entries/_overlapping.html")
def overlapping(liveblog: Liveblog) -> dict[str, object]:
    """The liveblogs that ran while this one did, with the addresses that set them beside it."""
    found = list(Liveblog.objects.overlapping(liveblog)[: OVERLAPPING + 1])
    choose = f"{reverse('entries:compare')}?liveblog={value_of(liveblog)}"
    others = [(other, f"{choose}&liveblog={value_of(other)}") for other in found[:OVERLAPPING]]
    return {"others": others, "more": choose if found else ""}

"""How pages that set sources side by side show times."""

from __future__ import annotations

from django import template
from django.utils import dateformat

from entries.models import Entry
from entries.templatetags.entry_tags import zone_name
from entries.views.clock import Clock
from entries.views.evidence import Shown

register = template.Library()


@register.filter
def own_time(entry: Entry, clock: Clock) -> str:
    """An entry's time on its source's clock; empty where the clock on the page shows the same."""
    own, shown = entry.local_time, clock.shows(entry.published_at)
    if own.utcoffset() == shown.utcoffset():
        return ""
    clock_face = dateformat.format(own, "H:i" if own.date() == shown.date() else "j M, H:i")
    return f"{clock_face} {zone_name(own)}"


@register.filter
def for_entry(evidence: dict[int, Shown], entry: Entry) -> Shown:
    """What of the evidence shows that the entry has what was asked for."""
    return evidence[entry.pk]

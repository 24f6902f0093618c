"""How pages show what an entry holds: excerpts, addresses of others."""

from __future__ import annotations

import re
from typing import Any

from django import template
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from entries.models import Entry, Source
from entries.models.entry import shortened
from entries.pictures import HUES
from entries.place_kinds import kind_name
from entries.readers.sidefile import is_address

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
    """The site's lists; marked are the one that the page is, and the one that it belongs to."""
    request = context.get("request")
    here = request.path if request else ""
    lists = {reverse(f"entries:{name}"): label for name, label in NAVIGATION.items()}
    items = [
        (address, label, address == here, here.startswith(address))
        for address, label in lists.items()
    ]
    return {"items": items}

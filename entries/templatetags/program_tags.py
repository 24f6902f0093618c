"""What a page has for programs: its twins and its feeds, told in its head and at its foot."""

from __future__ import annotations

from typing import NamedTuple

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode

from entries.feeds.answers import FORMATS
from entries.records import CSV, JSON_LINES
from entries.views.subjects.kinds import KINDS
from entries.views.twins.machine import JSON, LONGEST_LINK
from entries.views.twins.taken import TAKES

register = template.Library()

# The pages that have twins, by the names of their addresses, and what is in the context of each
# only where it was found and what was asked of it can be shown. No other page has feeds.
SHOWN = {
    "home": "entry_count",
    "entry_list": "results",
    "values": "facet",
    "entry": "entry",
    "versions": "entry",
    "capture": "capture",
    "capture_line": "capture",
    "liveblog_list": "page",
    "liveblog": "understood",
    "liveblog_coverage": "parts",
    "change_list": "rows",
    "day_list": "years",
    "year": "first",
    "month": "month",
    "week": "days",
    "day": "day",
    "on_this_day": "date",
    "compare": "comparison",
    "first": "order",
    **dict.fromkeys(KINDS, "subject"),
    **{f"{kind}_list": "page" for kind in KINDS},
}
TWINS = (("json", "JSON", JSON), *((f.ending, f.name, f.media_type) for f in (CSV, JSON_LINES)))
# Pages without a feed of their own that lead to all entries, and have the feed of these.
OF_ALL_ENTRIES = {"home", "day_list", *(f"{kind}_list" for kind in KINDS)}
# What feeds do not take: they have an order of their own, and no names to look for.
NOT_OF_FEEDS = ("sort", "order", "by", "name")

# Parameters and their values, as they were given.
Asked = list[tuple[str, str]]


class Link(NamedTuple):
    """A form in which the page can be had, and where."""

    name: str
    media_type: str
    address: str


@register.simple_tag(takes_context=True)
def for_programs(context: template.Context) -> dict[str, object]:
    """The `twins` and `feeds` of the page that is shown, which may be `feeds_of_all` entries.

    They take what the page was asked for and they know; there are none where that is so long
    that a page with all of them would be endless.
    """
    match = getattr(context.get("request"), "resolver_match", None)
    page = match.url_name if match else ""
    if SHOWN.get(page, "") not in context:
        return {}
    given = context["request"].GET
    asked = [(name, value) for name in TAKES.get(page, ()) for value in given.getlist(name)]
    query = query_of(asked)
    if len(query) > LONGEST_LINK:
        return {}
    parts = match.captured_kwargs
    return {
        "twins": twins_of(page, parts, query),
        "feeds": feeds_of(page, parts, asked),
        "feeds_of_all": page in OF_ALL_ENTRIES,
    }


def twins_of(page: str, parts: dict[str, object], query: str) -> list[Link]:
    # An entry's twin goes by its key alone.
    known = {name: part for name, part in parts.items() if (page, name) != ("entry", "slug")}
    links = [
        Link(name, media_type, address_of(f"{page}_{ending}", known, query))
        for ending, name, media_type in TWINS
    ]
    return [link for link in links if link.address]


def feeds_of(page: str, parts: dict[str, object], asked: Asked) -> list[Link]:
    """The feeds of the page, or of the entries that it leads to."""
    query = query_of([(name, value) for name, value in asked if name not in NOT_OF_FEEDS])
    if page in OF_ALL_ENTRIES:
        query = ""
    if page in OF_ALL_ENTRIES or page == "values":
        page, parts = "entry_list", {}
    links = [
        Link(form.title, form.media_type, address_of(f"{page}_feed", parts | {"form": end}, query))
        for end, form in FORMATS.items()
    ]
    return [link for link in links if link.address]


def query_of(asked: Asked) -> str:
    return f"?{urlencode(asked)}" if asked else ""


def address_of(name: str, parts: dict[str, object], query: str) -> str:
    """The address of this name with the query; empty where there is none of the name."""
    try:
        return reverse(f"entries:{name}", kwargs=parts) + query
    except NoReverseMatch:
        return ""

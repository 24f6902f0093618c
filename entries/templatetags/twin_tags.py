"""The twins of a page: who reads it is told of them in its head and at its foot."""

from __future__ import annotations

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode

from entries.records import CSV, JSON_LINES
from entries.views.kinds import KINDS
from entries.views.machine import JSON, LONGEST_LINK
from entries.views.taken import TAKES

register = template.Library()

# The pages that have twins, and what tells that such a page was found and not refused.
PAGES = {
    "home": "entry_count",
    "entry_list": "results",
    "values": "facet",
    "entry": "entry",
    "versions": "entry",
    "capture": "capture",
    "liveblog_list": "page",
    "liveblog": "liveblog",
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
FORMS = (("json", "JSON", JSON), *((f.ending, f.name, f.media_type) for f in (CSV, JSON_LINES)))


@register.inclusion_tag("_twins.html", takes_context=True)
def twins(context: template.Context, where: str) -> dict[str, object]:
    """Links to the twins of the page that is shown, for its "head" or its "foot"."""
    match = getattr(context.get("request"), "resolver_match", None)
    name = match.url_name if match else ""
    if PAGES.get(name, "") not in context:
        return {}
    parts = dict(match.captured_kwargs)
    if name == "entry":  # whose twin goes by its key alone
        parts.pop("slug", None)
    given = context["request"].GET
    known = [(each, value) for each in TAKES.get(name, ()) for value in given.getlist(each)]
    query = f"?{urlencode(known)}" if known else ""
    if len(query) > LONGEST_LINK:  # six times on a page, and in no header
        return {}
    addresses = [(twin_address(name, ending, parts), *form) for ending, *form in FORMS]
    found = [(f"{address}{query}", *form) for address, *form in addresses if address]
    return {"twins": found, "where": where}


def twin_address(name: str, ending: str, parts: dict[str, object]) -> str:
    """Where the twin with this ending is; empty where the page has none."""
    try:
        return reverse(f"entries:{name}_{ending}", kwargs=parts)
    except NoReverseMatch:
        return ""

"""The feeds of a page: who reads it is told of them in its head and at its foot."""

from __future__ import annotations

from django import template
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from entries.feeds.answers import FORMATS
from entries.views.machine import LONGEST_LINK

register = template.Library()

# The pages that have feeds, and what tells that such a page was found and not refused.
PAGES = {
    "home": "entry_count",
    "entry_list": "results",
    "liveblog_list": "page",
    "liveblog": "liveblog",
    "day": "day",
    "change_list": "rows",
    **dict.fromkeys(("person", "organisation", "place", "topic", "source"), "subject"),
}
# The parameters of a page that its feed has no use for.
ORDERING = ("page", "sort", "order", "by", "since")


@register.inclusion_tag("_feed_links.html", takes_context=True)
def feed_links(context: template.Context, where: str) -> dict[str, object]:
    """Links to the feeds of the page that is shown, for its "head" or its "foot"."""
    request = context.get("request")
    match = getattr(request, "resolver_match", None)
    name = match.url_name if match else ""
    if PAGES.get(name, "") not in context:
        return {}
    page = reverse("entries:entry_list") if name == "home" else request.path
    query = request.GET.copy()
    for parameter in ORDERING:
        query.pop(parameter, None)
    end = f"?{query.urlencode()}" if query else ""
    if len(end) > LONGEST_LINK:
        return {}
    feeds = [(f"{page}feed.{name}{end}", form) for name, form in FORMATS.items()]
    return {"feeds": feeds, "where": where, "subject": title_of(context, name)}


def title_of(context: template.Context, name: str) -> str:
    """What the feed is of, in a word or two."""
    if name == "day":
        return date_format(context["day"], "DATE_FORMAT")
    if name in ("liveblog_list", "change_list"):
        return _("Liveblogs") if name == "liveblog_list" else _("Changes")
    if name in ("home", "entry_list"):
        filters = context.get("filters")
        return filters.words.text if filters and filters.words.text else _("Entries")
    return str(context.get("liveblog") or context.get("subject"))

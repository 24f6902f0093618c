"""Where feeds are: at the address of their page, and `feed.atom` or `feed.json` behind that."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, re_path

from entries.views.addresses import DAY, MONTH, YEAR
from entries.views.subjects.kinds import KINDS

from . import calendar, streams, views

SLUG = "[-a-zA-Z0-9_]+"
STREAM = f"liveblogs/(?P<source_slug>{SLUG})/(?P<slug>{SLUG})"
FORM = r"feed\.(?P<form>atom|json)"


def feed_path(page: str, view: Callable[..., HttpResponse], name: str, **which: str) -> URLPattern:
    """The feeds of the pages whose addresses have this pattern."""
    return re_path(f"^{page}/{FORM}$", view, which, name=f"{name}_feed")


urlpatterns = [
    feed_path("entries", views.entry_list, "entry_list"),
    feed_path("liveblogs", views.liveblog_list, "liveblog_list"),
    feed_path(STREAM, streams.liveblog, "liveblog"),
    feed_path(f"{STREAM}/coverage", streams.coverage, "liveblog_coverage"),
    feed_path(f"days/{YEAR}", calendar.year, "year"),
    feed_path(f"days/{YEAR}/w(?P<week>[0-9]{{2}})", calendar.week, "week"),
    feed_path(f"days/{YEAR}/{MONTH}", calendar.month, "month"),
    feed_path(f"days/{YEAR}/{MONTH}/{DAY}", calendar.day, "day"),
    feed_path(f"on/{MONTH}-{DAY}", calendar.on_this_day, "on_this_day"),
    feed_path("changes", views.change_list, "change_list"),
    *(
        feed_path(f"{kind.plural}/(?P<slug>{SLUG})", views.subject, kind.name, kind=kind.name)
        for kind in KINDS.values()
    ),
]

"""Where feeds are: at the address of their page, and `feed.atom` or `feed.json` behind that."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, re_path

from entries.views.addresses import DAY, MONTH, YEAR
from entries.views.subjects.kinds import KINDS

from . import views

SLUG = "[-a-zA-Z0-9_]+"
FORM = r"feed\.(?P<form>atom|json)"


def feed_path(page: str, view: Callable[..., HttpResponse], name: str, **which: str) -> URLPattern:
    """The feeds of the pages whose addresses have this pattern."""
    return re_path(f"^{page}/{FORM}$", view, which, name=f"{name}_feed")


urlpatterns = [
    feed_path("entries", views.entry_list, "entry_list"),
    feed_path("liveblogs", views.liveblog_list, "liveblog_list"),
    feed_path(f"liveblogs/(?P<source_slug>{SLUG})/(?P<slug>{SLUG})", views.liveblog, "liveblog"),
    feed_path(f"days/{YEAR}/{MONTH}/{DAY}", views.day, "day"),
    feed_path("changes", views.change_list, "change_list"),
    *(
        feed_path(f"{kind.plural}/(?P<slug>{SLUG})", views.subject, kind.name, kind=kind.name)
        for kind in KINDS.values()
    ),
]

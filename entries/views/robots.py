"""What robots may read, and what belongs in no web index: both rules stand here and nowhere else.

Entries, streams, days, subjects and feeds are open. What can be combined without end is closed, so
that nobody reads one archive a million times over, and says that it is not to be indexed.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

View = Callable[[HttpRequest], HttpResponse]

# Rules by RFC 9309: of all that fit an address the longest holds. Those with a star come to
# nothing with robots that know none, so that the widest stands without one too.
CLOSED = (
    "/*?",
    "/entries/?",
    "/changes/?",
    "/admin/",
    "/captures/",
    "/compare/first/",
    "/entries.",
    "/entries/*/cite",
    "/entries/feed.atom?",
    "/entries/feed.json?",
    "/entries/values/",
    "/liveblogs/*/*/all/",
    "/liveblogs/*/*/at/",
    "/liveblogs/*/*/with/",
    "/search/complete/",
    "/search/suggest/",
    "/times/",
    "/*/feed.*?since=",
    "/*.csv",
    "/*.jsonl",
)
OPEN = ("/*?page=", "/*/feed.", "/entries/feed.atom?after=", "/entries/feed.json?after=")

# Pages, by the name of their address, that are no more than another view of what is elsewhere.
NEVER = {
    *("capture", "capture_line", "payload", "cite", "cite_file", "complete", "suggest", "values"),
    *("first", "liveblog_all", "times"),
}
# Lists of which only the plain one belongs in an index.
FIRST_PAGE_ONLY = {"entry_list", "change_list", "home"}


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """The rules, and where the sitemap is."""
    lines = ["User-agent: *"]
    lines += [f"Disallow: {path}" for path in CLOSED]
    lines += [f"Allow: {path}" for path in OPEN]
    lines += ["", f"Sitemap: {request.build_absolute_uri(reverse('entries:sitemap_index'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain")


def out_of_indexes(get_response: View) -> View:
    """Say of pages that belong in no index that they do not."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if stays_out(request):
            response.headers.setdefault("X-Robots-Tag", "noindex")
        return response

    return middleware


def stays_out(request: HttpRequest) -> bool:
    """Whether the page belongs in no index: its kind does not, or it is one of endlessly many."""
    match = request.resolver_match
    if match is None or match.app_name == "admin" or match.url_name in NEVER:
        return True
    asked = set(request.GET)
    return bool(asked - {"page"}) or bool(asked and match.url_name in FIRST_PAGE_ONLY)

"""A live page's whole stream on one page: to print, and for the browser's own search."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import get_template, render_to_string
from django.views.decorators.http import require_safe

from .streams import Stream, steps

# Where the page's template has the entries; no text of a dump can be this, for it is escaped.
ENTRIES_HERE = "<!-- entries -->"
# So many entries are written at a time, while the first of them are already on their way.
AT_A_TIME = 200


@require_safe
def whole(request: HttpRequest, source_slug: str, slug: str) -> HttpResponseBase:
    """All entries of a live page, in a fixed number of queries, sent as they are written."""
    stream = Stream.asked_for(request, source_slug, slug)
    if request.method == "HEAD":
        return StreamingHttpResponse()  # A plain one would be said to be 0 bytes long.
    context = {
        "liveblog": stream.liveblog,
        "stream": stream,
        "order": stream.order,
        "count": stream.liveblog.entries.count(),
        "address": request.build_absolute_uri(stream.liveblog.get_absolute_url()),
    }
    page = render_to_string("entries/liveblog_all.html", context, request)
    above, _, below = page.partition(ENTRIES_HERE)
    return StreamingHttpResponse(chain([above], written(request, stream), [below]))


def written(request: HttpRequest, stream: Stream) -> Iterator[str]:
    """The entries as they stand in the page, some at a time; they are asked for with the first."""
    source = stream.liveblog.source
    entries = stream.ordered(stream.liveblog.entries.defer("text").prefetch_related("bylines"))
    for entry in entries:
        entry.source = source
    template = get_template("entries/_whole.html")
    divided = steps(entries)
    while some := list(islice(divided, AT_A_TIME)):
        yield template.render({"steps": some, "language": source.language}, request)

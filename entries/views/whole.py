"""A live page's whole stream on one page: to print, and for the browser's own search."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import get_template, render_to_string
from django.views.decorators.http import require_safe

from .streams import Step, Stream, steps

# Where the page's template has the entries; no text of a dump can be this, for it is escaped.
ENTRIES_HERE = "<!-- entries -->"
# So many entries are written at a time, while the first of them are already on their way.
AT_A_TIME = 200


@require_safe
def whole(request: HttpRequest, source_slug: str, slug: str) -> HttpResponseBase:
    """All entries of a live page, in a fixed number of queries, sent as they are written."""
    if request.method == "HEAD":
        return HttpResponse()
    stream = Stream.asked_for(request, source_slug, slug)
    found = stream.liveblog
    entries = list(stream.ordered(found.entries.defer("text").prefetch_related("bylines")))
    for entry in entries:
        entry.source = found.source
    context = {
        "liveblog": found,
        "stream": stream,
        "order": stream.order,
        "count": len(entries),
        "address": request.build_absolute_uri(found.get_absolute_url()),
    }
    page = render_to_string("entries/liveblog_all.html", context, request)
    above, _, below = page.partition(ENTRIES_HERE)
    texts = written(request, steps(entries), found.source.language)
    return StreamingHttpResponse(chain([above], texts, [below]))


def written(request: HttpRequest, steps: Iterator[Step], language: str) -> Iterator[str]:
    """The steps as they stand in the page, some at a time; their words are in the language."""
    template = get_template("entries/_whole.html")
    while some := list(islice(steps, AT_A_TIME)):
        yield template.render({"steps": some, "language": language}, request)

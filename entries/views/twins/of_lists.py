"""The twins of lists: JSON in parts, and all of a list as a file that is streamed.

A twin's address is that of its page, with an ending in the place of the last slash. What it takes
is what the page takes, but for the number of a page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, islice
from urllib.parse import urlencode

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from entries.records import Format

from ..addresses import site_of
from .cursors import opened, sealed
from .listings import Listing
from .machine import Refused, View, answer, linked, machine

ListingOf = Callable[..., Listing]
NO_CURSOR = "A file has all of the list: leave the cursor out."
# The head of a table and the first rows: what fails before these are there is told as an error.
BEFORE_THE_ANSWER = 2


def twin(listing_of: ListingOf) -> View:
    """The JSON twin of a list, which goes on by `cursor`."""

    @machine
    def answering(request: HttpRequest, **parts: str) -> HttpResponseBase:
        listing = listing_of(request, **parts)
        cursor, site = request.GET.get("cursor", ""), site_of(request)
        after = opened(cursor, listing.page) if cursor else None
        total = listing.rows.total()
        items, last = listing.rows.part(after, site)
        further = last and site + address_of_rest(request, listing, sealed(last, listing.page))
        about = {**listing.about} if cursor else {**listing.about, **listing.overview()}
        data = {**about, "total": total, "next": further, "items": items}
        return answer(request, data, listing.page)

    return answering


def address_of_rest(request: HttpRequest, listing: Listing, cursor: str) -> str:
    """Where the list goes on, with the parameters in the one form that the page's address has."""
    query = listing.page.partition("?")[2]
    return f"{request.path}?{query}{'&' if query else ''}{urlencode({'cursor': cursor})}"


def export(listing_of: ListingOf, form: Format) -> View:
    """All of a list as a file of this form. `X-Total-Count` says how many rows it has: where a
    stream breaks off, the connection ends without the sign that it is complete.
    """

    @machine
    def streaming(request: HttpRequest, **parts: str) -> HttpResponseBase:
        if "cursor" in request.GET:
            raise Refused({"cursor": [NO_CURSOR]})
        listing, site = listing_of(request, **parts), site_of(request)
        total, records = listing.rows.whole(site)
        lines = form.write(records, listing.rows.columns)
        content_type = f"{form.media_type}; charset=utf-8"
        # A plain response to a question for the head would be said to be 0 bytes long.
        sent = () if request.method == "HEAD" else started(lines)
        response = StreamingHttpResponse(sent, content_type=content_type)
        response["X-Total-Count"] = str(total)
        file_name = f"{listing.name}.{form.ending}"
        response["Content-Disposition"] = content_disposition_header(True, file_name)
        return linked(response, site + listing.page)

    return streaming


def started(lines: Iterator[str]) -> Iterator[str]:
    """The same, its beginning made already."""
    beginning = list(islice(lines, BEFORE_THE_ANSWER))
    return chain(beginning, lines)

"""How a feed is sent: in which format, for how long it may be kept, or not at all if unchanged."""

from __future__ import annotations

import functools
from collections.abc import Callable
from hashlib import blake2b
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entries.search import SearchUnavailable
from entries.search.rebuilding import RETRY_AFTER, start_rebuild_if_needed

from . import atom, json_feed
from .documents import Document

# Seconds for which a document may be kept without asking again.
FRESH, ARCHIVE_FRESH = 300, 3600


class Format(NamedTuple):
    """A way to write a document, and what it is called."""

    title: str
    media_type: str
    write: Callable[[Document], bytes]


FORMATS = {
    "atom": Format("Atom", atom.MEDIA_TYPE, atom.atom),
    "json": Format("JSON Feed", json_feed.MEDIA_TYPE, json_feed.json_feed),
}


def feed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that answers 503 while the index is being built, and only to safe methods."""

    @require_safe
    @functools.wraps(view)
    def answering(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except SearchUnavailable:
            start_rebuild_if_needed()
        response = refusal(_("The index of this archive is being built. Try again in a moment."))
        response.status_code = 503
        response["Retry-After"] = RETRY_AFTER
        return response

    return answering


def refusal(*reasons: str) -> HttpResponse:
    """What is said of an address that asks for nothing that there is."""
    text = "\n".join(reasons)
    return HttpResponse(f"{text}\n", status=400, content_type="text/plain; charset=utf-8")


def answer(request: HttpRequest, form: str, document: Document) -> HttpResponse:
    """The document in the format asked for; 304 where the reader has it already.

    What it says alone tells that: no time is sent with it, as what leaves a feed, and what changes
    the name of a source, leaves no later time on the rows.
    """
    body = FORMATS[form].write(document)
    etag = quote_etag(blake2b(body, digest_size=16).hexdigest())
    response = HttpResponse(body, content_type=media_type(form))
    response["ETag"] = etag
    response["Access-Control-Allow-Origin"] = "*"
    age = ARCHIVE_FRESH if document.is_archive else FRESH
    patch_cache_control(response, public=True, max_age=age)
    return get_conditional_response(request, etag, response=response)


def media_type(form: str) -> str:
    """With the charset where the format leaves it open; JSON is always UTF-8."""
    media_type = FORMATS[form].media_type
    return f"{media_type}; charset=utf-8" if form == "atom" else media_type

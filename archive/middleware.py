"""What holds for every request and response of the site."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse

# Ten values for each filter are 180. A page shows each with the address that leaves it out, so
# that a thousand of them made one of twelve megabytes.
MOST_PARAMETERS = 250
# Ten thousand letters of the search box, at twelve characters for an emoji, and filters beside
# them. A page repeats what is asked for in hundreds of links.
LONGEST_QUERY = 150_000

# Characters that HTML forbids: those of one byte, and as UTF-8 writes those of two.
OF_ONE_BYTE = bytes((*range(9), 0x0B, *range(0x0E, 0x20), 0x7F))
OF_TWO_BYTES = re.compile(rb"\xc2[\x80-\x9f]")
FORBIDDEN = re.compile(rb"[" + re.escape(OF_ONE_BYTE) + rb"]|" + OF_TWO_BYTES.pattern)
DAMAGED = "\N{REPLACEMENT CHARACTER}".encode()

HTML = "text/html"

View = Callable[[HttpRequest], HttpResponse]

# Nothing from another host, nothing inline: text of a dump that got past the escaping does nothing.
POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)


def content_security_policy(get_response: View) -> View:
    """Send the policy with every page but Django's own page on an error while DEBUG is on."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not (settings.DEBUG and response.status_code in (404, 500)):
            response.headers.setdefault("Content-Security-Policy", POLICY)
        return response

    return middleware


def few_parameters(get_response: View) -> View:
    """Refuse addresses that ask for more than a page reads, and answers, quickly."""

    def middleware(request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if len(query) > LONGEST_QUERY:
            raise RequestDataTooBig("The address is too long.")
        if query.count("&") >= MOST_PARAMETERS:
            raise TooManyFieldsSent("The address has too many parameters.")
        return get_response(request)

    return middleware


def no_control_characters(get_response: View) -> View:
    """Show what HTML forbids as the sign of damage, whether a query or a dump brought it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not response.headers.get("Content-Type", "").startswith(HTML):
            return response
        if response.streaming:  # in pieces of whole characters
            response.streaming_content = map(without_control_characters, response)
        else:
            response.content = without_control_characters(response.content)
        return response

    return middleware


def without_control_characters(page: bytes) -> bytes:
    """A page in UTF-8 without them. To look whether there are any takes half a millisecond."""
    page = page.replace(b"\f", b" ")  # which HTML has, but only as white space
    if len(page.translate(None, OF_ONE_BYTE)) < len(page) or OF_TWO_BYTES.search(page):
        return FORBIDDEN.sub(DAMAGED, page)
    return page

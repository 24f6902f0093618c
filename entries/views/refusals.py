"""What is answered to requests that cannot be taken, in words for people or for programs."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import defaults

from .twins.machine import error, open_to_all

View = Callable[[HttpRequest], HttpResponse]

# Feeds and citations tell people what is wrong, as they stand in programs for people.
DATA = re.compile(r"/.*(?<!/feed)(?<!/cite)\.(?:json|jsonl|csv)")


def is_data(request: HttpRequest) -> bool:
    """Whether the address is one for programs; what is there is not looked up."""
    return bool(DATA.fullmatch(request.path_info))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: a page, or at an address for programs what went wrong as JSON."""
    if not is_data(request):
        return defaults.bad_request(request, exception)
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent):
        return open_to_all(error(400, str(exception), "Ask for less at once."))
    message = "The request cannot be taken as it is."
    return open_to_all(error(400, message, "Send it to the archive's own address."))


def methods_not_taken(get_response: View) -> View:
    """Say in words that an address takes no such method; Django's own answer is empty."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != 405 or response.content:
            return response
        said = open_to_all(only_read()) if is_data(request) else render(request, "405.html")
        said.status_code = 405
        said["Allow"] = response["Allow"]
        return said

    return middleware


def only_read() -> HttpResponse:
    return error(405, "What is here can only be read.", "Ask for it with GET or HEAD.")

"""In which language a page is: the one that its reader chose or whose browser asks for."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

View = Callable[[HttpRequest], HttpResponse]

# What a page is chosen by, and what a cache must therefore tell apart.
CHOSEN_BY = ("Accept-Language", "Cookie")

# Any site may make a reader's browser choose a language: that harms nobody, and a token would set
# a cookie with every page.
choose = csrf_exempt(set_language)


def reader_language(get_response: View) -> View:
    """Answer in the reader's language; what machines read is the same for everybody.

    Django's own middleware knows no difference between the two. Addresses of pages end with a
    slash, those of files, feeds and data do not.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        is_page = request.path_info.endswith("/")
        language = translation.get_language_from_request(request)
        # It stays after the answer, some of which are written while they are sent.
        translation.activate(language if is_page else settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language()
        response = get_response(request)
        if is_page:
            patch_vary_headers(response, CHOSEN_BY)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response

    return middleware

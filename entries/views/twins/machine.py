"""What every answer for machines has: JSON whatever goes wrong, headers for all who may ask.

What is told is the same in every language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import conditional_page, require_safe

from entries.records import as_json
from entries.search import SearchUnavailable
from entries.search.rebuilding import RETRY_AFTER, start_rebuild_if_needed

from ..addresses import moved, site_of
from ..missing import removal_at

JSON = "application/json"
# Proxies refuse headers that are much longer; the link is a courtesy.
LONGEST_LINK = 2000
# Seconds for which an answer may be used without asking whether it still holds.
FRESH = 60

UNKNOWN = "There is no such parameter here. Known are: {names}."
TAKES_NONE = "There is no such parameter here: this address takes none."
NO_PAGES = "Pages have no numbers here: go on by the address in “next”."

View = Callable[..., HttpResponseBase]
Reasons = Mapping[str, Sequence[str]]


class Refused(Exception):
    """The parameters cannot be answered; `reasons` are sentences by parameter."""

    def __init__(self, reasons: Reasons) -> None:
        super().__init__(str(reasons))
        self.reasons = reasons


class Moved(Exception):
    """What was asked for is now the twin of the page at the path `page`."""

    def __init__(self, page: str) -> None:
        super().__init__(page)
        self.page = page


def machine(view: View) -> View:
    """A view whose every answer, errors too, is for machines: open to scripts of other sites,
    kept out of web indexes, with a tag by which an unchanged answer is not sent again.
    """
    tagged = conditional_page(view)

    @wraps(view)
    def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response = tagged(request, *args, **kwargs)
        except Refused as refusal:
            response = refused(refusal.reasons)
        except Moved as move:
            response = moved(request, twin_of(move.page, request.path))
        except Http404 as error:
            response = not_found(request, str(error))
        except SearchUnavailable:
            response = unavailable()
        return open_to_all(response)

    # Who sends something is told that it is only read, not that proof of a form is missing.
    return csrf_exempt(require_safe(answering))


def open_to_all(response: HttpResponseBase) -> Any:
    """The response open to scripts of other sites, and kept out of web indexes."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "Link, X-Total-Count, Retry-After"
    response["X-Robots-Tag"] = "noindex"
    return response


def twin_of(page: str, path: str) -> str:
    """The twin of a page, with the ending that a path has."""
    return f"{page.removesuffix('/')}.{path.rpartition('.')[2]}"


def parameters_of(request: HttpRequest, *known: str) -> QueryDict:
    """What the address asks for, its cursor aside. Raises Refused for what is not known here."""
    query = request.GET.copy()
    query.pop("cursor", None)
    told = UNKNOWN.format(names=", ".join(known)) if known else TAKES_NONE
    unknown = {name: [told] for name in query if name not in known}
    if "page" in unknown:
        unknown["page"] = [NO_PAGES]
    checked(unknown)
    return query


def checked(errors: Mapping[str, Any]) -> None:
    """Raises Refused with the errors of a form, or of what was given, where there are any."""
    if errors:
        raise Refused({name: [str(each) for each in found] for name, found in errors.items()})


def answer(request: HttpRequest, data: Mapping[str, Any], page: str) -> HttpResponse:
    """The data as the twin of the page at this path."""
    address = site_of(request) + page
    response = HttpResponse(as_json({"page": address, **data}) + "\n", content_type=JSON)
    response["Cache-Control"] = f"public, max-age={FRESH}"
    return linked(response, address)


def linked(response: HttpResponseBase, page: str) -> Any:
    """The response with the address of the page that people read."""
    if len(page) < LONGEST_LINK:
        response["Link"] = f'<{page}>; rel="canonical"'
    return response


def error(status: int, message: str, do: str, reasons: Reasons | None = None) -> HttpResponse:
    """What went wrong, and what to do about it, in sentences for people."""
    told = {"status": status, "message": message, "do": do, "reasons": dict(reasons or {})}
    return HttpResponse(as_json({"error": told}) + "\n", content_type=JSON, status=status)


def refused(reasons: Reasons) -> HttpResponse:
    message = "The address asks for something that cannot be answered."
    return error(400, message, "Mend the parameters that “reasons” names.", reasons)


def not_found(request: HttpRequest, message: str) -> HttpResponse:
    """404; 410 for an entry that was taken out."""
    removal = removal_at(request)
    if removal:
        day = removal.removed_at.date().isoformat()
        message = f"This entry was taken out of the archive on {day}."
        return error(410, message, "Take it out of what you keep, and ask for it no more.")
    return error(404, message, "Look for it in the lists: /index.json has their addresses.")


def unavailable() -> HttpResponse:
    """The index cannot answer; it is made anew in the background."""
    start_rebuild_if_needed()
    response = error(
        503,
        "The search index cannot be asked now.",
        f"Ask again in {RETRY_AFTER} seconds: it is being made.",
    )
    response["Retry-After"] = RETRY_AFTER
    return response

"""Addresses: where the site is, and the one of what a request asks for, to which others lead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, QueryDict

# What stands for a date in the patterns of addresses.
YEAR, MONTH, DAY = "(?P<year>[0-9]{4})", "(?P<month>[0-9]{2})", "(?P<day>[0-9]{2})"
# Characters. Django sends nobody to an address of more than 16,384, proxies stop sooner.
LONGEST_REDIRECT = 8000


def site_of(request: HttpRequest) -> str:
    """Where this archive is, such as "https://archive.example"."""
    return f"{request.scheme}://{request.get_host()}"


def leads_on(request: HttpRequest, address: str) -> bool:
    """Whether to send the reader to this address of the same page.

    Not where the request has its parameters in its order, nor where it is too long to go to.
    """
    wanted = QueryDict(address.partition("?")[2])
    same = list(wanted.lists()) == list(request.GET.lists())
    return not same and len(address) < LONGEST_REDIRECT


def moved(request: HttpRequest, address: str) -> HttpResponse:
    """The way to where a thing is now, with the query that the request came with."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{address}?{query}".rstrip("?"))


def with_query(path: str, query: Mapping[str, str], known: Sequence[str]) -> str:
    """The path with the parameters that are known, in that order and blank ones left out."""
    given = {name: query[name] for name in known if query.get(name)}
    return f"{path}?{urlencode(given)}".rstrip("?")

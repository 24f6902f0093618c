"""Addresses of feeds, and of the site that they are at."""

from __future__ import annotations

from django.http import HttpRequest


def feed_address(page: str, form: str) -> str:
    """The feed of the page at this address, whose parameters it keeps."""
    path, mark, query = page.partition("?")
    return f"{path}feed.{form}{mark}{query}"


def site_of(request: HttpRequest) -> str:
    """Where this archive is, such as "https://archive.example"."""
    return f"{request.scheme}://{request.get_host()}"

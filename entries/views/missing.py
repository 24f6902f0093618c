"""What is answered where nothing is, or is no longer: the ways on, and when it was taken out."""

from __future__ import annotations

import re

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from entries.keys import KEY_PATTERN
from entries.models import Liveblog, Removal

from .entry.one_entry import MISREADINGS
from .original import words_in


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404 with ways on; 410 for an entry that was here once."""
    removal = removal_at(request)
    context = {"removal": removal, "words": words_asked_for(request)}
    if removal:
        return render(request, "410.html", context, status=410)
    return render(request, "404.html", context | {"liveblog": liveblog_at(request)}, status=404)


def words_asked_for(request: HttpRequest) -> str:
    """Words to search for instead: those of a name in the address, not those of its other parts."""
    match = request.resolver_match
    asked = str(match.kwargs.get("slug", "")) if match else request.path
    return words_in("/" + asked.lstrip("/"))


def removal_at(request: HttpRequest) -> Removal | None:
    """The removal of the entry whose page or part this is the address of."""
    match = request.resolver_match
    key = str(match.kwargs.get("key", "")) if match else ""  # some admin pages have a number
    mended = key.lower().translate(MISREADINGS)
    if not re.fullmatch(KEY_PATTERN, mended):
        return None
    try:
        return Removal.objects.filter(key=mended).first()
    except DatabaseError:  # What is not there is not there, whatever else is the matter.
        return None


def liveblog_at(request: HttpRequest) -> Liveblog | None:
    """The live page in which this is the address of no time and no entry."""
    asked = request.resolver_match.kwargs if request.resolver_match else {}
    if "source_slug" not in asked:
        return None
    try:
        found = Liveblog.objects.filter(source__slug=asked["source_slug"], slug=asked["slug"])
        return found.select_related("source").first()
    except DatabaseError:
        return None

"""The citation of an entry, to be copied or taken into a reference manager."""

from __future__ import annotations

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from entries.citing import FORMATS, Citation, as_text, cite, cleaned, people_of
from entries.layouts.blocks import blocks_from_json, text_of
from entries.models import Entry, EntryVersion, Organisation

from ..addresses import moved
from .one_entry import entry_or_404, short_address


@require_safe
def cite_page(request: HttpRequest, key: str) -> HttpResponse:
    """The citation in plain words, with the ways to its other formats."""
    entry = entry_or_404(key)
    if key != entry.key:
        return moved(request, reverse("entries:cite", args=[entry.key]))
    citation = citation_of(request, entry)
    others = entry.captured_versions().exclude(number=citation.version)
    context = {
        "entry": entry,
        "citation": citation,
        "text": as_text(citation),
        "formats": FORMATS,
        "asked": request.GET.get("version"),
        "others": others.values_list("number", flat=True) if entry.version_count > 1 else [],
    }
    return render(request, "entries/cite.html", context)


@require_safe
def cite_file(request: HttpRequest, key: str, ending: str) -> HttpResponse:
    """The citation in the format of this ending."""
    if ending not in FORMATS:
        raise Http404("There is no such format.")
    entry = entry_or_404(key)
    if key != entry.key:
        return moved(request, reverse("entries:cite_file", args=[entry.key, ending]))
    form = FORMATS[ending]
    response = HttpResponse(
        form.write(citation_of(request, entry)), content_type=f"{form.media_type}; charset=utf-8"
    )
    asked = request.GET.get("version")
    name = f"entry-{entry.key}-version-{asked}.{ending}" if asked else f"entry-{entry.key}.{ending}"
    response["Content-Disposition"] = content_disposition_header(False, name)
    response["Access-Control-Allow-Origin"] = "*"
    return response


def citation_of(request: HttpRequest, entry: Entry) -> Citation:
    """The citation of the version asked for, else of what the entry's page shows now."""
    if "version" in request.GET:
        version = version_or_404(entry, request.GET["version"])
        names = [byline["name"] for byline in version.bylines]
        blocks = blocks_from_json(version.blocks)
        entry.headline, entry.text = version.headline, text_of(version.headline, blocks)
        shown = entry.shown_at(version.content_hash)
        page = request.build_absolute_uri(reverse("entries:versions", args=[entry.key]))
        address = f"{page}#version-{version.number}"
    else:
        names = [byline.name for byline in entry.bylines.all()]
        shown, address = entry.shown_at(), short_address(request, entry)
    names = [cleaned(name) for name in names]
    organisations = Organisation.objects.among(names)
    return cite(entry, people_of(names, entry.source.name, organisations), shown, address)


def version_or_404(entry: Entry, number: str) -> EntryVersion:
    """A version by its number, which some capture has."""
    version = None
    if re.fullmatch("[1-9][0-9]{0,5}", number, re.ASCII):
        version = entry.captured_versions().filter(number=number).first()
    if version is None:
        raise Http404("The entry has no such version.")
    return version

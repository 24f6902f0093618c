"""The citation of an entry, to be copied or taken into a reference manager."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from entries.citing import FORMATS, Citation, as_text, cite, cleaned, people_of
from entries.models import Entry, Organisation

from .entry import entry_or_404


@require_safe
def page(request: HttpRequest, key: str) -> HttpResponse:
    """The citation in plain words, with the ways to its other formats."""
    entry = entry_or_404(key)
    if key != entry.key:
        return redirect("entries:cite", entry.key, permanent=True)
    text = as_text(citation_of(request, entry))
    return render(request, "entries/cite.html", {"entry": entry, "text": text, "formats": FORMATS})


@require_safe
def file(request: HttpRequest, key: str, ending: str) -> HttpResponse:
    """The citation in the format of this ending."""
    if ending not in FORMATS:
        raise Http404("There is no such format.")
    entry = entry_or_404(key)
    if key != entry.key:
        return redirect("entries:cite_file", entry.key, ending, permanent=True)
    form = FORMATS[ending]
    response = HttpResponse(
        form.write(citation_of(request, entry)), content_type=f"{form.media_type}; charset=utf-8"
    )
    name = f"entry-{entry.key}.{ending}"
    response["Content-Disposition"] = content_disposition_header(False, name)
    return response


def citation_of(request: HttpRequest, entry: Entry) -> Citation:
    """The citation of what the entry's page shows now."""
    names = [cleaned(byline.name) for byline in entry.bylines.all()]
    organisations = Organisation.objects.among(names)
    people = people_of(names, entry.source.name, organisations)
    # By the key alone: the words behind it in the address may change.
    address = request.build_absolute_uri(reverse("entries:entry", args=[entry.key]))
    return cite(entry, people, entry.shown_at(), address)

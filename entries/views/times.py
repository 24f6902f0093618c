"""The page on which readers choose a zone, in which all times are then shown too."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from entries.zones import keep_zone, reader_zone, renamed, zones, zones_by_region

REGIONS = {
    "Africa": gettext_lazy("Africa"),
    "America": gettext_lazy("America"),
    "Antarctica": gettext_lazy("Antarctica"),
    "Arctic": gettext_lazy("Arctic"),
    "Asia": gettext_lazy("Asia"),
    "Atlantic": gettext_lazy("Atlantic Ocean"),
    "Australia": gettext_lazy("Australia"),
    "Europe": gettext_lazy("Europe"),
    "Indian": gettext_lazy("Indian Ocean"),
    "Pacific": gettext_lazy("Pacific Ocean"),
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def times(request: HttpRequest) -> HttpResponse:
    """The choice; once it is made, back to the page that the reader came from."""
    name = request.POST.get("zone", "")
    unknown = bool(name) and name not in zones()
    if request.method == "POST" and not unknown:
        response = redirect(back(request, request.POST.get("next", "")))
        keep_zone(response, name)
        return response
    chosen = reader_zone(request)
    context = {
        "regions": regions(),
        "chosen": chosen and chosen.key,
        "now": chosen and f"{dt.datetime.now(chosen):%H:%M}",
        "unknown": unknown,
        "next": request.POST.get("next") or back(request, request.headers.get("Referer", "")),
    }
    return render(request, "entries/times.html", context, status=400 if unknown else 200)


def regions() -> list[tuple[str, list[tuple[str, str, str]]]]:
    """The zones by region, each with its place and the names that it had before."""
    before: dict[str, list[str]] = defaultdict(list)
    for old, new in renamed().items():
        before[new].append(old)
    return [
        (str(REGIONS[region]), [(name, place_of(name), " ".join(before[name])) for name in names])
        for region, names in zones_by_region().items()
    ]


def back(request: HttpRequest, address: str) -> str:
    """An address of this site; the front page in the place of any other, and of the choice."""
    here = request.build_absolute_uri(request.path)
    safe = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return (
        address
        if safe and not address.startswith((request.path, here))
        else reverse("entries:home")
    )


def place_of(name: str) -> str:
    """A zone's place as people read it."""
    return name.partition("/")[2].replace("/", " – ").replace("_", " ")

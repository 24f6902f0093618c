"""The site, and pages with nothing but a search box, a chart or a map within its frame."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from entries.models import Place
from entries.search.base import Timeline
from entries.search.coverage import Coverage
from entries.search.periods import Period
from entries.views.histogram import histogram
from entries.views.subjects.maps import place_map

BOX = """
{% extends "base.html" %}
{% block site_search %}{% endblock %}
{% block content %}
  <form action="{% url 'entries:entry_list' %}">
    <label for="box">Search</label>
    {% include "entries/_search_input.html" with id="box" %}
    <input type="hidden" name="from" value="2022">
    <input type="hidden" name="to" value="">
    <button>Search</button>
  </form>
{% endblock %}
"""


CHART = """
{% extends "base.html" %}
{% block content %}{% include "entries/_histogram.html" %}{% endblock %}
"""


MAP = """
{% extends "base.html" %}
{% block content %}{% include "entries/_map.html" %}{% endblock %}
"""


def box(request: HttpRequest) -> HttpResponse:
    return HttpResponse(engines["django"].from_string(BOX).render({}, request))


def chart(request: HttpRequest) -> HttpResponse:
    """Four years of months, some of them silent, some not archived."""
    counts = {Period.parse(f"{2020 + n // 12}-{n % 12 + 1:02}"): n * n + 1 for n in range(0, 48, 3)}
    told = Coverage(lambda: [(dt.datetime(2020, 1, 1), dt.datetime(2022, 1, 1))])
    context = {"histogram": histogram(Timeline("month", counts), request.GET, told)}
    return HttpResponse(engines["django"].from_string(CHART).render(context, request))


def map_of_places(request: HttpRequest) -> HttpResponse:
    """Ukraine with a city, a town near to it, and one with a long name in the east."""
    rows = [
        ("Kyiv", 50.45, 30.52, 90),
        ("Brovary", 50.5, 32.5, 9),
        ("Sievierodonetsk", 48.9, 38.4, 4),
    ]
    parts = [
        (Place(pk=n, slug=name.lower(), name=name, latitude=north, longitude=east), count)
        for n, (name, north, east, count) in enumerate(rows, 2)
    ]
    ukraine = Place(pk=1, slug="ukraine", name="Ukraine", kind="country", country="UA")
    context = {"map": place_map(ukraine, parts)}
    return HttpResponse(engines["django"].from_string(MAP).render(context, request))


urlpatterns = [
    path("box/", box),
    path("chart/", chart),
    path("map/", map_of_places),
    path("", include("archive.urls")),
]

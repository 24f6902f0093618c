"""The site, and a page with nothing but a search box within its frame."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

PAGE = """
{% extends "base.html" %}
{% load django_htmx %}
{% block head %}
  <meta name="htmx-config" content='{"includeIndicatorStyles": false, "allowEval": false}'>
  {% htmx_script %}
{% endblock %}
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


def box(request: HttpRequest) -> HttpResponse:
    return HttpResponse(engines["django"].from_string(PAGE).render({}, request))


urlpatterns = [path("box/", box), path("", include("archive.urls"))]

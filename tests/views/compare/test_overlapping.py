"""The ways from a liveblog and a day to what can be set beside it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.template import Context, Template

from entries.models import Liveblog
from tests.factories import make_entry, make_liveblog, make_source, utc
from tests.views.world import links

pytestmark = pytest.mark.django_db
SPAN = {"starts_at": utc("2022-03-24 10:00"), "ends_at": utc("2022-03-24 12:00")}


def shown(liveblog: Liveblog) -> str:
    template = Template("{% load compare_tags %}{% overlapping liveblog %}")
    return template.render(Context({"liveblog": liveblog}))


def test_liveblogs_that_ran_at_the_same_time_lead_to_both_side_by_side():
    ours = make_liveblog("Storm", **SPAN)
    make_liveblog("<Gale>", make_source("Coast News"), slug="gale", **SPAN)
    html = shown(ours)
    assert '<a href="/liveblogs/coast-news/gale/"' in html
    assert 'href="/compare/?liveblog=harbour-news/storm&amp;liveblog=coast-news/gale"' in html
    assert 'href="/compare/?liveblog=harbour-news/storm"' in html
    assert "&lt;Gale&gt;" in html
    assert "<Gale>" not in html


def test_no_more_than_a_few_are_listed(django_assert_num_queries):
    ours = make_liveblog("Storm", **SPAN)
    for number in range(9):
        make_liveblog(f"Gale {number}", make_source(f"Source {number}"), **SPAN)
    with django_assert_num_queries(1):
        assert shown(ours).count("<li>") == 4


def test_a_liveblog_that_ran_alone_leads_nowhere():
    make_liveblog("Gale", make_source("Coast News"), **SPAN)
    assert "<" not in shown(make_liveblog("Undated"))


def test_a_day_leads_to_its_sources():
    template = Template('{% include "entries/_compare_day.html" %}')
    html = template.render(Context({"day": dt.date(2022, 3, 24)}))
    assert 'href="/compare/?on=2022-03-24"' in html


def test_the_page_of_a_day_leads_to_its_sources_and_an_empty_one_does_not(client):
    make_entry()
    way = "/compare/?on=2022-03-24"
    assert way in links(client.get("/days/2022/03/24/"))
    assert way not in links(client.get("/days/2022/03/25/"))

"""Which entry of a live page comes first where nobody asks."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from tests.factories import make_entry, make_liveblog
from tests.views.world import body, headlines, links, stream

pytestmark = pytest.mark.django_db

ADDRESS = "/liveblogs/harbour-news/storm-over-the-harbour/"
HOUR = dt.timedelta(hours=1)


def page_that_ended(ago: dt.timedelta):
    """A page with two entries, the last of which came so long ago."""
    last = (timezone.now() - ago).replace(microsecond=0)
    liveblog = make_liveblog(starts_at=last - HOUR, ends_at=last)
    make_entry("Earlier", last - HOUR)
    make_entry("Later", last)
    return liveblog


def test_while_it_runs_the_newest_comes_first_and_the_page_says_why(client):
    page_that_ended(HOUR)
    page = client.get(ADDRESS)
    assert headlines(page) == ["Later", "Earlier"]
    assert "Still running: its last entry is less than six hours old." in body(page)
    assert '<a href="?order=newest" aria-current="true">' in page.content.decode()


def test_once_it_is_over_the_oldest_comes_first_and_the_page_says_so(client):
    liveblog = page_that_ended(6 * HOUR)
    page = client.get(ADDRESS)
    assert headlines(page) == ["Earlier", "Later"]
    ended = liveblog.ends_at.astimezone(liveblog.source.zone)
    assert f"Over since {ended.day} {ended:%B %Y}." in body(page)


def test_what_lies_far_ahead_does_not_run_for_ever(client):
    page_that_ended(-7 * HOUR)
    assert headlines(client.get(ADDRESS)) == ["Earlier", "Later"]
    soon = timezone.now() + HOUR
    assert make_liveblog("Clock goes fast", starts_at=soon, ends_at=soon).runs
    assert not make_liveblog("Without a date").runs


@pytest.mark.parametrize("ago", [HOUR, 9 * HOUR])
def test_the_order_asked_for_goes_before_the_usual_one(client, ago):
    page_that_ended(ago)
    assert headlines(client.get(f"{ADDRESS}?order=oldest")) == ["Earlier", "Later"]
    assert headlines(client.get(f"{ADDRESS}?order=newest")) == ["Later", "Earlier"]


@pytest.mark.parametrize("order", ["", "up", "NEWEST", "oldest'--", "\x00"])
def test_what_is_no_order_is_as_if_none_was_asked_for(client, order):
    page_that_ended(HOUR)
    assert headlines(client.get(ADDRESS, {"order": order})) == ["Later", "Earlier"]


def test_ways_into_a_running_page_name_the_order_for_it_turns_round_at_the_end(client):
    liveblog = page_that_ended(HOUR)
    last = liveblog.entries.newest_first().first()
    assert (
        client.get(f"{ADDRESS}with/{last.key}/")["Location"] == f"{ADDRESS}?order=newest#{last.key}"
    )
    at = client.get(f"{ADDRESS}at/00:00/")["Location"]
    assert at.startswith(f"{ADDRESS}?order=newest#")
    oldest = client.get(f"{ADDRESS}with/{last.key}/?order=oldest")["Location"]
    assert oldest == f"{ADDRESS}?order=oldest#{last.key}"


def test_the_form_and_the_bars_of_a_running_page_keep_its_order(client):
    liveblog = make_liveblog(starts_at=timezone.now(), ends_at=timezone.now())
    stream(14, liveblog)
    page = client.get(ADDRESS)
    assert '<input type="hidden" name="order" value="newest">' in page.content.decode()
    ways = [link for link in links(page) if "/at/" in link]
    assert ways
    assert all(way.endswith("?order=newest") for way in ways)

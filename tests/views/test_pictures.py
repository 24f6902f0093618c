"""The addresses of the pictures that stand for entries and live pages."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from entries.pictures import HUES, Card, draw
from entries.templatetags.entry_tags import hue
from entries.views import pictures
from tests.factories import make_entry, make_liveblog, make_source, utc

pytestmark = pytest.mark.django_db

LIVEBLOG = "/liveblogs/harbour-news/storm-over-the-harbour"


@pytest.fixture
def liveblog():
    return make_liveblog(starts_at=utc("2022-03-24 13:30"), ends_at=utc("2022-03-24 17:30"))


def colour() -> str:
    return HUES[hue(make_source())]


def test_an_entry_s_picture_says_who_posted_what_and_when(client):
    make_entry(key="10akv0wxyz")
    response = client.get("/entries/10akv0wxyz.png")
    when = "24 March 2022, 13:30 GMT"
    assert response.content == draw(Card("The bridge is closed", "Harbour News", when, colour()))
    assert response["Content-Type"] == "image/png"
    assert Image.open(BytesIO(response.content)).size == (1200, 630)


@pytest.mark.parametrize(
    ("published_at", "precision", "when"),
    [
        ("2022-03-24 13:30", "hour", "24 March 2022, about 13:00 GMT"),
        ("2022-03-24 00:00", "day", "24 March 2022"),
        (None, "unknown", "Without a date"),
    ],
)
def test_a_time_is_drawn_as_exactly_as_it_is_known(published_at, precision, when):
    assert pictures.time_of(make_entry("", published_at, time_precision=precision)) == when


def test_a_live_page_s_picture_has_its_days_and_a_dot_for_each_post(client, liveblog):
    for time in ("13:30", "14:30", "14:30", "17:30"):
        make_entry(published_at=f"2022-03-24 {time}", liveblog=liveblog)
    response = client.get(f"{LIVEBLOG}.png")
    when = "24 March 2022 · 4 entries"
    card = Card("Storm over the harbour", "Harbour News", when, colour(), (0.25, 1.0))
    assert response.content == draw(card)


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("2022-03-24 13:30", "2022-03-25 01:00", "24–25 March 2022"),
        ("2022-03-31 13:30", "2022-04-01 01:00", "31 March – 1 April 2022"),
        # British summer time has begun.
        ("2022-03-31 13:30", "2022-03-31 23:30", "31 March – 1 April 2022"),
    ],
)
def test_the_days_are_those_of_the_source_s_clock(first, last, days):
    liveblog = make_liveblog(starts_at=utc(first), ends_at=utc(last))
    assert pictures.days_of(liveblog) == days


def test_a_live_page_without_dates_or_entries_has_a_picture_too(client):
    make_liveblog()
    response = client.get(f"{LIVEBLOG}.png")
    assert response.content == draw(
        Card("Storm over the harbour", "Harbour News", "0 entries", colour())
    )


def test_who_has_a_picture_is_told_that_it_is_the_same(client):
    make_entry(key="10akv0wxyz")
    response = client.get("/entries/10akv0wxyz.png")
    assert response["Cache-Control"] == "public, max-age=86400"
    again = client.get("/entries/10akv0wxyz.png", headers={"if-none-match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_another_headline_gives_another_picture(client):
    entry = make_entry(key="10akv0wxyz")
    before = client.get("/entries/10akv0wxyz.png")["ETag"]
    entry.headline = "The bridge is open"
    entry.save()
    again = client.get("/entries/10akv0wxyz.png", headers={"if-none-match": before})
    assert again.status_code == 200


@pytest.mark.parametrize(
    "address",
    ["/entries/10akv0wxyz.png", "/entries/%3Cscript%3E.png", f"{LIVEBLOG}.png"],
)
def test_there_is_no_picture_of_what_is_not_there(client, address):
    assert client.get(address).status_code == 404


def test_the_picture_of_an_entry_that_was_taken_out_is_gone_too(client):
    make_entry(key="10akv0wxyz").delete()
    assert client.get("/entries/10akv0wxyz.png").status_code == 410


def test_a_key_that_was_miswritten_leads_to_the_picture(client):
    make_entry(key="10akv0wxyz")
    response = client.get("/entries/lOAKV0WXYZ.png")
    assert (response.status_code, response["Location"]) == (301, "/entries/10akv0wxyz.png")


def test_a_picture_of_a_long_live_page_takes_three_queries(client, liveblog):
    for minute in range(30):
        make_entry(published_at=f"2022-03-24 13:{minute:02}", liveblog=liveblog)
    with CaptureQueriesContext(connection) as captured:
        client.get(f"{LIVEBLOG}.png")
    assert len(captured) == 3


def test_hostile_text_is_drawn_like_any_other(client):
    hostile = "</title><script>alert(1)</script>\u202e" + "\u0301" * 500
    entry = make_entry(hostile, slug="x")
    response = client.get(f"/entries/{entry.key}.png")
    assert Image.open(BytesIO(response.content)).format == "PNG"


def test_browsers_that_ask_for_the_icon_are_led_to_it(client):
    response = client.get("/favicon.ico")
    assert response.status_code == 301
    assert finders.find(response["Location"].removeprefix("/static/"))

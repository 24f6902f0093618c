"""The front page, what every page shares, and what supervisors ask for."""

from __future__ import annotations

import gzip
import re
from itertools import pairwise

import pytest
from django.conf import settings
from django.db import connection
from django.db.backends.postgresql.base import DatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client, RequestFactory
from django.utils import timezone
from django.views.defaults import bad_request, server_error

from entries.models import Source
from entries.pictures import HUES
from entries.templatetags.entry_tags import hue
from entries.views.health import not_ready
from tests.conftest import SearchingClient
from tests.factories import make_entry, make_source
from tests.views.world import body, headlines, links, stream

SCRIPT = '<script src="/static/django_htmx/htmx-2.min.js" defer>'


@pytest.fixture
def client(index):
    return SearchingClient()


@pytest.mark.django_db
def test_the_front_page_shows_what_there_is_and_the_ways_in(client):
    stream(12)
    page = client.get("/")
    text = body(page)
    assert headlines(page)[0] == "Entry 11"
    assert len(headlines(page)) == 10
    # The title, “Latest entries”, their day and the first of them.
    assert re.findall(r"<h([1-6])[ >]", page.content.decode())[:5] == ["1", "2", "3", "4", "4"]
    assert "12 entries of 1 liveblog from 1 source" in text
    assert "Busiest days 24 March 2022 12" in text
    for name in ("Ada Marsh 12", "Harbour Board 12", "Port Ellen 12", "Flooding 12"):
        assert name in text
    for link in ("/liveblogs/harbour-news/storm-over-the-harbour/", "/days/2022/03/24/"):
        assert link in links(page)


@pytest.mark.django_db
def test_the_front_page_goes_on_without_an_index(index_dir):
    stream(2)
    text = body(Client().get("/"))
    assert "2 entries of 1 liveblog from 1 source" in text
    assert "Entry 1" in text and "Ada Marsh 2" not in text


@pytest.mark.django_db
def test_the_front_page_leads_to_this_day_of_other_years(client):
    today = timezone.now()
    make_entry("Sea wall holds", today.replace(year=today.year - 4, hour=12))
    page = client.get("/")
    assert "On this day" in body(page)
    assert f"/on/{today:%m-%d}/" in links(page)


def test_each_colour_of_a_source_stands_in_the_stylesheet():
    style = (settings.BASE_DIR / "static" / "site.css").read_text()
    wanted = {f".hue-{hue(Source(pk=number))} " for number in range(1, 40)}
    assert len(wanted) == len(HUES)
    assert {name for name in wanted if name in style} == wanted


@pytest.mark.django_db
def test_entries_bear_the_colour_of_their_source(client):
    entry = make_entry("Sea wall holds")
    for path in ("/", entry.liveblog.get_absolute_url()):
        html = client.get(path).content.decode()
        assert re.search(rf'<article class="(summary|full) hue-{hue(entry.source)}\b', html)


@pytest.mark.django_db
def test_the_front_page_of_an_empty_archive_says_how_to_begin(client):
    text = body(client.get("/"))
    assert "make run DUMPS=path/to/dumps" in text
    assert "Latest entries" not in text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/entries/", "The archive is empty."),
        ("/entries/values/label/", "No entry here has any of these."),
        ("/liveblogs/", "The archive is empty."),
        ("/days/", "No entry has a date yet."),
        ("/people/", "No entry in the archive has been linked to people yet."),
        ("/organisations/", "No entry in the archive has been linked to organisations yet."),
        ("/places/", "No entry in the archive has been linked to places yet."),
        ("/topics/", "No entry in the archive has been linked to topics yet."),
        ("/sources/", "No source has entries in the archive yet."),
        ("/changes/", "No change has been noticed yet."),
    ],
)
def test_each_list_of_an_empty_archive_says_what_it_has_none_of(client, path, words):
    make_source()
    assert words in body(client.get(path))


@pytest.mark.django_db
def test_every_page_has_a_language_a_title_a_skip_link_a_search_box_and_no_script_inside(client):
    make_entry("Sea wall holds")
    for path in ("/", "/entries/", "/liveblogs/", "/days/", "/people/", "/none/"):
        html = client.get(path).content.decode()
        assert '<html lang="en-GB">' in html
        assert "As It Happened</title>" in html
        assert '<a class="skip" href="#content">' in html
        assert re.findall("<script[^>]*>", html) == [SCRIPT]
        assert html.count('<input type="search" name="q"') >= 1
        assert 'action="/entries/"' in html
        assert "style=" not in html


@pytest.mark.django_db
def test_a_page_has_one_stylesheet(client):
    entry = make_entry("Sea wall holds")
    own = (entry.get_absolute_url(), entry.liveblog.get_absolute_url())
    for path in ("/", "/entries/", "/liveblogs/", "/days/", "/compare/", "/none/", *own):
        assert client.get(path).content.decode().count('rel="stylesheet"') == 1, path


@pytest.mark.django_db
def test_pages_travel_packed_where_the_browser_can_unpack_them(client):
    stream(3)
    packed = client.get("/", headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip" and "Accept-Encoding" in packed["Vary"]
    assert b"Latest entries" in gzip.decompress(packed.content)
    assert "Content-Encoding" not in client.get("/")


@pytest.mark.django_db
def test_headings_go_down_one_level_at_a_time(client):
    entry, *_ = stream(3)
    paths = ["/", "/entries/", "/liveblogs/", "/days/", "/days/2022/03/", "/days/2022/03/24/"]
    paths += [
        "/changes/",
        "/people/",
        "/people/ada-marsh/",
        "/sources/harbour-news/",
        "/topics/flooding/",
    ]
    capture = entry.appearances.get().capture
    paths += [f"/entries/{entry.key}/versions/", f"/captures/{capture.pk}/?entry={entry.key}"]
    paths += [f"/captures/{capture.pk}/lines/1/"]
    for path in (*paths, entry.get_absolute_url(), entry.liveblog.get_absolute_url(), "/none/"):
        html = client.get(path).content.decode()
        levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", html)]
        assert levels[0] == 1 and levels.count(1) == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), (path, levels)


@pytest.mark.django_db
def test_the_list_that_a_page_is_marks_itself_in_the_navigation(client):
    html = client.get("/entries/").content.decode()
    assert '<a href="/entries/" aria-current="page">Entries</a>' in html


@pytest.mark.django_db
def test_the_list_that_a_page_belongs_to_is_marked_in_the_navigation(client):
    html = client.get("/compare/first/").content.decode()
    assert '<a href="/compare/" aria-current="true">Side by side</a>' in html
    assert html.count("aria-current") == 2  # the other is the language


def test_the_page_for_failures_needs_neither_database_nor_static_files(settings):
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "missing.Storage"}}
    request = RequestFactory().get("/")
    assert "The fault is the archive’s" in server_error(request).content.decode()
    assert "cannot be read" in bad_request(request, ValueError()).content.decode()


@pytest.mark.django_db
def test_a_form_from_elsewhere_is_refused_in_our_own_words():
    answer = Client(enforce_csrf_checks=True).post("/times/", {"zone": "Europe/Kyiv"})
    assert answer.status_code == 403
    assert "load the page anew" in body(answer)


def test_health_needs_no_database():
    response = Client().get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_an_archive_is_ready_when_its_database_is_migrated(client):
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (200, b"ready\n")
    MigrationRecorder(connection).migration_qs.filter(app="entries").delete()
    response = client.get("/readyz")
    assert response.status_code == 503
    assert b"manage.py migrate" in response.content


@pytest.mark.django_db
def test_an_archive_is_not_ready_when_its_database_does_not_answer():
    nowhere = {**connection.settings_dict, "HOST": "127.0.0.1", "PORT": "1"}
    assert not_ready(DatabaseWrapper(nowhere, "nowhere")) == "the database does not answer"

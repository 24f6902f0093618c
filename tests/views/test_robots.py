"""What robots are told: which addresses they may read, and which pages belong in no index."""

from __future__ import annotations

import re

import pytest

from entries.models import Appearance
from entries.urls import urlpatterns
from entries.views.robots import FIRST_PAGE_ONLY, NEVER
from tests.conftest import SearchingClient
from tests.views.world import stream

pytestmark = pytest.mark.django_db
STREAM = "/liveblogs/harbour-news/storm-over-the-harbour/"
OPEN = (
    "/",
    "/entries/",
    "/entries/10akv0wxyz/",
    "/entries/10akv0wxyz/sea-wall-holds/",
    "/entries/10akv0wxyz/versions/",
    "/entries/feed.atom",
    "/entries/feed.json?after=5-1",
    STREAM,
    f"{STREAM}?page=3",
    f"{STREAM}feed.atom",
    f"{STREAM}feed.atom?page=3-0011223344",
    "/liveblogs/",
    "/liveblogs/?page=2",
    "/liveblogs/harbour-news/all/",
    "/days/",
    "/days/2022/03/",
    "/days/2022/03/24/",
    "/days/2022/03/24/?page=2",
    "/days/2022/03/24/feed.json",
    "/days/2022/feed.atom",
    f"{STREAM}coverage/",
    f"{STREAM}coverage/feed.atom",
    "/on/03-24/",
    "/people/",
    "/people/ada-marsh/",
    "/people/ada-marsh/?page=2",
    "/people/ada-marsh/feed.atom",
    "/places/port-ellen/",
    "/changes/",
    "/changes/feed.atom",
    "/sitemap.xml",
    "/sitemap-2022-03.xml",
    "/compare/",
)
CLOSED = (
    "/entries/?q=storm",
    "/entries/?page=2",
    "/entries/?actor=a&place=b&page=3",
    "/entries/feed.atom?q=storm",
    "/entries/feed.json?actor=a&after=5-1",
    "/entries/values/person/",
    "/entries/values/person/?page=2",
    "/entries/10akv0wxyz/cite/",
    "/entries/10akv0wxyz/cite.ris",
    "/entries/10akv0wxyz/versions/?from=1&to=2",
    "/entries.csv",
    "/entries.jsonl?q=storm",
    "/entries.json?cursor=x",
    "/people/ada-marsh.csv",
    "/days/2022/03/24.jsonl",
    f"{STREAM}?order=newest",
    f"{STREAM}?since=2022-03-24T14:32&page=2",
    f"{STREAM}feed.atom?since=14:32",
    f"{STREAM}feed.json?since=2022-03-24T14:32&page=2",
    f"{STREAM}at/14:32/",
    f"{STREAM}with/10akv0wxyz/",
    f"{STREAM}all/",
    f"{STREAM}coverage/at/14:32/",
    f"{STREAM}coverage/with/10akv0wxyz/",
    "/liveblogs/?q=storm",
    "/people/?letter=A",
    "/places/?within=ukraine",
    "/changes/?kind=gone",
    "/changes/?page=2",
    "/captures/1/",
    "/captures/1/lines/3/",
    "/captures/1/payload",
    "/compare/?liveblog=a/b",
    "/compare/first/",
    "/search/complete/?q=a",
    "/search/suggest/",
    "/?url=https://harbour.example/",
    "/admin/",
)


def allowed(rules: str, address: str) -> bool:
    """What a robot makes of the rules, by RFC 9309: the longest that fits holds, or the kinder."""
    found = []
    for line in rules.splitlines():
        kind, _, path = line.partition(": ")
        if kind in ("Allow", "Disallow"):
            pattern = re.escape(path).replace(r"\*", ".*")
            if re.match(pattern, address):
                found.append((len(path), kind == "Allow"))
    return max(found, default=(0, True))[1]


def test_entries_streams_days_subjects_and_feeds_are_open(client):
    rules = client.get("/robots.txt").content.decode()
    assert [path for path in OPEN if not allowed(rules, path)] == []


def test_what_has_no_end_is_closed(client):
    rules = client.get("/robots.txt").content.decode()
    assert [path for path in CLOSED if allowed(rules, path)] == []


def test_the_widest_rules_stand_for_robots_that_know_no_stars(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain"
    lines = response.content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert {"Disallow: /entries/?", "Disallow: /changes/?", "Disallow: /captures/"} <= set(lines)


def test_the_rules_for_indexes_are_of_pages_that_there_are():
    assert {pattern.name for pattern in urlpatterns} >= NEVER | FIRST_PAGE_ONLY


def test_the_rules_name_the_sitemap_in_full(client):
    lines = client.get("/robots.txt", headers={"host": "localhost:8123"}).content.decode()
    assert lines.endswith("\n\nSitemap: http://localhost:8123/sitemap.xml\n")


@pytest.mark.usefixtures("index")
class TestIndexes:
    @pytest.fixture
    def client(self):
        return SearchingClient()

    def out(self, client, path: str) -> bool:
        response = client.get(path)
        assert response.status_code in (200, 404), path
        return response.headers.get("X-Robots-Tag") == "noindex"

    def test_pages_that_last_may_be_indexed(self, client):
        entry = stream(3)[0]
        paths = [entry.get_absolute_url(), "/", "/entries/", STREAM, f"{STREAM}?page=1"]
        paths += ["/days/2022/03/24/", "/people/", "/people/ada-marsh/", "/people/?page=1"]
        paths += ["/changes/", "/liveblogs/", f"/entries/{entry.key}/versions/", "/search/help/"]
        paths += [f"{STREAM}feed.atom", "/people/ada-marsh/feed.json", "/sitemap.xml"]
        assert [path for path in paths if self.out(client, path)] == []

    def test_searches_filters_and_other_views_of_a_page_may_not(self, client):
        entry = stream(25)[0]
        capture = Appearance.objects.first().capture
        paths = ["/entries/?q=entry", "/entries/?page=2", "/entries/?label=breaking&page=2"]
        paths += ["/entries/values/person/", "/entries/?from=x", "/?url=x", "/people/?q=ada"]
        paths += [f"{STREAM}?order=newest", "/changes/?kind=gone", f"/entries/{entry.key}/cite/"]
        paths += [f"/entries/{entry.key}/cite.ris", f"/captures/{capture.pk}/"]
        paths += [f"/entries/{entry.key}/versions/?from=1&to=1", "/search/complete/?q=a"]
        paths += ["/search/suggest/?q=a", "/admin/login/", "/none/"]
        assert [path for path in paths if not self.out(client, path)] == []

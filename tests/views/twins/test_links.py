"""Pages tell of their twins, in the head and at the foot; the page for programs leads to them."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.http import HttpResponse
from django.utils.http import urlencode

from entries import citing
from entries.filters.parameters import PARAMETERS
from entries.records import ENTRY_COLUMNS
from tests.views.liveblogs.test_whole_coverage import coverage_of, days
from tests.views.world import links, stream

pytestmark = pytest.mark.django_db
STREAM = "/liveblogs/harbour-news/storm-over-the-harbour"
LIST = ("application/json", "text/csv", "application/x-ndjson")
PAGES = {
    "/": ("/index", LIST[:1]),
    "/entries/?q=entry&label=breaking": ("/entries", LIST),
    "/entries/values/person/": ("/entries/values/person", LIST),
    "/liveblogs/": ("/liveblogs", LIST),
    f"{STREAM}/": (STREAM, LIST),
    "/people/": ("/people", LIST),
    "/people/ada-marsh/": ("/people/ada-marsh", LIST),
    "/organisations/harbour-board/": ("/organisations/harbour-board", LIST),
    "/places/": ("/places", LIST),
    "/topics/flooding/": ("/topics/flooding", LIST),
    "/sources/harbour-news/": ("/sources/harbour-news", LIST),
    "/changes/": ("/changes", LIST),
    "/days/": ("/days", LIST),
    "/days/2022/": ("/days/2022", LIST),
    "/days/2022/w12/": ("/days/2022/w12", LIST),
    "/days/2022/03/": ("/days/2022/03", LIST),
    "/days/2022/03/24/": ("/days/2022/03/24", LIST),
    "/on/03-24/": ("/on/03-24", LIST),
}
ENDINGS = {"application/json": ".json", "text/csv": ".csv", "application/x-ndjson": ".jsonl"}


def alternates(response: HttpResponse) -> dict[str, str]:
    """The twins that the head of a page names, by their media type."""
    found = re.findall(r'<link rel="alternate"[^>]*>', response.content.decode())
    pairs = [re.search(r'type="([^"]*)".*href="([^"]*)"', each).groups() for each in found]
    return {kind: unescape(address) for kind, address in pairs if kind in ENDINGS}


@pytest.mark.parametrize("shown", PAGES)
def test_a_page_names_its_twins_and_they_answer(client, shown):
    stream(2)
    address, kinds = PAGES[shown]
    response = client.get(shown)
    query = shown.partition("?")[2]
    end = f"?{query}" if query else ""
    expected = {kind: f"{address}{ENDINGS[kind]}{end}" for kind in kinds}
    assert alternates(response) == expected
    assert set(expected.values()) <= set(links(response))
    for twin in expected.values():
        assert client.get(twin).status_code == 200


def test_several_live_pages_read_as_one_name_theirs(client):
    first, _second = days(2)
    address = coverage_of(first).removesuffix("/")
    for query in ("", "?order=newest"):
        assert alternates(client.get(f"{address}/{query}")) == {
            kind: f"{address}{ending}{query}" for kind, ending in ENDINGS.items()
        }


def test_an_entry_its_versions_and_a_capture_name_theirs(client):
    entry, *_ = stream(1)
    capture = entry.appearances.first().capture
    for page, twin in (
        (entry.get_absolute_url(), f"/entries/{entry.key}.json"),
        (f"/entries/{entry.key}/versions/", f"/entries/{entry.key}/versions.json"),
        (f"/captures/{capture.pk}/", f"/captures/{capture.pk}.json"),
    ):
        assert alternates(client.get(page)) == {"application/json": twin}
        assert client.get(twin).status_code == 200


def test_the_twin_of_any_page_of_a_list_is_that_of_the_list(client):
    stream(25)
    named = alternates(client.get("/entries/?sort=oldest&page=2"))
    assert named["application/json"] == "/entries.json?sort=oldest"
    named = alternates(client.get("/people/?utm_source=x&sort=entries"))
    assert named["application/json"] == "/people.json?sort=entries"


def test_pages_that_show_nothing_name_no_twin(client):
    for page in ("/entries/0000000000/", "/nothing/", "/entries/?from=x", "/search/help/"):
        assert alternates(client.get(page)) == {}


def test_endless_words_are_not_said_over_and_over(client):
    words = "storm " * 1500
    response = client.get("/entries/", {"q": words})
    assert alternates(response) == {}
    assert len(response.content) < 10 * len(words)


def test_hostile_parameters_are_escaped_in_the_links(client):
    query = urlencode({"q": "\"><script>alert('x')</script>"})
    response = client.get(f"/people/?{query}")
    assert b"<script>alert" not in response.content
    assert alternates(response)["application/json"] == f"/people.json?{query}"


def test_the_page_for_programs_names_every_filter_and_column(client):
    text = client.get("/api/").content.decode()
    named = set(re.findall("<code>(.*?)</code>", text))
    assert {name for name in PARAMETERS if name[0] != "-" and name != "page"} <= named
    assert set(ENTRY_COLUMNS) <= named
    assert {"feed.atom", "feed.json", *(f"cite.{ending}" for ending in citing.FORMATS)} <= named


def test_the_page_for_programs_leads_to_lists_that_answer(client):
    stream(1)
    assert "/api/" in links(client.get("/"))
    found = [link for link in links(client.get("/api/")) if link.endswith(tuple(ENDINGS.values()))]
    assert len(found) == 4
    for link in found:
        assert client.get(link).status_code == 200

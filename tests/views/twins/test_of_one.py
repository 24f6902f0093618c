"""The twins of pages that show one thing."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils.http import urlencode

from entries.models import Capture
from tests.factories import appear, make_capture, make_entry, make_liveblog, say, utc
from tests.views.machines import get, json_lines, within
from tests.views.world import stream

pytestmark = pytest.mark.django_db


def test_an_entry_has_its_record_its_mentions_and_its_neighbours(client):
    first, entry, last = stream(3)
    data = get(client, f"/entries/{entry.key}.json")
    (record,) = [row for row in json_lines(client, "/entries.jsonl") if row["key"] == entry.key]
    assert record.items() <= data.items()
    assert (data["earlier"], data["later"]) == (first.key, last.key)
    assert data["page"] == f"http://testserver{entry.get_absolute_url()}"
    assert data["version_count"] == 1
    names = {(each["kind"], each["slug"], each["matched"]) for each in data["mentions"]}
    assert ("person", "ada-marsh", "Ada Marsh") in names
    assert ("place", "port-ellen", "Port Ellen") in names
    assert len(data["mentions"]) == 5


def test_a_miswritten_key_leads_to_the_entry(client):
    entry = make_entry(key="0123456789")
    for given, right in (("o123456789", ""), ("0i23-456789", "/versions")):
        response = client.get(f"/entries/{given}{right}.json")
        assert response.status_code == 301
        assert response.url == f"/entries/{entry.key}{right}.json"


def test_the_address_of_an_entry_with_its_words_leads_to_its_data(client):
    entry = make_entry("Ferry sails")
    for words in ("ferry-sails", "said-before"):
        response = client.get(f"/entries/{entry.key}/{words}.json")
        assert (response.status_code, response.url) == (301, f"/entries/{entry.key}.json")
    assert client.get("/entries/0123456789/none.json").status_code == 404


def test_an_entry_that_was_taken_out_is_told_to_be_gone(client):
    entry = make_entry()
    entry.delete()
    for address in (f"/entries/{entry.key}.json", f"/entries/{entry.key}/versions.json"):
        error = get(client, address, 410)["error"]
        assert error["status"] == 410
        assert "was taken out of the archive on 20" in error["message"]


def test_the_versions_tell_what_each_capture_had(client):
    entry = make_entry("At first")
    first = make_capture(captured_at=utc("2022-03-24 15:00"))
    appear(entry, first, 2, 4)
    later = make_capture(captured_at=utc("2022-03-24 16:00"))
    appear(say(entry, "Said later.", headline="At last"), later, 5, 7)
    data = get(client, f"/entries/{entry.key}/versions.json")
    assert (data["key"], data["total"]) == (entry.key, 2)
    one, two = data["items"]
    assert (one["headline"], one["shown"]) == ("At first", False)
    assert (two["headline"], two["shown"]) == ("At last", True)
    assert two["blocks"] == [{"type": "paragraph", "text": "Said later."}]
    assert one["captures"] == [
        {
            "capture": first.pk,
            "captured_at": "2022-03-24T15:00:00+00:00",
            "lines": [2, 4],
            "time_text": entry.time_text,
        }
    ]


def test_a_capture_tells_where_it_came_from_and_what_stands_in_it(client):
    one, two = make_entry("One"), make_entry("Two")
    capture = make_capture(text="A page.")
    appear(two, capture, 5, 7)
    appear(one, capture, 1, 3)
    data = get(client, f"/captures/{capture.pk}.json")
    assert data["entries"] == [
        {"key": one.key, "lines": [1, 3]},
        {"key": two.key, "lines": [5, 7]},
    ]
    assert (data["dump"], data["sha256"]) == ("harbour.txt", capture.sha256)
    assert client.get(within(data["payload_url"])).content == b"A page."


def test_what_is_not_known_of_a_capture_is_null(client):
    told = {
        "name": "part",
        "encoding": "latin-1",
        "url": "https://a.example/",
        "layout": "bbc-text",
    }
    made = make_capture(captured_at=utc("2022-03-24 15:00"), **told)
    data = get(client, f"/captures/{made.pk}.json")
    told["original_url"] = told.pop("url")
    assert told.items() <= data.items()
    assert data["captured_at"] == "2022-03-24T15:00:00+00:00"
    assert (data["source_slug"], data["reason"]) == ("harbour-news", None)
    refused = make_capture(
        outcome="refused", reason="No line starts an entry.", source=None, encoding="", layout=""
    )
    Capture.objects.filter(pk=refused.pk).update(liveblog=None)
    data = get(client, f"/captures/{refused.pk}.json")
    unknown = {name for name, value in data.items() if value is None}
    assert unknown == {
        *("name", "encoding", "original_url", "captured_at", "layout"),
        *("source", "source_slug", "liveblog", "liveblog_address"),
    }
    assert data["reason"] == "No line starts an entry."


def test_the_front_page_leads_to_every_list(client):
    stream(2)
    data = get(client, "/index.json")
    assert (data["entry_count"], data["liveblog_count"], data["source_count"]) == (2, 1, 1)
    for address in data["lists"].values():
        assert get(client, within(address))["total"] >= 0
    assert [item["headline"] for item in data["latest"]] == ["Entry 1", "Entry 0"]
    assert data["people"][0]["name"] == "Ada Marsh"


def test_an_empty_archive_answers_too(client):
    assert get(client, "/index.json")["latest"] == []
    assert get(client, "/entries.json")["items"] == []


def test_a_twin_takes_the_same_few_queries_whatever_it_has(index, django_assert_max_num_queries):
    entries = stream(20)
    appear(entries[3], make_capture(), 3, 9)
    index()
    client = Client()
    for address, most in (
        (f"/entries/{entries[3].key}.json", 12),
        (f"/entries/{entries[3].key}/versions.json", 5),
        (f"/captures/{make_liveblog().captures.first().pk}.json", 3),
        ("/entries.json", 10),
        ("/index.json", 17),
    ):
        with django_assert_max_num_queries(most):
            assert client.get(address).status_code == 200


def test_a_twin_leaves_the_captured_bytes_in_the_database(django_assert_num_queries):
    stream(1)
    capture = make_liveblog().captures.first()
    with django_assert_num_queries(2) as asked:
        assert Client().get(f"/captures/{capture.pk}.json").status_code == 200
    assert not any('"payload"' in query["sql"] for query in asked.captured_queries)


def test_a_line_of_a_capture_is_there_however_long(client):
    capture = make_capture(text=f"First\n{'long ' * 20_000}end")
    data = get(client, f"/captures/{capture.pk}/lines/2.json")
    assert data == {
        "page": f"http://testserver/captures/{capture.pk}/lines/2/",
        "capture": capture.pk,
        "number": 2,
        "text": f"{'long ' * 20_000}end",
    }
    page = client.get(f"/captures/{capture.pk}/lines/2/").content.decode()
    assert f'href="/captures/{capture.pk}/lines/2.json"' in page
    for line in ("0", "3", "9" * 20):
        get(client, f"/captures/{capture.pk}/lines/{line}.json", 404)
    get(client, "/captures/0/lines/1.json", 404)


def test_what_has_an_original_address_is_told(client):
    liveblog = make_liveblog(url="https://harbour.example/live/storm")
    make_entry(liveblog=liveblog)
    data = get(client, "/index.json?url=http://www.harbour.example/live/storm/")
    assert (data["original_url"], data["entries"]) == (
        "http://www.harbour.example/live/storm/",
        [],
    )
    (found,) = data["liveblogs"]
    assert (found["address"], found["entry_count"]) == ("harbour-news/storm-over-the-harbour", 1)
    for url in ("https://harbour.example/none", "x", "\x00", "https://[", "x" * 5000):
        get(client, f"/index.json?{urlencode({'url': url})}", 404)


def test_an_original_address_of_a_post_gives_the_entry(client):
    liveblog = make_liveblog(url="https://harbour.example/live/storm")
    entry = make_entry(liveblog=liveblog)
    appear(entry, make_capture(liveblog))
    entry.appearances.update(anchor="post-7")
    data = get(client, "/index.json?url=https://harbour.example/live/storm%23post-7")
    assert ([each["key"] for each in data["entries"]], data["liveblogs"]) == ([entry.key], [])

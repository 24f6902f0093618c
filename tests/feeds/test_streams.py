"""The feeds of live pages, of the list of them, and of changes."""

from __future__ import annotations

from itertools import pairwise
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from entries.models import Change
from tests.factories import appear, make_capture, make_change, make_entry, make_liveblog, say
from tests.views.world import stream

from .reading import ATOM, all_documents, all_pages, atom, json_feed, related, texts, titles

pytestmark = pytest.mark.django_db
STREAM = "/liveblogs/harbour-news/storm-over-the-harbour/"
FEED = f"{STREAM}feed.atom"


def entries(document) -> list[str]:
    return texts(document, "atom:entry/atom:title")


def numbered(numbers) -> list[str]:
    return [f"Entry {number}" for number in numbers]


class TestLiveblog:
    def test_its_documents_have_every_dated_entry_once_the_newest_first(self, client):
        stream(230)
        make_entry("Undated", None)
        documents = all_documents(client, FEED, "prev-archive")
        found = [title for document in documents for title in entries(document)]
        assert found == numbered(reversed(range(230)))
        assert [len(entries(document)) for document in documents] == [80, 50, 50, 50]
        pages = all_pages(client, FEED.replace("atom", "json"))
        assert [item["title"] for page in pages for item in page["items"]] == found

    def test_all_but_the_document_to_subscribe_to_are_archives_that_lead_to_each_other(
        self, client
    ):
        stream(230)
        documents = all_documents(client, FEED, "prev-archive")
        marks = [document.find("fh:archive", ATOM) is not None for document in documents]
        assert marks == [False, True, True, True]
        links = [related(document) for document in documents]
        assert {each["current"] for each in links} == {FEED}
        for newer, older in pairwise(links[1:]):
            assert newer["prev-archive"] == older["self"]
            assert older["next-archive"] == newer["self"]
        assert "next-archive" not in links[0] and "next-archive" not in links[1]
        assert "prev-archive" not in links[-1]
        ids = {texts(document, "atom:id")[0] for document in documents}
        assert ids == {f"http://testserver{STREAM}"}

    def test_a_short_one_has_no_archives(self, client):
        stream(99)
        assert related(atom(client, FEED)) == {"alternate": STREAM, "self": FEED, "current": FEED}
        assert "next_url" not in json_feed(client, FEED.replace("atom", "json"))

    def test_an_archive_stays_as_it_is_when_newer_entries_come(self, client):
        stream(160)
        addresses = [related(each)["self"] for each in all_documents(client, FEED, "prev-archive")]
        archives = [client.get(address).content for address in addresses[2:]]
        stream(60, first=160)
        assert [client.get(address).content for address in addresses[2:]] == archives
        assert entries(atom(client, addresses[1])) == numbered(reversed(range(50, 100)))
        found = [
            one for each in all_documents(client, FEED, "prev-archive") for one in entries(each)
        ]
        assert found == numbered(reversed(range(220)))

    def test_an_entry_that_comes_late_renames_the_archives_that_it_moves(self, client):
        stream(250, first=10)
        old = [related(each)["self"] for each in all_documents(client, FEED, "prev-archive")]
        late = stream(61, first=260)[0]
        late.published_at = "2022-03-25T18:01:00Z"
        late.save()
        new = [related(each)["self"] for each in all_documents(client, FEED, "prev-archive")]
        assert old[-2:] == new[-2:]
        assert old[1] not in new
        response = client.get(old[1])
        assert (response.status_code, response["Location"]) == (302, FEED)

    def test_it_says_whose_it_is_and_takes_few_queries(self, client):
        stream(150)
        assert texts(atom(client, FEED), "atom:title") == ["Storm over the harbour – Harbour News"]
        with CaptureQueriesContext(connection) as captured:
            Client().get(FEED)
        assert len(captured) <= 4

    @pytest.mark.parametrize("page", ["2", "x", "1-", "\x00", "é", "9" * 5000])
    def test_a_page_that_there_is_not_leads_to_the_one_to_subscribe_to(self, client, page):
        stream(3)
        assert client.get(FEED, {"page": page})["Location"] == FEED


class TestSince:
    @pytest.mark.parametrize("since", ["2022-03-24T18:00", "2022-03-24T18:00Z", "18:00"])
    def test_it_has_what_came_since_the_moment_without_archives(self, client, since):
        stream(60)
        root = atom(client, f"{FEED}?{urlencode({'since': since})}")
        assert entries(root) == numbered(reversed(range(48, 60)))
        assert root.find("fh:archive", ATOM) is None
        page = f"{STREAM}?{urlencode({'since': since})}"
        assert texts(root, "atom:id") == [f"http://testserver{page}"]
        assert texts(root, "atom:subtitle")[0].startswith("The entries since 24 March 2022, 18:00")
        assert related(root)["self"] == page.replace("?", "feed.atom?")

    def test_it_goes_on_page_by_page(self, client):
        stream(120)
        documents = all_documents(client, f"{FEED}?since=2022-03-24T07:00", "next")
        found = [one for each in documents for one in entries(each)]
        assert found == numbered(reversed(range(4, 120)))
        assert [len(entries(each)) for each in documents] == [50, 50, 16]

    @pytest.mark.parametrize("since", ["never", "2022-02-30T10:00", "\x00", "9" * 5000])
    def test_what_is_no_moment_is_refused(self, client, since):
        stream(3)
        response = client.get(FEED, {"since": since})
        assert (response.status_code, response.content[:7]) == (400, b"since: ")

    def test_the_page_leads_to_it_where_its_moment_is_understood(self, client):
        stream(60)
        page = client.get(f"{STREAM}?since=2022-03-24T18:00").content.decode()
        assert f'href="{FEED}?since=2022-03-24T18%3A00"' in page
        assert "/feed." not in client.get(f"{STREAM}?since=never").content.decode()


class TestLiveblogs:
    def test_they_come_by_their_last_entry_the_undated_not_at_all(self, client):
        for hour, title in enumerate(("Calm", "Storm", "Tide")):
            times = {"starts_at": "2022-03-24T06:00Z", "ends_at": f"2022-03-24T{hour + 12}:00Z"}
            make_liveblog(title, standfirst=f"{title} live", summary=["Point"], **times)
        make_liveblog("Undated")
        root = atom(client, "/liveblogs/feed.atom")
        assert entries(root) == ["Tide", "Storm", "Calm"]
        assert texts(root, ".//atom:content")[0] == "<p>Tide live</p><p>Point</p>"
        assert texts(root, "atom:entry/atom:updated")[0] == "2022-03-24T14:00:00+00:00"
        assert titles(client, "/liveblogs/feed.atom?q=sto") == ["Storm"]
        assert related(atom(client, "/liveblogs/feed.atom?q=sto"))["self"] == (
            "/liveblogs/feed.atom?q=sto"
        )

    def test_a_hundred_of_them_stand_in_two_documents(self, client):
        times = {"starts_at": "2022-03-24T06:00Z", "ends_at": "2022-03-24T07:00Z"}
        for number in range(100):
            make_liveblog(f"Stream {number}", **times)
        first, last = all_documents(client, "/liveblogs/feed.atom", "next")
        assert len({*entries(first), *entries(last)}) == 100
        assert related(last)["previous"] == "/liveblogs/feed.atom" == related(last)["first"]
        assert related(first)["last"] == related(last)["self"] == "/liveblogs/feed.atom?page=2"
        for page in ("0", "3", "x", "9" * 50):
            assert client.get("/liveblogs/feed.atom", {"page": page}).status_code == 404

    def test_words_that_are_too_long_are_refused(self, client):
        response = client.get("/liveblogs/feed.atom", {"q": "x" * 101})
        assert response.status_code == 400


class TestChanges:
    def test_an_edit_and_a_gone_entry_say_what_they_are(self, client):
        entry = make_entry("Bridge", blocks=[{"type": "paragraph", "text": "It is closed."}])
        before = appear(entry, make_capture(captured_at="2022-03-24T14:00Z"))
        after = appear(say(entry, "It is <open>."), make_capture(captured_at="2022-03-24T15:00Z"))
        make_change("edited", before, after, noticed_at="2022-03-24T15:00Z")
        make_change("gone", after, before.capture, noticed_at="2022-03-24T16:00Z")
        root = atom(client, "/changes/feed.atom")
        assert entries(root) == ["No longer there: Bridge", "Edited: Bridge"]
        key = f"http://testserver/entries/{entry.key}"
        assert texts(root, "atom:entry/atom:id") == [
            f"{key}/versions/#gone-{before.capture_id}",
            f"{key}/versions/#edited-{after.capture_id}",
        ]
        html = texts(root, "atom:entry/atom:content")[1]
        assert "In “Storm over the harbour” of Harbour News." in html
        assert "closed" in html and "&lt;open&gt;" in html
        assert titles(client, "/changes/feed.atom?kind=gone") == ["No longer there: Bridge"]

    def test_a_change_keeps_its_id_when_it_is_told_anew(self, client):
        entry = make_entry("Bridge")
        before = appear(entry, make_capture())
        for _ in range(2):
            Change.objects.all().delete()
            make_change("gone", before, before.capture)
            item = json_feed(client, "/changes/feed.json")["items"][0]
            assert item["id"].endswith(f"/entries/{entry.key}/versions/#gone-{before.capture_id}")

    def test_what_the_list_refuses_the_feed_refuses(self, client):
        response = client.get("/changes/feed.json?kind=x&day=y")
        assert response.status_code == 400
        assert len(response.content.decode().splitlines()) == 2

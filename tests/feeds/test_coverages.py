"""The feed of several live pages that are read as one."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import make_entry
from tests.views.liveblogs.test_whole_coverage import HOUR, coverage_of, days, part
from tests.views.world import queries

from .reading import ATOM, all_documents, atom, related, texts, titles

pytestmark = pytest.mark.django_db


def test_it_has_the_entries_of_all_parts_the_newest_first_in_archives(client):
    first, second, third = days(3, count=60)
    make_entry("Undated", None, liveblog=second)
    documents = all_documents(client, f"{coverage_of(first)}feed.atom", "prev-archive")
    found = [title for each in documents for title in texts(each, "atom:entry/atom:title")]
    parts = (third, second, first)
    assert found == [f"{each.slug} {number}" for each in parts for number in reversed(range(60))]
    marks = [each.find("fh:archive", ATOM) is not None for each in documents]
    assert marks == [False, True, True]


def test_at_each_part_it_is_the_same_feed(client):
    first, second = days(2)
    contents = {client.get(f"{coverage_of(each)}feed.atom").content for each in (first, second)}
    assert len(contents) == 1
    root = atom(client, f"{coverage_of(second)}feed.atom")
    assert related(root)["self"] == f"{coverage_of(first)}feed.atom"
    assert texts(root, "atom:title") == ["Storm over the harbour, day 1 – Harbour News"]


def test_another_part_leaves_its_archives_as_they_are(client):
    first, second = days(2, count=90)
    documents = all_documents(client, f"{coverage_of(first)}feed.atom", "prev-archive")
    oldest = related(documents[-1])["self"]
    before = client.get(oldest).content
    part("Storm over the harbour, day 3", second.ends_at + HOUR, count=60)
    assert client.get(oldest).content == before


def test_parts_that_overlap_stand_in_the_order_of_time(client):
    first, second = days(2, title="Storm at sea, page {}")
    second.entries.update(published_at=first.starts_at)
    found = titles(client, f"{coverage_of(first)}feed.atom")
    assert found[:2] == ["storm-at-sea-page-1 2", "storm-at-sea-page-1 1"]


def test_of_a_page_that_stands_alone_it_is_that_of_the_page(client):
    alone = part("Storm at sea", days(1)[0].starts_at)
    for form in ("atom", "json"):
        response = client.get(f"{coverage_of(alone)}feed.{form}")
        assert response["Location"] == f"{alone.get_absolute_url()}feed.{form}"
    assert client.get("/liveblogs/harbour-news/none/coverage/feed.atom").status_code == 404


def test_its_page_leads_to_it(client):
    _first, second = days(2)
    page = client.get(coverage_of(second)).content.decode()
    assert page.count(f'href="{coverage_of(second)}feed.atom"') == 2


def test_it_takes_the_same_queries_whatever_its_length(client):
    first, _second = days(2)
    few = queries(Client(), f"{coverage_of(first)}feed.atom")
    days(9)
    assert queries(Client(), f"{coverage_of(first)}feed.atom") == few <= 5

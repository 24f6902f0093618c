"""Entries as plain data."""

from __future__ import annotations

import json

import pytest

from entries.models import Entry
from entries.records import entry_records
from tests.factories import (
    appear,
    make_capture,
    make_entry,
    make_liveblog,
    make_organisation,
    make_person,
    make_place,
    make_source,
    make_topic,
    mention,
    say,
    tag,
    utc,
)
from tests.views.world import stream

pytestmark = pytest.mark.django_db


def record(entry: Entry) -> dict:
    (found,) = entry_records([entry.pk], "https://archive.example")
    return found


def test_an_entry_has_what_parse_prints_and_what_the_archive_adds():
    entry = make_entry(
        "Ferry sails",
        "2022-06-04 09:02",
        labels=["breaking"],
        bylines=[("Ada Moreno", "Reporter"), ("Lou Ford", "")],
        time_text="10:02 4 June",
    )
    mention(entry, make_person(), make_place(), make_organisation(), make_person("Abe Zorn"))
    mention(entry, Entry.objects.get(pk=entry.pk).links()[0].actor)  # named twice
    tag(entry, make_topic("Water"), make_topic("Boats"))
    capture = make_capture(captured_at=utc("2022-06-05 10:00"))
    appear(entry, capture, 3, 12)
    assert record(entry) == {
        "key": entry.key,
        "url": f"https://archive.example/entries/{entry.key}/",
        "source": "Harbour News",
        "source_slug": "harbour-news",
        "liveblog": "Storm over the harbour",
        "liveblog_address": "harbour-news/storm-over-the-harbour",
        "headline": "Ferry sails",
        "published_at": "2022-06-04T10:02:00+01:00",
        "time_precision": "minute",
        "time_text": "10:02 4 June",
        "day": "2022-06-04",
        "labels": ["breaking"],
        "bylines": [
            {"name": "Ada Moreno", "role": "Reporter"},
            {"name": "Lou Ford", "role": None},
        ],
        "capture": capture.pk,
        "lines": [3, 12],
        "blocks": [{"type": "paragraph", "text": "Engineers are on their way."}],
        "people": ["Ada Marsh", "Abe Zorn"],
        "organisations": ["Harbour Board"],
        "places": ["Port Ellen"],
        "topics": ["Boats", "Water"],
    }


def test_what_is_not_known_is_null_or_empty():
    found = record(make_entry("", None, blocks=[]))
    assert [name for name, value in found.items() if value is None] == [
        "headline", "published_at", "time_text", "day", "capture", "lines",
    ]  # fmt: skip
    assert [name for name, value in found.items() if value == []] == [
        "labels", "bylines", "blocks", "people", "organisations", "places", "topics",
    ]  # fmt: skip


def test_a_day_alone_is_a_date_and_no_instant():
    kyiv = make_liveblog(source=make_source("Kyiv News", timezone="Europe/Kyiv"))
    entry = make_entry("", "2022-03-23 22:00", liveblog=kyiv, time_precision="day")
    assert (record(entry)["published_at"], record(entry)["day"]) == ("2022-03-24", "2022-03-24")


def test_the_lines_are_those_of_the_version_that_is_shown_in_its_latest_capture():
    entry = make_entry()
    for day, lines in ((1, (1, 3)), (2, (5, 9))):
        appear(entry, make_capture(captured_at=utc(f"2022-03-2{day} 10:00")), *lines)
    before = entry.content_hash
    appear(say(entry, "Said otherwise."), make_capture(captured_at=utc("2022-03-23 10:00")), 30, 33)
    Entry.objects.filter(pk=entry.pk).update(content_hash=before)
    entry.refresh_from_db()
    assert record(entry)["lines"] == [5, 9]
    assert record(entry)["capture"] == entry.shown_at().capture_id


def test_of_two_places_in_one_capture_it_is_the_upper_one():
    entry, capture = make_entry(), make_capture()
    upper = appear(entry, capture, 5, 9)
    appear(entry, capture, 20, 24)
    upper.save()  # which puts its row behind the other one
    assert record(entry)["lines"] == [5, 9]
    assert entry.shown_at() == upper


def test_records_come_in_the_order_asked_for_without_what_is_gone():
    one, two, three = (make_entry(str(number)) for number in range(3))
    ids = [three.pk, one.pk, two.pk]
    two.delete()
    assert [each["headline"] for each in entry_records(ids, "")] == ["2", "0"]


def test_any_number_of_records_takes_the_same_few_queries(django_assert_num_queries):
    ids = [entry.pk for entry in stream(30)]
    for count in (1, 30):
        with django_assert_num_queries(5):
            found = entry_records(ids[:count], "")
        assert len(json.dumps(found)) > 400 * count

"""Lists as files: every row that the page says there is, in its order, as a stream."""

from __future__ import annotations

import json

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from entries.models import Entry
from tests.factories import make_entry, make_liveblog, paragraph
from tests.views.machines import content, everything, get, json_lines, refusal, table
from tests.views.world import stream

pytestmark = pytest.mark.django_db
STREAM = "/liveblogs/harbour-news/storm-over-the-harbour"
ADDRESSES = [
    "/entries",
    "/people/ada-marsh",
    STREAM,
    "/days/2022/03/24",
    "/liveblogs",
    "/people",
    "/places",
    "/days",
    "/days/2022/03",
    "/on/03-24",
    "/changes",
    "/entries/values/topic",
]


@pytest.fixture
def few_at_once(monkeypatch):
    """Two rows are read at a time, so that a few make many pieces."""
    monkeypatch.setattr("entries.views.twins.listings.AT_ONCE", 2)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "q=entry",
        "q=entry&sort=oldest",
        "q=entry+-undated",
        "actor=ada-marsh&label=breaking",
        "-actor=guest-3&-liveblog=harbour-news%2Fstorm-goes-on",
        "from=2022-03-24T07&to=2022-03-24T10",
        "source=harbour-news&-label=breaking",
        "q=nothing",
    ],
)
def test_a_file_has_the_rows_that_the_page_says_in_its_order(client, few_at_once, query):
    stream(11)
    stream(4, make_liveblog("Storm goes on"), first=20)
    make_entry("Undated entry", None)
    page = client.get(f"/entries/?{query}").context
    shown = [hit.entry.key for hit in page["results"].hits]
    rows = json_lines(client, f"/entries.jsonl?{query}")
    assert len(rows) == page["results"].total
    assert [row["key"] for row in rows] == shown
    assert [row["key"] for row in table(client, f"/entries.csv?{query}")] == shown


def test_a_long_list_is_whole_and_has_nothing_twice(client, few_at_once):
    stream(60)
    for number in range(5):
        make_entry(f"Undated {number}", None)
    expected = list(Entry.objects.newest_first().values_list("key", flat=True))
    assert [row["key"] for row in json_lines(client, "/entries.jsonl")] == expected
    assert [row["key"] for row in table(client, "/entries.csv")] == expected
    by_words = [row["key"] for row in json_lines(client, "/entries.jsonl?q=entry")]
    assert (
        len(by_words)
        == len(set(by_words))
        == client.get("/entries/?q=entry").context["results"].total
    )


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_list_has_the_same_rows_in_every_form(client, few_at_once, address):
    stream(5)
    items = everything(client, f"{address}.json")
    assert json_lines(client, f"{address}.jsonl") == items
    assert len(table(client, f"{address}.csv")) == len(items)


def test_a_table_has_what_the_records_have(client):
    stream(1)
    (row,) = table(client, "/entries.csv")
    (record,) = json_lines(client, "/entries.jsonl")
    for name in ("key", "url", "source", "liveblog_address", "headline", "published_at", "day"):
        assert row[name] == record[name]
    assert row["bylines"] == "Rae Quill, Reporter; Lou Ford"
    assert row["people"] == "Ada Marsh; Guest 0"
    assert row["labels"] == "breaking"
    assert [int(row["first_line"]), int(row["last_line"])] == record["lines"]
    assert row["text"] == "Engineers are on their way."


def test_a_text_of_several_lines_is_one_cell_and_no_formula(client):
    make_entry('=HYPERLINK("x")', None, blocks=[paragraph("One,"), paragraph('"two"\nthree')])
    (row,) = table(client, "/entries.csv")
    assert row["headline"] == '\'=HYPERLINK("x")'
    assert row["text"] == 'One,\n\n"two"\nthree'
    assert row["published_at"] == ""


def test_the_answer_is_a_file_with_a_name(client):
    stream(1)
    files = {
        "/entries.csv?q=entry": ("text/csv", "entries.csv"),
        "/people/ada-marsh.jsonl": ("application/x-ndjson", "person-ada-marsh.jsonl"),
        f"{STREAM}.csv": ("text/csv", "harbour-news-storm-over-the-harbour.csv"),
        "/days/2022/03/24.csv": ("text/csv", "entries-2022-03-24.csv"),
    }
    for address, (media_type, name) in files.items():
        response = client.get(address)
        assert response.streaming
        assert response["Content-Type"] == f"{media_type}; charset=utf-8"
        assert response["Content-Disposition"] == f'attachment; filename="{name}"'
        assert response["Access-Control-Allow-Origin"] == "*"
        assert content(response)


def test_the_head_alone_has_the_number_of_rows(client, django_assert_max_num_queries):
    stream(3)
    with django_assert_max_num_queries(20):
        response = client.head("/entries.csv")
    assert (response["X-Total-Count"], response.getvalue()) == ("3", b"")
    assert "Content-Length" not in response  # It is not known, and not 0.


def test_what_changes_meanwhile_is_not_in_the_file_and_nothing_comes_twice(index, few_at_once):
    entries = [make_entry(f"Entry {n}", f"2022-03-24 10:{n:02}") for n in range(12)]
    index()
    response = Client().get("/entries.jsonl")
    pieces = iter(response)
    head = b"".join(next(pieces) for _ in range(3))
    entries[1].delete()
    for minute in ("05", "59"):
        make_entry("Another", f"2022-03-24 10:{minute}")
    index()
    rows = [json.loads(line) for line in (head + b"".join(pieces)).splitlines()]
    expected = [f"Entry {n}" for n in reversed(range(12)) if n != 1]
    assert [row["headline"] for row in rows] == expected
    assert response["X-Total-Count"] == "12"  # one more than came: who counts, sees it


def test_a_file_that_breaks_off_does_not_end_as_if_it_were_whole(index, few_at_once):
    """The server ends the connection then, without the last chunk."""
    stream(12)
    index()
    for ending in ("csv", "jsonl"):
        pieces = iter(Client().get(f"/entries.{ending}"))
        assert next(pieces)
        with pytest.raises(ProgrammingError), transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("ALTER TABLE entries_byline RENAME TO elsewhere")
            list(pieces)


def test_what_cannot_be_answered_is_refused_before_the_file_begins(client, settings):
    for ending in ("csv", "jsonl"):
        assert "actor" in refusal(client, f"/entries.{ending}?actor=nobody")
        assert "page" in refusal(client, f"/entries.{ending}?page=2")
        assert "cursor" in refusal(client, f"/entries.{ending}?cursor=x")
        assert get(client, f"/people/nobody.{ending}", 404)


def test_without_an_index_no_file_begins(db):
    for ending in ("csv", "jsonl"):
        response = Client().get(f"/entries.{ending}")
        assert (response.status_code, response["Content-Type"]) == (503, "application/json")


def test_a_file_takes_as_few_queries_for_each_piece_whatever_it_has(
    index, django_assert_num_queries
):
    stream(1)
    index()
    with django_assert_num_queries(5):
        content(Client().get("/entries.csv"))
    stream(30, first=1)
    index()
    with django_assert_num_queries(5):
        content(Client().get("/entries.csv"))


def test_a_file_of_a_live_page_takes_as_few_queries_however_long_that_is(django_assert_num_queries):
    stream(1)
    with CaptureQueriesContext(connection) as few:
        content(Client().get(f"{STREAM}.csv"))
    stream(30, first=1)
    with django_assert_num_queries(len(few)):
        content(Client().get(f"{STREAM}.csv"))

"""Staff merge and delete while texts are read: links lead to what is there."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from threading import Thread
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection

from entries.deciding.linking import remove
from entries.deciding.merging import merge
from entries.deciding.recording import recording
from entries.deciding.unmerging import undo
from entries.importing.imports import import_dumps
from entries.importing.tagger import retag, tagger_from_database
from entries.models import Capture, Entry, ImportIssue, Liveblog, Merge
from entries.readers.base import Hints
from tests.factories import make_entry, make_organisation, make_person, make_place, make_topic

from .pages import FERRY

pytestmark = pytest.mark.django_db
Act = Callable[[], Any]
WAITING = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"


@pytest.fixture
def vera(db: None) -> User:
    return User.objects.create_superuser("vera")


def decide(user: User, act: Callable[..., Any], *rows: object) -> Any:
    with recording(user):
        return act(*rows)


def links(entry: Entry) -> set[str]:
    """What an entry is linked to; the database has all of it."""
    connection.check_constraints()
    mentions = entry.mentions.select_related("actor", "place")
    topics = {str(link.topic) for link in entry.topic_links.all()}
    return topics | {str(mention.actor or mention.place) for mention in mentions}


def test_what_is_merged_after_it_was_read_is_linked_to_what_it_became(vera: User) -> None:
    pairs = [
        (make_person("Bo Reed"), make_person("Robert Wells")),
        (make_place("Oban"), make_place("Port Ellen")),
        (make_topic("Floods", terms=["flood*"]), make_topic("Water", terms=["wave"])),
    ]
    entry = make_entry("Bo Reed and Robert Wells left Oban for a flood and a wave")
    tagger = tagger_from_database()
    for gone, kept in pairs:
        decide(vera, merge, gone, kept)
    tagger.tag([entry])
    assert links(entry) == {"Robert Wells", "Port Ellen", "Water"}
    assert entry.mentions.count() == 3


def test_what_is_merged_twice_is_linked_to_what_is_there(vera: User) -> None:
    one, two, three = (make_person(name) for name in ("Bo Reed", "Al Wells", "Cy Tarn"))
    entry, tagger = make_entry("Bo Reed speaks"), tagger_from_database()
    decide(vera, merge, one, two)
    decide(vera, merge, two, three)
    tagger.tag([entry])
    assert links(entry) == {"Cy Tarn"}
    for done in Merge.objects.order_by("-pk"):
        decide(vera, undo, done)
    tagger.tag([entry])
    assert links(entry) == {"Bo Reed"}


def test_what_is_deleted_after_it_was_read_is_not_linked(vera: User) -> None:
    rows = [make_organisation("Lock Office"), make_place("Oban"), make_topic(terms=["flood*"])]
    entry, tagger = make_entry("The Lock Office floods Oban"), tagger_from_database()
    for row in rows:
        decide(vera, remove, row)
    tagger.tag([entry])
    assert links(entry) == set()


def rows_of(question: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchall()


def wait_until(is_so: Callable[[], bool]) -> None:
    """Wait for ten seconds at the most."""
    end = time.monotonic() + 10
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)


def import_while(tmp_path: Any, act: Act) -> None:
    """Import a page that is read before staff act, and stored after it."""
    path = tmp_path / "ferry.txt"
    path.write_text(FERRY)
    acts = [act]

    def progress(*args: object) -> None:
        if acts:
            acts.pop()()

    import_dumps([str(path)], Hints(), progress=progress)
    assert not ImportIssue.objects.filter(severity="refused").exists()


def test_page_that_is_stored_after_a_merge_is_linked_to_what_is_there(tmp_path, vera) -> None:
    gone, kept = make_organisation("Lake Ferry Company"), make_organisation("Lake Lines")
    gone.names.create(name="lake ferry")
    floods, water = make_topic("Piers", terms=["pier"]), make_topic("Harbours", terms=["harbour"])
    acts = [lambda: decide(vera, merge, gone, kept), lambda: decide(vera, merge, floods, water)]
    import_while(tmp_path, lambda: [act() for act in acts])
    assert links(Entry.objects.get(headline="Ferry sails again")) >= {"Lake Lines", "Harbours"}


def test_name_that_staff_accept_while_a_page_is_read_is_linked_in_it(tmp_path, vera) -> None:
    def accept() -> None:
        with recording(vera):
            make_organisation("Ticket Office").names.create(name="ticket office")

    import_while(tmp_path, accept)
    assert "Ticket Office" in links(Entry.objects.get(headline=""))


@pytest.mark.django_db(transaction=True)
def test_import_that_waits_for_staff_keeps_no_row_from_them(tmp_path, vera) -> None:
    path = tmp_path / "ferry.txt"
    path.write_text(FERRY[FERRY.index("LIVE stream") :])
    import_dumps([str(path)], Hints(captured_at=dt.datetime(2019, 6, 4, 12, tzinfo=dt.UTC)))
    path.write_text(FERRY.replace("forty", "fifty"))  # it adds a summary to the liveblog

    def import_again() -> None:
        import_dumps([str(path)], Hints(captured_at=dt.datetime(2019, 6, 4, 14, tzinfo=dt.UTC)))
        connection.close()

    thread = Thread(target=import_again)
    with recording(vera):
        thread.start()
        wait_until(lambda: rows_of(WAITING) == [(1,)])
        for rows in (Liveblog.objects.all(), Capture.objects.all(), Entry.objects.all()):
            assert rows.select_for_update(nowait=True).first()
    thread.join()
    assert Liveblog.objects.get().summary == ["The lake ferry is back in service"]


def test_links_that_stay_as_they_are_keep_their_rows() -> None:
    make_person("Bo Reed", surname="Reed")
    make_topic(terms=["flood*"])
    entry = make_entry("Bo Reed and Mayor Xander Quill see the floods. Reed speaks.")
    retag()

    def rows() -> list[list[Any]]:
        parts = (entry.mentions, entry.suggestions, entry.topic_links)
        return [list(part.order_by("pk").values()) for part in parts]

    before = rows()
    assert all(before)
    retag()
    assert rows() == before

"""What was delivered stays as it was; a deletion says what it would take along."""

from __future__ import annotations

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.test import Client
from django.urls import reverse

from entries.models import Actor, Capture, Entry, ImportRun, Liveblog, Mention, Person, Source
from tests.factories import (
    appear,
    make_capture,
    make_change,
    make_dump,
    make_entry,
    make_liveblog,
    make_person,
    make_source,
    mention,
    read,
    say,
)
from tests.views.world import body, links

from .forms import form_values
from .world import RECORDS, first, make_world

pytestmark = pytest.mark.django_db
every_record = pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)


def path_of(row: object, page: str) -> str:
    return reverse(f"admin:entries_{row._meta.model_name}_{page}", args=[row.pk])


@every_record
def test_record_cannot_be_changed(staff: Client, model: type) -> None:
    make_world(1)
    row = first(model)
    before = model.objects.values().get(pk=row.pk)
    assert staff.post(path_of(row, "change"), {"name": "x", "headline": "x"}).status_code == 403
    assert model.objects.values().get(pk=row.pk) == before


@every_record
def test_record_page_has_no_field_to_type_in(staff: Client, model: type) -> None:
    make_world(1)
    assert form_values(staff, path_of(first(model), "change")) == {}


@every_record
def test_record_cannot_be_deleted(staff: Client, model: type) -> None:
    make_world(1)
    row = first(model)
    assert staff.post(path_of(row, "delete"), {"post": "yes"}).status_code == 403
    staff.post(
        reverse(f"admin:entries_{model._meta.model_name}_changelist"),
        {"action": "delete_selected", ACTION_CHECKBOX_NAME: row.pk, "post": "yes"},
    )
    assert model.objects.filter(pk=row.pk).exists()


def test_entry_cannot_be_deleted(staff: Client) -> None:
    entry = make_entry()
    assert staff.post(path_of(entry, "delete"), {"post": "yes"}).status_code == 403
    assert Entry.objects.exists()


@pytest.mark.parametrize("make", [make_source, make_liveblog])
def test_what_has_entries_cannot_be_deleted(staff: Client, make: type) -> None:
    row = make()
    make_entry()
    path = path_of(row, "delete")
    page = staff.get(path).content.decode()
    assert "1 entries" in page and "would require deleting the following protected" in page
    staff.post(path, {"post": "yes"})
    assert Source.objects.exists() and Liveblog.objects.exists()


def test_what_has_no_entries_can_be_deleted(staff: Client) -> None:
    staff.post(path_of(make_liveblog(), "delete"), {"post": "yes"})
    assert not Liveblog.objects.exists()


def test_deleting_a_person_says_how_many_mentions_go_too(staff: Client) -> None:
    person = make_person()
    for _ in range(3):
        mention(make_entry(), person)
    path = path_of(Person.objects.get(), "delete")
    assert "Mentions: 3" in staff.get(path).content.decode()
    staff.post(path, {"post": "yes"})
    assert not Actor.objects.exists() and not Mention.objects.exists()


def test_deleting_many_says_the_same(staff: Client) -> None:
    people = [make_person("Ada Marsh"), make_person("Bo Reed")]
    for person in people:
        mention(make_entry(), person)
    form = {"action": "delete_selected", ACTION_CHECKBOX_NAME: [person.pk for person in people]}
    path = reverse("admin:entries_person_changelist")
    assert "Mentions: 2" in staff.post(path, form).content.decode()
    staff.post(path, {**form, "post": "yes"})
    assert not Actor.objects.exists()


def test_bytes_of_a_capture_are_not_read_for_lists(
    staff: Client, django_assert_max_num_queries: object
) -> None:
    make_world(2)
    with django_assert_max_num_queries(30) as queries:
        for model in ("capture", "appearance", "importissue"):
            staff.get(reverse(f"admin:entries_{model}_changelist"))
    assert not [query["sql"] for query in queries.captured_queries if "payload" in query["sql"]]


def test_bytes_of_a_capture_are_shown_as_its_text_alone(staff: Client) -> None:
    make_world(1)
    page = staff.get(path_of(first(Capture), "change")).content.decode()
    assert "Line 7 of the page." in page
    assert "payload" not in page.lower() and "memory at" not in page


def test_run_lists_what_became_of_each_capture_the_refused_ones_first(staff: Client) -> None:
    dump = make_dump("crawl.warc.gz")
    taken = make_capture(dump=dump, position=0)
    refused = make_capture(dump=dump, position=1, outcome="refused", layout="")
    read(taken, created=12, revised=3)
    read(refused, outcome="refused", why="", reason="No line starts an entry.", line=7)
    page = staff.get(path_of(dump.run, "change"))
    assert (
        "crawl.warc.gz #2 refused none No line starts an entry. 7 0 0 0 0"
        " crawl.warc.gz imported bbc-text 12 lines with “published at” and a clock none 12 3 0 0"
        in body(page)
    )
    assert path_of(refused, "change") in links(page)
    assert f"/admin/entries/reading/?run__id__exact={dump.run.pk}" in links(page)


@pytest.mark.parametrize(
    ("kind", "state", "said"),
    [
        ("import", "finished", "manage.py undo_import {}"),
        ("import", "failed", "manage.py undo_import {}"),
        ("import", "running", "It is still at work."),
        ("reparse", "finished", "Only imports can be taken back."),
        ("undo", "finished", "Only imports can be taken back."),
    ],
)
def test_run_says_what_to_type_to_take_it_back(
    staff: Client, kind: str, state: str, said: str
) -> None:
    run = ImportRun.objects.create(kind=kind, state=state)
    assert said.format(run.pk) in body(staff.get(path_of(run, "change")))


def test_list_of_runs_has_the_number_and_what_was_asked_for(staff: Client) -> None:
    run = ImportRun.objects.create(arguments={"paths": ["a.txt", "dumps/"], "year": 2019})
    again = ImportRun.objects.create(kind="reparse", arguments={"layout": "bbc-live"})
    undo = ImportRun.objects.create(kind="undo", undoes=run)
    page = staff.get(reverse("admin:entries_importrun_changelist"))
    results = page.context["cl"].result_list
    columns = page.context["cl"].model_admin
    assert [columns.number(row) for row in results] == [undo.pk, again.pk, run.pk]
    for asked in (f"import {run.pk}", "layout bbc-live", "a.txt dumps/"):
        assert asked in body(page)


def test_run_that_is_taken_back_leads_to_the_run_that_did_so(staff: Client) -> None:
    run = ImportRun.objects.create(state="undone")
    undo = ImportRun.objects.create(kind="undo", state="finished", undoes=run)
    page = staff.get(path_of(run, "change"))
    assert f"Taken back by {undo}" in body(page)
    assert path_of(undo, "change") in links(page)
    assert path_of(run, "change") in links(staff.get(path_of(undo, "change")))


def test_readings_are_listed_with_why_and_the_way_to_capture_and_run(staff: Client) -> None:
    capture = make_capture()
    reading = read(capture, outcome="refused", reason="No line starts an entry.")
    page = staff.get(reverse("admin:entries_reading_changelist"))
    assert "No line starts an entry." in body(page)
    for row in (reading, capture, capture.run):
        assert path_of(row, "change") in [link.partition("?")[0] for link in links(page)]
    found = staff.get(reverse("admin:entries_reading_changelist"), {"q": "starts an entry"})
    assert list(found.context["cl"].queryset) == [reading]


def test_capture_tells_of_its_readings_and_changes_and_leads_to_its_public_page(
    staff: Client,
) -> None:
    entry = make_entry()
    before = appear(entry, make_capture())
    after = appear(say(entry, "The bridge is open."), make_capture(name="live.html"))
    change = make_change("edited", before, after)
    reading = read(after.capture)
    page = staff.get(path_of(after.capture, "change"))
    for row in (change, reading, entry, before.capture):
        assert path_of(row, "change") in links(page)
    assert after.capture.get_absolute_url() in links(page)
    assert "live.html" in body(page)


def test_entry_tells_of_its_changes(staff: Client) -> None:
    entry = make_entry()
    change = make_change("gone", appear(entry, make_capture()), make_capture())
    page = staff.get(path_of(entry, "change"))
    assert path_of(change, "change") in links(page)
    listed = f"/admin/entries/change/?entry__id__exact={entry.pk}"
    assert listed in links(page)
    assert list(staff.get(listed).context["cl"].queryset) == [change]


def test_change_leads_to_the_versions_on_the_site(staff: Client) -> None:
    entry = make_entry()
    change = make_change("gone", appear(entry, make_capture()), make_capture())
    for path in (path_of(change, "change"), reverse("admin:entries_change_changelist")):
        assert f"/entries/{entry.key}/versions/" in links(staff.get(path))

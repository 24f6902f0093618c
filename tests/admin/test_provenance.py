"""What was delivered stays as it was; a deletion says what it would take along."""

from __future__ import annotations

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.test import Client
from django.urls import reverse

from entries.models import Actor, Capture, Entry, Liveblog, Mention, Person, Source
from tests.factories import make_entry, make_liveblog, make_person, make_source, mention

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

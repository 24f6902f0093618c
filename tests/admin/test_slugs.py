"""The addresses of rows: chosen once, and never of two."""

from __future__ import annotations

import pytest
from django.test import Client

from entries.models import (
    Actor,
    Entry,
    FormerSlug,
    Liveblog,
    Organisation,
    Person,
    Place,
    Source,
    Topic,
)
from tests.factories import (
    make_entry,
    make_liveblog,
    make_organisation,
    make_person,
    make_place,
    make_source,
    make_topic,
)

from .forms import errors_of, send
from .pages import add_page, page_of

pytestmark = pytest.mark.django_db


def test_entry_takes_a_new_slug_and_keeps_what_the_page_said(staff: Client) -> None:
    entry = make_entry("The bridge is closed")
    sent = send(staff, page_of(entry), slug="bridge", headline="Mended", text="", key="0" * 10)
    changed = Entry.objects.get()
    assert sent.status_code == 302
    assert changed.slug == "bridge"
    assert (changed.headline, changed.text, changed.key) == (entry.headline, entry.text, entry.key)


def test_slug_that_is_none_is_an_error(staff: Client) -> None:
    assert "slug" in errors_of(send(staff, page_of(make_entry()), slug="no slug"))


def test_person_and_organisation_cannot_share_a_slug(staff: Client) -> None:
    make_organisation("Marsh", slug="marsh")
    sent = send(staff, add_page(Person), name="Marsh", slug="marsh")
    assert "is, or was, the address of something else" in errors_of(sent)


@pytest.mark.parametrize(
    ("model", "kind"),
    [(Person, "actor"), (Organisation, "actor"), (Place, "place"), (Topic, "topic")],
)
def test_address_of_what_was_merged_goes_to_nothing_new(staff: Client, model: type, kind) -> None:
    FormerSlug.objects.create(kind=kind, slug="marsh", object_id=1)
    sent = send(staff, add_page(model), name="Marsh", slug="marsh")
    assert "is, or was, the address of something else" in errors_of(sent)
    assert not model.objects.exists()


@pytest.mark.parametrize("model", [Source, Actor, Person, Organisation, Place, Topic, Liveblog])
def test_slug_follows_from_the_name_in_a_new_row(staff: Client, model: type) -> None:
    page = staff.get(add_page(model)).content.decode()
    assert 'id="django-admin-prepopulated-fields-constants"' in page


@pytest.mark.parametrize(
    "make", [make_source, make_liveblog, make_person, make_organisation, make_place, make_topic]
)
def test_slug_stays_once_the_row_is_made(staff: Client, make: type) -> None:
    row = make()
    slug = row.slug
    assert send(staff, page_of(row), slug="another").status_code == 302
    row.refresh_from_db()
    assert row.slug == slug

"""Addresses of what was merged lead to what it became part of."""

from __future__ import annotations

import pytest
from django.test import Client

from entries.models import FormerSlug
from tests.factories import make_organisation, make_person, make_place, make_topic

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "make", "old"),
    [
        ("actor", make_person, "/people/old/"),
        ("actor", make_organisation, "/people/old/"),
        ("actor", make_organisation, "/organisations/old/"),
        ("place", make_place, "/places/old/"),
        ("topic", make_topic, "/topics/old/"),
    ],
)
def test_old_address_leads_to_the_one_kept(client: Client, kind, make, old) -> None:
    row = make("Kept")
    FormerSlug.objects.create(kind=kind, slug="old", object_id=row.pk)
    response = client.get(f"{old}?page=2&q=a%20b")
    assert response.status_code == 301
    assert response.url == f"{row.get_absolute_url()}?page=2&q=a%20b"
    assert client.get(old).url == row.get_absolute_url()


def test_slug_that_a_row_has_now_is_no_former_one(client: Client) -> None:
    person = make_person("Old")
    FormerSlug.objects.create(kind="actor", slug="old", object_id=make_person("Kept").pk)
    assert client.get(person.get_absolute_url()).status_code == 200


def test_former_slug_of_another_kind_or_of_what_is_gone_leads_nowhere(client: Client) -> None:
    FormerSlug.objects.create(kind="place", slug="old", object_id=make_place().pk)
    FormerSlug.objects.create(kind="actor", slug="lost", object_id=0)
    for address in ("/people/old/", "/people/lost/", "/topics/old/", "/sources/old/"):
        assert client.get(address).status_code == 404

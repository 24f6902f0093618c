"""What the admin's pages ask the database, whatever its size, and what no database takes."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from entries.models import Actor, Capture, Dump, Entry, Liveblog

from .pages import change_address, list_address
from .world import MODELS, make_world

pytestmark = pytest.mark.django_db


def queries_by_page(client: Client, size: int) -> dict[str, int]:
    """How many queries each list and change page takes in a world of this size."""
    with transaction.atomic():
        make_world(size)
        pages = {
            f"{model.__name__} {page.__name__}": page(model)
            for model in MODELS
            for page in (list_address, change_address)
        }
        counts = {name: queries_of(client, path) for name, path in pages.items()}
        transaction.set_rollback(True)
    return counts


def queries_of(client: Client, path: str) -> int:
    """How many queries the page takes."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_no_page_takes_more_queries_for_twelve_rows_than_for_five(staff: Client) -> None:
    queries_by_page(staff, size=1)  # the process has its caches from then on
    assert queries_by_page(staff, size=12) == queries_by_page(staff, size=5)


ODD_FILTERS = [
    (Entry, "labels=%00"),
    (Entry, "published_at__year=99999"),
    (Entry, "published_at__year=0"),
    (Entry, "published_at__year=9999&published_at__month=12&published_at__day=31"),
    (Actor, "kind__exact=%00"),
    (Actor, "kind=%00"),
    (Capture, "layout=%00"),
    (Capture, "outcome__exact=%00"),
    (Dump, "created_at__year=-1"),
    (Liveblog, "day__year=9999&day__month=12&day__day=31"),
    (Entry, "q=%00"),
]


@pytest.mark.django_db(transaction=True)
def test_filter_that_the_database_cannot_take_is_no_error(staff: Client) -> None:
    make_world(2)
    for model, query in ODD_FILTERS:
        response = staff.get(f"{list_address(model)}?{query}", follow=True)
        assert response.status_code == 200, query

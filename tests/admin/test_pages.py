"""Every model's pages answer, to those who may see them, in a number of queries that is fixed."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Permission, User
from django.db import connection, transaction
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from entries.models import (
    Actor,
    ActorName,
    AwaitedLink,
    Capture,
    Dump,
    Entry,
    FormerSlug,
    IndexLabel,
    Liveblog,
    PendingChange,
    PlaceName,
    TaggingDue,
)

from .world import MODELS, PARTS, RECORDS, first, make_world

pytestmark = pytest.mark.django_db

Kind = type[Model]
# Rows edited on another's page, and those that keep index, links and addresses in step.
WITHOUT_PAGE = {ActorName, PlaceName, IndexLabel, PendingChange, TaggingDue, FormerSlug}
WITHOUT_PAGE |= {AwaitedLink}
every_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)


def address(model: Kind, page: str, *args: object) -> str:
    return reverse(f"admin:entries_{model._meta.model_name}_{page}", args=args)


def change_address(model: Kind) -> str:
    return address(model, "change", first(model).pk)


def list_address(model: Kind) -> str:
    return address(model, "changelist")


def queries_by_page(client: Client, size: int) -> dict[str, int]:
    """How many queries each list and change page takes in a world of this size."""
    with transaction.atomic():
        make_world(size)
        counts = {
            f"{model.__name__} {page.__name__}": queries_of(client, page(model))
            for model in MODELS
            for page in (list_address, change_address)
        }
        transaction.set_rollback(True)
    return counts


def queries_of(client: Client, path: str) -> int:
    """How many queries the page takes once the process has its caches."""
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_every_model_of_the_record_is_registered() -> None:
    models = set(apps.get_app_config("entries").get_models()) - WITHOUT_PAGE
    assert {model for model in models if not admin.site.is_registered(model)} == set()
    assert set(MODELS) >= models


@every_model
def test_list_search_and_change_page_answer(staff: Client, model: Kind) -> None:
    make_world(2)
    for path in (list_address(model), f"{list_address(model)}?q=entry", change_address(model)):
        assert staff.get(path).status_code == 200, path


@every_model
def test_every_filter_of_a_list_can_be_chosen(staff: Client, model: Kind) -> None:
    make_world(2)
    listed = staff.get(list_address(model)).context["cl"]
    for spec in listed.filter_specs:
        for choice in spec.choices(listed):
            path = list_address(model) + choice["query_string"]
            assert staff.get(path).status_code == 200, path


@every_model
def test_every_column_that_sorts_can_be_sorted_by(staff: Client, model: Kind) -> None:
    make_world(2)
    columns = staff.get(list_address(model)).context["cl"].list_display
    for number in range(1, len(columns)):
        assert staff.get(f"{list_address(model)}?o={number}").status_code == 200


@every_model
def test_add_page_answers_where_a_person_may_add(staff: Client, model: Kind) -> None:
    made_elsewhere = model in RECORDS or model in PARTS or model.__name__ == "Entry"
    assert staff.get(address(model, "add")).status_code == (403 if made_elsewhere else 200)


def test_no_page_takes_more_queries_for_twelve_rows_than_for_five(staff: Client) -> None:
    assert queries_by_page(staff, size=12) == queries_by_page(staff, size=5)


@every_model
def test_anonymous_reader_is_sent_to_the_login(client: Client, model: Kind) -> None:
    make_world(1)
    for path in (list_address(model), change_address(model)):
        assert client.get(path).url == f"{reverse('admin:login')}?next={path}"


@every_model
def test_staff_with_view_permission_alone_can_view_and_not_save(
    client: Client, model: Kind
) -> None:
    make_world(2)
    user = User.objects.create_user("viewer", is_staff=True)
    user.user_permissions.add(*Permission.objects.filter(codename__startswith="view_"))
    client.force_login(user)
    assert client.get(list_address(model)).status_code == 200
    assert client.get(change_address(model)).status_code == 200
    assert client.post(change_address(model), {}).status_code == 403
    assert client.get(address(model, "add")).status_code == 403


@every_model
def test_staff_without_permission_are_refused(client: Client, model: Kind) -> None:
    client.force_login(User.objects.create_user("clerk", is_staff=True))
    assert client.get(list_address(model)).status_code == 403


def test_site_bears_the_name_of_the_archive(staff: Client) -> None:
    page = staff.get(reverse("admin:index")).content.decode()
    assert "<title>Staff | As It Happened</title>" in page


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


def test_names_can_be_looked_for_with_any_character(staff: Client) -> None:
    make_world(2)
    fields = "app_label=entries&model_name=mention&field_name=actor"
    response = staff.get(f"{reverse('admin:autocomplete')}?{fields}&term=%00")
    assert response.status_code == 200

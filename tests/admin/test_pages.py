"""Every model's pages answer, to those who may see them."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Permission, User
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from entries.models import (
    ActorName,
    AwaitedLink,
    FormerSlug,
    GazetteerChange,
    GazetteerLoad,
    IndexLabel,
    PendingChange,
    PlaceName,
    Removal,
    TaggingDue,
)

from .pages import address, change_address, list_address, user_who_may
from .world import MODELS, PARTS, RECORDS, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]

Kind = type[Model]
# Rows edited on another's page, and those that keep index, links, addresses and gazetteer in step.
WITHOUT_PAGE = {ActorName, PlaceName, IndexLabel, PendingChange, TaggingDue, FormerSlug}
WITHOUT_PAGE |= {AwaitedLink, GazetteerLoad, GazetteerChange, Removal}
every_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)


@pytest.fixture(scope="module")
def world(kept: Path) -> None:
    make_world(2)


def test_every_model_of_the_record_is_registered() -> None:
    models = set(apps.get_app_config("entries").get_models()) - WITHOUT_PAGE
    assert {model for model in models if not admin.site.is_registered(model)} == set()
    assert set(MODELS) >= models


@every_model
def test_list_search_and_change_page_answer(staff: Client, model: Kind) -> None:
    for path in (list_address(model), f"{list_address(model)}?q=entry", change_address(model)):
        assert staff.get(path).status_code == 200, path


@every_model
def test_every_filter_of_a_list_can_be_chosen(staff: Client, model: Kind) -> None:
    listed = staff.get(list_address(model)).context["cl"]
    for spec in listed.filter_specs:
        for choice in spec.choices(listed):
            path = list_address(model) + choice["query_string"]
            assert staff.get(path).status_code == 200, path


@every_model
def test_every_column_that_sorts_can_be_sorted_by(staff: Client, model: Kind) -> None:
    columns = staff.get(list_address(model)).context["cl"].list_display
    for number in range(1, len(columns)):
        assert staff.get(f"{list_address(model)}?o={number}").status_code == 200


@every_model
def test_add_page_answers_where_a_person_may_add(staff: Client, model: Kind) -> None:
    made_elsewhere = model in RECORDS or model in PARTS or model.__name__ == "Entry"
    assert staff.get(address(model, "add")).status_code == (403 if made_elsewhere else 200)


@every_model
def test_anonymous_reader_is_sent_to_the_login(client: Client, model: Kind) -> None:
    for path in (list_address(model), change_address(model)):
        assert client.get(path).url == f"{reverse('admin:login')}?next={path}"


@every_model
def test_staff_with_view_permission_alone_can_view_and_not_save(
    client: Client, model: Kind
) -> None:
    user = User.objects.create_user("viewer", is_staff=True)
    user.user_permissions.add(*Permission.objects.filter(codename__startswith="view_"))
    client.force_login(user)
    assert client.get(list_address(model)).status_code == 200
    assert client.get(change_address(model)).status_code == 200
    assert client.post(change_address(model), {}).status_code == 403
    assert client.get(address(model, "add")).status_code == 403


@every_model
def test_staff_without_permission_are_refused(client: Client, model: Kind) -> None:
    user_who_may(client)
    assert client.get(list_address(model)).status_code == 403


def test_site_bears_the_name_of_the_archive(staff: Client) -> None:
    page = staff.get(reverse("admin:index")).content.decode()
    assert "<title>Staff | As It Happened</title>" in page


def test_names_can_be_looked_for_with_any_character(staff: Client) -> None:
    fields = "app_label=entries&model_name=mention&field_name=actor"
    response = staff.get(f"{reverse('admin:autocomplete')}?{fields}&term=%00")
    assert response.status_code == 200

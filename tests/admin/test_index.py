"""What staff change is in the search index as soon as it is saved."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from entries.models import Topic
from entries.search.base import Status
from entries.search.engine import engine
from entries.search.keeping import drain, state
from entries.search.rebuilding import rebuild
from tests.factories import make_entry, make_person, make_topic, tag
from tests.search.keepers import assert_in_step, in_index

from .forms import new_row, send
from .test_editing import page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any) -> Iterator[AbstractContextManager]:
    """A block after which what was to be done on commit is done."""
    yield django_capture_on_commit_callbacks(execute=True)


def topics_called(name: str) -> list[str]:
    return [found.slug for found in engine().names_called(name, ["topic"])]


def test_saved_change_is_in_the_index(staff: Client, committed: AbstractContextManager) -> None:
    entry, topic = make_entry(), make_topic()
    rebuild()
    before = in_index()
    with committed:
        added = new_row(staff, page_of(entry), "topic_links", {"topic": topic.pk})
        assert send(staff, page_of(entry), **added).status_code == 302
    assert in_index() != before
    assert_in_step()


def test_deleted_row_is_gone_from_the_index(
    staff: Client, committed: AbstractContextManager
) -> None:
    entry, topic = make_entry(), make_topic("Flooding")
    tag(entry, topic)
    rebuild()
    assert topics_called("flooding") == ["flooding"]
    with committed:
        path = reverse("admin:entries_topic_delete", args=[topic.pk])
        assert staff.post(path, {"post": "yes"}).status_code == 302
    assert topics_called("flooding") == []
    assert_in_step()


def test_rows_deleted_from_the_list_are_gone_from_the_index(
    staff: Client, committed: AbstractContextManager
) -> None:
    topics = [make_topic("Flooding"), make_topic("Wind")]
    rebuild()
    with committed:
        chosen = {"action": "delete_selected", "_selected_action": [topic.pk for topic in topics]}
        path = reverse("admin:entries_topic_changelist")
        assert staff.post(path, {**chosen, "post": "yes"}).status_code == 302
    assert not Topic.objects.exists()
    assert topics_called("flooding") == topics_called("wind") == []
    assert_in_step()


def test_change_is_saved_where_there_is_no_index(
    staff: Client, committed: AbstractContextManager
) -> None:
    person = make_person()
    with committed:
        assert send(staff, page_of(person), name="Ida Marsh").status_code == 302
    person.refresh_from_db()
    assert person.name == "Ida Marsh"
    assert state() is Status.MISSING
    rebuild()
    assert drain() == 0

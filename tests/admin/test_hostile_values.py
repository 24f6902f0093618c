"""No value that somebody types or sends breaks a page that staff mend."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client

from entries.models import Actor, Liveblog, Person, Place, Topic
from tests.factories import make_entry, make_person, make_place, make_topic, tag

from .forms import form_values
from .pages import add_page, page_of

pytestmark = pytest.mark.django_db
HOSTILE = ["", "\x00", "x" * 6_000, "-1", "9" * 30, "null", "{", "nan", "2022-99-99", "<script>"]
# Kept by the page itself or chosen from a list.
NOT_TYPED = ("_FORMS", "id", "entry", "actor", "place", "topic", "source")


@pytest.fixture(scope="module")
def forms(kept: Path) -> dict[str, dict[str, str]]:
    """What the fields of each page hold, by the page's address."""
    entry, person, place = make_entry(bylines=[("Ada", "")]), make_person(), make_place()
    topic = make_topic()
    tag(entry, topic)
    person.names.create(name="Ada")
    place.names.create(name="Ellen")
    mention = entry.mentions.create(actor=person, start=0, end=3, matched="The")
    link, byline = entry.topic_links.get(), entry.bylines.get()
    rows = [entry, person, place, topic, mention, link, byline, entry.source, entry.liveblog]
    paths = (*map(page_of, rows), *map(add_page, (Person, Actor, Place, Topic, Liveblog)))
    reader = Client()
    reader.force_login(User.objects.create_superuser("reader"))
    return {path: form_values(reader, path) for path in paths}


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_no_value_in_any_field_breaks_a_page(
    staff: Client, forms: dict[str, dict[str, str]], value: str
) -> None:
    for path, values in forms.items():
        for name in values:
            if not name.endswith(NOT_TYPED):
                sent = staff.post(path, {**values, name: value})
                assert sent.status_code in (200, 302), (path, name)

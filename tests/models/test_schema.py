"""What the database itself holds to: named constraints, and no index without a name of ours."""

import datetime as dt
from functools import partial

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from entries.models import (
    Actor,
    Entry,
    EntryVersion,
    Liveblog,
    Mention,
    Organisation,
    Person,
    Place,
    Source,
)

pytestmark = pytest.mark.django_db
MODELS = [model for model in apps.get_app_config("entries").get_models() if not model._meta.proxy]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_constraint_and_index_has_a_name_of_ours(model):
    """Primary keys and foreign keys apart, which Django names itself."""
    named = {constraint.name for constraint in model._meta.constraints}
    named |= {index.name for index in model._meta.indexes}
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, model._meta.db_table)
    ours = {
        name
        for name, about in found.items()
        if not about["primary_key"] and not about["foreign_key"]
    }
    # Django checks fields that must not be negative, PostgreSQL 18 names each NOT NULL.
    assert {name for name in ours if not name.endswith(("_check", "_not_null"))} == named


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_model_says_what_a_row_is(model):
    assert model.__doc__ and not model.__doc__.startswith(f"{model.__name__}(")


@pytest.fixture
def liveblog():
    source = Source.objects.create(slug="lake-radio", name="Lake Radio")
    return Liveblog.objects.create(source=source, slug="storm", title="Storm")


def entry(liveblog, **values) -> Entry:
    common = {"key": "0123456789", "source": liveblog.source, "content_hash": "0" * 64}
    return Entry(**{**common, "liveblog": liveblog, **values})


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"key": "UPPERCASE1"}, "entry_key_form"),
        ({"key": "short"}, "entry_key_form"),
        ({"time_precision": "minute"}, "entry_precision_fits_time"),
        ({"published_at": dt.datetime(2022, 1, 1, tzinfo=dt.UTC)}, "entry_precision_fits_time"),
        ({"day": dt.date(2022, 1, 1)}, "entry_precision_fits_time"),
        (
            {
                "published_at": dt.datetime(2022, 1, 1, tzinfo=dt.UTC),
                "day": dt.date(2022, 1, 1),
                "time_precision": "week",
            },
            "entry_precision_fits_time",
        ),
    ],
)
def test_database_refuses_what_makes_no_sense(liveblog, values, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        entry(liveblog, **values).save()


@pytest.mark.parametrize(("start", "end"), [(1, None), (None, 1), (2, 1)])
def test_liveblog_has_both_its_times_in_order_or_none(liveblog, start, end):
    liveblog.starts_at, liveblog.ends_at = (
        day and dt.datetime(2022, 1, day, tzinfo=dt.UTC) for day in (start, end)
    )
    with pytest.raises(IntegrityError, match="liveblog_ends_after_start"), transaction.atomic():
        liveblog.save()


def test_mention_is_of_an_actor_or_of_a_place(liveblog):
    row = entry(liveblog)
    row.save()
    actor = Person.objects.create(slug="ada", name="Ada")
    place = Place.objects.create(slug="geneva", name="Geneva")
    for both in ({}, {"actor": actor, "place": place}):
        with pytest.raises(IntegrityError, match="mention_actor_or_place"), transaction.atomic():
            Mention.objects.create(entry=row, start=0, end=3, matched="Ada", **both)


def test_people_and_organisations_are_the_two_kinds_of_actor():
    person = Person.objects.create(slug="ada", name="Ada")
    organisation = Organisation.objects.create(slug="lake-office", name="Lake Office")
    assert (person.kind, organisation.kind) == ("person", "organisation")
    assert list(Person.objects.all()) == [person]
    assert list(Organisation.objects.all()) == [organisation]
    assert Actor.objects.count() == 2


def test_blocks_are_validated_before_they_are_stored(liveblog):
    row = entry(liveblog, blocks=[{"type": "paragraph", "html": "<b>x</b>"}])
    stored = entry(liveblog)
    stored.save()
    version = EntryVersion(entry=stored, number=1, content_hash="0", blocks="text")
    for write in (
        row.full_clean,
        row.save,
        partial(Entry.objects.bulk_create, [row]),
        partial(Entry.objects.update, blocks=[{"type": "table"}]),
        partial(EntryVersion.objects.bulk_create, [version]),
    ):
        error = pytest.raises(ValidationError, match="no field|no block type|are a list")
        with error, transaction.atomic():
            write()
    stored.refresh_from_db()
    assert stored.blocks == []


def test_time_zone_is_validated():
    with pytest.raises(ValidationError, match="Europe/London"):
        Source(slug="x", name="X", timezone="Mars/Olympus").full_clean()


@pytest.mark.parametrize("half", [{"latitude": 46.2}, {"longitude": 6.1}, {"latitude": 91.0}])
def test_coordinates_are_whole_and_on_the_globe(half):
    with pytest.raises(IntegrityError, match="place_coordinates_in_range"), transaction.atomic():
        Place.objects.create(slug="geneva", name="Geneva", **half)

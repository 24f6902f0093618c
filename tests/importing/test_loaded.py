"""A load of the gazetteer compares nothing where nothing changed, and misses no change."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.contrib.admin.models import DELETION
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

import entries.tagging
from entries.importing import gazetteer as loading
from entries.importing.gazetteer import load_gazetteer
from entries.importing.loaded import digest_of
from entries.models import GazetteerChange, GazetteerLoad, Person, Source
from entries.tagging.gazetteer import GazetteerError

from .test_gazetteer import TABLES, file_of, folder, log, rows

__all__ = ["folder"]
pytestmark = pytest.mark.django_db
NAMES = [model._meta.db_table for model in TABLES]


@pytest.fixture
def compared(monkeypatch) -> list[str]:
    """What loads have compared, one for each."""
    done: list[str] = []
    load_all = loading.load_all

    def load(report, gazetteer):
        done.append("all")
        load_all(report, gazetteer)

    monkeypatch.setattr(loading, "load_all", load)
    return done


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_load_after_a_load_reads_two_rows_and_tells_the_same(folder, compared):
    first = load_gazetteer(folder)
    with CaptureQueriesContext(connection) as queries:
        second = load_gazetteer(folder)
    assert len(queries) == 2 and compared == ["all"]
    GazetteerLoad.objects.all().delete()
    assert load_gazetteer(folder).counts == second.counts and len(compared) == 2
    assert list(second.counts) == list(first.counts) and second.changed == 0


@pytest.mark.parametrize("table", NAMES)
@pytest.mark.parametrize(
    "change", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"]
)
def test_change_by_whatever_hand_is_noticed_and_mended(folder, compared, table, change):
    load_gazetteer(folder)
    before = [len(each) for each in rows()]
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    if change.startswith("DELETE"):
        sql("DELETE FROM entries_actorname; DELETE FROM entries_placename")
    sql(change.format(table))
    load_gazetteer(folder)
    assert len(compared) == 2 and [len(each) for each in rows()] == before
    load_gazetteer(folder)
    assert len(compared) == 2


def test_value_that_somebody_changed_in_the_database_is_brought_up(folder, compared):
    load_gazetteer(folder)
    before = rows()
    sql("UPDATE entries_actor SET description = 'wrong'")
    load_gazetteer(folder)
    assert rows() == before


def test_what_staff_decided_stays_and_the_load_after_has_nothing_to_do(folder, compared):
    load_gazetteer(folder)
    log(Person.objects.get(), DELETION)
    Person.objects.get().delete()
    left = load_gazetteer(folder)
    assert left.counts["people and organisations"].left_out == 1 and not Person.objects.exists()
    again = load_gazetteer(folder)
    assert again.counts == left.counts and len(compared) == 2


@pytest.mark.parametrize("change", ["words", "name", "new file", "code"])
def test_other_files_and_other_code_are_another_gazetteer(
    folder, tmp_path_factory, monkeypatch, change
):
    before = digest_of(folder)
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    assert digest_of(Path(shutil.copytree(folder, elsewhere / "files"))) == before
    people = file_of(folder, "people")
    if change == "words":
        people.write_text(people.read_text() + "\n")
    elif change == "name":
        people.rename(people.with_name("others.toml"))
    elif change == "new file":
        people.with_name("more.toml").touch()
    else:
        monkeypatch.setattr(entries.tagging, "__file__", str(elsewhere / "__init__.py"))
    assert digest_of(folder) != before


def test_load_that_fails_leaves_the_next_one_all_to_do(folder, compared):
    topics = (folder / "topics.toml").read_text()
    (folder / "topics.toml").write_text("[[topics]]")
    with pytest.raises(GazetteerError):
        load_gazetteer(folder)
    assert not GazetteerLoad.objects.exists()
    (folder / "topics.toml").write_text(topics)
    load_gazetteer(folder)
    assert compared == ["all"]


@pytest.mark.django_db(transaction=True)
def test_change_that_is_committed_during_a_load_is_seen_by_the_next(folder, monkeypatch, compared):
    load_gazetteer(folder)
    before = rows()
    other, bring_up = connection.copy(), loading.bring_up
    cursor = other.cursor()
    cursor.execute("BEGIN; UPDATE entries_source SET language = 'xx'")
    under_way = ["COMMIT"]

    def bring_up_meanwhile(*args):
        done = bring_up(*args)
        if args[0] is Source and under_way:
            cursor.execute(under_way.pop())
        return done

    monkeypatch.setattr(loading, "bring_up", bring_up_meanwhile)
    GazetteerLoad.objects.all().delete()
    load_gazetteer(folder)
    other.close()
    assert Source.objects.get().language == "xx" and GazetteerChange.objects.count() == 1
    load_gazetteer(folder)
    assert rows() == before and not GazetteerChange.objects.exists() and len(compared) == 3


@pytest.mark.django_db(transaction=True)
def test_noting_a_change_makes_nobody_wait(folder):
    load_gazetteer(folder)
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("BEGIN; UPDATE entries_topic SET slug = slug")
        with transaction.atomic():
            sql("SET LOCAL lock_timeout = '5s'")
            sql("UPDATE entries_source SET slug = slug")
    other.close()
    assert GazetteerChange.objects.count() == 1

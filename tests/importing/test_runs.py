"""The row of a run: right after bad files, interruptions and crashes."""

import os

import pytest
from django.db import OperationalError, connection

from entries.importing import intake
from entries.importing.imports import import_dumps
from entries.importing.runs import reconnecting, started_run
from entries.importing.sources import Sources
from entries.locks import Lock
from entries.models import Entry, ImportIssue, ImportRun
from entries.readers.base import Hints
from tests.importing.pages import FERRY, import_text

pytestmark = pytest.mark.django_db


def test_counts_and_issues_are_stored_batch_by_batch(tmp_path, monkeypatch):
    monkeypatch.setattr(intake, "ENTRIES", 1)
    (tmp_path / "a.txt").write_text("")
    (tmp_path / "b.txt").write_text(FERRY)
    seen = []

    def look(done, total, report):
        run = ImportRun.objects.get()
        seen.append((done, run.state, run.created, run.issues.count()))

    import_dumps([str(tmp_path)], Hints(), look)
    assert seen[-1] == (len(FERRY.encode()), "running", 3, 1)
    run = ImportRun.objects.get()
    assert (run.state, run.created, run.refused) == ("finished", 3, 1)


def test_run_whose_process_was_killed_is_marked_by_the_next(tmp_path):
    killed = ImportRun.objects.create()
    import_text(tmp_path, page=FERRY)
    killed.refresh_from_db()
    assert (killed.state, killed.finished_at) == ("failed", None)


@pytest.mark.django_db(transaction=True)
def test_run_that_is_alive_is_left_alone(tmp_path):
    with started_run("import", {}) as alive:
        other = connection.copy()
        try:
            with other.cursor() as cursor:
                cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [Lock.RUN, alive.pk])
                assert cursor.fetchone() == (False,)
        finally:
            other.close()


@pytest.mark.django_db(transaction=True)
def test_work_is_done_again_where_the_server_dropped_the_connection():
    run = ImportRun.objects.create()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (process,) = cursor.fetchone()
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [process])
        found = []
        reconnecting(run, lambda: found.append(ImportRun.objects.count()))
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [Lock.RUN, run.pk])
            (lock_is_free,) = cursor.fetchone()
    finally:
        other.close()
    assert found == [1]
    assert not lock_is_free  # so that another import does not take this one for dead


def test_mistake_of_the_program_stops_no_other_file(tmp_path, monkeypatch):
    def stumble(sources, page, capture):
        if page.raw.dump_name == "a.txt":
            raise RecursionError("too deep")
        return find(sources, page, capture)

    find = Sources.of
    monkeypatch.setattr(Sources, "of", stumble)
    report = import_text(tmp_path, a=FERRY.replace("2019", "2018"), b=FERRY)
    assert (report.created, report.refused) == (3, 1)
    assert "RecursionError: too deep" in ImportIssue.objects.get().message


def test_database_that_stays_away_ends_the_run(tmp_path, monkeypatch):
    def away(*_):
        raise OperationalError("the server is gone")

    monkeypatch.setattr(Sources, "of", away)
    with pytest.raises(OperationalError):
        import_text(tmp_path, a=FERRY)
    assert ImportRun.objects.get().state == "failed"


def test_file_names_of_any_bytes_are_stored_and_told(tmp_path):
    path = os.path.join(os.fsencode(tmp_path), b"a\xff\n\x1b[31m.txt")
    empty = os.path.join(os.fsencode(tmp_path), b"b\xff.txt")
    try:
        with open(path, "w") as file:
            file.write(FERRY)
        with open(empty, "w"):
            pass
    except OSError:
        pytest.skip("this file system has no such names")
    report = import_dumps([os.fsdecode(path), os.fsdecode(empty)], Hints(source="digest"))
    assert (report.created, report.refused) == (3, 1)
    assert ImportIssue.objects.get().file.endswith("b\\udcff.txt")
    assert Entry.objects.first().appearances.get().capture.dump.name == "a\\udcff\\n\\x1b[31m.txt"

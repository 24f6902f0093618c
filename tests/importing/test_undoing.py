"""An import taken back: the archive is as if the run had never been."""

import datetime as dt
import time

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from entries.importing.undoing import CannotUndo, undo_import
from entries.locks import Lock
from entries.models import (
    Appearance,
    Byline,
    Capture,
    Change,
    Dump,
    Entry,
    EntryTopic,
    EntryVersion,
    ImportRun,
    Liveblog,
    Mention,
    Source,
)
from entries.readers.base import Hints
from tests.importing.pages import DIGEST, FERRY, NO_YEAR, UNNAMED, counts, import_text

pytestmark = pytest.mark.django_db

TABLES = (Source, Dump, Capture, Liveblog, Entry, EntryVersion, Byline, Appearance, Change)
TABLES += (Mention, EntryTopic)
# Keys of rows that are made anew, and when a row was last touched.
IGNORED = {"id", "updated_at", "created_at", "run_id", "dump_id", "source_id"}
IGNORED |= {"capture_id", "liveblog_id", "entry_id", "version_id", "before_id", "after_id"}
IGNORED |= {"noticed_at"}  # when it was imported, where nobody knows when it was captured
EDITED = FERRY.replace("forty passengers", "fifty passengers").replace("Geneva", "Nyon")
SHORTER = FERRY[: FERRY.index("  3. Post")]
NOON, EVENING = (dt.datetime(2019, 6, 4, hour, tzinfo=dt.UTC) for hour in (12, 18))


def archive() -> dict[str, list]:
    """All that the archive says, without the keys of its rows."""
    return {model.__name__: sorted(map(said, model.objects.all())) for model in TABLES}


def said(row) -> str:
    values = {name: value for name, value in vars(row).items() if not name.startswith("_")}
    return repr({name: value for name, value in values.items() if name not in IGNORED})


def last_run() -> int:
    return ImportRun.objects.latest("pk").pk


def test_first_import_taken_back_leaves_nothing(tmp_path):
    before = archive()
    import_text(tmp_path, Hints(source="Lake Radio"), page=FERRY, digest=DIGEST, prose="A letter.")
    report = undo_import(last_run())
    assert archive() == before
    assert (report.captures, report.removed) == (3, 6)


@pytest.mark.parametrize(
    ("hints", "page"),
    [
        pytest.param(Hints(), EDITED, id="another version"),
        pytest.param(Hints(captured_at=NOON), EDITED, id="an older version"),
        pytest.param(Hints(), SHORTER, id="fewer entries"),
        pytest.param(Hints(), FERRY.replace("sails", "docks"), id="another headline"),
        pytest.param(Hints(), FERRY.replace("page 1", "page 2"), id="equal entries"),
        pytest.param(Hints(title="The ferry"), FERRY + "\n", id="a title for the liveblog"),
        pytest.param(Hints(url="https://example.org/live"), DIGEST, id="another source"),
    ],
)
def test_what_was_there_before_is_as_it_was(tmp_path, hints, page):
    import_text(tmp_path, Hints(captured_at=EVENING), first=FERRY)
    before = archive()
    import_text(tmp_path, hints, second=page)
    assert archive() != before
    undo_import(last_run())
    assert archive() == before


def test_entry_that_a_later_run_has_too_stays_at_its_address(tmp_path):
    import_text(tmp_path, first=FERRY)
    first = last_run()
    keys = set(Entry.objects.values_list("key", flat=True))
    import_text(tmp_path, second=EDITED)
    undo_import(first)
    assert set(Entry.objects.values_list("key", flat=True)) == keys
    entry = Entry.objects.get(headline="Ferry sails again")
    assert "fifty passengers" in entry.text
    assert (entry.versions.count(), entry.appearances.count()) == (1, 1)
    assert Byline.objects.get().role == "BBC News, Nyon"


def test_date_that_a_run_gave_is_taken_back(tmp_path):
    import_text(tmp_path, undated=NO_YEAR)
    before = archive()
    import_text(tmp_path, dated=FERRY)
    assert Entry.objects.filter(published_at=None).count() == 0
    undo_import(last_run())
    assert archive() == before


@pytest.mark.parametrize(
    "hints",
    [
        pytest.param(Hints(year=2019), id="year"),
        pytest.param(Hints(liveblog="Storm"), id="liveblog"),
        pytest.param(Hints(source="Lake Radio", timezone="Asia/Tokyo"), id="source"),
        pytest.param(Hints(url="https://example.org/live"), id="address"),
        pytest.param(Hints(captured_at=NOON), id="capture time"),
    ],
)
def test_page_read_again_under_other_hints_is_put_back(tmp_path, hints):
    import_text(tmp_path, page=NO_YEAR)
    before = archive()
    import_text(tmp_path, hints, page=NO_YEAR)
    assert archive() != before
    undo_import(last_run())
    assert archive() == before


def test_page_of_an_unknown_source_is_put_back_with_the_times_that_it_had(tmp_path):
    import_text(tmp_path, Hints(date=NOON.date()), page=UNNAMED)
    before = archive()
    import_text(tmp_path, Hints(timezone="Asia/Tokyo"), page=UNNAMED)
    assert archive() != before
    undo_import(last_run())
    assert archive() == before


def test_page_put_back_is_in_the_liveblog_that_it_left(tmp_path):
    import_text(tmp_path, page=FERRY)
    before = archive()
    import_text(tmp_path, Hints(liveblog="Storm"), page=FERRY)
    assert Liveblog.objects.get().title == "Storm"
    undo_import(last_run())
    assert archive() == before


def test_days_that_another_capture_told_stay_when_a_later_reading_is_taken_back(tmp_path):
    import_text(tmp_path, undated=NO_YEAR, dated=FERRY)
    before = archive()
    import_text(tmp_path, Hints(title="The ferry", year=2018), undated=NO_YEAR)
    undo_import(last_run())
    assert archive() == before


def test_source_goes_with_its_last_page_whatever_run_made_it(tmp_path):
    import_text(tmp_path, Hints(source="Lake Radio"), first=FERRY)
    first = last_run()
    import_text(tmp_path, Hints(source="Lake Radio"), second=EDITED)
    undo_import(first)
    assert Source.objects.filter(name="Lake Radio").exists()
    undo_import(ImportRun.objects.get(kind="import", state="finished").pk)
    assert not Source.objects.filter(name="Lake Radio").exists()


def test_undo_waits_for_no_other_undo_of_the_same_run(tmp_path):
    import_text(tmp_path, page=FERRY)
    run = ImportRun.objects.get()
    undo = ImportRun.objects.create(kind="undo", undoes=run)
    elsewhere = connection.copy()
    try:
        with elsewhere.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, %s)", [Lock.RUN, undo.pk])
        with pytest.raises(CannotUndo, match="right now"):
            undo_import(run.pk)
    finally:
        elsewhere.close()
    wait_until_dead(undo)
    undo_import(run.pk)
    assert not Entry.objects.exists()


def wait_until_dead(run: ImportRun) -> None:
    """The database takes a moment to see that a connection is gone, with its locks."""
    held = (
        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND (classid, objid) = (%s, %s)"
    )
    until = time.monotonic() + 10
    with connection.cursor() as cursor:
        while time.monotonic() < until:
            cursor.execute(held, [Lock.RUN, run.pk])
            if not cursor.fetchone()[0]:
                return
            time.sleep(0.01)


def test_what_a_later_run_said_of_a_page_stands(tmp_path):
    import_text(tmp_path, page=NO_YEAR)
    before = archive()
    import_text(tmp_path, Hints(year=2018), page=NO_YEAR)
    middle = last_run()
    import_text(tmp_path, Hints(year=2019), page=NO_YEAR)
    late = last_run()
    undo_import(middle)
    assert {entry.day.year for entry in Entry.objects.all()} == {2019}
    undo_import(late)
    assert archive() == before


def test_files_can_be_imported_again_and_have_their_addresses(tmp_path):
    import_text(tmp_path, page=FERRY)
    before = archive()
    undo_import(last_run())
    assert counts(import_text(tmp_path, page=FERRY)) == (3, 0, 0)
    assert archive() == before


def test_run_says_that_it_is_undone_and_by_which(tmp_path):
    import_text(tmp_path, page=FERRY)
    run = ImportRun.objects.get()
    undo_import(run.pk)
    run.refresh_from_db()
    assert run.state == "undone"
    undo = run.undone_by.get()
    assert (undo.kind, undo.state, undo.removed) == ("undo", "finished", 3)


def test_what_cannot_be_undone_is_said(tmp_path):
    import_text(tmp_path, page=FERRY)
    run = last_run()
    undo_import(run)
    with pytest.raises(CannotUndo, match="already"):
        undo_import(run)
    with pytest.raises(CannotUndo, match="Import its files again"):
        undo_import(last_run())
    with pytest.raises(CommandError, match="There is no run 999999"):
        call_command("undo_import", "999999")


def test_command_tells_what_it_took_back(tmp_path, capsys):
    import_text(tmp_path, page=FERRY)
    call_command("undo_import", str(last_run()))
    assert "is taken back: 1 page, 3 entries gone, 0 as before." in capsys.readouterr().out


def test_undo_that_was_stopped_is_finished_by_the_same_command(tmp_path, monkeypatch):
    monkeypatch.setattr("entries.importing.undoing.AT_ONCE", 1)
    import_text(tmp_path, a=FERRY, b=FERRY.replace("2019", "2018"), c=DIGEST)
    run = last_run()

    def stop(done, total):
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        undo_import(run, stop)
    assert Capture.objects.count() == 2
    undo_import(run)
    assert Entry.objects.count() == Capture.objects.count() == 0

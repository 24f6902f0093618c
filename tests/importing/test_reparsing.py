"""Stored captures read again: addresses stay, and the run says what is read otherwise."""

import os
from concurrent.futures import ProcessPoolExecutor

import pytest
from django.core.management import CommandError, call_command

from entries.importing.processes import context
from entries.importing.reparsing import Chosen, reparse
from entries.importing.undoing import undo_import
from entries.models import Capture, Entry, EntryVersion, ImportRun, Reading
from entries.readers.base import Hints
from tests.importing.pages import DIGEST, FERRY, NO_YEAR, counts, import_text, rows

pytestmark = pytest.mark.django_db


def misread() -> Entry:
    """An entry as a reading left it that took the byline for a paragraph."""
    entry = Entry.objects.get(headline="Ferry sails again")
    blocks = [{"type": "paragraph", "text": "Ada Moreno"}, *entry.blocks]
    for row in (entry, entry.versions.get()):
        row.blocks, row.content_hash = blocks, "0" * 64
        row.save()
    return entry


@pytest.mark.parametrize("workers", [0, 2])
def test_captures_that_are_read_as_before_change_nothing(tmp_path, workers):
    import_text(tmp_path, page=FERRY, digest=DIGEST, undated=NO_YEAR.replace("Ferry", "Tram"))
    before = rows()
    report = reparse(Chosen(), workers=workers)
    assert (report.captures, *counts(report)) == (3, 0, 0, 10)
    assert rows() == before


def test_better_reading_takes_the_place_of_the_old_one_at_the_same_address(tmp_path):
    import_text(tmp_path, page=FERRY)
    entry = misread()
    report = reparse(Chosen())
    assert counts(report) == (0, 1, 2)
    again = Entry.objects.get(key=entry.key)
    assert again.blocks == entry.blocks[1:]
    assert EntryVersion.objects.count() == 3
    run = ImportRun.objects.latest("pk")
    assert (run.kind, run.revised, run.unchanged) == ("reparse", 1, 2)
    assert Reading.objects.get(run=run).revised == 1


def test_entry_that_no_reading_finds_any_more_is_removed_and_counted(tmp_path):
    import_text(tmp_path, page=FERRY)
    capture = Capture.objects.get()
    capture.payload = FERRY[: FERRY.index("  3. Post")].encode()
    capture.save()
    report = reparse(Chosen())
    assert (report.removed, Entry.objects.count()) == (1, 2)
    assert "Entries removed    1" in report.table()


def test_entry_that_the_latest_reading_lacks_shows_what_the_capture_before_says(tmp_path):
    for number in ("forty", "fifty", "sixty"):
        import_text(tmp_path, **{number: FERRY.replace("forty", number)})
    capture = Capture.objects.latest("pk")
    capture.payload = FERRY[FERRY.index("  2. Crew") :].encode()
    capture.save()
    assert reparse(Chosen(run=capture.run_id)).removed == 0
    entry = Entry.objects.get(headline="Ferry sails again")
    assert "fifty passengers" in entry.text
    assert (entry.versions.count(), entry.appearances.count()) == (2, 2)


def test_capture_that_no_layout_fits_any_more_stays_as_it_was(tmp_path):
    import_text(tmp_path, page=FERRY)
    Capture.objects.update(payload=b"A letter, and nothing live about it.")
    before = Entry.objects.count()
    report = reparse(Chosen())
    assert (report.refused, Entry.objects.count()) == (1, before)
    assert "It stays as it was read before" in report.issues[0].message


def test_refused_capture_is_read_once_a_layout_fits_it(tmp_path):
    import_text(tmp_path, page="A letter, and nothing live about it.")
    Capture.objects.update(payload=FERRY.encode())
    assert counts(reparse(Chosen())) == (3, 0, 0)
    assert Capture.objects.get().outcome == "imported"


def test_what_imports_were_told_stands(tmp_path):
    import_text(tmp_path, Hints(year=2019, title="The ferry"), page=NO_YEAR)
    before = rows()
    assert counts(reparse(Chosen())) == (0, 0, 3)
    assert rows() == before


def test_dates_that_another_capture_fixed_stand(tmp_path):
    import_text(tmp_path, first=NO_YEAR.replace("3. Post", "3. Port"), second=FERRY)
    before = rows()
    undated = Capture.objects.get(dump__name="first.txt")
    Capture.objects.exclude(pk=undated.pk).update(layout="another")
    assert counts(reparse(Chosen(layout="bbc-live"))) == (0, 0, 3)
    Capture.objects.update(layout="bbc-live")
    assert rows() == before


def test_only_the_chosen_captures_are_read(tmp_path):
    import_text(tmp_path, page=FERRY)
    import_text(tmp_path, Hints(source="Lake Radio"), digest=DIGEST)
    run = ImportRun.objects.latest("pk")
    assert reparse(Chosen(layout="bbc-live")).captures == 1
    assert reparse(Chosen(source="lake-radio")).unchanged == 4
    assert reparse(Chosen(run=run.pk)).unchanged == 4
    assert reparse(Chosen(layout="bbc-live", source="lake-radio")).captures == 0


def test_command_tells_what_changed_and_what_there_is_not(tmp_path, capsys):
    import_text(tmp_path, page=FERRY)
    misread()
    call_command("reparse", "--layout", "bbc-live")
    told = capsys.readouterr().out
    assert "Entries revised    1" in told
    assert f"This was reparse {ImportRun.objects.latest('pk').pk};" in told
    with pytest.raises(CommandError, match="No capture is of that kind"):
        call_command("reparse", "--source", "nobody")


def test_page_without_its_date_is_to_be_imported_and_not_read_again_with_one(tmp_path, capsys):
    import_text(tmp_path, page=NO_YEAR)
    call_command("reparse")
    assert "Import it with --year" in capsys.readouterr().err


def test_capture_that_is_taken_back_meanwhile_is_not_brought_again(tmp_path):
    import_text(tmp_path, page=FERRY)
    run = ImportRun.objects.get().pk

    def take_back(done, total, report):
        if done == 1:
            undo_import(run)

    assert reparse(Chosen(), take_back).captures == 0
    assert not Capture.objects.exists() and not Entry.objects.exists()


def test_end_of_a_process_that_reads_is_told(tmp_path, monkeypatch):
    import_text(tmp_path, page=FERRY)

    def end(parcels, vocabulary, workers):
        with ProcessPoolExecutor(1, context) as pool:
            yield pool.submit(os._exit, 9).result()

    monkeypatch.setattr("entries.importing.reparsing.read_again_in_order", end)
    with pytest.raises(CommandError, match="--workers 0"):
        call_command("reparse", "--workers", "1")
    assert ImportRun.objects.latest("pk").state == "failed"

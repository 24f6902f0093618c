"""Files read by several processes: the same archive as by one, whatever happens to them."""

import io
import os
import pickle
import signal
from multiprocessing import Pipe, active_children

import pytest

from entries.importing.gazetteer import load_gazetteer
from entries.importing.imports import import_dumps, limits
from entries.importing.paths import find_dumps
from entries.importing.processes import KILLED, Share, read_files
from entries.importing.reading import FileEnd, FileReader, ReadPage, Refusal, Vocabulary
from entries.importing.undoing import undo_import
from entries.models import ImportRun, Mention
from entries.readers.base import Hints
from tests.importing.pages import DIGEST, FERRY, NO_YEAR, counts
from tests.importing.test_undoing import archive

pytestmark = pytest.mark.django_db
NO_NAMES = Vocabulary((), (), {})
READER = pickle.dumps(FileReader(Hints(), NO_NAMES, limits()))


@pytest.fixture
def folder(tmp_path):
    for year in range(2001, 2012):
        (tmp_path / f"{year}.txt").write_text(FERRY.replace("2019", str(year)))
    (tmp_path / "2005-later.txt").write_text(FERRY.replace("2019", "2005").replace("forty", "ten"))
    (tmp_path / "digest.txt").write_text(DIGEST)
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "undated.txt").write_text(NO_YEAR.replace("Ferry", "Tram"))
    return tmp_path


def test_any_number_of_processes_makes_the_same_archive(folder):
    alone = import_dumps([str(folder)], Hints(), workers=0)
    by_one = archive()
    undo_import(ImportRun.objects.get().pk)
    several = import_dumps([str(folder)], Hints(), workers=3)
    assert counts(several) == counts(alone)
    assert several.refused == alone.refused == 1
    assert archive() == by_one


def test_standard_input_is_read_among_files_that_processes_read(folder, monkeypatch):
    piped = io.TextIOWrapper(io.BytesIO(FERRY.encode()))
    monkeypatch.setattr("sys.stdin", piped)
    report = import_dumps(
        [str(folder / "2001.txt"), "-", str(folder / "2002.txt")], Hints(), workers=2
    )
    assert counts(report) == (9, 0, 0)


def test_names_are_found_wherever_a_page_is_read(tmp_path, few_names):
    load_gazetteer(few_names)
    page = FERRY.replace("The lake ferry", "The ferry of Boris Johnson in Paris")
    (tmp_path / "names.txt").write_text(page)
    import_dumps([str(tmp_path)], Hints(), workers=2)
    matched = set(Mention.objects.values_list("matched", flat=True))
    assert {"Boris Johnson", "Paris"} <= matched


def test_file_that_ends_its_process_is_told_and_the_others_are_read(folder):
    found, _ = find_dumps([str(folder)])
    share = Share(found)
    share.begin(READER)
    os.kill(share.process.pid, signal.SIGKILL)
    share.process.join()
    try:
        items = [item for _ in found for item in share.next_file()]
    finally:
        share.stop()
    first, *others = items
    assert first == Refusal(found[0].path, KILLED)
    assert sum(isinstance(item, FileEnd) for item in items) == len(found)
    assert sum(isinstance(item, ReadPage) for item in others) == len(found) - 2


def test_process_that_dies_before_it_is_told_to_begin_is_told_of(folder):
    found, _ = find_dumps([str(folder)])
    share = Share(found[:2])
    os.kill(share.process.pid, signal.SIGKILL)
    share.process.join()
    share.begin(READER)
    try:
        items = [item for _ in found[:2] for item in share.next_file()]
    finally:
        share.stop()
    assert items[:2] == [Refusal(found[0].path, KILLED), FileEnd()]
    assert any(isinstance(item, ReadPage) for item in items[2:])


def test_processes_end_where_the_names_cannot_be_read(folder):
    def fail():
        raise RuntimeError("no names")

    found, _ = find_dumps([str(folder)])
    with pytest.raises(RuntimeError, match="no names"):
        list(read_files(found, fail, 2))
    assert not active_children()


def test_processes_end_when_nobody_asks_for_more(folder):
    # More than a pipe holds, so that the second process cannot have ended by itself.
    (folder / "2002.txt").write_text(FERRY + "The quay was full of people.\n" * 10_000)
    found, _ = find_dumps([str(folder)])
    items = read_files(found, lambda: FileReader(Hints(), NO_NAMES, limits()), 2)
    assert isinstance(next(items), ReadPage)
    children = active_children()
    items.close()
    assert children
    assert not any(child.is_alive() for child in children)


def test_interruption_is_none_of_a_process_that_reads(folder):
    found, _ = find_dumps([str(folder)])
    share = Share(found)
    os.kill(share.process.pid, signal.SIGINT)  # most likely it is still being started
    share.begin(READER)
    try:
        items = [item for _ in found for item in share.next_file()]
    finally:
        share.stop()
    assert Refusal(found[0].path, KILLED) not in items


def test_process_that_ends_amidst_a_message_ends_no_run(folder):
    found, _ = find_dumps([str(folder)])
    share = Share(found)
    share.begin(READER)
    os.kill(share.process.pid, signal.SIGKILL)
    share.process.join()
    share.pipe.close()
    share.pipe, theirs = Pipe(duplex=False)
    os.write(theirs.fileno(), b"\x00\x00\x10\x00part")  # of a message of 4,096 bytes
    theirs.close()
    try:
        items = list(share.next_file())
    finally:
        share.stop()
    assert items == [Refusal(found[0].path, KILLED), FileEnd()]

"""`manage.py import_dumps`: what it takes, what it prints, how it ends."""

import gc
import io
import os
import subprocess
import sys
import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from entries.importing.imports import import_dumps
from entries.models import Appearance, Entry, EntryVersion, ImportRun, Reading
from entries.readers.base import Hints
from tests.importing.pages import FERRY
from tests.readers.crawls import Crawl


@pytest.fixture
def dumps(tmp_path):
    """Three good pages of three years, in a folder and one below it."""
    (tmp_path / "more").mkdir()
    for name, year in (("one", "2019"), ("two", "2018"), ("more/three", "2017")):
        (tmp_path / f"{name}.txt").write_text(FERRY.replace("2019", year))
    return tmp_path


def run(*arguments: str) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    call_command("import_dumps", *map(str, arguments), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


@pytest.mark.django_db
def test_folder_is_imported_whole_and_the_table_tells(dumps):
    out, err = run(dumps)
    assert Entry.objects.count() == 9
    assert "Entries created    9" in out
    assert err == ""


@pytest.mark.django_db
def test_end_tells_the_number_of_the_import_and_how_to_take_it_back(dumps):
    out, _ = run(dumps)
    number = ImportRun.objects.get().pk
    last = f"This was import {number}; to take it back: manage.py undo_import {number}"
    assert out.splitlines()[-1] == last


@pytest.mark.django_db
def test_number_is_told_of_an_import_that_kept_a_refused_page_alone(tmp_path):
    (tmp_path / "page.txt").write_text("No live page at all.\n")
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("import_dumps", str(tmp_path), stdout=out, stderr=io.StringIO())
    assert f"undo_import {ImportRun.objects.get().pk}" in out.getvalue()
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("import_dumps", str(tmp_path), stdout=out, stderr=io.StringIO())
    assert "undo_import" not in out.getvalue()


@pytest.mark.django_db
def test_no_number_is_told_where_nothing_was_stored(dumps):
    out, _ = run(dumps, "--dry-run")
    assert "undo_import" not in out
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("import_dumps", "none.txt", stdout=out, stderr=io.StringIO())
    assert "undo_import" not in out.getvalue()


@pytest.mark.django_db
def test_files_that_a_folder_leaves_aside_are_counted_and_named_on_request(dumps):
    for name in ("page.mhtml", "a\x1bb.pdf", "one.toml"):
        (dumps / name).write_text("year = 2019")
    out, _ = run(dumps)
    assert "no kind that is read: 2. Name them" in out and "page.mhtml" not in out
    out, _ = run(dumps, "-v", "2")
    assert f"  {dumps}/page.mhtml\n" in out and "\x1b" not in out
    assert "left aside" not in run(dumps / "one.txt")[0]


@pytest.mark.django_db
def test_pages_of_a_crawl_that_fit_no_layout_are_named_on_request(tmp_path):
    crawl = Crawl()
    crawl.add(url="https://lake.example/about")
    crawl.add(b"x", "https://lake.example/ferry.png", content_type="image/png")
    (tmp_path / "crawl.warc.gz").write_bytes(crawl.content)
    assert "lake.example" not in run(tmp_path)[0]
    out, _ = run(tmp_path, "-v", "2")
    assert "Pages passed over  2" in out
    assert out.count("lake.example") == 1
    assert f"  {tmp_path}/crawl.warc.gz: https://lake.example/about\n" in out


@pytest.mark.django_db
def test_second_import_says_that_nothing_changed(dumps):
    run(dumps)
    out, _ = run(dumps)
    assert "Entries created    0" in out and "Entries revised    0" in out
    assert "Nothing has changed" in out
    assert "undo_import" not in out


@pytest.mark.django_db
def test_import_that_tells_something_of_known_entries_is_told_as_one_to_take_back(dumps):
    run(dumps)
    (dumps / "copy.txt").write_text((dumps / "one.txt").read_text() + "\n")
    for arguments in ([dumps], [dumps, "--captured-at", "2020-06-04T14:00:00Z"]):
        out, _ = run(*arguments)
        assert "Entries unchanged  12" in out and "Nothing has changed" not in out
        assert f"undo_import {ImportRun.objects.latest('pk').pk}" in out
        assert "undo_import" not in run(*arguments)[0]


@pytest.mark.django_db
def test_files_and_patterns_name_each_dump_once(dumps):
    out, _ = run(dumps / "one.txt", dumps / "*.txt", dumps / "**" / "three.txt")
    assert "Pages read         3" in out


def test_help_names_what_a_path_may_be(capsys):
    with pytest.raises(SystemExit):
        call_command("import_dumps", "--help")
    told = " ".join(capsys.readouterr().out.split())
    assert "a page as text, HTML or JSON, a WARC or WET file, an archive of any of these" in told


@pytest.mark.django_db
def test_standard_input_is_a_dump(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(FERRY.encode())))
    out, _ = run("-")
    assert "Entries created    3" in out


@pytest.mark.django_db
def test_refusal_is_an_error_that_names_the_file(dumps):
    (dumps / "bad.txt").write_bytes(b"\x00\x01")
    err = io.StringIO()
    with pytest.raises(CommandError, match="1 refused"):
        call_command("import_dumps", str(dumps), stdout=io.StringIO(), stderr=err)
    assert "bad.txt: This is no text but a binary file" in err.getvalue()
    assert Entry.objects.count() == 9


@pytest.mark.django_db
def test_end_says_that_the_rest_is_in_only_where_there_is_a_rest(tmp_path):
    with pytest.raises(CommandError, match="1 refused; see above.$"):
        run(tmp_path / "none.txt")


@pytest.mark.django_db
def test_empty_standard_input_is_told_by_its_name(monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    err = io.StringIO()
    with pytest.raises(CommandError):
        call_command("import_dumps", "-", stdout=io.StringIO(), stderr=err)
    assert "standard input: Nothing stands behind it" in err.getvalue()


@pytest.mark.django_db
def test_side_file_says_zone_layout_and_liveblog(tmp_path):
    page = FERRY.replace("British Summer Time ", "")
    (tmp_path / "page.txt").write_text(page, encoding="utf-8")
    said = 'timezone = "Asia/Tokyo"\nlayout = "bbc-live"\nliveblog = "The ferry"\n'
    (tmp_path / "page.toml").write_text(said, encoding="utf-8")
    run(tmp_path)
    first = Entry.objects.order_by("published_at").first()
    assert first.published_at.isoformat() == "2019-06-04T00:15:00+00:00"
    assert first.liveblog.title == "The ferry"
    assert Reading.objects.get().why == "Read as bbc-live, as asked for."


@pytest.mark.django_db
def test_text_of_a_page_sends_no_commands_to_the_terminal(tmp_path):
    page = FERRY.replace("LIVE stream", "Mark\x1b[31m\x07me\n\nLIVE stream")
    (tmp_path / "page.txt").write_text(page)
    _, err = run(tmp_path)
    assert "Mark" in err and "\x1b" not in err and "\x07" not in err


@pytest.mark.django_db
@pytest.mark.parametrize("option", ["--source", "--liveblog", "--layout"])
@pytest.mark.parametrize("value", ["", " ", "a\x1bb", "a\udcffb"])
def test_name_without_letters_to_show_is_refused(dumps, option, value):
    with pytest.raises(CommandError, match="a name, not"):
        run(dumps, option, value)


@pytest.mark.django_db
def test_warning_is_told_and_is_no_error(tmp_path):
    (tmp_path / "page.txt").write_text(FERRY.replace(" 2019", ""))
    out, err = run(tmp_path)
    assert "warning" in err and "--year" in err
    assert "Warnings           1" in out


@pytest.mark.django_db
def test_file_without_permission_is_told(dumps):
    if not hasattr(os, "seteuid") or os.geteuid() != 0:
        (dumps / "one.txt").chmod(0)
        with pytest.raises(CommandError):
            run(dumps)
        return
    (dumps / "one.txt").chmod(0)
    for folder in (dumps, *list(dumps.parents)[:3]):
        folder.chmod(0o755)
    os.seteuid(65534)
    try:
        report = import_dumps([str(dumps / "one.txt"), str(dumps / "two.txt")], Hints())
    finally:
        os.seteuid(0)
    assert "No permission" in report.issues[0].message
    assert report.created == 3


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("bbc", "did you mean .*bbc-live.* docs/layouts.md"),
        ("france24", "did you mean france24-liveblog.? docs/layouts.md"),
        ("Guardian Block Time", "did you mean guardian-block-time or"),
        ("qwxzv", "there is no layout “qwxzv”. docs/layouts.md"),
    ],
)
def test_unknown_layout_is_told_with_those_like_it(dumps, name, told):
    with pytest.raises(CommandError, match=told) as caught:
        run(dumps, "--layout", name)
    assert len(str(caught.value)) < 250


@pytest.mark.django_db
def test_date_in_the_future_is_remarked_upon_once(dumps):
    _, err = run(dumps, "--date", "2099-03-24", "--captured-at", "2099-03-24T14:00:00Z")
    assert err.count("--date 2099-03-24 lies in the future") == 1
    assert "--captured-at 2099-03-24T14:00:00+00:00 lies in the future" in err
    assert "future" not in run(dumps, "--date", "2019-06-04")[1]


@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_make_each_entry_once(dumps):
    collected = gc.get_threshold()

    def work() -> None:
        import_dumps([str(dumps)], Hints())
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert (Entry.objects.count(), EntryVersion.objects.count()) == (9, 9)
    assert Appearance.objects.count() == 9
    assert gc.get_threshold() == collected


def test_exit_status_is_one_only_where_something_was_refused(tmp_path):
    # Processes of their own, with a database of their own that is empty at first.
    environment = {**os.environ, "DATA_DIR": str(tmp_path / "var"), "DATABASE_URL": ""}
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text(FERRY)
    bad.write_text("no page")

    def manage(*arguments: str) -> tuple[int, list[str]]:
        command = [sys.executable, "manage.py", *arguments]
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        done = subprocess.run(command, env=environment, timeout=120, **streams)
        assert "Traceback" not in done.stdout
        # On a busy machine the database takes long to stop, and says so last.
        lines = [line for line in done.stdout.splitlines() if "pgserver" not in line]
        return done.returncode, lines

    status, told = manage("import_dumps", str(good))
    assert status == 1 and "“migrate” first" in told[-1]
    assert manage("migrate", "-v0")[0] == 0
    status, told = manage("import_dumps", str(good))
    assert (status, told[-1]) == (0, "This was import 1; to take it back: manage.py undo_import 1")
    # The table stands before the error, though both go to one file.
    status, told = manage("import_dumps", str(bad))
    assert (status, told[-1]) == (1, "CommandError: 1 refused; see above.")

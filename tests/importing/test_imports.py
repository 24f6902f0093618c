"""Dumps in, rows out: what is made, what is recognised, and that nothing changes twice."""

import datetime as dt
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import entries
from entries.importing.imports import import_dumps
from entries.models import (
    Appearance,
    Byline,
    Capture,
    Dump,
    Entry,
    EntryVersion,
    ImportIssue,
    ImportRun,
    Liveblog,
)
from entries.readers.base import Hints
from tests.importing.pages import DIGEST, FERRY, NO_YEAR, counts, import_text, rows

pytestmark = pytest.mark.django_db
SAMPLES = Path(entries.__file__).parent / "samples"


def test_page_becomes_entries_with_their_origin(tmp_path):
    report = import_text(tmp_path, page=FERRY)
    assert counts(report) == (3, 0, 0)
    newest = Entry.objects.newest_first().first()
    assert newest.headline == "Ferry sails again"
    assert newest.published_at == dt.datetime(2019, 6, 4, 9, 2, tzinfo=dt.UTC)
    assert newest.day == dt.date(2019, 6, 4)
    assert newest.source.name == "BBC News"
    assert [str(byline) for byline in newest.bylines.all()] == ["Ada Moreno, BBC News, Geneva"]
    appearance = newest.appearances.get()
    assert (appearance.first_line, appearance.last_line) == (7, 15)
    assert bytes(appearance.capture.payload).decode() == FERRY
    assert appearance.capture.dump.name == "page.txt"


def test_capture_knows_the_time_that_it_tells_of(tmp_path):
    import_text(tmp_path, page=FERRY)
    capture = Capture.objects.get()
    assert capture.starts_at == dt.datetime(2019, 6, 4, 8, 15, tzinfo=dt.UTC)
    assert capture.ends_at == dt.datetime(2019, 6, 4, 9, 2, tzinfo=dt.UTC)


def test_capture_learns_the_time_that_it_tells_of_when_another_dates_its_entries(tmp_path):
    import_text(tmp_path, page=NO_YEAR)
    before = Capture.objects.get()
    import_text(tmp_path, later=FERRY)
    after = Capture.objects.get(pk=before.pk)
    assert (before.starts_at, before.ends_at) == (None, None)
    assert after.starts_at == dt.datetime(2019, 6, 4, 8, 15, tzinfo=dt.UTC)


def test_importing_twice_changes_nothing_and_says_so(tmp_path):
    import_text(tmp_path, page=FERRY, digest=DIGEST)
    before = rows()
    report = import_text(tmp_path, page=FERRY, digest=DIGEST)
    assert counts(report) == (0, 0, 7)
    assert rows() == before
    assert "Nothing has changed" in report.table()


def test_importing_twice_changes_nothing_in_the_hour_that_comes_twice(tmp_path):
    page = FERRY.replace("10:02 British Summer Time 4 June", "01:30 27 October")
    import_text(tmp_path, page=page)
    before = rows()
    assert counts(import_text(tmp_path, page=page)) == (0, 0, 3)
    assert rows() == before
    assert counts(import_text(tmp_path, later=page.replace("page 1", "page 2"))) == (0, 0, 3)


def test_samples_of_the_project_imported_twice_change_nothing():
    import_dumps([str(SAMPLES)], Hints())
    before = rows()
    report = import_dumps([str(SAMPLES)], Hints())
    assert rows() == before
    assert (report.created, report.revised) == (0, 0)


def test_same_dump_gives_the_same_keys_in_an_empty_database(tmp_path):
    import_text(tmp_path, page=FERRY, digest=DIGEST)
    keys = set(Entry.objects.values_list("key", flat=True))
    for model in (Appearance, Entry, Capture, Dump, Liveblog):
        model.objects.all().delete()
    import_text(tmp_path, digest=DIGEST, page=FERRY)
    assert set(Entry.objects.values_list("key", flat=True)) == keys
    assert len(keys) == 6


def test_equal_text_in_another_capture_adds_an_appearance_alone(tmp_path):
    import_text(tmp_path, page=FERRY)
    report = import_text(tmp_path, later=FERRY.replace("page 1", "page 2"))
    assert counts(report) == (0, 0, 3)
    assert Entry.objects.count() == EntryVersion.objects.count() == 3
    assert Appearance.objects.count() == 6


def test_different_text_in_another_capture_adds_a_version(tmp_path):
    import_text(tmp_path, page=FERRY)
    report = import_text(tmp_path, later=FERRY.replace("forty passengers", "fifty passengers"))
    assert counts(report) == (0, 1, 2)
    entry = Entry.objects.get(headline="Ferry sails again")
    assert "fifty passengers" in entry.text
    first, second = entry.versions.all()
    assert "forty" in str(first.blocks) and "fifty" in str(second.blocks)
    assert [each.version for each in entry.appearances.order_by("pk")] == [first, second]


def test_older_capture_adds_a_version_that_does_not_take_over(tmp_path):
    late, early = (dt.datetime(2019, 6, 4, hour, tzinfo=dt.UTC) for hour in (18, 12))
    import_text(tmp_path, Hints(captured_at=late), page=FERRY)
    older = FERRY.replace("forty", "thirty")
    import_text(tmp_path, Hints(captured_at=early), older=older)
    entry = Entry.objects.get(headline="Ferry sails again")
    assert "forty" in entry.text
    assert entry.versions.count() == 2


def test_rewritten_headline_is_the_same_entry(tmp_path):
    import_text(tmp_path, page=FERRY)
    key = Entry.objects.get(headline="Ferry sails again").key
    report = import_text(tmp_path, later=FERRY.replace("Ferry sails again", "Steamer is back"))
    assert counts(report) == (0, 1, 2)
    assert Entry.objects.get(headline="Steamer is back").key == key


def test_two_posts_of_one_minute_and_headline_stay_two(tmp_path):
    head = "Goalpublished at 10:02 British Summer Time 4 June 2019"
    twins = (
        f"  1. {head}\n\n    One for the home side.\n\n"
        f"  2. {head}\n\n    Visitors are level now.\n\n"
    )
    assert counts(import_text(tmp_path, page=twins)) == (2, 0, 0)
    before = rows()
    assert counts(import_text(tmp_path, page=twins)) == (0, 0, 2)
    assert rows() == before


def test_posts_of_one_minute_and_headline_find_themselves_in_a_longer_capture(tmp_path):
    head = "Goalpublished at 10:02 British Summer Time 4 June 2019"
    goals = [f"  1. {head}\n\n    {text}\n\n" for text in ("First.", "The second.", "A third.")]
    assert counts(import_text(tmp_path, early=goals[1])) == (1, 0, 0)
    assert counts(import_text(tmp_path, late="".join(goals))) == (2, 0, 1)
    assert counts(import_text(tmp_path, turned="".join(goals[::-1]))) == (0, 0, 3)


def test_repeated_item_is_one_entry_with_two_appearances(tmp_path):
    report = import_text(tmp_path, digest=DIGEST)
    assert counts(report) == (3, 0, 1)
    repeated = Entry.objects.get(headline__startswith="The lake ferry")
    assert repeated.appearances.count() == 2
    dated = Entry.objects.get(headline__startswith="Engineers say")
    assert (dated.time_precision, dated.day) == ("day", dt.date(2019, 6, 4))


def test_undated_headline_that_returns_with_other_words_is_another_entry(tmp_path):
    import_text(tmp_path, page=NO_YEAR)
    body = "Something quite different is reported here about cranes at the old shipyard."
    other = (
        f"  1. Ferry sails againpublished at 10:02\n\n    {body}\n\n"
        "  2. Nextpublished at 10:01\n\n    Words."
    )
    report = import_text(tmp_path, other=other)
    assert counts(report) == (2, 0, 0)


# What cannot be read


def test_bad_files_are_told_by_name_and_the_others_imported(tmp_path):
    good = tmp_path / "good.txt"
    good.write_text(FERRY)
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "binary.txt").write_bytes(b"\x7fELF\x00\x00")
    (tmp_path / "prose.txt").write_text("Nothing live about this.\n\nIt is a letter.")
    (tmp_path / "side.txt").write_text(FERRY)
    (tmp_path / "side.toml").write_text("yaer = 2019")
    report = import_dumps([str(tmp_path), str(tmp_path / "missing.txt")], Hints())
    assert report.created == 3
    assert report.refused == 5
    told = {issue.file.rpartition("/")[2]: issue.message for issue in report.issues}
    assert "empty" in told["empty.txt"]
    assert "binary" in told["binary.txt"]
    assert "fits no layout" in told["prose.txt"]
    assert "“yaer”" in told["side.txt"] and "captured_at" in told["side.txt"]
    assert "no such file" in told["missing.txt"]
    run = ImportRun.objects.get()
    assert (run.state, run.refused, run.issues.count()) == ("finished", 5, 5)


def test_refused_page_is_kept_and_can_be_read_later(tmp_path):
    text = "Nothing live about this.\n\nIt is a letter."
    import_text(tmp_path, page=text)
    capture = Capture.objects.get()
    assert (capture.outcome, bytes(capture.payload).decode()) == ("refused", text)
    assert "fits no layout" in capture.reason
    before = rows()
    import_text(tmp_path, page=text)
    assert rows() == before


def test_other_encoding_is_imported_with_a_warning(tmp_path):
    path = tmp_path / "page.txt"
    path.write_bytes(FERRY.replace("steamer", "ferry").replace("Geneva", "Genève").encode("cp1252"))
    report = import_dumps([str(path)], Hints())
    assert report.created == 3
    assert Byline.objects.get().role == "BBC News, Genève"
    assert "not in UTF-8" in ImportIssue.objects.get(severity="warning").message


def test_unclaimed_lines_are_warnings_and_counted(tmp_path):
    import_text(tmp_path, page=FERRY.replace("LIVE stream", "What is this?\n\nLIVE stream"))
    assert Capture.objects.get().unclaimed_lines == 1
    assert "Line 5" in ImportIssue.objects.get(severity="warning").message


def test_many_unclaimed_lines_are_told_by_their_number(tmp_path):
    lines = "".join(f"What is this, the {n}th?\n\n" for n in range(120))
    report = import_text(tmp_path, page=FERRY.replace("LIVE stream", f"{lines}LIVE stream"))
    assert Capture.objects.get().unclaimed_lines == 120
    assert report.warnings == 21
    assert "100 more lines" in ImportIssue.objects.last().message


def test_hostile_lengths_are_cut_and_do_not_stop_the_import(tmp_path):
    long = "x" * 5000
    page = (
        f"  1. {long}\n\n    Headlinepublished at 10:02 GMT 4 June 2019\n\n    {long.title()} Aa\n"
        f"    BBC {long}\n\n    Body.\n\n"
        f"  2. {long}published at 10:01 GMT 4 June 2019\n\n    Words."
    )
    report = import_text(tmp_path, Hints(title=long, source=long, liveblog=long), page=page)
    assert report.refused == 0 and report.created == 2


def test_run_that_is_interrupted_keeps_what_was_done_and_is_finished_by_the_same_call(tmp_path):
    for name in ("a", "b"):
        text = FERRY.replace("2019", "2019" if name == "a" else "2018")
        (tmp_path / f"{name}.txt").write_text(text)

    def stop_at_second(done, total, report):
        if 0 < done < total:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_dumps([str(tmp_path)], Hints(), stop_at_second)
    run = ImportRun.objects.get()
    assert (run.state, run.created, Entry.objects.count()) == ("failed", 3, 3)
    assert counts(import_dumps([str(tmp_path)], Hints())) == (3, 0, 3)


def test_number_of_queries_does_not_grow_with_the_page(tmp_path):
    import_text(tmp_path, warm=FERRY)
    small, large = queries_of(tmp_path, 100), queries_of(tmp_path, 400)
    assert small == large
    again = queries_of(tmp_path, 400)
    assert again == queries_of(tmp_path, 100) < large


def queries_of(folder: Path, count: int) -> int:
    """How many queries the import of so many entries takes, but for keys of new rows, which are
    fetched 500 at a time."""
    day = f"5 June {1900 + count // 4}"  # so that no page has entries of another
    page = "".join(
        f"  {n}. Post number {n}published at {n // 60:02}:{n % 60:02} GMT {day}\n\n"
        f"    These are the words of post number {n}.\n\n"
        for n in range(count, 0, -1)
    )
    with CaptureQueriesContext(connection) as queries:
        report = import_text(folder, **{f"page{count}": page})
    assert report.entries == count
    return sum("nextval" not in query["sql"] for query in queries.captured_queries)


def test_better_reading_of_the_same_capture_is_no_version_of_its_own(tmp_path):
    import_text(tmp_path, page=FERRY)
    entry = Entry.objects.get(headline="Ferry sails again")
    # As a reading left it that took the byline for a paragraph.
    misread = [{"type": "paragraph", "text": "Ada Moreno"}, *entry.blocks]
    for row in (entry, entry.versions.get()):
        row.blocks, row.content_hash = misread, "0" * 64
        row.save()
    assert counts(import_text(tmp_path, page=FERRY)) == (0, 1, 2)
    entry.refresh_from_db()
    assert entry.blocks == misread[1:]
    assert entry.versions.get().blocks == misread[1:]
    assert counts(import_text(tmp_path, page=FERRY)) == (0, 0, 3)


def test_bylines_that_staff_corrected_stand_until_the_page_changes_them(tmp_path):
    import_text(tmp_path, page=FERRY)
    byline = Byline.objects.get()
    byline.name = "Ada Moréno"
    byline.save()
    import_text(tmp_path, two=FERRY.replace("forty", "fifty"))
    assert Byline.objects.get().name == "Ada Moréno"
    import_text(tmp_path, three=FERRY.replace("forty", "sixty").replace("Geneva", "Nyon"))
    assert Byline.objects.get().role == "BBC News, Nyon"


# Near copies


def test_post_that_stands_twice_on_a_page_with_a_word_changed_is_one_entry(tmp_path):
    pinned = FERRY[FERRY.index("  1. Ferry") : FERRY.index("  2. Crew")]
    page = FERRY.replace("  1. Ferry", pinned.replace("forty", "fifty") + "  1. Ferry")
    report = import_text(tmp_path, page=page)
    assert counts(report) == (3, 0, 1)
    entry = Entry.objects.get(headline="Ferry sails again")
    assert (entry.appearances.count(), entry.versions.count()) == (2, 2)
    before = rows()
    assert counts(import_text(tmp_path, page=page)) == (0, 0, 4)
    assert rows() == before


def test_post_on_two_pages_of_a_stream_is_one_entry(tmp_path):
    second = FERRY[FERRY.index("  3. Post") :].replace("  3.", "  1.")
    url = "https://example.org/live"
    import_text(tmp_path, Hints(url=url), one=FERRY)
    assert counts(import_text(tmp_path, Hints(url=f"{url}?page=2"), two=second)) == (0, 0, 1)
    assert Entry.objects.get(headline="").appearances.count() == 2


def test_posts_of_one_minute_with_few_words_stay_apart(tmp_path):
    head = "Postpublished at 10:02 British Summer Time 4 June 2019"
    page = f"  1. {head}\n\n    Goal! One, nil.\n\n  2. {head}\n\n    Goal! Two, nil.\n"
    assert counts(import_text(tmp_path, page=page)) == (2, 0, 0)


# Dry runs


def test_dry_run_tells_all_and_writes_nothing(tmp_path):
    import_text(tmp_path, first=FERRY)
    before, runs = rows(), ImportRun.objects.count()
    (tmp_path / "later.txt").write_text(FERRY.replace("forty", "fifty"))
    (tmp_path / "copy.txt").write_text(FERRY.replace("2019", "2018") + "\nWhat is this?\n")
    (tmp_path / "empty.txt").write_text("")
    told = []
    report = import_dumps([str(tmp_path)], Hints(), dry_run=True, tell=told.append)
    assert (*counts(report), report.refused) == (3, 1, 5, 1)
    assert {issue.severity for issue in told} >= {"refused"}
    assert rows() == before
    assert (ImportRun.objects.count(), ImportIssue.objects.count()) == (runs, 0)


def test_dry_run_says_what_the_import_then_does(tmp_path):
    (tmp_path / "a.txt").write_text(FERRY)
    (tmp_path / "b.txt").write_text(FERRY.replace("forty", "fifty"))
    (tmp_path / "c.txt").write_text(NO_YEAR)
    dry = import_dumps([str(tmp_path)], Hints(), dry_run=True)
    real = import_dumps([str(tmp_path)], Hints())
    assert dry.table() == real.table()

"""What dates a page that leaves out its year, its day or its zone, and that nothing else does."""

import datetime as dt
import json
import re

import pytest

from entries.importing.report import Report
from entries.models import Appearance, Entry, ImportIssue, Liveblog, Source
from entries.readers.base import Hints
from tests.importing.pages import DIGEST, FERRY, NO_YEAR, UNNAMED, counts, import_text, rows

pytestmark = pytest.mark.django_db


def test_undated_page_is_kept_with_an_issue_that_says_what_would_mend_it(tmp_path):
    report = import_text(tmp_path, page=NO_YEAR)
    assert counts(report) == (3, 0, 0)
    assert Entry.objects.filter(published_at=None, time_precision="unknown").count() == 3
    assert "--year" in ImportIssue.objects.get(severity="warning").message


def test_undated_page_imported_again_with_its_year_keeps_its_addresses(tmp_path):
    import_text(tmp_path, page=NO_YEAR)
    keys = set(Entry.objects.values_list("key", flat=True))
    assert counts(import_text(tmp_path, Hints(year=2019), page=NO_YEAR)) == (0, 3, 0)
    assert set(Entry.objects.values_list("key", flat=True)) == keys
    assert Entry.objects.filter(day=dt.date(2019, 6, 4)).count() == 3
    assert Liveblog.objects.get().title == "BBC News, 4 June 2019"
    assert counts(import_text(tmp_path, page=NO_YEAR)) == (0, 0, 3)


def test_wrong_year_is_mended_by_importing_again(tmp_path):
    import_text(tmp_path, Hints(year=2018), page=NO_YEAR)
    assert counts(import_text(tmp_path, Hints(year=2019), page=NO_YEAR)) == (0, 3, 0)
    assert set(Entry.objects.values_list("day", flat=True)) == {dt.date(2019, 6, 4)}


def test_another_capture_of_the_same_entries_in_the_run_gives_the_year(tmp_path):
    report = import_text(tmp_path, first=NO_YEAR, second=FERRY)
    assert counts(report) == (3, 0, 3)
    assert Entry.objects.filter(published_at=None).count() == 0


def test_page_without_its_year_is_the_same_page_in_another_run(tmp_path):
    import_text(tmp_path, dated=FERRY)
    assert counts(import_text(tmp_path, undated=NO_YEAR)) == (0, 0, 3)
    assert Entry.objects.filter(published_at=None).count() == 0


def test_page_with_its_year_dates_the_one_without_from_an_earlier_run(tmp_path):
    import_text(tmp_path, undated=NO_YEAR)
    assert counts(import_text(tmp_path, dated=FERRY)) == (0, 3, 0)
    assert Entry.objects.filter(published_at=None).count() == 0
    assert counts(import_text(tmp_path, undated=NO_YEAR, dated=FERRY)) == (0, 0, 6)


def test_equal_words_at_a_clock_of_unknown_day_are_no_proof(tmp_path):
    clock = FERRY.replace(" British Summer Time 4 June 2019", "").replace(" 4 June 2019", "")
    import_text(tmp_path, dated=FERRY)
    assert counts(import_text(tmp_path, clock=clock)) == (3, 0, 0)


def test_what_an_import_was_told_stands_until_it_is_told_another(tmp_path):
    tokyo, page = (
        Hints(year=2019, timezone="Asia/Tokyo"),
        NO_YEAR.replace("British Summer Time ", ""),
    )
    import_text(tmp_path, tokyo, page=page)
    before = rows()
    assert counts(import_text(tmp_path, page=page)) == (0, 0, 3)
    assert rows() == before
    assert counts(import_text(tmp_path, Hints(date=dt.date(2018, 6, 4)), page=page)) == (0, 3, 0)
    assert counts(import_text(tmp_path, Hints(year=2017), page=page)) == (0, 3, 0)
    assert {entry.day.year for entry in Entry.objects.all()} == {2017}


def test_another_page_of_the_same_day_of_the_year_is_no_evidence(tmp_path):
    other = NO_YEAR.replace("Ferry", "Tram").replace("Crew", "Driver").replace("pier", "stop")
    import_text(tmp_path, first=other, second=FERRY)
    assert Entry.objects.filter(published_at=None).count() == 3


def test_capture_time_never_stands_in_for_an_unknown_date(tmp_path):
    captured = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    import_text(tmp_path, Hints(captured_at=captured), digest=DIGEST)
    assert Entry.objects.filter(published_at=None).count() == 2


def test_page_of_an_unknown_source_is_dated_in_the_zone_that_the_run_tells(tmp_path):
    report = import_text(tmp_path, Hints(date=dt.date(2019, 6, 4)), page=UNNAMED)
    (message,) = ImportIssue.objects.filter(severity="warning").values_list("message", flat=True)
    assert "those of Europe/London" in message
    times = Entry.objects.order_by("published_at").values_list("published_at", flat=True)
    assert times[0] == dt.datetime(2019, 6, 4, 19, 10, tzinfo=dt.UTC)
    before = rows()
    assert counts(report) == (4, 0, 0) and counts(import_text(tmp_path, page=UNNAMED)) == (0, 0, 4)
    assert rows() == before


def test_page_of_an_unknown_source_is_dated_by_another_capture_of_the_run(tmp_path):
    (tmp_path / "dated.toml").write_text("date = 2019-06-04\n")
    pages = {"dated": UNNAMED, "undated": f"The lake today\n\n{UNNAMED}"}
    import_text(tmp_path, **pages)
    before = rows()
    assert Entry.objects.count() == 4
    assert not Appearance.objects.filter(published_at=None).exists()
    assert counts(import_text(tmp_path, undated=pages["undated"])) == (0, 0, 4)
    assert rows() == before


def test_given_zone_tells_which_clocks_of_another_capture_are_meant(tmp_path):
    page = FERRY.replace("British Summer Time ", "")
    tokyo = Hints(timezone="Asia/Tokyo")
    import_text(tmp_path, tokyo, first=page.replace(" 2019", ""), second=page)
    assert not Appearance.objects.filter(published_at=None).exists()


def unzoned(report: Report) -> list[str]:
    """The warnings that the zone of clocks is a mere supposition."""
    return [issue.message for issue in report.issues if "print no zone" in issue.message]


def posting() -> str:
    """A page of a newsroom that is not known, whose times have no offsets."""
    updates = [
        {
            "headline": f"Ferry {n}",
            "datePublished": f"2019-06-04T10:0{n}",
            "articleBody": "It left.",
        }
        for n in (2, 1)
    ]
    return json.dumps({"@type": "LiveBlogPosting", "publisher": "Lake", "liveBlogUpdate": updates})


def test_zone_that_nothing_tells_is_a_warning_of_every_import(tmp_path):
    (first,) = unzoned(import_text(tmp_path, page=posting()))
    assert "those of UTC" in first and "--timezone" in first
    assert unzoned(import_text(tmp_path, page=posting())) == [first]
    assert unzoned(import_text(tmp_path, Hints(timezone="Asia/Tokyo"), page=posting())) == []
    assert unzoned(import_text(tmp_path, page=posting())) == []


def test_zone_that_staff_gave_a_source_is_no_supposition(tmp_path):
    import_text(tmp_path, page=posting())
    Source.objects.update(timezone="Asia/Tokyo")
    assert unzoned(import_text(tmp_path, page=posting())) == []
    assert Entry.objects.latest("published_at").published_at.hour == 1


def shape_of_others() -> str:
    """A page in the shape of a newsroom's that it does not name."""
    posts = (f"2{n}.10 The ferry sails for the {n}th time\n\nIt was full.\n" for n in (3, 2, 1, 0))
    return "\n".join(posts)


WORDS = "The ferry left the harbour with all on board, and the wind went round to the west."


def shape_of_none() -> str:
    """A page that no layout fits but the one of last resort."""
    posts = (f"[{n}:05]\n\nThe ferry is full\n\n{WORDS}\n" for n in range(20, 11, -1))
    return "\n".join(posts)


@pytest.mark.parametrize(
    ("page", "before", "after"),
    [
        (shape_of_others(), ["those of Europe/London"], []),
        (shape_of_none(), ["is one of UTC"], ["is one of Asia/Tokyo"]),
    ],
)
def test_warnings_name_the_zone_in_which_the_clocks_were_read(tmp_path, page, before, after):
    def zones_told() -> list[str]:
        hints = Hints(source="Lake Radio", date=dt.date(2019, 6, 4))
        report = import_text(tmp_path, hints, page=page)
        text = " ".join(issue.message for issue in report.issues)
        return re.findall(r"(?:those|is one) of \w+(?:/\w+)?", text)

    assert zones_told() == before
    Source.objects.update(timezone="Asia/Tokyo")
    assert zones_told() == after
    assert Entry.objects.latest("published_at").published_at.hour in (14, 11)  # 23:10, 20:05


@pytest.mark.parametrize("source", [None, "Lake Radio"])
def test_zone_that_nothing_tells_is_a_warning_where_another_capture_gives_the_day(tmp_path, source):
    clocks = "".join(f"12.{n}pm: Ferry {n}\n\nIt left with all on board.\n\n" for n in (40, 30, 20))
    assert unzoned(import_text(tmp_path, Hints(source=source), undated=clocks)) == []
    (tmp_path / "dated.toml").write_text("date = 2019-06-04\n")
    report = import_text(tmp_path, Hints(source=source), dated=f"Lake\n\n{clocks}", undated=clocks)
    assert not Appearance.objects.filter(published_at=None).exists()
    assert len(unzoned(report)) == 2

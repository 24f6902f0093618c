"""Which liveblog a page without an address joins: by its posts, its title, its day."""

import datetime as dt

import pytest

from entries.models import ImportIssue, Liveblog
from entries.readers.base import Hints
from tests.importing.pages import counts, import_text

pytestmark = pytest.mark.django_db
DAY = dt.date(2023, 8, 1)
CHESS = """\
14:52
The final begins with a handshake
Both players have sat down, and the hall is quiet at last.

15:10
A bold opening by the younger player
The first pawns have fallen, and the clocks are running.

15:31
A long think before the ninth move
Forty minutes for one move, says the commentator on the stage.
"""
DRAW = """\
16:02
A draw is offered and refused
Nobody smiles, and the game goes on until the evening.
"""
FLOOD = """\
15:01
The river rises by the hour
The gauge at the old bridge has gone under water.

15:20
Two roads are closed for the night
Drivers are sent round by the hills, and it takes an hour.

15:40
The school gives shelter to forty people
There is soup, and there are blankets for all of them.
"""


def titled(title: str | None, date: dt.date | None = DAY) -> Hints:
    return Hints(source="Lake Radio", title=title, date=date)


def entries_by_title() -> dict[str, int]:
    return {liveblog.title: liveblog.entries.count() for liveblog in Liveblog.objects.all()}


def test_pages_of_two_titles_on_one_day_are_two_liveblogs(tmp_path):
    import_text(tmp_path, titled("Chess final: live"), one=CHESS)
    import_text(tmp_path, titled("Flood: live"), two=FLOOD)
    assert entries_by_title() == {"Chess final: live": 3, "Flood: live": 3}
    more = FLOOD.replace("15:", "17:").replace("The", "Now the")
    import_text(tmp_path, titled("Flood: live"), three=more)
    assert entries_by_title() == {"Chess final: live": 3, "Flood: live": 6}


def test_pages_of_one_title_and_day_are_one_liveblog(tmp_path):
    import_text(tmp_path, titled("The lake: live"), one=CHESS, two=FLOOD)
    import_text(tmp_path, titled("the lake:  LIVE"), three=DRAW + FLOOD.replace("15:", "17:"))
    assert list(entries_by_title()) == ["The lake: live"]


def test_untitled_page_joins_the_liveblog_of_its_source_and_day(tmp_path):
    import_text(tmp_path, titled("The lake: live"), one=CHESS)
    import_text(tmp_path, titled(None), two=FLOOD)
    assert entries_by_title() == {"The lake: live": 6}


def test_untitled_pages_of_nobody_known_stay_apart(tmp_path):
    import_text(tmp_path, Hints(date=DAY), one=CHESS, two=FLOOD)
    assert list(Liveblog.objects.values_list("source__slug", flat=True)) == ["unknown-source"] * 2


def test_later_capture_joins_the_liveblog_that_has_its_posts_though_nothing_is_dated(tmp_path):
    import_text(tmp_path, titled("Chess final: live", date=None), first=CHESS)
    later = import_text(tmp_path, titled("Chess: a draw", date=None), second=CHESS + "\n" + DRAW)
    assert counts(later) == (1, 0, 3)
    assert entries_by_title() == {"Chess final: live": 4}


def test_later_capture_under_another_title_joins_the_liveblog_that_has_its_posts(tmp_path):
    import_text(tmp_path, titled("Chess final: live"), first=CHESS)
    import_text(tmp_path, titled("Chess: a draw"), second=CHESS + "\n" + DRAW)
    assert entries_by_title() == {"Chess final: live": 4}


def test_page_that_shares_one_post_of_many_is_another_liveblog(tmp_path):
    import_text(tmp_path, titled("Chess final: live"), first=CHESS)
    shared = CHESS.split("\n\n")[0]
    import_text(tmp_path, titled("Flood: live"), second=f"{shared}\n\n{FLOOD}")
    assert entries_by_title() == {"Chess final: live": 3, "Flood: live": 3}


def test_page_read_by_the_last_resort_is_told_of_in_the_run(tmp_path):
    page = (CHESS + "\n" + DRAW).replace("\n\n", "\n\n2023-08-01 ")
    import_text(tmp_path, page=f"Chess: live\n\n2023-08-01 {page}")
    told = ImportIssue.objects.filter(message__startswith="No known layout fits the page")
    assert told.get().severity == ImportIssue.Severity.WARNING

"""What a later capture shows otherwise: edits, entries that are gone, entries on another page."""

import datetime as dt

import pytest

from entries.importing.changes import tell_changes_due
from entries.models import Change, Entry, Liveblog
from entries.readers.base import Hints
from tests.importing.pages import FERRY, import_text

pytestmark = pytest.mark.django_db
LIVE = "https://news.example.org/live/ferry"
WITHOUT_MIDDLE = FERRY[: FERRY.index("  2. Crew")] + FERRY[FERRY.index("  3. Post") :]
WITHOUT_OLDEST = FERRY[: FERRY.index("  3. Post")]


def captured(hour: int, url: str = LIVE) -> Hints:
    return Hints(url=url, captured_at=dt.datetime(2019, 6, 4, hour, tzinfo=dt.UTC))


def told() -> list[tuple[str, str, bool]]:
    changes = Change.objects.order_by("noticed_at", "entry__ordinal")
    return [(each.kind, each.entry.headline, each.is_trivial) for each in changes]


def test_edit_between_captures_is_told_with_both(tmp_path):
    import_text(tmp_path, captured(12), one=FERRY)
    import_text(tmp_path, captured(14), two=FERRY.replace("forty", "fifty"))
    assert told() == [("edited", "Ferry sails again", False)]
    change = Change.objects.get()
    assert change.before.captured_at.hour == 12 and change.after.captured_at.hour == 14
    assert "fifty" in str(change.version.blocks)
    assert (change.noticed_at.hour, change.day) == (14, dt.date(2019, 6, 4))


def test_edit_of_punctuation_alone_is_trivial(tmp_path):
    import_text(tmp_path, captured(12), one=FERRY)
    import_text(tmp_path, captured(14), two=FERRY.replace("on board.\n", "on board!\n"))
    assert told() == [("edited", "Ferry sails again", True)]


def test_sign_of_a_vowel_is_part_of_its_word(tmp_path):
    import_text(tmp_path, captured(12), one=FERRY.replace("forty", "\u0915\u0940"))
    import_text(tmp_path, captured(14), two=FERRY.replace("forty", "\u0915\u093f"))
    assert told() == [("edited", "Ferry sails again", False)]


def test_captures_follow_each_other_whenever_they_are_imported(tmp_path):
    import_text(tmp_path, captured(14), late=FERRY.replace("forty", "fifty"))
    import_text(tmp_path, captured(12), early=FERRY)
    change = Change.objects.get()
    assert "fifty" in str(change.version.blocks)
    assert "fifty" in Entry.objects.get(headline="Ferry sails again").text


def test_entry_that_a_capture_around_it_lacks_is_gone(tmp_path):
    import_text(tmp_path, captured(12), one=FERRY)
    import_text(tmp_path, captured(14), two=WITHOUT_MIDDLE)
    assert told() == [("gone", "Crew boards", False)]


def test_entry_beyond_the_end_of_the_same_page_is_on_another_page(tmp_path):
    import_text(tmp_path, captured(12), one=FERRY)
    import_text(tmp_path, captured(14), two=WITHOUT_OLDEST)
    assert told() == [("elsewhere", "", False)]


def test_entry_that_a_later_page_of_the_stream_has_is_no_change(tmp_path):
    import_text(tmp_path, captured(12), one=FERRY)
    import_text(tmp_path, captured(14), two=WITHOUT_OLDEST)
    older = FERRY[FERRY.index("  3. Post") :]
    import_text(tmp_path, captured(15, f"{LIVE}?page=2"), three=older)
    assert told() == []


def test_entry_that_comes_back_is_no_change(tmp_path):
    import_text(tmp_path, captured(12), one=FERRY)
    import_text(tmp_path, captured(14), two=WITHOUT_MIDDLE)
    import_text(tmp_path, captured(16), three=FERRY + "\n")
    assert told() == []


def test_without_capture_times_nothing_is_said_to_be_gone(tmp_path):
    import_text(tmp_path, Hints(url=LIVE), one=FERRY)
    import_text(tmp_path, Hints(url=LIVE), two=WITHOUT_MIDDLE)
    assert told() == []


def test_changes_are_told_again_only_where_captures_came(tmp_path):
    import_text(tmp_path, captured(12), one=FERRY)
    import_text(tmp_path, captured(14), two=WITHOUT_MIDDLE)
    before = list(Change.objects.values())
    import_text(tmp_path, captured(12), one=FERRY)
    assert list(Change.objects.values()) == before
    assert not Liveblog.objects.filter(changes_due=True).exists()


def test_what_several_liveblogs_lack_is_told_of_each(tmp_path):
    pier = f"{LIVE}-at-the-pier"
    import_text(tmp_path, captured(12), one=FERRY)
    import_text(tmp_path, captured(12, pier), two=FERRY.replace("2019", "2018"))
    import_text(tmp_path, captured(14), three=WITHOUT_MIDDLE)
    import_text(tmp_path, captured(14, pier), four=WITHOUT_MIDDLE.replace("2019", "2018"))
    before = told()
    Change.objects.all().delete()
    Liveblog.objects.update(changes_due=True)
    assert tell_changes_due() == 2
    assert told() == before == [("gone", "Crew boards", False)] * 2
    assert set(Change.objects.values_list("liveblog__url", flat=True)) == {LIVE, pier}


def test_edit_between_captures_of_two_liveblogs_is_told(tmp_path):
    import_text(tmp_path, captured(12), one=FERRY)
    edited = FERRY.replace("forty", "fifty")
    import_text(tmp_path, captured(14, "https://news.example.org/live/storm"), two=edited)
    assert Liveblog.objects.count() == 2
    assert told() == [("edited", "Ferry sails again", False)]

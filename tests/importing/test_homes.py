"""Where a page belongs: its source and its liveblog, at first and when it is told another."""

import pytest

from entries.models import Capture, Entry, Liveblog, Source
from entries.readers.base import Hints
from tests.importing.pages import DIGEST, FERRY, NO_YEAR, counts, import_text, rows

pytestmark = pytest.mark.django_db


def test_dumps_of_one_source_and_day_join_one_liveblog(tmp_path):
    second = FERRY.replace("page 1", "page 2").replace("sails", "docks").replace("10:02", "11:30")
    import_text(tmp_path, one=FERRY, two=second)
    liveblog = Liveblog.objects.get()
    assert liveblog.title == "BBC News, 4 June 2019"
    assert liveblog.summary == ["The lake ferry is back in service"]
    assert liveblog.captures.count() == 2
    assert (liveblog.starts_at.hour, liveblog.ends_at.hour) == (8, 10)


def test_an_untitled_page_without_a_day_is_called_by_its_first_words(tmp_path):
    import_text(tmp_path, page_7=NO_YEAR)
    liveblog = Liveblog.objects.get()
    assert (liveblog.title, liveblog.slug) == ("Untitled: Ferry sails again", "page_7")
    before = rows()
    import_text(tmp_path, page_7=NO_YEAR)
    assert rows() == before


def test_first_words_that_a_later_capture_has_do_not_take_the_place_of_those(tmp_path):
    hints = Hints(url="https://news.example.org/live/ferry")
    import_text(tmp_path, hints, one=NO_YEAR)
    import_text(tmp_path, hints, two=NO_YEAR.replace("Ferry sails", "Ferry docks"))
    assert Liveblog.objects.get().title == "Untitled: Ferry sails again"


@pytest.mark.parametrize(
    ("hints", "title"),
    [
        (Hints(year=2019), "BBC News, 4 June 2019"),
        (Hints(title="The lake ferry"), "The lake ferry"),
        (Hints(title="The lake ferry", year=2019), "The lake ferry"),
    ],
)
def test_what_a_later_import_tells_takes_the_place_of_the_first_words(tmp_path, hints, title):
    import_text(tmp_path, page_7=NO_YEAR)
    import_text(tmp_path, hints, page_7=NO_YEAR)
    liveblog = Liveblog.objects.get()
    assert (liveblog.title, liveblog.slug) == (title, "page_7")


def test_address_goes_before_the_day(tmp_path):
    address = "https://news.example.org/live/ferry"
    import_text(tmp_path, Hints(url=f"{address}?page=2"), one=FERRY)
    import_text(tmp_path, Hints(url=f"{address}#post-3"), two=FERRY.replace("2019", "2018"))
    assert Liveblog.objects.get().url == address


def test_liveblog_can_be_named(tmp_path):
    import_text(tmp_path, Hints(liveblog="Storm on the lake"), one=FERRY)
    import_text(tmp_path, Hints(liveblog="Storm on the lake"), two=FERRY.replace("2019", "2018"))
    assert Liveblog.objects.get().slug == "storm-on-the-lake"


def test_source_can_be_named_and_is_made_with_the_zone_given(tmp_path):
    hints = Hints(source="Lake Radio", timezone="Europe/Zurich")
    import_text(tmp_path, hints, digest=DIGEST)
    source = Entry.objects.first().source
    assert (source.slug, source.name, source.timezone) == (
        "lake-radio",
        "Lake Radio",
        "Europe/Zurich",
    )


def test_page_moves_to_the_source_that_a_later_import_names(tmp_path):
    import_text(tmp_path, Hints(source="Lake Radio"), digest=DIGEST)
    keys = set(Entry.objects.values_list("key", flat=True))
    assert counts(import_text(tmp_path, Hints(source="River Radio"), digest=DIGEST)) == (0, 3, 1)
    before = rows()
    assert counts(import_text(tmp_path, digest=DIGEST)) == (0, 0, 4)
    assert rows() == before
    assert set(Entry.objects.values_list("key", flat=True)) == keys
    for model in (Entry, Capture, Liveblog):
        assert model.objects.exclude(source__slug="river-radio").count() == 0
    assert Liveblog.objects.count() == 1


def test_page_moves_to_the_liveblog_that_a_later_import_names(tmp_path):
    import_text(tmp_path, one=FERRY, two=FERRY.replace("10:02", "11:30").replace("sails", "docks"))
    assert counts(import_text(tmp_path, Hints(liveblog="Storm"), one=FERRY)) == (0, 1, 2)
    assert Entry.objects.get(liveblog__slug="storm").headline == "Ferry sails again"
    storm, day = Liveblog.objects.order_by("-slug")
    assert (storm.starts_at.hour, storm.ends_at.hour) == (9, 9)
    assert (day.starts_at.hour, day.ends_at.hour) == (8, 10)


def test_address_that_a_later_import_gives_is_added_to_the_liveblog(tmp_path):
    import_text(tmp_path, page=FERRY)
    slug = Liveblog.objects.get().slug
    import_text(tmp_path, Hints(url="https://news.example.org/live?page=1"), page=FERRY)
    liveblog = Liveblog.objects.get()
    assert (liveblog.slug, liveblog.url) == (slug, "https://news.example.org/live")


def test_names_in_other_alphabets_stay_apart(tmp_path):
    import_text(tmp_path, Hints(source="Новини ТВ", liveblog="嵐"), digest=DIGEST)
    import_text(tmp_path, Hints(source="Радіо ТВ", liveblog="海"), other=DIGEST + "\n")
    names = set(Liveblog.objects.values_list("source__name", "slug"))
    assert len({source for source, _ in names}) == len({slug for _, slug in names}) == 2


def test_source_that_staff_gave_another_slug_is_found_by_its_name(tmp_path):
    import_text(tmp_path, page=FERRY)
    Source.objects.update(slug="bbc")
    import_text(tmp_path, later=FERRY.replace("2019", "2018"))
    assert counts(import_text(tmp_path, page=FERRY)) == (0, 0, 3)
    assert Source.objects.count() == 1

"""The engine for pages whose entries print a time: order, days, parts, and what it doubts."""

import datetime as dt

import pytest

from entries.layouts.base import LayoutError, Mark, Page
from entries.layouts.registry import detect_layout, find_layout
from entries.layouts.stamped import LAYOUTS
from entries.layouts.stamped.description import Stamped
from entries.layouts.stamped.order import running_order
from entries.layouts.stamped.pieces import AGE, CLOCK_12, CLOCK_24, ZONE, pattern, read_age
from entries.layouts.stamped.stamps import find_stamps

CLOCKS = Stamped("clocks", None, None, pattern(CLOCK_24, r"(?: (?P<rest>\S.*))?"), strays=True)


def kept(*clocks: str, strays: bool = True) -> tuple[list[str], bool]:
    """The clocks, one a line, that start an entry, and whether the newest is first."""
    lines = Page.from_text("\n".join(clocks)).lines
    stamps, newest_first = running_order(find_stamps(lines, range(len(lines)), CLOCKS), strays)
    return [stamp.time.text for stamp in stamps], newest_first


def entries(name: str, text: str, **more) -> list:
    return list(find_layout(name).parse(Page.from_text(text, **more)).entries)


def clocks(found: list) -> list[tuple[int, int]]:
    return [(entry.time.hour, entry.time.minute) for entry in found]


# Order


@pytest.mark.parametrize(
    ("page", "starts"),
    [
        ("8.40 10.00 10.00 15.30 8.50 9.41", "8.40 8.50 9.41"),
        ("9.02 9.45 11.30 15.45 22.00 9.31 10.04 10.20", "9.02 9.31 10.04 10.20"),
        ("14.05 13.50 9.30 11.00 16.00 13.20 12.41", "14.05 13.50 13.20 12.41"),
        ("22.10 22.41 23.58 0.12 0.31", "22.10 22.41 23.58 0.12 0.31"),
        ("7.12 6.05 22.40 21.15", "7.12 6.05 22.40 21.15"),
        ("12.32 12.17 12.17 12.05", "12.32 12.17 12.17 12.05"),
    ],
)
def test_diary_inside_an_entry_starts_none_and_a_night_parts_none(page, starts):
    assert kept(*page.split())[0] == starts.split()


def test_entries_out_of_order_stay_where_no_clock_strays():
    page = ["12.40", "12.31", "12.35", "12.02", "11.58"]
    assert kept(*page, strays=False)[0] == page


@pytest.mark.parametrize(
    ("page", "newest_first"),
    [
        ("9.00 9.30 10.15", False),
        ("10.15 9.30 9.00", True),
        ("0.20 23.50 23.10", True),
        ("9.00", True),
    ],
)
def test_order_of_the_page_is_told_by_its_clocks(page, newest_first):
    assert kept(*page.split())[1] is newest_first


# Times


@pytest.mark.parametrize(
    ("text", "age", "unit"),
    [
        ("4 min ago", dt.timedelta(minutes=4), "minute"),
        ("1 hr 10 min ago", dt.timedelta(minutes=70), "minute"),
        ("an hour ago", dt.timedelta(hours=1), "hour"),
        ("574d ago", dt.timedelta(days=574), "day"),
        ("30 secs ago", dt.timedelta(seconds=30), "second"),
        ("Just now", dt.timedelta(), "minute"),
        ("2 years ago", None, None),
        ("3 weeks ago", None, None),
        ("5 mo ago", None, None),
    ],
)
def test_age_is_read_with_its_smallest_unit(text, age, unit):
    assert pattern(AGE).fullmatch(text)
    assert read_age(text) == (age, unit)


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("12.15am GMT", (0, 15)),
        ("12.05pm GMT", (12, 5)),
        ("6: 10 p.m. GMT", (18, 10)),
        ("6pm GMT", (18, 0)),
        ("00.31 GMT", (0, 31)),
        ("5.51pm GMT+2", (17, 51)),
    ],
)
def test_clock_of_twelve_hours_is_read(text, clock):
    page = f"{text}\n\nOne.\n\n{text}\n\nTwo."
    assert clocks(entries("guardian-block-time", page)) == [clock, clock]


@pytest.mark.parametrize("text", ["13.99", "25:00", "7:5"])
def test_number_that_is_no_clock_starts_nothing(text):
    assert kept(text, "9.00", "9.30")[0] == ["9.00", "9.30"]


def test_zone_is_told_as_printed():
    assert pattern(CLOCK_12, " ", ZONE).fullmatch("7.15am AEDT")["zone"] == "AEDT"


def test_time_in_the_markup_completes_the_clock():
    instant = dt.datetime(2023, 3, 15, 17, 51, 22, tzinfo=dt.UTC)
    marks = {1: Mark(instant=instant, anchor="block-1")}
    (first, _) = entries("guardian-block-time", "17.51 GMT\nOne.\n17.40 GMT\nTwo.", marks=marks)
    assert (first.time.year, first.time.second, first.time.zone) == (2023, 22, "+00:00")
    assert first.anchor == "block-1"


# Days

EVENING = "• 21:40\nOne.\n• 21:55\nTwo.\n• 22:10\nThree."


def day_of(entry) -> tuple[int | None, ...]:
    return entry.time.day, entry.time.month, entry.time.year


PARTS = ("11.45pm update: A\nText.", "9pm update: B\nText.", "8pm update: C\nText.")


def test_day_between_entries_is_that_of_those_below_it():
    page = "\n".join(
        [PARTS[0], "Friday January 31", PARTS[1], PARTS[2], "Thursday January 30", PARTS[0]]
    )
    found = entries("clock-update-headline", page)
    assert [day_of(entry)[0] for entry in found] == [None, 31, 31, 30]


def test_day_above_entries_ends_at_midnight():
    page = "Saturday February 1\n1am update: A\nText.\n" + "\n".join(PARTS)
    found = entries("clock-update-headline", page)
    assert [day_of(entry)[0] for entry in found] == [1, None, None, None]


@pytest.mark.parametrize(
    ("head", "days"),
    [
        ("Vote – live, Thursday 23 June 2016", [(23, 6, 2016), None, None]),
        ("Vote – live\n\nUna Tully Fri, Jun 24", [None, None, (24, 6, None)]),
    ],
)
def test_title_dates_the_oldest_entry_and_a_stamp_the_newest(head, days):
    """The page runs through a midnight, oldest first."""
    page = f"{head}\n\n• 23:40\nOne.\n• 23:55\nTwo.\n• 00:10\nThree."
    found = entries("irishtimes-bullet-clock", page)
    assert [day_of(entry) for entry in found] == [day or (None, None, None) for day in days]


def test_date_of_the_page_stands_in_its_head_where_all_is_of_one_day():
    page = Page.from_text(
        "Vote – live, 23 June 2016\n\n• 21:40\nOne.\n• 21:55\nTwo.\n• 22:10\nThree."
    )
    (time,) = find_layout("irishtimes-bullet-clock").parse(page).header_times
    assert (time.day, time.month, time.year) == (23, 6, 2016)


def test_day_of_the_last_modification_is_none_of_the_entries():
    page = (
        "Vote – live\n\nLast modified on 30 June 2016\n\n• 21:40\nOne.\n• 21:55\nTwo.\n• 22:10\nA."
    )
    assert find_layout("irishtimes-bullet-clock").parse(Page.from_text(page)).header_times == ()


def test_address_dates_a_page_that_does_not_itself():
    page = Page.from_text(f"Vote – live\n\n{EVENING}", "https://example.org/2016/06/23/vote")
    (time,) = find_layout("irishtimes-bullet-clock").parse(page).header_times
    assert (time.day, time.month, time.year) == (23, 6, 2016)


def test_date_that_a_tool_put_before_the_page_is_its_date():
    page = Page.from_text(" date 2022-11-19 6.14pm GMT\n\n5.51pm GMT\n\nOne.\n\n5.20pm GMT\n\nTwo.")
    liveblog = find_layout("guardian-block-time").parse(page)
    assert clocks(list(liveblog.entries)) == [(17, 51), (17, 20)]
    assert [time.text for time in liveblog.header_times] == ["date 2022-11-19"]
    assert liveblog.unclaimed(page) == ()


# Entries


def test_empty_entry_hands_its_clock_to_no_other():
    page = "5.51pm GMT\n\n5.20pm GMT\n\nOne.\n\nAdvertisement\n\n5.10pm GMT"
    found = entries("guardian-block-time", page)
    assert clocks(found) == [(17, 51), (17, 20), (17, 10)]
    assert [bool(entry.blocks) for entry in found] == [False, True, False]


def test_headline_above_a_stamp_belongs_to_the_entry_below():
    page = "A boat\n\n15:25 , Ada Moreno\n\nText.\n\nNo boat\n\n15:02 , Ben Ferris\n\nMore text."
    found = entries("headline-clock-byline", page)
    assert [entry.headline for entry in found] == ["A boat", "No boat"]
    assert [len(entry.blocks) for entry in found] == [1, 1]
    assert found[1].first_line == 7


def test_paragraph_above_a_stamp_is_no_headline():
    page = "A boat\n\n15:25 , Ada Moreno\n\nText.\n\nMore text.\n\n15:02 , Ben Ferris\n\nEnd."
    found = entries("headline-clock-byline", page)
    assert [entry.headline for entry in found] == ["A boat", None]
    assert len(found[0].blocks) == 2


def test_first_sentence_is_no_headline():
    page = "5.51pm GMT\n\nThe mill is open.\n\nIt was shut.\n\n5.20pm GMT\n\nMill opens\n\nIt has."
    found = entries("guardian-block-time", page)
    assert [entry.headline for entry in found] == [None, "Mill opens"]


def test_entries_that_run_on_in_one_line_share_it():
    page = "Live\n\nTalks stall 6.39pm GMT One.Two. 6.37pm GMT Three. 6.36pm GMT Four."
    found = entries("guardian-run-on", page)
    assert clocks(found) == [(18, 39), (18, 37), (18, 36)]
    assert {(entry.first_line, entry.last_line) for entry in found} == {(3, 3)}


def test_zone_and_the_last_change_of_the_page_are_told():
    page = Page.from_text(
        "Ferry live updates\n\nUpdated 12:58 a.m. ET, March 12, 2022\n\nAll times Eastern.\n\n"
        "15:25 , Ada Moreno\n\nText.\n\n15:02 , Ben Ferris\n\nMore."
    )
    liveblog = find_layout("headline-clock-byline").parse(page)
    assert liveblog.zone == "Eastern"
    updated = liveblog.updated
    assert (updated.day, updated.month, updated.hour, updated.zone) == (12, 3, 0, "ET")


def test_page_without_such_a_line_is_refused_with_a_reason():
    for layout in LAYOUTS:
        with pytest.raises(LayoutError, match=layout.name):
            layout.parse(Page.from_text("No clocks here.\n\nNone at all."))


# How sure it is


def test_one_clock_of_a_sure_kind_is_a_doubtful_page():
    one, two = "5.51pm GMT\n\nOne.", "5.51pm GMT\n\nOne.\n\n5.20pm GMT\n\nTwo."
    layout = find_layout("guardian-block-time")
    assert 0 < layout.fit(Page.from_text(one)).score < layout.fit(Page.from_text(two)).score


def test_fit_of_a_page_with_every_doubt_is_never_below_nothing():
    head = "The list is pinned to the church door: sheds, jetties, one bandstand."
    text = "Cathedral clock stops at noon\nSilt in the works has stopped the hands."
    page = Page.from_text(f"{head}\n12:59 p.m\n{text}\n12:34 p.m\nFerry timetable reprinted\nBoat")
    assert min(layout.fit(page).score for layout in LAYOUTS) >= 0.0


def test_words_of_the_publisher_raise_the_fit_a_little():
    text = "5.51pm GMT\n\nOne.\n\n5.20pm GMT\n\nTwo."
    layout = find_layout("guardian-block-time")
    plain = layout.fit(Page.from_text(text))
    named = layout.fit(Page.from_text(text, "https://www.theguardian.com/live"))
    assert 0 < named.score - plain.score <= 0.1
    assert "publisher" in named.why and "line 1" in plain.why


def test_page_whose_columns_ran_together_is_refused():
    row = "{0}.19am BST {0}.53am BST\n0{0}:19 0{0}:53\nThe pound falls. The pound has fallen.\n"
    text = "".join(row.format(hour) for hour in (4, 3, 2)) + "1.40am BST\nThe first result is in.\n"
    with pytest.raises(LayoutError):
        detect_layout(Page.from_text(f"Vote – live\n{text}1.20am BST\nThe count has begun.\n"))


def test_year_of_a_day_without_one_stands_below_a_picture():
    picture = "A box on June 22, 2016. Photograph: Lou Brand/PA"
    page = Page.from_text(f"Vote – live, June 23\n\n• 21:40\n{picture}\n{EVENING}")
    (time,) = find_layout("irishtimes-bullet-clock").parse(page).header_times
    assert (time.day, time.month, time.year) == (23, 6, 2016)


@pytest.mark.parametrize(("shot", "year"), [("February 1, 2020", 2020), ("May 4, 2014", None)])
def test_picture_of_another_day_tells_no_year(shot, year):
    picture = f"A boat on {shot} (Image: GETTY)"
    page = f"Saturday February 1\n2am update: A\nText.\n{picture}\n1am update: B\nText."
    assert entries("clock-update-headline", page)[0].time.year == year

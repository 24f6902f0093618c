"""Which clocks start entries, told by how they run down the page."""

import pytest

from entries.layouts.base import Page
from entries.layouts.running_order import find_starts, read_start


def line(text):
    return Page.from_text(text).lines[0]


def kept(*texts):
    """The lines that start an entry; each clock has a line of text below it."""
    lines = Page.from_text("\nSome words.\n".join(texts) + "\nThe end.").text_lines
    starts, _ = find_starts(lines)
    return [lines[start.index].text for start in starts]


@pytest.mark.parametrize(
    ("text", "clock", "hour", "minute"),
    [
        ("4:30 am: Harbour opens", "4:30 am", 4, 30),
        ("09:46 am: Harbour opens", "09:46 am", 9, 46),
        ("12:15am: Harbour opens", "12:15am", 0, 15),
        ("12:01 pm: Harbour opens", "12:01 pm", 12, 1),
        ("11:57 p.m.: Harbour opens", "11:57 p.m.", 23, 57),
        ("16:05: Harbour opens", "16:05", 16, 5),
        ("4.30pm – Harbour opens", "4.30pm", 16, 30),
        ("4:30 pm - Harbour opens", "4:30 pm", 16, 30),
        ("15h02 : Harbour opens", "15h02", 15, 2),
        ("9 pm: Harbour opens", "9 pm", 21, 0),
        ("00:15 am: Harbour opens", "00:15 am", 0, 15),
        ("15:30 pm: Harbour opens", "15:30 pm", 15, 30),
        ("0:05 pm: Harbour opens", "0:05 pm", 0, 5),
        ("3:17\u202fpm: Harbour opens", "3:17 pm", 15, 17),
    ],
)
def test_a_clock_and_its_mark_are_read(text, clock, hour, minute):
    start = read_start(0, line(text))
    assert (start.time.text, start.time.hour, start.time.minute) == (clock, hour, minute)
    assert start.rest == "Harbour opens"


def test_a_clock_alone_on_its_line_has_no_rest_and_keeps_its_zone():
    start = read_start(0, line("3:17 pm Paris time"))
    assert (start.time.text, start.time.zone, start.rest) == (
        "3:17 pm Paris time",
        "Paris time",
        "",
    )


@pytest.mark.parametrize(
    "text",
    [
        "9am on Thursday is when the locks open",
        "10:00 – 11:30: boats may pass",
        "24:10: there is no such hour",
        "7: the number of boats",
        "2:1 to the visitors",
        "4:75 pm: no such minute",
        "00:01:22",
        "00:01:22 said in a recording",
        "At 4:30 pm: the locks open",
        "",
    ],
)
def test_other_lines_start_nothing(text):
    assert read_start(0, line(text)) is None


def test_midnight_between_entries_is_in_order():
    clocks = ["1:34 am: A", "11:22 pm: B", "8:00 am: C", "12:10 am: D", "11:58 pm: E"]
    assert kept(*clocks) == clocks


def test_a_single_entry_of_the_day_before_is_kept():
    assert kept("9:00 am: A", "8:00 pm: B") == ["9:00 am: A", "8:00 pm: B"]


def test_a_few_minutes_of_disorder_are_kept():
    clocks = ["9:10 pm: A", "9:01 pm: B", "9:05 pm: C", "8:22 pm: D"]
    assert kept(*clocks) == clocks


def test_entries_of_the_same_minute_are_kept():
    assert len(kept("9:10 pm: A", "9:10 pm: B", "9:10 pm: C")) == 3


def test_a_clock_that_breaks_the_order_starts_nothing():
    assert kept("2:30 pm: A", "10:00 am: doors open", "1:50 pm: B") == ["2:30 pm: A", "1:50 pm: B"]


def test_a_clock_set_unlike_the_others_starts_nothing_when_it_is_out_of_order():
    clocks = ["9:50 am: A", "9:30 am: B", "10:00: doors open", "9:10 am: C"]
    assert kept(*clocks) == ["9:50 am: A", "9:30 am: B", "9:10 am: C"]


def test_clocks_set_in_two_ways_are_kept_in_order():
    assert len(kept("04:00: A", "03:00am: B", "02:10 am: C", "01:00: D")) == 4


def test_a_timetable_that_rises_line_by_line_starts_nothing():
    text = """8:50 am: Locks open
Boats are waiting.
8:30 am: The programme of the day
The harbour office has sent its list:
9:00 am: the mayor arrives
9:30 am: the band plays
10:15 am: the first boat passes
8:10 am: Fog lifts
The water can be seen."""
    lines = Page.from_text(text).text_lines
    starts, _ = find_starts(lines)
    assert [start.time.text for start in starts] == ["8:50 am", "8:30 am", "8:10 am"]


def test_a_timetable_right_below_its_headline_starts_nothing():
    text = "8:50 am: A\nText.\n8:30 am: B\n9:00 am: c\n9:30 am: d\n8:10 am: E\nText."
    starts, _ = find_starts(Page.from_text(text).text_lines)
    assert [start.rest for start in starts] == ["A", "B", "E"]


def test_the_length_of_a_video_starts_nothing():
    assert kept("4:30 pm: A", "01:54", "4:10 pm: B") == ["4:30 pm: A", "4:10 pm: B"]


def test_a_page_that_runs_from_the_oldest_on_is_known():
    lines = Page.from_text("8:00 am: A\n8:40 am: B\n11:00 am: C\n2:10 pm: D").text_lines
    starts, newest_first = find_starts(lines)
    assert [start.rest for start in starts] == ["A", "B", "C", "D"]
    assert not newest_first


def test_a_page_without_clocks_has_no_starts():
    assert find_starts(Page.from_text("Nothing.\nNothing at all.").text_lines) == ([], True)

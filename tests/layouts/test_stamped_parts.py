"""What stands around the stamps of a page: leads, stories, pictures, ends that are cut off."""

import re

import pytest

from entries.layouts.base import NO_FIT, Byline, Page
from entries.layouts.blocks import Image, Paragraph
from entries.layouts.registry import find_layout
from entries.layouts.stamped.pieces import CLOCK_12, or_else, pattern
from entries.layouts.stamped.press_pictures import is_dated_caption


def entries(name: str, text: str) -> list:
    return list(find_layout(name).parse(Page.from_text(text)).entries)


def fit(name: str, text: str) -> float:
    return find_layout(name).fit(Page.from_text(text)).score


@pytest.mark.parametrize(
    ("elsewhere", "here", "day"),
    [
        ("7 Mar 2023 - 14:05", "(13:05 GMT)", 7),
        ("8 Mar 2023 - 01:30", "(22:30 GMT)", 7),
        ("1 Mar 2023 - 20:10", "(01:10 GMT)", 2),
    ],
)
def test_day_above_a_clock_is_that_of_the_clock_s_own_zone(elsewhere, here, day):
    page = f"{elsewhere}\n{here}\nFerries stop\nNo ferry runs.\n" * 2
    found = entries("aljazeera-ago-clock", page)
    assert [(each.time.day, each.time.month) for each in found] == [(day, 3)] * 2


def test_clock_without_the_words_above_it_starts_no_entry():
    page = "Timestamp:\n9:05am\nGood morning.\n10am\nThe talks begin.\nTimestamp:\n8am\nTea.\n"
    assert [each.time.hour for each in entries("timestamp-label", page)] == [9, 8]


def test_page_without_the_rules_between_its_entries_fits_far_worse():
    ruled = "9pm\nGood night.\n-----\n8pm\nThe talks end.\n-----\n7pm\nTea.\n"
    assert fit("clock-rule", ruled) >= 0.9
    assert fit("clock-rule", ruled.replace("-----\n", "")) < 0.6


def test_page_without_the_words_of_a_stamp_is_of_another_layout():
    assert fit("mdr-uhr-bar", "9:00 | Ferries\n8:00 | Trams\n") == NO_FIT.score


def test_story_inside_an_entry_gives_the_headline_and_its_lead_stays():
    page = "12:36 18.1.2017\n{}\nThe river froze.\n12:20 18.1.2017\nNothing new.\n"
    led = "From our desk, on the ice:\nRiver Freezes Over For The First Time"
    first, second = entries("rferl-time-date", page.format(led))
    assert first.headline == "River Freezes Over For The First Time"
    assert first.blocks == (Paragraph("From our desk, on the ice:"), Paragraph("The river froze."))
    assert second.headline is None
    plain = "From our desk, on the ice:\nNobody knows how deep it is"
    assert entries("rferl-time-date", page.format(plain))[0].headline is None


def test_headline_at_the_page_s_end_whose_time_was_cut_off_is_no_text():
    page = (
        "Talks end\nPosted May 4, 2023 at 5:01 PM EDT\nThey end.\nInterview\nA lock-keeper speaks"
    )
    layout = find_layout("npr-posted")
    page = Page.from_text(page)
    (entry,) = layout.parse(page).entries
    assert entry.blocks == (Paragraph("They end."),)
    assert layout.parse(page).unclaimed(page) == ()


def test_name_and_agency_on_lines_of_their_own_are_a_credit():
    page = "Talks end\nPosted May 4, 2023 at 5:01 PM EDT\nAda Moreno\n"
    page += "Lou Brand\nAFP via Getty Images\nThe hall on Monday.\nThey end.\n"
    (entry,) = entries("npr-posted", page)
    assert entry.bylines == (Byline("Ada Moreno"),)
    picture = Image(None, "Lou Brand/AFP via Getty Images", "The hall on Monday.")
    assert entry.blocks == (picture, Paragraph("They end."))


def test_entry_that_is_signed_in_its_only_line_keeps_its_words():
    page = "Bells ring\nDec. 22, 10:10 p.m. A band went home. -- Lev Marsh\n"
    page += "A girl at the rally on Dec. 22.\n"
    (entry,) = entries("kyivpost-headline-date-clock", page)
    assert entry.bylines == (Byline("Lev Marsh"),)
    caption = Image(None, caption="A girl at the rally on Dec. 22.")
    assert entry.blocks == (Paragraph("A band went home."), caption)


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("A ferry waits at the quay on March 7, 2022.", True),
        ("People stand on the dyke above the old mill, March 13, 2022.", True),
        ("The company said it will close the plant by June 30, 2022.", False),
        ("The mayor said the bridge would open on June 30, 2022.", False),
        ("On March 7, 2022, a ferry sank.", False),
    ],
)
def test_caption_of_an_agency_is_known_by_its_day(text, dated):
    assert is_dated_caption(text, year=True) is dated


def test_second_branch_of_a_pattern_names_its_groups_anew():
    both = pattern(f"{CLOCK_12} to {or_else(CLOCK_12)}")
    match = both.fullmatch("9am to 5.30pm")
    assert match and (match["hour"], match["hour_9"], match["minute_9"]) == ("9", "5", "30")
    assert re.compile(or_else("(?P<day_2>1)")).groupindex == {"day_92": 1}

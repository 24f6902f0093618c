"""What is asked of a page's first lines all at once: it says the same as asking line by line."""

import re
from functools import cache

import pytest

from entries.layouts import registry
from entries.layouts.base import Page
from entries.layouts.printed import any_of
from entries.layouts.stamped.elsewhere import ABC_AUSTRALIA
from entries.layouts.stamped.inline_headlines import HEADLINE_DASH
from entries.layouts.stamped.pieces import ENDS_12
from entries.layouts.untimed.beginning import ENOUGH_TO_KNOW, beginning, lines_with
from entries.layouts.untimed.cues import Cue, counts, has_times, prints_times

from .mutations import OWN_PAGES

PAGE = Page.from_text("Harbour LIVE\n\nFerries stop\nlive and alive\nThe bell is found")


@cache
def pages() -> list[Page]:
    return [Page.from_text(path.read_text()) for path in sorted(OWN_PAGES.glob("*.txt"))]


@pytest.mark.parametrize(
    ("words", "most", "expected"),
    [
        (("live",), None, [1, 4]),
        (("bell", "harbour"), None, [1, 5]),
        (("live",), 2, [1]),
        (("bell",), 3, []),
        ((), 2, [1, 3]),
        (("live",), 99, [1, 4]),
        (("\nlive",), None, [4]),
        (("\nharbour", "\nthe"), None, [1, 5]),
        (("\nthe", "alive"), 3, [4]),
    ],
)
def test_lines_with_words_are_given_once_and_in_order(words, most, expected):
    assert [line.number for line in lines_with(PAGE, words, most)] == expected


def test_page_without_text_has_no_line_with_a_word():
    assert lines_with(Page.from_text(" \n"), ("live",)) == []


def test_letters_that_grow_when_small_move_no_word_to_another_line():
    page = Page.from_text("STRASSE ẞẞẞ İİİ\nlive\nﬃ ﬃ\nlive")
    assert [line.number for line in lines_with(page, ("live",))] == [2, 4]


def cues_asked() -> set[Cue]:
    """The cues that layouts counted on one of the pages."""
    asked: set[Cue] = set()
    for page in pages():
        for layout in registry.UNTIMED:
            layout.fit(page)
        asked |= {cue for cue, _ in counts(page) if cue.words}
    return asked


def test_every_line_that_is_a_cue_has_one_of_its_words():
    cues = cues_asked()
    assert len(cues) > 10
    for page in pages():
        for cue in cues:
            found = [line for line in beginning(page).lines if cue.test(line)]
            assert [line for line in lines_with(page, cue.words) if cue.test(line)] == found


@pytest.mark.parametrize("half", ["am", "PM", "a.m.", "P.M", "p m", "p.m ."])
def test_line_that_ends_with_a_clock_of_12_hours_ends_in_one_of_the_words_for_it(half):
    for text in (f"Ferries stop — 6:54 {half}", f"2h ago Thu 24 Feb 2022 at 6:10 {half}"):
        assert any(layout.stamp.fullmatch(text) for layout in (ABC_AUSTRALIA, HEADLINE_DASH))
        assert f"{text}\n".endswith(ENDS_12)


def test_page_whose_layout_was_doubted_is_not_read_again_for_its_entries():
    page = Page.from_text((OWN_PAGES / "clock-inline-loose-colon-1.txt").read_text())
    detection = registry.detect_layout(page)
    assert detection.fit.score < registry.SURE
    known = registry.readings(page)[detection.layout.name]
    assert registry.parsed_by(detection.layout, page) is known


def test_times_are_missed_on_no_page():
    told = [has_times(page) for page in pages()]
    assert told == [prints_times(page.text_lines[:ENOUGH_TO_KNOW]) for page in pages()]
    assert {True, False} == set(told)


@pytest.mark.parametrize("text", ["May", "march", "MARCH", "Mar", "mai", "juin", "April", "", "ma"])
def test_any_of_some_words_is_the_longest_of_them(text):
    words = ["mar", "march", "may", "mai", "june", "juin"]
    plain = re.compile("|".join(sorted(words, key=len, reverse=True)), re.IGNORECASE)
    found, expected = re.compile(any_of(words), re.IGNORECASE).match(text), plain.match(text)
    assert (found and found[0]) == (expected and expected[0])

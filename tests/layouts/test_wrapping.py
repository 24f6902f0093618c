"""Pages whose long lines a tool has broken, in sentences of our own."""

import textwrap

import pytest

from entries.layouts import bbc, france24
from entries.layouts.base import Byline, Layout, Page, ParsedEntry
from entries.layouts.blocks import text_of
from entries.layouts.registry import detect_layout
from entries.layouts.wrapping import unwrapped

BBC = """\
Summary

  • The lake ferry is back in service after a week of storms, and the queue at the pier is long

LIVE stream page 3

  1. Why the ferry that crosses the lake is back a day before anyone in the harbour office hoped \
for itpublished at 10:02 British Summer Time 4 June 2019
    published at 10:02 4 June 2019

    Ada Moreno
    BBC News, Geneva

    The ferry left its pier at ten, with eleven passengers, four bicycles and a goat on board, \
and with a captain who had slept in his cabin since Tuesday.

    It came back at noon.

  2. Crew boardspublished at 09:40 British Summer Time 4 June 2019
    published at 09:40 4 June 2019

    Twelve men and women came on board with bags, ropes and a week of bread, and waved to those \
who had come to see them off.
"""
FRANCE_24 = """\
The keepers of the locks vote today on hours that nobody wants. Follow FRANCE 24’s liveblog for \
the latest [Paris time].
4:30 am: 7,000 boats wait below the locks, says the harbour office, and more of them are to come \
before noon
The queue reaches the old bridge, and behind it the millers have begun to sell their bread from \
boat to boat.
2:15 am: Night shift begins
The gates stay shut, and nobody knows for how long they will, because the keepers have gone home \
and taken the keys with them.
A miller of seventy says that he has seen it all before, in the winter of the great frost, when \
the river stood still and people walked across it to the market and back again.
"""


def wrapped(text: str, width: int) -> str:
    def fill(line: str) -> str:
        indent = "    " if line.startswith(" ") else ""
        return textwrap.fill(
            line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
        )

    return "\n".join(fill(line) for line in text.split("\n"))


def words(entry: ParsedEntry) -> list[str]:
    return text_of(entry.headline, entry.blocks).split()


@pytest.mark.parametrize("width", [60, 66, 72, 80])
@pytest.mark.parametrize(
    ("layout", "text"), [(bbc.LAYOUT, BBC), (france24.LAYOUT, FRANCE_24)], ids=["bbc", "france24"]
)
def test_wrapped_page_reads_as_the_page_before(layout: Layout, text: str, width: int):
    page, before = Page.from_text(wrapped(text, width)), layout.parse(Page.from_text(text))
    after = layout.parse(page)
    assert detect_layout(page).layout is layout
    assert after.unclaimed(page) == ()
    assert (after.summary, after.standfirst) == (before.summary, before.standfirst)
    for one, other in zip(after.entries, before.entries, strict=True):
        assert (one.headline, one.time) == (other.headline, other.time)
        assert words(one) == words(other)
    assert after.entries[-1].last_line == len(page.lines) - 1


def test_wrapped_page_keeps_its_bylines_and_paragraphs():
    one = bbc.LAYOUT.parse(Page.from_text(wrapped(BBC, 72))).entries
    other = bbc.LAYOUT.parse(Page.from_text(BBC)).entries
    assert [(x.bylines, x.blocks) for x in one] == [(x.bylines, x.blocks) for x in other]


def test_lines_that_fill_no_width_stay_as_they_are():
    page = Page.from_text("Ada Moreno\nBBC News, Geneva\n\n" * 9 + "A line that is much longer.")
    assert unwrapped(page) == (page, {})
    assert bbc.LAYOUT.parse(Page.from_text("Apublished at 10:02\nAda Moreno\nBBC News")).entries[
        0
    ].bylines == (Byline("Ada Moreno", "BBC News"),)


def test_headlines_of_one_length_are_no_broken_lines():
    posts = "".join(
        f"{hour}:10 pm: The ferry sails for the {hour}th time\nIt was full.\n" for hour in "9876"
    )
    page = Page.from_text(posts)
    assert unwrapped(page) == (page, {})

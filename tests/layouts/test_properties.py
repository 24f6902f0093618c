"""What holds for every layout on any page, however odd: entries with every line accounted for,
or a refusal with a reason."""

from __future__ import annotations

import datetime as dt
import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entries.layouts.base import LayoutError, Mark, Page, ParsedLiveblog
from entries.layouts.blocks import Image, block_from_json, block_to_json, text_of
from entries.layouts.registry import LAYOUTS
from entries.parsing import ParsedCapture, parse_capture
from entries.readers.base import Hints, ReadError
from tests.captures import capture_of

from .mutations import CLOCKS, MUTATIONS, pages

PAGES = pages()
LONG_LINE = 1_000_000  # characters
# There are more layouts and more ways to damage a page than other properties have cases.
MORE = settings(max_examples=4 * settings().max_examples)
HINTS = Hints(captured_at=dt.datetime(2024, 2, 29, 12, tzinfo=dt.UTC))
WORD = re.compile(r"\w+")
BREAK = re.compile(r"<br ?/?>")  # what some pages print of their markup, and no words
WORDS = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=60)
# Lines that mean something to one layout or another, in any order and mixed with any text.
CUES = st.sampled_from(
    sorted({"", *CLOCKS, *(line for p in PAGES.values() for line in p.split("\n"))})
)
MADE_UP = st.lists(st.one_of(CUES, WORDS), max_size=40).map("\n".join)
DAMAGE = st.lists(
    st.tuples(st.sampled_from(MUTATIONS), st.integers(0, 999)), min_size=1, max_size=3
)
MARKS = st.builds(
    Mark,
    kind=st.sampled_from(["", "title", "heading", "item", "quote", "caption"]),
    instant=st.none() | st.datetimes(timezones=st.just(dt.UTC)),
    anchor=st.sampled_from(["", "post-1", "post-2"]),
)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    text = PAGES[draw(st.sampled_from(sorted(PAGES)))]
    for mutation, seed in draw(DAMAGE):
        text = mutation(text, random.Random(seed))
    return text


@MORE
@given(MADE_UP)
def test_a_page_of_any_lines_is_read_or_refused_in_words(text):
    check(text)


@MORE
@given(damaged())
def test_a_damaged_page_is_read_or_refused_in_words(text):
    check(text)


@MORE
@given(st.sampled_from(LAYOUTS), st.one_of(damaged(), MADE_UP))
def test_each_layout_reads_or_refuses_what_is_not_its_own(layout, text):
    check_layout(layout, Page.from_text(text))


@MORE
@given(st.sampled_from(LAYOUTS), damaged(), st.dictionaries(st.integers(1, 60), MARKS))
def test_markup_that_says_nonsense_does_no_harm(layout, text, marks):
    check_layout(layout, Page.from_text(text, marks=marks))


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_a_line_of_a_million_characters_is_read_or_refused(layout):
    text = max(PAGES.values(), key=lambda text: layout.fit(Page.from_text(text)).score)
    line = (in_a_row(text) * (LONG_LINE // len(text) + 1))[:LONG_LINE]
    check_layout(layout, Page.from_text(f"{text}\n{line}\n{text}"))


def in_a_row(text: str) -> str:
    return " ".join(text.split()) + " "


def check(text: str) -> None:
    """Read a page as an import does; either all holds, or it is refused with a reason."""
    try:
        parsed = parse_capture(capture_of(text.encode()), HINTS)
    except (LayoutError, ReadError) as error:
        assert str(error).strip()
        return
    check_liveblog(parsed.page, parsed.liveblog)
    check_told(parsed)


def check_layout(layout, page: Page) -> None:
    fit = layout.fit(page)
    assert 0.0 <= fit.score <= 1.0
    assert fit.why or not fit.score
    try:
        liveblog = layout.parse(page)
    except LayoutError as error:
        assert error.reason
        assert error.line is None or 1 <= error.line <= len(page.lines)
        return
    check_liveblog(page, liveblog)


def check_liveblog(page: Page, liveblog: ParsedLiveblog) -> None:
    assert liveblog.entries
    check_lines(page, liveblog)
    check_words(page, liveblog)
    check_values(liveblog)


def check_told(parsed: ParsedCapture) -> None:
    """What dating and the run say of the page."""
    assert parsed.detection.why
    assert all(problem.strip() for problem in parsed.problems)
    for _, time in parsed.entries:
        assert (time.instant is None) == (time.precision == "unknown")
        assert time.instant is None or time.instant.tzinfo


def check_lines(page: Page, liveblog: ParsedLiveblog) -> None:
    """Entries stand one under the other, or where a page runs on in one line one behind the other
    in it, and every claim is on a line that has text.
    """
    end = 0
    for entry in liveblog.entries:
        assert end <= entry.first_line <= entry.last_line <= len(page.lines)
        end = entry.last_line
    with_text = {line.number for line in page.text_lines}
    assert set(liveblog.claims) <= with_text
    assert all(liveblog.claims.values())
    assert {line.number for line in liveblog.unclaimed(page)} == with_text - set(liveblog.claims)


def check_words(page: Page, liveblog: ParsedLiveblog) -> None:
    """Nothing is made up, and what counts as an entry's text is in it."""
    known = "\n".join(line.text for line in page.lines)
    for entry in liveblog.entries:
        words = set(WORD.findall(text_of(entry.headline, entry.blocks)))
        assert not [word for word in words if word not in known]
    said = said_of(liveblog)
    for line in page.text_lines:
        if liveblog.claims.get(line.number) == "paragraph":
            cells = BREAK.sub(" ", line.text).split("|")
            assert any(lost_of(cell, said) == [] for cell in cells), line


def lost_of(text: str, said: str) -> list[str]:
    """The words of a text that nothing says."""
    return [] if text in said else [word for word in WORD.findall(text) if word not in said]


def said_of(liveblog: ParsedLiveblog) -> str:
    """Everything that the entries say, with times, names and pictures, in one line."""
    parts: list[str] = []
    for entry in liveblog.entries:
        parts += [entry.time.text if entry.time else "", *(by.name for by in entry.bylines)]
        parts += [*entry.labels, text_of(entry.headline, entry.blocks)]
        for block in entry.blocks:
            if isinstance(block, Image):
                parts += [block.alt or "", block.credit or ""]
    return " ".join(" ".join(parts).split())


def check_values(liveblog: ParsedLiveblog) -> None:
    """No field is there and empty, and what is stored reads back as it was."""
    for entry in liveblog.entries:
        assert entry.headline is None or entry.headline.strip()
        assert all(label.strip() for label in entry.labels)
        assert all(byline.name.strip() for byline in entry.bylines)
        assert entry.time is None or entry.time.text.strip()
        assert all(block_from_json(block_to_json(block)) == block for block in entry.blocks)

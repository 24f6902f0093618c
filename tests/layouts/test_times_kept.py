"""No layout without times takes a page whose entries print them, in whatever shape."""

import pytest

from entries.layouts import generic
from entries.layouts.base import LayoutError, Page
from entries.layouts.generic.checks import is_time
from entries.layouts.registry import UNTIMED, detect_layout

POSTS = (
    ("Beam is off the stand", "The last of the nine beams was lifted off the stand at last."),
    ("Mayor thanks the crews", "The mayor has thanked the crews and asks people to stay away."),
    ("Snow falls again", "Snow is falling on the north side. Crews have put up a tent."),
    ("Roof gives way", "The roof gave way just before one, the company says in a note."),
)
CLOCKS = ("14:32", "14:05", "13:40", "12:58")
HALVES = ("2.32pm", "2.05pm", "1.40pm", "12.58pm")
# What each of these heads a layout knows that reads headlines without times.
HEADS = (
    "Stadium roof - as it happened\n\n",
    "Stadium roof: latest updates\n\nLive reporting by Ada Moreno and Jon Byrne\n\n",
    "BBC News\nStadium roof\nLive Reporting\nAll times stated are UK\n\n",
    "Stadium roof live: Mayor thanks the crews\n\n",
    "Stadium roof — live updates\nThis article was last updated at 21:10 UTC\n\n",
    "Why you can trust Sky News\nSky News live: stadium roof, latest\n\n",
    "euronews\n${title}\nFollow our live updates below\n\n",
    "Stadium roof, CNN\n4 Posts\n\n",
    "Coverage on this live blog has ended.\n\n",
)
FORMS = (
    "{clock}\n{headline}\n{text}\n\n",
    "{clock} {headline}\n{text}\n\n",
    "Posted at {clock}\n\n{headline}\n\n{text}\n\n",
    "24 March 2022, {clock}\n{headline}\n{text}\n\n",
    "{headline}\n{clock}\n{text}\n\n",
)


def page_of(head: str, form: str, clocks=CLOCKS) -> Page:
    posts = (
        form.format(clock=clock, headline=headline, text=text)
        for clock, (headline, text) in zip(clocks, POSTS, strict=True)
    )
    return Page.from_text(head + "".join(posts))


@pytest.mark.parametrize("clocks", [CLOCKS, HALVES, tuple(c.replace(":", "h") for c in CLOCKS)])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("head", HEADS)
def test_times_that_entries_print_are_read_as_times(head, form, clocks):
    page = page_of(head, form, clocks)
    entries = detect_layout(page).layout.parse(page).entries
    found = [(entry.time.hour % 12, entry.time.minute) for entry in entries if entry.time]
    assert found == [(2, 32), (2, 5), (1, 40), (0, 58)]
    assert not any(clock in (entry.headline or "") for entry in entries for clock in clocks)


def test_posts_of_the_bbc_stand_under_their_times_or_above():
    for form in (FORMS[0], FORMS[2], FORMS[4]):
        page = page_of(HEADS[2], form)
        layout = detect_layout(page).layout
        assert layout.name == "bbc-unnumbered"
        headlines = [entry.headline for entry in layout.parse(page).entries]
        assert headlines == [headline for headline, _ in POSTS]


def test_clocks_under_live_reporting_are_not_the_bbcs_alone():
    page = page_of("Stadium roof\n\nLive reporting by Ada Moreno\n\n", FORMS[0])
    assert detect_layout(page).layout is generic.LAYOUT


def test_page_whose_times_nothing_reads_is_refused_for_them():
    """The clocks stand in no order."""
    clocks = ("2.32pm", "9.05am", "11.40pm", "1.58am")
    page = page_of("Stadium roof - as it happened\n\n", "{headline}\n{text}\n{clock}\n\n", clocks)
    with pytest.raises(LayoutError):
        detect_layout(page)


@pytest.mark.parametrize(
    "form", ["{clock} {headline}\n{text}\n\n", "({clock}) {headline}\n{text}\n"]
)
@pytest.mark.parametrize("head", HEADS)
def test_ages_that_nothing_reads_are_no_headlines(head, form):
    clocks = ("5 min ago", "20 min ago", "1 hr ago", "2 hrs ago")
    with pytest.raises(LayoutError, match="take the times of the entries for their text"):
        detect_layout(page_of(head, form, clocks))


def test_a_time_within_one_entry_leaves_a_page_to_its_layout():
    """Here a timetable stands in one of the posts."""
    page = page_of("Stadium roof — live updates\n\n", "{headline}\n{text}\n\n")
    rows = "Doors open\n10:00\n11:30\nThat is when the hall may be seen.\n"
    layout = detect_layout(Page.from_text("\n".join(line.raw for line in page.lines) + rows)).layout
    assert layout in UNTIMED


@pytest.mark.parametrize("text", ["14:32", "2.32pm GMT", "14h32", "5 min ago", "24 March 2022"])
def test_time_alone_is_told(text):
    assert is_time(text)


@pytest.mark.parametrize("text", ["14:32 Snow falls again", "2.5", "Snow at 14:32", "At two"])
def test_other_text_is_no_time_alone(text):
    assert not is_time(text)

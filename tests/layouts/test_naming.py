"""Whose a page is: only a shape that no other newsroom has tells it without a name."""

import re
from pathlib import Path

import pytest

from entries.layouts.base import LayoutError
from entries.layouts.naming import NAMES, OWN
from entries.layouts.registry import LAYOUTS
from entries.parsing import parse_capture
from entries.publishers import newsroom_called
from tests.captures import capture_of

FOLDER = Path(__file__).parent / "pages"
PAGES = sorted(FOLDER.glob("*.txt"))
SOURCES = {layout.source for layout in LAYOUTS if layout.source}
CLOCKS = ("14:52", "14:31", "14:05", "13:48")
TEXTS = (
    "The fire in the old hall is out. Nobody was hurt, the crews say.",
    "All ferries stay in port until the evening, the harbour master says.",
    "Two streets are closed. Drivers are asked to go round by the bridge.",
    "Good afternoon. There is smoke over the harbour; more as we get it.",
)


def page_of(form: str, head: str = "Harbour fire, as it happened") -> str:
    posts = zip(CLOCKS, TEXTS, strict=True)
    return f"{head}\n\n" + "\n\n".join(form.format(clock=clock, text=text) for clock, text in posts)


def source_of(text: str) -> str | None:
    return parse_capture(capture_of(text.encode())).layout_source


def test_every_source_of_a_layout_has_its_names():
    assert set(NAMES) == SOURCES
    assert {layout.name for layout in LAYOUTS if layout.source} > OWN


@pytest.mark.parametrize("slug", sorted(SOURCES))
def test_name_and_address_of_a_newsroom_tell_it(slug):
    newsroom = newsroom_called(slug)
    assert NAMES[slug].search(newsroom.name)
    assert NAMES[slug].search(newsroom.home_page)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_page_without_its_newsrooms_name_tells_none_but_by_a_shape_of_its_own(path):
    parsed = parse_capture(capture_of(path.read_bytes()))
    if parsed.layout.source is None or parsed.layout.name in OWN:
        return
    text = NAMES[parsed.layout.source].sub("Lake Radio", path.read_text("utf-8"))
    try:
        bare = parse_capture(capture_of(text.encode()))
    except LayoutError:  # No other newsroom has such a page.
        return
    assert bare.layout_source is None or bare.layout.name in OWN


@pytest.mark.parametrize(
    ("form", "name", "slug"),
    [
        ("{clock} - {text}", "New Statesman", "new-statesman"),
        ("Posted at {clock}\n\n{text}", "BBC News\n\nLive Reporting", "bbc-news"),
        ("+++ {clock} Feuer am Hafen +++\n\n{text}", "n-tv", "n-tv"),
    ],
)
def test_shape_that_anyone_may_use_is_a_newsrooms_where_the_page_names_it(form, name, slug):
    assert source_of(page_of(form)) is None
    assert source_of(page_of(form, f"{name}\n\nHarbour fire, as it happened")) == slug


def test_what_an_entry_reports_of_another_newsroom_tells_nothing():
    text = page_of("{clock} - {text}").replace("the crews say", "the New Statesman reports")
    assert "Statesman" in text and source_of(text) is None


def test_name_in_the_text_of_a_page_that_fits_well_tells_it():
    page = page_of("Posted May 12, 2023 at {clock} PM EST\n\n{text}").replace("PM", "PM", 1)
    page = re.sub(r"1([34]):", lambda match: f"{int(match[1]) - 2}:", page)
    headed = page.replace("Posted", "Harbour fire is out\n\nPosted")
    assert source_of(headed) is None
    assert source_of(headed.replace("the crews say", "the crews told NPR")) == "npr"

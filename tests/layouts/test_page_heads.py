"""What stands above the first entry of a page: which line is its title, and what dates it."""

import pytest

from entries.layouts.base import Line
from entries.layouts.claims import Claims
from entries.layouts.stamped.head import read_head


def head_of(text: str, given: str | None = None):
    lines = [Line(number, row) for number, row in enumerate(text.split("\n"), 1)]
    return read_head(lines, Claims(), given=given)


@pytest.mark.parametrize(
    "text",
    [
        "The keeper stands on the broken weir\nBoats wait for rope — as it happened",
        "Boats wait for rope — as it happened\nThe keeper stands on the broken weir",
        "Pictures of the weir and the mill\nBoats wait for rope – Live updates\nMarch 19, 2022",
    ],
)
def test_line_that_says_that_it_was_live_is_the_title_wherever_it_stands(text):
    assert head_of(text).title.startswith("Boats wait for rope")


def test_title_known_beside_the_text_is_no_other_line_where_the_page_prints_it():
    text = "The keeper stands on the broken weir\nBoats wait for rope"
    assert head_of(text, given="Boats wait for rope").title == "Boats wait for rope"
    assert head_of(text).title == "The keeper stands on the broken weir"


def test_title_that_says_live_goes_before_the_name_of_the_site():
    text = "Welcome to the valley shop\nHarbour strike live: Ferries stop at noon\nIt is cold."
    assert head_of(text).title == "Harbour strike live: Ferries stop at noon"


def test_title_that_says_live_is_not_left_for_a_link_to_another_page():
    text = "Monday on the weir, live\nHarbour strike live: Ferries stop at noon\nIt is cold."
    assert head_of(text).title == "Monday on the weir, live"


@pytest.mark.parametrize("section", ["World", "TOP", "Politics"])
def test_section_above_the_writers_is_no_title(section):
    text = f"{section}\nAda Moreno, Jon Byrne\nBoats wait for rope at the weir"
    assert head_of(text).title == "Boats wait for rope at the weir"


def test_link_past_the_menu_is_no_title_though_a_name_stands_below_it():
    text = "Jump directly to the content\nADA MORENO\nBoats wait for rope at the weir"
    assert head_of(text).title == "Boats wait for rope at the weir"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Monday\nDec312012\nThe weir, live", (31, 12, 2012)),
        (
            "Boats\nUnser Ticker am Dienstag, 20. Oktober 2020, endet hiermit. Danke.",
            (20, 10, 2020),
        ),
    ],
)
def test_day_of_the_page_is_read(text, day):
    (found,) = head_of(text).days
    assert (found.day, found.month, found.year) == day

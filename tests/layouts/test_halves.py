"""Halves of the day that stamps leave out or print wrongly."""

import pytest

from entries.layouts.base import Page
from entries.layouts.stamped.description import Stamped
from entries.layouts.stamped.halves import with_halves
from entries.layouts.stamped.pieces import HALF, HOUR_24, MINUTE, pattern
from entries.layouts.stamped.stamps import find_stamps

CLOCKS = Stamped("clocks", None, None, pattern(HOUR_24, r"[.:]", MINUTE, rf"(?:{HALF})?"))


def read(page: str) -> str:
    lines = Page.from_text("\n".join(page.split())).lines
    stamps = with_halves(find_stamps(lines, range(len(lines)), CLOCKS))
    return " ".join(f"{stamp.time.hour}.{stamp.time.minute:02}" for stamp in stamps)


@pytest.mark.parametrize(
    ("page", "clocks"),
    [
        ("2.10 1.05 12.58 12.40 9.30", "14.10 13.05 12.58 12.40 9.30"),
        ("9.30 12.40 12.58 1.05 2.10", "9.30 12.40 12.58 13.05 14.10"),
        ("11.55 1.05 7.20", "11.55 13.05 19.20"),
        ("1.05 2.10 12.58", "1.05 2.10 12.58"),
        ("12.40 12.58 01.05", "12.40 12.58 1.05"),
        ("14.00 1.05 12.58", "14.00 1.05 12.58"),
        ("12.58 1.05 12.50 1.10", "12.58 1.05 12.50 1.10"),
    ],
)
def test_hours_after_noon_count_on_where_the_page_goes_on_so(page, clocks):
    assert read(page) == clocks


@pytest.mark.parametrize(
    ("page", "clocks"),
    [
        ("12.07pm 11.59pm 11.58am", "12.07 11.59 11.58"),
        ("11.58am 12.04am 12.07pm", "11.58 12.04 12.07"),
        ("11.58pm 12.04am 12.07am", "23.58 0.04 0.07"),
        ("11.50am 12.00am 12.10pm", "11.50 0.00 12.10"),
        ("8.20am 8.07pm 7.50am", "8.20 20.07 7.50"),
    ],
)
def test_wrong_half_at_noon_is_mended_where_the_neighbours_tell(page, clocks):
    assert read(page) == clocks


@pytest.mark.parametrize(
    ("page", "clocks"),
    [
        ("12.45pm 12.43 12.34pm", "12.45 12.43 12.34"),
        ("3.10pm 2.43 1.20pm", "15.10 14.43 13.20"),
        ("12.10am 11.58 11.40pm", "0.10 23.58 23.40"),
        ("9.30am 14.10 9.10am", "9.30 14.10 9.10"),
    ],
)
def test_half_that_a_slip_left_out_is_the_one_that_fits_the_neighbours(page, clocks):
    assert read(page) == clocks

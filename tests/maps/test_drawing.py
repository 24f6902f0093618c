"""Land and borders as path data."""

from __future__ import annotations

import re
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entries.maps.drawing import BLEED, HEIGHT, MOST_LETTERS, WIDTH, draw
from entries.maps.outlines import outlines
from entries.maps.window import WORLD, window_round

COUNTRIES = ["AQ", "CA", "FJ", "GB", "ID", "KI", "NO", "RU", "UA", "US"]


def point(longitude, latitude):
    return longitude, latitude, longitude, latitude


def window_of(code):
    return window_round([outlines().extents[code]], 6)


def subpaths(data: str) -> list[tuple[list[tuple[int, int]], bool]]:
    """The corners of each part of a path, and whether it is closed."""
    found = []
    for part in re.findall(r"M[^M]*", data):
        assert re.fullmatch(r"M-?\d+ -?\d+l-?\d+( ?-?\d+)+z?", part)
        numbers = list(map(int, re.findall(r"-?\d+", part)))
        x = y = 0
        corners = []
        for right, down in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + right, y + down
            corners.append((x, y))
        found.append((corners, part.endswith("z")))
    return found


def holds(data: str, x: float, y: float) -> bool:
    """Whether a place is within the area of a path, by the even-odd rule."""
    crossed = 0
    for corners, _ in subpaths(data):
        for (x1, y1), (x2, y2) in zip(corners, corners[1:] + corners[:1], strict=True):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
                crossed += 1
    return crossed % 2 == 1


def is_land(window, longitude, latitude, country="") -> bool:
    right, down = window.share_of((longitude, latitude))
    drawing = draw(window, country)
    return holds(drawing.country if country else drawing.land, right * WIDTH, down * HEIGHT)


def assert_sound(drawing) -> None:
    """No point is outside but by the bleed, land is closed, and all of it is short."""
    for data in (drawing.land, drawing.country, drawing.borders, drawing.contested):
        for corners, closed in subpaths(data):
            assert closed == (data in (drawing.land, drawing.country))
            assert len(set(corners)) >= 2
            assert all(-BLEED <= x <= WIDTH + BLEED for x, _ in corners)
            assert all(-BLEED <= y <= HEIGHT + BLEED for _, y in corners)
    data = drawing.land + drawing.borders + drawing.contested + drawing.country
    assert len(data) <= MOST_LETTERS
    assert len(zlib.compress(data.encode())) < 9_000


@settings(max_examples=40, deadline=None)
@given(st.floats(-180, 180), st.floats(-90, 90), st.floats(6, 90))
def test_any_window_is_drawn_within_its_frame(longitude, latitude, least):
    assert_sound(draw(window_round([point(longitude, latitude)], least)))


@pytest.mark.parametrize("code", COUNTRIES)
def test_a_country_is_drawn_and_told_apart(code):
    drawing = draw(window_of(code), code)
    assert_sound(drawing)
    assert drawing.country


def test_the_world_is_drawn():
    assert_sound(draw(WORLD))


@pytest.mark.parametrize(
    ("window", "land", "sea"),
    [
        (WORLD, [(30, 50), (-100, 40), (135, -25), (100, -70), (170, 66), (-175, 66)], [(0, 0)]),
        (window_of("RU"), [(178, 66), (-175, 66), (100, 60)], [(50, 42), (180, 75)]),
        (window_of("FJ"), [(178, -17.8), (179.2, -16.6)], [(-179.5, -18), (176, -18)]),
        (window_of("AQ"), [(0, -90), (0, -80), (179, -85), (-179, -85)], [(0, -65)]),
        (window_round([point(0, 90)], 50), [(-40, 75)], [(0, 90), (90, 85)]),
        (window_round([point(-179, 66.5)], 12), [(179, 67), (-176, 66.5)], [(-179, 69.5)]),
    ],
    ids=["world", "Russia", "Fiji", "Antarctica", "North Pole", "date line"],
)
def test_land_is_land_and_sea_is_sea(window, land, sea):
    assert [place for place in land if not is_land(window, *place)] == []
    assert [place for place in sea if is_land(window, *place)] == []


def test_crimea_is_in_ukraine_and_its_border_is_dashed():
    window = window_of("UA")
    assert is_land(window, 34.2, 45.2, "UA")
    assert not is_land(window, 38.9, 45.0, "UA")
    assert draw(window).contested


def test_a_window_within_one_country_is_land_all_over():
    drawing = draw(window_round([point(66, 64)], 6), "RU")
    assert (drawing.borders, drawing.contested) == ("", "")
    for data in (drawing.land, drawing.country):
        ((corners, _),) = subpaths(data)
        assert sorted(corners) == [(-4, -4), (-4, 679), (1204, -4), (1204, 679)]

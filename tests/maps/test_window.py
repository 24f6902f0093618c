"""The part of the world that a map shows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entries.maps.outlines import outlines
from entries.maps.window import RATIO, WORLD, window_round

places = st.tuples(st.floats(-180, 180), st.floats(-90, 90))


def point(longitude, latitude):
    return longitude, latitude, longitude, latitude


@given(st.lists(places, min_size=1, max_size=6), st.floats(6, 60))
def test_every_place_is_in_the_window_round_them_and_it_is_never_too_narrow(spots, least):
    window = window_round([point(*spot) for spot in spots], least)
    assert window.width >= least
    for longitude, latitude in spots:
        if window != WORLD or -71 < latitude < 83:
            assert window.share_of((longitude, latitude)) is not None


@given(st.lists(places, min_size=1, max_size=6))
def test_places_a_turn_further_on_make_the_same_map(spots):
    here = window_round([point(*spot) for spot in spots], 8)
    there = window_round([point(x + 360, y) for x, y in spots], 8)
    assert [there.share_of(spot) for spot in spots] == [
        share and pytest.approx(share) for share in map(here.share_of, spots)
    ]


def test_one_place_stands_in_the_middle():
    window = window_round([point(30.5, 50.45)], 6)
    assert window.width == 6
    assert window.share_of((30.5, 50.45)) == pytest.approx((0.5, 0.5))
    assert window.share_of((30.5, 52.5)) is None


def test_places_on_both_sides_of_the_date_line_are_near():
    window = window_round([point(179, -17), point(-179, -18)], 6)
    assert window.width == 6
    assert window.share_of((179, -17))[0] < 0.5 < window.share_of((-179, -18))[0]


@pytest.mark.parametrize("code", sorted(outlines().extents))
def test_every_country_is_shown_whole(code):
    box = outlines().extents[code]
    window = window_round([box], 6)
    for longitude in (box[0], (box[0] + box[2]) / 2, box[2]):
        for latitude in (max(box[1], -90), box[3]):
            assert window.share_of((longitude, latitude)) is not None


def test_places_all_over_the_world_make_a_map_of_all_of_it():
    spots = [point(-100, 40), point(30, 50), point(140, -30)]
    assert window_round(spots, 6) == WORLD
    assert WORLD.height * RATIO == 360


@pytest.mark.parametrize("latitude", [89, -89.9, 90])
def test_a_pole_stands_on_its_map(latitude):
    window = window_round([point(10, latitude)], 20)
    assert window.share_of((10, latitude)) == pytest.approx((0.5, 0.5))
    assert window.share_of((123, 90 if latitude > 0 else -90)) is not None

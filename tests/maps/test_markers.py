"""Markers of places in a window."""

from __future__ import annotations

from hypothesis import given

from entries.maps.markers import (
    LEAST_RADIUS,
    MOST_MARKERS,
    MOST_RADIUS,
    NARROW,
    REACH,
    Spot,
    marker_at,
    markers,
)

from .spots import HERE, kyiv_and, spots


def test_the_area_of_a_marker_goes_by_the_count():
    most, quarter, little = kyiv_and(Spot("B", 33, 49, 25), Spot("C", 35, 48, 1))
    assert (most.radius, quarter.radius) == (MOST_RADIUS, MOST_RADIUS / 2)
    assert little.radius == LEAST_RADIUS


def test_places_without_entries_are_drawn_at_the_least():
    (found,) = markers(HERE, [Spot("Kyiv", 30.5, 50.4, 0)])
    assert found.radius == LEAST_RADIUS


def test_what_lies_outside_is_no_marker():
    assert [each.spot.name for each in kyiv_and(Spot("Lviv", 24, 49.8, 500))] == ["Kyiv"]


def test_a_marker_answers_in_24_pixels_unless_another_is_near():
    apart = kyiv_and(Spot("A", 35, 48, 1))
    assert [each.reach for each in apart] == [MOST_RADIUS, REACH]
    near = kyiv_and(Spot("A", 33, 49, 5), Spot("B", 33.2, 49, 5))
    assert [each.reach for each in near] == [MOST_RADIUS, LEAST_RADIUS, LEAST_RADIUS]


def test_what_would_lie_under_another_is_left_out():
    here = Spot("Irpin", 30.55, 50.45, 5)
    assert [each.spot.name for each in kyiv_and(here)] == ["Kyiv"]
    ring = marker_at(HERE, Spot("Kyiv", 30.5, 50.4, 0), 8)
    assert markers(HERE, [here], [ring]) == []


def test_a_map_has_no_more_markers_than_it_can_show():
    grid = [Spot(f"{n}", 28.5 + n % 10, 48 + n // 10 / 3, 200 - n) for n in range(100)]
    assert len(markers(HERE, grid)) == MOST_MARKERS


@given(spots)
def test_no_reach_goes_over_another_marker_beyond_what_that_one_covers(rows):
    drawn = markers(HERE, rows)
    for one in drawn:
        for other in drawn:
            if one is not other and one.reach > one.radius:
                assert one.reach <= one.distance(other, NARROW[0]) / 2 + 1e-9

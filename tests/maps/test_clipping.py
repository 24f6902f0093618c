"""Cutting to a rectangle and thinning, over whatever lines there may be."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entries.maps.clipping import clip_line, clip_ring, merged, thinned

WINDOW = (-10.0, -5.0, 10.0, 5.0)
numbers = st.floats(-30, 30, allow_nan=False).map(lambda number: round(number, 2))
points = st.tuples(numbers, numbers)
rings = st.lists(points, min_size=3, max_size=12)
SQUARE = [(-20, -20), (20, -20), (20, 20), (-20, 20)]


def inside(point) -> bool:
    left, top, right, bottom = WINDOW
    return left - 1e-9 <= point[0] <= right + 1e-9 and top - 1e-9 <= point[1] <= bottom + 1e-9


def area(ring) -> float:
    """Twice the area within, by the shoelace."""
    ends = zip(ring, ring[1:] + ring[:1], strict=True)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in ends)


def length(line) -> float:
    return sum(math.dist(*ends) for ends in zip(line, line[1:], strict=False))


@given(rings)
def test_no_corner_of_a_cut_ring_is_outside(ring):
    assert all(map(inside, clip_ring(ring, WINDOW)))


@given(rings)
def test_what_is_cut_off_on_one_side_is_what_the_other_side_keeps(ring):
    left = clip_ring(ring, (-40, -40, 3, 40))
    right = clip_ring(ring, (3, -40, 40, 40))
    assert area(left) + area(right) == pytest.approx(area(ring), abs=1e-6)


@given(st.lists(st.tuples(st.floats(-10, 10), st.floats(-5, 5)), min_size=3))
def test_a_ring_within_stays_as_it_is(ring):
    assert clip_ring(ring, WINDOW) == ring


def test_a_ring_all_round_fills_the_window_and_one_beside_leaves_nothing():
    assert abs(area(clip_ring(SQUARE, WINDOW))) == 2 * 20 * 10
    assert clip_ring([(x + 50, y) for x, y in SQUARE], WINDOW) == []


@given(st.lists(points, min_size=2, max_size=12))
def test_the_parts_of_a_cut_line_are_inside_and_no_longer_than_it(line):
    parts = clip_line(line, WINDOW)
    assert all(inside(point) for part in parts for point in part)
    assert sum(map(length, parts)) <= length(line) + 1e-6


def test_a_line_that_leaves_and_comes_back_is_in_parts():
    line = [(0, 0), (0, 20), (5, 20), (5, 0)]
    assert clip_line(line, WINDOW) == [[(0, 0), (0, 5)], [(5, 5), (5, 0)]]


def test_a_line_across_is_seen_though_both_ends_are_outside():
    assert clip_line([(-20, 0), (20, 0)], WINDOW) == [[(-10, 0), (10, 0)]]


@given(st.lists(points, min_size=2, max_size=40), st.floats(0, 5))
def test_what_is_merged_lies_near_to_what_was_kept_before_it(line, distance):
    kept = merged(line, distance)
    assert (kept[0], kept[-1]) == (line[0], line[-1])
    for point in line:
        assert min(math.dist(point, other) for other in kept) <= distance * math.sqrt(2) + 1e-9


@given(st.lists(points, min_size=2, max_size=40), st.floats(0, 5))
def test_what_is_thinned_away_lies_near_to_what_is_left(line, tolerance):
    kept = thinned(line, tolerance)
    assert kept[0] == line[0]
    assert kept[-1] == line[-1]
    stretches = list(zip(kept, kept[1:], strict=False))
    for point in line:
        assert min(to_segment(point, *ends) for ends in stretches) <= tolerance + 1e-9


def to_segment(point, one, other) -> float:
    """How far a point is from a straight line between two."""
    whole = math.dist(one, other)
    if not whole:
        return math.dist(point, one)
    dx, dy = (other[0] - one[0]) / whole, (other[1] - one[1]) / whole
    along = (point[0] - one[0]) * dx + (point[1] - one[1]) * dy
    along = min(max(along, 0), whole)
    return math.dist(point, (one[0] + along * dx, one[1] + along * dy))

"""Longitudes go round."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entries.maps.globe import arc_round, box_round, unwrapped

arcs = st.lists(
    st.tuples(st.integers(-180, 180), st.integers(0, 200)).map(lambda arc: (arc[0], sum(arc))),
    min_size=1,
)


def test_points_across_the_date_line_run_on():
    assert unwrapped([(178, 0), (-179, 1), (179, 2)]) == [(178, 0), (181, 1), (179, 2)]


@pytest.mark.parametrize(
    ("boxes", "expected"),
    [
        ([(10, 1, 10, 1)], (10, 1, 10, 1)),
        ([(10, 1, 12, 2), (-20, -5, -19, 0)], (-20, -5, 12, 2)),
        ([(179, 0, 179, 0), (-179, 0, -179, 0)], (179, 0, 181, 0)),
        ([(170, 0, 230, 0), (-150, 0, -140, 0)], (170, 0, 230, 0)),
        ([(-180, -90, 180, -60), (5, 5, 5, 5)], (-180, -90, 180, 5)),
    ],
)
def test_the_least_box_is_found_across_the_date_line_too(boxes, expected):
    assert box_round(boxes) == expected


@given(arcs)
def test_the_arc_round_others_holds_each_and_leaves_the_widest_gap_out(rows):
    west, east = arc_round(rows)
    held = {degree % 360 for start, end in rows for degree in range(start, end + 1)}
    assert held <= {degree % 360 for degree in range(int(west), int(east) + 1)}
    assert {int(west) % 360, int(east) % 360} <= held or east - west == 360
    assert east - west <= 360

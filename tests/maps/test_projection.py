"""From the globe to a plane."""

from __future__ import annotations

import pytest

from entries.maps.projection import Equirectangular, Miller, Polar, projection_for


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        ((30, 50, 30, 50), Equirectangular(50)),
        ((-180, -85, 180, -60), Polar(-1, 0)),
        ((15, 78, 15, 78), Polar(1, 15)),
        ((19, 41, 190, 82), Equirectangular(61.5)),
        ((-100, -40, 150, 60), Miller()),
        ((10, -60, 20, 70), Miller()),
        ((10, 62, 40, 89), Polar(1, 25)),
        ((10, 52, 40, 91), Polar(1, 25)),
        ((10, 49, 40, 92), Equirectangular(70.5)),
    ],
)
def test_each_map_has_the_projection_that_serves_it(box, expected):
    assert projection_for(box) == expected


def test_a_degree_east_is_as_long_as_one_north_at_the_middle_parallel():
    (west, east), (south, north) = (
        Equirectangular(60).project(points)
        for points in ([(10, 60), (12, 60)], [(10, 59), (10, 60)])
    )
    assert east[0] - west[0] == pytest.approx(1)
    assert south[1] - north[1] == pytest.approx(1)


@pytest.mark.parametrize(
    ("pole", "point", "expected"),
    [
        (Polar(1, 0), (0, 80), (0, 10)),
        (Polar(1, 0), (90, 80), (10, 0)),
        (Polar(-1, 0), (0, -80), (0, -10)),
        (Polar(-1, 0), (90, -80), (10, 0)),
        (Polar(1, 30), (30, 60), (0, 30)),
        (Polar(-1, 0), (123, -90), (0, 0)),
    ],
)
def test_round_a_pole_meridians_part_from_it(pole, point, expected):
    assert pole.project([point]) == [pytest.approx(expected)]


def test_the_world_keeps_north_and_south_alike_and_the_poles_finite():
    (north,), (south,), (equator,) = (Miller().project([(5, y)]) for y in (90, -90, 0))
    assert equator == (5, pytest.approx(0))
    assert north == (5, pytest.approx(-south[1]))
    assert -140 < north[1] < -130

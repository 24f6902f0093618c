"""The outlines that the archive brings with it."""

from __future__ import annotations

import pytest

from entries.maps.globe import box_of
from entries.maps.outlines import FILE, outlines

CRIMEA = 32, 44, 37, 47
SCALES = [outlines().near, outlines().far]


def test_the_file_is_small():
    assert FILE.stat().st_size < 400_000


@pytest.mark.parametrize("scale", SCALES, ids=["near", "far"])
def test_every_shape_lies_in_its_box_and_rings_are_closed(scale):
    countries = [shape for shapes in scale.countries.values() for shape in shapes]
    for shape in [*scale.land, *scale.borders, *scale.contested, *countries]:
        points = scale.points(shape)
        assert box_of(points) == pytest.approx(shape.box, abs=0.01)
    for shape in [*scale.land, *countries]:
        points = scale.points(shape)
        assert (points[-1][0] - points[0][0]) % 360 == pytest.approx(0)
        assert points[-1][1] == points[0][1]


@pytest.mark.parametrize("scale", SCALES, ids=["near", "far"])
def test_neighbours_in_a_line_are_near_so_that_no_line_runs_round_the_globe(scale):
    for shape in [*scale.land, *scale.borders]:
        points = scale.points(shape)
        steps = zip(points, points[1:], strict=False)
        assert max(abs(one[0] - other[0]) for one, other in steps) < 20


def test_crimea_is_counted_to_ukraine_and_its_border_is_contested():
    for scale in SCALES:
        assert any(inside(CRIMEA, *middle(shape)) for shape in scale.countries["UA"])
        assert not any(inside(CRIMEA, *middle(shape)) for shape in scale.countries["RU"])
        assert any(inside(CRIMEA, *middle(shape)) for shape in scale.contested)


def test_the_map_of_a_country_leaves_out_what_lies_far_off():
    west, south, east, north = outlines().extents["FR"]
    assert -6 < west < east < 10
    assert 41 < south < north < 52


def test_a_country_across_the_date_line_is_in_one_piece():
    for code in ("RU", "FJ", "NZ"):
        west, _, east, _ = outlines().extents[code]
        assert west < 180 < east < west + 180


def inside(box, longitude, latitude) -> bool:
    return box[0] < longitude < box[2] and box[1] < latitude < box[3]


def middle(shape) -> tuple[float, float]:
    west, south, east, north = shape.box
    return (west + east) / 2, (south + north) / 2

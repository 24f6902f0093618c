"""Names on a map: of places, and of the countries that have room for theirs."""

from __future__ import annotations

import pytest
from hypothesis import given

from entries.maps.labels import is_inside, labels, land_names, length, overlap
from entries.maps.lands import Room, rooms, widest_stretch
from entries.maps.markers import NARROW, WIDE, Spot, markers
from entries.maps.outlines import outlines
from entries.maps.window import WORLD, window_round

from .spots import HERE, kyiv_and, spots


@given(spots)
def test_names_stay_inside_and_clear_of_one_another_and_of_markers(rows):
    drawn = markers(HERE, rows)
    page = labels(drawn)
    land_names(page, rooms(HERE))
    for width in (*NARROW, *WIDE):
        boxes = [label.box(width) for label in page.labels if width in label.widths]
        others = [marker.box(width) for marker in drawn]
        for number, box in enumerate(boxes):
            assert is_inside(box, width)
            assert not any(overlap(box, other) for other in [*boxes[number + 1 :], *others])


def test_the_largest_are_named_first():
    crowd = [Spot(f"Place {n}", 33 + n / 50, 49, 50 - n) for n in range(20)]
    named = [label.text for label in labels(kyiv_and(*crowd)).labels]
    assert named[:2] == ["Kyiv", "Place 0"]
    assert len(named) < 6


def test_a_name_that_fits_on_wide_maps_alone_is_spare():
    in_the_way = Spot("A name too long for any map", 34.5, 50.4, 1)
    page = labels(kyiv_and(Spot("Kramatorsk-Slovy", 37.2, 50.4, 90), in_the_way))
    assert [label.spare for label in page.labels] == [False, True]


@pytest.mark.parametrize(("longitude", "anchor"), [(30.5, "start"), (36.5, "end")])
def test_a_name_turns_away_from_the_edge(longitude, anchor):
    (label,) = labels(markers(HERE, [Spot("Kremenchuk", longitude, 50, 1)])).labels
    assert label.anchor == anchor
    assert (label.across > 0) == (anchor == "start")


def test_a_level_line_is_longest_where_the_land_is_widest():
    ring = [
        (100, 0),
        (300, 0),
        (300, 100),
        (250, 100),
        (250, 20),
        (200, 20),
        (200, 100),
        (100, 100),
    ]
    assert widest_stretch([*ring, ring[0]], 50) == (100, 200)
    assert widest_stretch([*ring, ring[0]], 10) == (100, 300)
    assert widest_stretch([*ring, ring[0]], 500) == (0, 0)


def test_countries_are_named_within_their_land_and_the_widest_first():
    window = window_round([outlines().extents["UA"]], 6)
    found = rooms(window)
    assert [choices[0].name for choices in found[:2]] == ["Ukraine", "Russia"]
    assert all(one.width >= other.width for choices in found for one, other in pairs(choices))
    assert rooms(WORLD) == ()


def test_a_name_that_is_wider_than_its_land_is_left_out_or_spare():
    page = labels([])
    wide, tight, narrow = (
        Room("Land", 0.5, top, length("Land") / width)
        for top, width in ((0.2, NARROW[0] - 1), (0.5, WIDE[0] - 1), (0.8, WIDE[0] + 1))
    )
    found = land_names(page, [[wide], [tight], [narrow]])
    assert [(label.top, label.spare) for label in found] == [(0.2, False), (0.5, True)]


def pairs(rows):
    return zip(rows, rows[1:], strict=False)

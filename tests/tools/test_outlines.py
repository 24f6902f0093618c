"""How the outlines of the maps are made from a file of shared arcs."""

import pytest

from tools.outlines import Topology, is_contested, main_part, steps

# Two squares side by side, their shared side drawn upwards in each, in steps of a degree.
READ = {
    "transform": {"scale": [1.0, 1.0], "translate": [-180.0, -90.0]},
    "arcs": [
        [[200, 130], [0, 5]],  # between the two, northwards
        [[200, 135], [-5, 0], [0, -5], [5, 0]],  # round the western one
        [[200, 135], [5, 0], [0, -5], [-5, 0]],  # round the eastern one
        [[0, 0], [360, 0]],  # round the South Pole
    ],
    "objects": {
        "land": {"geometries": [{"type": "MultiPolygon", "arcs": [[[1, -3]], [[3]]]}]},
        "countries": {
            "geometries": [
                {
                    "type": "Polygon",
                    "id": "688",
                    "properties": {"name": "Serbia"},
                    "arcs": [[0, 1]],
                },
                {"type": "Polygon", "properties": {"name": "Kosovo"}, "arcs": [[0, 2]]},
            ]
        },
    },
}


@pytest.fixture
def topology():
    return Topology(READ)


def test_what_two_countries_share_is_a_border_and_the_pole_is_no_land(topology):
    assert topology.borders() == ([], [(0,)])
    assert topology.land == [(1, -3)]


def test_a_border_is_settled_unless_one_of_the_two_is_contested(topology):
    topology.rings["Hungary"] = topology.rings.pop("Kosovo")
    assert topology.borders() == ([(0,)], [])


def test_countries_are_known_by_their_codes(topology):
    assert topology.by_code() == {"RS": [(0, 1)], "XK": [(0, 2)]}


def test_an_arc_is_kept_as_its_start_and_steps(topology):
    assert list(steps(topology, 0))[:6] == [4000, 0, 4000, -1000, 0, 1000]
    assert list(steps(topology, 1))[:6] == [8000, 1000, 9000, 0, -1000, 0]


@pytest.mark.parametrize(
    ("names", "contested"),
    [
        ({"France", "Spain"}, False),
        ({"Crimea", "Ukraine"}, True),
        ({"India", "Pakistan"}, True),
        ({"Nepal", "India"}, False),
        ({"Israel", "Palestine"}, True),
        ({"Jordan", "Palestine"}, False),
    ],
)
def test_contested_borders_are_known(names, contested):
    assert is_contested(names) is contested


def test_a_map_of_a_country_has_its_largest_part_and_what_is_near_or_large():
    mainland, island, colony = (0, 40, 10, 50), (12, 40, 13, 41), (100, 0, 101, 1)
    half = (40, 40, 50, 50)
    assert main_part([mainland, island, colony]) == (0, 40, 13, 50)
    assert main_part([mainland, half, colony]) == (0, 40, 50, 50)


def test_what_is_near_across_the_date_line_belongs_to_the_rest():
    assert main_part([(150, 60, 180, 70), (-180, 65, -170, 70)]) == (150, 60, 190, 70)

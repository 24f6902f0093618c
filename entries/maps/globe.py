"""Points and boxes in degrees on a globe, where longitudes go round."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Point = tuple[float, float]  # longitude and latitude; in a plane x and y
# West, south, east and north. East is not less than west, and may lie beyond 180.
Box = tuple[float, float, float, float]

TURN = 360.0


def unwrapped(points: Iterable[Point]) -> list[Point]:
    """The points with longitudes that run on where they pass the date line."""
    found: list[Point] = []
    before, turns = 0.0, 0.0
    for longitude, latitude in points:
        if found:
            turns -= TURN * round((longitude - before) / TURN)
        before = longitude
        found.append((longitude + turns, latitude))
    return found


def box_of(points: Sequence[Point]) -> Box:
    """The least box round points whose longitudes run on."""
    longitudes, latitudes = [p[0] for p in points], [p[1] for p in points]
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def box_round(boxes: Sequence[Box]) -> Box:
    """The least box that holds all of these, across the date line where that is shorter."""
    west, east = arc_round([(box[0], box[2]) for box in boxes])
    return west, min(box[1] for box in boxes), east, max(box[3] for box in boxes)


def arc_round(arcs: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """The least arc that holds all of these, each from west to east.

    It starts between -180 and 180; what goes all the way round is from -180 to 180.
    """
    rows = sorted((west - TURN * ((west + 180) // TURN), east - west) for west, east in arcs)
    reach = max(west + length for west, length in rows) - TURN
    widest, found = 0.0, (-180.0, 180.0)
    for west, length in rows:
        if west - reach > widest:
            widest, found = west - reach, (west, reach + TURN)
        reach = max(reach, west + length)
    return found

"""Lines and rings cut to a rectangle, and thinned to what can be seen."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from .globe import Point

Rectangle = tuple[float, float, float, float]  # left, top, right and bottom; bottom is more


def clip_ring(ring: Sequence[Point], rectangle: Rectangle) -> list[Point]:
    """What of the area within the ring lies in the rectangle, as one ring; empty where nothing.

    The way of Sutherland and Hodgman: parts that are apart are joined along the sides.
    """
    found = list(ring)
    for axis, bound, keeps_less in sides(rectangle):
        found = cut_ring(found, axis, bound, keeps_less)
        if not found:
            break
    return found


def sides(rectangle: Rectangle) -> list[tuple[int, float, bool]]:
    """Of each side the axis, where it is, and whether less of it is inside."""
    left, top, right, bottom = rectangle
    return [(0, left, False), (0, right, True), (1, top, False), (1, bottom, True)]


def cut_ring(ring: Sequence[Point], axis: int, bound: float, keeps_less: bool) -> list[Point]:
    """The ring's part on one side of a bound, closed along it."""
    values = [point[axis] for point in ring]
    if keeps_less:
        if max(values) <= bound:
            return list(ring)
        inside = [value <= bound for value in values]
    else:
        if min(values) >= bound:
            return list(ring)
        inside = [value >= bound for value in values]
    if not any(inside):
        return []
    found: list[Point] = []
    before, was_inside = ring[-1], inside[-1]
    for point, is_inside in zip(ring, inside, strict=True):
        if is_inside != was_inside:
            found.append(crossing(before, point, axis, bound))
        if is_inside:
            found.append(point)
        before, was_inside = point, is_inside
    return found


def crossing(one: Point, other: Point, axis: int, bound: float) -> Point:
    """Where the line between two points meets the bound."""
    share = (bound - one[axis]) / (other[axis] - one[axis])
    across = one[1 - axis] + share * (other[1 - axis] - one[1 - axis])
    return (bound, across) if axis == 0 else (across, bound)


def clip_line(line: Sequence[Point], rectangle: Rectangle) -> list[list[Point]]:
    """The parts of a line that lie in the rectangle, in order."""
    parts: list[list[Point]] = []
    for one, other in pairwise(line):
        kept = clip_segment(one, other, rectangle)
        if kept is None:
            continue
        if parts and parts[-1][-1] == kept[0]:
            parts[-1].append(kept[1])
        else:
            parts.append(list(kept))
    return parts


def clip_segment(one: Point, other: Point, rectangle: Rectangle) -> tuple[Point, Point] | None:
    """What of a straight line lies in the rectangle; None where nothing does."""
    for axis, bound, keeps_less in sides(rectangle):
        one_out = one[axis] > bound if keeps_less else one[axis] < bound
        other_out = other[axis] > bound if keeps_less else other[axis] < bound
        if one_out and other_out:
            return None
        if one_out:
            one = crossing(one, other, axis, bound)
        elif other_out:
            other = crossing(one, other, axis, bound)
    return one, other


def merged(line: Sequence[Point], distance: float) -> list[Point]:
    """The line without points that lie within `distance` of the one kept before; its ends stay."""
    x, y = line[0]
    kept = [line[0]]
    for point in line[1:-1]:
        if abs(point[0] - x) > distance or abs(point[1] - y) > distance:
            x, y = point
            kept.append(point)
    return [*kept, line[-1]]


def thinned(line: Sequence[Point], tolerance: float) -> list[Point]:
    """The line without the points that lie within `tolerance` of what is left.

    The way of Douglas and Peucker. The first and the last point stay.
    """
    if len(line) < 3:
        return list(line)
    kept = {0, len(line) - 1}
    stretches = [(0, len(line) - 1)]
    least = tolerance * tolerance
    while stretches:
        start, end = stretches.pop()
        if end - start < 2:
            continue
        furthest, distance = furthest_from_chord(line, start, end)
        if distance > least:
            kept.add(furthest)
            stretches += [(start, furthest), (furthest, end)]
    return [line[position] for position in sorted(kept)]


def furthest_from_chord(line: Sequence[Point], start: int, end: int) -> tuple[int, float]:
    """The point between the two that is furthest from the straight line, and how far, squared."""
    (ax, ay), (bx, by) = line[start], line[end]
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    furthest, most = start, -1.0
    for position in range(start + 1, end):
        px, py = line[position][0] - ax, line[position][1] - ay
        along = px * dx + py * dy
        if along <= 0:
            distance = px * px + py * py
        elif along >= length:
            distance = (px - dx) * (px - dx) + (py - dy) * (py - dy)
        else:
            aside = px * dy - py * dx
            distance = aside * aside / length
        if distance > most:
            furthest, most = position, distance
    return furthest, most

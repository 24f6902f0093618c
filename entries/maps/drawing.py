"""Land and borders in a window, as path data for an SVG of 1200 by 675 units."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .clipping import Rectangle, clip_line, clip_ring, merged, thinned
from .globe import TURN, Point, box_of
from .outlines import Scale, Shape, outlines
from .projection import Polar
from .window import Window

WIDTH, HEIGHT = 1200, 675
BLEED = 4.0  # units drawn beyond each side, so that cut edges stay out of sight
HALF_A_PIXEL = 0.8  # units, where the map is 750 pixels wide
SPECK = 1.5  # units; an island that is smaller either way is not seen
FAR = 140.0  # degrees; a window wider than that is seen from afar
FRAME: Rectangle = (-BLEED, -BLEED, WIDTH + BLEED, HEIGHT + BLEED)
MOST_LETTERS = 17_000  # of all paths together
COARSER = 1.5
SOUTH_POLE = -90.0
REPEATS = range(-1, 3)  # turns that a window can reach over


@dataclass(frozen=True, slots=True)
class Drawing:
    """Path data: land to be filled, lines of borders, and the land of one country."""

    land: str
    borders: str
    contested: str
    country: str


@lru_cache(maxsize=64)
def draw(window: Window, country: str = "") -> Drawing:
    """What a window shows; `country` is the ISO 3166 code of the one to be told apart."""
    scale = outlines().far if window.width > FAR else outlines().near
    land = list(rings_in(window, scale, scale.land))
    own = list(rings_in(window, scale, scale.countries.get(country, ())))
    borders = list(lines_in(window, scale, scale.borders))
    contested = list(lines_in(window, scale, scale.contested))
    tolerance = HALF_A_PIXEL
    while True:
        land, borders, contested, own = (
            [thinned(line, tolerance) for line in lines]
            for lines in (land, borders, contested, own)
        )
        drawn = Drawing(path(land, "z"), path(borders), path(contested), path(own, "z"))
        letters = len(drawn.land + drawn.borders + drawn.contested + drawn.country)
        if letters <= MOST_LETTERS:
            return drawn
        tolerance *= COARSER


def rings_in(window: Window, scale: Scale, shapes: Iterable[Shape]) -> Iterator[list[Point]]:
    """The land of these shapes that the window shows, in units."""
    for ring in placed(window, scale, shapes):
        clipped = clip_ring(ring, FRAME)
        if len(clipped) > 2 and is_seen(clipped):
            yield merged([*clipped, clipped[0]], HALF_A_PIXEL)


def lines_in(window: Window, scale: Scale, shapes: Iterable[Shape]) -> Iterator[list[Point]]:
    """The stretches of these borders that the window shows, in units."""
    for line in placed(window, scale, shapes):
        yield from clip_line(line, FRAME)


def placed(window: Window, scale: Scale, shapes: Iterable[Shape]) -> Iterator[list[Point]]:
    """The shapes that may be seen, in units, each as often as the window shows it."""
    size = WIDTH / window.width
    for shape in shapes:
        if not may_be_seen(window, shape):
            continue
        points, moves = scale.points(shape), None
        if window.projection.turn is not None and runs_round_the_globe(points):
            points, moves = closed_at_the_pole(points), [0.0]
        plane = window.projection.project(points)
        left, _, right, _ = box_of(plane)
        for move in moves or window.turns_to(left, right):
            x0, y0 = window.left - move, window.top
            yield [((x - x0) * size, (y - y0) * size) for x, y in plane]


def may_be_seen(window: Window, shape: Shape) -> bool:
    """Whether a shape touches the window, as far as its box tells."""
    west, south, east, north = shape.box
    if isinstance(window.projection, Polar):
        return window.projection.away(north if window.projection.side > 0 else south) <= reach(
            window
        )
    left, top, right, bottom = box_of(window.projection.project([(west, south), (east, north)]))
    if max(right - left, bottom - top) * WIDTH < SPECK * window.width:
        return False
    if top > window.bottom or bottom < window.top:
        return False
    return next(window.turns_to(left, right), None) is not None


def reach(window: Window) -> float:
    """How far from the pole a polar window shows the globe, in degrees."""
    across = max(abs(window.left), abs(window.right))
    return math.hypot(across, max(abs(window.top), abs(window.bottom)))


def runs_round_the_globe(points: Sequence[Point]) -> bool:
    return abs(points[-1][0] - points[0][0]) > TURN / 2


def closed_at_the_pole(points: Sequence[Point]) -> list[Point]:
    """A coast round the South Pole as the land between it and the pole, some turns long."""
    eastward = points if points[0][0] < points[-1][0] else points[::-1]
    coast = [(x + turn * TURN, y) for turn in REPEATS for x, y in eastward[1:]]
    return [(coast[0][0], SOUTH_POLE), *coast, (coast[-1][0], SOUTH_POLE)]


def is_seen(ring: Sequence[Point]) -> bool:
    left, top, right, bottom = box_of(ring)
    return right - left >= SPECK or bottom - top >= SPECK


def path(lines: Iterable[Sequence[Point]], end: str = "") -> str:
    """The lines as path data in whole units; those that shrink to nothing are left out."""
    return "".join(path_of(line, end) for line in lines)


def path_of(line: Sequence[Point], end: str) -> str:
    """One line: its first point, then the steps to the others.

    `end` is z where it is a ring; that leads back to the first point by itself.
    """
    x, y = round(line[0][0]), round(line[0][1])
    parts = []
    start = f"M{x} {y}l"
    for point in line[1 : -1 if end else None]:
        right, down = round(point[0]) - x, round(point[1]) - y
        if right or down:
            parts.append(f"{right}{'' if down < 0 else ' '}{down}")
            x, y = x + right, y + down
    return start + " ".join(parts) + end if parts else ""

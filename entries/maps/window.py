"""The part of the plane that a map shows: 16 wide to 9 high, round some places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .globe import Box, Point, box_of, box_round
from .projection import BERING, Miller, Polar, Projection, projection_for

RATIO = 16 / 9
MARGIN = 0.09  # of the width and height on each side
POLE_Y = 90.0
WORLD_TOP = 115.0  # in Miller's projection: 84° north; the bottom is at 71° south
STEPS = 24  # parts of a side that is bent in the plane


@dataclass(frozen=True, slots=True)
class Window:
    """A rectangle of a projection's plane, in its degrees."""

    projection: Projection
    left: float
    top: float
    width: float

    @property
    def height(self) -> float:
        return self.width / RATIO

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def turns_to(self, left: float, right: float) -> Iterator[float]:
        """By how much to move what lies from `left` to `right` for it to be in the window.

        More than once where the globe is seen more than once; never where it is not seen.
        """
        turn = self.projection.turn
        if turn is None:
            yield 0.0
            return
        number = -((right - self.left) // turn)
        while left + number * turn <= self.right:
            yield number * turn
            number += 1

    def share_of(self, place: Point) -> Point | None:
        """How far to the right and down a place lies, from 0 to 1; None where it is outside."""
        ((x, y),) = self.projection.project([place])
        for move in self.turns_to(x, x):
            right, down = (x + move - self.left) / self.width, (y - self.top) / self.height
            if 0 <= right <= 1 and 0 <= down <= 1:
                return right, down
        return None


WORLD = Window(Miller(), BERING, -WORLD_TOP, 360.0)


def window_round(boxes: Sequence[Box], least: float) -> Window:
    """The window that shows all of these with a margin, at least `least` degrees wide."""
    box = box_round(boxes)
    projection = projection_for(box)
    if isinstance(projection, Miller):
        return WORLD
    left, top, right, bottom = box_of(projection.project(corners(box)))
    grown = 1 / (1 - 2 * MARGIN)
    width = max((right - left) * grown, (bottom - top) * grown * RATIO, least)
    turn = projection.turn
    if turn is not None and (width > turn or width / RATIO > 2 * POLE_Y):
        return WORLD
    window = Window(
        projection, (left + right - width) / 2, (top + bottom - width / RATIO) / 2, width
    )
    return window if isinstance(projection, Polar) else between_poles(window)


def corners(box: Box) -> list[Point]:
    """Points along the northern and southern sides of a box, which may be bent in the plane."""
    west, south, east, north = box
    parts = [west + (east - west) * step / STEPS for step in range(STEPS + 1)]
    return [(longitude, latitude) for longitude in parts for latitude in (south, north)]


def between_poles(window: Window) -> Window:
    """The window moved up or down where it would show more than there is."""
    top = min(max(window.top, -POLE_Y), POLE_Y - window.height)
    return Window(window.projection, window.left, top, window.width)

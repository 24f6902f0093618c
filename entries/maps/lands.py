"""Where in a window the names of countries have room: level stretches of their land."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from .drawing import HEIGHT, WIDTH, rings_in
from .globe import Point, box_of
from .outlines import outlines
from .window import Window

WIDEST = 75.0  # degrees; on wider maps names of countries are in the way
LEVELS = 9  # lines tried from the top of a country to its bottom
CHOICES = 4


@dataclass(frozen=True, slots=True)
class Room:
    """A stretch of a country's land: its middle and width as shares of those of the map."""

    name: str
    left: float
    top: float
    width: float


@lru_cache(maxsize=64)
def rooms(window: Window) -> Sequence[Sequence[Room]]:
    """Of each country that the window shows, the widest stretches; the widest country first."""
    if window.width > WIDEST:
        return ()
    world = outlines()
    found = []
    for code, shapes in world.near.countries.items():
        rings = list(rings_in(window, world.near, shapes))
        if rings and code in world.names:
            largest = max(rings, key=size)
            found.append(rooms_in(largest, world.names[code]))
    return sorted(filter(None, found), key=lambda choices: -choices[0].width)


def size(ring: Sequence[Point]) -> float:
    left, top, right, bottom = box_of(ring)
    return (right - left) * (bottom - top)


def rooms_in(ring: Sequence[Point], name: str) -> list[Room]:
    """The widest stretches of the land within a ring, the widest first."""
    _, top, _, bottom = box_of(ring)
    top, bottom = max(top, 0), min(bottom, HEIGHT)
    found = []
    for level in range(1, LEVELS + 1):
        y = top + (bottom - top) * level / (LEVELS + 1)
        left, right = widest_stretch(ring, y)
        found.append(Room(name, (left + right) / 2 / WIDTH, y / HEIGHT, (right - left) / WIDTH))
    return sorted(found, key=lambda room: -room.width)[:CHOICES]


def widest_stretch(ring: Sequence[Point], y: float) -> tuple[float, float]:
    """From where to where a level line is longest within a closed ring and the map."""
    ends = zip(ring, ring[1:], strict=False)
    crossings = sorted(
        x1 + (y - y1) * (x2 - x1) / (y2 - y1) for (x1, y1), (x2, y2) in ends if (y1 > y) != (y2 > y)
    )
    inside = [min(max(x, 0.0), WIDTH) for x in crossings]
    stretches = zip(inside[::2], inside[1::2], strict=True)
    return max(stretches, key=lambda ends: ends[1] - ends[0], default=(0.0, 0.0))

"""From the globe to a plane: x to the right and y downwards, in degrees of a great circle.

Three ways, since no one serves everywhere. Most maps are equirectangular with the scale of their
middle parallel: north is up everywhere, and shapes near the middle are right. A map of half the
world and more has no one parallel that fits; there Miller's projection keeps Europe from being
squashed without blowing up the Arctic as Mercator's does. Round the poles meridians meet: there
it is azimuthal equidistant. In all three the date line is a line as any other.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from .globe import TURN, Box, Point

POLAR = 70.0  # A map whose middle lies further from the equator is polar,
SPREAD = 50.0  # unless it reaches nearer to the equator than this.
WIDEST, TALLEST = 180.0, 110.0  # degrees that one parallel can serve
BERING = -169.0  # The whole world is cut where there is least land.


class Projection(Protocol):
    """A way of drawing the globe in a plane."""

    @property
    def turn(self) -> float | None:
        """How far to the right a place comes again; None where it does not."""

    def project(self, points: Iterable[Point]) -> list[Point]:
        """The points, longitudes running on, in the plane."""


@dataclass(frozen=True, slots=True)
class Equirectangular:
    """Degrees of longitude as wide as they are at `parallel`."""

    parallel: float

    @property
    def turn(self) -> float:
        return TURN * self._width

    @property
    def _width(self) -> float:
        return math.cos(math.radians(self.parallel))

    def project(self, points: Iterable[Point]) -> list[Point]:
        width = self._width
        return [(longitude * width, -latitude) for longitude, latitude in points]


@dataclass(frozen=True, slots=True)
class Miller:
    """Parallels further apart towards the poles, though less so than Mercator's."""

    @property
    def turn(self) -> float:
        return TURN

    def project(self, points: Iterable[Point]) -> list[Point]:
        factor = math.radians(0.8)
        stretch = math.degrees(1.25)
        tan, asinh = math.tan, math.asinh
        return [(x, -stretch * asinh(tan(factor * latitude))) for x, latitude in points]


@dataclass(frozen=True, slots=True)
class Polar:
    """Round the pole of `side` (1 north, -1 south), true in distance and direction from it.

    The meridian given runs straight down from the North Pole, or straight up from the South.
    """

    side: int
    meridian: float

    @property
    def turn(self) -> None:
        return None

    def away(self, latitude: float) -> float:
        """How far from the pole, in degrees."""
        return 90 - self.side * latitude

    def project(self, points: Iterable[Point]) -> list[Point]:
        side, meridian = self.side, self.meridian
        radians, sin, cos = math.radians, math.sin, math.cos
        found = []
        for longitude, latitude in points:
            away, angle = 90 - side * latitude, radians(longitude - meridian)
            found.append((away * sin(angle), side * away * cos(angle)))
        return found


def projection_for(box: Box) -> Projection:
    """The one that serves a map round this box."""
    west, south, east, north = box
    middle = (south + north) / 2
    side = 1 if middle > 0 else -1
    if side * middle >= POLAR and min(side * south, side * north) >= SPREAD:
        return Polar(side, (west + east) / 2)
    if east - west > WIDEST or north - south > TALLEST:
        return Miller()
    return Equirectangular(middle)

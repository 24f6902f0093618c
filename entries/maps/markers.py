"""Where places stand in a window, and how large they are drawn.

Places stand at shares of the map's width and height, while marks keep their size in pixels.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from .window import RATIO, Window

Rectangle = tuple[float, float, float, float]  # left, top, right and bottom in pixels

# How wide a map may be, in pixels: on a phone, on wider screens, and at the most.
NARROW, WIDE = (318.0, 450.0), (598.0, 748.0)
LEAST_RADIUS, MOST_RADIUS = 4.0, 13.0
REACH = 12.0  # the radius of what answers to a finger or a mouse
MOST_MARKERS = 60


@dataclass(frozen=True, slots=True)
class Spot:
    """A place to be marked: degrees, and how much there is of it.

    `key` tells whoever asks which place it is.
    """

    name: str
    longitude: float
    latitude: float
    count: int
    key: int = 0


@dataclass(frozen=True, slots=True)
class Marker:
    """A spot in the window: shares of width and height from the upper left, radii in pixels.

    Its area goes by the count. `reach` is 12 where no other marker is in the way on a phone.
    """

    spot: Spot
    left: float
    top: float
    radius: float
    reach: float = 0.0

    def distance(self, other: Marker, width: float) -> float:
        """Pixels between the middles of two on a map of this width."""
        across, down = self.left - other.left, (self.top - other.top) / RATIO
        return width * math.hypot(across, down)

    def box(self, width: float) -> Rectangle:
        """What it covers of a map of this width."""
        x, y, r = self.left * width, self.top * width / RATIO, self.radius
        return x - r, y - r, x + r, y + r


def marker_at(window: Window, spot: Spot, radius: float) -> Marker | None:
    """The spot in the window; None where that does not show it."""
    share = window.share_of((spot.longitude, spot.latitude))
    return Marker(spot, *share, radius=radius) if share else None


def markers(window: Window, spots: Iterable[Spot], there: Sequence[Marker] = ()) -> list[Marker]:
    """The spots that the window shows, those with most first.

    One that would lie under another, or under what is `there` already, is left out.
    """
    found: list[Marker] = []
    rows = sorted(spots, key=lambda spot: -spot.count)
    shown = [marker for spot in rows if (marker := marker_at(window, spot, 0.0))]
    most = max((marker.spot.count for marker in shown), default=1)
    for each in shown:
        if len(found) == MOST_MARKERS:
            break
        marker = replace(each, radius=radius_of(each.spot.count, most))
        if not any(marker.distance(other, WIDE[-1]) < other.radius for other in (*there, *found)):
            found.append(marker)
    return [within_reach(marker, (*there, *found)) for marker in found]


def radius_of(count: int, most: int) -> float:
    return max(LEAST_RADIUS, MOST_RADIUS * math.sqrt(count / max(most, 1)))


def within_reach(marker: Marker, others: Sequence[Marker]) -> Marker:
    """The marker with as much reach as the others leave it on the narrowest map."""
    away = (marker.distance(each, NARROW[0]) for each in others if each is not marker)
    return replace(marker, reach=max(min(REACH, min(away, default=math.inf) / 2), marker.radius))

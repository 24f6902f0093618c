"""Where places stand in a window, how large they are drawn, and which names stand beside them.

Places stand at shares of the map's width and height, while marks and letters keep their size in
pixels at any width. So names are tried at several widths, and shown where they fit at all of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from .window import RATIO, Window

Rectangle = tuple[float, float, float, float]  # left, top, right and bottom in pixels

# How wide a map may be, in pixels: on a phone, on wider screens, and at the most.
NARROW, WIDE = (318.0, 450.0), (598.0, 748.0)
LEAST_RADIUS, MOST_RADIUS = 4.0, 13.0
REACH = 12.0  # the radius of what answers to a finger or a mouse
LETTER, LINE = 7.0, 15.0  # what a letter takes of a line, and a line's height
SPACE = 3.0  # between a mark and its name
MOST_MARKERS, MOST_LABELS = 60, 12
LONGEST = 22  # letters; longer names stand in the table alone


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


@dataclass(frozen=True, slots=True)
class Label:
    """A name beside its marker: `across` and `down` are pixels from that one's middle.

    `anchor` is the end of the text that stands there; a `spare` one is for wide maps alone.
    """

    marker: Marker
    across: float
    down: float
    anchor: str
    spare: bool

    def box(self, width: float) -> Rectangle:
        """What it covers of a map of this width."""
        long = len(self.marker.spot.name) * LETTER
        before = {"start": 0.0, "middle": long / 2, "end": long}[self.anchor]
        left = self.marker.left * width + self.across - before
        middle = self.marker.top * width / RATIO + self.down
        return left, middle - LINE / 2, left + long, middle + LINE / 2


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


def labels(drawn: Sequence[Marker]) -> list[Label]:
    """Names for the first of these markers that have room, clear of all markers and one another."""
    taken = {width: [marker.box(width) for marker in drawn] for width in (*NARROW, *WIDE)}
    found: list[Label] = []
    for marker in drawn:
        if len(found) < MOST_LABELS and len(marker.spot.name) <= LONGEST:
            label = next((each for each in choices(marker) if is_free(each, taken)), None)
            if label:
                found.append(label)
                for width in widths(label):
                    taken[width].append(label.box(width))
    return found


def choices(marker: Marker) -> Iterator[Label]:
    """Where a name may stand, the best first."""
    away = marker.radius + SPACE
    beside = [(away, 0.0, "start"), (-away, 0.0, "end")]
    above = marker.radius + LINE / 2
    sides = [*beside, (0.0, -above, "middle"), (0.0, above, "middle")]
    for spare in (False, True):
        for across, down, anchor in sides:
            yield Label(marker, across, down, anchor, spare)


def widths(label: Label) -> tuple[float, ...]:
    return WIDE if label.spare else (*NARROW, *WIDE)


def is_free(label: Label, taken: dict[float, list[Rectangle]]) -> bool:
    """Whether it is inside the map and clear of what is there, at every width it is shown at."""
    return all(
        is_inside(label.box(width), width)
        and not any(overlap(label.box(width), other) for other in taken[width])
        for width in widths(label)
    )


def is_inside(box: Rectangle, width: float) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= width / RATIO


def overlap(one: Rectangle, other: Rectangle) -> bool:
    across = one[0] < other[2] and other[0] < one[2]
    return across and one[1] < other[3] and other[1] < one[3]

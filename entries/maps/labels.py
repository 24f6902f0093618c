"""Which names a map has room for: those of its markers first, then those of countries.

Places stand at shares of the map's width and height, while letters keep their size in pixels at
any width. So names are tried at several widths, and shown where they fit at all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .lands import Room
from .markers import NARROW, WIDE, Marker, Rectangle
from .window import RATIO

LETTER, LINE = 7.4, 15.0  # pixels that a letter takes of a line, and a line's height
SPACE, RIM = 3.0, 2.0  # pixels between a mark and its name, and along the map's sides
MOST = 12  # names of markers
LONGEST = 22  # letters; longer names stand in the table alone


@dataclass(frozen=True, slots=True)
class Label:
    """A name: shares of width and height, from where it is `across` and `down` by some pixels.

    `anchor` is the end of the text that stands there; a `spare` one is for wide maps alone.
    """

    text: str
    left: float
    top: float
    across: float = 0.0
    down: float = 0.0
    anchor: str = "middle"
    spare: bool = False

    @property
    def widths(self) -> tuple[float, ...]:
        """How wide the maps are that show it."""
        return WIDE if self.spare else (*NARROW, *WIDE)

    def box(self, width: float) -> Rectangle:
        """What it covers of a map of this width."""
        before = {"start": 0.0, "middle": length(self.text) / 2, "end": length(self.text)}
        left = self.left * width + self.across - before[self.anchor]
        middle = self.top * width / RATIO + self.down
        return left, middle - LINE / 2, left + length(self.text), middle + LINE / 2


class Page:
    """What stands on the map at each width, and the names that have found room there."""

    def __init__(self, drawn: Sequence[Marker]) -> None:
        self.taken = {width: [each.box(width) for each in drawn] for width in (*NARROW, *WIDE)}
        self.labels: list[Label] = []

    def add_first_free(self, choices: Iterable[Label]) -> None:
        """Put down the first of these that is clear of all else, if any is."""
        label = next(filter(self.is_free, choices), None)
        if label:
            self.labels.append(label)
            for width in label.widths:
                self.taken[width].append(label.box(width))

    def is_free(self, label: Label) -> bool:
        """Whether it is inside the map and clear of what is there, wherever it is shown."""
        return all(
            is_inside(label.box(width), width)
            and not any(overlap(label.box(width), other) for other in self.taken[width])
            for width in label.widths
        )


def labels(drawn: Sequence[Marker]) -> Page:
    """Names for the first of these markers that have room, clear of all markers and one another."""
    page = Page(drawn)
    for marker in drawn:
        if len(page.labels) < MOST and len(marker.spot.name) <= LONGEST:
            page.add_first_free(beside(marker))
    return page


def beside(marker: Marker) -> Iterator[Label]:
    """Where a marker's name may stand, the best first."""
    away, above = marker.radius + SPACE, marker.radius + LINE / 2
    sides = [(away, 0.0, "start"), (-away, 0.0, "end")]
    sides += [(0.0, -above, "middle"), (0.0, above, "middle")]
    for spare in (False, True):
        for across, down, anchor in sides:
            yield Label(marker.spot.name, marker.left, marker.top, across, down, anchor, spare)


def land_names(page: Page, rooms: Iterable[Sequence[Room]]) -> list[Label]:
    """The names of countries, each in the first of its rooms that it fits into, added to a page."""
    before = len(page.labels)
    for choices in rooms:
        page.add_first_free(within(choices))
    return page.labels[before:]


def within(rooms: Sequence[Room]) -> Iterator[Label]:
    """Where the name of a country fits within its land, the best first."""
    for spare in (False, True):
        for room in rooms:
            label = Label(room.name, room.left, room.top, spare=spare)
            if length(room.name) <= room.width * label.widths[0]:
                yield label


def length(text: str) -> float:
    return len(text) * LETTER


def is_inside(box: Rectangle, width: float) -> bool:
    across = box[0] >= RIM and box[2] <= width - RIM
    return across and box[1] >= RIM and box[3] <= width / RATIO - RIM


def overlap(one: Rectangle, other: Rectangle) -> bool:
    across = one[0] < other[2] and other[0] < one[2]
    return across and one[1] < other[3] and other[1] < one[3]

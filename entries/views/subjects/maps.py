"""Maps of places for a template: one place with what lies in it, or all places of a list.

Asks nothing of the database: it is given the rows and their numbers of entries. The template is
`entries/_map.html`, which shows the same places as a table too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from entries.maps.drawing import HEIGHT, WIDTH, Drawing, draw
from entries.maps.globe import Box
from entries.maps.labels import Label, labels, land_names
from entries.maps.lands import rooms
from entries.maps.markers import Marker, Spot, marker_at, markers
from entries.maps.outlines import outlines
from entries.maps.window import Window, window_round
from entries.models import Place

from ..charts import count_in_words, share

# How many degrees a map of a place of some kind is wide at the least.
LEAST = 12.0
LEAST_BY_KIND = {
    **dict.fromkeys(["ocean", "sea route"], 70.0),
    **dict.fromkeys(["sea", "desert", "mountain range", "river"], 20.0),
}
WITH_OUTLINES = ("country", "territory")
# Continents have no coordinates of their own.
CONTINENTS: dict[str, Box] = {
    "africa": (-18, -35, 52, 37),
    "antarctica": (-180, -90, 180, -63),
    "asia": (26, -10, 180, 77),
    "europe": (-24, 35, 60, 71),
    "north-america": (-168, 8, -53, 78),
    "oceania": (112, -47, 190, 16),
    "south-america": (-81, -55, -35, 12),
}
OWN_RADIUS = 7.0  # pixels
SIZE = f"0 0 {WIDTH} {HEIGHT}"

Counted = tuple[Place, int]  # a place with its number of entries


@dataclass(frozen=True, slots=True)
class Mark:
    """A circle on the map; lengths are as SVG has them."""

    address: str
    title: str
    left: str
    top: str
    radius: str
    reach: str


@dataclass(frozen=True, slots=True)
class Name:
    """A name beside its circle, or of a country; a `spare` one is shown where there is room."""

    text: str
    left: str
    top: str
    across: str
    down: str
    anchor: str
    spare: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A place of the table, and what it lies in where that is to be said."""

    place: Place
    entry_count: int
    within: Place | None


@dataclass(frozen=True, slots=True)
class PlaceMap:
    """What the template draws and tells; `own` is the place that the map is about."""

    title: str
    drawing: Drawing
    own: Mark | None
    marks: Sequence[Mark]
    names: Sequence[Name]
    lands: Sequence[Name]
    rows: Sequence[Row]
    size: str = SIZE

    @property
    def left_out(self) -> int:
        """How many places of the table have no circle."""
        return len(self.rows) - len(self.marks)

    @property
    def says_within(self) -> bool:
        return any(row.within for row in self.rows)


def place_map(place: Place, parts: Iterable[Counted]) -> PlaceMap | None:
    """A map of one place and its surroundings, with those of its parts that entries name.

    A country is shown whole, whatever of its parts lies elsewhere; the country of any other place
    is told apart. None where it is not known where the place or a part of it is.
    """
    counted = list(parts)
    known = {each.pk: each for each in [place, *(part for part, _ in counted)]}
    rows = [Row(part, count, known.get(part.within_id or 0)) for part, count in counted]
    whole = outline_of(place)
    boxes = [box_of(place), *([whole] if whole else [box_of(row.place) for row in rows])]
    given = [box for box in boxes if box]
    if not given:
        return None
    window = window_round(given, LEAST_BY_KIND.get(place.kind, LEAST))
    spot = None if whole else spot_of(place, 0)
    own = marker_at(window, spot, OWN_RADIUS) if spot else None
    return drawn(_("Map of %(place)s") % {"place": place.name}, window, rows, own, place)


def places_map(places: Iterable[Counted], within: Mapping[int, Place]) -> PlaceMap | None:
    """A map of all these; `within` has what each lies in, by the key of its row.

    None where it is known of none of them where it is.
    """
    rows = [Row(place, count, within.get(place.pk)) for place, count in places]
    known = [box for row in rows if (box := box_of(row.place))]
    if not known:
        return None
    return drawn(_("Map of the places listed"), window_round(known, LEAST), rows)


def outline_of(place: Place) -> Box | None:
    """The box round a country's own outline, or a continent; None for what has none.

    What lies in a country, such as Scotland, has that one's code but no outline of its own.
    """
    if place.kind == "continent":
        return CONTINENTS.get(place.slug)
    world = outlines()
    is_it = place.within_id is None or world.names.get(place.country) == place.name
    return world.extents.get(place.country) if place.kind in WITH_OUTLINES and is_it else None


def box_of(place: Place) -> Box | None:
    """A box that is no more than the place's point."""
    if place.longitude is None or place.latitude is None:
        return None
    return place.longitude, place.latitude, place.longitude, place.latitude


def spot_of(place: Place, count: int) -> Spot | None:
    if place.longitude is None or place.latitude is None:
        return None
    return Spot(place.name, place.longitude, place.latitude, count, place.pk)


def drawn(
    title: str,
    window: Window,
    rows: Sequence[Row],
    own: Marker | None = None,
    place: Place | None = None,
) -> PlaceMap:
    """The map with circles for the rows, the largest at the back, and names where there is room."""
    there = [own] if own else []
    spots = [spot for row in rows if (spot := spot_of(row.place, row.entry_count))]
    circles = markers(window, spots, there)
    places = {row.place.pk: row.place for row in rows}
    page = labels([*there, *circles])
    names = list(page.labels)
    lands = land_names(page, rooms(window))
    return PlaceMap(
        title,
        draw(window, place.country if place else ""),
        own=mark(own, place) if own and place else None,
        marks=[mark(circle, places[circle.spot.key]) for circle in circles],
        names=[name(label) for label in names],
        lands=[name(label) for label in lands if not place or label.text != place.name],
        rows=rows,
    )


def mark(marker: Marker, place: Place) -> Mark:
    """The circle of a place as the template draws it."""
    count = marker.spot.count
    return Mark(
        place.get_absolute_url(),
        f"{place.name}: {count_in_words(count)}" if count else place.name,
        share(100 * marker.left),
        share(100 * marker.top),
        f"{marker.radius:.1f}",
        f"{marker.reach:.1f}",
    )


def name(label: Label) -> Name:
    """A label as the template sets it."""
    return Name(
        label.text,
        share(100 * label.left),
        share(100 * label.top),
        f"{label.across:.1f}",
        f"{label.down:.1f}",
        label.anchor,
        label.spare,
    )

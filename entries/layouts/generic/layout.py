"""Takes a page whose lines start with one shape of clock, in order, as one of live entries."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..base import Fit, Layout, LayoutError, Page, ParsedLiveblog, beginning_of
from ..remembering import remembered
from ..stamped.description import Stamped
from ..stamped.engine import ENOUGH_TO_KNOW, find_order
from ..stamped.engine import parse as parse_stamped
from ..stamped.preparing import prepared
from ..untimed.shapes import may_be_heading
from .checks import what_lacks
from .shapes import NAME, shapes_of

FEWEST, MANY = 3, 8
ORDERED = 0.8  # of the clocks have to stand in order
OTHERS, FEW_OTHERS = 0.25, 2  # at most so many clocks of other shapes for each of the usual one
HEADED = 0.8  # of the clocks have a headline above them, where that is a rule of the page
TAKEN, TAKEN_OF_MANY = 0.5, 0.55
REFUSED = 0.3


@dataclass(frozen=True, slots=True)
class Reading:
    """A page read, how many lines start with a clock, and why it is none; "" where it is one."""

    liveblog: ParsedLiveblog | None
    count: int
    lacks: str = ""


def fit(page: Page) -> Fit:
    """Never more than enough to be taken where no other layout fits."""
    reading = read(beginning_of(page, ENOUGH_TO_KNOW))
    if reading.lacks:
        why = f"{reading.count} lines start with a clock, but {reading.lacks}"
        return Fit(REFUSED if reading.count >= FEWEST else 0.0, why)
    why = f"{reading.count} lines start with a clock of one shape, nearly in order"
    return Fit(TAKEN_OF_MANY if reading.count >= MANY else TAKEN, why)


def parse(page: Page) -> ParsedLiveblog:
    """Take a page apart. Raises LayoutError where its lines do not show that it is a live page."""
    reading = read(page)
    if reading.liveblog is None:
        raise LayoutError(f"{reading.count} lines start with a clock, but {reading.lacks}", line=1)
    return reading.liveblog


@remembered
def read(page: Page) -> Reading:
    """Read a page by the shape of its clocks."""
    (lines, _) = prepared(page)
    shapes = shapes_of(lines)
    if not shapes or shapes[0][1] < FEWEST:
        return Reading(
            None, shapes[0][1] if shapes else 0, "an entry has to start so at least three times"
        )
    (usual, count), *rest = shapes
    others = sum(other for _, other in rest)
    if others > max(FEW_OTHERS, OTHERS * count):
        return Reading(None, count + others, "in more than one shape")
    return read_as(page, with_headline(page, usual))


def read_as(page: Page, description: Stamped) -> Reading:
    order = find_order(page, description)
    if len(order.stamps) < max(FEWEST, ORDERED * order.found):
        return Reading(None, order.found, "not in order")
    liveblog = parse_stamped(page, description)
    lacks = what_lacks(liveblog)
    return Reading(None if lacks else liveblog, len(order.stamps), lacks)


def with_headline(page: Page, usual: Stamped) -> Stamped:
    """The shape with headlines above the clocks, where nearly all clocks have one there."""
    if "rest" in usual.stamp.groupindex:
        return usual
    order = find_order(page, usual)
    lines = order.lines
    above = [at - 1 for stamp in order.stamps if (at := stamp.first) > 0]
    below = [at for stamp in order.stamps if (at := stamp.after) < len(lines)]
    headed, opened = (
        sum(may_be_heading(lines[at].text) for at in places) for places in (above, below)
    )
    if headed >= HEADED * len(order.stamps) and opened < headed:
        return replace(usual, above=("headline",), below=("byline",))
    return usual


LAYOUT = Layout(name=NAME, source=None, zone=None, fit=fit, parse=parse)

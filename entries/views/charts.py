"""What charts of bars share: where a bar and a label stand, and how entries are counted in words.

Lengths are shares of the chart, so that it fits any width.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

LEAST_HEIGHT = 2.0  # A single entry beside thousands is still to be seen.
# As many labels as a wide chart has room for; a narrow one shows every other of them.
MOST_TICKS = 8
LAST_TICK = 0.9  # Further to the right a label would not fit.
LETTER = 0.024  # What a letter takes of the narrowest chart.
# What a bar stands for: some entries; none, in which nothing or a silence is to be seen; not known.
FULL, EMPTY, SILENT, NOT_ARCHIVED = "full", "empty", "silent", "not archived"


@dataclass(frozen=True, slots=True)
class Bar:
    """A time, the number of its entries, and where its bar stands in the chart.

    `address` leads to its entries, and is empty where there are none.
    """

    name: str
    count: int
    state: str
    address: str
    left: str
    top: str
    height: str

    @property
    def label(self) -> str:
        if self.state == NOT_ARCHIVED:
            return _("%(time)s: not archived") % {"time": self.name}
        if not self.count:
            return _("%(time)s: no entries") % {"time": self.name}
        return f"{self.name}: {count_in_words(self.count)}"


@dataclass(frozen=True, slots=True)
class Tick:
    """A label under the chart; a `spare` one is shown where there is room."""

    left: str
    text: str
    spare: bool


def standing(count: int, highest: int, position: int, number: int) -> dict[str, str]:
    """Where the bar of so many entries stands, at this position of a number of them."""
    height = max(LEAST_HEIGHT, 100 * count / highest) if count else 0.0
    left = 100 * position / number
    return {"left": share(left), "top": share(100 - height), "height": share(height)}


def ticks_at(marked: Iterable[tuple[int, str]], number: int) -> list[Tick]:
    """Labels at positions of that number of bars; what would not fit is left out."""
    ticks = []
    for order, (position, text) in enumerate(marked):
        left = position / number
        if left < LAST_TICK:
            juts_out = left + len(text) * LETTER > 1
            ticks.append(Tick(share(100 * left), text, spare=bool(order % 2) or juts_out))
    return ticks


def share(part: float) -> str:
    """A length in hundredths of the chart."""
    return f"{part:.3f}%"


def count_in_words(count: int) -> str:
    """A number of entries, such as "no entries" or "1,240 entries"."""
    if not count:
        return _("no entries")
    told = ngettext("%(number)s entry", "%(number)s entries", count)
    return told % {"number": intcomma(count)}

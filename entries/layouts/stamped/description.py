"""What tells one layout of stamped pages from another: plain frozen data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ..furniture import Furniture

# What may stand above or below the stamp of an entry. "headline" is in every entry that has text,
# "perhaps headline" only where a line looks like one, "headline in capitals" where it shouts. A
# "story headline" is that of a story inside the entry, with a line above it or none.
Part = Literal[
    "headline", "perhaps headline", "headline in capitals", "story headline", "byline", "label"
]
Rest = Literal["body", "headline", "perhaps headline", "label and body", "headline and body"]


# Compared by identity, as each is made once: a dictionary finds it without looking at its fields.
@dataclass(frozen=True, slots=True, eq=False)
class Stamped:
    """One way in which a newsroom sets a page whose entries print a time or an age.

    `stamp` matches the whole of the line with which an entry starts (see `pieces`); `cue` is the
    same as the newsroom itself prints it, where `stamp` is laxer. `lead` is a line right above
    the stamp that belongs to it, and without which none starts an entry where `led` says so;
    `again` is one right below that prints the time once more.

    `words` are some of which one stands in every line that may be a stamp, its end included: a
    page without them is quickly told to be of another layout.

    `sure` is the fit of a page with `fewest` such lines or more, `hints` words of its head, foot,
    title or address that make it somewhat surer. `marks` is a line that stands in most entries,
    such as a rule between them; a page without it or those words fits far worse.

    `rest` says what follows the time on the stamp's own line. `above` and `below` are the parts
    around the stamp, in their order. `byline` matches a byline below the headline, a bare name
    without it; `foot` one at an entry's end. Both name the group `name`.

    `strays` says that lines may begin with such a clock and yet start no entry, so that only the
    order of the page tells; `sorted` is False where a newsroom adds entries out of their order.
    `apart` parts the entries of pages that run on in one line.
    """

    name: str
    source: str | None
    zone: str | None
    stamp: re.Pattern[str]
    cue: re.Pattern[str] | None = None
    words: tuple[str, ...] = ()
    lead: re.Pattern[str] | None = None
    led: bool = False
    again: re.Pattern[str] | None = None
    sure: float = 0.6
    fewest: int = 3
    hints: re.Pattern[str] | None = None
    marks: re.Pattern[str] | None = None
    rest: Rest = "body"
    above: tuple[Part, ...] = ()
    below: tuple[Part, ...] = ()
    byline: re.Pattern[str] | None = None
    foot: tuple[re.Pattern[str], ...] = ()
    furniture: Furniture = ()
    strays: bool = False
    sorted: bool = True
    apart: re.Pattern[str] | None = None

    @property
    def own_cue(self) -> re.Pattern[str]:
        return self.cue or self.stamp

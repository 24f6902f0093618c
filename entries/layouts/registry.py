"""The layouts that there are, and which of them a page has."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from . import bbc, digest, france24, generic, liveblogposting, marked, stamped, untimed
from .base import Fit, Layout, LayoutError, Page, ParsedLiveblog, beginning_of
from .generic.checks import loses_times, may_lose_times, speaks_against
from .remembering import remembered

LAYOUTS: tuple[Layout, ...] = (
    bbc.LAYOUT,
    marked.LAYOUT,
    france24.LAYOUT,
    digest.LAYOUT,
    liveblogposting.LAYOUT,
    *stamped.LAYOUTS,
    *untimed.LAYOUTS,
    generic.LAYOUT,
)
UNTIMED = (digest.LAYOUT, *untimed.LAYOUTS)
# It is asked where no other layout fits, and a page that it takes is told to a person.
LAST_RESORT = generic.LAYOUT
# A page that fits worse than this is of no known layout.
FIT_ENOUGH = 0.5
# A page that fits its layout less than this does not say whose it is.
SURE = 0.7
# The fit of a page whose entries would lose the times that they print.
TIMES_LOST = Fit(0.4, "but it would take the times of the entries for their text")
LISTED = "docs/layouts.md has the names of all"
MOST_MEANT = 4  # names offered for one that there is not
ENOUGH_TO_KNOW = 2000  # lines that show what kind of page it is

Ranked = tuple[Layout, Fit]


@dataclass(frozen=True, slots=True)
class Detection:
    """The layout of a page, how well it fits, and the others that fit at all, the best first.

    `named` says that a person chose the layout, whatever the page looks like.
    """

    layout: Layout
    fit: Fit
    others: tuple[tuple[Layout, Fit], ...] = ()
    named: bool = False

    @property
    def last_resort(self) -> bool:
        """Whether the page was taken only because nothing spoke against it."""
        return self.layout is LAST_RESORT and not self.named

    @property
    def why(self) -> str:
        """A sentence for the run: what told the layout, and what came next."""
        if self.named:
            return f"Read as {self.layout.name}, as asked for."
        fits = f"Read as {self.layout.name} ({self.fit.score:.2f}): {self.fit.why}."
        near = [f"{layout.name} ({fit.score:.2f})" for layout, fit in self.others[:2]]
        return f"{fits} Next best: {', '.join(near)}." if near else fits


def find_layout(name: str) -> Layout:
    """The layout of that name. Raises LayoutError, with names that are like it, for another."""
    for layout in LAYOUTS:
        if layout.name == name:
            return layout
    near = names_like(name)
    meant = f"; did you mean {' or '.join(near)}?" if near else "."
    raise LayoutError(f"there is no layout “{name}”{meant} {LISTED}")


def names_like(name: str) -> list[str]:
    """The names of layouts that somebody may have meant: a few, the likeliest first."""
    names = [layout.name for layout in LAYOUTS]
    asked = "-".join(name.lower().replace("_", " ").split())
    alike = difflib.get_close_matches(asked, names, MOST_MEANT)
    return list(dict.fromkeys([*alike, *(each for each in names if asked in each)]))[:MOST_MEANT]


def detect_layout(page: Page, name: str | None = None) -> Detection:
    """The layout that a page fits best, or the one that a person named.

    Of layouts that fit equally well, the one listed first. Raises LayoutError where none fits
    well enough, or there is none of that name.
    """
    if name:
        layout = find_layout(name)
        return Detection(layout, layout.fit(page), named=True)
    fits = [(layout, layout.fit(page)) for layout in LAYOUTS if layout is not LAST_RESORT]
    ranked = keeping_times(sorted(fits, key=score), page)
    if ranked[0][1].score < SURE:
        trusted = (
            pair for pair in ranked if pair[1].score < FIT_ENOUGH or not doubts(pair[0], page)
        )
        ranked = keeping_times(list(trusted), page)
    if all(fit.score < FIT_ENOUGH for _, fit in ranked) and not is_list(fits):
        ranked = sorted([(LAST_RESORT, LAST_RESORT.fit(page)), *ranked], key=score)
    (layout, fit), *others = ranked
    if fit.score < FIT_ENOUGH:
        raise LayoutError(refusal(layout, fit))
    return Detection(layout, fit, tuple(pair for pair in others if pair[1].score > 0))


def keeping_times(ranked: Sequence[Ranked], page: Page) -> list[Ranked]:
    """The layouts anew, the first of them being none that takes the page's times for text."""
    (layout, fit), *others = ranked
    if fit.score < FIT_ENOUGH or layout not in UNTIMED or not loses(layout, page):
        return list(ranked)
    lost = replace(TIMES_LOST, why=f"{fit.why}, {TIMES_LOST.why}")
    return keeping_times(sorted([*others, (layout, lost)], key=score), page)


def loses(layout: Layout, page: Page) -> bool:
    """Whether a layout would take for text the times that a page's entries print."""
    if not may_lose_times(page):
        return False
    try:
        return loses_times(beginning_read(layout, page))
    except LayoutError:
        return False


def is_list(fits: Sequence[tuple[Layout, Fit]]) -> bool:
    """Whether the page's markup tells that its clocks are those of a list, or of a programme."""
    return any(fit.score for layout, fit in fits if layout is marked.LAYOUT)


def score(pair: tuple[Layout, Fit]) -> float:
    """What sorts layouts, the best first."""
    return -pair[1].score


def doubts(layout: Layout, page: Page) -> bool:
    """Whether a page that has a layout's shape and no more is a programme, or a conversation."""
    try:
        return bool(speaks_against(beginning_read(layout, page)))
    except LayoutError:
        return True


def beginning_read(layout: Layout, page: Page) -> ParsedLiveblog:
    """What a layout makes of the beginning of a page; raises LayoutError as it does."""
    return parsed_by(layout, beginning_of(page, ENOUGH_TO_KNOW))


def parsed_by(layout: Layout, page: Page) -> ParsedLiveblog:
    """What a layout makes of a page; raises LayoutError as it does.

    Where it was asked while the page's layout was sought, the page is not read once more.
    """
    known = readings(page)
    if layout.name not in known:
        known[layout.name] = layout.parse(page)
    return known[layout.name]


@remembered
def readings(page: Page) -> dict[str, ParsedLiveblog]:
    """What was made of the page, by the layout's name."""
    return {}


def refusal(nearest: Layout, fit: Fit) -> str:
    """Why a page is of no layout: which came nearest, and what it lacked."""
    near = f"; {nearest.name} comes nearest: {fit.why}" if fit.score and fit.why else ""
    return f"the page fits no layout{near}. If it has one, import it with --layout: {LISTED}"

"""The layouts that there are, and which of them a page has."""

from __future__ import annotations

from dataclasses import dataclass

from . import bbc, digest, france24, stamped, untimed
from .base import Fit, Layout, LayoutError, Page

LAYOUTS: tuple[Layout, ...] = (
    bbc.LAYOUT,
    france24.LAYOUT,
    digest.LAYOUT,
    *stamped.LAYOUTS,
    *untimed.LAYOUTS,
)
# A page that fits worse than this is of no known layout.
FIT_ENOUGH = 0.5
# A page that fits its layout less than this does not say whose it is.
SURE = 0.7


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
    def why(self) -> str:
        """A sentence for the run: what told the layout, and what came next."""
        if self.named:
            return f"Read as {self.layout.name}, as asked for."
        fits = f"Read as {self.layout.name} ({self.fit.score:.2f}): {self.fit.why}."
        near = [f"{layout.name} ({fit.score:.2f})" for layout, fit in self.others[:2]]
        return f"{fits} Next best: {', '.join(near)}." if near else fits


def find_layout(name: str) -> Layout:
    """The layout of that name. Raises LayoutError, with the names there are, for another."""
    for layout in LAYOUTS:
        if layout.name == name:
            return layout
    raise LayoutError(f"there is no layout “{name}”; the known ones are {layout_names()}")


def detect_layout(page: Page, name: str | None = None) -> Detection:
    """The layout that a page fits best, or the one that a person named.

    Of layouts that fit equally well, the one listed first. Raises LayoutError where none fits
    well enough, or there is none of that name.
    """
    if name:
        layout = find_layout(name)
        return Detection(layout, layout.fit(page), named=True)
    fits = [(layout, layout.fit(page)) for layout in LAYOUTS]
    ranked = sorted(fits, key=lambda pair: -pair[1].score)
    (layout, fit), *others = ranked
    if fit.score < FIT_ENOUGH:
        raise LayoutError(
            f"the page fits no layout ({layout_names()}); if it has one of them, name it with "
            "--layout"
        )
    return Detection(layout, fit, tuple(pair for pair in others if pair[1].score > 0))


def layout_names() -> str:
    return ", ".join(layout.name for layout in LAYOUTS)

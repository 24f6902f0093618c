"""The layouts that there are, and which of them a page has."""

from __future__ import annotations

from . import bbc, digest, france24
from .base import Layout, LayoutError, Page

LAYOUTS: tuple[Layout, ...] = (bbc.LAYOUT, france24.LAYOUT, digest.LAYOUT)
# A page that fits worse than this is of no known layout.
FIT_ENOUGH = 0.5


def find_layout(name: str) -> Layout:
    """The layout of that name. Raises LayoutError, with the names there are, for another."""
    for layout in LAYOUTS:
        if layout.name == name:
            return layout
    raise LayoutError(f"there is no layout “{name}”; the known ones are {layout_names()}")


def detect_layout(page: Page) -> Layout:
    """The layout that fits a page best. Raises LayoutError where none fits well enough."""
    fits = [layout.fit(page) for layout in LAYOUTS]
    if max(fits) < FIT_ENOUGH:
        raise LayoutError(
            f"the page fits no layout ({layout_names()}); if it has one of them, name it with "
            "--layout"
        )
    return LAYOUTS[fits.index(max(fits))]


def layout_names() -> str:
    return ", ".join(layout.name for layout in LAYOUTS)

"""What was found on the page last asked about, since every layout asks the same of a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from .base import Page

T = TypeVar("T")


def remembered(function: Callable[[Page], T]) -> Callable[[Page], T]:
    """The function, giving for the page last asked about what it gave before."""
    last: list[tuple[Page, T]] = []

    def ask(page: Page) -> T:
        known = last[-1] if last else None
        if known is None or known[0] is not page:
            known = (page, function(page))
            last[:] = [known]
        return known[1]

    return ask

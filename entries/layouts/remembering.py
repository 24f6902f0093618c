"""What was found on the page last asked about, since every layout asks the same of a page.

The same of a page's lines.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from .base import Line, Page

Asked = TypeVar("Asked", Page, tuple[Line, ...])
T = TypeVar("T")


def remembered(function: Callable[[Asked], T]) -> Callable[[Asked], T]:
    """The function, giving for the page last asked about what it gave before."""
    last: list[tuple[Asked, T]] = []

    def ask(page: Asked) -> T:
        known = last[-1] if last else None
        if known is None or known[0] is not page:
            known = (page, function(page))
            last[:] = [known]
        return known[1]

    return ask

"""The account of a page's lines: what took each of them."""

from __future__ import annotations

from collections.abc import Iterable

from .base import Line


class Claims:
    """Collects which field or furniture rule took each line; the first claim stands."""

    def __init__(self) -> None:
        self.by_line: dict[int, str] = {}

    def take(self, lines: Line | Iterable[Line], what: str) -> None:
        """Say that `what` ("headline", "furniture: cookie notice") took these lines."""
        for line in (lines,) if isinstance(lines, Line) else lines:
            if line.text:
                self.by_line.setdefault(line.number, what)

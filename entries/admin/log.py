"""How the log shows what a decision changed."""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from entries.models import Decision

FIRST = ["entry", "matched", "actor", "place", "topic", "name"]
LONGEST = 300  # characters of a value in a table; its own page shows all of it


def difference(decision: Decision, longest: int = LONGEST) -> SafeString | str:
    """The values as they were and as they are, a line each."""
    names = sorted({*decision.before, *decision.after}, key=lambda name: (place_of(name), name))
    lines = [(name.replace("_", " "), *sides(decision, name, longest)) for name in names]
    return format_html_join("", "<div>{}: {}{}{}</div>", lines) or "no more than that"


def place_of(name: str) -> int:
    """Where a value stands among the others: the database keeps them in no order."""
    return FIRST.index(name) if name in FIRST else len(FIRST)


def sides(decision: Decision, name: str, longest: int) -> tuple[str, str, str]:
    """What stood there, an arrow, and what stands there; one alone where nothing took its place."""
    before, after = (
        text_of(side[name], longest) if name in side else None
        for side in (decision.before, decision.after)
    )
    if before is None or after is None or before == after:
        return before or after or "", "", ""
    return before, " → ", after


def text_of(value: Any, longest: int) -> str:
    """A value of the log as text."""
    if value in (None, "", [], {}):
        return "nothing"
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if len(text) <= longest else f"{text[:longest].rstrip()}…"

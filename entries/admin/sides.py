"""What an entry says beside the lines of the capture that it was read from."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest

from entries.models import Appearance, Capture, Entry, EntryVersion

from .base import admin_link, may_view

LINES_SHOWN = 2_000


def shown_lines(capture: Capture, first: int, last: int) -> dict[str, object]:
    """What the template of lines is given: at most LINES_SHOWN lines, and whether more follow.

    A refused capture may be in no encoding at all; it has no lines then.
    """
    try:
        lines = capture.lines(first, min(last, first + LINES_SHOWN))
    except LookupError:
        return {"unreadable": True}
    return {"lines": lines[:LINES_SHOWN], "cut": len(lines) > LINES_SHOWN, "limit": LINES_SHOWN}


def sides(
    request: HttpRequest,
    said: Entry | EntryVersion,
    bylines: Sequence[str],
    appearance: Appearance | None,
) -> dict[str, object]:
    """Both sides for the template: what was said, and its lines where the user may see them."""
    context: dict[str, object] = {"said": said, "bylines": bylines, "appearance": appearance}
    if appearance and may_view(request, Capture):
        shown = shown_lines(appearance.capture, appearance.first_line, appearance.last_line)
        context["source"] = {
            **shown,
            "range": line_range(appearance),
            "capture": capture_link(appearance.capture, appearance.first_line),
        }
    return context


def byline_texts(bylines: object) -> list[str]:
    """The bylines of a version, as texts."""
    rows = bylines if isinstance(bylines, list) else []
    return [", ".join(filter(None, (row["name"], row.get("role")))) for row in rows]


def line_range(appearance: Appearance) -> str:
    return f"{appearance.first_line}–{appearance.last_line}"


def capture_link(capture: Capture, line: int) -> str:
    """A link to the capture's page, at the line."""
    return admin_link(capture, anchor=f"#line-{line}")


def appearance_link(appearance: Appearance, text: str) -> str:
    return admin_link(appearance, text)

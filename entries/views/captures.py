"""A captured page as it was delivered: its text with line numbers, and its bytes.

A page may have a hundred thousand lines, and a line a million characters: both are shown in
pieces with ways on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entries.layouts import liveblogposting
from entries.models import Appearance, Capture
from entries.readers.sidefile import is_address

from .paging import page_of

LINES_SHOWN = 500
# Characters of a line that stand among the other lines, and on a page of the line alone.
LINE_LENGTH = 2_000
PIECE_LENGTH = 20_000
ENDINGS = {"text/plain": "txt", "text/html": "html", "application/json": "json"}


@dataclass(frozen=True, slots=True)
class Window:
    """The lines shown at a time: `first` to `last` of `total`, both included."""

    first: int
    total: int

    @classmethod
    def around(cls, line: int, total: int) -> Window:
        """The one that a line lies in; the nearest one where there is no such line."""
        line = min(max(line, 1), total)
        return cls(line - (line - 1) % LINES_SHOWN, total)

    @property
    def last(self) -> int:
        return min(self.first + LINES_SHOWN - 1, self.total)

    @property
    def starts(self) -> dict[str, int]:
        """The first lines of the windows that one can go on to, under the names of the links."""
        last = self.total - (self.total - 1) % LINES_SHOWN
        ways = {}
        if self.first > 1:
            ways = {_("First"): 1, _("Previous"): self.first - LINES_SHOWN}
        if self.last < self.total:
            ways |= {_("Next"): self.first + LINES_SHOWN, _("Last"): last}
        return ways


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line as far as it is shown; `more` counts the characters left out.

    `starting` are the entries that start with it. `own` says that it is one of the lines of the
    entry that was asked for, and `own_ends` the last of them.
    """

    number: int
    text: str
    more: int = 0
    starting: Sequence[Appearance] = field(default=())
    own: bool = False
    own_ends: bool = False


@require_safe
def capture(request: HttpRequest, pk: int) -> HttpResponse:
    """The page's text, from the parameter `line` on, with the lines of `entry` marked.

    A line within what is shown redirects to it, so that the address leads there by itself.
    """
    found = get_object_or_404(Capture.objects.for_page(), pk=pk)
    rows = rows_of(found)
    key = request.GET.get("entry", "")
    own = list(found.appearances.of_key(key).with_titles()) if key and "\0" not in key else []
    asked = line_asked(request)
    window = Window.around(asked or (own[0].first_line if own else 1), len(rows or [""]))
    if asked and asked != window.first:
        there = min(max(asked, 1), window.total)
        return redirect(f"{address(found, key, window.first)}#line-{there}")
    context = {
        "capture": found,
        # A page of a crawl is called by its address there, which no reader knows it by.
        "titled": bool(found.liveblog_id and is_address(found.name)),
        "reading": found.latest_reading(),
        "entry_count": found.appearances.count(),
        "key": key,
        "own": own,
        "unreadable": rows is None,
        "of_posting": found.layout == liveblogposting.NAME,
        "window": window,
        "lines": shown(found, rows or [], window, own),
        "ways": {name: address(found, key, line) for name, line in window.starts.items()},
    }
    return render(request, "entries/capture.html", context)


def rows_of(capture: Capture) -> list[str] | None:
    """The page's lines; None where its bytes are no text."""
    try:
        return capture.rows
    except LookupError:
        return None


def line_asked(request: HttpRequest) -> int | None:
    """The number in the parameter `line`; None where that is no number."""
    given = request.GET.get("line", "")
    return int(given[:9]) if given.isascii() and given.isdecimal() else None


def address(capture: Capture, key: str, line: int) -> str:
    """The page with the entry's lines marked, from the line on."""
    query = {"entry": key} if key else {}
    return f"{capture.get_absolute_url()}?{urlencode({**query, 'line': line})}"


def shown(
    capture: Capture, rows: Sequence[str], window: Window, own: Iterable[Appearance]
) -> list[ShownLine]:
    """The lines of the window."""
    starting: dict[int, list[Appearance]] = {}
    standing = capture.appearances.starting_in(window.first, window.last)
    for appearance in standing.with_titles():
        starting.setdefault(appearance.first_line, []).append(appearance)
    marked = {line for each in own for line in lines_near(window, each)}
    lines = []
    for number in range(window.first, min(window.last, len(rows)) + 1):
        row = rows[number - 1]
        lines.append(
            ShownLine(
                number,
                row[:LINE_LENGTH],
                more=max(len(row) - LINE_LENGTH, 0),
                starting=starting.get(number, ()),
                own=number in marked,
                own_ends=number in marked and number + 1 not in marked,
            )
        )
    return lines


def lines_near(window: Window, appearance: Appearance) -> range:
    """The lines of an appearance in the window and next to it."""
    first, last = appearance.first_line, appearance.last_line
    return range(max(first, window.first), min(last, window.last + 1) + 1)


@require_safe
def line(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One line of the page alone, however long it is."""
    found, rows = with_line_or_404(pk, number)
    text = rows[number - 1]
    page = page_of(request, range(0, max(len(text), 1), PIECE_LENGTH), 1)
    start = page.object_list[0]
    context = {
        "capture": found,
        "number": number,
        "text": text[start : start + PIECE_LENGTH],
        "length": len(text),
        "page": page,
        "back": f"{address(found, '', Window.around(number, len(rows)).first)}#line-{number}",
    }
    return render(request, "entries/capture_line.html", context)


def with_line_or_404(pk: int, number: int) -> tuple[Capture, list[str]]:
    """A capture that has a line of this number, and all its lines."""
    found = get_object_or_404(Capture.objects.for_page(), pk=pk)
    rows = rows_of(found) or []
    if not 1 <= number <= len(rows):
        raise Http404("The page has no such line.")
    return found, rows


@require_safe
def payload(request: HttpRequest, pk: int) -> HttpResponse:
    """The page's bytes as they were delivered, to be kept and not to be opened."""
    found = get_object_or_404(Capture.objects.select_related("dump"), pk=pk)
    response = HttpResponse(bytes(found.payload), content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, file_name(found))
    response["X-Content-Type-Options"] = "nosniff"
    return response


def file_name(capture: Capture) -> str:
    """A name of letters and digits, with the ending that goes with the media type."""
    stem = slugify(PurePath(capture.name or capture.dump.name).stem)[:80] or "capture"
    return f"{stem}-{capture.pk}.{ENDINGS.get(capture.media_type, 'bin')}"

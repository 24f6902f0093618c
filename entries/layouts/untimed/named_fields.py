"""Pages whose entries print named fields: "Update:", "Date: ...", "Title: ...", "Content: ..."."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from ..base import NO_FIT, Byline, Fit, Line, Page, PrintedTime
from ..dates import find_dates
from ..furniture import rules
from ..stamped.bylines import read_byline
from .beginning import lines_with
from .description import FitLines, Head, Untimed, heads_in
from .engine import layout_of

START = re.compile(r"Update:", re.IGNORECASE)
FIELD = re.compile(
    r"(?P<name>Date|Time|Published|Title|Headline|Author|By|Byline|Content|Body|Text) ?:"
    r"(?: (?P<value>.*))?",
    re.IGNORECASE | re.DOTALL,
)
MOST_FIELDS = 6
DATES = {"date", "time", "published"}
HEADLINES = {"title", "headline"}
TEXTS = {"content", "body", "text"}
GUARDIAN = re.compile(r"Guardian")  # "The Guardian5 hours ago"
ABOVE = 40  # lines among which a page names its publisher


def heads(lines: Sequence[Line]) -> list[Head]:
    """The entries: each starts with "Update:" alone, right above its date."""
    found = [read_head(lines, at) for at, line in enumerate(lines) if START.fullmatch(line.text)]
    return [head for head in found if head]


def read_head(lines: Sequence[Line], start: int) -> Head | None:
    """The fields under "Update:" down to the text; None where no date is the first of them."""
    fields: dict[str, tuple[int, str]] = {}
    at = start + 1
    while at < min(start + 1 + MOST_FIELDS, len(lines)) and "text" not in fields:
        match = FIELD.fullmatch(lines[at].text)
        name = kind_of(match["name"]) if match else ""
        if match is None or name in fields:
            break
        fields[name] = (at, (match["value"] or "").strip())
        at += 1
    if next(iter(fields), "") != "date":
        return None
    claims = {"text": "field and text", "author": "byline", "date": "time"}
    return Head(
        first=start,
        body=at,
        headline=value_of(fields, "headline") or None,
        opening=value_of(fields, "text"),
        bylines=people(value_of(fields, "author")),
        time=read_date(value_of(fields, "date")),
        claimed=(
            (start, "furniture: name of a field"),
            *((place, claims.get(name, name)) for name, (place, _) in fields.items()),
        ),
    )


def kind_of(name: str) -> str:
    name = name.lower()
    if name in DATES:
        return "date"
    if name in HEADLINES:
        return "headline"
    return "text" if name in TEXTS else "author"


def value_of(fields: dict[str, tuple[int, str]], name: str) -> str:
    return fields.get(name, (0, ""))[1]


def people(text: str) -> tuple[Byline, ...]:
    return (read_byline(text) or (Byline(text),)) if text else ()


def read_date(text: str) -> PrintedTime | None:
    """A date as machines write it, to the second and with its zone; else its day alone."""
    try:
        instant = dt.datetime.fromisoformat(text)
    except ValueError:
        day = next((date for date in find_dates(text[:200]) if date.day), None)
        if day is None:
            return PrintedTime(text) if text else None
        return PrintedTime(text, day=day.day, month=day.month, year=day.year)
    offset = f"{instant:%z}"
    return PrintedTime(
        text,
        hour=instant.hour,
        minute=instant.minute,
        second=instant.second,
        day=instant.day,
        month=instant.month,
        year=instant.year,
        zone=f"{offset[:3]}:{offset[3:5]}" if offset else None,
    )


def fitting(publisher: re.Pattern[str] | None) -> FitLines:
    """A test for pages of fields: sure with two entries, where the publisher is named or none."""

    def fit(page: Page, lines: tuple[Line, ...]) -> Fit:
        found = heads_in(lines, heads) if lines_with(page, ("\nupdate:",)) else []
        if not found:
            return NO_FIT
        above = " ".join(line.text[:300] for line in lines[: min(found[0].first, ABOVE)])
        if publisher and not publisher.search(f"{page.title} {above}"):
            return NO_FIT
        why = f"{len(found)} lines with “Update:”, each above a date"
        return Fit((1.0 if publisher else 0.95) - 0.3 * (len(found) == 1), why)

    return fit


FURNITURE = rules(
    (r"[\w .]{2,40}?\d+ (?:minute|hour|day|week|month|year)s? ago|logo", "page header"),
)
LAYOUTS = tuple(
    layout_of(
        Untimed(
            name=name,
            source=source,
            zone=None,
            fit=fitting(publisher),
            heads=heads,
            furniture=FURNITURE,
        )
    )
    for name, source, publisher in (
        ("guardian-key-value", "guardian", GUARDIAN),
        ("named-fields", None, None),
    )
)

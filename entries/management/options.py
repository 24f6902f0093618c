"""The options that say of a dump what its pages do not: shared by `parse` and `import_dumps`."""

from __future__ import annotations

import argparse
import datetime as dt
from contextlib import suppress
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.management.base import CommandParser

from entries.readers.base import Hints, printable
from entries.readers.sidefile import SPAN, YEARS, an_instant

MOST_WORKERS = 64


def add_hint_options(parser: CommandParser) -> None:
    parser.add_argument(
        "--layout",
        type=a_name,
        metavar="NAME",
        help="the layout, where it is not to be detected: docs/layouts.md has the names",
    )
    parser.add_argument(
        "--source", type=a_name, metavar="NAME", help="the publisher's slug or name"
    )
    parser.add_argument(
        "--year", type=a_year, help="of the newest entry, where the page prints none"
    )
    parser.add_argument(
        "--date",
        type=a_date,
        metavar="YYYY-MM-DD",
        help="the newest entry's day, where the page prints clock times alone",
    )
    parser.add_argument(
        "--captured-at",
        type=an_instant_given,
        metavar="TIME",
        help="when the page was saved, such as 2022-03-24T14:00:00Z: ages count back from it",
    )
    parser.add_argument(
        "--timezone",
        type=a_timezone,
        metavar="ZONE",
        help="IANA zone, such as Europe/Paris, of times that are printed without one",
    )


def hints_of(options: dict[str, object]) -> Hints:
    """The hints that the options give."""
    names = ("layout", "source", "year", "date", "captured_at", "timezone", "liveblog")
    return Hints(**{name: options.get(name) for name in names})


def in_the_future(hints: Hints) -> list[str]:
    """A sentence for each hint that lies in the future, and is likely a slip."""
    tomorrow = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)  # which it is somewhere already
    given = {
        "--date": hints.date and hints.date > tomorrow.date() and hints.date,
        "--year": hints.year and hints.year > tomorrow.year and hints.year,
        "--captured-at": hints.captured_at
        and hints.captured_at > tomorrow
        and hints.captured_at.isoformat(),
    }
    return [f"{name} {said} lies in the future." for name, said in given.items() if said]


def a_name(value: str) -> str:
    name = " ".join(value.split())
    if not name or not name.isprintable():
        raise argparse.ArgumentTypeError(f"a name, not “{printable(value)}”")
    return name


def a_year(value: str) -> int:
    if not value.isdecimal() or int(value) not in YEARS:
        raise argparse.ArgumentTypeError(f"a year {SPAN}, not “{value}”")
    return int(value)


def a_date(value: str) -> dt.date:
    with suppress(ValueError):
        date = dt.date.fromisoformat(value)
        if date.year in YEARS:
            return date
    raise argparse.ArgumentTypeError(f"a date such as 2022-03-24, {SPAN}, not “{value}”")


def an_instant_given(value: str) -> dt.datetime:
    try:
        return an_instant(value)
    except (ValueError, OverflowError) as error:
        raise argparse.ArgumentTypeError(f"{error}, not “{printable(value)}”") from error


def a_timezone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise argparse.ArgumentTypeError(
            f"a zone of the IANA database, such as Europe/Paris, not “{value}”"
        ) from error
    return value


def a_count(value: str) -> int:
    if value.isdecimal() and int(value) <= MOST_WORKERS:
        return int(value)
    raise argparse.ArgumentTypeError(f"a number from 0 to {MOST_WORKERS}, not “{printable(value)}”")

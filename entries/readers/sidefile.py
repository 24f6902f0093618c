"""What stands beside a dump: NAME.toml next to NAME.txt says what the page itself does not.

url = "…"                           the page's address
captured_at = 2022-03-24T14:00:00Z  when it was saved, with its zone
title = "…"                         the live page's title
source = "bbc-news"                 who published it: a slug or a name
year = 2022                         of the newest entry, where the page prints none
date = 2022-03-24                   the newest entry's day, where the page prints clocks alone
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .base import Hints, ReadError

YEARS = range(1990, 2101)


def read_side_file(dump: Path) -> Hints:
    """The hints beside a dump, empty where there is no side file.

    Raises ReadError, naming the file and the mend, for a file that is no TOML, an unknown key or
    a value of the wrong kind.
    """
    path = dump.with_suffix(".toml")
    if path == dump or not path.is_file():
        return Hints()
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ReadError(f"{path.name} beside it is no TOML file: {error}") from error
    except OSError as error:
        raise ReadError(f"{path.name} beside it cannot be read: {error.strerror}") from error
    unknown = sorted(set(values) - set(KEYS))
    if unknown:
        raise ReadError(
            f"{path.name} beside it has an unknown key “{unknown[0]}”; "
            f"the known ones are {', '.join(KEYS)}"
        )
    return Hints(**{key: checked(path, key, value) for key, value in values.items()})


def checked(path: Path, key: str, value: Any) -> Any:
    try:
        return KEYS[key](value)
    except ValueError as error:
        raise ReadError(f"{path.name} beside it: {key} {error}, not {value!r}") from error


def a_text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip() or "\x00" in value:
        raise ValueError("is a text in quotes")
    return value.strip()


def an_address(value: Any) -> str:
    if not isinstance(value, str) or not value.startswith(("http://", "https://")):
        raise ValueError("is an address that starts with http:// or https://")
    if len(value) > 2000:
        raise ValueError("is an address of at most 2,000 characters")
    return value


def a_year(value: Any) -> int:
    if not isinstance(value, int) or value not in YEARS:
        raise ValueError(f"is a year from {YEARS[0]} to {YEARS[-1]}")
    return value


def a_date(value: Any) -> dt.date:
    if isinstance(value, str):
        value = dt.date.fromisoformat(value) if len(value) == 10 else None
    if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
        raise ValueError("is a date such as 2022-03-24")
    return value


def an_instant(value: Any) -> dt.datetime:
    if isinstance(value, str):
        value = dt.datetime.fromisoformat(value)
    if not isinstance(value, dt.datetime) or value.tzinfo is None:
        raise ValueError("is a time with its zone, such as 2022-03-24T14:00:00Z")
    return value


KEYS: dict[str, Callable[[Any], Any]] = {
    "url": an_address,
    "captured_at": an_instant,
    "title": a_text,
    "source": a_text,
    "year": a_year,
    "date": a_date,
}

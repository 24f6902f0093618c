"""What stands beside a dump: NAME.toml next to NAME.txt says what the page itself does not.

url = "…"                           the page's address
captured_at = 2022-03-24T14:00:00Z  when it was saved, with its zone
title = "…"                         the live page's title
source = "bbc-news"                 who published it: a slug or a name
year = 2022                         of the newest entry, where the page prints none
date = 2022-03-24                   the newest entry's day, where the page prints clocks alone
timezone = "Europe/Paris"           of times that are printed without a zone
layout = "digest"                   where it is not to be detected
liveblog = "Storm on the lake"      the liveblog that the page belongs to
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .base import Hints, ReadError, printable

SUFFIXES = (".toml", ".TOML")
YEARS = range(1990, 2101)  # in which a live page may have been written
SPAN = f"from {YEARS[0]} to {YEARS[-1]}"
MAX_BYTES = 100_000
LONGEST_ADDRESS = 2000


def read_side_file(dump: Path) -> Hints:
    """The hints beside a dump, empty where there is no side file.

    Raises ReadError as `hints_in` does.
    """
    path = side_file_of(dump)
    if path is None:
        return Hints()
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise ReadError(f"{beside(path.name)} cannot be read: {error.strerror}") from error
    return hints_in(content, path.name)


def hints_in(content: bytes, name: str) -> Hints:
    """The hints that a side file of that name gives.

    Raises ReadError, naming the file and the mend, for a file that is no TOML, an unknown key or
    a value of the wrong kind.
    """
    values = values_in(content, name)
    unknown = sorted(set(values) - set(KEYS))
    if unknown:
        raise ReadError(
            f"{beside(name)} has an unknown key “{printable(unknown[0])[:60]}”; "
            f"the known ones are {', '.join(KEYS)}"
        )
    return Hints(**{key: checked(name, key, value) for key, value in values.items()})


def side_file_of(dump: Path) -> Path | None:
    """The side file beside a dump, None where there is none."""
    if not dump.name or dump.suffix in SUFFIXES:
        return None
    found = (dump.with_name(name) for name in side_names(dump.name))
    return next((path for path in found if path.is_file()), None)


def side_names(name: str) -> tuple[str, ...]:
    """What the side file of a dump may be called; that of a packed one may be named unpacked."""
    path = PurePosixPath(name)
    bare = path.with_suffix("") if path.suffix.lower() == ".gz" else path
    stems = dict.fromkeys((path, bare))
    return tuple(
        str(stem.with_suffix(suffix)) for stem in stems for suffix in SUFFIXES if stem.name
    )


def values_in(content: bytes, name: str) -> dict[str, Any]:
    """What a side file sets. Raises ReadError where it is no TOML."""
    if len(content) > MAX_BYTES:
        raise ReadError(f"{beside(name)} is too large: it may have {MAX_BYTES:,} bytes.")
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ReadError(f"{beside(name)} is not in UTF-8. Save it as UTF-8 text.") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        mend = right_form(content, str(error))
        raise ReadError(
            f"{beside(name)} is no TOML file: {printable(str(error))}. {mend}"
        ) from error


def right_form(content: bytes, error: str) -> str:
    """How the line that is no TOML should look: by its key where that is known."""
    lines = content.decode("utf-8-sig").splitlines() or [""]
    number = re.search(r"at line (\d+)", error)
    line = lines[min(int(number[1]), len(lines)) - 1] if number else lines[-1]
    key = line.partition("=")[0].strip()
    return (
        f"Write it like this: {key if key in FORMS else 'title'} = {FORMS.get(key, FORMS['title'])}"
    )


def beside(name: str) -> str:
    return f"{printable(name)} beside it"


def checked(name: str, key: str, value: Any) -> Any:
    try:
        return KEYS[key](value)
    except (ValueError, OverflowError) as error:
        given = str(value) if isinstance(value, dt.date) else repr(value)
        shown = given if len(given) <= 60 else f"{given[:60]}…"
        raise ReadError(f"{beside(name)}: {key} must be {error}, not {shown}") from error


def a_text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip() or "\x00" in value:
        raise ValueError("a text in quotes")
    return " ".join(value.split())


def an_address(value: Any) -> str:
    if not isinstance(value, str) or not is_address(value):
        raise ValueError("an address that starts with http:// or https://")
    if len(value) > LONGEST_ADDRESS:
        raise ValueError(f"an address of at most {LONGEST_ADDRESS:,} characters")
    return value


def is_address(value: str) -> bool:
    """Whether a text is a web address with a host, and holds no blank or control character."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    plain = value.isprintable() and " " not in value
    return plain and parts.scheme in ("http", "https") and bool(parts.hostname)


def a_year(value: Any) -> int:
    if not isinstance(value, int) or value not in YEARS:
        raise ValueError(f"a year {SPAN}")
    return value


def a_date(value: Any) -> dt.date:
    if isinstance(value, str):
        with suppress(ValueError):
            value = dt.date.fromisoformat(value)
    if not isinstance(value, dt.date) or isinstance(value, dt.datetime) or value.year not in YEARS:
        raise ValueError(f"a date such as 2022-03-24, {SPAN}")
    return value


def an_instant(value: Any) -> dt.datetime:
    """A time with its zone, in UTC."""
    if isinstance(value, str):
        with suppress(ValueError):
            value = dt.datetime.fromisoformat(value)
    if not isinstance(value, dt.datetime) or value.tzinfo is None or value.year not in YEARS:
        raise ValueError(f"a time with its zone, such as 2022-03-24T14:00:00Z, {SPAN}")
    return value.astimezone(dt.UTC)


def a_zone(value: Any) -> str:
    """An IANA zone that this machine knows."""
    try:
        if isinstance(value, str) and ZoneInfo(value):
            return value
    except (ZoneInfoNotFoundError, ValueError, OSError):
        pass
    raise ValueError("a zone of the IANA database in quotes, such as Europe/Paris")


KEYS: dict[str, Callable[[Any], Any]] = {
    "url": an_address,
    "captured_at": an_instant,
    "title": a_text,
    "source": a_text,
    "year": a_year,
    "date": a_date,
    "timezone": a_zone,
    "layout": a_text,
    "liveblog": a_text,
}
FORMS = {
    "url": '"https://www.example.org/live/1"',
    "captured_at": "2022-03-24T14:00:00Z",
    "title": '"What the page is called"',
    "source": '"bbc-news"',
    "year": "2022",
    "date": "2022-03-24",
    "timezone": '"Europe/Paris"',
    "layout": '"digest"',
    "liveblog": '"What the liveblog is called"',
}

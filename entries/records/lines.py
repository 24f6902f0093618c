"""Records as text: JSON, JSON Lines and CSV, a piece at a time, so that no length is too great."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

Record = dict[str, Any]
# What a column of CSV has of a record, under its name.
Columns = Mapping[str, Callable[[Record], Any]]

BETWEEN = "; "
BYTE_ORDER_MARK = "\ufeff"
# Signs that JSON may hold as they are, but that some programs take for the end of a line.
LINE_ENDS = {"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}
# What a spreadsheet may take for a formula and not for text, also behind blanks or an apostrophe.
FORMULA = re.compile(r"['\s]*[=+\-@＝＋－＠]|'*[\t\r\n]")


@dataclass(frozen=True, slots=True)
class Format:
    """A form in which records can be had: its name, ending and media type, and what writes it."""

    name: str
    ending: str
    media_type: str
    write: Callable[[Iterable[list[Record]], Columns], Iterator[str]]


def columns_of(*names: str) -> Columns:
    """Columns that have a record's fields as they are."""
    return {name: itemgetter(name) for name in names}


def as_json(value: Any) -> str:
    """JSON in one line; letters beyond ASCII stand as they are."""
    text = json.dumps(value, ensure_ascii=False)
    for sign, escape in LINE_ENDS.items():  # one by one is sixty times as quick as all at once
        text = text.replace(sign, escape)
    return text


def json_lines(parts: Iterable[list[Record]], columns: Columns) -> Iterator[str]:
    """A record a line, with all its fields."""
    for records in parts:
        yield "".join(f"{as_json(record)}\n" for record in records)


def csv_lines(parts: Iterable[list[Record]], columns: Columns) -> Iterator[str]:
    """RFC 4180 behind a byte order mark, by which spreadsheets know UTF-8: a row of names, then
    a row for each record.
    """
    yield BYTE_ORDER_MARK + rows_of([list(columns)])
    for records in parts:
        yield rows_of([[cell(take(record)) for take in columns.values()] for record in records])


def rows_of(rows: Iterable[Iterable[str]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


def cell(value: Any) -> str:
    """A value as a cell has it: nothing for null, a list's parts with semicolons between them."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case list():
            return harmless(listed(map(str, value)))
    return harmless(str(value))


def listed(parts: Iterable[str]) -> str:
    return BETWEEN.join(parts)


def harmless(text: str) -> str:
    """A text that no spreadsheet works out: one that looks like a formula has an apostrophe before
    it. What has one and would look so without it is just that text, so that nothing is lost.
    """
    return f"'{text}" if FORMULA.match(text) else text


JSON_LINES = Format("JSON Lines", "jsonl", "application/x-ndjson", json_lines)
CSV = Format("CSV", "csv", "text/csv", csv_lines)

"""Files and bytes as an import reads them, for tests that want the page alone."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from entries.parsing import ParsedCapture, parse_capture
from entries.readers.base import Hints, Limits, RawCapture, ReadError, Unread
from entries.readers.files import read_delivered, read_dump


def capture_in(path: Path) -> RawCapture:
    """The page in a file of one page, with the hints of its side file. Raises ReadError."""
    (raw,) = read_dump(path)
    assert isinstance(raw, RawCapture)
    return raw


def capture_of(payload: bytes, name: str = "page.txt") -> RawCapture:
    """The page in the bytes of a file of one page. Raises ReadError."""
    pieces = list(read_delivered(BytesIO(payload), name, Hints(), Limits()))
    unread = next((piece for piece in pieces if isinstance(piece, Unread)), None)
    if unread:
        raise ReadError(unread.reason)
    (raw,) = pieces
    assert isinstance(raw, RawCapture)
    return raw


def parsed_file(path: Path) -> ParsedCapture:
    """The page in a file, taken apart. Raises ReadError and LayoutError."""
    return parse_capture(capture_in(path))

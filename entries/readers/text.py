"""A text file → the one capture in it: its bytes kept verbatim, its text in any encoding."""

from __future__ import annotations

import hashlib
from pathlib import Path

import charset_normalizer

from .base import Hints, RawCapture, ReadError
from .sidefile import read_side_file

MAX_BYTES = 50_000_000
# The first bytes of files that are often taken for text dumps.
KINDS = {
    b"\x1f\x8b": "a gzip file: unpack it first",
    b"PK\x03\x04": "a zip file: unpack it first",
    b"%PDF": "a PDF file: save the page as text first",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}
BYTE_ORDER_MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
# Enough of a file to tell its encoding by; detection looks at every byte that it is given.
SAMPLE_BYTES = 200_000
WESTERN = "cp1252"


def read_text_file(path: Path, max_bytes: int = MAX_BYTES) -> RawCapture:
    """The capture in a text file, with the hints of its side file.

    Raises ReadError with a plain sentence where the file is missing, a folder, not readable,
    larger than `max_bytes`, empty or no text.
    """
    try:
        size = path.stat().st_size
        if path.is_file() and size > max_bytes:
            raise ReadError(too_large(size, max_bytes))
        payload = path.read_bytes()
    except FileNotFoundError as error:
        raise ReadError("There is no such file. Check the path.") from error
    except IsADirectoryError as error:
        raise ReadError("This is a folder; name a file.") from error
    except PermissionError as error:
        raise ReadError("No permission to read it. Give yourself read access.") from error
    except OSError as error:
        raise ReadError(f"It cannot be read: {error.strerror or error}.") from error
    return read_bytes(payload, path.name, read_side_file(path))


def read_bytes(
    payload: bytes, name: str, hints: Hints | None = None, max_bytes: int = MAX_BYTES
) -> RawCapture:
    """The capture in bytes that came from a file or from standard input, called `name`.

    Raises ReadError as `read_text_file` does.
    """
    if len(payload) > max_bytes:
        raise ReadError(too_large(len(payload), max_bytes))
    if not payload.strip():
        raise ReadError("The file is empty. Was it saved in full?")
    text, encoding, notes = decode(payload)
    return RawCapture(
        dump_name=name,
        dump_sha256=hashlib.sha256(payload).hexdigest(),
        dump_size=len(payload),
        position=0,
        payload=payload,
        text=text,
        encoding=encoding,
        hints=hints or Hints(),
        notes=notes,
    )


def too_large(size: int, max_bytes: int) -> str:
    return (
        f"The file has {size / 1e6:,.0f} MB; a live page has no more than "
        f"{max_bytes / 1e6:,.0f} MB. "
        "If it holds several pages, split it; if it is one page after all, raise IMPORT_MAX_BYTES."
    )


def decode(payload: bytes) -> tuple[str, str, tuple[str, ...]]:
    """The text of the bytes, the encoding they are in, and notes where it had to be detected."""
    for magic, kind in KINDS.items():
        if payload.startswith(magic):
            raise ReadError(f"This is no text but {kind}.")
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if payload.startswith(mark):
            return checked(payload, encoding), encoding, ()
    if b"\x00" in payload:
        raise ReadError("This is no text but a binary file: it holds NUL bytes.")
    try:
        return payload.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError as error:
        encoding = detected(payload, error.start)
    note = f"The file is not in UTF-8; read as {encoding}. Check letters with accents."
    return checked(payload, encoding), encoding, (note,)


def checked(payload: bytes, encoding: str) -> str:
    text = payload.decode(encoding, errors="replace")
    if "\x00" in text:
        raise ReadError("This is no text but a binary file: it holds NUL bytes.")
    return text


def detected(payload: bytes, first_bad: int) -> str:
    """The likeliest encoding, told by the part around the first bytes that are not UTF-8.

    Of encodings that fit equally well, that of Western Windows is by far the commonest.
    """
    start = max(0, first_bad - SAMPLE_BYTES // 2)
    matches = charset_normalizer.from_bytes(payload[start : start + SAMPLE_BYTES])
    best = matches.best()
    if best is None:
        raise ReadError("This is no text in any known encoding. Save the page as UTF-8 text.")
    equals = [match for match in matches if match.chaos <= best.chaos]
    western = any(WESTERN in match.could_be_from_charset for match in equals)
    return WESTERN if western else best.encoding

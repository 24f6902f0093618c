"""Bytes of a text → the text, in any encoding; and plain words for what is none."""

from __future__ import annotations

import re
from typing import IO

import charset_normalizer

from .base import ReadError

CHUNK_BYTES = 1_000_000
# Each line takes memory of its own: a file of nothing but line ends would take gigabytes.
MAX_LINES = 2_000_000
PICTURE = "a picture: save the page itself, as text or HTML"
# The first bytes of files that are often taken for text dumps.
KINDS = {
    b"\x1f\x8b": "a gzip file: unpack it first",
    b"PK\x03\x04": "a zip file: unpack it first",
    b"%PDF": "a PDF file: save the page as text first",
    b"\x89PNG": PICTURE,
    b"\xff\xd8\xff": PICTURE,
    b"GIF8": PICTURE,
}
BYTE_ORDER_MARKS = {
    b"\xff\xfe\x00\x00": "utf-32",
    b"\x00\x00\xfe\xff": "utf-32",
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
# Enough of a file to tell its encoding by; detection looks at every byte that it is given.
SAMPLE_BYTES = 200_000
WESTERN = "cp1252"
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
BINARY = (
    "This is no text but a binary file: it holds NUL bytes. Save the page as text or HTML first."
)
DAMAGED = "This is no text; it looks like a damaged {kind} file. Was it transferred in full?"
# What stands somewhere in archives, also in those that have lost their beginning.
IN_ARCHIVES = {b"PK\x01\x02": "zip", b"PK\x03\x04": "zip", b"\x00ustar": "tar"}


def read_up_to(file: IO[bytes], limit: int) -> bytes:
    """The bytes of a file; of one that is larger than the limit, somewhat more than that."""
    chunks: list[bytes] = []
    size = 0
    while size <= limit and (chunk := file.read(CHUNK_BYTES)):
        chunks.append(chunk)
        size += len(chunk)
    return b"".join(chunks)


def too_many_lines() -> str:
    return f"It has over {MAX_LINES:,} lines. If it holds several pages, split it."


def too_large(max_bytes: int) -> str:
    """What to do about a page of more than so many bytes."""
    return (
        f"The file is too large; a live page has no more than {in_megabytes(max_bytes)}. "
        "If it holds several pages, split it; if it is one page after all, raise IMPORT_MAX_BYTES."
    )


def in_megabytes(size: int) -> str:
    return f"{size / 1e6:,.0f} MB" if size >= 1e6 else f"{size:,} bytes"


def decode(payload: bytes) -> tuple[str, str, tuple[str, ...]]:
    """The text of the bytes, the encoding they are in, and notes where that is in doubt.

    Raises ReadError where they are no text.
    """
    for magic, kind in KINDS.items():
        if payload.startswith(magic):
            raise ReadError(f"This is no text but {kind}.")
    encoding = certain_encoding(payload)
    if encoding is None and b"\x00" in payload:
        raise ReadError(no_text(payload))
    text, encoding, notes = decode_as(payload, encoding)
    if "\x00" in text:
        raise ReadError(BINARY)
    return text, encoding, notes


def no_text(payload: bytes) -> str:
    """What to do about bytes that are no text."""
    kind = next((kind for magic, kind in IN_ARCHIVES.items() if magic in payload), None)
    return DAMAGED.format(kind=kind) if kind else BINARY


def decode_as(
    payload: bytes, certain: str | None = None, named: str | None = None
) -> tuple[str, str, tuple[str, ...]]:
    """The text of the bytes in the encoding that is certain, else in UTF-8 as far as that fits.

    Where it does not fit, in the encoding that the page has `named`, else in the likeliest.
    """
    encoding = certain
    text, broken = decoded(payload, encoding or "utf-8")
    notes: list[str] = []
    # Letters in UTF-8 hardly come about by chance: beside them, the rest is damage.
    if broken and not encoding and broken > 2 * sum(c > "\x7f" and c != "\ufffd" for c in text):
        encoding = named or detected(payload)
        text, broken = decoded(payload, encoding)
        if not named:
            notes += [f"The file is not in UTF-8; read as {encoding}. Check letters with accents."]
    if broken:
        notes += [f"Damaged places, shown as “\ufffd”: {broken:,}. Was the file saved in full?"]
    return text, encoding or "utf-8", tuple(notes)


def certain_encoding(payload: bytes) -> str | None:
    """The encoding that a byte order mark tells, or that only UTF-16 leaves NULs for."""
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if payload.startswith(mark):
            return encoding
    start = payload[:SAMPLE_BYTES]
    even, odd = start[::2].count(0), start[1::2].count(0)
    for encoding, here, there in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        # More than half of the letters are of the Latin alphabet, hardly one has such a number.
        latin = here * 4 > len(start) and there * 100 < here
        if latin and not CONTROL.search(start.decode(encoding, errors="replace")):
            return encoding
    return None


def decoded(payload: bytes, encoding: str) -> tuple[str, int]:
    """The text, and the number of places that were no bytes of that encoding."""
    try:
        return payload.decode(encoding), 0
    except UnicodeDecodeError:
        text = payload.decode(encoding, errors="replace")
        return text, text.count("\ufffd")


def detected(payload: bytes) -> str:
    """The likeliest encoding, told by the part around the first byte beyond ASCII.

    Of encodings that fit equally well, that of Western Windows is by far the commonest.
    """
    start = max(0, first_beyond_ascii(payload) - SAMPLE_BYTES // 2)
    matches = charset_normalizer.from_bytes(payload[start : start + SAMPLE_BYTES])
    best = matches.best()
    if best is None:
        raise ReadError("This is no text in any known encoding. Save the page as UTF-8 text.")
    equals = [match for match in matches if match.chaos <= best.chaos]
    western = any(WESTERN in match.could_be_from_charset for match in equals)
    return WESTERN if western else best.encoding


def first_beyond_ascii(payload: bytes) -> int:
    found = re.search(rb"[\x80-\xff]", payload)
    return found.start() if found else 0

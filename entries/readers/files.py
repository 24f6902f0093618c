"""A file of any kind → its pages, one after the other: the one way in for imports.

What a file is, its content tells. Containers are opened, one in another if need be, within limits
on the size of a page, on nesting and on how much a file may unpack to.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BufferedReader, BytesIO
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO

from .archives import Member, tar_members, zip_members
from .base import Hints, LimitError, Limits, PassedOver, Piece, ReadError, printable
from .dump import Dump, spooled
from .gzipped import BROKEN_GZIP, Damaged, Gunzip
from .kinds import PEEKED, Kind, kind_of, peeked, unopened
from .sidefile import read_side_file
from .text import read_up_to, too_large
from .warc import read_warc

STANDARD_INPUT = "standard input"
CHANGED = "Somebody wrote to it while it was read. Import it again once it is complete."
DEFAULT = Limits()
Delivered = BufferedReader | BytesIO | SpooledTemporaryFile[bytes]
NO_PAGES = "It holds no pages. Are its files of other kinds, or hidden?"


def read_dump(
    path: Path, limits: Limits = DEFAULT, reached: Callable[[int], None] = lambda offset: None
) -> Iterator[Piece]:
    """The pages of a file, and the parts of it that could not be read, in the file's order.

    The same file always gives the same pages at the same positions. Memory stays flat, whatever
    its size. `reached` hears after each page how many bytes of the file are read by then. Raises
    ReadError, with a sentence that says what to do, where nothing can be read.
    """
    with opening(), opened(path) as file:
        hints = read_side_file(path)
        if path.is_file():
            before = stamp_of(file)
            for piece in read_delivered(file, path.name, hints, limits):
                if stamp_of(file) != before:
                    raise ReadError(CHANGED)
                reached(file.tell())
                yield piece
            return
        with spooled(file, limits) as kept:  # a pipe or a device, which may have no end
            yield from read_delivered(kept, path.name, hints, limits)


def stamp_of(file: IO[bytes]) -> tuple[int, int]:
    """What differs once somebody has written to a file: its size, and when that was."""
    told = os.fstat(file.fileno())
    return told.st_size, told.st_mtime_ns


def read_stdin(limits: Limits = DEFAULT) -> Iterator[Piece]:
    """The pages that another program hands over, as `read_dump` gives them."""
    if sys.stdin is None:
        raise ReadError("Nothing stands behind it. Name a file, or send one with “<”.")
    with opening(), spooled(sys.stdin.buffer, limits) as file:
        yield from read_delivered(file, STANDARD_INPUT, Hints(), limits)


@contextmanager
def opening() -> Iterator[None]:
    """Says in plain words why a file cannot be read."""
    try:
        yield
    except FileNotFoundError as error:
        raise ReadError("There is no such file. Check the path.") from error
    except IsADirectoryError as error:
        raise ReadError("This is a folder; name a file.") from error
    except PermissionError as error:
        raise ReadError("No permission to read it. Give yourself read access.") from error
    except OSError as error:
        raise ReadError(f"It cannot be read: {error.strerror or error}.") from error


def opened(path: Path) -> BufferedReader:
    try:
        return path.open("rb")
    except ValueError as error:  # the name holds what no name may
        raise ReadError(f"It cannot be read: {error}.") from error


def read_delivered(file: Delivered, name: str, hints: Hints, limits: Limits) -> Iterator[Piece]:
    """The pages of an open file that can be sought in. Raises ReadError as `read_dump` does."""
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    dump = Dump(printable(name), digest, file.seek(0, os.SEEK_END), limits)
    found = 0
    try:
        for piece in pieces_of(file, dump, "", hints, 0):
            found += 1
            yield piece
    except ReadError as error:
        if not found:
            raise
        yield dump.unread(str(error), "")
    if dump.passed_over:
        yield PassedOver(dump.passed_over)
    elif not found:
        raise ReadError(NO_PAGES)


def pieces_of(file: IO[bytes], dump: Dump, name: str, hints: Hints, depth: int) -> Iterator[Piece]:
    """The pages in a file that stands inside so many containers. Raises ReadError."""
    file.seek(0)
    start = file.read(PEEKED)
    kind = kind_of(start)
    if reason := unopened(start):
        raise ReadError(reason)
    if kind is Kind.WARC or (kind is Kind.GZIP and kind_of(peeked(start)) is Kind.WARC):
        yield from read_warc(file, dump, name, hints, packed=kind is Kind.GZIP)
    elif kind is Kind.PAGE:
        file.seek(0)
        payload = read_up_to(file, dump.limits.page_bytes)
        if len(payload) > dump.limits.page_bytes:
            raise ReadError(too_large(dump.limits.page_bytes))
        yield dump.capture(payload, name, hints)
    else:
        dump.check_depth(kind, depth)
        for member in OPENERS[kind](file, dump):
            yield from pieces_in(member, dump, name, hints, depth)


def pieces_in(member: Member, dump: Dump, outer: str, hints: Hints, depth: int) -> Iterator[Piece]:
    """The pages in a file of a container, or the reason why there are none."""
    name = "/".join(filter(None, (outer, member.name)))
    if member.file is None:
        yield dump.unread(member.reason, name)
        return
    try:
        yield from pieces_of(member.file, dump, name, member.hints.over(hints), depth + 1)
    except LimitError:
        raise
    except ReadError as error:
        if not name:
            raise
        yield dump.unread(str(error), name)


def gzip_members(file: IO[bytes], dump: Dump) -> Iterator[Member]:
    """The one file in a gzip file, under the same name."""
    try:
        with spooled(Gunzip(file, 0, dump.spend), dump.limits) as unpacked:
            yield Member("", file=unpacked)
    except Damaged as error:
        raise ReadError(BROKEN_GZIP.format(error=error)) from error


OPENERS: dict[Kind, Callable[[IO[bytes], Dump], Iterator[Member]]] = {
    Kind.GZIP: gzip_members,
    Kind.ZIP: zip_members,
    Kind.TAR: tar_members,
}

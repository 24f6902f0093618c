"""A WARC file, packed or not → its records, one after the other, past those that are broken."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Protocol

from warcio.statusandheaders import (
    StatusAndHeaders,
    StatusAndHeadersParser,
    StatusAndHeadersParserException,
)

from .digests import fits
from .gzipped import BROKEN_GZIP, Damaged, Gunzip
from .kinds import peeked

PARSER = StatusAndHeadersParser(["WARC/1.1", "WARC/1.0"], verify=False)
VERSION = re.compile(rb"WARC/\d\.\d+\s*$")
NEXT_RECORD = re.compile(rb"WARC/\d\.\d+\r?\n(?:WARC-|Content-)", re.IGNORECASE)
NEXT_MEMBER = re.compile(rb"\x1f\x8b\x08")
LONGEST_MATCH = 32
PROBE_BYTES = 16_384
MOST_TWICE = 100_000_000
MOST_BROKEN = 1000
LONGEST_LINE, LONGEST_HEAD = 65_536, 1_000_000
CHUNK_BYTES = 1_000_000
# The types that hold what was found at an address; the others tell of the crawl.
HOLDING = ("response", "resource", "revisit", "conversion")
CUT = "The file ends in the middle of this record. Was it transferred in full?"
NO_HEAD = "A record's heading is damaged."
NO_LENGTH = "A record does not say how long it is."
WRONG_LENGTH = "A record is longer or shorter than it says."
TOO_LARGE = "The record has {size:,} bytes, more than a page may have. Raise IMPORT_MAX_BYTES."
GIVEN_UP = "The file is damaged in so many places that the rest of it was left."


def told(damage: Damaged) -> str:
    """A sentence on some damage; of packed bytes, gzip has only told what is wrong."""
    said = str(damage)
    return said if said.endswith((".", "?")) else BROKEN_GZIP.format(error=said)


class Stream(Protocol):
    """The bytes of a WARC file, unpacked."""

    def read(self, size: int, /) -> bytes: ...
    def readline(self, limit: int, /) -> bytes: ...
    def peek(self) -> bytes: ...
    @property
    def mark(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Record:
    """A record: its headers, its bytes, and the place to read it at again, if there is one.

    `block` is empty for a type that holds no page, and only its start where `fault` says that it
    is too large.
    """

    headers: StatusAndHeaders
    block: bytes
    mark: int | None
    fault: str = ""

    @property
    def type(self) -> str:
        return self.get("WARC-Type").lower()

    def get(self, name: str) -> str:
        return str(self.headers.get_header(name) or "").strip()


@dataclass(frozen=True, slots=True)
class Broken:
    """A place where a record should be; `reason` says what is wrong with it."""

    reason: str


class Plain:
    """The bytes of a file from a place on, which may be read elsewhere in between."""

    def __init__(self, file: IO[bytes], start: int) -> None:
        self.file = file
        self.at = start

    @property
    def mark(self) -> int:
        return self.at

    def read(self, size: int) -> bytes:
        self.file.seek(self.at)
        found = self.file.read(size)
        self.at += len(found)
        return found

    def readline(self, limit: int) -> bytes:
        self.file.seek(self.at)
        found = self.file.readline(limit)
        self.at += len(found)
        return found

    def peek(self) -> bytes:
        self.file.seek(self.at)
        return self.file.read(16)


class Packed(Gunzip):
    """The same of a gzip file."""

    @property
    def mark(self) -> int | None:
        """Where the next record may be read again: where a member of its own begins."""
        return self.member if self.opens_member else None


class Records:
    """The records of a WARC file, from its start on.

    `most` is how many bytes a record may have whose bytes are kept; `spend` is told how many were
    unpacked.
    """

    def __init__(
        self, file: IO[bytes], packed: bool, most: int, spend: Callable[[int], None]
    ) -> None:
        self.file = file
        self.packed = packed
        self.most = most
        self.spend = spend
        self.size = file.seek(0, os.SEEK_END)
        self.read_twice = 0  # bytes, in search of the next record
        self.sound = self.broken = 0  # records so far

    def __iter__(self) -> Iterator[Record | Broken]:
        stream: Stream | None = self.stream_at(0)
        while stream is not None:
            start: int | None = None
            try:
                if not skip_blank(stream):
                    return
                start = stream.mark
                record, damage = self.read_record(stream, start)
                yield record
                self.sound += 1
            except Damaged as error:
                damage = error
            if damage:
                self.broken += 1
                yield Broken(told(damage))
                stream = self.next_record(stream, start)
            if self.is_hopeless:
                yield Broken(GIVEN_UP)
                return

    @property
    def is_hopeless(self) -> bool:
        """Whether the file is more damage than records, or takes too long to go through."""
        too_many = self.broken > max(MOST_BROKEN, self.sound)
        return too_many or self.read_twice > 2 * self.size + MOST_TWICE

    def stream_at(self, place: int) -> Stream:
        return Packed(self.file, place, self.spend) if self.packed else Plain(self.file, place)

    def at(self, mark: int) -> Record:
        """The record at a place once more. Raises Damaged."""
        return self.read_record(self.stream_at(mark), mark)[0]

    def read_record(self, stream: Stream, mark: int | None) -> tuple[Record, Damaged | None]:
        """The record that begins here, and what is wrong right behind it.

        Raises Damaged where that is wrong with the record itself, as far as its digest tells.
        """
        headers = read_head(stream)
        size = length_of(headers)
        if not self.packed and mark is not None and size > self.size - mark:
            raise Damaged(CUT)
        record, found = self.read_block(stream, headers, size, mark)
        if found < size:
            raise Damaged(CUT)
        damage = damage_behind(stream)
        if damage:
            self.read_twice += size
            if not fits(record.get("WARC-Block-Digest"), record.block):
                raise damage
        return record, damage

    def read_block(
        self, stream: Stream, headers: StatusAndHeaders, size: int, mark: int | None
    ) -> tuple[Record, int]:
        """A record with its bytes, if they may be those of a page, and how many there were."""
        record = Record(headers, b"", mark)
        if record.type not in HOLDING:
            return record, skip(stream, size)
        if size > self.most:
            start = stream.read(min(size, PROBE_BYTES))
            fault = TOO_LARGE.format(size=size)
            return Record(headers, start, mark, fault), len(start) + skip(stream, size - len(start))
        block = stream.read(size)
        return Record(headers, block, mark), len(block)

    def next_record(self, stream: Stream, start: int | None) -> Stream | None:
        """Where the first record begins after a damaged place; None where none does."""
        if not self.packed:
            place = self.find(NEXT_RECORD, (start or 0) + 1, is_record=lambda place: True)
            return None if place is None else self.stream_at(place)
        assert isinstance(stream, Packed)  # as the file is
        if start is not None:
            stream = Packed(self.file, start, self.spend)
        found = self.scanned(stream)
        if found is None:
            place = self.find(NEXT_MEMBER, stream.member + 1, self.opens_record)
            found = None if place is None else self.stream_at(place)
        return found

    def scanned(self, stream: Packed) -> Stream | None:
        """The stream at the next line that begins a record, behind the one that it stands at.

        None where the packed bytes end or are damaged before there is one.
        """
        try:
            stream.readline(LONGEST_LINE)
            while stream.peek():
                mark = stream.mark
                line = stream.readline(LONGEST_LINE)
                if VERSION.match(line):
                    stream.unread(line)
                    return stream if mark is None else self.stream_at(mark)
        except Damaged:
            pass
        return None

    def find(
        self, pattern: re.Pattern[bytes], start: int, is_record: Callable[[int], bool]
    ) -> int | None:
        """The first place from `start` on where the pattern stands and a record begins."""
        place, before = start, b""
        while True:
            self.file.seek(place)
            chunk = self.file.read(CHUNK_BYTES)
            self.read_twice += len(chunk)
            window = before + chunk
            for match in pattern.finditer(window):
                found = place - len(before) + match.start()
                if is_record(found):
                    return found
            if not chunk:
                return None
            place += len(chunk)
            before = window[-LONGEST_MATCH:]

    def opens_record(self, place: int) -> bool:
        """Whether a packed part begins at a place, and a record in it."""
        self.file.seek(place)
        return peeked(self.file.read(PROBE_BYTES), PROBE_BYTES).startswith(b"WARC/")


def length_of(headers: StatusAndHeaders) -> int:
    """How many bytes a record has. Raises Damaged where it does not say."""
    length = str(headers.get_header("Content-Length") or "").strip()
    if not (length.isascii() and length.isdecimal() and len(length) < 16):
        raise Damaged(NO_LENGTH)
    return int(length)


def read_head(stream: Stream) -> StatusAndHeaders:
    """A record's headers. Raises Damaged where there are none, or no end of them."""
    lines = [stream.readline(LONGEST_LINE)]
    if not VERSION.match(lines[0]):
        raise Damaged(NO_HEAD)
    size = 0
    while lines[-1].strip():
        lines.append(stream.readline(LONGEST_LINE))
        size += len(lines[-1])
        if size > LONGEST_HEAD or not lines[-1].endswith(b"\n"):
            raise Damaged(NO_HEAD if lines[-1] else CUT)
    try:
        return PARSER.parse(BytesIO(b"".join(lines)))
    except (StatusAndHeadersParserException, EOFError, ValueError) as error:
        raise Damaged(NO_HEAD) from error


def skip_blank(stream: Stream) -> bool:
    """Pass over the line ends between two records; False at the end of the file."""
    while begun := stream.peek():
        blank = len(begun) - len(begun.lstrip(b"\r\n"))
        if not blank:
            return True
        stream.read(blank)
    return False


def skip(stream: Stream, size: int) -> int:
    """Read so many bytes and keep none; fewer only at the end."""
    left = size
    while left and (chunk := stream.read(min(left, CHUNK_BYTES))):
        left -= len(chunk)
    return size - left


def damage_behind(stream: Stream) -> Damaged | None:
    """What is wrong behind a record: it must be the next one or the file's end."""
    try:
        begins = not skip_blank(stream) or stream.peek().startswith(b"WARC/")
    except Damaged as error:
        return error
    return None if begins else Damaged(WRONG_LENGTH)

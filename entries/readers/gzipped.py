"""Gzip as a stream of bytes, member by member, that tells where each member begins."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import IO

from .kinds import GZIP_MAGIC

CHUNK_BYTES = 32_768
LOOK_AHEAD = 16
PADDING = b"\x00"
BROKEN_GZIP = "The gzip file is damaged: {error}. Was it transferred in full?"


class Damaged(Exception):
    """The bytes are not what they should be from here on; the message says what is wrong."""


class Gunzip:
    """The unpacked bytes of a gzip file from a place in it on.

    `member` is where the member begins that the next byte is from. `spend` is told how many bytes
    were unpacked. The file may be read elsewhere in between.
    """

    def __init__(self, file: IO[bytes], start: int, spend: Callable[[int], None]) -> None:
        self.file = file
        self.member = start
        self.spend = spend
        self.at = start  # where the next packed bytes stand
        self.packed = b""
        self.inflater = zlib.decompressobj(wbits=31)
        self.begun = False  # whether a byte of this member was unpacked
        self.first = False  # whether the buffer holds the first of them
        self.buffer = b""
        self.used = 0  # of the buffer
        self.ended = False
        self.damage: Damaged | None = None

    def read(self, size: int) -> bytes:
        """So many bytes, fewer only at the end. Raises Damaged."""
        parts: list[bytes] = []
        while size > 0 and self.peek():
            part = self.buffer[self.used : self.used + size]
            self.used += len(part)
            size -= len(part)
            parts.append(part)
        return b"".join(parts)

    def readline(self, limit: int) -> bytes:
        """The next line with its end, at most so many bytes of it. Raises Damaged."""
        parts: list[bytes] = []
        while limit > 0 and self.peek():
            end = self.buffer.find(b"\n", self.used, self.used + limit) + 1
            part = self.buffer[self.used : end or self.used + limit]
            self.used += len(part)
            limit -= len(part)
            parts.append(part)
            if end:
                break
        return b"".join(parts)

    def unread(self, line: bytes) -> None:
        """Put back what was read last."""
        self.buffer, self.used, self.first = line + self.buffer[self.used :], 0, False

    @property
    def available(self) -> int:
        return len(self.buffer) - self.used

    def peek(self) -> bytes:
        """Some of the next bytes, all of one member; none at the end. Raises Damaged."""
        while self.available < LOOK_AHEAD and not self.ended:
            if self.available and self.inflater.eof:
                break
            try:
                self.fill()
            except Damaged as error:
                self.ended, self.damage = True, error
        if self.damage and not self.available:
            raise self.damage
        return self.buffer[self.used : self.used + LOOK_AHEAD]

    @property
    def opens_member(self) -> bool:
        """Whether the next byte is the first of its member, once `peek` has looked at it."""
        return self.used == 0 and self.first

    def fill(self) -> None:
        """Unpack some more. Raises Damaged where that cannot be done."""
        if self.inflater.eof:
            self.next_member()
            if self.ended:
                return
        self.packed = self.packed or self.more()
        if not self.packed:
            raise Damaged("it ends in the middle of a packed part")
        try:
            new = self.inflater.decompress(self.packed, CHUNK_BYTES)
        except zlib.error as error:
            raise Damaged("a packed part is damaged") from error
        self.spend(len(new))
        self.packed = self.inflater.unconsumed_tail
        self.first = self.used == 0 and (self.first or not self.begun)
        self.begun = self.begun or bool(new)
        self.buffer = self.buffer[self.used :] + new
        self.used = 0

    def more(self) -> bytes:
        self.file.seek(self.at)
        packed = self.file.read(CHUNK_BYTES)
        self.at += len(packed)
        return packed

    def next_member(self) -> None:
        """Begin the member behind the one that has ended; padding of zeros may part them."""
        rest = self.inflater.unused_data.lstrip(PADDING)
        while len(rest) < len(GZIP_MAGIC) and (more := self.more()):
            rest = (rest + more).lstrip(PADDING)
        self.buffer, self.used, self.first = b"", 0, False
        self.ended = not rest
        if not rest.startswith(GZIP_MAGIC) and rest:
            raise Damaged("something that is not packed follows a packed part")
        self.member = self.at - len(rest)
        self.packed = rest
        self.inflater = zlib.decompressobj(wbits=31)
        self.begun = False

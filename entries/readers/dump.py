"""A delivered file while it is read: what its pages have in common, and how much is used up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import Protocol

from .base import Hints, LimitError, Limits, RawCapture, ReadError, Unread, printable
from .kinds import Kind, kind_of
from .pages import read_page
from .text import CHUNK_BYTES, in_megabytes, too_large

IN_MEMORY = 4_000_000  # bytes of an unpacked file before it goes to the disk
BOMB = (
    "It unpacks to more than {times:,} times its size, over {bytes}. If it is no trap, raise "
    "IMPORT_MAX_EXPANSION."
)
TOO_DEEP = (
    "It is a {kind} file inside {count} others. Unpack it first, or raise IMPORT_MAX_NESTING if "
    "such files are meant."
)


class Readable(Protocol):
    """Anything to read bytes from."""

    def read(self, size: int, /) -> bytes: ...


@dataclass
class Dump:
    """The delivered file: its name, digest and size, the limits, and the count of its pages."""

    name: str
    sha256: str
    size: int
    limits: Limits
    position: int = 0
    unpacked: int = 0
    passed_over: int = 0

    def next_position(self) -> int:
        self.position += 1
        return self.position - 1

    def spend(self, count: int) -> None:
        """Note so many unpacked bytes. Raises LimitError where it gets out of proportion."""
        self.unpacked += count
        self.check(self.unpacked)

    def check(self, count: int) -> None:
        """Raises LimitError where so many unpacked bytes are out of proportion."""
        most = max(self.limits.page_bytes, self.limits.expansion * self.size)
        if count > most:
            raise LimitError(BOMB.format(times=self.limits.expansion, bytes=in_megabytes(most)))

    def check_depth(self, kind: Kind, depth: int) -> None:
        """Raises ReadError for a container inside too many others."""
        if depth >= self.limits.nesting:
            raise ReadError(TOO_DEEP.format(kind=kind.value, count=depth))

    def unread(self, reason: str, name: str, position: int | None = None) -> Unread:
        """A part that could not be read; it takes a place of its own where it has none."""
        place = self.next_position() if position is None else position
        return Unread(self.name, place, printable(name), reason)

    def capture(
        self,
        payload: bytes,
        name: str = "",
        hints: Hints | None = None,
        media_type: str | None = None,
        charset: str | None = None,
        position: int | None = None,
        notes: tuple[str, ...] = (),
        crawled: bool = False,
    ) -> RawCapture:
        """One page of it. `hints` go before those of the page itself.

        Raises ReadError where it is none.
        """
        content = read_page(payload, media_type, charset=charset)
        return RawCapture(
            dump_name=self.name,
            dump_sha256=self.sha256,
            dump_size=self.size,
            position=self.next_position() if position is None else position,
            payload=payload,
            text=content.text,
            encoding=content.encoding,
            hints=(hints or Hints()).over(content.hints),
            notes=(*notes, *content.notes),
            name=printable(name),
            media_type=content.media_type,
            marks=content.marks,
            posting=content.posting,
            crawled=crawled,
        )


@contextmanager
def spooled(
    source: Readable, limits: Limits, dump: Dump | None = None
) -> Iterator[SpooledTemporaryFile[bytes]]:
    """What can be read from a source, as a file to seek in; it has no name on any disk.

    Counts as unpacked bytes of `dump`, if that is given. Raises ReadError for a page that is
    larger than a page may be, and LimitError for what unpacks out of proportion.
    """
    with SpooledTemporaryFile(IN_MEMORY) as file:
        size, is_page = 0, True
        while chunk := source.read(CHUNK_BYTES):
            if not size:
                is_page = kind_of(chunk) is Kind.PAGE
            size += len(chunk)
            if dump:
                dump.spend(len(chunk))
            if is_page and size > limits.page_bytes:
                raise ReadError(too_large(limits.page_bytes))
            file.write(chunk)
        file.seek(0)
        yield file

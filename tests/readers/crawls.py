"""WARC files for tests: written record by record, and read as an import does."""

from __future__ import annotations

import io
from typing import Any

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from entries.readers.base import Hints, Limits, PassedOver, Piece, RawCapture, Unread
from entries.readers.files import read_delivered

PAGE = "<html><title>Ferry</title><p>The ferry sails. À bientôt.</p></html>".encode()
TEXT = "The ferry sails. À bientôt."
DATE = "2022-03-24T14:00:00Z"
LIMITS = Limits(page_bytes=100_000, nesting=3, expansion=50)


class Writer(WARCWriter):
    """Keeps what it writes in memory: warcio leaves its temporary files open."""

    def _create_temp_file(self):
        return io.BytesIO()


class Crawl:
    """Writes a WARC file record by record."""

    def __init__(self, packed: bool = True) -> None:
        self.file = io.BytesIO()
        self.writer = Writer(self.file, gzip=packed)
        self.starts: list[int] = []

    @property
    def content(self) -> bytes:
        return self.file.getvalue()

    def add(
        self,
        body: bytes = PAGE,
        url: str = "https://lake.example/live",
        kind: str = "response",
        status: str = "200 OK",
        headers: dict[str, str] | None = None,
        warc: dict[str, str] | None = None,
        content_type: str = "text/html; charset=utf-8",
    ) -> str:
        """Add a record and give its id."""
        http = None
        if kind in ("response", "revisit"):
            lines = list({"Content-Type": content_type, **(headers or {})}.items())
            http = StatusAndHeaders(status, lines, protocol="HTTP/1.1")
        record = self.writer.create_warc_record(
            url,
            kind,
            payload=io.BytesIO(body),
            http_headers=http,
            warc_headers_dict={"WARC-Date": DATE, **(warc or {})},
            warc_content_type="" if http else content_type,
        )
        self.starts.append(self.file.tell())
        self.writer.write_record(record)
        return str(record.rec_headers.get_header("WARC-Record-ID"))


def read(content: bytes, limits: Limits = LIMITS) -> list[Piece]:
    """What an import reads of a WARC file. Raises ReadError."""
    return list(read_delivered(io.BytesIO(content), "crawl.warc", Hints(), limits))


def pages(pieces: list[Piece]) -> list[RawCapture]:
    return [piece for piece in pieces if isinstance(piece, RawCapture)]


def reasons(pieces: list[Piece]) -> list[str]:
    return [piece.reason for piece in pieces if isinstance(piece, Unread)]


def passed_over(pieces: list[Piece]) -> int:
    return sum(piece.count for piece in pieces if isinstance(piece, PassedOver))


def one(**record: Any) -> RawCapture:
    """The page in the one record of a crawl."""
    crawl = Crawl()
    crawl.add(**record)
    (page,) = pages(read(crawl.content))
    return page


def chunked(body: bytes, size: int = 7) -> bytes:
    parts = [body[start : start + size] for start in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"

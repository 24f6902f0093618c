"""Pages → the files of a crawl: WARC with what servers sent, WET with the text of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from .markup import live_page, other_page
from .streams import Shot

EVERY_OTHER_PAGE = 3  # so many live pages, then a page that is none
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(2_000)


@contextmanager
def writer_of(path: Path) -> Iterator[WARCWriter]:
    """Writes records to a file, each gzipped by itself."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        made = {"software": "made-up pages", "format": "WARC File Format 1.0"}
        writer.write_record(writer.create_warcinfo_record(path.name, made))
        yield writer


def write_warc(path: Path, shots: Iterable[Shot]) -> int:
    """The live pages, and between them pages that are none; the number of these is returned."""
    others = 0
    with writer_of(path) as writer:
        for number, shot in enumerate(shots, 1):
            respond(writer, shot.stream.url, "text/html; charset=utf-8", shot, live_page(shot))
            if number % EVERY_OTHER_PAGE == 0:
                others += 1
                url = f"{shot.stream.url}/article"
                respond(writer, url, "text/html; charset=utf-8", shot, other_page(shot))
                respond(writer, f"{url}.png", "image/png", shot, PICTURE)
    return others


def respond(writer: WARCWriter, url: str, kind: str, shot: Shot, body: str | bytes) -> None:
    payload = body.encode() if isinstance(body, str) else body
    headers = [("Content-Type", kind), ("Content-Length", str(len(payload)))]
    record = writer.create_warc_record(
        url,
        "response",
        payload=BytesIO(payload),
        length=len(payload),
        http_headers=StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1"),
        warc_headers_dict={"WARC-Date": warc_date(shot)},
    )
    writer.write_record(record)


def write_wet(path: Path, pages: Iterable[tuple[Shot, str]]) -> None:
    """The texts of the pages."""
    with writer_of(path) as writer:
        for shot, text in pages:
            payload = text.encode()
            record = writer.create_warc_record(
                shot.stream.url,
                "conversion",
                payload=BytesIO(payload),
                length=len(payload),
                warc_content_type="text/plain",
                warc_headers_dict={"WARC-Date": warc_date(shot)},
            )
            writer.write_record(record)


def warc_date(shot: Shot) -> str:
    return f"{shot.captured_at.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"

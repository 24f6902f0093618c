"""An HTTP answer as a crawl keeps it → its status, its kind and its body, with nothing round it."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from warcio.bufferedreaders import ChunkedDataReader
from warcio.statusandheaders import StatusAndHeadersParser, StatusAndHeadersParserException

from .base import ReadError
from .kinds import GZIP_MAGIC
from .text import too_large

PARSER = StatusAndHeadersParser(["HTTP/1.0", "HTTP/1.1", "HTTP/2"], verify=False)
CHUNK_BYTES = 65_536
PLAIN = ("", "identity", "none", "utf-8")
UNKNOWN = "The server packed it as “{name}”, which is not opened here."
DAMAGED = "Its packed body is damaged; what could be unpacked of it was read."


@dataclass(frozen=True, slots=True)
class HttpMessage:
    """An answer's status, headers and body as it was sent."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        """Such as "text/html", in small letters; empty where the server named none."""
        return self.headers.get("content-type", "").split(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The encoding that the server named."""
        for part in self.headers.get("content-type", "").split(";")[1:]:
            name, _, value = part.partition("=")
            if name.strip().lower() == "charset":
                return value.strip(" \"'")
        return None


def read_http(block: bytes) -> HttpMessage:
    """Take an answer apart. Raises ReadError where it is none."""
    stream = BytesIO(block)
    try:
        head = PARSER.parse(stream)
        status = int(head.get_statuscode() or 0)
    except (StatusAndHeadersParserException, EOFError, ValueError, IndexError) as error:
        raise ReadError("It holds no answer of a web server.") from error
    headers: dict[str, str] = {}
    for name, value in head.headers:
        headers.setdefault(name.lower(), value)
    return HttpMessage(status, headers, stream.read())


def bodies(message: HttpMessage, limit: int) -> Iterator[bytes]:
    """The body as it was sent, then without its parts, then unpacked: each a digest may be of.

    Raises ReadError where it is packed in an unknown way, LimitError's plain words where it is
    larger than a page may be.
    """
    body = message.body
    yield body
    if "chunked" in message.headers.get("transfer-encoding", "").lower():
        body = ChunkedDataReader(BytesIO(body)).read()
        yield body
    for name in reversed(message.headers.get("content-encoding", "").lower().split(",")):
        if name.strip() not in PLAIN:
            body = unpacked(body, name.strip(), limit)
            yield body
    if len(body) > limit:
        raise ReadError(too_large(None, limit))


def unpacked(body: bytes, name: str, limit: int) -> bytes:
    """The body without its packing; as it is where the crawler has unpacked it already."""
    if name in ("gzip", "x-gzip"):
        return inflated(body, 31, limit) if body.startswith(GZIP_MAGIC) else body
    if name == "deflate":
        zlib_head = len(body) > 1 and body[0] & 0x0F == 8 and (body[0] * 256 + body[1]) % 31 == 0
        return inflated(body, 15 if zlib_head else -15, limit)
    raise ReadError(UNKNOWN.format(name=name))


def inflated(body: bytes, window: int, limit: int) -> bytes:
    """What the body unpacks to; of one that is damaged or cut off, what can be had."""
    inflater = zlib.decompressobj(wbits=window)
    try:
        found = inflater.decompress(body, limit + 1)
    except zlib.error:
        found = part_of(body, window, limit)
        if not found:
            return body
    if len(found) > limit:
        raise ReadError(too_large(None, limit))
    return found


def part_of(body: bytes, window: int, limit: int) -> bytes:
    """The start of a damaged body, as far as it unpacks."""
    inflater = zlib.decompressobj(wbits=window)
    parts: list[bytes] = []
    size = 0
    try:
        for start in range(0, len(body), CHUNK_BYTES):
            parts.append(inflater.decompress(body[start : start + CHUNK_BYTES], limit + 1 - size))
            size += len(parts[-1])
    except zlib.error:
        pass
    return b"".join(parts)

"""An HTTP answer as a crawl keeps it → its status, its kind and its body, with nothing round it."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from io import BytesIO

import brotli
from warcio.bufferedreaders import ChunkedDataReader
from warcio.statusandheaders import StatusAndHeadersParser, StatusAndHeadersParserException

from .base import ReadError, printable
from .kinds import GZIP_MAGIC
from .text import too_large

PARSER = StatusAndHeadersParser(["HTTP/1.0", "HTTP/1.1", "HTTP/2"], verify=False)
CHUNK_BYTES = 65_536
PLAIN = ("", "identity", "none", "utf-8")
UNKNOWN = "The server packed it as “{name}”, which is not opened here."
DAMAGED = "The page was packed and is damaged or cut off: what could be unpacked of it was read."


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


def body_forms(message: HttpMessage, limit: int) -> tuple[list[bytes], tuple[str, ...]]:
    """The body as it was sent, then without its parts, then unpacked; and notes on damage.

    The last is the page; a digest may be that of any. Raises ReadError where the body is packed in
    an unknown way or larger than a page may be.
    """
    forms, sound = [message.body], True
    if "chunked" in message.headers.get("transfer-encoding", "").lower():
        forms.append(ChunkedDataReader(BytesIO(message.body)).read())
    for name in reversed(message.headers.get("content-encoding", "").lower().split(",")):
        if name.strip() not in PLAIN:
            body, whole = unpacked(forms[-1], name.strip(), limit + 1)
            forms.append(body)
            sound = sound and whole
    if len(forms[-1]) > limit:
        raise ReadError(too_large(limit))
    return forms, () if sound else (DAMAGED,)


def unpacked(body: bytes, name: str, most: int) -> tuple[bytes, bool]:
    """At least so many bytes of what a body unpacks to, or all of it; and whether that is sound.

    A body that the crawler has unpacked already is given back as it is.
    """
    match name:
        case "gzip" | "x-gzip":
            return inflated(body, 31, most) if body.startswith(GZIP_MAGIC) else (body, True)
        case "deflate":
            return inflated(body, 15 if has_zlib_head(body) else -15, most)
        case "br":
            return unpacked_brotli(body, most)
        case _:
            raise ReadError(UNKNOWN.format(name=printable(name)[:40]))


def has_zlib_head(body: bytes) -> bool:
    return len(body) > 1 and body[0] & 0x0F == 8 and (body[0] * 256 + body[1]) % 31 == 0


def inflated(body: bytes, window: int, most: int) -> tuple[bytes, bool]:
    inflater = zlib.decompressobj(wbits=window)
    parts: list[bytes] = []
    size = 0
    try:
        for start in range(0, len(body), CHUNK_BYTES):
            parts.append(inflater.decompress(body[start : start + CHUNK_BYTES], most - size))
            size += len(parts[-1])
            if size >= most:
                break
    except zlib.error:
        if not size:
            return body, is_text(body)
    return b"".join(parts), inflater.eof or size >= most


def unpacked_brotli(body: bytes, most: int) -> tuple[bytes, bool]:
    reader = brotli.Decompressor()
    try:
        found = reader.process(body, output_buffer_limit=most)
    except brotli.error:
        return body, is_text(body)
    return found, reader.is_finished() or len(found) >= most


def is_text(body: bytes) -> bool:
    """Whether bytes that do not unpack may be a page as it is."""
    return b"\x00" not in body and body.lstrip()[:1] in (b"<", b"{", b"[")

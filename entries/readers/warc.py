"""WARC and WET files → the pages that a crawl found, as a stream.

A record's date is when the page was captured; it never says when anything on it was published.
What a crawl finds beside pages is counted and left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import IO
from urllib.parse import urlsplit

from .base import Hints, LimitError, Piece, RawCapture, ReadError, printable
from .digests import can_be_checked, fits
from .dump import Dump
from .gzipped import Damaged
from .http_message import HttpMessage, body_forms, read_http
from .lenient_json import UPDATES
from .pages import HTML, JSON, KINDS, sniffed
from .sidefile import LONGEST_ADDRESS, an_instant, is_address
from .warc_records import Broken, Record, Records

HEADERS_BYTES = 1_000_000  # what an answer may have beside its body
# How many pages are remembered for records that only say “as before”: some 60 MB at most.
MOST_REMEMBERED = 100_000
WRONG_DIGEST = "Its digest does not fit its bytes: the copy is damaged."
UNCHECKED = "Its digest is of a kind that cannot be checked here: {digest:.40}"
NO_TYPE = "Its heading names no type: the record is damaged."
OTHER_DIGEST = "Its payload has another digest than the record says."
TRUNCATED = "The crawler cut the page off ({reason})."
IN_PARTS = "The page lies in several records, which are not put together here."
NOT_HERE = "It says that the page was as before, and the record it means is not in this file."
SCHEMES = ("http", "https", "file")
# Addresses that a crawl asks for beside pages.
NO_PAGES = (
    *(".css", ".js", ".json", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".ico", ".woff"),
    *(".woff2", ".ttf", ".mp4", ".m3u8", ".ts", ".mp3", ".pdf", "/robots.txt"),
)

COUNTED = ("response", "resource", "conversion", "revisit")


class NoPage(Exception):
    """A record holds something that is rightly no page."""


def read_warc(
    file: IO[bytes], dump: Dump, name: str, hints: Hints, packed: bool
) -> Iterator[Piece]:
    """The pages of a WARC or WET file, and the records that could not be read.

    `hints` go before what the records say. Every record has a position, pages or not.
    """
    most = dump.limits.page_bytes + HEADERS_BYTES
    records = Records(file, packed, most, dump.spend)
    crawl = Crawl(records, dump, name, hints)
    for record in records:
        position = dump.next_position()
        if isinstance(record, Broken):
            yield dump.unread(record.reason, name, position)
            continue
        try:
            yield crawl.page(record, position)
        except NoPage:
            dump.passed_over += record.type in COUNTED
        except LimitError:
            raise
        except ReadError as error:
            yield dump.unread(str(error), crawl.name_of(record), position)


class Crawl:
    """The pages of one WARC file, remembered by what later records may call them."""

    def __init__(self, records: Records, dump: Dump, name: str, hints: Hints) -> None:
        self.records = records
        self.dump = dump
        self.name = name
        self.hints = hints
        self.marks: dict[str, int] = {}

    def page(self, record: Record, position: int) -> RawCapture:
        """The page in a record. Raises NoPage where there is none, ReadError where it is broken."""
        if not record.type:
            raise ReadError(NO_TYPE)
        if record.type not in COUNTED or scheme_of(address_of(record)) not in SCHEMES:
            raise NoPage
        message = self.original(record) if record.type == "revisit" else message_of(record)
        if not 200 <= message.status < 300 or not is_page_type(message):
            raise NoPage
        body, notes = self.body(record, message)
        kind = KINDS.get(message.media_type)
        if kind == JSON and UPDATES.encode() not in body:
            raise NoPage
        try:
            capture = self.dump.capture(
                body,
                self.name_of(record),
                self.hints.over(hints_of(record)),
                media_type=kind or HTML,
                charset=message.charset,
                position=position,
                notes=notes,
                crawled=True,
            )
        except ReadError as error:  # no text, or bytes of another kind than the server said
            raise NoPage from error
        self.remember(record)
        return capture

    def body(self, record: Record, message: HttpMessage) -> tuple[bytes, tuple[str, ...]]:
        """The page's bytes, and notes on them. Raises ReadError where they are damaged."""
        if record.fault or record.get("WARC-Segment-Number"):
            raise ReadError(record.fault or IN_PARTS)
        found, damage = body_forms(message, self.dump.limits.page_bytes)
        notes = [*damage, *digest_notes(record, found)]
        if reason := record.get("WARC-Truncated"):
            notes.append(TRUNCATED.format(reason=printable(reason)[:40]))
        return found[-1], tuple(notes)

    def original(self, record: Record) -> HttpMessage:
        """What a record that says “as before” stands for.

        Raises ReadError where that is not in this file, NoPage where it is surely none.
        """
        names = (name for name in references(record) if name in self.marks)
        if mark := next(names, None):
            try:
                original = self.records.at(self.marks[mark])
            except Damaged as error:
                raise ReadError(NOT_HERE) from error
            self.dump.spend(len(original.block))
            return message_of(original)
        path = urlsplit(address_of(record)).path.lower()
        if path.endswith(NO_PAGES):
            raise NoPage
        if record.block:
            own = message_of(record)
            if own.status not in (200, 304) or (own.media_type and not is_page_type(own)):
                raise NoPage
        raise ReadError(NOT_HERE)

    def remember(self, record: Record) -> None:
        """Keep the place of a page, under the names that later records may give it."""
        if record.mark is None or record.type == "revisit":
            return
        address, date = address_of(record), record.get("WARC-Date")
        for name in (record.get("WARC-Record-ID"), f"{address} {date}", digest_name(record)):
            if name.strip():
                self.marks[name] = record.mark
        while len(self.marks) > 3 * MOST_REMEMBERED:
            del self.marks[next(iter(self.marks))]

    def name_of(self, record: Record) -> str:
        return "/".join(filter(None, (self.name, address_of(record)[:LONGEST_ADDRESS])))


def references(record: Record) -> tuple[str, ...]:
    """The names of the record that this one means, the surest first."""
    at, date = bare(record.get("WARC-Refers-To-Target-URI")), record.get("WARC-Refers-To-Date")
    return (record.get("WARC-Refers-To"), f"{at} {date}", digest_name(record))


def digest_name(record: Record) -> str:
    return record.get("WARC-Payload-Digest")


def address_of(record: Record) -> str:
    return bare(record.get("WARC-Target-URI"))


def bare(address: str) -> str:
    """An address without the brackets that some crawlers set round it."""
    return address.removeprefix("<").removesuffix(">").replace(" ", "%20")


def scheme_of(address: str) -> str:
    try:
        return urlsplit(address).scheme
    except ValueError:
        return ""


def hints_of(record: Record) -> Hints:
    """The page's address, and when it was captured."""
    address = address_of(record)
    captured_at = None
    with suppress(ValueError, OverflowError):
        captured_at = an_instant(record.get("WARC-Date"))
    known = is_address(address) and len(address) <= LONGEST_ADDRESS
    return Hints(url=address if known else None, captured_at=captured_at)


def message_of(record: Record) -> HttpMessage:
    """What the record holds, as a web server's answer. Raises ReadError, NoPage."""
    kind = record.get("Content-Type")
    if record.type in ("resource", "conversion"):
        return HttpMessage(200, {"content-type": kind}, record.block)
    if kind and not kind.lower().startswith("application/http"):
        raise NoPage
    return read_http(record.block)


def is_page_type(message: HttpMessage) -> bool:
    """Whether a server says that its answer is a page, or says nothing and it looks like one."""
    if message.media_type:
        return message.media_type in KINDS
    return sniffed(message.body) == HTML


def digest_notes(record: Record, found: Sequence[bytes]) -> Iterator[str]:
    """Notes on a record's digests. Raises ReadError where one of its bytes is wrong.

    A payload's digest is that of the body as sent, or without its packing: crawlers differ.
    """
    block, payload = record.get("WARC-Block-Digest"), digest_name(record)
    for digest in filter(None, (block, payload)):
        if not can_be_checked(digest):
            yield UNCHECKED.format(digest=printable(digest))
    sound = can_be_checked(block) and fits(block, record.block)
    if can_be_checked(block) and not sound:
        raise ReadError(WRONG_DIGEST)
    if can_be_checked(payload) and not any(fits(payload, body) for body in found):
        if not sound:
            raise ReadError(WRONG_DIGEST)
        yield OTHER_DIGEST

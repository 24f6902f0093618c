"""WARC and WET files: their pages, and what becomes of records that are broken or no pages."""

import base64
import datetime as dt
import gzip
import hashlib
import io
import os
import tracemalloc
import zlib
from typing import Any

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from entries.readers.base import Limits, PassedOver, Piece, RawCapture, ReadError, Unread
from entries.readers.files import read_dump

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


@pytest.fixture
def read(tmp_path):
    def run(content: bytes, limits: Limits = LIMITS) -> list[Piece]:
        path = tmp_path / "crawl.warc"
        path.write_bytes(content)
        return list(read_dump(path, limits))

    return run


def pages(pieces: list[Piece]) -> list[RawCapture]:
    return [piece for piece in pieces if isinstance(piece, RawCapture)]


def reasons(pieces: list[Piece]) -> list[str]:
    return [piece.reason for piece in pieces if isinstance(piece, Unread)]


def passed_over(pieces: list[Piece]) -> int:
    return sum(piece.count for piece in pieces if isinstance(piece, PassedOver))


def one(read, **record: Any) -> RawCapture:
    crawl = Crawl()
    crawl.add(**record)
    (page,) = pages(read(crawl.content))
    return page


@pytest.mark.parametrize("packed", [True, False])
def test_response_is_a_page_with_its_address_and_time_of_capture(read, packed):
    crawl = Crawl(packed)
    crawl.writer.write_record(crawl.writer.create_warcinfo_record("x.warc", {"software": "own"}))
    crawl.add(b"GET /live HTTP/1.1\r\n\r\n", kind="request")
    crawl.add()
    (page,) = read(crawl.content)
    assert isinstance(page, RawCapture)
    assert (page.text, page.payload, page.media_type) == (TEXT, PAGE, "text/html")
    assert (page.position, page.name, page.crawled) == (2, "https://lake.example/live", True)
    assert page.hints.url == "https://lake.example/live"
    assert page.hints.captured_at == dt.datetime(2022, 3, 24, 14, tzinfo=dt.UTC)
    assert page.hints.title == "Ferry"
    assert page.notes == ()


def test_text_of_a_wet_file_is_a_page(read):
    crawl = Crawl()
    crawl.writer.write_record(crawl.writer.create_warcinfo_record("x.wet", {"x": "y"}))
    for n in range(3):
        url = f"https://lake.example/{n}"
        crawl.add(f"Menu\nPage {n}\n".encode(), url, "conversion", content_type="text/plain")
    found = pages(read(crawl.content))
    assert [page.text for page in found] == [f"Menu\nPage {n}\n" for n in range(3)]
    assert [page.position for page in found] == [1, 2, 3]
    assert {page.media_type for page in found} == {"text/plain"}


def test_resource_is_a_page_of_the_type_that_it_names(read):
    page = one(read, kind="resource", content_type="application/xhtml+xml")
    assert (page.text, page.media_type) == (TEXT, "text/html")


def chunked(body: bytes, size: int = 7) -> bytes:
    parts = [body[start : start + size] for start in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


def packed(body: bytes) -> bytes:
    """Packed by gzip, at no time: each process that runs the tests is to have the same ones."""
    return gzip.compress(body, mtime=0)


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (chunked(PAGE), {"Transfer-Encoding": "chunked"}),
        (packed(PAGE), {"Content-Encoding": "gzip"}),
        (packed(PAGE), {"content-encoding": "X-GZIP"}),
        (
            chunked(packed(PAGE)),
            {"Transfer-Encoding": "chunked", "Content-Encoding": "gzip"},
        ),
        (zlib.compress(PAGE), {"Content-Encoding": "deflate"}),
        (raw_deflate(PAGE), {"Content-Encoding": "deflate"}),
        (packed(packed(PAGE)), {"Content-Encoding": "gzip, gzip"}),
        (PAGE, {"Content-Encoding": "gzip"}),
        (PAGE, {"Transfer-Encoding": "chunked"}),
        (PAGE, {"Content-Encoding": "identity"}),
        (brotli.compress(PAGE), {"Content-Encoding": "br"}),
        (PAGE, {"Content-Encoding": "br"}),
        (PAGE, {"Content-Encoding": "deflate"}),
    ],
)  # fmt: skip
def test_packing_of_the_answer_is_undone_whoever_undid_it_before(read, body, headers):
    page = one(read, body=body, headers=headers)
    assert page.payload == PAGE
    assert page.notes == ()


@pytest.mark.parametrize(
    ("body", "name"),
    [(packed(PAGE)[:-8], "gzip"), (zlib.compress(PAGE)[:-9], "deflate")],
)
def test_answer_that_breaks_off_is_read_as_far_as_it_goes_and_noted(read, body, name):
    page = one(read, body=body, headers={"Content-Encoding": name})
    assert page.text.startswith("The ferry")
    assert "damaged or cut off" in page.notes[0]


def test_answer_that_cannot_be_unpacked_is_told(read):
    crawl = Crawl()
    crawl.add(b"\x28\xb5\x2f\xfd", headers={"Content-Encoding": "zstd"})
    assert "packed it as “zstd”" in reasons(read(crawl.content))[0]


@pytest.mark.parametrize(("pack", "name"), [(gzip.compress, "gzip"), (brotli.compress, "br")])
def test_bomb_in_an_answer_is_refused_and_the_rest_is_read(read, pack, name):
    crawl = Crawl()
    crawl.add(pack(b" " * 10_000_000), headers={"Content-Encoding": name})
    crawl.add()
    pieces = read(crawl.content)
    assert "IMPORT_MAX_BYTES" in reasons(pieces)[0]
    assert len(pages(pieces)) == 1


def test_server_names_the_encoding(read):
    page = one(read, body="<p>Паром".encode("koi8-r"), content_type='text/html; charset="KOI8-R"')
    assert (page.text, page.encoding) == ("Паром", "koi8-r")


def test_what_is_no_page_is_passed_over_and_counted(read):
    crawl = Crawl()
    crawl.add(status="404 Not Found")
    crawl.add(status="301 Moved", headers={"Location": "/"})
    crawl.add(b"\x89PNG", "https://lake.example/x.png", content_type="image/png")
    crawl.add(b"p {}", content_type="text/css")
    crawl.add(b'{"a": 1}', content_type="application/json")
    crawl.add(b"<html><script>load()</script></html>")
    crawl.add(b"\x00\x01\x02", content_type="text/plain")
    crawl.add(b"x", "dns:lake.example", "resource", content_type="text/plain")
    crawl.add(b"x", kind="metadata", content_type="text/plain")
    crawl.add()
    crawl.add(b'{"liveBlogUpdate": [{"headline": "x"}]}', content_type="application/ld+json")
    pieces = read(crawl.content)
    assert [page.position for page in pages(pieces)] == [9, 10]
    assert passed_over(pieces) == 8
    assert reasons(pieces) == []


def test_page_without_a_type_is_known_by_its_content(read):
    crawl = Crawl()
    crawl.add(content_type="")
    crawl.add(b"plain", content_type="")
    pieces = read(crawl.content)
    assert (len(pages(pieces)), passed_over(pieces)) == (1, 1)


@pytest.mark.parametrize(
    ("header", "value", "fault"),
    [
        ("WARC-Block-Digest", "sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "digest does not fit"),
        ("WARC-Payload-Digest", "md5:00000000000000000000000000000000", "has another digest"),
        ("WARC-Payload-Digest", "blake3:xyz", "cannot be checked here: blake3:xyz"),
        ("WARC-Truncated", "length", "cut the page off (length)"),
        ("WARC-Segment-Number", "1", "several records"),
    ],
)
def test_doubtful_record_is_told(read, header, value, fault):
    crawl = Crawl(packed=False)
    crawl.add(warc={"WARC-Truncated": "x", "WARC-Segment-Number": "x"})
    lines = [
        line
        for line in crawl.content.split(b"\r\n")
        if not line.startswith((b"WARC-Truncated", b"WARC-Segment", header.encode()))
    ]
    content = b"\r\n".join([lines[0], f"{header}: {value}".encode(), *lines[1:]])
    pieces = read(content)
    told = [*reasons(pieces), *(note for page in pages(pieces) for note in page.notes)]
    assert [fault in line for line in told] == [True]


def test_wrong_payload_without_a_digest_of_the_block_is_refused(read):
    crawl = Crawl(packed=False)
    crawl.add()
    content = crawl.content.replace(b"The ferry", b"THE FERRY")
    head, rest = content.split(b"WARC-Block-Digest", 1)
    without_block = head + rest.split(b"\r\n", 1)[1]
    assert "digest does not fit" in reasons(read(content))[0]
    assert "digest does not fit" in reasons(read(without_block))[0]


def test_digest_may_be_of_the_body_without_its_packing(read):
    made = "sha256:" + hashlib.sha256(PAGE).hexdigest()
    page = one(
        read,
        body=gzip.compress(PAGE),
        headers={"Content-Encoding": "gzip"},
        warc={"WARC-Payload-Digest": made},
    )
    assert page.notes == ()


class TestRevisits:
    """Records that only say that a page was as before."""

    LATER = "2022-03-24T15:00:00Z"

    def revisit(self, crawl: Crawl, **warc: str) -> None:
        profile = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
        headers = {"WARC-Date": self.LATER, "WARC-Profile": profile, **warc}
        crawl.add(b"", kind="revisit", warc=headers)

    @pytest.mark.parametrize("packed", [True, False])
    @pytest.mark.parametrize("by", ["id", "address", "digest"])
    def test_page_is_the_one_that_is_meant(self, read, packed, by):
        crawl = Crawl(packed)
        crawl.add(b"<p>Another", "https://lake.example/other")
        meant = crawl.add()
        digest = "sha1:" + self.sha1(PAGE)
        named = {
            "id": {"WARC-Refers-To": meant, "WARC-Payload-Digest": digest},
            "address": {
                "WARC-Refers-To-Target-URI": "https://lake.example/live",
                "WARC-Refers-To-Date": DATE,
                "WARC-Payload-Digest": "sha1:" + "A" * 32,
            },
            "digest": {"WARC-Payload-Digest": digest},
        }[by]
        if by == "address":
            del named["WARC-Payload-Digest"]
        self.revisit(crawl, **named)
        found = pages(read(crawl.content))
        assert [page.text for page in found] == ["Another", TEXT, TEXT]
        assert found[2].position == 2
        assert found[2].hints.captured_at == dt.datetime(2022, 3, 24, 15, tzinfo=dt.UTC)

    def sha1(self, body: bytes) -> str:
        return base64.b32encode(hashlib.sha1(body).digest()).decode()

    def test_page_that_is_not_in_the_file_is_told(self, read):
        crawl = Crawl()
        crawl.add()
        self.revisit(crawl, **{"WARC-Payload-Digest": "sha1:" + "A" * 32})
        pieces = read(crawl.content)
        assert len(pages(pieces)) == 1
        assert "not in this file" in reasons(pieces)[0]

    def test_picture_as_before_is_passed_over(self, read):
        crawl = Crawl()
        for url, kind in (("https://l.example/x", "image/png"), ("https://l.example/x.png", "")):
            warc = {"WARC-Date": self.LATER, "WARC-Payload-Digest": "sha1:" + "A" * 32}
            crawl.add(b"", url, "revisit", warc=warc, content_type=kind)
        pieces = read(crawl.content)
        assert (reasons(pieces), passed_over(pieces)) == ([], 2)


@pytest.mark.parametrize("packed", [True, False])
class TestDamage:
    """Broken places are told, and the records behind them read."""

    def crawl(self, packed: bool) -> Crawl:
        crawl = Crawl(packed)
        for n in range(5):
            crawl.add(f"<p>Page {n} {'of the lake ' * 20}".encode(), f"https://lake.example/{n}")
        return crawl

    def numbers(self, pieces: list[Piece]) -> str:
        return "".join(page.text[5] for page in pages(pieces))

    def test_file_that_breaks_off(self, read, packed):
        crawl = self.crawl(packed)
        pieces = read(crawl.content[: crawl.starts[3] + 200])
        assert self.numbers(pieces) == "012"
        assert len(reasons(pieces)) == 1

    def test_bytes_that_are_wrong_in_the_middle(self, read, packed):
        crawl = self.crawl(packed)
        content = bytearray(crawl.content)
        middle = (crawl.starts[2] + crawl.starts[3]) // 2
        content[middle : middle + 30] = b"\xff" * 30
        pieces = read(bytes(content))
        assert self.numbers(pieces) == "0134"
        assert len(reasons(pieces)) == 1

    def test_record_whose_start_is_missing(self, read, packed):
        crawl = self.crawl(packed)
        cut = crawl.content[: crawl.starts[1]] + crawl.content[crawl.starts[1] + 30 :]
        pieces = read(cut)
        assert self.numbers(pieces) == "0234"
        assert len(reasons(pieces)) == 1

    def test_record_whose_end_is_missing(self, read, packed):
        crawl = self.crawl(packed)
        cut = crawl.content[: crawl.starts[2] - 30] + crawl.content[crawl.starts[2] :]
        pieces = read(cut)
        assert self.numbers(pieces) == "0234"
        assert len(reasons(pieces)) == 1

    def test_rubbish_between_records_and_behind_them(self, read, packed):
        crawl = self.crawl(packed)
        at = crawl.starts[2]
        content = crawl.content[:at] + b"rubbish\r\n\r\n" + crawl.content[at:] + b"and more"
        pieces = read(content)
        assert self.numbers(pieces) == "01234"
        assert len(reasons(pieces)) == 2

    @pytest.mark.parametrize("length", [b"9", b"99999", b"99999999999999", b"-1", b"x", b""])
    def test_wrong_length(self, read, packed, length):
        plain = self.crawl(packed=False)
        before, record, behind = (
            plain.content[: plain.starts[1]],
            plain.content[plain.starts[1] : plain.starts[2]],
            plain.content[plain.starts[2] :],
        )
        head, rest = record.split(b"Content-Length: ", 1)
        record = head + b"Content-Length: " + length + b"\r\n" + rest.split(b"\r\n", 1)[1]
        parts = (before, record, behind)
        pieces = read(b"".join(map(gzip.compress, parts) if packed else parts))
        assert self.numbers(pieces) == "0234"
        assert reasons(pieces)

    def test_positions_do_not_depend_on_what_is_wanted(self, read, packed):
        crawl = self.crawl(packed)
        assert [page.position for page in pages(read(crawl.content))] == [0, 1, 2, 3, 4]


def test_file_that_was_packed_as_a_whole_is_read_too(read):
    crawl = Crawl(packed=False)
    for n in range(3):
        crawl.add(f"<p>Page {n}".encode(), f"https://lake.example/{n}")
    content = crawl.content.replace(b"WARC/1.0", b"WARC/9.x", 1)
    assert [page.text for page in pages(read(gzip.compress(crawl.content)))] == [
        *("Page 0", "Page 1", "Page 2")
    ]
    pieces = read(gzip.compress(content))
    assert [page.text for page in pages(pieces)] == ["Page 1", "Page 2"]
    assert reasons(pieces) == ["A record's heading is damaged."]


@pytest.mark.parametrize("length", [b"", b"Content-Length: 40000000\r\n"])
def test_file_of_nothing_but_damage_is_given_up(read, length):
    record = b"WARC/1.0\r\nWARC-Type: response\r\n" + length + b"\r\nx\r\n\r\n"
    told = reasons(read(record * 20_000))
    assert told[-1].startswith("The file is damaged in so many places")
    assert len(told) < 1010


def test_large_records_are_passed_over_or_refused_by_what_they_hold(read):
    crawl = Crawl()
    large = os.urandom(600_000).hex().encode()
    crawl.add(large, content_type="video/mp4")
    crawl.add(large)
    crawl.add()
    pieces = read(crawl.content)
    assert (len(pages(pieces)), passed_over(pieces)) == (1, 1)
    assert ["IMPORT_MAX_BYTES" in reason for reason in reasons(pieces)] == [True]


def test_heading_without_an_end_is_refused(read):
    content = gzip.compress(b"WARC/1.0\r\n" + b"x-long: " + b"x" * 3_000_000)
    assert reasons(read(content)) and not pages(read(content))


@pytest.mark.parametrize("date", ["2022-03-24", "yesterday", "", "9999-99-99T00:00:00Z"])
def test_date_that_is_none_is_left_out(read, date):
    assert one(read, warc={"WARC-Date": date} if date else {}).hints.captured_at in (
        None,
        *([] if date else [dt.datetime(2022, 3, 24, 14, tzinfo=dt.UTC)]),
    )


def test_fractions_of_seconds_are_understood(read):
    page = one(read, warc={"WARC-Date": "2022-03-24T14:00:00.123456789Z"})
    assert page.hints.captured_at and page.hints.captured_at.microsecond == 123456


def test_address_in_brackets_is_an_address(read):
    assert one(read, url="<https://lake.example/a b>").hints.url == "https://lake.example/a%20b"


def test_memory_stays_flat_however_long_the_crawl(tmp_path):
    crawl = Crawl()
    for n in range(600):
        crawl.add(b"<p>Page " + str(n).encode() * 20_000, f"https://lake.example/{n}")
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(crawl.content)
    tracemalloc.start()
    count = sum(isinstance(piece, RawCapture) for piece in read_dump(path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 600
    assert peak < 5_000_000


def whole_crawl(packed: bool) -> bytes:
    crawl = Crawl(packed)
    meant = crawl.add()
    crawl.add(b"Text", kind="conversion", content_type="text/plain")
    crawl.add(b"", kind="revisit", warc={"WARC-Refers-To": meant})
    crawl.add(chunked(gzip.compress(PAGE)), headers={"Content-Encoding": "gzip"})
    return crawl.content


WHOLE = [whole_crawl(packed=True), whole_crawl(packed=False)]


@given(st.data())
def test_damaged_crawl_gives_pages_or_reasons(tmp_path_factory, data):
    content = data.draw(st.sampled_from(WHOLE))
    start = data.draw(st.integers(0, len(content)))
    length = data.draw(st.integers(0, 300))
    middle = data.draw(st.binary(max_size=20) | st.just(content[start : start + length] * 2))
    path = tmp_path_factory.mktemp("damaged") / "crawl"
    path.write_bytes(content[:start] + middle + content[start + length :])
    try:
        pieces = list(read_dump(path, LIMITS))
    except ReadError as error:
        assert str(error)
        return
    assert all(reasons(pieces)) and len(reasons(pieces)) <= 5
    positions = [piece.position for piece in pieces if not isinstance(piece, PassedOver)]
    assert positions == sorted(set(positions))

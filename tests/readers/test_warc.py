"""WARC and WET files: their pages, and what becomes of records that are no pages."""

import base64
import datetime as dt
import gzip
import hashlib
import zlib

import brotli
import pytest

from entries.readers.base import RawCapture
from tests.readers.crawls import (
    DATE,
    PAGE,
    TEXT,
    Crawl,
    chunked,
    one,
    pages,
    passed_over,
    read,
    reasons,
)


@pytest.mark.parametrize("packed", [True, False])
def test_response_is_a_page_with_its_address_and_time_of_capture(packed):
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


def test_text_of_a_wet_file_is_a_page():
    crawl = Crawl()
    crawl.writer.write_record(crawl.writer.create_warcinfo_record("x.wet", {"x": "y"}))
    for n in range(3):
        url = f"https://lake.example/{n}"
        crawl.add(f"Menu\nPage {n}\n".encode(), url, "conversion", content_type="text/plain")
    found = pages(read(crawl.content))
    assert [page.text for page in found] == [f"Menu\nPage {n}\n" for n in range(3)]
    assert [page.position for page in found] == [1, 2, 3]
    assert {page.media_type for page in found} == {"text/plain"}


def test_resource_is_a_page_of_the_type_that_it_names():
    page = one(kind="resource", content_type="application/xhtml+xml")
    assert (page.text, page.media_type) == (TEXT, "text/html")


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
def test_packing_of_the_answer_is_undone_whoever_undid_it_before(body, headers):
    page = one(body=body, headers=headers)
    assert page.payload == PAGE
    assert page.notes == ()


@pytest.mark.parametrize(
    ("body", "name"),
    [(packed(PAGE)[:-8], "gzip"), (zlib.compress(PAGE)[:-9], "deflate")],
)
def test_answer_that_breaks_off_is_read_as_far_as_it_goes_and_noted(body, name):
    page = one(body=body, headers={"Content-Encoding": name})
    assert page.text.startswith("The ferry")
    assert "damaged or cut off" in page.notes[0]


def test_answer_that_cannot_be_unpacked_is_told():
    crawl = Crawl()
    crawl.add(b"\x28\xb5\x2f\xfd", headers={"Content-Encoding": "zstd"})
    assert "packed it as “zstd”" in reasons(read(crawl.content))[0]


@pytest.mark.parametrize(("pack", "name"), [(gzip.compress, "gzip"), (brotli.compress, "br")])
def test_bomb_in_an_answer_is_refused_and_the_rest_is_read(pack, name):
    crawl = Crawl()
    crawl.add(pack(b" " * 10_000_000), headers={"Content-Encoding": name})
    crawl.add()
    pieces = read(crawl.content)
    assert "IMPORT_MAX_BYTES" in reasons(pieces)[0]
    assert len(pages(pieces)) == 1


def test_server_names_the_encoding():
    page = one(body="<p>Паром".encode("koi8-r"), content_type='text/html; charset="KOI8-R"')
    assert (page.text, page.encoding) == ("Паром", "koi8-r")


def test_what_is_no_page_is_passed_over_and_counted():
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


def test_page_without_a_type_is_known_by_its_content():
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
def test_doubtful_record_is_told(header, value, fault):
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


def test_wrong_payload_without_a_digest_of_the_block_is_refused():
    crawl = Crawl(packed=False)
    crawl.add()
    content = crawl.content.replace(b"The ferry", b"THE FERRY")
    head, rest = content.split(b"WARC-Block-Digest", 1)
    without_block = head + rest.split(b"\r\n", 1)[1]
    assert "digest does not fit" in reasons(read(content))[0]
    assert "digest does not fit" in reasons(read(without_block))[0]


def test_digest_may_be_of_the_body_without_its_packing():
    made = "sha256:" + hashlib.sha256(PAGE).hexdigest()
    page = one(
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
    def test_page_is_the_one_that_is_meant(self, packed, by):
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

    def test_page_that_is_not_in_the_file_is_told(self):
        crawl = Crawl()
        crawl.add()
        self.revisit(crawl, **{"WARC-Payload-Digest": "sha1:" + "A" * 32})
        pieces = read(crawl.content)
        assert len(pages(pieces)) == 1
        assert "not in this file" in reasons(pieces)[0]

    def test_picture_as_before_is_passed_over(self):
        crawl = Crawl()
        for url, kind in (("https://l.example/x", "image/png"), ("https://l.example/x.png", "")):
            warc = {"WARC-Date": self.LATER, "WARC-Payload-Digest": "sha1:" + "A" * 32}
            crawl.add(b"", url, "revisit", warc=warc, content_type=kind)
        pieces = read(crawl.content)
        assert (reasons(pieces), passed_over(pieces)) == ([], 2)


@pytest.mark.parametrize("date", ["2022-03-24", "yesterday", "", "9999-99-99T00:00:00Z"])
def test_date_that_is_none_is_left_out(date):
    assert one(warc={"WARC-Date": date} if date else {}).hints.captured_at in (
        None,
        *([] if date else [dt.datetime(2022, 3, 24, 14, tzinfo=dt.UTC)]),
    )


def test_fractions_of_seconds_are_understood():
    page = one(warc={"WARC-Date": "2022-03-24T14:00:00.123456789Z"})
    assert page.hints.captured_at and page.hints.captured_at.microsecond == 123456


def test_address_in_brackets_is_an_address():
    assert one(url="<https://lake.example/a b>").hints.url == "https://lake.example/a%20b"

"""WARC files that are broken or huge: what is wrong is told, and all else read."""

import gzip
import os
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entries.readers.base import PassedOver, Piece, RawCapture, ReadError, Unread
from entries.readers.files import read_dump
from tests.readers.crawls import PAGE, Crawl, chunked, pages, passed_over, read, reasons


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

    def test_file_that_breaks_off(self, packed):
        crawl = self.crawl(packed)
        pieces = read(crawl.content[: crawl.starts[3] + 200])
        assert self.numbers(pieces) == "012"
        assert len(reasons(pieces)) == 1
        assert not packed or "Was it transferred in full?" in reasons(pieces)[0]

    def test_bytes_that_are_wrong_in_the_middle(self, packed):
        crawl = self.crawl(packed)
        content = bytearray(crawl.content)
        middle = (crawl.starts[2] + crawl.starts[3]) // 2
        content[middle : middle + 30] = b"\xff" * 30
        pieces = read(bytes(content))
        assert self.numbers(pieces) == "0134"
        assert len(reasons(pieces)) == 1

    def test_record_whose_start_is_missing(self, packed):
        crawl = self.crawl(packed)
        cut = crawl.content[: crawl.starts[1]] + crawl.content[crawl.starts[1] + 30 :]
        pieces = read(cut)
        assert self.numbers(pieces) == "0234"
        assert len(reasons(pieces)) == 1

    def test_record_whose_end_is_missing(self, packed):
        crawl = self.crawl(packed)
        cut = crawl.content[: crawl.starts[2] - 30] + crawl.content[crawl.starts[2] :]
        pieces = read(cut)
        assert self.numbers(pieces) == "0234"
        assert len(reasons(pieces)) == 1

    def test_rubbish_between_records_and_behind_them(self, packed):
        crawl = self.crawl(packed)
        at = crawl.starts[2]
        content = crawl.content[:at] + b"rubbish\r\n\r\n" + crawl.content[at:] + b"and more"
        pieces = read(content)
        assert self.numbers(pieces) == "01234"
        assert len(reasons(pieces)) == 2

    @pytest.mark.parametrize("length", [b"9", b"99999", b"99999999999999", b"-1", b"x", b""])
    def test_wrong_length(self, packed, length):
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

    @pytest.mark.parametrize("line", [b"", b"WARC-Type: \r\n", b"WXRC-Type: response\r\n"])
    def test_record_that_names_no_type(self, packed, line):
        plain = self.crawl(packed=False)
        start, end = plain.starts[1:3]
        record = plain.content[start:end].replace(b"WARC-Type: response\r\n", line)
        parts = (plain.content[:start], record, plain.content[end:])
        pieces = read(b"".join(map(gzip.compress, parts) if packed else parts))
        assert self.numbers(pieces) == "0234"
        (unread,) = (piece for piece in pieces if isinstance(piece, Unread))
        assert unread.reason == "Its heading names no type: the record is damaged."
        assert (unread.name, unread.position) == ("https://lake.example/1", 1)

    def test_positions_do_not_depend_on_what_is_wanted(self, packed):
        crawl = self.crawl(packed)
        assert [page.position for page in pages(read(crawl.content))] == [0, 1, 2, 3, 4]


def test_file_that_was_packed_as_a_whole_is_read_too():
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
def test_file_of_nothing_but_damage_is_given_up(length):
    record = b"WARC/1.0\r\nWARC-Type: response\r\n" + length + b"\r\nx\r\n\r\n"
    told = reasons(read(record * 20_000))
    assert told[-1].startswith("The file is damaged in so many places")
    assert len(told) < 1010


def test_large_records_are_passed_over_or_refused_by_what_they_hold():
    crawl = Crawl()
    large = os.urandom(600_000).hex().encode()
    crawl.add(large, content_type="video/mp4")
    crawl.add(large)
    crawl.add()
    pieces = read(crawl.content)
    assert (len(pages(pieces)), passed_over(pieces)) == (1, 1)
    assert ["IMPORT_MAX_BYTES" in reason for reason in reasons(pieces)] == [True]


def test_heading_without_an_end_is_refused():
    content = gzip.compress(b"WARC/1.0\r\n" + b"x-long: " + b"x" * 3_000_000)
    assert reasons(read(content)) and not pages(read(content))


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
def test_damaged_crawl_gives_pages_or_reasons(data):
    content = data.draw(st.sampled_from(WHOLE))
    start = data.draw(st.integers(0, len(content)))
    length = data.draw(st.integers(0, 300))
    middle = data.draw(st.binary(max_size=20) | st.just(content[start : start + length] * 2))
    try:
        pieces = read(content[:start] + middle + content[start + length :])
    except ReadError as error:
        assert str(error)
        return
    assert all(reasons(pieces)) and len(reasons(pieces)) <= 5
    positions = [piece.position for piece in pieces if not isinstance(piece, PassedOver)]
    assert positions == sorted(set(positions))

"""Files of any kind: what they are, what is in them, and what no file may do."""

import gzip
import io
import os
import sys
import tarfile
import threading
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entries.readers.base import Limits, PassedOver, Piece, RawCapture, ReadError, Unread
from entries.readers.files import read_dump, read_stdin

TEXT = "10:02: The ferry sails. À bientôt.\n"
PAGE = f"<html><title>Ferry</title><p>{TEXT}</p></html>"
SMALL = Limits(page_bytes=100_000, nesting=3, expansion=20)


@pytest.fixture
def read(tmp_path):
    """Write bytes to a file and read it as a dump."""

    def run(content: bytes, name: str = "dump.bin", limits: Limits = SMALL) -> list[Piece]:
        path = tmp_path / name
        path.write_bytes(content)
        return list(read_dump(path, limits))

    return run


def zipped(files: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def tarred(files: dict[str, bytes | str], mode: str = "w") -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in files.items():
            data = content.encode() if isinstance(content, str) else content
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return target.getvalue()


def names(pieces: list[Piece]) -> list[str]:
    return [piece.name for piece in pieces if isinstance(piece, RawCapture)]


def reasons(pieces: list[Piece]) -> str:
    return " ".join(piece.reason for piece in pieces if isinstance(piece, Unread))


def test_text_file_is_one_page_with_its_digest_and_side_file(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(TEXT, "utf-8")
    path.with_suffix(".toml").write_text('source = "Lake News"')
    (page,) = read_dump(path)
    assert isinstance(page, RawCapture)
    assert (page.text, page.payload, page.position, page.name) == (TEXT, TEXT.encode(), 0, "")
    assert (page.dump_name, page.dump_size) == ("page.txt", len(TEXT.encode()))
    assert page.dump_sha256 == page.sha256
    assert page.hints.source == "Lake News"
    assert not page.crawled


def test_html_page_is_known_by_its_content_whatever_its_name(read):
    (page,) = read(PAGE.encode("utf-16"), "page.txt")
    assert (page.media_type, page.text, page.hints.title) == ("text/html", TEXT.strip(), "Ferry")


def test_hints_of_the_side_file_go_before_those_of_the_page(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(PAGE, "utf-8")
    path.with_suffix(".toml").write_text('title = "The lake ferry"')
    (page,) = read_dump(path)
    assert isinstance(page, RawCapture) and page.hints.title == "The lake ferry"


def test_packed_page_is_unpacked_and_its_side_file_found(tmp_path):
    path = tmp_path / "page.txt.gz"
    path.write_bytes(gzip.compress(TEXT.encode()))
    (tmp_path / "page.toml").write_text("year = 2019")
    (page,) = read_dump(path)
    assert isinstance(page, RawCapture)
    assert (page.text, page.name, page.dump_name) == (TEXT, "", "page.txt.gz")
    assert page.dump_size == path.stat().st_size and page.sha256 != page.dump_sha256
    assert page.hints.year == 2019


FILES: dict[str, bytes | str] = {
    "2019/june/a.txt": TEXT,
    "2019/june/a.toml": 'source = "Lake News"',
    "2019/b.HTML": PAGE,
    "c.json.gz": gzip.compress(b'{"liveBlogUpdate": [{"headline": "x"}]}'),
    "no-suffix": TEXT,
    "page.html?page=2": PAGE,
    "style.css": "p {}",
    "picture.png": b"\x89PNG",
    ".hidden.txt": TEXT,
    "__MACOSX/._a.txt": b"\x00\x05",
    "2019/.DS_Store": b"x",
}


@pytest.mark.parametrize(
    "content", [zipped(FILES), tarred(FILES), tarred(FILES, "w:gz")], ids=["zip", "tar", "tar.gz"]
)
def test_archive_gives_its_pages_in_order_with_their_side_files(read, content):
    *pages, left = read(content)
    assert names(pages) == [
        *("2019/june/a.txt", "2019/b.HTML", "c.json.gz", "no-suffix", "page.html?page=2")
    ]
    assert [page.position for page in pages] == [0, 1, 2, 3, 4]
    assert [page.hints.source for page in pages] == ["Lake News", None, None, None, None]
    assert "x" in pages[2].posting
    assert {page.dump_sha256 for page in pages} == {pages[0].dump_sha256}
    assert left == PassedOver(2)


def test_archives_may_stand_in_one_another_as_deep_as_the_limit(read):
    inner = zipped({"page.txt": TEXT})
    for name in ("one.zip", "two.zip"):
        inner = zipped({name: inner})
    assert names(read(inner)) == ["two.zip/one.zip/page.txt"]
    assert "IMPORT_MAX_NESTING" in reasons(read(zipped({"three.zip": inner})))


def test_members_that_cannot_be_read_are_told_and_the_rest_is_read(read):
    content = bytearray(zipped({"a.txt": TEXT, "b.txt": TEXT, "c.txt": b"\x00\x01", "d.txt": TEXT}))
    for start, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(start) + offset] |= 1  # marks the first one as encrypted
    pieces = read(bytes(content))
    assert names(pieces) == ["b.txt", "d.txt"]
    assert [piece.position for piece in pieces] == [0, 1, 2, 3]
    assert "encrypted" in reasons(pieces) and "binary" in reasons(pieces)


def test_member_with_a_wrong_side_file_is_refused_as_a_file_is(read):
    pieces = read(zipped({"a.txt": TEXT, "a.toml": "captured = 1", "b.txt": TEXT}))
    assert names(pieces) == ["b.txt"]
    assert "a.toml beside it has an unknown key" in reasons(pieces)


def test_unusual_packing_is_refused_in_words(read):
    assert "not opened here" in reasons(read(zipped({"a.txt": TEXT}, zipfile.ZIP_BZIP2)))


def test_damaged_member_is_told(read):
    content = zipped({"a.txt": TEXT * 9, "b.txt": TEXT}, zipfile.ZIP_STORED)
    pieces = read(content.replace(b"ferry", b"FERRY", 1))
    assert names(pieces) == ["b.txt"]
    assert "damaged" in reasons(pieces)


def test_nothing_is_written_or_followed_by_the_names_in_an_archive(read, tmp_path):
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        for name, kind in (("link.txt", tarfile.SYMTYPE), ("hard.txt", tarfile.LNKTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        device = tarfile.TarInfo("zero.txt")
        device.type, device.devmajor, device.devminor = tarfile.CHRTYPE, 1, 5
        archive.addfile(device)
        for name in ("../../up.txt", "/etc/absolute.txt"):
            info = tarfile.TarInfo(name)
            info.size = len(TEXT.encode())
            archive.addfile(info, io.BytesIO(TEXT.encode()))
    before = set(tmp_path.iterdir())
    assert names(read(target.getvalue(), "dump.tar")) == ["../../up.txt", "/etc/absolute.txt"]
    assert set(tmp_path.iterdir()) - before == {tmp_path / "dump.tar"}
    assert names(read(zipped({"../../up.txt": TEXT, "C:\\x.txt": TEXT}))) == [
        *("../../up.txt", "C:\\x.txt")
    ]


ZEROS = b"\x00" * 5_000_000
SPACES = b" " * 5_000_000
BOMBS = {
    "gzip of zeros": gzip.compress(ZEROS),
    "gzip of gzip": gzip.compress(gzip.compress(SPACES)),
    "zip": zipped({f"{n}.txt": SPACES[:90_000] for n in range(60)}),
    "zip in zip": zipped({"a.zip": zipped({f"{n}.txt": SPACES for n in range(3)})}),
    "tar.gz": gzip.compress(tarred({f"{n}.txt": SPACES for n in range(2)})),
    "packed WARC": gzip.compress(b"WARC/1.0\r\n" + b"Content-Length: 5000000\r\n\r\n" + ZEROS),
}


@pytest.mark.parametrize("content", BOMBS.values(), ids=BOMBS)
def test_bomb_is_refused_and_the_setting_named(read, content):
    try:
        pieces = read(content)
    except ReadError as error:
        told = str(error)
    else:
        assert not names(pieces)
        told = reasons(pieces)
    assert "IMPORT_MAX_EXPANSION" in told or "IMPORT_MAX_BYTES" in told


def test_overlapping_members_are_counted_as_often_as_they_unpack(read):
    """Many entries of a zip file's list may lead to the same packed bytes."""
    content = zipped({"a.txt": SPACES[:90_000]})
    start = content.index(b"PK\x01\x02")
    end = content.index(b"PK\x05\x06")
    entry, tail = content[start:end], bytearray(content[end:])
    count = 200
    tail[8:12] = count.to_bytes(2, "little") * 2
    tail[12:16] = (len(entry) * count).to_bytes(4, "little")
    with pytest.raises(ReadError, match="IMPORT_MAX_EXPANSION"):
        read(content[:start] + entry * count + bytes(tail))


def test_page_over_the_limit_is_refused_wherever_it_stands(read):
    large = os.urandom(75_000).hex().encode()  # which does not pack well
    with pytest.raises(ReadError, match="IMPORT_MAX_BYTES"):
        read(large)
    with pytest.raises(ReadError, match="IMPORT_MAX_BYTES"):
        read(gzip.compress(large))
    pieces = read(zipped({"large.txt": large, "small.txt": TEXT}))
    assert names(pieces) == ["small.txt"] and "IMPORT_MAX_BYTES" in reasons(pieces)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b"BZh91AY", "bzip2"),
        (b"\xfd7zXZ\x00", "xz file"),
        (b"7z\xbc\xaf\x27\x1c", "7z"),
        (b"\x28\xb5\x2f\xfd", "zstd"),
        (b"%PDF-1.7", "PDF"),
        (b"filedesc://x.arc 0.0.0.0 2019 text/plain 1", "ARC file"),
        (gzip.compress(b"filedesc://x.arc", mtime=0), "ARC file"),
        (b"\x1f\x8bgarbage", "gzip file is damaged"),
        (gzip.compress(TEXT.encode(), mtime=0)[:-12], "transferred in full"),
        (zipped({}), "no pages"),
        (zipped({"a.txt": TEXT})[:-30], "zip file is damaged"),
        (tarred({".hidden": TEXT}), "no pages"),
        (b"\x00\x01\x02", "Save the page as text or HTML first"),
        (zipped({"a.txt": TEXT})[4:], "damaged zip file. Was it transferred in full"),
        (b"GIF89a", "a picture: save the page itself"),
        (tarred({"a.txt": TEXT})[100:], "damaged tar file"),
    ],
)
def test_what_holds_no_page_is_refused_in_words(read, content, message):
    with pytest.raises(ReadError, match=message):
        read(content)


def test_archive_of_other_files_alone_is_counted(read):
    assert read(zipped({"a.png": b"x", "b.css": b"x"})) == [PassedOver(2)]


def test_tar_file_that_breaks_off_gives_what_is_before(read):
    content = tarred({"a.txt": TEXT, "b.txt": TEXT * 50, "c.txt": TEXT})
    pieces = read(content[:2300])
    assert names(pieces) == ["a.txt"] and "damaged" in reasons(pieces)
    broken = bytearray(content)
    broken[1024 + 150] ^= 1  # in the heading of the second file
    pieces = read(bytes(broken))
    assert names(pieces) == ["a.txt"] and "damaged" in reasons(pieces)


def test_side_file_that_breaks_off_leaves_the_pages_before(read):
    content = tarred({"a.txt": TEXT, "a.toml": 'title = "' + "x" * 600 + '"'})
    pieces = read(content[: 512 * 3 + 300])
    assert names(pieces) == ["a.txt"] and "damaged" in reasons(pieces)


def test_missing_file_and_folder_are_told(tmp_path):
    with pytest.raises(ReadError, match="no such file"):
        list(read_dump(tmp_path / "none"))
    with pytest.raises(ReadError, match="folder"):
        list(read_dump(tmp_path))
    for unnameable in (Path("a\x00b"), tmp_path / ("x" * 300)):
        with pytest.raises(ReadError, match="cannot be read"):
            list(read_dump(unnameable))


def test_limit_may_be_beyond_all_memory(read):
    assert names(read(TEXT.encode(), limits=Limits(page_bytes=10**30))) == [""]


def test_pipe_is_read_like_a_file_and_one_without_an_end_is_not(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=lambda: path.write_bytes(zipped({"a.txt": TEXT})))
    writer.start()
    assert names(list(read_dump(path))) == ["a.txt"]
    writer.join()
    with pytest.raises(ReadError, match="no more than"):
        list(read_dump(Path("/dev/zero"), SMALL))


def test_standard_input_may_be_of_any_kind(monkeypatch):
    for content in (TEXT.encode(), zipped({"a.txt": TEXT}), gzip.compress(PAGE.encode())):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
        (page,) = read_stdin(SMALL)
        assert isinstance(page, RawCapture)
        assert (page.dump_name, page.dump_size) == ("standard input", len(content))
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(ReadError, match="Nothing stands behind it"):
        list(read_stdin())


@pytest.mark.parametrize("make", [zipped, tarred], ids=["zip", "tar"])
def test_memory_stays_flat_however_many_pages_there_are(tmp_path, make):
    path = tmp_path / "many"
    path.write_bytes(make({f"{n}.txt": os.urandom(50_000).hex() for n in range(200)}))
    tracemalloc.start()
    count = sum(isinstance(piece, RawCapture) for piece in read_dump(path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 200
    assert peak < 5_000_000


@given(st.data())
def test_damaged_archive_gives_pages_or_reasons(tmp_path_factory, data):
    content = data.draw(
        st.sampled_from([zipped(FILES), tarred(FILES), gzip.compress(TEXT.encode())])
    )
    start = data.draw(st.integers(0, len(content)))
    length = data.draw(st.integers(0, 40))
    middle = data.draw(st.binary(max_size=20) | st.just(content[start : start + length] * 2))
    path = tmp_path_factory.mktemp("damaged") / "dump"
    path.write_bytes(content[:start] + middle + content[start + length :])
    try:
        for piece in read_dump(path, SMALL):
            assert not isinstance(piece, Unread) or piece.reason
    except ReadError as error:
        assert str(error)


def test_file_that_changes_while_it_is_read_is_refused_from_there_on(tmp_path):
    path = tmp_path / "crawl.tar"
    path.write_bytes(tarred({"one.txt": TEXT, "two.txt": TEXT}))
    pieces = read_dump(path)
    assert isinstance(next(pieces), RawCapture)
    with path.open("ab") as file:
        file.write(b"more")
    with pytest.raises(ReadError, match="wrote to it while it was read"):
        next(pieces)

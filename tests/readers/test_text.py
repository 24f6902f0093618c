"""Text files in any encoding, and the plain words for what is none."""

import gzip
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entries.readers.base import ReadError
from entries.readers.text import decode
from tests.captures import capture_in, capture_of

SENTENCE = "Dans la nuit, à Genève, le président a été élu près du théâtre où l’on dînait. "


def test_bytes_are_kept_verbatim_with_their_digest(tmp_path):
    path = tmp_path / "page.txt"
    path.write_bytes(b"One line\r\nand another \xe2\x80\x93 done\n")
    raw = capture_in(path)
    assert raw.payload == path.read_bytes()
    assert raw.text == "One line\r\nand another – done\n"
    assert (raw.dump_name, raw.encoding, raw.notes) == ("page.txt", "utf-8", ())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_byte_order_mark_tells_the_encoding(encoding):
    text, found, notes = decode(SENTENCE.encode(encoding))
    assert (text, found, notes) == (SENTENCE, encoding, ())


def test_other_encoding_is_detected_and_noted():
    text, encoding, notes = decode((SENTENCE * 20).encode("cp1252"))
    assert text == SENTENCE * 20
    assert "not in UTF-8" in notes[0] and encoding in notes[0]


def test_stray_byte_far_down_a_long_file_is_found():
    payload = ("Plain words only. " * 30_000).encode() + (SENTENCE * 20).encode("cp1252")
    text, _, notes = decode(payload)
    assert text.endswith(SENTENCE)
    assert notes


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings_are_read_without_a_mark_too(encoding):
    assert decode((SENTENCE * 20).encode(encoding))[0].strip("\ufeff") == SENTENCE * 20


@pytest.mark.parametrize("damage", [b"\xed\xa0\x80", "été".encode("cp1252"), b"\xe2\x80"])
def test_damaged_place_does_not_change_the_encoding_of_the_rest(damage):
    text, encoding, notes = decode((SENTENCE * 20).encode() + damage)
    assert text.startswith(SENTENCE * 20) and "\ufffd" in text[-9:]
    assert encoding == "utf-8"
    assert "Damaged places" in notes[0]


def test_short_page_with_a_damaged_letter_stays_in_utf_8():
    text, encoding, _ = decode("• Genève".encode() + b" \xed\xa0\x80")
    assert (text, encoding) == ("• Genève \ufffd\ufffd\ufffd", "utf-8")


@pytest.mark.parametrize("encoding", ["gb18030", "shift_jis", "cp1251", "cp1252"])
def test_letters_of_other_encodings_are_not_taken_for_damage(encoding):
    sentence = {
        "gb18030": "政府发言人表示,渡轮已经恢复运行,乘客可以在码头购票。",
        "shift_jis": "湖のフェリーは四十人の乗客を乗せて十時に桟橋を出発した。",
        "cp1251": "Паром отошёл от причала в десять утра, сообщает ТАСС».",
        "cp1252": SENTENCE,
    }[encoding]
    assert decode((sentence * 9).encode(encoding))[0] == sentence * 9


def test_wide_file_that_was_cut_off_is_noted():
    text, _, notes = decode(SENTENCE.encode("utf-16")[:-1])
    assert text.endswith("\ufffd")
    assert "Damaged places" in notes[0]


def test_file_name_is_kept_in_letters_that_can_be_shown():
    raw = capture_of(SENTENCE.encode(), os.fsdecode(b"a\xff\x1b[31m\n.txt"))
    assert raw.dump_name == "a\\udcff\\x1b[31m\\n.txt"


def test_endless_lines_are_refused():
    with pytest.raises(ReadError, match="over 2,000,000 lines"):
        capture_of(b"x" + b"\n" * 2_000_001)


@pytest.mark.parametrize(
    "payload",
    [b"", b" \n\t\n", b"\xef\xbb\xbf", b"\xff\xfe", "\u00a0\u2003\n\ufeff\n".encode()],
)
def test_empty_file(payload):
    with pytest.raises(ReadError, match="empty"):
        capture_of(payload)


@pytest.mark.parametrize(
    ("payload", "word"),
    [
        (b"\x7fELF\x02\x01\x00\x00", "binary"),
        (gzip.compress(b"text", mtime=0), "gzip"),
        (b"PK\x03\x04rest", "zip"),
        (b"%PDF-1.7", "PDF"),
        ("a\x00b".encode("utf-16"), "binary"),
    ],
)
def test_binary_file(payload, word):
    with pytest.raises(ReadError, match=word):
        decode(payload)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_in_words(payload):
    try:
        raw = capture_of(payload)
    except ReadError as error:
        assert str(error)
    else:
        assert raw.payload == payload and "\x00" not in raw.text

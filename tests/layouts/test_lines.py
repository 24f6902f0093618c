"""A page's lines and their text."""

import pytest

from entries.layouts.base import INVISIBLE, Line


@pytest.mark.parametrize(
    "raw",
    [
        "",
        " \t\u3000",
        "Ferries stop",
        "   Ferries stop  ",
        "Ferries  stop\tat\u00a0noon",
        "Ferries\x0b\x1c\x85\u2028stop",
        "“Ferries” – they stop…",
        "“Ferries”  – they\u2009stop…",
        "Fer\u00adries\u200b st\u200eop\ufeff",
        "\ufeff Ferries",
        "\u202aFerries\u202c \u2066stop\u2069",
        "Fer\x01ries\x7f \x92stop\x9b",
        "\x01\x02",
        "Caf\u00e9\u0301 \U0001f600 \x07",
    ],
)
def test_text_has_single_spaces_and_no_marks_without_width(raw):
    assert Line(1, raw).text == " ".join(raw.translate(INVISIBLE).split())


def test_no_control_character_is_text():
    controls = "".join(map(chr, (*range(0x20), *range(0x7F, 0xA0))))
    assert Line(1, controls).text == ""
    assert all(Line(1, f"a{sign}b{sign}").text in ("ab", "a b") for sign in controls)


def test_whatever_is_taken_out_of_a_line_is_not_printable():
    taken = [*map(chr, INVISIBLE), *filter(str.isspace, map(chr, range(0x10000)))]
    assert [mark for mark in taken if mark.isprintable()] == [" "]

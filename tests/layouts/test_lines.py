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
        "Caf\u00e9\u0301 \U0001f600 \x07",
    ],
)
def test_text_has_single_spaces_and_no_marks_without_width(raw):
    assert Line(1, raw).text == " ".join(raw.translate(INVISIBLE).split())


def test_whatever_is_taken_out_of_a_line_is_not_printable():
    taken = [*map(chr, INVISIBLE), *filter(str.isspace, map(chr, range(0x10000)))]
    assert [mark for mark in taken if mark.isprintable()] == [" "]

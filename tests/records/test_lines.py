"""Records as JSON Lines and CSV."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from entries.records.lines import (
    BYTE_ORDER_MARK,
    FORMULA,
    as_json,
    cell,
    columns_of,
    csv_lines,
    harmless,
    json_lines,
)

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def bare(text: str) -> str:
    """A cell's text without the apostrophe that makes it harmless, as the documentation says."""
    return text[1:] if FORMULA.match(text) and text.startswith("'") else text


@given(st.lists(st.dictionaries(st.sampled_from("ab"), TEXT, min_size=2), max_size=4))
@example([{"a": "one\x85two\u2028three\u2029four\n", "b": '"\r\n'}])
def test_json_lines_are_one_line_a_record_for_every_reader(records):
    text = "".join(json_lines([records, []], columns_of("a")))
    assert [json.loads(line) for line in text.split("\n")[:-1]] == records
    assert len(text.splitlines()) == len(records)


@given(st.lists(st.tuples(TEXT, TEXT), max_size=4))
@example([("=1+1", "'=1"), ("\r\n", '"'), ("a;b,c", "\tx"), ("'", "''=x")])
def test_csv_gives_every_text_back(rows):
    records = [{"a": one, "b": two} for one, two in rows]
    text = "".join(csv_lines([records, []], columns_of("a", "b")))
    assert text.startswith(BYTE_ORDER_MARK)
    head, *read = csv.reader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK), newline=""))
    assert head == ["a", "b"]
    assert [(bare(one), bare(two)) for one, two in read] == rows


@given(TEXT)
@example(" =1")
def test_no_cell_is_a_formula(text):
    assert not harmless(text).lstrip().startswith(tuple("=+-@\t\r\n＝＋－＠"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("-2h ago", "'-2h ago"),
        ("'=1", "''=1"),
        ("\tx", "'\tx"),
        ("'We are safe'", "'We are safe'"),
        ("– a dash", "– a dash"),
        ("a=b", "a=b"),
    ],
)
def test_only_what_looks_like_a_formula_gets_an_apostrophe(text, shown):
    assert harmless(text) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [(None, ""), (-3, "-3"), (True, "true"), (["a", "b; c"], "a; b; c"), ([], ""), (["=a"], "'=a")],
)
def test_values_of_every_kind_have_their_form_in_a_cell(value, shown):
    assert cell(value) == shown


def test_json_keeps_letters_as_they_are():
    assert as_json({"name": "Київ"}) == '{"name": "Київ"}'

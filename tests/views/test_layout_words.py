"""Why a page is of a layout, or of none: stored in English, told in the reader's language."""

from __future__ import annotations

import ast

import pytest
from django.utils import translation

from entries.layouts.base import Fit, LayoutError
from entries.layouts.registry import LAYOUTS, Detection, find_layout, refusal
from entries.templatetags.layout_tags import PATTERNS, told_of_layout
from tests.factories import make_capture, read
from tools.messages import ROOT

SEEN = "12 lines with “published at” & a clock"
MARKED = '<span lang="en-GB">12 lines with “published at” &amp; a clock</span>'
FIRST, NEXT = LAYOUTS[:2]


def in_ukrainian(text: str) -> str:
    with translation.override("uk"):
        return told_of_layout(text)


def raised() -> list[str]:
    """What the code says where a page fits no layout, with a word for each value in it."""
    said = []
    for path in [ROOT / "entries" / "parsing.py", *(ROOT / "entries" / "layouts").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "LayoutError":
                said.append(text_of(node.args[0]))
    return [text for text in said if text]


def text_of(node: ast.expr) -> str:
    """A text with placeholders filled; nothing for what is no text."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    parts = node.values if isinstance(node, ast.JoinedStr) else []
    return "".join(text_of(part) or "something" for part in parts)


@pytest.mark.parametrize("text", [text for text in raised() if "no layout" not in text])
def test_each_refusal_of_a_layout_is_told_in_ukrainian(text):
    assert any(pattern.fullmatch(text) for pattern in PATTERNS.values())
    assert in_ukrainian(text) != told_of_layout(text)


@pytest.mark.parametrize("score", [0.0, 0.4])
def test_that_a_page_is_of_no_layout_is_told_in_ukrainian(score):
    told = in_ukrainian(refusal(FIRST, Fit(score, SEEN)))
    assert told.startswith("сторінка не відповідає жодному макету")
    assert (MARKED in told and FIRST.name in told) == bool(score)


@pytest.mark.parametrize("name", ["no-such-layout", FIRST.name[:-1]])
def test_that_there_is_no_such_layout_is_told_in_ukrainian(name):
    with pytest.raises(LayoutError) as error:
        find_layout(name)
    assert f"немає макета «{name}»" in in_ukrainian(error.value.reason)


def test_what_told_a_layout_is_told_in_ukrainian():
    fit = Fit(0.9, SEEN)
    told = in_ukrainian(Detection(FIRST, fit).why)
    assert told == f"Прочитано як {FIRST.name} (0.90): {MARKED}."
    told = in_ukrainian(Detection(FIRST, fit, ((NEXT, Fit(0.5, "a sign")),)).why)
    assert told == f"Прочитано як {FIRST.name} (0.90): {MARKED}. Наступний: {NEXT.name} (0.50)."
    told = in_ukrainian(Detection(FIRST, fit, named=True).why)
    assert told == f"Прочитано як {FIRST.name}, як і просили."


def test_in_english_a_sentence_reads_as_it_is_stored():
    why = Detection(FIRST, Fit(0.9, "a sign"), ((NEXT, Fit(0.5, "another")),)).why
    assert told_of_layout(why).replace('<span lang="en-GB">a sign</span>', "a sign") == why


def test_any_other_sentence_stays_as_it_is_and_is_escaped():
    assert in_ukrainian("<b>{0}") == '<span lang="en-GB">&lt;b&gt;{0}</span>'
    assert "&lt;b&gt;{0}" in in_ukrainian("the posting's text is damaged: <b>{0}")


@pytest.mark.django_db
def test_the_page_of_a_capture_tells_it_in_the_language_of_the_reader(client):
    capture = make_capture(outcome="refused", reason=refusal(FIRST, Fit(0.0)))
    read(capture, why=Detection(FIRST, Fit(0.9, SEEN)).why)
    page = client.get(capture.get_absolute_url(), HTTP_ACCEPT_LANGUAGE="uk").content.decode()
    assert '<p dir="auto">Сторінка не відповідає жодному макету.' in page
    assert f"Прочитано як {FIRST.name} (0.90): {MARKED}." in page

"""LiveBlogPostings that are damaged, hostile or huge: some posting or none, and always at once."""

import json
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entries.readers.base import ReadError
from entries.readers.pages import read_page
from entries.readers.posting import posting_text
from tests.readers.postings import POSTING, UPDATE, one_update, script, strings_in, texts

LARGE = {
    "objects in objects": '{"a":' * 100_000,
    "lists in lists": "[" * 200_000 + '"liveBlogUpdate"',
    "quotation marks": '{"liveBlogUpdate": "' + '"' * 300_000,
    "comments": '"liveBlogUpdate"' + "/*" * 300_000,
    "one update many times": json.dumps(
        [{"@type": "LiveBlogPosting", "liveBlogUpdate": [{"@id": "#a"}] * 2000}] * 50
        + [{"@id": "#a", "articleBody": "word " * 20_000}]
    ),
    "many updates": json.dumps({**POSTING, "liveBlogUpdate": [UPDATE] * 2000}),
}


@pytest.mark.parametrize("text", LARGE.values(), ids=LARGE)
def test_no_data_takes_long_or_breaks_the_reader(text):
    started = time.process_time()
    read_page(text.encode(), "application/json")
    assert time.process_time() - started < 5


PAGE = script(json.dumps({**POSTING, "liveBlogUpdate": [UPDATE, {**UPDATE, "author": ["Bo"]}]}))


@given(st.data())
def test_damaged_page_gives_what_is_left_or_a_reason(data):
    start, length = data.draw(st.integers(0, len(PAGE))), data.draw(st.integers(0, 60))
    middle = data.draw(st.sampled_from([b"", PAGE[start : start + length] * 2]) | st.binary())
    try:
        content = read_page(PAGE[:start] + middle + PAGE[start + length :])
    except ReadError as error:
        assert str(error)
        return
    if content.posting:
        assert all(
            texts(update) or update for update in json.loads(content.posting)["liveBlogUpdate"]
        )


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["@id", "@value", "@list", "name", "text", "item"]), inner
        )
    ),
    max_leaves=8,
)
NAMES = st.sampled_from(
    ["@id", "@type", "url", "headline", "datePublished", "author", "keywords", "articleBody"]
    + ["image", "video", "liveBlogUpdate", "publisher", "mainEntityOfPage"]
)


@given(st.dictionaries(NAMES, VALUES), st.lists(st.dictionaries(NAMES, VALUES), max_size=3))
def test_any_values_make_a_text_or_none(head, posts):
    text = posting_text([{**head, "@type": "LiveBlogPosting", "liveBlogUpdate": posts}])
    assert not text or json.loads(text)["liveBlogUpdate"]
    assert not any(re.search("[\x00-\x1f\x7f]", line) for line in strings_in(text))
    text.encode()


@pytest.mark.parametrize("name", ["@id", "datePublished", "headline", "author", "keywords"])
def test_no_control_character_reaches_the_record(name):
    update = one_update(**{name: "#a\u0000\u001b[31mb", "articleBody": "x\u0000y"})
    assert all(text.isprintable() for text in strings_in(json.dumps(update)))

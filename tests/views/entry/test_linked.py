"""Names in the blocks of an entry as links: found again by their place in its text."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from entries.layouts.blocks import blocks_from_json, spoken_parts, text_of
from entries.views.entry.linked import Link, linked_blocks
from tests.factories import full_blocks

HOSTILE = "<a href=x onclick=alert(1)>\"Ada\" & 'Co'</a>{{ 7|add:7 }}"
words = st.one_of(
    st.text(alphabet="Ab é<>&\"'\n\U0001f30a", min_size=1, max_size=20).filter(str.strip),
    st.sampled_from(["Ada Marsh", "Kyiv", HOSTILE]),
)
blocks = st.lists(
    st.one_of(
        st.builds(lambda text: {"type": "paragraph", "text": text}, words),
        st.builds(lambda text: {"type": "heading", "text": text}, words),
        st.builds(
            lambda text, by: {"type": "quote", "text": text, "attribution": by},
            words,
            st.none() | words,
        ),
        st.builds(
            lambda items: {"type": "list", "items": items}, st.lists(words, min_size=1, max_size=3)
        ),
        st.builds(lambda text: {"type": "media", "caption": text}, st.none() | words),
        st.builds(
            lambda text: {"type": "image", "alt": "Ada", "credit": None, "caption": text},
            st.none() | words,
        ),
        st.just({"type": "embed", "provider": "twitter"}),
    ),
    max_size=6,
)
headlines = st.just("") | words
spans = st.lists(st.tuples(st.integers(-3, 150), st.integers(-3, 30)), max_size=12)


def text_for(headline: str, blocks: list[dict[str, Any]]) -> str:
    return text_of(headline, blocks_from_json(blocks))


def link(text: str, words: str, nth: int = 0, name: str = "Ada Marsh") -> Link:
    """A link from the words where they stand in the text for the nth time."""
    start = [found.start() for found in re.finditer(re.escape(words), text)][nth]
    return Link(start, start + len(words), words, "/people/ada-marsh/", name)


def said(blocks: list[dict[str, Any]]) -> list[Any]:
    """What the blocks say, part by part, in the order of an entry's text."""
    parts = []
    for block in blocks:
        found = [block.get(name) for name in ("text", "attribution", "items", "caption")]
        for part in found:
            parts += part if isinstance(part, list) else [part] if part else []
    return parts


def test_a_name_in_a_paragraph_is_a_link_and_one_in_the_headline_is_none():
    blocks = [{"type": "paragraph", "text": "Ada Marsh spoke."}]
    text = text_for("Ada Marsh", blocks)
    links = [link(text, "Ada Marsh"), link(text, "Ada Marsh", nth=1)]
    shown = linked_blocks("Ada Marsh", blocks, links)
    assert shown == [
        {
            "type": "paragraph",
            "text": '<a class="named" href="/people/ada-marsh/">Ada Marsh</a> spoke.',
        }
    ]


def test_words_that_are_not_the_name_shown_tell_it():
    blocks = [{"type": "paragraph", "text": "Mrs Marsh spoke."}]
    (shown,) = linked_blocks("", blocks, [link("Mrs Marsh spoke.", "Marsh", name='Ada "A" Marsh')])
    assert 'title="Ada &quot;A&quot; Marsh">Marsh</a>' in shown["text"]


def test_every_part_that_is_text_can_have_links():
    blocks = full_blocks()
    text = text_for("Headline", blocks)
    parts = [part for block in blocks_from_json(blocks) for part in spoken_parts(block)]
    shown = linked_blocks("Headline", blocks, [link(text, part) for part in parts])
    assert all(part.startswith('<a class="named"') for part in said(shown))
    assert len(said(shown)) == len(parts) == 7
    assert shown[4]["alt"] == "The image’s alt"


def test_a_link_counts_characters_and_not_bytes():
    text = "🌊 Київ 🌊 Kyiv"
    (shown,) = linked_blocks("", [{"type": "paragraph", "text": text}], [link(text, "Kyiv")])
    assert shown["text"].startswith("🌊 Київ 🌊 <a ")


@pytest.mark.parametrize(
    "stale",
    [
        Link(0, 3, "Bea", "/", "Bea"),  # the text says something else now
        Link(4, 400, "Marsh", "/", "Marsh"),  # it has become shorter
        Link(-1, 2, "A", "/", "A"),
        Link(3, 3, "", "/", ""),
        Link(9, 13, "\n\nBe", "/", "Be"),  # across two parts
    ],
)
def test_a_link_that_does_not_fit_is_left_out(stale):
    blocks = [{"type": "paragraph", "text": text} for text in ("Ada Marsh", "Bea Ford")]
    assert linked_blocks("", blocks, [stale]) == blocks


def test_of_links_that_overlap_the_first_counts():
    text = "Bank of England"
    links = [link(text, "England"), link(text, "Bank of England"), link(text, "Bank of")]
    (shown,) = linked_blocks("", [{"type": "paragraph", "text": text}], links)
    assert shown["text"].count("<a ") == 1
    assert re.sub("<[^>]*>", "", shown["text"]) == text


@given(headlines, blocks, spans)
def test_the_text_without_its_links_is_the_text_escaped(headline, blocks, spans):
    text = text_for(headline, blocks)
    links = [
        Link(start, start + length, text[max(start, 0) : start + length], f"/{HOSTILE}/", HOSTILE)
        for start, length in spans
    ]
    shown = linked_blocks(headline, blocks, links)
    parts = said(shown)
    bare = [re.sub(r'<a class="named" href="[^"]*"(?: title="[^"]*")?>|</a>', "", p) for p in parts]
    assert bare == [escape(part) for part in said(blocks)]
    assert "\n\n".join(part for part in [headline, *said(blocks)] if part) == text
    assert "<a href" not in "".join(parts)


@given(headlines, blocks, spans)
def test_every_link_that_fits_one_part_is_there(headline, blocks, spans):
    text = text_for(headline, blocks)
    first = len(headline) + 2 if headline else 0
    whole, position = [], first
    for part in said(blocks):
        whole.append(Link(position, position + len(part), part, "/there/", "There"))
        position += len(part) + 2
    assert position - 2 == len(text) or not whole
    shown = said(linked_blocks(headline, blocks, whole))
    assert all(part.startswith('<a class="named" href="/there/"') for part in shown)

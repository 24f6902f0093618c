"""Blocks and their JSON: what is taken, and what is refused before it is stored."""

import pytest

from entries.layouts.blocks import (
    BlockError,
    BulletList,
    Embed,
    Heading,
    Image,
    Media,
    Paragraph,
    Quote,
    block_from_json,
    block_to_json,
    blocks_from_json,
    text_of,
)

BLOCKS = [
    (Paragraph("It sailed."), {"type": "paragraph", "text": "It sailed."}),
    (Quote("We sail"), {"type": "quote", "text": "We sail"}),
    (Quote("We sail", "Ada"), {"type": "quote", "text": "We sail", "attribution": "Ada"}),
    (Heading("Later"), {"type": "heading", "text": "Later"}),
    (BulletList(("One", "Two")), {"type": "list", "items": ["One", "Two"]}),
    (Image("Pier", "EPA"), {"type": "image", "alt": "Pier", "credit": "EPA", "caption": None}),
    (Media("Watch"), {"type": "media", "caption": "Watch"}),
    (Embed("twitter"), {"type": "embed", "provider": "twitter"}),
]


@pytest.mark.parametrize(("block", "value"), BLOCKS)
def test_blocks_go_to_json_and_back(block, value):
    assert block_to_json(block) == value
    assert block_from_json(value) == block


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("text", "object"),
        ({"text": "x"}, "no block type; known: embed, heading"),
        ({"type": "video", "text": "x"}, "'video'"),
        ({"type": "paragraph"}, "text of the paragraph"),
        ({"type": "paragraph", "text": "  "}, "not empty"),
        ({"type": "paragraph", "text": 3}, "text of the paragraph"),
        ({"type": "paragraph", "text": "x", "html": "<b>"}, "no field html"),
        ({"type": "list", "items": []}, "at least one"),
        ({"type": "list", "items": ["x", 3]}, "list of texts"),
        ({"type": "list", "items": "x"}, "list of texts"),
        ({"type": "image", "alt": 3}, "alt of the image"),
    ],
)
def test_other_json_is_refused_with_the_field_at_fault(value, message):
    with pytest.raises(BlockError, match=message):
        block_from_json(value)


def test_blocks_of_an_entry_are_a_list():
    with pytest.raises(BlockError, match="list"):
        blocks_from_json({"type": "paragraph", "text": "x"})


def test_text_is_headline_words_speakers_and_captions_without_descriptions_and_credits():
    blocks = [Paragraph("P"), Quote("Q", "Ada"), BulletList(("a", "b")), Heading("H")]
    figures = [Image("alt", "credit", "caption"), Media("watch"), Embed("twitter"), Image("alt")]
    assert text_of("Head", [*blocks, *figures]) == "\n\n".join(
        ["Head", "P", "Q", "Ada", "a", "b", "H", "caption", "watch"]
    )
    assert text_of(None, []) == ""

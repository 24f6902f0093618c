"""Names that mean several things, in sentences that tell which."""

import tomllib
from pathlib import Path

import pytest

from entries.tagging.recogniser import Recogniser

from .names import named, recogniser

EXAMPLES = tomllib.loads(Path(__file__).with_name("ambiguous.toml").read_text("utf-8"))["examples"]
KINDS = {"people": "person", "organisations": "organisation", "places": "place"}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["text"][:50])
def test_a_name_means_what_the_words_around_it_say(example):
    found = {field: named(example["text"], kind) for field, kind in KINDS.items()}
    assert found == {field: set(example.get(field, ())) for field in KINDS}


@pytest.mark.parametrize("name", ["Washington", "Georgia", "Jordan", "Chelsea", "Paris", "Turkey"])
def test_the_names_that_are_known_to_mislead_are_tried_in_six_sentences(name):
    assert len([each for each in EXAMPLES if name in each["text"]]) >= 6


def test_nothing_is_both_linked_and_suggested():
    known: Recogniser = recogniser()
    for example in EXAMPLES:
        named_there = known.read(example["text"])
        spans = [(hit.start, hit.end) for hit in (*named_there.found, *named_there.suggested)]
        spans.sort()
        assert all(end <= start for (_, end), (start, _) in zip(spans, spans[1:], strict=False))

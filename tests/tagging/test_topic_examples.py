"""Each post of a small collection is about the topics that a reader gave it, and no more."""

import tomllib
from pathlib import Path

import pytest

from .names import gazetteer, topic_rules

FILE = Path(__file__).with_name("topic_examples.toml")
EXAMPLES = tomllib.loads(FILE.read_text(encoding="utf-8"))["examples"]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["text"][:40])
def test_a_post_is_about_what_the_reader_said(example):
    assert set(topic_rules().find(example["text"])) == set(example["topics"])


def test_every_topic_has_an_example():
    names = {topic.name.lower() for topic in gazetteer().topics}
    assert {topic for example in EXAMPLES for topic in example["topics"]} == names

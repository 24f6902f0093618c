"""People, organisations, places and topics as a careful reader took them from two real dumps."""

import json
from collections import Counter
from pathlib import Path

import pytest

from entries.layouts.blocks import Block, BulletList, Image, Media, Paragraph, Quote, text_of

from .names import named, topic_rules

EXPECTED = Path(__file__).resolve().parents[2].parent / "shared" / "expected"
FILES = [EXPECTED / "000.json", EXPECTED / "003.json"]
KINDS = {"people": "person", "organisations": "organisation", "places": "place"}

pytestmark = pytest.mark.skipif(
    not all(file.exists() for file in FILES), reason="the expected names lie outside the project"
)


def entries() -> list[dict]:
    return [entry for file in FILES for entry in json.loads(file.read_text())["entries"]]


def text(entry: dict) -> str:
    blocks: list[Block] = [Paragraph(line) for line in entry["body"]]
    blocks += [Quote(line) for line in entry["quotes"]]
    blocks += [BulletList(tuple(entry["list_items"]))] if entry["list_items"] else []
    blocks += [Image(each["alt"], each["credit"], each["caption"]) for each in entry["images"]]
    blocks += [Media(each["caption"]) for each in entry["media"]]
    return text_of(entry["headline"], blocks)


@pytest.mark.parametrize("kind", KINDS)
def test_every_entry_names_what_the_reader_found(kind):
    found = [sorted(named(text(entry), KINDS[kind])) for entry in entries()]
    assert found == [sorted(entry[kind]) for entry in entries()]
    assert len(found) == 51


@pytest.mark.parametrize("topic", ["nato", "sanctions"])
def test_the_topic_is_exactly_that_of_the_reader(topic):
    found = [topic in topic_rules().find(text(entry)) for entry in entries()]
    assert found == [topic in entry["topics"] for entry in entries()]


def test_the_other_topics_are_nearly_those_of_the_reader():
    right, found, wanted = Counter(), Counter(), Counter()
    for entry in entries():
        topics = set(topic_rules().find(text(entry)))
        right.update(topics & set(entry["topics"]))
        found.update(topics)
        wanted.update(entry["topics"])
    for topic in sorted(found | wanted):
        print(f"{topic}: {right[topic]} right of {found[topic]} found, {wanted[topic]} wanted")
    precision, recall = right.total() / found.total(), right.total() / wanted.total()
    print(f"precision {precision:.2f}, recall {recall:.2f}")
    assert precision >= 0.9
    assert recall >= 0.95

"""People, organisations, places and topics as a careful reader took them from two real dumps."""

import json
from pathlib import Path

import pytest

from entries.layouts.blocks import Block, BulletList, Image, Media, Paragraph, Quote, text_of

from .names import named, topic_rules
from .scoring import score, total

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


def test_names_are_those_of_the_reader():
    assert len(entries()) == 51
    scores = [score(field, names(field)) for field in KINDS]
    assert total(scores).precision >= 0.97
    assert total(scores).recall >= 0.93


def names(field: str) -> list[tuple[set[str], set[str]]]:
    return [(named(text(entry), KINDS[field]), set(entry[field])) for entry in entries()]


def test_topics_are_those_of_the_reader():
    rules = topic_rules()
    pairs = [(set(rules.find(text(entry))), set(entry["topics"])) for entry in entries()]
    assert score("topics", pairs).f1 >= 0.75

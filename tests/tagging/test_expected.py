"""People, organisations, places and topics as a careful reader took them from two real dumps."""

import json
from collections.abc import Callable
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


def test_names_are_those_of_the_reader():
    assert len(entries()) == 51
    names = [score(kind, names_of(KINDS[kind])) for kind in KINDS]
    right, found, wanted = map(sum, zip(*names, strict=True))
    assert right >= 0.97 * found
    assert right >= 0.93 * wanted


def test_topics_are_those_of_the_reader():
    right, found, wanted = score("topics", lambda text: set(topic_rules().find(text)))
    assert 2 * right >= 0.75 * (found + wanted)  # F1


def names_of(kind: str) -> Callable[[str], set[str]]:
    return lambda text: named(text, kind)


def score(field: str, find: Callable[[str], set[str]]) -> tuple[int, int, int]:
    """How many are right, were found, and were wanted; printed with each that is wrong."""
    right = found = wanted = 0
    for entry in entries():
        ours, theirs = find(text(entry)), set(entry[field])
        right, found, wanted = right + len(ours & theirs), found + len(ours), wanted + len(theirs)
        if ours != theirs:
            print(f"{field}: found {sorted(ours - theirs)}, missed {sorted(theirs - ours)}")
    precision, recall = right / found, right / wanted
    f1 = 2 * right / (found + wanted)
    print(f"{field}: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f} of {wanted}")
    return right, found, wanted

"""The four real dumps, against what a careful reader takes from them.

Their text belongs to its publishers, so they lie outside the project: see `shared`.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from entries.parsing import ParsedCapture, entry_to_json

from .captures import parsed_file

NAMES = ("000", "001", "003", "004")


@pytest.fixture(scope="module", params=NAMES)
def pair(request) -> tuple[ParsedCapture, dict]:
    """A dump as it parses, and as it should."""
    shared = Path(__file__).resolve().parents[2] / "shared"
    if not shared.is_dir():
        pytest.skip("the real dumps belong to their publishers and lie outside the project")
    (dump,) = (shared / "dumps").glob(f"{request.param}_*.txt")
    recorded = json.loads((shared / "expected" / f"{request.param}.json").read_text())
    return parsed_file(dump), recorded


def simplified(entry: dict) -> dict:
    """An entry as `parse` prints it, in the form of the expected files."""
    blocks = entry["blocks"]

    def of(kind: str) -> list[dict]:
        return [block for block in blocks if block["type"] == kind]

    return {
        "headline": entry["headline"],
        "published_at": entry["published_at"],
        "labels": entry["labels"],
        "bylines": entry["bylines"],
        "body": [block["text"] for block in of("paragraph")],
        "quotes": [block["text"] for block in of("quote")],
        "list_items": [item for block in of("list") for item in block["items"]],
        "images": [{k: block[k] for k in ("alt", "credit", "caption")} for block in of("image")],
        "media": [{"caption": block["caption"]} for block in of("media")],
        "embeds": [block["provider"] for block in of("embed")],
    }


def collapsed(value):
    """The value with the white space of its texts collapsed, as the expected files mean it."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list):
        return [collapsed(item) for item in value]
    if isinstance(value, dict):
        return {key: collapsed(item) for key, item in value.items()}
    return value


def test_every_field_equals_what_is_expected(pair):
    parsed, recorded = pair
    read = [simplified(entry_to_json(entry, time)) for entry, time in parsed.entries]
    wanted = [{key: collapsed(entry[key]) for key in read[0]} for entry in recorded["entries"]]
    assert read == wanted


def test_header_equals_what_is_expected(pair):
    parsed, recorded = pair
    liveblog, stream = parsed.liveblog, recorded["stream"]
    assert parsed.layout.name == recorded["layout"]
    assert list(liveblog.summary) == stream["summary"]
    assert list(liveblog.summary_media) == stream.get("summary_media", [])
    assert liveblog.page_number == stream["page"]
    assert liveblog.standfirst == stream["intro"]
    assert parsed.zone == (stream["timezone"] or "UTC")


def test_no_line_is_unclaimed(pair):
    parsed, _ = pair
    assert parsed.unclaimed == ()


def test_instants_are_ordered_newest_first(pair):
    parsed, _ = pair
    instants = [time.instant for _, time in parsed.entries if time.precision == "minute"]
    assert instants == sorted(instants, reverse=True)

"""LiveBlogPostings for tests, and what is read of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from entries.readers.posting import posting_text

UPDATE = {
    "@type": "BlogPosting",
    "headline": "Ferry sails",
    "datePublished": "2019-06-04T10:02:00+01:00",
    "articleBody": "It left at ten.",
}
POSTING = {"@context": "https://schema.org", "@type": "LiveBlogPosting", "liveBlogUpdate": [UPDATE]}


def read(*documents: Any) -> dict[str, Any]:
    """The posting that is found in some data, as an object; empty where there is none."""
    text = posting_text(documents)
    return json.loads(text) if text else {}


def updates(*documents: Any) -> list[dict[str, Any]]:
    return read(*documents).get("liveBlogUpdate", [])


def one_update(**values: Any) -> dict[str, Any]:
    """An update with other values than usual, as it is read."""
    (update,) = updates({**POSTING, "liveBlogUpdate": [{**UPDATE, **values}]})
    return update


def texts(update: dict[str, Any]) -> list[str]:
    return [block.get("text", "") for block in update.get("articleBody", [])]


def script(content: str, kind: str = "application/ld+json") -> bytes:
    return f'<html><body><p>Lake</p><script type="{kind}">{content}</script></body></html>'.encode()


def strings_in(text: str) -> Iterator[str]:
    """Every name and value in a posting's text."""
    waiting = [json.loads(text)] if text else []
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting += [*value, *value.values()]
        elif isinstance(value, list):
            waiting += value
        elif isinstance(value, str):
            yield value

"""A feed's document as JSON Feed, version 1.1."""

from __future__ import annotations

import json
from typing import Any

from .atom import LANGUAGE
from .documents import Document, Item

MEDIA_TYPE = "application/feed+json"
VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(document: Document) -> bytes:
    links = document.links
    values = {
        "version": VERSION,
        "title": document.title,
        "home_page_url": document.page,
        "feed_url": links["current"],
        "description": document.subtitle,
        "next_url": links.get("next") or links.get("prev-archive"),
        "language": LANGUAGE,
        "items": [item_of(item) for item in document.items],
    }
    filled = {name: value for name, value in values.items() if value or name == "items"}
    return json.dumps(filled, ensure_ascii=False).encode()


def item_of(item: Item) -> dict[str, Any]:
    values = {
        "id": item.id,
        "url": item.address,
        "title": item.title,
        "content_html": item.html,
        "summary": item.summary,
        "date_published": item.published.isoformat(),
        "date_modified": item.updated.isoformat(),
        "authors": [{"name": author} for author in item.authors],
        "tags": list(item.tags),
        "language": item.language,
    }
    return {name: value for name, value in values.items() if value}

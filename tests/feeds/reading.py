"""How a feed reader reads feeds: nothing that their rules forbid gets past it."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpResponse
from lxml import etree

ATOM = {"atom": "http://www.w3.org/2005/Atom", "fh": "http://purl.org/syndication/history/1.0"}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
JSON_FEED = {"version", "title", "home_page_url", "feed_url", "description", "language", "items",
             "next_url"}  # fmt: skip
JSON_ITEM = {"id", "url", "title", "content_html", "summary", "date_published", "date_modified",
             "authors", "tags", "language"}  # fmt: skip


def atom(client: Any, address: str) -> etree._Element:
    """The feed at an address, which keeps the rules of RFC 4287."""
    response = client.get(address)
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return checked_atom(response.content)


def checked_atom(content: bytes) -> etree._Element:
    root = etree.fromstring(content)
    one_each(root, "id", "title", "updated")
    assert len(root.findall("atom:link[@rel='self']", ATOM)) == 1
    for entry in root.findall("atom:entry", ATOM):
        one_each(entry, "id", "title", "updated", "published", "content")
        assert entry.findall("atom:author/atom:name", ATOM)
    for time in texts(root, ".//atom:updated") + texts(root, ".//atom:published"):
        assert dt.datetime.fromisoformat(time).tzinfo
    for link in root.findall(".//atom:link", ATOM):
        assert urlsplit(link.get("href")).scheme == "http"
    ids = texts(root, "atom:entry/atom:id")
    assert len(set(ids)) == len(ids)
    return root


def one_each(element: etree._Element, *names: str) -> None:
    for name in names:
        (found,) = element.findall(f"atom:{name}", ATOM)
        assert found.text


def texts(root: etree._Element, path: str) -> list[str]:
    return [found.text for found in root.findall(path, ATOM)]


def titles(client: Any, address: str) -> list[str]:
    return texts(atom(client, address), "atom:entry/atom:title")


def related(root: etree._Element) -> dict[str, str]:
    """The addresses of what the feed says of itself and of its other documents."""
    found = root.findall("atom:link", ATOM)
    return {link.get("rel"): link.get("href").removeprefix("http://testserver") for link in found}


def json_feed(client: Any, address: str) -> dict[str, Any]:
    """The feed at an address, which keeps the rules of JSON Feed 1.1."""
    response = client.get(address)
    assert response.status_code == 200, response.content
    return checked_json(response)


def checked_json(response: HttpResponse) -> dict[str, Any]:
    assert response["Content-Type"] == "application/feed+json"
    feed = response.json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed.keys() <= JSON_FEED
    texts = [value for name, value in feed.items() if name != "items"]
    assert all(isinstance(text, str) and text for text in texts)
    for name in ("home_page_url", "feed_url"):
        assert urlsplit(feed[name]).netloc == "testserver"
    for item in feed["items"]:
        check_item(item)
    ids = [item["id"] for item in feed["items"]]
    assert len(set(ids)) == len(ids)
    return feed


def check_item(item: dict[str, Any]) -> None:
    assert {"id", "content_html"} <= item.keys() <= JSON_ITEM
    authors, tags = item.pop("authors", []), item.pop("tags", [])
    assert all(isinstance(text, str) and text for text in [*item.values(), *tags])
    for author in authors:
        assert author.keys() == {"name"} and author["name"]
    for name in ("date_published", "date_modified"):
        assert dt.datetime.fromisoformat(item[name]).tzinfo
    item |= {"authors": authors, "tags": tags}


def all_documents(client: Any, address: str, relation: str) -> list[etree._Element]:
    """The feed's documents from this one on, each led to by the one before."""
    documents = []
    while address:
        assert len(documents) < 100
        documents.append(atom(client, address))
        address = related(documents[-1]).get(relation, "")
    return documents


def all_pages(client: Any, address: str) -> list[dict[str, Any]]:
    """The same of JSON Feed."""
    pages = []
    while address:
        assert len(pages) < 100
        pages.append(json_feed(client, address.removeprefix("http://testserver")))
        address = pages[-1].get("next_url", "")
    return pages

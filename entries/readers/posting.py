"""A page's LiveBlogPosting → one text of it, in the form that its layout reads.

The text is JSON over many lines, in which each update's lines stand together. It keeps the names
of schema.org and the values as they are given, but bodies as blocks and without markup.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, TypeGuard
from urllib.parse import urlsplit

from .base import Hints
from .head import LANGUAGE, joined
from .lenient_json import UPDATES
from .markup import Block, blocks_of, plain
from .schema_org import Graph, Node, flat, properties, text_of, types
from .sidefile import LONGEST_ADDRESS, is_address

POSTING = "LiveBlogPosting"
MOST_UPDATES = 20_000
MOST_POSTINGS = 10
LONGEST = 500  # characters of a name, a keyword or a time
BODIES = ("articleBody", "text", "description")
TIMES = ("datePublished", "dateModified", "coverageStartTime", "coverageEndTime")
NAME_PARTS = ("givenname", "familyname")
SEPARATOR = re.compile(r"[,;|]")
# What the newsroom itself is, where an update names it for its author.
OUTLETS = {"organization", "newsmediaorganization", "corporation"}

Json = dict[str, Any]


def posting_text(documents: Iterable[Any], page: str = "") -> str:
    """The page's LiveBlogPosting as its layout reads it; empty where the page has none.

    Of several, the one with the most updates that have a body. `page` is the page's own address,
    where it gives one.
    """
    graph = Graph(documents)
    postings = islice(filter(is_posting, graph.nodes), MOST_POSTINGS)
    found = [read_posting(graph, node, page) for node in postings]
    best = max(found, key=weight, default=None)
    if not best or not best[UPDATES]:
        return ""
    return json.dumps(best, ensure_ascii=False, indent=1)


def posting_hints(text: str) -> Hints:
    """What a posting's text says of the page: for where the page's head says nothing."""
    start = text.find(f'\n "{UPDATES}"')
    head = json.loads(text[:start].rstrip().removesuffix(",") + "}")
    language = head.get("inLanguage", "")
    return Hints(
        url=head.get("url") if is_address(head.get("url", "")) else None,
        title=head.get("headline", "")[:LONGEST] or None,
        publisher=head.get("publisher"),
        language=language if LANGUAGE.fullmatch(language) else None,
    )


def is_posting(node: Node) -> bool:
    return POSTING.lower() in types(node) or UPDATES.lower() in properties(node)


def weight(posting: Json) -> tuple[int, int]:
    """How many updates a posting has that say something, and how many there are."""
    return sum("articleBody" in update for update in posting[UPDATES]), len(posting[UPDATES])


def read_posting(graph: Graph, node: Node, page: str) -> Json:
    url = address(graph.link(node, "url", "mainEntityOfPage", "@id"), page) or page
    head = {
        "@type": POSTING,
        "url": url,
        "headline": plain(graph.text(node, "headline", "name")),
        "description": plain(graph.text(node, "description")),
        "publisher": name_of(graph, node, "publisher"),
        "inLanguage": plain(graph.text(node, "inLanguage")[:LONGEST]),
        **{name: time_of(graph, node, name) for name in TIMES},
        "keywords": terms(graph, node, "keywords"),
    }
    nodes = {id(value): value for value in graph.values(node, UPDATES) if is_object(value)}
    updates = [read_update(graph, update, url) for update in islice(nodes.values(), MOST_UPDATES)]
    return {**filled(head), UPDATES: [update for update in updates if update]}


def is_object(value: Any) -> TypeGuard[Node]:
    return isinstance(value, Mapping)


def read_update(graph: Graph, node: Node, url: str) -> Json:
    """What an update says; a property that it lacks is left out."""
    return filled(
        {
            "@id": identity(graph, node, url),
            "headline": plain(graph.text(node, "headline", "name")),
            "datePublished": time_of(graph, node, "datePublished", "dateCreated", "uploadDate"),
            "dateModified": time_of(graph, node, "dateModified"),
            "author": authors(graph, node),
            "keywords": terms(graph, node, "keywords"),
            "articleSection": terms(graph, node, "articleSection"),
            "articleBody": [*body(graph, node), *pictures(graph, node), *films(graph, node)],
        }
    )


def filled(values: Json) -> Json:
    return {name: value for name, value in values.items() if value}


def identity(graph: Graph, node: Node, url: str) -> str:
    """The update's own address, which is not the page's; its id where the page has no address."""
    for name in ("@id", "url", "mainEntityOfPage"):
        own = graph.link(node, name)
        found = own[1:] if own.startswith("#") and is_plain_id(own, url) else address(own, url)
        if found and found.rstrip("#/") != url.rstrip("#/"):
            return found
    return ""


def is_plain_id(value: str, url: str) -> bool:
    """Whether nothing but an id in the page tells an update."""
    return not url and value.isprintable() and len(value) <= LONGEST


def address(value: str, base: str) -> str:
    """An address or another name that holds everywhere ("urn:…"); empty for anything else."""
    value = "".join(value.split())
    if not value or value.startswith("_:") or len(value) > LONGEST_ADDRESS:
        return ""
    found = joined(base, value)
    return found if is_address(found) or is_name(found) else ""


def is_name(value: str) -> bool:
    try:
        return urlsplit(value).scheme in ("urn", "tag") and value.isprintable()
    except ValueError:
        return False


def time_of(graph: Graph, node: Node, *properties: str) -> str:
    """A time as it is printed there."""
    return plain(graph.text(node, *properties)[:LONGEST])


def name_of(graph: Graph, node: Node, name: str) -> str:
    return next(iter(names(graph.values(node, name))), "")


def names(values: Sequence[Any]) -> list[str]:
    """The names in some values, each once; what is an address is no name."""
    found = [plain(text_of(value)[: 2 * LONGEST])[:LONGEST] for value in values]
    return [name for name in dict.fromkeys(found) if name and not is_address(name)]


def terms(graph: Graph, node: Node, name: str) -> list[str]:
    """Keywords or sections, which may stand in one text with commas between them."""
    found = names(graph.values(node, name))
    parts = [part.strip() for text in found for part in SEPARATOR.split(text)]
    return list(dict.fromkeys(filter(None, parts)))


def authors(graph: Graph, node: Node) -> list[Json]:
    """Who wrote an update: names, with the role and what the author is where that is given."""
    values = graph.values(node, "author", "creator")
    return [person for value in values for person in people(value)]


def people(value: Any) -> list[Json]:
    """The people or the outlet that one author's object or text names."""
    if not is_object(value):
        return [{"name": name} for name in names([value])]
    known = properties(value)
    full = " ".join(filter(None, (text_of(known.get(part)) for part in NAME_PARTS)))
    kind = "Organization" if types(value) & OUTLETS else ""
    role = plain(text_of(known.get("jobtitle")))[:LONGEST]
    return [
        filled({"@type": kind, "name": name, "jobTitle": role})
        for name in names(flat(known.get("name") or full))
    ]


def body(graph: Graph, node: Node) -> list[Block]:
    """The update's own text: the first property that has any."""
    for name in BODIES:
        texts = [text_of(value) for value in graph.values(node, name)]
        if blocks := [block for text in texts for block in blocks_of(text)]:
            return blocks
    return []


def pictures(graph: Graph, node: Node) -> list[Block]:
    """The pictures that an update has beside its text, as far as words tell of them."""
    found: list[Block] = []
    for value in graph.values(node, "image"):
        caption = plain(graph.text(value, "caption", "description")) if is_object(value) else ""
        if caption:
            credit = plain(graph.text(value, "creditText", "copyrightNotice", "creator")) or None
            found.append({"type": "image", "alt": None, "credit": credit, "caption": caption})
    return found


def films(graph: Graph, node: Node) -> list[Block]:
    titles = [
        plain(graph.text(value, "name", "caption", "description"))
        for value in graph.values(node, "video")
        if is_object(value)
    ]
    return [{"type": "media", "caption": title} for title in titles if title]

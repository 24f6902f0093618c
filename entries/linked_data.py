"""What machines read of an entry and of a live page: schema.org's words, as JSON-LD.

The words are their publisher's and the archive says so: it gives the publisher, what it took the
post from and where it keeps it, and names itself as the one that describes it. As with citations
nothing is guessed: a time stands as exactly as the page gave it.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from entries.citing import ARCHIVE, Citation, cleaned
from entries.models import Actor, Entry, Liveblog, Place, Source, Topic
from entries.templatetags.entry_tags import excerpt, web_address

CONTEXT = "https://schema.org"
WIKIDATA = "https://www.wikidata.org/wiki/"
# In a stream of a hundred posts a longer one is told of by its first words; its own page has all.
LONGEST_BODY = 1_000  # characters
# As Django does for its own scripts of data: what could end the element or begin a comment.
ESCAPES = {"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"}

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class StreamPage:
    """One page of a stream: its full address, those of others, and the entries it shows."""

    address: str
    others: Sequence[str]
    entries: Sequence[Entry]


def script(data: Mapping[str, Any]) -> SafeString:
    """The data as an element of a page's head, which no text in them can end."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character, escape in ESCAPES.items():  # quicker by far than a table of translations
        text = text.replace(character, escape)
    # Nothing in it is markup any more.
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))


def posting(
    entry: Entry,
    site: str,
    citation: Citation,
    about: Iterable[Actor | Place | Topic],
    modified: dt.datetime | None,
) -> Data:
    """An entry as a BlogPosting; `site` is where the archive is ("https://archive.example").

    `about` is what it names and is about, `modified` when the version shown was first seen where
    there was another before it.
    """
    bylines = [cleaned(byline.name) for byline in entry.bylines.all()]
    liveblog = {"@type": "LiveBlogPosting", **identity(entry.liveblog, site)}
    return given(
        {
            "@context": CONTEXT,
            **post(entry, site),
            "articleBody": body_of(entry),
            "dateModified": modified and modified.isoformat(timespec="seconds"),
            "author": [author(name, citation.authors) for name in bylines if name],
            "publisher": publisher(entry.source),
            "inLanguage": entry.source.language,
            "isPartOf": liveblog | {"headline": entry.liveblog.title},
            "isBasedOn": citation.original,
            "archivedAt": site + entry.permanent_path,
            **subjects(about, site),
            "sdPublisher": archive(site),
        }
    )


def subjects(about: Iterable[Actor | Place | Topic], site: str) -> Data:
    """Whom and what a post names, and the names of its topics."""
    found = list(about)
    return {
        "about": [thing(each, site) for each in found if not isinstance(each, Topic)],
        "keywords": [each.name for each in found if isinstance(each, Topic)],
    }


def coverage(
    liveblog: Liveblog, site: str, page: StreamPage, clocked: Collection[dt.datetime]
) -> Data:
    """A live page as a LiveBlogPosting with the entries of one page of its stream.

    `clocked` are the instants out of its first and last time that are known to the minute. While
    it runs it has no end.
    """
    return given(
        {
            "@context": CONTEXT,
            "@type": "LiveBlogPosting",
            **identity(liveblog, site),
            "headline": liveblog.title,
            "description": liveblog.standfirst,
            **times(liveblog, clocked),
            "publisher": publisher(liveblog.source),
            "inLanguage": liveblog.source.language,
            "isBasedOn": web_address(liveblog.url),
            "archivedAt": site + liveblog.get_absolute_url(),
            "mainEntityOfPage": web_page(page),
            "liveBlogUpdate": [update(entry, site) for entry in page.entries],
            "sdPublisher": archive(site),
        }
    )


def collection(
    liveblogs: Sequence[Liveblog], site: str, address: str, clocked: Collection[dt.datetime]
) -> Data:
    """Live pages that are read as one, the earliest first, as a page of which each is a part.

    `address` is the page's own in full; `clocked` as of `coverage`.
    """
    first = liveblogs[0]
    return given(
        {
            "@context": CONTEXT,
            "@type": "CollectionPage",
            "@id": address,
            "url": address,
            "name": first.title,
            "inLanguage": first.source.language,
            "hasPart": [part(each, site, clocked) for each in liveblogs],
            "sdPublisher": archive(site),
        }
    )


def part(liveblog: Liveblog, site: str, clocked: Collection[dt.datetime]) -> Data:
    """A live page where others stand beside it: what identifies it, and when it ran."""
    return given(
        {
            "@type": "LiveBlogPosting",
            **identity(liveblog, site),
            "headline": liveblog.title,
            **times(liveblog, clocked),
            "publisher": publisher(liveblog.source),
        }
    )


def times(liveblog: Liveblog, clocked: Collection[dt.datetime]) -> Data:
    """When a live page began and ended; while it runs it has no end."""
    starts, ends = (
        moment(each, liveblog.source, each in clocked) if each else ""
        for each in (liveblog.starts_at, liveblog.ends_at)
    )
    return {"coverageStartTime": starts, "coverageEndTime": "" if liveblog.runs else ends}


def web_page(page: StreamPage) -> Data:
    """The page that has these entries, with links to those that have the others."""
    return given({"@type": "WebPage", "@id": page.address, "relatedLink": list(page.others)})


def trail(steps: Iterable[tuple[str, str]]) -> Data:
    """The way to a page from the top: names and full addresses."""
    items = [
        {"@type": "ListItem", "position": number, "name": name, "item": address}
        for number, (name, address) in enumerate(steps, 1)
    ]
    return {"@context": CONTEXT, "@type": "BreadcrumbList", "itemListElement": items}


def post(entry: Entry, site: str) -> Data:
    """What identifies a post, in a stream and by itself."""
    return {
        "@type": "BlogPosting",
        "@id": site + entry.permanent_path,
        "url": site + entry.get_absolute_url(),
        "headline": entry.title,
        "datePublished": published(entry),
    }


def update(entry: Entry, site: str) -> Data:
    """A post of a stream; one too long for it has its first words in the place of its body."""
    body = body_of(entry)
    told = {"articleBody": body} if len(body) <= LONGEST_BODY else {"abstract": excerpt(entry)}
    return given(post(entry, site) | told)


def body_of(entry: Entry) -> str:
    return entry.text.removeprefix(entry.headline).strip()


def published(entry: Entry) -> str:
    """When it was posted, in ISO 8601: a day alone where no more is known; nothing without one."""
    if entry.published_at is None or entry.day is None:
        return ""
    return moment(entry.published_at, entry.source, entry.has_clock)


def moment(instant: dt.datetime, source: Source, is_exact: bool) -> str:
    """An instant by a source's clock where it is exact to the minute, or else its day."""
    local = instant.astimezone(source.zone)
    if not is_exact:
        return local.date().isoformat()
    return local.isoformat(timespec="seconds" if local.second else "minutes")


def author(name: str, people: Collection[str]) -> Data:
    return {"@type": "Person" if name in people else "Organization", "name": name}


def publisher(source: Source) -> Data:
    home = web_address(source.home_page)
    return given({"@type": "Organization", "name": source.name, "url": home})


def archive(site: str) -> Data:
    return {"@type": "Organization", "name": ARCHIVE, "url": f"{site}/"}


def thing(named: Actor | Place, site: str) -> Data:
    """Whom or what an entry names, with its item of Wikidata where that is certain."""
    kind = "Place"
    if isinstance(named, Actor):
        kind = "Person" if named.kind == Actor.Kind.PERSON else "Organization"
    item = f"{WIKIDATA}{named.wikidata}" if named.wikidata else ""
    address = site + named.get_absolute_url()
    return given({"@type": kind, "name": named.name, "url": address, "sameAs": item})


def identity(liveblog: Liveblog, site: str) -> Data:
    address = site + liveblog.get_absolute_url()
    return {"@id": address, "url": address}


def given(data: Mapping[str, Any]) -> Data:
    """The data without what is not known."""
    return {name: value for name, value in data.items() if value}

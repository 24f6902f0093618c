"""What stands in the head of pages for machines: descriptions, citations, linked data, pictures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import template
from django.core.paginator import Page
from django.http import HttpRequest
from django.template.base import NodeList, Parser, Token
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_noop, to_locale
from django.utils.translation import gettext as _

from entries import linked_data
from entries.citing import ARCHIVE, FORMATS, Citation, cite, cleaned, people_of
from entries.linked_data import StreamPage
from entries.models import Entry, Liveblog, Organisation
from entries.models.entry import shortened
from entries.templatetags.entry_tags import EXCERPT_WORDS, excerpt
from entries.views.addresses import site_of
from entries.views.liveblogs.coverages import Coverage
from entries.views.pictures import days_of, time_of

register = template.Library()

# Where the language's tag does not say what Open Graph asks for beside it.
TERRITORIES = {"en": "GB", "uk": "UA", "de": "DE", "fr": "FR"}
LONGEST_ADDRESS = 500
SITE = gettext_noop("News live pages, taken apart into dated entries that keep their address.")


@dataclass(frozen=True, slots=True)
class Shared:
    """How a page is shown by others; addresses are full ones, times in ISO 8601."""

    title: str
    description: str
    address: str
    picture: str
    alt: str
    locale: str
    kind: str = "article"
    published: str = ""
    modified: str = ""

    @property
    def properties(self) -> list[tuple[str, str]]:
        """The parts by the names that Open Graph has for them, without those not known."""
        named = {
            "og:site_name": ARCHIVE,
            "og:type": self.kind,
            "og:title": self.title,
            "og:description": self.description,
            "og:url": self.address,
            "og:locale": self.locale,
            "og:image": self.picture,
            "og:image:type": "image/png",
            "og:image:width": "1200",
            "og:image:height": "630",
            "og:image:alt": self.alt,
            "article:published_time": self.published,
            "article:modified_time": self.modified,
        }
        return [(name, value) for name, value in named.items() if value]


class CaptureNode(template.Node):
    """Keeps what stands between its tags for the rest of the page, and shows nothing."""

    def __init__(self, name: str, nodelist: NodeList) -> None:
        self.name = name
        self.nodelist = nodelist

    def render(self, context: template.Context) -> str:
        text = " ".join(self.nodelist.render(context).split())
        # Rendered by a template, so escaped where it had to be; a quote may end an attribute.
        context[self.name] = mark_safe(text.replace('"', "&quot;"))
        return ""


@register.tag
def capture(parser: Parser, token: Token) -> CaptureNode:
    """`{% capture name %}…{% endcapture %}`: what stands between goes in one line into `name`."""
    _tag, name = token.split_contents()
    nodelist = parser.parse(("endcapture",))
    parser.delete_first_token()
    return CaptureNode(name, nodelist)


@register.filter
def linked(data: linked_data.Data) -> SafeString:
    """Linked data as an element of the head."""
    return linked_data.script(data)


@register.inclusion_tag("_shared.html", takes_context=True)
def page_head(
    context: template.Context,
    title: str,
    description: str,
    liveblog: Liveblog | None = None,
    address: str = "",
) -> dict[str, object]:
    """The head of a page that has no data of its own.

    Its picture is that of a live page where one is given. `address` is the canonical one where
    that is not the one asked for.
    """
    request = context["request"]
    site = site_of(request)
    shared = Shared(
        title=title,
        description=description,
        address=address or address_of(request),
        picture=picture_of(liveblog, site) if liveblog else site + static("share.png"),
        alt=alt_of(liveblog, days_of(liveblog)) if liveblog else f"{ARCHIVE}: {_(SITE)}",
        locale=locale_of(get_language() or ""),
        kind="website",
    )
    return {"shared": shared}


@register.inclusion_tag("entries/_entry_head.html", takes_context=True)
def entry_head(
    context: template.Context, entry: Entry, subjects: list[tuple[str, list[Any]]]
) -> dict[str, object]:
    """The head of an entry's page; `subjects` as that page is given them."""
    site = site_of(context["request"])
    citation = citation_of(entry, site)
    published, modified = linked_data.published(entry), modified_at(entry)
    about = [each.named for _kinds, items in subjects for each in items]
    return {
        "entry": entry,
        "metadata": metadata_of(citation, published),
        "formats": FORMATS,
        "shared": Shared(
            title=cleaned(entry.title),
            description=cleaned(excerpt(entry) or entry.title),
            address=site + entry.get_absolute_url(),
            picture=site + reverse("entries:entry_picture", args=[entry.key]),
            alt=alt_of(entry, time_of(entry)),
            locale=locale_of(entry.source.language),
            published=published,
            modified=modified.isoformat() if modified else "",
        ),
        "data": linked_data.posting(entry, site, citation, about, modified),
        "trail": linked_data.trail(
            step(each, site) for each in (entry.source, entry.liveblog, entry)
        ),
    }


@register.inclusion_tag("entries/_liveblog_head.html", takes_context=True)
def liveblog_head(context: template.Context, liveblog: Liveblog, page: Page) -> dict[str, object]:
    """The head of a page of a live page's stream."""
    site = site_of(context["request"])
    ends = [each for each in (liveblog.starts_at, liveblog.ends_at) if each]
    clocked = liveblog.entries.with_clock().at(ends).values_list("published_at", flat=True)
    shown = stream_page(liveblog, site, page, is_part=bool(context.get("since")))
    data = linked_data.coverage(liveblog, site, shown, set(clocked))
    return {
        "shared": Shared(
            title=cleaned(liveblog.title),
            description=cleaned(shortened(liveblog.standfirst or liveblog.title, EXCERPT_WORDS)),
            address=shown.address,
            picture=picture_of(liveblog, site),
            alt=alt_of(liveblog, days_of(liveblog)),
            locale=locale_of(liveblog.source.language),
            published=data.get("coverageStartTime", ""),
        ),
        "data": data,
        "trail": linked_data.trail(step(each, site) for each in (liveblog.source, liveblog)),
    }


@register.inclusion_tag("entries/_liveblog_head.html", takes_context=True)
def coverage_head(
    context: template.Context, stream: Coverage, page: Page, title: str, description: str
) -> dict[str, object]:
    """The head of a page of live pages that are read as one."""
    site = site_of(context["request"])
    liveblogs, first = stream.parts.liveblogs, stream.parts.liveblogs[0]
    address = site + stream.lasting_address
    ends = [end for each in liveblogs for end in (each.starts_at, each.ends_at)]
    clocked = stream.entries.with_clock().at(ends).values_list("published_at", flat=True)
    data = linked_data.collection(liveblogs, site, address, set(clocked))
    return {
        "shared": Shared(
            title=title,
            description=description,
            address=f"{address}?page={page.number}" if page.number > 1 else address,
            picture=picture_of(first, site),
            alt=alt_of(first, days_of(first)),
            locale=locale_of(first.source.language),
            published=data["hasPart"][0]["coverageStartTime"],
        ),
        "data": data,
        "trail": linked_data.trail([step(first.source, site), (first.title, address)]),
    }


def citation_of(entry: Entry, site: str) -> Citation:
    """The citation of what the page shows, whatever version others are asked for."""
    names = [cleaned(byline.name) for byline in entry.bylines.all()]
    people = people_of(names, entry.source.name, Organisation.objects.among(names))
    return cite(entry, people, entry.shown_at(), site + entry.permanent_path)


def metadata_of(citation: Citation, published: str) -> list[tuple[str, str]]:
    """The citation by the names that scholars' search engines know, and by those of Dublin Core.

    `published` is the day or time in ISO 8601; empty where it is not known.
    """
    day = citation.day
    named: dict[str, Iterable[str]] = {
        "citation_title": [citation.title],
        "citation_author": citation.authors,
        "citation_date": [f"{day.year:04}/{day:%m/%d}"] if day else [],
        "citation_publisher": [citation.publisher],
        "citation_language": [citation.language],
        "citation_public_url": [citation.address],
        "DC.type": ["Text"],
        "DC.title": [citation.title],
        "DC.creator": citation.authors,
        "DC.date": [published] if published else [],
        "DC.publisher": [citation.publisher],
        "DC.language": [citation.language],
        "DC.identifier": [citation.address],
        "DC.source": [citation.original] if citation.original else [],
        "DC.relation.isPartOf": [citation.container],
    }
    return [(name, value) for name, values in named.items() for value in values]


def picture_of(liveblog: Liveblog, site: str) -> str:
    """The address of a live page's picture."""
    names = [liveblog.source.slug, liveblog.slug]
    return site + reverse("entries:liveblog_picture", args=names)


def alt_of(row: Entry | Liveblog, when: str) -> str:
    """The words that stand in the picture of an entry or a live page."""
    return cleaned(", ".join(filter(None, (row.source.name, when))) + f": {row}")


def address_of(request: HttpRequest) -> str:
    """The address asked for, without its parameters where nobody would pass on so many."""
    asked = request.build_absolute_uri()
    return asked if len(asked) <= LONGEST_ADDRESS else asked.partition("?")[0]


def locale_of(language: str) -> str:
    """A language as Open Graph has it, such as en_GB; nothing where its territory is not known."""
    language, _, territory = language.partition("-")
    territory = territory or TERRITORIES.get(language.lower(), "")
    return to_locale(f"{language}-{territory}") if territory else ""


def modified_at(entry: Entry) -> dt.datetime | None:
    """When the text that is shown was first captured; None unless another was before it."""
    if entry.version_count < 2:
        return None
    captured = entry.appearances.first_captures()
    shown = captured.get(entry.content_hash)
    return shown if shown and min(captured.values()) < shown else None


def stream_page(liveblog: Liveblog, site: str, page: Page, is_part: bool) -> StreamPage:
    """The page with the addresses of the first, the last and those beside it.

    One of a part of the stream, such as what came since a moment, has the stream's own address.
    """
    base = site + liveblog.get_absolute_url()
    if is_part:
        return StreamPage(base, (), list(page))
    last = page.paginator.num_pages
    beside = {page.number - 1, page.number + 1} & set(page.paginator.page_range)
    numbers = sorted({1, last, *beside} - {page.number})
    address, *others = [
        f"{base}?page={number}" if number > 1 else base for number in (page.number, *numbers)
    ]
    return StreamPage(address, others, list(page))


def step(row: Any, site: str) -> tuple[str, str]:
    return str(row), site + row.get_absolute_url()

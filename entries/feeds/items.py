"""Rows → items of a feed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entries.models import Change, Entry, Liveblog
from entries.templatetags.entry_tags import excerpt
from entries.templatetags.source_tags import marked
from entries.views.changes import ShownChange

from .documents import Item

CHANGED = {
    Change.Kind.EDITED: gettext_lazy("Edited: %(title)s"),
    Change.Kind.GONE: gettext_lazy("No longer there: %(title)s"),
    Change.Kind.ELSEWHERE: gettext_lazy("On another page of the stream: %(title)s"),
}


def entry_item(entry: Entry, site: str) -> Item:
    """A dated entry. Its id is the address that never changes."""
    return Item(
        id=site + entry.permanent_path,
        address=site + entry.get_absolute_url(),
        title=entry.title,
        html=html_of(entry.blocks) or in_paragraphs([entry.title]),
        summary=excerpt(entry),
        published=entry.published_at,
        updated=entry.updated_at,
        authors=[*(byline.name for byline in entry.bylines.all()), entry.source.name],
        tags=entry.labels,
        language=entry.source.language,
    )


def entry_items(rows: Iterable[Entry], site: str) -> list[Item]:
    return [entry_item(row, site) for row in rows]


def html_of(blocks: Iterable[dict[str, Any]]) -> str:
    """What an entry reports; its pictures and what it embeds stay out."""
    return "".join(html_of_block(block) for block in blocks)


def html_of_block(block: dict[str, Any]) -> SafeString:
    if block["type"] == "list":
        lines = format_html_join("", "<li>{}</li>", ((item,) for item in block["items"]))
        return format_html("<ul>{}</ul>", lines)
    if block["type"] == "quote":
        return format_html("<blockquote><p>{}</p></blockquote>", block["text"])
    return in_paragraphs([block["text"]] if "text" in block else [])


def in_paragraphs(texts: Iterable[str]) -> SafeString:
    return format_html_join("", "<p>{}</p>", ((text,) for text in texts))


def liveblog_item(liveblog: Liveblog, site: str) -> Item:
    """A liveblog with dated entries."""
    address = site + liveblog.get_absolute_url()
    told = [text for text in (liveblog.standfirst, *liveblog.summary) if text]
    return Item(
        id=address,
        address=address,
        title=liveblog.title,
        html=in_paragraphs(told or [liveblog.title]),
        summary=liveblog.standfirst,
        published=liveblog.starts_at,
        updated=liveblog.ends_at,
        authors=[liveblog.source.name],
        language=liveblog.source.language,
    )


def change_item(row: ShownChange, site: str) -> Item:
    """A change, known by its entry, its kind and the capture that showed it."""
    change = row.change
    versions = site + reverse("entries:versions", args=[change.entry.key])
    told = _("In “%(liveblog)s” of %(source)s.") % {
        "liveblog": change.liveblog.title,
        "source": change.source.name,
    }
    words = format_html("<p>{}</p>", marked(row.pieces)) if row.pieces else ""
    return Item(
        id=f"{versions}#{change.kind}-{change.after_id}",
        address=versions if change.version_id else site + change.entry.get_absolute_url(),
        title=CHANGED[change.kind] % {"title": change.entry.title},
        html=in_paragraphs([told]) + words,
        summary=told,
        published=change.noticed_at,
        updated=change.noticed_at,
        authors=[change.source.name],
        tags=[change.get_kind_display()],
    )

"""What shows that an entry has what was asked for: its words marked, in a passage or a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from entries import search
from entries.filters import EntryFilter
from entries.models import Entry, Mention
from entries.sentences import sentence_with


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry's title, and the words that tell; what matches is marked, all else escaped.

    `words` is empty where nothing but the beginning of the entry can be shown.
    """

    title: SafeString
    words: SafeString


def evidence_of(filters: EntryFilter, entries: Sequence[Entry]) -> dict[int, Shown]:
    """Of each entry, by its primary key: the passage with the words searched for, else the
    sentence with a name that was asked for."""
    sentences = sentences_of(filters, entries)
    hits = search.hits(filters.query.words, entries)
    return {
        hit.entry.pk: Shown(hit.title, hit.passage or sentences.get(hit.entry.pk, SafeString()))
        for hit in hits
    }


def sentences_of(filters: EntryFilter, entries: Sequence[Entry]) -> dict[int, SafeString]:
    """The first sentence of each entry that names an actor or a place asked for."""
    actors, places = ([int(one.key) for one in filters.chosen(name)] for name in ("actor", "place"))
    if not (actors or places):
        return {}
    texts = {entry.pk: entry.text for entry in entries}
    found: dict[int, SafeString] = {}
    for mention in Mention.objects.naming_any(actors, places, texts):
        found.setdefault(mention.entry_id, sentence(texts[mention.entry_id], mention))
    return found


def sentence(text: str, mention: Mention) -> SafeString:
    """The sentence of a mention; its words alone where the text has changed under it."""
    found = sentence_with(text, mention.start, mention.end, mention.matched)
    return format_html("{}<mark>{}</mark>{}", *found)

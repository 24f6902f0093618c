"""What tantivy keeps of an entry and of a name, and how texts become words."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from tantivy import Document, Filter, Schema, SchemaBuilder, TextAnalyzer, TextAnalyzerBuilder
from tantivy import Tokenizer as Tokenizers

from entries.search.base import EntryDocument, NameDocument, field_of
from entries.search.scripts import UNSPACED

# To be raised with every change below: an index of another number is made anew.
SCHEMA = 1

NUMBERS = ("person", "organisation", "place", "topic", "source", "year")
TEXTS = ("label", "byline")
LONGEST_WORD = 100  # bytes; what is longer is no word that anybody searches for
# Letters that are not seen, such as soft hyphens and marks of direction: words are whole without.
UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")


def entry_schema() -> Schema:
    """`text` and `headline` hold stems; `exact` the words as written, for phrases and endings."""
    schema = SchemaBuilder()
    for name in ("id", "newest", "oldest", "stamp"):
        schema.add_unsigned_field(name, fast=True, indexed=name == "id")
    schema.add_text_field("headline", tokenizer_name="stemmed", index_option="freq")
    schema.add_text_field("text", tokenizer_name="stemmed", index_option="freq")
    schema.add_text_field("exact", tokenizer_name="written", index_option="position")
    for name in NUMBERS:
        schema.add_unsigned_field(name, fast=True, indexed=True)
    for name in ("actor", "liveblog"):
        schema.add_unsigned_field(name, indexed=True)
    for name in ("month", "day", "hour"):
        schema.add_unsigned_field(name, fast=True)
    for name in TEXTS:
        schema.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    schema.add_text_field("has", tokenizer_name="raw", index_option="basic")
    schema.add_text_field("byline_words", tokenizer_name="written", index_option="position")
    return schema.build()


def name_schema() -> Schema:
    schema = SchemaBuilder()
    for name in ("key", "kind", "slug", "name"):
        schema.add_text_field(name, tokenizer_name="raw", index_option="basic", stored=True)
    schema.add_unsigned_field("id", stored=True)
    schema.add_text_field("words", tokenizer_name="written", index_option="basic")
    schema.add_text_field("whole", tokenizer_name="raw", index_option="basic")
    schema.add_text_field("alias", tokenizer_name="raw", index_option="basic", stored=True)
    return schema.build()


def written() -> TextAnalyzer:
    """Words without accents and letter case."""
    return _folding().build()


def stemmed() -> TextAnalyzer:
    """Their stems, by the rules of English."""
    return _folding().filter(Filter.stemmer("english")).build()


def _folding() -> TextAnalyzerBuilder:
    builder = TextAnalyzerBuilder(Tokenizers.simple()).filter(Filter.remove_long(LONGEST_WORD))
    return builder.filter(Filter.lowercase()).filter(Filter.ascii_fold())


def prepared(text: str) -> str:
    """A text as the analyzers take it: accents composed, letters of unspaced scripts apart."""
    if text.isascii():
        return text
    return UNSPACED.sub(r" \1 ", UNSEEN.sub("", unicodedata.normalize("NFC", text)))


def folded_name(name: str) -> str:
    """A whole name in the form in which two spellings of it are the same."""
    return " ".join(written().analyze(prepared(name)))


def entry_document(entry: EntryDocument, schema: Schema) -> Document:
    """The bare constructor of Document would make signed numbers of the unsigned ones."""
    exact = prepared(entry.text)
    values: dict[str, Any] = {
        "id": entry.id,
        "newest": entry.newest,
        "oldest": entry.oldest,
        "stamp": entry.stamp,
        "headline": prepared(entry.headline),
        "text": exact,
        "exact": exact,
        "source": entry.source,
        "liveblog": entry.liveblog,
        "person": list(entry.persons),
        "organisation": list(entry.organisations),
        "actor": [*entry.persons, *entry.organisations],
        "place": list(entry.places),
        "topic": list(entry.topics),
        "label": list(entry.labels),
        "byline": list(entry.bylines),
        "byline_words": [prepared(name) for name in entry.bylines],
        "has": list(entry.has),
    }
    if entry.day is not None:
        day = entry.day
        values |= {"year": day.year, "month": day.year * 12 + day.month - 1, "day": day.toordinal()}
    if entry.hour is not None:
        values["hour"] = entry.hour
    return Document.from_dict(values, schema)


def name_document(name: NameDocument, schema: Schema) -> Document:
    spellings = list(dict.fromkeys([name.name, *name.aliases]))
    values = {
        "key": name_key(name.kind, name.id),
        "kind": name.kind,
        "id": name.id,
        "slug": name.slug,
        "name": name.name,
        "words": [prepared(spelling) for spelling in spellings],
        "whole": [folded_name(spelling) for spelling in (*spellings, name.slug)],
        "alias": spellings,
    }
    return Document.from_dict(values, schema)


def name_key(kind: str, pk: int) -> str:
    """People and organisations are one table: their keys cannot be the same."""
    return f"{field_of(kind)}:{pk}"

"""Names by what was typed of them, and words by how they start or nearly are spelt."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from tantivy import Query as Tantivy

from entries.search.base import NameFound, field_of

from .counting import count
from .marking import distance_within
from .opened import Snapshot
from .queries import every
from .schema import folded_name, name_schema, prepared, written

# Names looked at before the ones with most entries are taken: typing more letters finds the rest.
MOST_NAMES = 1000
# Words with the same first letters that are compared with one that was misspelt.
MOST_WORDS = 3000
FIRST_LETTERS = 3
schema = name_schema()


def names_from(at: Snapshot, typed: str, kinds: Collection[str], limit: int) -> list[NameFound]:
    words = written().analyze(prepared(typed))
    if not words:
        return []
    begun = Tantivy.regex_query(schema, "words", f"{words[-1]}.*")
    whole = [Tantivy.term_query(schema, "words", word) for word in words[:-1]]
    wanted = every([*whole, begun, of_kinds(kinds)])
    found = [(row, alias) for row in rows(at, wanted) if (alias := alias_with(row, words))]
    found.sort(key=lambda pair: (-entries_of(at, pair[0]), pair[0]["name"]))
    return [name_found(at, row, alias) for row, alias in found[:limit]]


def names_called(at: Snapshot, name: str, kinds: Collection[str]) -> list[NameFound]:
    folded = folded_name(name)
    if not folded:
        return []
    wanted = every([Tantivy.term_query(schema, "whole", folded), of_kinds(kinds)])
    found = [name_found(at, row, row["name"]) for row in rows(at, wanted)]
    return sorted(found, key=lambda each: (-each.count, each.name, each.slug))


def of_kinds(kinds: Collection[str]) -> Tantivy:
    return Tantivy.term_set_query(schema, "kind", sorted(kinds))


def rows(at: Snapshot, wanted: Tantivy) -> Iterator[dict[str, Any]]:
    hits = at.names.search(wanted, limit=MOST_NAMES, count=False).hits
    for _, address in hits:
        row = at.names.doc(address).to_dict()
        yield {**{field: values[0] for field, values in row.items()}, "alias": row["alias"]}


def alias_with(row: dict[str, Any], words: Sequence[str]) -> str | None:
    """The alias that has every word, the last one perhaps only begun; the name shown goes first."""
    for alias in row["alias"]:
        there = written().analyze(prepared(alias))
        begun = any(word.startswith(words[-1]) for word in there)
        if begun and all(word in there for word in words[:-1]):
            return str(alias)
    return None


def entries_of(at: Snapshot, row: dict[str, Any]) -> int:
    """About how many entries: quick, for the order. What is shown is counted."""
    return at.entries.doc_freq(field_of(row["kind"]), row["id"])


def name_found(at: Snapshot, row: dict[str, Any], matched: str) -> NameFound:
    entries = count(at, at.compiler.term(field_of(row["kind"]), row["id"]))
    return NameFound(row["kind"], row["id"], row["slug"], row["name"], matched, entries)


def words_from(at: Snapshot, start: str, limit: int) -> list[tuple[str, int]]:
    words = written().analyze(prepared(start))
    if not words:
        return []
    return at.entries.terms_with_prefix("exact", words[-1], limit=limit)


def words_like(at: Snapshot, word: str) -> list[tuple[str, int]]:
    """First those that one letter makes the word, else those with the same beginning."""
    words = written().analyze(prepared(word))
    if len(words) != 1 or len(words[0]) < FIRST_LETTERS:
        return []
    (word,) = words
    near = [(other, at.entries.doc_freq("exact", other)) for other in one_letter_off(at, word)]
    found = [(other, number) for other, number in near if number]
    if not found:
        family = at.entries.terms_with_prefix("exact", word[:FIRST_LETTERS], limit=MOST_WORDS)
        found = [(other, n) for other, n in family if distance_within(other, word, 2)]
    found = [(other, number) for other, number in found if other != word]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def one_letter_off(at: Snapshot, word: str) -> set[str]:
    """Every string that one letter left out, put in, changed or swapped with the next makes."""
    letters = alphabet_of(at, word)
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    left_out = {head + tail[1:] for head, tail in cuts if tail}
    swapped = {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    changed = {head + letter + tail[1:] for head, tail in cuts if tail for letter in letters}
    put_in = {head + letter + tail for head, tail in cuts for letter in letters}
    return (left_out | swapped | changed | put_in) - {""}


def alphabet_of(at: Snapshot, word: str) -> set[str]:
    """The letters that words with the same first letter are written in, in whatever script."""
    family = at.entries.terms_with_prefix("exact", word[0], limit=200)
    return set("abcdefghijklmnopqrstuvwxyz" if word.isascii() else "").union(
        *(other for other, _ in family)
    )

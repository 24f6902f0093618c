"""The engine: what `entries.search.base.Engine` asks for, put together."""

from __future__ import annotations

import functools
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tantivy import Index, IndexWriter
from tantivy import Query as Tantivy

from entries.search.base import (
    FACETS,
    ONE_EACH,
    PAGE,
    Bookmark,
    Counts,
    EntryDocument,
    Found,
    Likeness,
    Mark,
    NameDocument,
    NameFound,
    Query,
    Status,
    Stretch,
)
from entries.search.nodes import Node

from . import counting, likeness, marking, naming, walking
from .folders import Folders
from .opened import PARTS, Opened, Snapshot, new_part, open_part, unless_damaged
from .queries import facets_by_query, has_phrase
from .schema import SCHEMA, entry_document, entry_schema, name_document, name_key, name_schema
from .walking import ids_in_order, numbers, search

# Bytes that a writer gathers before it writes a segment.
BUILDING_HEAP = 256_000_000
WRITING_HEAP = 50_000_000
# Pages that are taken to be there, before it is known how many there are.
NEAR_PAGES = 50
STAMPS_AT_ONCE = 100_000


class Draft:
    """The writers of an index's two parts, each from when there is something to write on.

    To commit a part in which nothing changes would take as long as one change.
    """

    def __init__(self, parts: Mapping[str, Index], heap: int, threads: int) -> None:
        self._writer: Callable[[str], IndexWriter] = lambda part: parts[part].writer(heap, threads)
        self._open: dict[str, IndexWriter] = {}
        self.entry_schema = entry_schema()
        self.name_schema = name_schema()

    @property
    def entries(self) -> IndexWriter:
        return self._open.get("entries") or self._begin("entries")

    @property
    def names(self) -> IndexWriter:
        return self._open.get("names") or self._begin("names")

    def _begin(self, part: str) -> IndexWriter:
        writer = self._open[part] = self._writer(part)
        return writer

    def fill(self, entries: Iterable[EntryDocument]) -> None:
        for entry in entries:
            self.entries.add_document(entry_document(entry, self.entry_schema))

    def add(self, entries: Iterable[EntryDocument]) -> None:
        entries = list(entries)
        self.remove([entry.id for entry in entries])
        self.fill(entries)

    def add_names(self, names: Iterable[NameDocument]) -> None:
        names = list(names)
        self.remove([], [(name.kind, name.id) for name in names])
        for name in names:
            self.names.add_document(name_document(name, self.name_schema))

    def remove(self, ids: Collection[int], names: Collection[tuple[str, int]] = ()) -> None:
        # By a query: what tantivy deletes by a term it takes for a signed number, and finds none.
        if ids:
            gone = Tantivy.term_set_query(self.entry_schema, "id", list(ids))
            self.entries.delete_documents_by_query(gone)
        if names:
            keys = [name_key(kind, pk) for kind, pk in names]
            gone = Tantivy.term_set_query(self.name_schema, "key", keys)
            self.names.delete_documents_by_query(gone)

    def settle(self) -> None:
        """Make it durable; segments are merged before other writers may come."""
        for part in ("names", "entries"):
            if part in self._open:
                self._open[part].commit()
                self._open[part].wait_merging_threads()
                del self._open[part]

    def give_up(self) -> None:
        """Forget what was not settled."""
        for writer in self._open.values():
            writer.rollback()
            writer.wait_merging_threads()  # which gives up its lock on the folder


class TantivyEngine:
    """An `Engine` whose index lies under a folder; see there for what the methods do."""

    def __init__(self, root: Path) -> None:
        self.folders = Folders(root)
        self.opened = Opened(self.folders)

    def status(self) -> Status:
        return self.opened.look()[0]

    def examine(self) -> None:
        self.opened.examine()

    def label(self) -> str:
        _, snapshot = self.opened.look()
        return snapshot.label if snapshot else ""

    @contextmanager
    def writing(self) -> Iterator[Draft]:
        self.opened.snapshot()  # says so where there is nothing to write to
        folder = self.folders.current()
        assert folder is not None  # the snapshot is of it
        with told_as_oserror():
            parts = {part: open_part(folder, part) for part in PARTS}
            yield from finished(parts, WRITING_HEAP, threads=1)

    @contextmanager
    def building(self, label: str) -> Iterator[Draft]:
        folder = self.folders.new()
        try:
            with told_as_oserror():
                parts = {part: new_part(folder, part) for part in PARTS}
                yield from finished(parts, BUILDING_HEAP, threads=2)
            self.folders.use(folder, {"schema": SCHEMA, "label": label})
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise

    @unless_damaged
    def find(self, query: Query, facets: Sequence[str] = FACETS, values: int = 10) -> Found:
        at = self.opened.snapshot()
        matching = at.compiler.matching(query)
        groups = facets_by_query(query, facets)
        together, time = groups.pop("", []), counting.time_field(query.span)
        sizes = {**dict.fromkeys(together, values), time: counting.EVERY}
        total, page, ids, counts = counted_page(at, query, matching, sizes)
        line = counting.timeline(at, matching, total, query.span, counts[time])
        counts |= counts_without(at, query, groups, values)
        return Found(total, page, ids, {facet: counts[facet] for facet in facets}, line)

    @unless_damaged
    def count(self, query: Query) -> int:
        at = self.opened.snapshot()
        return counting.count(at, at.compiler.matching(query))

    @unless_damaged
    def ids(self, query: Query, limit: int) -> list[int]:
        at = self.opened.snapshot()
        matching = at.compiler.matching(query)
        size = min(limit, counting.count(at, matching))
        return ids_in_order(at, query, matching, 0, size) if size > 0 else []

    @unless_damaged
    def stretch(
        self, query: Query, after: Bookmark | None, size: int, turned: bool = False
    ) -> Stretch:
        at = self.opened.snapshot()
        return walking.stretch(at, query, at.compiler.matching(query), after, size, turned)

    @unless_damaged
    def whole(self, query: Query, size: int) -> tuple[int, Iterator[list[int]]]:
        at = self.opened.snapshot()
        matching = at.compiler.matching(query)
        return counting.count(at, matching), walking.whole(at, query, matching, size)

    @unless_damaged
    def values(self, query: Query, facet: str) -> Counts:
        at = self.opened.snapshot()
        matching = at.compiler.matching(query, without=own_field(query, facet))
        return counting.aggregated(at, matching, {facet: counting.EVERY})[facet]

    @unless_damaged
    def like(self, text: str, limit: int, language: str = "") -> Likeness:
        return likeness.like(self.opened.snapshot(), text, limit, language)

    def marks(self, words: Node, texts: Sequence[str]) -> list[list[Mark]]:
        return list(map(marking.marker(words), texts))

    @unless_damaged
    def words_from(self, start: str, limit: int) -> list[tuple[str, int]]:
        return naming.words_from(self.opened.snapshot(), start, limit)

    @unless_damaged
    def words_like(self, word: str) -> list[tuple[str, int]]:
        return naming.words_like(self.opened.snapshot(), word)

    @unless_damaged
    def names_from(self, typed: str, kinds: Collection[str], limit: int) -> list[NameFound]:
        return naming.names_from(self.opened.snapshot(), typed, kinds, limit)

    @unless_damaged
    def names_called(self, name: str, kinds: Collection[str]) -> list[NameFound]:
        return naming.names_called(self.opened.snapshot(), name, kinds)

    @unless_damaged
    def stamps(self) -> Mapping[int, int]:
        at = self.opened.snapshot()
        hits = at.entries.search(Tantivy.all_query(), limit=max(at.entries.num_docs, 1)).hits
        found: dict[int, int] = {}
        for start in range(0, len(hits), STAMPS_AT_ONCE):
            addresses = [address for _, address in hits[start : start + STAMPS_AT_ONCE]]
            stamps = numbers(at, "stamp", addresses)
            found |= zip(numbers(at, "id", addresses), stamps, strict=True)
        return found


@functools.cache
def engine_at(root: Path) -> TantivyEngine:
    """The one engine that this process has for the index under a folder."""
    return TantivyEngine(root)


@contextmanager
def told_as_oserror() -> Iterator[None]:
    """What tantivy tells of files that cannot be written, by a bare ValueError."""
    try:
        yield
    except ValueError as error:
        if type(error) is ValueError:
            raise OSError(str(error)) from error
        raise


def finished(parts: Mapping[str, Index], heap: int, threads: int) -> Iterator[Draft]:
    """Writers for the parts of an index; what they were given is kept if all ends well."""
    draft = Draft(parts, heap, threads)
    try:
        yield draft
    except BaseException:
        draft.give_up()
        raise
    draft.settle()


def counted_page(
    at: Snapshot, query: Query, matching: Tantivy, sizes: Mapping[str, int]
) -> tuple[int, int, list[int], dict[str, Counts]]:
    """The total, the page that there is, its ids, and the most frequent values of fields.

    How to count values best follows from the total, and one of the first pages is quick to find
    with it. A page far down is looked for while the values are counted. So is one for a phrase,
    whose entries take as long to count as all the rest: that they are less than half of the
    archive is taken for granted.
    """
    if has_phrase(query.words):
        coming = counting.pool.submit(page_of, at, query, matching)
        counts = counting.aggregated(at, matching, sizes)
        return *coming.result(), counts
    if query.page <= NEAR_PAGES:
        total, page, ids = page_of(at, query, matching)
        return total, page, ids, counting.most_frequent(at, matching, total, sizes)
    total = counting.count(at, matching)
    coming = counting.pool.submit(page_of, at, query, matching, total)
    counts = counting.most_frequent(at, matching, total, sizes)
    return *coming.result(), counts


def page_of(
    at: Snapshot, query: Query, matching: Tantivy, total: int | None = None
) -> tuple[int, int, list[int]]:
    """The total, the page that there is, and its ids."""
    wanted = max(query.page, 1)
    if total is None and wanted <= NEAR_PAGES:  # most likely there: all in one pass
        found = search(at, query, matching, (wanted - 1) * PAGE, PAGE, count=True)
        ids = numbers(at, "id", [address for _, address in found.hits])
        if ids or wanted == 1:
            return found.count, wanted, ids
    total = counting.count(at, matching) if total is None else total
    page = min(wanted, max(-(-total // PAGE), 1))
    return total, page, ids_of_page(at, query, matching, total, page)


def ids_of_page(at: Snapshot, query: Query, matching: Tantivy, total: int, page: int) -> list[int]:
    """The ids of one page in order. By time, a page of the second half is counted from the end."""
    first = (page - 1) * PAGE
    size = min(PAGE, total - first)
    if size <= 0:
        return []
    if query.sort != "relevance" and first * 2 > total:
        ids = ids_from_the_end(at, query, matching, total - first - size, size)
        if ids is not None:
            return ids
    return ids_in_order(at, query, matching, first, size)


def ids_from_the_end(
    at: Snapshot, query: Query, matching: Tantivy, after: int, size: int
) -> list[int] | None:
    """`size` ids in order, of which `after` others stand at the end; None where that is not sure.

    Equals stand in the same order from either end: a page's first or last may not be among them.
    """
    beyond = min(after, 1)
    found = search(at, query, matching, after - beyond, beyond + size + 1, turned=True)
    places = [place for place, _ in found.hits]
    if places[-1] == places[-2] or (beyond and places[0] == places[1]):
        return None
    return numbers(at, "id", [address for _, address in found.hits[beyond:-1]])[::-1]


def counts_without(
    at: Snapshot, query: Query, groups: Mapping[str, Sequence[str]], values: int
) -> dict[str, Counts]:
    """The facets that are counted without the filters of a field, each group for one."""
    counts: dict[str, Counts] = {}
    for without, facets in groups.items():
        wider = at.compiler.matching(query, without=without)
        sizes = dict.fromkeys(facets, values)
        counts |= counting.most_frequent(at, wider, counting.count(at, wider), sizes)
    return counts


def own_field(query: Query, facet: str) -> str:
    """The field that a facet's counts leave out of the filters: its own, if it is one a time."""
    filtered = any(each.field == facet for each in query.filters)
    return facet if filtered and facet in ONE_EACH else ""

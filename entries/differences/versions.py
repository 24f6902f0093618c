"""Two versions of an entry compared: part by part, and word by word within the parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from .runs import Effort, matching
from .words import LETTERS_A_STEP, Piece, compare, likeness, words_of

# Between the parts of a version, in its text.
BREAK = "\n\n"
# Parts that have so much in common are the same one, edited.
ALIKE = 0.5
# And so much, paragraphs that were divided otherwise.
REDIVIDED = 0.9
# What a look at the shortest parts takes.
LEAST_STEPS = 20
# How many of the parts that follow are looked at for the one that an edited part became.
LOOKED_AT = 20
# Parts of one kind alone can be an edit of each other; those of the body all can.
APART = {"headline", "label", "byline"}

State = Literal["kept", "edited", "removed", "added", "moved away", "moved here"]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of an entry with a text of its own; the text of a picture may be empty."""

    kind: str
    text: str

    @property
    def group(self) -> str:
        return self.kind if self.kind in APART else "body"


@dataclass(frozen=True, slots=True)
class Row:
    """What became of a part; `was` is the kind that it had before, if another."""

    kind: str
    state: State
    pieces: tuple[Piece, ...]
    was: str = ""

    @property
    def trivial(self) -> bool:
        """Whether no word of it changed, nor its kind."""
        changed = [piece for piece in self.pieces if piece.kind != "kept"]
        return self.state == "edited" and not self.was and all(each.trivial for each in changed)


class Changes(NamedTuple):
    """How many words were added and removed, places changed where no word did, passages moved.

    `other` counts what has no words, such as a picture, and parts that are of another kind now.
    """

    added: int = 0
    removed: int = 0
    places: int = 0
    moved: int = 0
    other: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """The parts of both versions in order.

    With `coarse`, some were too long or too different to be compared word by word.
    """

    rows: tuple[Row, ...]
    coarse: bool = False
    changes: Changes = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "changes", summed_up(self.rows))


def parts_of(
    headline: str,
    labels: Iterable[str],
    bylines: Iterable[Mapping[str, Any]],
    blocks: Iterable[Mapping[str, Any]],
) -> list[Part]:
    """The parts of a version, given as it is stored."""
    parts = [Part("headline", headline)] if headline else []
    parts += [Part("label", label) for label in labels]
    for byline in bylines:
        parts.append(Part("byline", ", ".join(filter(None, [byline["name"], byline.get("role")]))))
    for block in blocks:
        parts += block_parts(block)
    return parts


def block_parts(block: Mapping[str, Any]) -> list[Part]:
    """A part for each text in a block; one that is empty for a picture that has none."""
    match block["type"]:
        case "list":
            return [Part("list item", item) for item in block["items"]]
        case "quote":
            return [Part("quote", block["text"]), *optional("speaker", block.get("attribution"))]
        case "image":
            described = Part("picture", block.get("alt") or "")
            captions = optional("caption", block.get("caption"))
            return [described, *captions, *optional("credit", block.get("credit"))]
        case "media":
            return [Part("video or sound", block.get("caption") or "")]
        case "embed":
            return [Part("embedded post", block["provider"])]
        case kind:
            return [Part(kind, block["text"])]


def optional(kind: str, text: str | None) -> list[Part]:
    return [Part(kind, text)] if text else []


def compare_versions(
    old: Sequence[Part], new: Sequence[Part], effort: Effort | None = None
) -> Difference:
    """What became of each part from one version to the other."""
    effort = effort or Effort()
    runs = matching(old, new, effort)
    kept = [(run.old + index, run.new + index) for run in runs for index in range(run.length)]
    comparison = Comparison(old, new, effort)
    if not effort.exceeded:  # else it is not known which parts stand where they stood
        comparison.find_moved(kept)
    return Difference(tuple(comparison.rows(kept)), effort.exceeded)


def whole(part: Part, state: State) -> Row:
    """A part that is in one version alone, or in both as it is."""
    sides: dict[State, Literal["kept", "removed", "added"]] = {
        "kept": "kept",
        "removed": "removed",
        "moved away": "removed",
        "added": "added",
        "moved here": "added",
    }
    pieces = (Piece(sides[state], part.text),) if part.text else ()
    return Row(part.kind, state, pieces)


class Comparison:
    """The parts of two versions, and what is known of those that are not kept."""

    def __init__(self, old: Sequence[Part], new: Sequence[Part], effort: Effort) -> None:
        self.old, self.new = old, new
        self.effort = effort
        self.moved: set[int] = set()
        self.moved_here: set[int] = set()
        self.counts: dict[Part, Counter[str]] = {}

    def find_moved(self, kept: Sequence[tuple[int, int]]) -> None:
        """Find the parts that are in both versions, but not in the same place."""
        away = {at: self.old[at] for at in without(range(len(self.old)), (a for a, _ in kept))}
        here = {at: self.new[at] for at in without(range(len(self.new)), (b for _, b in kept))}
        both = Counter(away.values()) & Counter(here.values())
        self.moved = first_of_each(away, both)
        self.moved_here = first_of_each(here, both)

    def rows(self, kept: Iterable[tuple[int, int]]) -> Iterator[Row]:
        """The rows of both versions, given the indices of the parts that are kept."""
        start = new_start = 0
        for end, new_end in [*kept, (len(self.old), len(self.new))]:
            yield from self.gap(range(start, end), range(new_start, new_end))
            if end < len(self.old):
                yield whole(self.old[end], "kept")
            start, new_start = end + 1, new_end + 1

    def gap(self, old: range, new: range) -> Iterator[Row]:
        """The rows of parts that stand between two that are kept."""
        if self.redivided(old, new):
            was, now = text_of(self.old[at] for at in old), text_of(self.new[at] for at in new)
            yield Row("paragraph", "edited", tuple(compare(was, now, self.effort)))
            return
        start, new_start = old.start, new.start
        for end, new_end in [*self.pairs(old, new), (old.stop, new.stop)]:
            for at in range(start, end):
                yield whole(self.old[at], "moved away" if at in self.moved else "removed")
            for at in range(new_start, new_end):
                yield whole(self.new[at], "moved here" if at in self.moved_here else "added")
            if end < old.stop:
                yield self.edited(self.old[end], self.new[new_end])
            start, new_start = end + 1, new_end + 1

    def redivided(self, old: range, new: range) -> bool:
        """Whether one paragraph was divided into several, or several became one."""
        if sorted([len(old), len(new)])[0] != 1 or len(old) == len(new):
            return False
        if not (self.moved.isdisjoint(old) and self.moved_here.isdisjoint(new)):
            return False
        parts = [self.old[at] for at in old], [self.new[at] for at in new]
        if any(part.kind != "paragraph" for side in parts for part in side):
            return False
        one, other = (Part("paragraph", text_of(side)) for side in parts)
        return self.likeness(one, other) >= REDIVIDED

    def pairs(self, old: range, new: range) -> Iterator[tuple[int, int]]:
        """The indices of the parts that were edited, in the order of both versions."""
        next_new = new.start
        for at in without(old, self.moved):
            for new_at in range(next_new, min(next_new + LOOKED_AT, new.stop)):
                if new_at not in self.moved_here and self.same(self.old[at], self.new[new_at]):
                    yield at, new_at
                    next_new = new_at + 1
                    break

    def same(self, old: Part, new: Part) -> bool:
        """Whether a part is an edit of another."""
        if old.group != new.group:
            return False
        return old.group == "headline" or self.likeness(old, new) >= ALIKE

    def likeness(self, one: Part, other: Part) -> float:
        """As with words; nothing in common where the effort does not suffice."""
        letters = len(one.text) + len(other.text)
        if not self.effort.affords(letters // LETTERS_A_STEP + LEAST_STEPS):
            return 0.0
        for part in (one, other):
            if part not in self.counts:
                self.counts[part] = Counter(words_of(part.text))
        return likeness(self.counts[one], self.counts[other])

    def edited(self, old: Part, new: Part) -> Row:
        if old == new:
            return whole(new, "kept")
        pieces = compare(old.text, new.text, self.effort)
        return Row(new.kind, "edited", tuple(pieces), old.kind if old.kind != new.kind else "")


def without(indices: range, others: Iterable[int]) -> list[int]:
    """The indices that are not among the others, in order."""
    left_out = set(others)
    return [at for at in indices if at not in left_out]


def first_of_each(parts: Mapping[int, Part], counts: Counter[Part]) -> set[int]:
    """The indices of the first so many of each part as the counts say."""
    left = counts.copy()
    found = set()
    for at, part in parts.items():
        if left[part]:
            left[part] -= 1
            found.add(at)
    return found


def text_of(parts: Iterable[Part]) -> str:
    return BREAK.join(part.text for part in parts)


def summed_up(rows: Iterable[Row]) -> Changes:
    """How many words and marks differ."""
    added = removed = places = moved = other = 0
    for row in rows:
        moved += row.state == "moved here"
        if row.state in ("kept", "moved here", "moved away"):
            continue
        changed = [piece for piece in row.pieces if piece.kind != "kept"]
        added += words_in(piece for piece in changed if piece.kind == "added")
        removed += words_in(piece for piece in changed if piece.kind == "removed")
        places += trivial_places(row.pieces)
        other += bool(row.was) or (row.state in ("added", "removed") and not words_in(changed))
    return Changes(added, removed, places, moved, other)


def words_in(pieces: Iterable[Piece]) -> int:
    return sum(len(words_of(piece.text)) for piece in pieces)


def trivial_places(pieces: Iterable[Piece]) -> int:
    """How often white space or punctuation alone differs; removed and added there is once."""
    places, before = 0, False
    for piece in pieces:
        places += piece.trivial and not before
        before = piece.trivial
    return places

"""What only looks like a name: words with capitals, and a cue that shows of what kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from .cues import cue_words
from .installed import KINDS, Span
from .phrases import Reading
from .words import name_as_key

LONGEST = 6  # words of a name
LONGEST_TEXT = 200  # characters of the words and of the key, as the record holds


class Stretch(Protocol):
    """A part of a text: from, and to, that excluded."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Suggested:
    """What looks like a name: `key` is the name folded, `cue` what shows its kind."""

    start: int
    end: int
    matched: str
    key: str
    kind: str
    cue: str


@dataclass(frozen=True, slots=True)
class Run:
    """Words with capitals next to each other: from one index up to another, that excluded."""

    start: int
    end: int

    @property
    def size(self) -> int:
        return self.end - self.start


class UnknownNames:
    """Finds what looks like a name and is none of the known; `refused` are folded names."""

    def __init__(self, refused: frozenset[str]) -> None:
        self.refused = refused

    def find(
        self, reading: Reading, covered: set[int], shared: dict[int, tuple[int, str]]
    ) -> list[Suggested]:
        """In order: `shared` names of several known, and runs that a cue stands beside.

        `covered` are the indices of words that belong to known names.
        """
        found = [
            self.suggested(reading, Run(start, start + size), kind, "shared")
            for start, (size, kind) in shared.items()
        ]
        for run in runs(reading, covered):
            kind, cue = kind_of(reading, run)
            if kind:
                found.append(self.suggested(reading, run, kind, cue))
        kept = [
            each
            for each in found
            if each.key not in self.refused and each.end - each.start <= LONGEST_TEXT
        ]
        return sorted(kept, key=lambda each: each.start)

    def suggested(self, reading: Reading, run: Run, kind: str, cue: str) -> Suggested:
        words = reading.words
        start, end = words.start(run.start), words.end(run.end - 1)
        key = " ".join(reading.folded[run.start : run.end])
        shown = "place" if kind == "country" else kind
        return Suggested(start, end, words.text[start:end], key[:LONGEST_TEXT], shown, cue)


def suggested_by(
    text: str, spans: Iterable[Span], taken: Iterable[Stretch], refused: frozenset[str]
) -> Iterator[Suggested]:
    """What another recogniser found, where nothing else was: sound spans that overlap none."""
    free = FreeParts((each.start, each.end) for each in taken)
    for start, end, kind in sorted(spans):
        key = name_as_key(text[start:end])
        sound = 0 <= start < end <= min(len(text), start + LONGEST_TEXT) and kind in KINDS and key
        if sound and key not in refused and free.take(start, end):
            yield Suggested(start, end, text[start:end], key[:LONGEST_TEXT], kind, "recogniser")


class FreeParts:
    """Which parts of a text are still free; those asked for come in the order of their starts."""

    def __init__(self, taken: Iterable[tuple[int, int]]) -> None:
        self.taken = sorted(taken)
        self.next = 0
        self.last_end = 0

    def take(self, start: int, end: int) -> bool:
        """Whether nothing else has any of it; it is taken then."""
        while self.next < len(self.taken) and self.taken[self.next][1] <= start:
            self.next += 1
        is_free = self.last_end <= start and (
            self.next == len(self.taken) or end <= self.taken[self.next][0]
        )
        if is_free:
            self.last_end = end
        return is_free


def runs(reading: Reading, covered: set[int]) -> Iterator[Run]:
    """Every run of words that may be a name, in order."""
    end = 0
    for index in reading.capitals:
        if index < end or index in covered or begins_sentence_alone(reading, index):
            continue
        if not is_name_word(reading, index):
            continue
        end = end_of_run(reading, covered, index)
        start, last = start_of_name(reading, index, end), end_of_name(reading, index, end)
        fits = last - start <= LONGEST and long_enough(reading.written[start:last])
        is_starter = last - start == 1 and reading.folded[start] in STARTERS
        if fits and not is_starter and not reading.is_titled(index):
            yield Run(start, last)


def begins_sentence_alone(reading: Reading, index: int) -> bool:
    """Whether a word has its capital from where it stands and no other of a name beside it: no
    cue shows anything of such a word, and most words with a capital are of this kind."""
    if reading.words.gaps[index] == " " or not reading.starts_sentence(index):
        return False
    if index + 1 == len(reading.written):
        return True
    return reading.written[index + 1][0].islower() and reading.folded[index + 1] not in JOINING


def start_of_name(reading: Reading, start: int, end: int) -> int:
    """Where the name begins in a run: behind the titles, such as Foreign Minister. A run of
    nothing else has no name; that of an organisation may hold a title."""
    words = reading.folded[start:end]
    titles = [at for at, word in enumerate(words, start + 1) if word in TITLES]
    if not titles:
        return start
    is_organisation = any(word in HEADS for word in words)
    return titles[-1] if titles[-1] == end or not is_organisation else start


def end_of_name(reading: Reading, start: int, end: int) -> int:
    """Where the name ends in a run: before a verb with the capital of a headline's word."""
    return end - 1 if end - start > 1 and reading.folded[end - 1] in ACTS else end


def is_name_word(reading: Reading, index: int) -> bool:
    """Whether a word may be of a name: it has a capital, and not from where it stands alone."""
    if not name_like(reading.written[index]):
        return False
    word = reading.folded[index]
    if word in NEVER:
        return False
    return not (word in STARTERS and reading.starts_sentence(index))


def end_of_run(reading: Reading, covered: set[int], start: int) -> int:
    """Where the run ends that begins at the index."""
    end, has_head = start + 1, reading.folded[start] in HEADS
    while end < len(reading.written):
        following = next_of_run(reading, covered, end, has_head)
        if not following:
            break
        has_head = has_head or reading.folded[following - 1] in HEADS
        end = following
    return end


def next_of_run(reading: Reading, covered: set[int], end: int, has_head: bool) -> int:
    """The end of the run with its next word, 0 where no word belongs to it any more."""
    linking = PARTICLES | (LINKING if has_head else frozenset())
    last = end
    while last < len(reading.written) and last - end < 3 and can_join(reading, last):
        if last in covered:
            return 0
        if name_like(reading.written[last]) and reading.folded[last] not in NEVER:
            return last + 1
        if reading.folded[last] not in linking:
            return 0
        last += 1
    return 0


def can_join(reading: Reading, index: int) -> bool:
    """Whether the word may belong to one name with the word before it, in one line."""
    return "\n" not in reading.words.gaps[index] and reading.words.joined(index - 1)


def kind_of(reading: Reading, run: Run) -> tuple[str, str]:
    """What kind of name a run looks like, and by which cue; empty where there is none."""
    words = reading.folded[run.start : run.end]
    if run.size > 1 and any(word in HEADS for word in words):
        return "organisation", "head"
    before = reading.folded[run.start - 1] if run.start and can_join(reading, run.start) else ""
    behind, gap = word_behind(reading, run)
    if words[0] in GIVEN and run.size > 1:
        return "person", "given"
    if before in TITLES:
        return "person", "title"
    is_of_office = before == "of" and is_after_head(reading, run.start - 1)
    if before in PREPOSITIONS and not is_of_office and not is_demonym(words):
        return "place", "in"
    if gap == " " and behind in SAID and (run.size > 1 or not reading.starts_sentence(run.start)):
        return "person", "said"
    if before in SAID_BEFORE and run.size > 1:
        return "person", "said"
    if gap.strip() == "," and behind in ROLES and run.size > 1:
        return "person", "role"
    return "", ""


def is_demonym(words: list[str]) -> bool:
    """Whether a lone word looks like that of a people or a language, which is no place."""
    return len(words) == 1 and words[0].endswith(("ish", "ese", "ian"))


def is_after_head(reading: Reading, of: int) -> bool:
    """Whether what stands before the "of" at the index takes a place's name: "Duke of …"."""
    return of > 0 and reading.folded[of - 1] in OF


def word_behind(reading: Reading, run: Run) -> tuple[str, str]:
    """The word behind a run, and what stands between."""
    if run.end >= len(reading.folded):
        return "", ""
    return reading.folded[run.end], reading.words.gaps[run.end]


def name_like(word: str) -> bool:
    """Whether a word begins with a capital and is no acronym; an initial is like a name."""
    return word[0].isupper() and (len(word) == 1 or not word.isupper())


def long_enough(words: list[str]) -> bool:
    """Whether there is more to a run than initials and a letter or two."""
    return any(len(word) > 2 for word in words)


GIVEN, TITLES, SAID, HEADS = map(cue_words, ("given", "title", "said", "organisation"))
ACTS = cue_words("acts")
NEVER, STARTERS = map(cue_words, ("never", "starter"))
# Behind the comma of an apposition: "Ada Marsh, a baker", "Ada Marsh, mayor of Eastport".
ROLES = cue_words("apposition") | TITLES
SAID_BEFORE = frozenset({"said", "says"})  # as newsrooms put it behind a quotation
PARTICLES, LINKING, OF = map(cue_words, ("particle", "within_organisation", "of"))
JOINING = PARTICLES | LINKING
# Of the cues before a place those of one word; "to" and "from" go before anything.
PREPOSITIONS = frozenset({"in", "near", "outside", "around", "inside", "towards", "at", "of"})

"""Writes what entries say: words in sentences in blocks, names set among them at known places.

A chunk of some thousand entries is written at once, as flat arrays: all its words in a row, cut
into parts (a headline, a paragraph, a list's item), and these into entries.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .liveblogs import CAST, SUBJECTS, Liveblog
from .words import PHRASE_SHARE, SHARES, VOCABULARY, Zipf
from .world import TERMS_A_TOPIC, World

# What an entry is made of, and how many in a hundred are. A paragraph takes the words that the
# other parts leave; each of these has so many.
SHAPES = (
    (("paragraph",), 12),
    (("paragraph", "paragraph"), 22),
    (("paragraph", "paragraph", "paragraph"), 16),
    (("image", "paragraph", "paragraph"), 16),
    (("paragraph", "quote", "attribution", "paragraph"), 14),
    (("paragraph", "media"), 5),
    (("paragraph", "embed", "paragraph"), 7),
    (("paragraph", "item", "item", "item", "paragraph"), 4),
    (("paragraph", "heading", "paragraph", "image"), 4),
)  # fmt: skip
SIZES = {"headline": 9, "quote": 22, "attribution": 2, "item": 9, "heading": 4, "image": 8,
         "media": 8, "embed": 0, "paragraph": 0}  # fmt: skip
KINDS = tuple(SIZES)
# Words in the paragraphs of an entry: never fewer than there are words and names to set in.
MIDDLE, SPREAD, FEWEST, MOST = 86, 0.45, 27, 400
WITH_HEADLINE = 0.85
SENTENCE, COMMA = 1 / 14, 0.05
MOST_NAMES, MOST_TOPICS = 6, 3


@dataclass(frozen=True)
class Insertions:
    """What is set among the words: the entry, the token, and what it stands for."""

    entry: np.ndarray
    token: np.ndarray
    kind: np.ndarray  # 0 word, 1 topic, 2 actor, 3 place
    subject: np.ndarray


@dataclass(frozen=True)
class Chunk:
    """What a chunk's entries say, in flat arrays and lists.

    `first_part` has one more item than there are entries; part p of entry e is of kind
    `kinds[p]`. Of each insertion `starts` is the offset in its entry's text.
    """

    shapes: np.ndarray
    parts: list[str]
    kinds: np.ndarray
    first_part: np.ndarray
    insertions: Insertions
    starts: np.ndarray


class Writer:
    """Writes chunks in the words of a world."""

    def __init__(self, world: World) -> None:
        self.tokens = world.tokens
        self.first = world.first
        self.words = Zipf(VOCABULARY)
        self.shares = np.cumsum([share for _, share in SHAPES]) / 100

    def write(self, rng: np.random.Generator, liveblogs: list[Liveblog]) -> Chunk:
        count = sum(liveblog.size for liveblog in liveblogs)
        shapes = np.searchsorted(self.shares, rng.random(count), side="right")
        kinds, sizes = parts_of(rng, shapes)
        there = kinds >= 0
        part_sizes, part_kinds = sizes[there], kinds[there]
        first_part = starts_of(there.sum(axis=1))
        entry_sizes = sizes.sum(axis=1)
        insertions = self.insertions(rng, liveblogs, count)
        ids = self.words.draw(rng, int(entry_sizes.sum()))
        at = spread(rng, insertions.entry, entry_sizes)
        ids[at] = insertions.token
        texts, offsets = self.set(rng, ids, part_sizes, part_kinds)
        first_token = starts_of(entry_sizes)[:-1]
        starts = offsets[at] - offsets[first_token[insertions.entry]]
        return Chunk(shapes, texts, part_kinds, first_part, insertions, starts)

    def insertions(
        self, rng: np.random.Generator, liveblogs: list[Liveblog], count: int
    ) -> Insertions:
        """Words of known share, and names from each live page's cast, in random order."""
        sizes = [liveblog.size for liveblog in liveblogs]
        page = np.repeat(np.arange(len(liveblogs)), sizes)
        groups = [self.known_words(rng, count)]
        for kind, name, most, cast in ((1, "topics", MOST_TOPICS, SUBJECTS),
                                       (2, "actors", MOST_NAMES, CAST),
                                       (3, "places", MOST_NAMES, CAST)):  # fmt: skip
            casts = np.stack([getattr(liveblog, name) for liveblog in liveblogs])
            number = rng.integers(1 if kind == 1 else 0, most + 1, count)
            entry = np.repeat(np.arange(count), number)
            subject = casts[page[entry], (cast * rng.random(len(entry)) ** 1.5).astype(int)]
            token = self.name_token(rng, kind, subject)
            groups.append((entry, token, np.full(len(entry), kind), subject))
        entry, token, kinds, subject = (np.concatenate(column) for column in zip(*groups))  # noqa: B905
        order = np.lexsort((rng.random(len(entry)), entry))
        return Insertions(entry[order], token[order], kinds[order], subject[order])

    def name_token(self, rng: np.random.Generator, kind: int, subject: np.ndarray) -> np.ndarray:
        """A term of each topic, a name or alias of each actor, the name of each place."""
        if kind == 1:
            terms = rng.integers(0, TERMS_A_TOPIC, len(subject))
            return self.first["terms"] + subject * TERMS_A_TOPIC + terms
        if kind == 2:
            return self.first["actors"] + subject * 2 + rng.integers(0, 2, len(subject))
        return self.first["places"] + subject

    def known_words(self, rng: np.random.Generator, count: int) -> tuple[np.ndarray, ...]:
        """The words of known share, and the phrase, each in its share of the entries."""
        shares = [*SHARES.values(), PHRASE_SHARE]
        entry, number = np.nonzero(rng.random((count, len(shares))) < shares)
        nothing = np.zeros(len(entry), dtype=np.int64)
        return entry, self.first["shares"] + number, nothing, nothing

    def set(
        self, rng: np.random.Generator, ids: np.ndarray, sizes: np.ndarray, kinds: np.ndarray
    ) -> tuple[list[str], np.ndarray]:
        """The text of each part, and where in the whole of all texts each word starts.

        Between two parts there are two characters, as in an entry's text.
        """
        ends = np.cumsum(sizes)
        last = np.zeros(len(ids), dtype=bool)
        last[ends[sizes > 0] - 1] = True
        bare = np.repeat(np.isin(kinds, [KINDS.index("headline"), KINDS.index("attribution")]),
                         sizes)  # fmt: skip
        stop = (last | (rng.random(len(ids)) < SENTENCE)) & ~bare
        comma = ~stop & ~bare & (rng.random(len(ids)) < COMMA)
        form = np.roll(stop | last, 1) + 2 * (stop + 2 * comma)
        steps = self.tokens.lengths[form, ids] + 1 + last
        words = self.tokens.forms[form, ids].tolist()
        texts = [" ".join(words[end - size : end]) for end, size in zip(ends, sizes, strict=True)]
        return texts, np.cumsum(steps) - steps


def parts_of(rng: np.random.Generator, shapes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The kind and the words of each part of each entry; -1 and 0 where there is none."""
    most = 1 + max(len(parts) for parts, _ in SHAPES)
    table = np.full((len(SHAPES), most), -1)
    for number, (parts, _) in enumerate(SHAPES):
        table[number, : len(parts) + 1] = [KINDS.index(part) for part in ("headline", *parts)]
    kinds = table[shapes]
    kinds[rng.random(len(shapes)) > WITH_HEADLINE, 0] = -1
    sizes = np.append([*SIZES.values()], 0)[kinds]
    paragraphs = kinds == KINDS.index("paragraph")
    words = rng.lognormal(np.log(MIDDLE), SPREAD, len(shapes)).clip(FEWEST, MOST)
    each = np.maximum(5, words // paragraphs.sum(axis=1)).astype(np.int64)
    return kinds, np.where(paragraphs, each[:, None], sizes)


def starts_of(sizes: np.ndarray) -> np.ndarray:
    """Where each of several rows starts, and where the last one ends."""
    return np.concatenate([[0], np.cumsum(sizes)])


def spread(rng: np.random.Generator, entry: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """A word for each insertion, in order: each entry's insertions share out its words."""
    count = np.bincount(entry, minlength=len(sizes))
    rank = np.arange(len(entry)) - starts_of(count)[entry]
    low = rank * sizes[entry] // count[entry]
    high = (rank + 1) * sizes[entry] // count[entry]
    return starts_of(sizes)[entry] + low + (rng.random(len(entry)) * (high - low)).astype(int)

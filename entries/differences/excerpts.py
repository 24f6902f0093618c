"""The first place in which two texts differ, in few words, for a list of changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from .runs import Effort
from .words import WORD, Piece, compare

# Characters: how far is looked for a difference, and what is compared before and after it.
LOOKED_THROUGH = 200_000
BEFORE, AFTER = 60, 400
# What is shown of the pieces in all, and of one.
SHOWN, PIECE_SHOWN = 320, 140
MOST_STEPS = 50_000
ELLIPSIS = "…"


def first_difference(old: str, new: str, trivial: bool = False) -> list[Piece]:
    """The pieces round the first word that differs, or with `trivial` the first character.

    Nothing where the texts differ in none that is looked at.
    """
    old, new = old[:LOOKED_THROUGH], new[:LOOKED_THROUGH]
    at = first_character(old, new) if trivial else first_word(old, new)
    if at is None:
        return []
    one, other = around(old, at[0]), around(new, at[1])
    pieces = compare(old[one], new[other], Effort(MOST_STEPS))
    whole = one.stop >= len(old) and other.stop >= len(new)
    shown = list(shortened(pieces if whole else in_common_at_end(pieces)))
    before = one.start or other.start
    after = not whole or shown[-1] != pieces[-1]
    return [*([Piece("kept", ELLIPSIS)] if before else []), *shown, *closing(shown, after)]


def closing(shown: Sequence[Piece], after: bool) -> list[Piece]:
    """An ellipsis where more follows and the last piece has none."""
    return [Piece("kept", ELLIPSIS)] if after and not shown[-1].text.endswith(ELLIPSIS) else []


def first_character(old: str, new: str) -> tuple[int, int] | None:
    """Where the texts cease to be the same."""
    if old == new:
        return None
    low, high = 0, min(len(old), len(new))
    while low < high:  # the texts are the same up to `low`, and differ before `high` + 1
        middle = (low + high + 1) // 2
        if old[low:middle] == new[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low, low


def first_word(old: str, new: str) -> tuple[int, int] | None:
    """Where the first words that differ start, or the text ends that has no more."""
    ours, theirs = WORD.finditer(old), WORD.finditer(new)
    while True:
        one, other = next(ours, None), next(theirs, None)
        if one is None and other is None:
            return None
        if one is None or other is None or one[0] != other[0]:
            return one.start() if one else len(old), other.start() if other else len(new)


def around(text: str, at: int) -> slice:
    """Some of the text before and after, from the start of a word to the end of one."""
    start, end = max(at - BEFORE, 0), min(at + AFTER, len(text))
    if start:
        start = word_boundary(text, start, at)
    if end < len(text):
        space = text.rfind(" ", at, end)
        end = space if space > at else end
    return slice(start, end)


def word_boundary(text: str, start: int, most: int) -> int:
    """The first place after a space; the start itself where there is none before `most`."""
    space = text.find(" ", start, most)
    return space + 1 if space >= 0 else start


def in_common_at_end(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """The pieces up to the last that is kept: what follows differs because both texts were cut."""
    changed = next(at for at, piece in enumerate(pieces) if piece.kind != "kept")
    last = max((at for at, piece in enumerate(pieces) if piece.kind == "kept"), default=0)
    return pieces[: last + 1] if last > changed else pieces


def shortened(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces until they are enough, or one that is kept after the first change is long."""
    left, changed = SHOWN, False
    for piece in pieces:
        short = cut(piece, min(PIECE_SHOWN, left))
        yield short
        left -= len(short.text)
        changed = changed or piece.kind != "kept"
        if left <= 1 or (changed and piece.kind == "kept" and short != piece):
            return


def cut(piece: Piece, most: int) -> Piece:
    """The piece, with an ellipsis in the place of its last words where it is too long."""
    if len(piece.text) <= most:
        return piece
    words = piece.text[: most - 1].rsplit(maxsplit=1)
    return replace(piece, text=(words[0] if words else "") + ELLIPSIS)

"""How well what is found agrees with what a careful reader listed."""

from collections.abc import Iterable
from typing import NamedTuple


class Score(NamedTuple):
    """How many names or topics are right, were found, and were wanted."""

    right: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        return self.right / self.found

    @property
    def recall(self) -> float:
        return self.right / self.wanted

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.wanted)


def score(field: str, pairs: Iterable[tuple[set[str], set[str]]]) -> Score:
    """The score of what was found in each post and what was wanted; printed with each miss."""
    right = found = wanted = 0
    for ours, theirs in pairs:
        right, found, wanted = right + len(ours & theirs), found + len(ours), wanted + len(theirs)
        if ours != theirs:
            print(f"{field}: found {sorted(ours - theirs)}, missed {sorted(theirs - ours)}")
    result = Score(right, found, wanted)
    figures = f"precision {result.precision:.3f}, recall {result.recall:.3f}, F1 {result.f1:.3f}"
    print(f"{field}: {figures} of {wanted}")
    return result


def total(scores: Iterable[Score]) -> Score:
    return Score(*map(sum, zip(*scores, strict=True)))

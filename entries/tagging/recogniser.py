"""Finds known names in a text, and says why each is one: the longest ones, on whole words.

Knows names and what they stand for, whatever that is; nothing of files or of Django.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass

from .cues import cues
from .names import KnownName, KnownSurname, NameIndex, PlaceFacts
from .phrases import Reading
from .resolution import Found, Resolution, Rule
from .unknown import Suggested, UnknownNames
from .words import words_of

__all__ = ["Found", "KnownName", "KnownSurname", "Named", "PlaceFacts", "Recogniser", "Rule"]


@dataclass(frozen=True, slots=True)
class Named:
    """What a text names, and what in it only looks like a name; both in order, no two overlap."""

    found: tuple[Found, ...]
    suggested: tuple[Suggested, ...]


class Recogniser:
    """Finds names in texts. Build it once: the names are put in order then.

    A name counts where its words stand whole, next to each other and with the capitals that the
    name has; accents, the kind of apostrophe or hyphen, and an acronym's dots make no difference.
    Of names that begin at one word the longest counts, and the names inside it do not; a place
    or person within a longer name that nothing known has ("London Bridge", "Bank of England",
    "Ada Marsh Street") does not either. A name that several targets share counts for the one
    whose context is there, and of places for the one that lies in another named one, or is far
    larger than the others.

    A surname alone counts for the person whom the text names in full, else for the best known or
    only person who has it; not where the text names somebody else of that surname, nor where it
    is a common word or name and nothing beside it shows a person. `swallowed` are names that
    stand for nothing known. What is left over and looks like a name is suggested; `refused` are
    the folded names that are not.
    """

    def __init__(
        self,
        names: Iterable[KnownName],
        swallowed: Iterable[str] = (),
        surnames: Iterable[KnownSurname] = (),
        places: Mapping[Hashable, PlaceFacts] | None = None,
        refused: Collection[str] = (),
    ) -> None:
        self.index = NameIndex(names, surnames, swallowed, cues())
        self.places = places or {}
        self.unknown = UnknownNames(frozenset(refused))

    def find(self, text: str) -> tuple[Found, ...]:
        """Every name that counts in `text`, in order; no two overlap."""
        return self.read(text).found

    def read(self, text: str) -> Named:
        """What `text` names, and what looks like a name in it."""
        reading = Reading(words_of(text))
        entry = Resolution(reading, self.index.hits(reading), self.places)
        entry.resolve()
        suggested = self.unknown.find(reading, entry.covered | entry.given_alone(), entry.shared)
        return Named(tuple(entry.found()), tuple(suggested))

"""The known names, found in a text by their words: the longest at each word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from .context import Context, Phrases, readable
from .cues import cue_words
from .phrases import Phrase, Reading
from .spelling import spellings, word_spellings
from .words import fold, folded_phrase


class KnownName(NamedTuple):
    """A name that stands for `target`; with `context`, only beside one of these.

    `target` may be anything that can be a key: two names with equal targets mean the same.
    `kind` is "person", "organisation", "place" or, for a place that is one, "country".
    """

    name: str
    target: Hashable
    context: tuple[str, ...] = ()
    kind: str = "organisation"


class KnownSurname(NamedTuple):
    """What a person is called alone; `names` are the person's full names.

    `best_known`: of several of that surname this one is meant where nothing else tells.
    """

    surname: str
    target: Hashable
    names: tuple[str, ...]
    best_known: bool = False


class PlaceFacts(NamedTuple):
    """Of a place: the targets of itself and of all that holds it, and how many people it has."""

    holders: tuple[Hashable, ...]
    population: int = 0


class Role(Enum):
    """What a phrase is: a name, a surname alone, or a longer name that means nothing known."""

    NAME = "name"
    SURNAME = "surname"
    SWALLOW = "swallow"


@dataclass(slots=True, eq=False)
class Meaning:
    """What a phrase can stand for; not frozen, since there are many, which would take long to make.

    `given` are the folded given names of a surname's bearer;
    `is_spelling` says that the name is written otherwise than the gazetteer has it."""

    phrase: Phrase
    target: Hashable
    kind: str
    role: Role = Role.NAME
    contexts: tuple[Context, ...] = ()
    given: frozenset[str] = frozenset()
    best_known: bool = False
    is_spelling: bool = False


@dataclass(slots=True, eq=False)  # not frozen, as Meaning
class Hit:
    """The longest name at a word: the word's index, how many words, what it can stand for."""

    index: int
    size: int
    meanings: list[Meaning]

    @property
    def end(self) -> int:
        return self.index + self.size

    @property
    def is_surname(self) -> bool:
        """Whether it can only be a surname alone."""
        first = self.meanings[0].role is Role.SURNAME
        return first and all(each.role is Role.SURNAME for each in self.meanings)

    @property
    def needs_context(self) -> bool:
        """Whether each of its meanings needs one."""
        return all(meaning.contexts for meaning in self.meanings)


def best_known(meanings: Iterable[Meaning]) -> set[Hashable]:
    """Who is meant by a surname where nothing else tells: nobody, or the one best known."""
    targets = {each.target for each in meanings if each.best_known}
    return targets if len(targets) == 1 else set()


class NameIndex:
    """Every known name by its words. Build it once.

    Most names never stand in any text that one process reads, so each waits under its first word
    until a text has that. A context that cannot be read counts for nothing, and a name that has
    no other is left out.
    """

    def __init__(
        self,
        names: Iterable[KnownName],
        surnames: Iterable[KnownSurname],
        swallowed: Iterable[str],
        classes: Mapping[str, Phrases],
    ) -> None:
        self._meanings: defaultdict[tuple[str, ...], list[Meaning]] = defaultdict(list)
        # How many words the names have that begin with a word, the most first: those that begin
        # with a small letter apart, since a capital shows where to look for the others.
        self._sizes: dict[str, tuple[int, ...]] = {}
        self._sizes_small: dict[str, tuple[int, ...]] = {}
        self._classes = classes
        self._contexts: dict[tuple[str, ...], tuple[Context, ...]] = {}
        self._waiting: defaultdict[str, list[KnownName | KnownSurname | str]] = defaultdict(list)
        # The identities of those that wait no more, though they may stand under other words too.
        self._taken_in: set[int] = set()
        for known in names:
            self._wait(known, known.name, known.kind == "person")
        for surname in surnames:
            self._wait(surname, surname.surname, True)
        for name in swallowed:
            self._wait(name, name, False)

    def _wait(self, known: KnownName | KnownSurname | str, name: str, is_person: bool) -> None:
        """Have a name wait under the first word of each of its spellings."""
        for word in first_words(name, is_person):
            self._waiting[word].append(known)
            if name[:1].islower():
                self._sizes_small.setdefault(word, ())

    def _take_in(self, word: str) -> None:
        """Put in order the names that wait under a word, in all their spellings."""
        for known in self._waiting.pop(word):
            if id(known) not in self._taken_in:
                self._taken_in.add(id(known))
                for meaning in self._meanings_of(known):
                    self._add(meaning)

    def _meanings_of(self, known: KnownName | KnownSurname | str) -> Iterator[Meaning]:
        match known:
            case KnownName():
                yield from self._of_name(known)
            case KnownSurname():
                yield from of_surname(known)
            case str():
                yield Meaning(Phrase.of(known), None, "", Role.SWALLOW)

    def _of_name(self, known: KnownName) -> Iterator[Meaning]:
        if known.context not in self._contexts:
            self._contexts[known.context] = tuple(readable(known.context, self._classes))
        contexts = self._contexts[known.context]
        if known.context and not contexts:
            return
        if known.kind == "person":
            phrases = [Phrase.of(text) for text in spellings(known.name)]
        else:
            phrases = [with_small_nouns(Phrase.of(known.name))]
        for number, phrase in enumerate(phrases):
            yield Meaning(
                phrase, known.target, known.kind, Role.NAME, contexts, is_spelling=number > 0
            )

    def _add(self, meaning: Meaning) -> None:
        folded, written = meaning.phrase
        same = self._meanings[folded]
        if any(each.target == meaning.target and each.role == meaning.role for each in same):
            same[:] = [each for each in same if not replaces(meaning, each)]
            if any(replaces(each, meaning) for each in same):
                return
        same.append(meaning)
        sizes = self._sizes_small if written[0][0].islower() else self._sizes
        others = sizes.get(folded[0], ())
        if len(folded) not in others:
            sizes[folded[0]] = tuple(sorted((*others, len(folded)), reverse=True))

    def hits(self, reading: Reading) -> list[Hit]:
        """Every longest name in the text, in order; no two overlap."""
        found, end, places = [], 0, self._places(reading)
        for index, sizes in sorted(places.items()):
            if index >= end and (hit := self._longest_at(reading, index, sizes)):
                if reading.folded[index] == "the":
                    hit = self._longer_behind_the(reading, hit, places)
                found.append(hit)
                end = hit.end
        return found

    def _longer_behind_the(
        self, reading: Reading, hit: Hit, places: Mapping[int, tuple[int, ...]]
    ) -> Hit:
        """The name that begins behind the article of another and goes on behind it, if there is
        one: "The Guardian Council" is no newspaper."""
        behind = self._longest_at(reading, hit.index + 1, places.get(hit.index + 1, ()))
        return behind if behind and behind.end > hit.end else hit

    def _places(self, reading: Reading) -> dict[int, tuple[int, ...]]:
        """Where a name may begin, and how many words it may have, the most first."""
        folded, capital, small = reading.folded, self._sizes, self._sizes_small
        for at in reading.capitals:
            if folded[at] in self._waiting:
                self._take_in(folded[at])
        found = {at: capital[folded[at]] for at in reading.capitals if folded[at] in capital}
        for at in [at for at, word in enumerate(folded) if word in small]:
            if folded[at] in self._waiting:
                self._take_in(folded[at])
            sizes = small[folded[at]]
            both = {*found[at], *sizes} if at in found else sizes
            if both:
                found[at] = tuple(sorted(both, reverse=True))
        return found

    def _longest_at(self, reading: Reading, index: int, sizes: tuple[int, ...]) -> Hit | None:
        for size in sizes:
            known = self._meanings.get(tuple(reading.folded[index : index + size]))
            if not known or (size > 1 and reading.words.reach(index, size) < size):
                continue
            fitting = [each for each in known if reading.fits(each.phrase, index)]
            if fitting:
                return Hit(index, size, as_written(fitting))
        return None


def as_written(meanings: list[Meaning]) -> list[Meaning]:
    """Those that have the name just so, before those for whom it is another spelling: Bob Reed
    is no Robert where there is a Bob."""
    if len(meanings) == 1:
        return meanings
    exact = [each for each in meanings if each.role is Role.NAME and not each.is_spelling]
    return [each for each in meanings if not each.is_spelling] if exact else meanings


def first_words(name: str, is_person: bool) -> set[str]:
    """The folded words with which a name begins in its spellings; none without a word."""
    first, _, rest = name.partition(" ")
    ways = word_spellings(first, last=not rest) if is_person else (first,)
    if first.isalpha() and first.isascii():  # as nearly all are
        return set(map(fold, ways))
    return {word for way in ways for word in folded_phrase(f"{way} {rest}")[:1]}


def of_surname(known: KnownSurname) -> Iterator[Meaning]:
    """What a surname means in each of its spellings."""
    given = frozenset(
        word
        for name in known.names
        for text in spellings(name)
        for word in given_names(text, known.surname)
    )
    for text in spellings(known.surname):
        phrase, role = Phrase.of(text), Role.SURNAME
        yield Meaning(phrase, known.target, "person", role, (), given, known.best_known)


def replaces(one: Meaning, other: Meaning) -> bool:
    """Whether one says all that the other, of the same words, says: it needs no context."""
    same = one.target == other.target and one.role == other.role
    return same and not one.contexts and one.phrase.written == other.phrase.written


def with_small_nouns(phrase: Phrase) -> Phrase:
    """A name whose nouns need no capital behind its first word, as some newsrooms write them:
    "Labour party", "UN security council", "Gaza strip"."""
    words = list(zip(phrase.folded, phrase.written, strict=True))
    small = (each.lower() if word in cue_words("noun") else each for word, each in words[1:])
    return Phrase(phrase.folded, (*phrase.written[:1], *small))


def given_names(name: str, surname: str) -> tuple[str, ...]:
    """The folded words of a full name that are none of its surname's."""
    taken = set(folded_phrase(surname))
    return tuple(word for word in folded_phrase(name) if word not in taken)

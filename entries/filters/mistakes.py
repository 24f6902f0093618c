"""What was asked for that stands for nothing, or for several things: what may have been meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice

from entries.search import language
from entries.search.nodes import Node
from entries.search.trees import negation

from .forms import EntryFilterForm
from .naming import near
from .parameters import Parameters, field_of, shown
from .words import field_of as field_of_word
from .words import plain

# Each takes its time to find names for; whoever mends these is told of the next ones.
MOST_MISTAKES = 5

Address = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Mistake:
    """A value that stands for no one thing: as it was typed, and what to say of it.

    `near` are names that may be meant, each with the address of the list with it instead. `words`
    are the same searched for as words, at the address `for_words`; empty where it has none.
    """

    typed: str
    told: str
    near: list[tuple[str, str]]
    words: str
    for_words: str


def mistakes_in(form: EntryFilterForm, given: Parameters, address: Address) -> list[Mistake]:
    """The first few mistakes of a form, those of the box before those of other parameters.

    `given` is what the address asks for; `address` makes that of the list with other values.
    """
    found = chain(in_words(form, address), in_filters(form, given, address))
    return list(islice(found, MOST_MISTAKES))


def in_words(form: EntryFilterForm, address: Address) -> Iterator[Mistake]:
    """The field words of the box that name nothing."""
    words = form.words
    for word, told in words.unclear:
        names = [
            (one.name, address(q=[words.exchanged(word, replace(word, value=one.value))]))
            for one in near(field_of_word(word), word.value)
        ]
        instead = plain(word.value)
        there = address(q=[words.exchanged(word, instead)]) if instead else ""
        yield Mistake(shown(language.written(word)), told, names, said(instead), there)


def in_filters(form: EntryFilterForm, given: Parameters, address: Address) -> Iterator[Mistake]:
    """The values of other parameters that name nothing."""
    wrong = [
        (name, value, told) for name, them in form.unknown.items() for value, told in them.items()
    ]
    for parameter, value, told in wrong:
        others = [one for one in given[parameter] if one != value]
        names = [
            (one.name, address(**{parameter: [*others, one.value]}))
            for one in near(field_of(parameter), value)
        ]
        instead = plain(value)
        if instead and parameter.startswith("-"):
            instead = negation(instead)
        there = address(q=[form.words.plus(instead)], **{parameter: others}) if instead else ""
        yield Mistake("", told, names, said(instead), there)


def said(node: Node | None) -> str:
    return shown(language.written(node))

"""What has to stand around a name for it to count: how a context is written, and read.

A context is a word or phrase that stands anywhere in the entry: "Tbilisi". With "…" for the name
itself it stands directly beside it: "President …", "… said". A class of cues in angle brackets
stands for any of its words: "<in> …"; "<within>" for any place that the named one lies in, or
that lies there too: "… , <within>". Parts joined by " + " all have to be there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from .phrases import ByWord, Phrase

NAME = "…"
WITHIN = "<within>"
AND = " + "
Phrases = tuple[Phrase, ...]
NONE: Phrases = ()


class ContextError(ValueError):
    """A context cannot be read. The message says why."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing asked for: phrases before the name, by their last words, behind it, by their
    first, or anywhere.

    `within` asks for a place that holds the named one: behind the name where `behind_within`,
    else anywhere in the entry.
    """

    before: ByWord = field(default_factory=dict)
    behind: ByWord = field(default_factory=dict)
    anywhere: Phrases = NONE
    within: bool = False
    behind_within: bool = False


Context = tuple[Part, ...]


def read_context(text: str, classes: Mapping[str, Phrases]) -> Context:
    """The parts of a context. Raises ContextError for one that asks for nothing or for a class
    that is none."""
    return tuple(read_part(part.strip(), classes) for part in text.split(AND))


def read_part(text: str, classes: Mapping[str, Phrases]) -> Part:
    if NAME not in text:
        if text == WITHIN:
            return Part(within=True)
        return Part(anywhere=phrases(text, classes))
    before, _, behind = (side.strip() for side in text.partition(NAME))
    if NAME in behind or not (before or behind):
        raise ContextError(f"“{text}” needs a word beside “{NAME}”, which stands in it once")
    by_last = by_word(phrases(before, classes), -1) if before else {}
    if behind.strip(", ") == WITHIN:
        return Part(before=by_last, behind_within=True)
    return Part(before=by_last, behind=by_word(phrases(behind, classes), 0) if behind else {})


def by_word(phrases: Phrases, place: int) -> ByWord:
    """The phrases by their word at that place, 0 or -1."""
    found: defaultdict[str, list[Phrase]] = defaultdict(list)
    for phrase in phrases:
        found[phrase.folded[place]].append(phrase)
    return dict(found)


def phrases(text: str, classes: Mapping[str, Phrases]) -> Phrases:
    """The phrases that a text stands for: one, or those of a class."""
    if "<" in text or ">" in text:
        return class_of(text, classes)
    phrase = Phrase.of(text)
    if not phrase.folded:
        raise ContextError(f"“{text}” has no letter or digit")
    return (phrase,)


def class_of(text: str, classes: Mapping[str, Phrases]) -> Phrases:
    """The phrases of a class in angle brackets, which stands alone."""
    known = classes.get(text[1:-1]) if text.startswith("<") and text.endswith(">") else None
    if known is None:
        names = ", ".join(f"<{name}>" for name in (*classes, "within"))
        raise ContextError(f"“{text}” is no class of cues; there are {names}")
    return known


def readable(texts: Iterable[str], classes: Mapping[str, Phrases]) -> Iterator[Context]:
    """Those of the contexts that can be read."""
    for text in texts:
        try:
            yield read_context(text, classes)
        except ContextError:
            continue

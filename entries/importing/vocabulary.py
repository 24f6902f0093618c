"""The names and topics to tag with, as plain data for any process, and what finds them in texts."""

from __future__ import annotations

import logging
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import cast

from entries.tagging.installed import installed_recogniser
from entries.tagging.recogniser import (
    Found,
    KnownName,
    KnownSurname,
    Named,
    PlaceFacts,
    Recogniser,
)
from entries.tagging.topics import TopicRules
from entries.tagging.unknown import LONGEST_TEXT, Stretch, Suggested, suggested_by

from .drafts import MentionFound, SuggestionFound, TopicFound

logger = logging.getLogger(__name__)
Target = tuple[str, int]


@dataclass(frozen=True)
class TopicTerms:
    """A topic's key, its terms, and the words within which they do not count."""

    key: int
    terms: tuple[str, ...]
    exclusions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vocabulary:
    """The names and topics to tag with, as plain data.

    A name's target is "actor_id" or "place_id" with a key. `topics` are by slug, `refused` the
    folded names that are not to be suggested, `installed` the dotted path of a recogniser.
    """

    names: tuple[KnownName, ...] = ()
    surnames: tuple[KnownSurname, ...] = ()
    places: Mapping[Hashable, PlaceFacts] | None = None
    swallowed: tuple[str, ...] = ()
    topics: Mapping[str, TopicTerms] | None = None
    refused: tuple[str, ...] = ()
    installed: str = ""


class TextTagger:
    """Finds the names and topics of a vocabulary in texts.

    Raises RecogniserError where the recogniser that the vocabulary names cannot be had.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.recogniser = Recogniser(
            vocabulary.names,
            vocabulary.swallowed,
            vocabulary.surnames,
            vocabulary.places,
            vocabulary.refused,
        )
        self.topic_terms = vocabulary.topics or {}
        self.rules = TopicRules(
            {slug: topic.terms for slug, topic in self.topic_terms.items()},
            {slug: topic.exclusions for slug, topic in self.topic_terms.items()},
        )
        self.refused = frozenset(vocabulary.refused)
        self.path = path = vocabulary.installed
        self.installed = installed_recogniser(path) if path else None

    def names(self, text: str) -> tuple[tuple[MentionFound, ...], tuple[SuggestionFound, ...]]:
        """The mentions in a text, and what only looks like a name in it."""
        named = self.recogniser.read(text)
        suggested = (*named.suggested, *self.also_suggested(text, named))
        return (
            tuple(mention_of(hit) for hit in named.found if len(hit.matched) <= LONGEST_TEXT),
            tuple(map(suggestion_of, suggested)),
        )

    def also_suggested(self, text: str, named: Named) -> list[Suggested]:
        """What the installed recogniser takes for names, where nothing else was found."""
        if self.installed is None:
            return []
        taken: list[Stretch] = [*named.found, *named.suggested]
        try:
            return list(suggested_by(text, self.installed(text), taken, self.refused))
        except Exception:  # whatever it may be: the code is not ours
            logger.exception("The recogniser %s failed on a text", self.path)
            return []

    def topics(self, text: str) -> tuple[TopicFound, ...]:
        found = self.rules.find(text)
        return tuple((self.topic_terms[slug].key, list(terms)) for slug, terms in found.items())


def mention_of(hit: Found) -> MentionFound:
    field, key = cast(Target, hit.target)
    return hit.start, hit.end, hit.matched, field, key, hit.rule.value


def suggestion_of(each: Suggested) -> SuggestionFound:
    return each.start, each.end, each.matched, each.key, each.kind, each.cue

"""The gazetteer of the project as a recogniser that says (kind, canonical name)."""

from functools import cache

from entries.tagging.gazetteer import read_gazetteer
from entries.tagging.known import Gazetteer, KnownActor, KnownPlace
from entries.tagging.recogniser import KnownName, Recogniser
from entries.tagging.topics import TopicRules


@cache
def gazetteer() -> Gazetteer:
    return read_gazetteer()


def target_of(known: KnownActor | KnownPlace) -> tuple[str, str]:
    return ("place" if isinstance(known, KnownPlace) else known.kind, known.name)


@cache
def recogniser() -> Recogniser:
    names = (
        KnownName(alias.name, target_of(known), alias.context)
        for known in (*gazetteer().actors, *gazetteer().places)
        for alias in known.aliases
    )
    return Recogniser(names, gazetteer().swallowed)


@cache
def topic_rules() -> TopicRules:
    """The rules, by the topics' names in lower case."""
    return TopicRules({topic.name.lower(): topic.terms for topic in gazetteer().topics})


def named(text: str, kind: str) -> set[str]:
    """The canonical names of the people, organisations or places that the text names."""
    targets = (hit.target for hit in recogniser().find(text))
    return {name for its_kind, name in targets if its_kind == kind}

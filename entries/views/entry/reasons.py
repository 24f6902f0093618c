"""Why an entry is linked to whom and what it is: the words in their sentence, and the rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from entries.models import Actor, Entry, EntryTopic, Mention, Place, Topic
from entries.sentences import Evidence, one_line, sentence_with
from entries.tagging.topics import read_term

from ..subjects.kinds import KINDS
from .linked import Link

Method = Mention.Method

RULES = {
    Method.NAME: _("one of its names"),
    Method.CONTEXT: _("one of its names, for the words around it"),
    Method.ENTRY: _("a surname, and the entry has the name in full"),
    Method.LIVEBLOG: _("a surname, and the liveblog has the name in full around that time"),
    Method.SURNAME: _("a surname that one known person has"),
    Method.STAFF: _("set by staff"),
}
RULES_OF_PEOPLE = {
    Method.NAME: _("one of their names"),
    Method.CONTEXT: _("one of their names, for the words around it"),
}


@dataclass(frozen=True, slots=True)
class InFull:
    """A name in full that gives a surname its meaning; `entry` is another one that has it."""

    name: str
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Words that name someone, in their sentence, and by which rule they do."""

    evidence: Evidence
    method: str
    rule: str
    in_full: InFull | None = None


@dataclass(slots=True)
class LinkedSubject:
    """What an entry is linked to, and why.

    Of the same words by the same rule the first occurrence is told of, and `more` counts the
    others. `terms` are those that make a topic; one without any was set by staff.
    """

    named: Actor | Place | Topic
    reasons: list[Reason] = field(default_factory=list)
    more: int = 0
    terms: Sequence[str] = ()

    @property
    def kind(self) -> str:
        return self.named.kind if isinstance(self.named, Actor) else self.named._meta.model_name

    def has_reason(self, mention: Mention) -> bool:
        """Whether it tells already of these words by this rule."""
        same = (one_line(mention.matched), mention.method)
        return any((each.evidence.words, each.method) == same for each in self.reasons)


def links_of(mentions: Iterable[Mention]) -> list[Link]:
    """The mentions as links from the words to whom or what they name."""
    return [
        Link(each.start, each.end, each.matched, named.get_absolute_url(), named.name)
        for each in mentions
        if (named := each.actor or each.place)
    ]


def subjects_of(
    entry: Entry, mentions: Sequence[Mention], topics: Iterable[EntryTopic]
) -> list[tuple[str, list[LinkedSubject]]]:
    """What the entry names and is about, each once, by the kinds that it has."""
    elsewhere = named_elsewhere(entry, mentions)
    found: dict[Actor | Place | Topic, LinkedSubject] = {}
    for mention in mentions:
        if named := mention.actor or mention.place:
            subject = found.setdefault(named, LinkedSubject(named))
            if subject.has_reason(mention):
                subject.more += 1
            else:
                subject.reasons.append(reason(entry, mention, mentions, elsewhere))
    for link in topics:
        terms = [phrase(term) for term in link.terms]
        found[link.topic] = LinkedSubject(link.topic, terms=terms)
    groups: defaultdict[str, list[LinkedSubject]] = defaultdict(list)
    for subject in found.values():
        groups[subject.kind].append(subject)
    return [(str(kind.title), groups[name]) for name, kind in KINDS.items() if name in groups]


def named_elsewhere(entry: Entry, mentions: Iterable[Mention]) -> dict[int, Mention]:
    """Where the liveblog names those in full whom this entry has by their surname, by actor."""
    actors = {each.actor_id for each in mentions if each.method == Method.LIVEBLOG}
    found = Mention.objects.naming_in_full(entry, actors) if actors else []
    return {each.actor_id: each for each in found}


def reason(
    entry: Entry, mention: Mention, mentions: Sequence[Mention], elsewhere: dict[int, Mention]
) -> Reason:
    """Why one occurrence is a name; `elsewhere` has where the liveblog names in full, by actor."""
    evidence = sentence_with(entry.text, mention.start, mention.end, mention.matched)
    in_full = None
    if mention.method == Method.ENTRY:
        in_full = in_this_entry(mention, mentions)
    elif mention.method == Method.LIVEBLOG and mention.actor_id in elsewhere:
        other = elsewhere[mention.actor_id]
        in_full = InFull(other.matched, other.entry)
    return Reason(evidence, mention.method, rule_of(mention), in_full)


def rule_of(mention: Mention) -> str:
    """The rule in words; nobody is an it."""
    is_person = mention.actor and mention.actor.kind == Actor.Kind.PERSON
    rules = {**RULES, **RULES_OF_PEOPLE} if is_person else RULES
    return str(rules[mention.method])


def in_this_entry(mention: Mention, mentions: Iterable[Mention]) -> InFull | None:
    """The longest name that the entry has of the same actor."""
    names = [
        each.matched
        for each in mentions
        if each.actor_id == mention.actor_id and each.method in (Method.NAME, Method.CONTEXT)
    ]
    return InFull(max(names, key=len)) if names else None


def phrase(term: str) -> str:
    """A topic's term without its weight; as it is where it cannot be read."""
    read = read_term(term)
    return read[0] if read else term

"""Whom a surname alone means, where the entry does not say: whom its liveblog names in full.

A surname means the person whom the liveblog named in full last, else next, within a day of the
entry. Where nobody is named so, the one known person counts who has it, as the entry's text alone
told: see `entries.tagging.recogniser`; and where somebody unknown is, but the surname has an office
before it. What is told here depends on what the liveblog holds, and not on the order in which it
came.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from django.db import models, transaction

from entries.models import Actor, ActorName, Entry, Liveblog, Mention, Suggestion
from entries.tagging.beside import has_office
from entries.tagging.spelling import spellings
from entries.tagging.words import name_as_key

from .changes import take_turns
from .links import Span, is_free
from .targets import hold_targets, targets_now

AT_ONCE = 100  # liveblogs
AROUND = dt.timedelta(days=1)
UNDATED = dt.datetime.min.replace(tzinfo=dt.UTC)
PERSON = Suggestion.Kind.PERSON
Method, Cue = Mention.Method, Suggestion.Cue
Row = TypeVar("Row", Mention, Suggestion)
Moment = tuple[dt.datetime, int]  # the time, and the place among the entries of one time
Spot = tuple[int, int, int, str]  # entry, start and end in its text, the words there


@dataclass(frozen=True, slots=True)
class Naming:
    """Somebody is named in full: a known actor, or None for somebody unknown. `start`: where in
    its entry."""

    moment: Moment
    start: int
    actor: int | None


@dataclass(slots=True)
class Occurrence:
    """A surname stands alone in an entry: what a mention and a suggestion say of it so far."""

    spot: Spot
    liveblog: int
    moment: Moment
    key: str
    mention: Mention | None = None
    suggestion: Suggestion | None = None

    @property
    def is_open(self) -> bool:
        """Whether the entry's text alone cannot tell whom it means."""
        return self.suggestion is not None and self.suggestion.cue == Cue.SHARED


@dataclass
class Outcome:
    """Rows to be made and to be deleted."""

    mentions: list[Mention] = field(default_factory=list)
    suggestions: list[Suggestion] = field(default_factory=list)
    gone: list[Mention | Suggestion] = field(default_factory=list)

    def write(self) -> None:
        for model in (Mention, Suggestion):
            keys = [row.pk for row in self.gone if isinstance(row, model)]
            model._default_manager.filter(pk__in=keys).delete()
        now = targets_now(("actor_id", mention.actor_id or 0) for mention in self.mentions)
        for mention in self.mentions:
            mention.actor_id = now.get(("actor_id", mention.actor_id or 0))
        Mention.objects.bulk_create(mention for mention in self.mentions if mention.actor_id)
        Suggestion.objects.bulk_create(self.suggestions)


class Bearers:
    """Which people are called by a surname, in whatever spelling; read when first asked for."""

    @cached_property
    def by_key(self) -> dict[str, set[int]]:
        """Folded surname → the keys of all who have it."""
        found: defaultdict[str, set[int]] = defaultdict(set)
        for key, surname in surnames_of_people():
            for spelling in spellings(surname):
                found[name_as_key(spelling)].add(key)
        return found

    @cached_property
    def by_actor(self) -> dict[int, set[str]]:
        found: defaultdict[int, set[str]] = defaultdict(set)
        for surname, actors in self.by_key.items():
            for actor in actors:
                found[actor].add(surname)
        return found

    @cached_property
    def best_known(self) -> frozenset[int]:
        """Those one of whose names is their bare surname."""
        return frozenset(best_known_by_surname())

    def meant(self, key: str) -> int | None:
        """Who is meant by the surname where nothing else tells: the one, or the best known."""
        actors = self.by_key.get(key, set())
        left = actors if len(actors) == 1 else actors & self.best_known
        return next(iter(left)) if len(left) == 1 else None


def surnames_of_people() -> Iterable[tuple[int, str]]:
    people = Actor.objects.filter(kind=Actor.Kind.PERSON).exclude(surname="")
    return people.values_list("pk", "surname")


def best_known_by_surname() -> Iterator[int]:
    """The keys of those people whose bare surname is a name of theirs without a context."""
    names = ActorName.objects.filter(context=[]).values_list("actor_id", "name")
    surnames = dict(surnames_of_people())
    return (key for key, name in names if surnames.get(key) == name)


def settle_surnames_due() -> None:
    """Tell whom surnames mean in every liveblog that entries came to.

    Some liveblogs are one transaction: what is interrupted is due the next time.
    """
    due = Liveblog.objects.filter(surnames_due=True).order_by("pk")
    bearers = Bearers()
    while liveblogs := list(due.values_list("pk", flat=True)[:AT_ONCE]):
        settle_surnames(liveblogs, bearers)


@transaction.atomic
def settle_surnames(liveblogs: Sequence[int], bearers: Bearers) -> None:
    """Tell anew whom the surnames in these liveblogs mean."""
    take_turns(liveblogs)
    hold_targets()
    Liveblog.objects.filter(pk__in=liveblogs).update(surnames_due=False)
    alone = occurrences(liveblogs)
    if not alone:
        return
    known = namings({(each.liveblog, each.key) for each in alone}, bearers)
    named = [
        nearest_naming(each.moment, known.get((each.liveblog, each.key), ())) for each in alone
    ]
    others = [each for each, naming in zip(alone, named, strict=True) if is_unknown(naming)]
    in_office = spots_in_office(each.spot for each in others if not each.is_open)
    outcome = Outcome()
    for each, naming in zip(alone, named, strict=True):
        decide(each, None if each.spot in in_office else naming, bearers, outcome)
    outcome.write()


def is_unknown(naming: Naming | None) -> bool:
    """Whether it names somebody, and nobody known."""
    return naming is not None and naming.actor is None


def spots_in_office(spots: Iterable[Spot]) -> set[Spot]:
    """Of the spots those with an office before the name: "Minister Marsh"."""
    spots = list(spots)
    entries = Entry.objects.filter(pk__in={spot[0] for spot in spots})
    texts = dict(entries.values_list("pk", "text")) if spots else {}
    return {spot for spot in spots if has_office(texts[spot[0]], spot[1])}


def occurrences(liveblogs: Sequence[int]) -> list[Occurrence]:
    """Every surname that stands alone in the liveblogs, but for those that staff decided on."""
    found: dict[tuple[int, int], Occurrence] = {}
    by_staff = Mention.objects.filter(entry__liveblog__in=liveblogs, method=Method.STAFF)
    taken: defaultdict[int, list[Span]] = defaultdict(list)
    for entry, start, end in by_staff.values_list("entry_id", "start", "end"):
        taken[entry].append((start, end))
    mentions = with_moments(Mention.objects.filter(entry__liveblog__in=liveblogs))
    for mention in mentions.filter(method__in=[Method.SURNAME, Method.LIVEBLOG]):
        occurrence_of(found, mention, name_as_key(mention.matched)).mention = mention
    suggestions = with_moments(Suggestion.objects.filter(entry__liveblog__in=liveblogs))
    for suggestion in suggestions.filter(cue__in=[Cue.SHARED, Cue.OTHER], kind=PERSON):
        occurrence_of(found, suggestion, suggestion.key).suggestion = suggestion
    return [each for each in found.values() if is_free(each.spot[1:3], taken[each.spot[0]])]


def occurrence_of(
    found: dict[tuple[int, int], Occurrence], row: Mention | Suggestion, key: str
) -> Occurrence:
    """The occurrence at which a row stands."""
    spot = row.entry_id, row.start, row.end, row.matched
    new = Occurrence(spot, row.entry.liveblog_id, moment_of(row), key)
    return found.setdefault(spot[:2], new)


def namings(
    wanted: Collection[tuple[int, str]], bearers: Bearers
) -> dict[tuple[int, str], list[Naming]]:
    """Who is named in full, by the wanted liveblogs and surnames, in the order of time."""
    found: dict[tuple[int, str], list[Naming]] = {each: [] for each in wanted}
    for liveblog, moment, start, actor in known_namings(wanted, bearers):
        for surname in bearers.by_actor[actor]:
            if (liveblog, surname) in found:
                found[liveblog, surname].append(Naming(moment, start, actor))
    for liveblog, moment, start, name in unknown_namings(wanted):
        surname = name.rpartition(" ")[2]
        if (liveblog, surname) in found:
            found[liveblog, surname].append(Naming(moment, start, None))
    for group in found.values():
        group.sort(key=lambda naming: (naming.moment, naming.start))
    return found


def known_namings(
    wanted: Collection[tuple[int, str]], bearers: Bearers
) -> Iterator[tuple[int, Moment, int, int]]:
    """Where those who have the surnames are named in full: liveblog, moment, start and actor."""
    actors = {actor for _, surname in wanted for actor in bearers.by_key.get(surname, ())}
    mentions = Mention.objects.filter(actor__in=actors, matched__contains=" ")
    full = mentions.filter(method__in=[Method.NAME, Method.CONTEXT, Method.STAFF])
    yield from at_moments(full, wanted, "actor_id")


def unknown_namings(
    wanted: Collection[tuple[int, str]],
) -> Iterator[tuple[int, Moment, int, str]]:
    """Where somebody unknown is named in full: liveblog, moment, start and the folded name."""
    unknown = Suggestion.objects.filter(kind=PERSON, key__contains=" ")
    yield from at_moments(unknown.exclude(cue__in=[Cue.SHARED, Cue.OTHER]), wanted, "key")


def at_moments(
    rows: models.QuerySet[Any], wanted: Collection[tuple[int, str]], field: str
) -> Iterator[tuple[int, Moment, int, Any]]:
    """Liveblog, moment, start and a field of those rows that are of the liveblogs."""
    within = rows.filter(entry__liveblog__in={liveblog for liveblog, _ in wanted}).order_by()
    entry = ("entry__liveblog_id", "entry__published_at", "entry__ordinal")
    for liveblog, time, ordinal, start, value in within.values_list(*entry, "start", field):
        yield liveblog, (time or UNDATED, -ordinal), start, value


def with_moments(rows: models.QuerySet[Row]) -> models.QuerySet[Row]:
    """The rows with as much of their entries as says when these came."""
    return rows.select_related("entry").defer("entry__text", "entry__blocks", "entry__headline")


def moment_of(row: Mention | Suggestion) -> Moment:
    """When its entry came; of one time, what stands lower on the page came first."""
    return row.entry.published_at or UNDATED, -row.entry.ordinal


def nearest_naming(moment: Moment, known: Sequence[Naming]) -> Naming | None:
    """Who was named in full last before this moment, else next after it, within a day of it."""
    at = bisect_right(known, moment, key=lambda naming: naming.moment)
    for naming in (*known[max(at - 1, 0) : at], *known[at : at + 1]):
        if abs(naming.moment[0] - moment[0]) <= AROUND:
            return naming
    return None


def decide(
    occurrence: Occurrence, naming: Naming | None, bearers: Bearers, outcome: Outcome
) -> None:
    """Add to the outcome what makes the rows of an occurrence say whom it means."""
    base = None if occurrence.is_open else bearers.meant(occurrence.key)
    actor = naming.actor if naming else base
    method = Method.SURNAME if actor == base else Method.LIVEBLOG
    mention, suggestion = occurrence.mention, occurrence.suggestion
    if mention and (mention.actor_id, mention.method) != (actor, method):
        outcome.gone.append(mention)
        mention = None
    if actor and not mention:
        outcome.mentions.append(as_mention(occurrence, actor, method))
    if actor and suggestion and suggestion.cue == Cue.OTHER:
        outcome.gone.append(suggestion)
    elif not actor and not suggestion:
        outcome.suggestions.append(as_suggestion(occurrence))


def as_mention(occurrence: Occurrence, actor: int, method: str) -> Mention:
    entry, start, end, matched = occurrence.spot
    about = {"matched": matched, "actor_id": actor, "method": method}
    return Mention(entry_id=entry, start=start, end=end, **about)


def as_suggestion(occurrence: Occurrence) -> Suggestion:
    """What a surname is whose known bearer is not meant."""
    entry, start, end, matched = occurrence.spot
    about = {"matched": matched, "key": occurrence.key, "kind": PERSON, "cue": Cue.OTHER}
    return Suggestion(entry_id=entry, start=start, end=end, **about)

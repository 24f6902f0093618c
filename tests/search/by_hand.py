"""Entries told apart without any index: what each has, read row by row and judged in Python."""

from __future__ import annotations

import datetime as dt
import random
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from entries.models import Byline, Entry, EntryTopic, Mention
from entries.search.base import ONE_EACH
from tests.factories import (
    fresh_key,
    make_liveblog,
    make_organisation,
    make_person,
    make_place,
    make_source,
    make_topic,
    paragraph,
)

# Words, each in forms that one of them finds.
FORMS = {
    "ship": ("ship", "ships", "Ship"),
    "bridge": ("bridge", "bridges", "bridged"),
    "cafe": ("café", "cafe", "Cafés"),
    "storm": ("storm", "storms", "STORM"),
    "water": ("water", "waters"),
    "the": ("the", "The"),
    "rescue": ("rescue", "rescued"),
    "mayor": ("mayor",),
}
WORD_OF = {form: word for word, forms in FORMS.items() for form in forms}
LABELS = ("breaking", "analysis", "Key event")
BYLINES = ("Rae Quill", "Lou Ford", "Rae Ford", "Zoë O’Neil")
BLOCKS = {
    "quote": {"type": "quote", "text": "x"},
    "image": {"type": "image", "alt": "x"},
    "video": {"type": "media", "caption": "x"},
    "list": {"type": "list", "items": ["x"]},
    "embed": {"type": "embed", "provider": "x"},
}
ZONES = ("UTC", "America/New_York", "Asia/Kolkata")


@dataclass
class Fact:
    """What an entry has: its folded words in order, the values of each field, its time.

    `rank` is its instant, liveblog and place on the page, greater for what stands before.
    """

    pk: int
    forms: list[str]
    values: dict[str, set[Any]]
    day: dt.date | None
    hour: dt.datetime | None
    rank: tuple[float, int, int]


Test = Callable[[Fact], bool]


@dataclass
class Asked:
    """Parameters of the list, and what an entry must be for each of them.

    `either` has, for a field of which an entry has one value, the tests of that field alone.
    """

    parameters: list[tuple[str, str]] = field(default_factory=list)
    tests: list[Test] = field(default_factory=list)
    either: dict[str, list[Test]] = field(default_factory=dict)

    def of(self, facts: Iterable[Fact], without: str = "") -> list[Fact]:
        """The entries that fit, all tests of the field `without` left out."""
        apart = [test for name, tests in self.either.items() if name != without for test in tests]
        return [fact for fact in facts if all(test(fact) for test in (*self.tests, *apart))]


def folded(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def make_entries(chance: random.Random, count: int) -> None:
    """So many entries in six liveblogs of three zones, some of them alike in all that orders."""
    liveblogs = [
        make_liveblog(f"Page {number}", make_source(zone, timezone=zone))
        for zone in ZONES
        for number in (1, 2)
    ]
    links: dict[str, list[Any]] = {
        "actor": [
            *(make_person(f"Person {number}") for number in range(14)),
            *(make_organisation(f"Board {number}") for number in range(4)),
        ],
        "place": [make_place(f"Street {number}") for number in range(13)],
        "topic": [make_topic(f"Topic {number}") for number in range(5)],
    }
    made = [entry_of(chance, chance.choice(liveblogs)) for _ in range(count)]
    Entry.objects.bulk_create(made)
    for entry in made:
        link(chance, entry, links)


def entry_of(chance: random.Random, liveblog: Any) -> Entry:
    words = [chance.choice(list(WORD_OF)) for _ in range(chance.randrange(1, 12))]
    cut = chance.randrange(len(words))
    headline, text = " ".join(words[:cut]), " ".join(words[cut:])
    kinds = chance.sample(list(BLOCKS), chance.choice([0, 0, 1, 2]))
    when, precision, day = time_of(chance, liveblog.source.zone)
    return Entry(
        key=fresh_key(),
        source=liveblog.source,
        liveblog=liveblog,
        headline=headline,
        text=f"{headline}\n{text}".strip(),
        blocks=[paragraph(text), *(BLOCKS[kind] for kind in kinds)],
        labels=chance.sample(LABELS, chance.choice([0, 0, 1, 2])),
        published_at=when,
        time_precision=precision,
        day=day,
        ordinal=chance.choice([1, 1, 2, 3, 90]),
        content_hash=fresh_key(),
    )


def time_of(
    chance: random.Random, zone: dt.tzinfo
) -> tuple[dt.datetime | None, str, dt.date | None]:
    """An instant, how much of it is known, and its day: a third within two days, a few never."""
    kind = chance.randrange(12)
    if kind == 0:
        return None, "unknown", None
    start = dt.datetime(2022, 3, 26, 20) if kind < 5 else dt.datetime(2016, 11, 3)
    length = dt.timedelta(days=2) if kind < 5 else dt.timedelta(days=2400)
    when = (start + chance.random() * length).replace(
        minute=chance.choice([0, 30]), second=0, microsecond=0
    )
    if kind in (1, 6):
        return when.replace(hour=0, minute=0, tzinfo=zone), "day", when.date()
    instant = when.replace(tzinfo=dt.UTC)
    return instant, chance.choice(["minute", "second"]), instant.astimezone(zone).date()


def link(chance: random.Random, entry: Entry, links: dict[str, list[Any]]) -> None:
    """Mentions, topics and bylines, the first of each list the most often."""
    for name in ("actor", "place"):
        for start, subject in enumerate(some(chance, links[name])):
            offset = start * 2 + (name == "place")
            about = {name: subject, "start": offset, "end": offset + 1, "matched": "x"}
            Mention.objects.create(entry=entry, **about)
    for topic in some(chance, links["topic"]):
        EntryTopic.objects.create(entry=entry, topic=topic, terms=[])
    for position, name in enumerate(some(chance, BYLINES)):
        Byline.objects.create(entry=entry, position=position, name=name)


def some(chance: random.Random, values: Iterable[Any]) -> list[Any]:
    return [value for rank, value in enumerate(values) if chance.random() < 0.5 / (rank + 1)]


def facts() -> list[Fact]:
    """Every entry in the database."""
    entries = Entry.objects.select_related("source", "liveblog__source")
    linked = ("mentions__actor", "mentions__place", "topics", "bylines")
    return [fact_of(entry) for entry in entries.prefetch_related(*linked)]


def fact_of(entry: Entry) -> Fact:
    actors = {each.actor for each in entry.mentions.all() if each.actor}
    types = {block["type"] for block in entry.blocks}
    clock = entry.time_precision in ("minute", "second")
    local = entry.local_time
    values = {
        "actor": actors,
        "person": {one for one in actors if one.kind == "person"},
        "organisation": {one for one in actors if one.kind == "organisation"},
        "place": {each.place for each in entry.mentions.all() if each.place},
        "topic": set(entry.topics.all()),
        "source": {entry.source},
        "liveblog": {entry.liveblog},
        "label": set(entry.labels),
        "byline": {byline.name for byline in entry.bylines.all()},
        "has": {name for name, block in BLOCKS.items() if block["type"] in types},
        "year": {entry.day.year} if entry.day else set(),
    }
    return Fact(
        entry.pk,
        folded(entry.text).split(),
        values,
        entry.day,
        local.replace(minute=0, second=0, tzinfo=None) if local and clock else None,
        (
            entry.published_at.timestamp() if entry.published_at else float("-inf"),
            -entry.liveblog_id,
            -entry.ordinal,
        ),
    )


def counted(matching: Iterable[Fact], facet: str) -> Counter[Any]:
    """How many entries have each value, by what an index knows it by."""
    return Counter(getattr(one, "pk", one) for fact in matching for one in fact.values[facet])


def ask(chance: random.Random, everything: list[Fact]) -> Asked:
    """A search of up to three words and three filters, and perhaps a time."""
    asked = Asked()
    terms = [term(chance, everything) for _ in range(chance.choice([0, 1, 1, 2, 3]))]
    asked.parameters.append(("q", " ".join(typed for typed, _ in terms)))
    asked.tests += [test for _, test in terms]
    for name in chance.choices(FIELDS, k=chance.choice([0, 0, 1, 2, 3])):
        add_filter(chance, asked, name, everything)
    if chance.random() < 0.5:
        add_time(chance, asked)
    return asked


FIELDS = ("actor", "place", "topic", "source", "liveblog", "label", "byline", "has", "year")
FIELD_WORDS = {"actor": "actor", "topic": "topic", "label": "is", "byline": "by", "has": "has"}


def term(chance: random.Random, everything: list[Fact], depth: int = 0) -> tuple[str, Test]:
    """A part of the box and what it asks for."""
    kinds: list[Callable[..., tuple[str, Test]]] = [a_word, a_phrase, a_beginning, a_field]
    kind = chance.choice([*kinds, either, without, without] if depth < 2 else kinds)
    return kind(chance, everything, depth)


def a_word(chance: random.Random, everything: list[Fact], depth: int) -> tuple[str, Test]:
    form = chance.choice(list(WORD_OF))
    forms = {folded(each) for each in FORMS[WORD_OF[form]]}
    return form, lambda fact: not forms.isdisjoint(fact.forms)


def a_phrase(chance: random.Random, everything: list[Fact], depth: int) -> tuple[str, Test]:
    """Two words that some entry has side by side, perhaps the last of its headline."""
    long = [fact.forms for fact in everything if len(fact.forms) > 1]
    words = chance.choice(long)
    place = chance.randrange(len(words) - 1)
    pair = words[place : place + 2]
    return (
        f'"{" ".join(pair)}"',
        lambda fact: pair in [fact.forms[at : at + 2] for at in range(len(fact.forms))],
    )


def a_beginning(chance: random.Random, everything: list[Fact], depth: int) -> tuple[str, Test]:
    start = chance.choice(list(FORMS))[: chance.randrange(2, 5)]
    return f"{start}*", lambda fact: any(form.startswith(start) for form in fact.forms)


def a_field(chance: random.Random, everything: list[Fact], depth: int) -> tuple[str, Test]:
    name = chance.choice(list(FIELD_WORDS))
    value = value_of(chance, everything, name)
    return f'{FIELD_WORDS[name]}:"{spelt(value)}"', lambda fact: value in fact.values[name]


def either(chance: random.Random, everything: list[Fact], depth: int) -> tuple[str, Test]:
    one, this = term(chance, everything, depth + 1)
    other, that = term(chance, everything, depth + 1)
    return f"({one} OR {other})", lambda fact: this(fact) or that(fact)


def without(chance: random.Random, everything: list[Fact], depth: int) -> tuple[str, Test]:
    several = [term(chance, everything, depth + 1) for _ in range(chance.choice([1, 2]))]
    typed = " ".join(each for each, _ in several)
    return f"-({typed})", lambda fact: not all(test(fact) for _, test in several)


def value_of(chance: random.Random, everything: list[Fact], name: str) -> Any:
    """A value of a field that some entry has."""
    return chance.choice([value for fact in everything for value in ordered(fact.values[name])])


def ordered(values: Iterable[Any]) -> list[Any]:
    return sorted(values, key=str)


def spelt(value: Any) -> str:
    """A value as addresses have it."""
    slug = getattr(value, "slug", str(value))
    return f"{value.source.slug}/{slug}" if hasattr(value, "standfirst") else slug


def add_filter(chance: random.Random, asked: Asked, name: str, everything: list[Fact]) -> None:
    """One value that must be there, or must not; of ONE_EACH perhaps either of two."""
    if name in asked.either:
        return
    excluded, one_each = chance.random() < 0.3, name in ONE_EACH
    number = chance.choice([1, 2]) if one_each else 1
    several = [value_of(chance, everything, name) for _ in range(number)]
    asked.parameters += [(f"-{name}" if excluded else name, spelt(value)) for value in several]
    tests = list(tests_of(name, several, excluded, one_each))
    if one_each:
        asked.either[name] = tests
    else:
        asked.tests += tests


def tests_of(name: str, several: list[Any], excluded: bool, one_each: bool) -> Iterator[Test]:
    if one_each and not excluded:
        yield lambda fact: not fact.values[name].isdisjoint(several)
        return
    for value in several:
        yield lambda fact, value=value: (value in fact.values[name]) != excluded


def add_time(chance: random.Random, asked: Asked) -> None:
    """From a year, month, day or hour to another, or one side of that."""
    first, last = sorted(moment(chance) for _ in range(2))
    sides = chance.choice([("from",), ("to",), ("from", "to"), ("from", "to")])
    for side, when in (("from", first), ("to", last)):
        if side in sides:
            digits = chance.choice([4, 7, 10, 13])
            asked.parameters.append((side, f"{when:%Y-%m-%dT%H}"[:digits]))
            asked.tests.append(within(when, digits, side))


def moment(chance: random.Random) -> dt.datetime:
    near, far = dt.datetime(2022, 3, 26, 12), dt.datetime(2016, 11, 3)
    near_hours, far_hours = chance.randrange(72), chance.randrange(2400 * 24)
    if chance.random() < 0.5:
        return near + dt.timedelta(hours=near_hours)
    return far + dt.timedelta(hours=far_hours)


def within(when: dt.datetime, digits: int, side: str) -> Test:
    """Whether an entry lies on the right side of a time of which so many digits are given."""
    bound = f"{when:%Y-%m-%dT%H}"[:digits]

    def test(fact: Fact) -> bool:
        own = fact.hour if digits == 13 else fact.day
        if own is None:
            return False
        text = f"{own:%Y-%m-%dT%H}"[:digits]
        return text >= bound if side == "from" else text <= bound

    return test

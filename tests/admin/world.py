"""A small archive: the first row of each model has many rows of all that belongs to it."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db.models import Model

from entries.models import (
    Actor,
    ActorName,
    Appearance,
    Byline,
    Capture,
    Change,
    Decision,
    Dump,
    Entry,
    EntryTopic,
    EntryVersion,
    ImportIssue,
    ImportRun,
    Liveblog,
    Mention,
    Merge,
    NameRefusal,
    Organisation,
    Person,
    Place,
    PlaceName,
    Reading,
    Source,
    Suggestion,
    Topic,
    TopicRefusal,
)
from tests.factories import (
    make_capture,
    make_dump,
    make_entry,
    make_liveblog,
    make_organisation,
    make_person,
    make_place,
    make_source,
    make_topic,
    paragraph,
)

PAGE = "\n".join(f"Line {number} of the page." for number in range(1, 200))

# Rows that nobody writes by hand.
RECORDS = [Dump, Capture, Appearance, EntryVersion, ImportRun, Reading, ImportIssue, Change]
RECORDS += [Suggestion, Decision, Merge]
# Rows that are made on an entry's page, or among the suggestions.
PARTS = [Byline, EntryTopic, Mention, NameRefusal, TopicRefusal]
SUBJECTS = [Actor, Person, Organisation, Place, Topic]
MODELS = [Source, Liveblog, Entry, *SUBJECTS, *PARTS, *RECORDS]


def make_world(size: int) -> None:
    """`size` rows of every model."""
    sources = [make_source(f"Source {i}") for i in range(size)]
    liveblogs = [make_liveblog(f"Liveblog {i}", source=sources[0]) for i in range(size)]
    entries = [make_entry(f"Entry {i}", liveblog=liveblogs[0]) for i in range(size)]
    captures = make_captures(size, liveblogs[0])
    make_appearances(entries, captures)
    make_mentions(entries[0], size)
    make_changes(entries[0], captures)
    make_decisions(entries[0], size)
    for i in range(size):
        Byline.objects.create(entry=entries[0], position=i, name=f"Byline {i}")
        ImportIssue.objects.create(
            run=captures[0].dump.run, capture=captures[0], severity="warning", message=f"Issue {i}"
        )


def make_captures(size: int, liveblog: Liveblog) -> list[Capture]:
    """Captures of one run, alternately in the first dump and in one of their own."""
    runs = [ImportRun.objects.create(state=ImportRun.State.FINISHED) for _ in range(size)]
    dumps = [make_dump(f"dump-{i}.txt", run=runs[0]) for i in range(size)]
    return [
        make_capture(liveblog, PAGE, dump=dumps[0], position=position) for position in range(size)
    ]


def make_appearances(entries: list[Entry], captures: list[Capture]) -> None:
    """The first entry in each capture, with a version each; every entry in the first capture."""
    for number, capture in enumerate(captures, 1):
        version = EntryVersion.objects.create(
            entry=entries[0],
            number=number,
            headline=f"Entry 0, version {number}",
            bylines=[{"name": "Ada Marsh", "role": None}],
            blocks=[paragraph("Water rises.")],
            content_hash=str(number),
        )
        Appearance.objects.create(
            entry=entries[0], capture=capture, version=version, first_line=1, last_line=2
        )
    for number, entry in enumerate(entries[1:], 2):
        version = EntryVersion.objects.create(entry=entry, number=1, content_hash="1")
        Appearance.objects.create(
            entry=entry,
            capture=captures[0],
            version=version,
            ordinal=number,
            first_line=number,
            last_line=number,
        )


def make_changes(entry: Entry, captures: list[Capture]) -> None:
    """An entry that is gone from each capture after the first; a reading of every capture."""
    for capture in captures:
        Reading.objects.create(
            run=capture.run, capture=capture, outcome="imported", layout="bbc-live", why="Clocks."
        )
        Change.objects.create(
            kind="gone",
            entry=entry,
            source=entry.source,
            liveblog=entry.liveblog,
            before=captures[0],
            after=capture,
            noticed_at=capture.created_at,
        )


def make_decisions(entry: Entry, size: int) -> None:
    """Suggestions and refusals in an entry, and what staff did to the first of each subject."""
    staff = User.objects.get_or_create(username="staff", is_staff=True, is_superuser=True)[0]
    for i in range(size):
        Suggestion.objects.create(
            entry=entry, start=i, end=i + 1, matched="E", key="e", kind="person", cue="said"
        )
        NameRefusal.objects.create(key=f"name {i}", name=f"Name {i}")
        Merge.objects.create(kind="topic", kept_id=i, gone_id=i, kept_name="A", gone_name="B")
        TopicRefusal.objects.create(entry=entry, topic=Topic.objects.order_by("pk")[i])
        for row in (entry, *map(first, (Actor, Organisation, Place, Topic, Source, Liveblog))):
            Decision.objects.log(staff, "changed", row, {"name": f"Name {i}"}, {"name": "Name"})


def make_mentions(entry: Entry, size: int) -> None:
    """Actors, places and topics, all of them in one entry; the first of each has many names."""
    for i in range(size):
        person, board = make_person(f"Person {i}"), make_organisation(f"Board {i}")
        place, topic = make_place(f"Place {i}"), make_topic(f"Topic {i}", terms=["flood*"])
        EntryTopic.objects.create(entry=entry, topic=topic, terms=["floods"])
        for offset, subject in enumerate((person, board, place)):
            key = "place" if subject is place else "actor"
            Mention.objects.create(
                entry=entry,
                start=100 * i + 10 * offset,
                end=100 * i + 10 * offset + 8,
                matched=subject.name,
                **{key: subject},
            )
    for i in range(size):
        ActorName.objects.create(actor=first(Person), name=f"Name {i}")
        ActorName.objects.create(actor=first(Organisation), name=f"Name {i}")
        PlaceName.objects.create(place=first(Place), name=f"Name {i}")


def first(model: type[Model]) -> Model:
    """The row to which the others belong."""
    return model._default_manager.order_by("pk").first()

"""What is suggested, and what is due, in the tests of decisions."""

from __future__ import annotations

from entries.deciding.queue import key_of
from entries.models import Entry, Suggestion, TaggingDue


def suggest(
    entry: Entry, words: str, kind: str = "person", cue: str = "said", start: int | None = None
) -> Suggestion:
    """Say that the words, where the entry has them first or at `start`, look like a name."""
    start = entry.text.index(words) if start is None else start
    return Suggestion.objects.create(
        entry=entry,
        start=start,
        end=start + len(words),
        matched=words,
        key=key_of(words),
        kind=kind,
        cue=cue,
    )


def due() -> list[int]:
    """The entries that are to be linked anew."""
    return sorted(TaggingDue.objects.values_list("entry_id", flat=True))

"""The key moments of a live page, taken from the whole of it: what to jump to, and why these.

What the newsroom labelled tells best; without that headlines; without these the busiest minutes.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from entries.models import Entry
from entries.models.entry import EntryQuerySet

from ..charts import count_in_words
from .streams import Stream

# Shorter streams are looked through sooner than their outline is.
LEAST_ENTRIES = 8
LEAST_MOMENTS = 2
SHOWN = 12
# Of more than these none stands out.
MOST_MOMENTS = 200
MOST_MINUTES = 12
# Labels that go before the others where there is not room for all.
WEIGHTY = ("key event", "key moment", "key update", "breaking", "breaking news")

LABELS, HEADLINES, MINUTES = "labels", "headlines", "minutes"
TITLES = {
    LABELS: _("Key moments, as the newsroom marked them"),
    HEADLINES: _("Key moments: the headlines"),
    MINUTES: _("Key moments: the busiest minutes"),
}


@dataclass(frozen=True, slots=True)
class Moment:
    """An entry to jump to; `mark` says what makes it stand out where its headline does not."""

    entry: Entry
    mark: str
    address: str


@dataclass(frozen=True, slots=True)
class Outline:
    """The moments in the order of the stream."""

    kind: str
    moments: Sequence[Moment]

    @property
    def title(self) -> str:
        return str(TITLES[self.kind])

    def since(self, moment: dt.datetime) -> Outline | None:
        """Only those from this moment on; None where there are none."""
        left = [
            each
            for each in self.moments
            if each.entry.published_at and each.entry.published_at >= moment
        ]
        return replace(self, moments=left) if left else None

    @property
    def has_days(self) -> bool:
        """Whether they are of several days, as they may be where no time of day is known."""
        return len({each.entry.day for each in self.moments if each.entry.day}) > 1

    @property
    def first(self) -> Sequence[Moment]:
        return self.moments[:SHOWN]

    @property
    def more(self) -> Sequence[Moment]:
        return self.moments[SHOWN:]


def outline_of(
    stream: Stream,
    entries: EntryQuerySet,
    minutes: Mapping[dt.datetime, int],
    here: Iterable[Entry] = (),
) -> Outline | None:
    """The key moments among these entries of the stream; None where too few stand out.

    `minutes` counts their entries by the minute on the source's clock. Those entries that are
    `here`, on the page shown, are led to without leaving it. Two queries, whatever the size.
    """
    per_labels = list(entries.per_labels())
    total, headed = (sum(row[at] for row in per_labels) for at in (1, 2))
    if labels := standing_out(per_labels):
        rows = stream.ordered(entries.with_a_label_of(labels))
        kind, marked = LABELS, [(row, mark_of(row, labels)) for row in shown(rows)]
    elif LEAST_MOMENTS <= headed <= MOST_MOMENTS:
        rows = stream.ordered(entries.with_headline())
        kind, marked = HEADLINES, [(row, "") for row in shown(rows)]
    else:
        kind, marked = MINUTES, busiest(stream, entries, minutes)
    if total < LEAST_ENTRIES or len(marked) < LEAST_MOMENTS:
        return None
    return outline(stream, kind, marked, here)


def outline(
    stream: Stream, kind: str, marked: Iterable[tuple[Entry, str]], here: Iterable[Entry]
) -> Outline:
    present = {entry.pk for entry in here}
    for entry, _mark in marked:
        entry.source = stream.liveblog.source  # known here: not one more for each of them
    moments = [
        Moment(
            entry,
            mark,
            f"#{entry.key}" if entry.pk in present else stream.address_with(entry),
        )
        for entry, mark in marked
    ]
    return Outline(kind, moments)


def shown(entries: EntryQuerySet) -> EntryQuerySet:
    """With what an outline shows of each."""
    names = ("key", "headline", "text", "labels", "published_at", "time_precision", "time_text")
    return entries.only(*names, "day", "source", "liveblog")[:MOST_MOMENTS]


def standing_out(per_labels: Iterable[tuple[Sequence[str], int, int]]) -> list[str]:
    """The labels that set entries apart: those of weight, then the others, the rarest first.

    What most entries bear tells none of them apart, and more than an outline holds are left out.
    """
    borne = Counter[str]()
    total = 0
    for labels, count, _headed in per_labels:
        total += count
        borne.update(dict.fromkeys(labels, count))
    result: list[str] = []
    marked = 0
    for label in sorted(borne, key=lambda label: (label not in WEIGHTY, borne[label], label)):
        if 2 * borne[label] <= total and marked + borne[label] <= MOST_MOMENTS:
            marked += borne[label]
            result.append(label)
    return result if marked >= LEAST_MOMENTS else []


def mark_of(entry: Entry, labels: Sequence[str]) -> str:
    return ", ".join(label for label in entry.labels if label in labels)


def busiest(
    stream: Stream, entries: EntryQuerySet, minutes: Mapping[dt.datetime, int]
) -> list[tuple[Entry, str]]:
    """The first entries of the minutes that have most, and how many those have."""
    full = [minute for minute, count in minutes.items() if count > 1]
    most = sorted(full, key=lambda minute: (-minutes[minute], minute))[:MOST_MINUTES]
    zone = stream.liveblog.source.zone
    rows = shown(entries.with_clock().first_of_minutes(instants(most, zone)))
    first: dict[dt.datetime, Entry] = {}
    for entry in rows:
        first.setdefault(minute_of(entry, zone), entry)
    inside = [
        (first[minute], count_in_words(minutes[minute]))
        for minute in sorted(most)
        if minute in first
    ]
    return inside[::-1] if stream.newest_first else inside


def instants(minutes: Iterable[dt.datetime], zone: ZoneInfo) -> list[dt.datetime]:
    """The instants of minutes on a clock: two, where the clock was turned back over them."""
    return [
        minute.replace(tzinfo=zone, fold=fold).astimezone(dt.UTC)
        for minute in minutes
        for fold in (0, 1)
    ]


def minute_of(entry: Entry, zone: ZoneInfo) -> dt.datetime:
    local = entry.published_at.astimezone(zone)
    return local.replace(second=0, microsecond=0, tzinfo=None, fold=0)

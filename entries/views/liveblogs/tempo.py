"""The tempo of a stream: its entries per interval as bars, each of which leads to its first entry.

Knows what to draw and where it leads; the template draws it. All times are those of the source's
clock: where that is turned back, both hours share their bars, as they share their addresses.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.formats import date_format
from django.utils.translation import ngettext, npgettext

from entries.date_words import days_in_words

from ..charts import FULL, MOST_TICKS, SILENT, Bar, Tick, share, standing, ticks_at
from .streams import Stream

LEAST_ENTRIES = 12
MOST_BARS = 60
MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)
# None is more than three times the one before: what is just too fine for the most bars still makes
# twenty of the next width. Times longer than these last the widest one's doubles.
WIDTHS = (
    *(number * MINUTE for number in (1, 2, 5, 10, 15, 30)),
    *(number * HOUR for number in (1, 2, 3, 6, 12)),
    *(number * DAY for number in (1, 2, 4, 7, 14, 28)),
)


@dataclass(frozen=True, slots=True)
class Tempo:
    """A stream's intervals from its first entry to its last, the silent ones too."""

    bars: Sequence[Bar]
    bar_width: str
    every: str
    ticks: Sequence[Tick]
    clockless: str

    @property
    def busiest(self) -> Bar:
        """The first of the fullest intervals."""
        return max(self.bars, key=lambda bar: bar.count)

    @property
    def silent_count(self) -> int:
        """How many intervals have no entry."""
        return sum(not bar.count for bar in self.bars)


def tempo_of(stream: Stream, minutes: Mapping[dt.datetime, int], total: int) -> Tempo | None:
    """The tempo of a stream of `total` entries.

    `minutes` counts those whose time is known to the minute, by that minute on the source's
    clock. None where they are too few for a chart, or all of one minute.
    """
    known = sum(minutes.values())
    if known < LEAST_ENTRIES or len(minutes) < 2:
        return None
    first = min(minutes)
    width = width_for(first, max(minutes))
    counts = Counter[dt.datetime]()
    for minute, count in minutes.items():
        counts[start_of(minute, width, first)] += count
    starts = list(intervals(min(counts), max(counts), width))
    return Tempo(
        bars=bars_of(stream, starts, counts, width),
        bar_width=share(100 / len(starts)),
        every=length(width),
        ticks=ticks_of(starts, width),
        clockless=without_clock(total - known),
    )


def without_clock(count: int) -> str:
    """What the bars leave out; nothing where that is no entry."""
    return (
        ngettext(
            "%(number)s entry has no exact time of day.",
            "%(number)s entries have no exact time of day.",
            count,
        )
        % {"number": intcomma(count)}
        if count
        else ""
    )


def width_for(first: dt.datetime, last: dt.datetime) -> dt.timedelta:
    """The finest width that needs no more than the most bars."""
    widths = iter(WIDTHS)
    width = next(widths)
    while (start_of(last, width, first) - start_of(first, width, first)) / width >= MOST_BARS:
        width = next(widths, 2 * width)
    return width


def start_of(minute: dt.datetime, width: dt.timedelta, first: dt.datetime) -> dt.datetime:
    """Where the minute's interval begins; they are counted from the first day's midnight."""
    midnight = dt.datetime.combine(first, dt.time.min)
    return midnight + (minute - midnight) // width * width


def intervals(first: dt.datetime, last: dt.datetime, width: dt.timedelta) -> Iterator[dt.datetime]:
    """The starts of all intervals from the first to the last."""
    return (first + number * width for number in range((last - first) // width + 1))


def bars_of(
    stream: Stream,
    starts: Sequence[dt.datetime],
    counts: Mapping[dt.datetime, int],
    width: dt.timedelta,
) -> list[Bar]:
    highest = max(counts.values())
    days = has_days(starts)
    bars = []
    for position, start in enumerate(starts):
        count = counts.get(start, 0)
        bar = Bar(
            name_of(start, width, days),
            count,
            state=FULL if count else SILENT,
            address=stream.address_at(time_in_address(start, days)) if count else "",
            **standing(count, highest, position, len(starts)),
        )
        bars.append(bar)
    return bars


def has_days(times: Collection[dt.datetime]) -> bool:
    """Whether a time of day alone does not say which of these is meant."""
    return bool(times) and min(times).date() != max(times).date()


def time_in_address(moment: dt.datetime, with_day: bool) -> str:
    return moment.isoformat(timespec="minutes") if with_day else f"{moment:%H:%M}"


def name_of(start: dt.datetime, width: dt.timedelta, with_day: bool) -> str:
    """The interval's minutes, or its days."""
    if width >= DAY:
        last = end_of(start, width - DAY)
        return days_in_words(start, last, short=True)
    day = f"{date_format(start, 'SHORT_MONTH_DAY_FORMAT')}, " if with_day else ""
    return f"{day}{start:%H:%M}" + (f"–{end_of(start, width):%H:%M}" if width > MINUTE else "")


def end_of(start: dt.datetime, width: dt.timedelta) -> dt.datetime:
    """So much later; the calendar's end at the most."""
    return start + min(width, dt.datetime.max - start)


def length(width: dt.timedelta) -> str:
    """A width in words: minute, 5 minutes, hour, 2 days."""
    unit = next(unit for unit in (DAY, HOUR, MINUTE) if width >= unit)
    number = width // unit
    told = {
        DAY: npgettext("every", "day", "%(number)s days", number),
        HOUR: npgettext("every", "hour", "%(number)s hours", number),
        MINUTE: npgettext("every", "minute", "%(number)s minutes", number),
    }
    return told[unit] % {"number": number}


def ticks_of(starts: Sequence[dt.datetime], width: dt.timedelta) -> list[Tick]:
    """Labels at round times, no more than a wide chart has room for."""
    step = next(
        (each for each in WIDTHS if not each % width and each * MOST_TICKS >= len(starts) * width),
        width * MOST_TICKS,
    )
    marked = [at for at, start in enumerate(starts) if start_of(start, step, starts[0]) == start]
    return ticks_at(((at, tick_text(starts[at], step)) for at in marked), len(starts))


def tick_text(start: dt.datetime, step: dt.timedelta) -> str:
    """A time of day; a midnight shows its day."""
    if step >= DAY or start.time() == dt.time.min:
        return date_format(start, "SHORT_MONTH_DAY_FORMAT")
    return f"{start:%H:%M}"

"""What the head of a page tells of its entries' days, handed on as the page prints it.

Turning it into instants is the work of `entries.dating`. Here it is told which entry a day
belongs to: a stamp of the last change to the newest, a title's or an address's to the oldest,
where the page runs through a midnight.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..base import ParsedEntry, ParsedLiveblog, PrintedTime
from ..blocks import Image, Media, Paragraph
from ..dates import PrintedDate, date_in_address, find_dates
from .head import LONGEST_LINE, Head
from .order import HALF_A_DAY

FAR = 31  # days: no live page runs for longer


def under_days(
    entries: Sequence[ParsedEntry], days: Sequence[PrintedDate | None], newest_first: bool
) -> list[ParsedEntry]:
    """The entries with the day that stands above them, up to the next day or midnight."""
    found: list[ParsedEntry] = []
    day: PrintedDate | None = None
    before: int | None = None
    for entry, printed in zip(entries, days, strict=True):
        now = minutes_of(entry)
        step = now - before if now is not None and before is not None else 0
        midnight = (step if newest_first else -step) > HALF_A_DAY
        day = printed or (None if midnight else day)
        before = now if now is not None else before
        found.append(on_day(entry, day) if day else entry)
    return found


def minutes_of(entry: ParsedEntry) -> int | None:
    time = entry.time
    return time.hour * 60 + (time.minute or 0) if time and time.hour is not None else None


def on_day(entry: ParsedEntry, day: PrintedDate) -> ParsedEntry:
    """The entry with a day that is printed beside its time; unchanged if it prints its own."""
    time = entry.time
    if time is None or time.day is not None or day.day is None:
        return entry
    dated = replace(time, day=day.day, month=day.month, year=day.year)
    return replace(entry, time=dated)


def dated(
    liveblog: ParsedLiveblog, head: Head, dump: PrintedDate | None, url: str | None
) -> ParsedLiveblog:
    """The page with what its head, its dump and its address say of its days."""
    address = date_in_address(url) if url else None
    early = [*head.began, *filter(None, [address])]
    late = [*head.changed, *filter(None, [dump]), *of_the_page(head.days, address)]
    times = [entry.time for entry in liveblog.entries if entry.time]
    bare = [time for time in times if time.hour is not None and time.day is None]
    year = next((date.year for date in (*late, *early, *head.prose) if date.year), None)
    if bare and len(bare) == len(times) and all(time.age is None for time in bare):
        updated = liveblog.updated or head.stamp
        return with_one_day(replace(liveblog, updated=updated), late, early, year)
    # A sentence or a caption may tell of a day long past: it knows a year, and no clock's day.
    full = tuple(header_times((*late, *early, *([] if bare else head.prose))))
    liveblog = replace(liveblog, header_times=full)
    return liveblog if full else with_year(liveblog, [*late, *early, *own_days(liveblog)])


def of_the_page(days: Sequence[PrintedDate], address: PrintedDate | None) -> list[PrintedDate]:
    """The days of a head, without that of a visit, which some sites print above all their pages.

    It is far from the day that the page's address names.
    """
    opened = calendar_day(address)
    seen = [(day, calendar_day(day)) for day in days]
    return [day for day, date in seen if not (opened and date) or abs(date - opened).days <= FAR]


def calendar_day(date: PrintedDate | None) -> dt.date | None:
    if date is None or date.year is None or date.day is None:
        return None
    try:
        return dt.date(date.year, date.month, date.day)
    except ValueError:
        return None


def own_days(liveblog: ParsedLiveblog) -> Iterator[PrintedDate]:
    """The first day that an entry prints without its year, with that from a text or a caption."""
    for entry in liveblog.entries:
        time = entry.time
        if time and time.day and time.month and time.year is None:
            day = PrintedDate(time.text, time.month, time.day)
            yield replace(day, year=year_in_text(liveblog, day))
            return


def header_times(dates: Sequence[PrintedDate]) -> Iterator[PrintedTime]:
    for date in dates:
        if date.year and date.day:
            yield PrintedTime(date.text, day=date.day, month=date.month, year=date.year)


def with_one_day(
    liveblog: ParsedLiveblog,
    late: Sequence[PrintedDate],
    early: Sequence[PrintedDate],
    year: int | None,
) -> ParsedLiveblog:
    """The page, whose entries print clocks alone, with the day that its head tells."""
    date = next((date for date in (*late, *early) if date.day), None)
    if date is None:
        return liveblog
    date = replace(date, year=date.year or year or year_in_text(liveblog, date))
    date = not_after_stamp(date, liveblog)
    of_newest = date.text in [each.text for each in late] or not crosses_midnight(liveblog)
    full = tuple(header_times([date]))
    if of_newest and full:
        return replace(liveblog, header_times=full)
    at = 0 if of_newest == liveblog.newest_first else len(liveblog.entries) - 1
    entries = list(liveblog.entries)
    entries[at] = on_day(entries[at], date)
    return replace(liveblog, entries=tuple(entries))


def not_after_stamp(date: PrintedDate, liveblog: ParsedLiveblog) -> PrintedDate:
    """The day of the newest entry: that of the last change, or the one before.

    A page that was changed in the morning of a day has none of that evening's entries.
    """
    stamp = liveblog.updated
    clocks = [now for entry in liveblog.entries if (now := minutes_of(entry)) is not None]
    if stamp is None or stamp.hour is None or not (date.year and date.day):
        return date
    if (date.year, date.month, date.day) != (stamp.year, stamp.month, stamp.day):
        return date
    newest = clocks[0 if liveblog.newest_first else -1]
    if newest - 60 * stamp.hour - (stamp.minute or 0) <= HALF_A_DAY:
        return date
    try:
        before = dt.date(date.year, date.month, date.day) - dt.timedelta(days=1)
    except ValueError:
        return date
    return replace(date, year=before.year, month=before.month, day=before.day)


def year_in_text(liveblog: ParsedLiveblog, date: PrintedDate) -> int | None:
    """The year that a caption or a sentence of an entry prints with that day, or its neighbour."""
    for entry in liveblog.entries:
        for block in entry.blocks:
            words = block.text if isinstance(block, Paragraph) else ""
            said = block.caption or "" if isinstance(block, Image | Media) else words
            for each in find_dates(said[:LONGEST_LINE]):
                near = each.day and date.day and abs(each.day - date.day) <= 1
                if each.year and each.month == date.month and near:
                    return each.year
    return None


def crosses_midnight(liveblog: ParsedLiveblog) -> bool:
    clocks = [now for entry in liveblog.entries if (now := minutes_of(entry)) is not None]
    if liveblog.newest_first:
        clocks.reverse()
    pairs = zip(clocks, clocks[1:], strict=False)
    return any(older - newer > HALF_A_DAY for older, newer in pairs)


def with_year(liveblog: ParsedLiveblog, dates: Sequence[PrintedDate]) -> ParsedLiveblog:
    """The page with the year of its newest day, where only a year and a month are known of it."""
    known = next((date for date in dates if date.year), None)
    entries = list(liveblog.entries)
    order = range(len(entries)) if liveblog.newest_first else reversed(range(len(entries)))
    for at in order:
        time = entries[at].time
        if known and time and time.month == known.month and time.year is None:
            entries[at] = replace(entries[at], time=replace(time, year=known.year))
            break
    return replace(liveblog, entries=tuple(entries))

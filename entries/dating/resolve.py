"""The instants of a page's entries, each with its precision and where its date came from.

Nothing is guessed: what the page does not print comes from evidence, in a fixed order, or the
entry stays undated and a problem says which option would mend it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from entries.layouts.base import ParsedEntry, ParsedLiveblog, PrintedTime

from .ages import Moment, counted_back, is_age_alone, is_aged, precision_of, spelled_out
from .calendar import days_back, full_date, latest_year, nearest_year, real_date, runs_newest_first
from .zones import Zone, find_zone

UTC = dt.UTC
# Clocks of servers and crawlers differ: an entry may seem a little later than its capture.
TOLERANCE = dt.timedelta(minutes=10)
UNTOLD_ZONE = (
    "The page's clocks print no zone, and its newsroom's is not known, so they are taken for those "
    "of {zone}. If they are not, import it with --timezone, or with “timezone = …” in a .toml file "
    "beside the dump."
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What may date a page beside its own words.

    `date` and `year` are those of the newest entry, as a person gave them. `zone` is an IANA
    name that a person gave for the page; `source_zone` its newsroom's, and `knows_zone` says
    that this is no mere supposition. `dates` are the dates of single entries, by their index on
    the page, that another capture of the source fixes.
    """

    date: dt.date | None = None
    year: int | None = None
    captured_at: dt.datetime | None = None
    zone: str | None = None
    source_zone: str = "UTC"
    knows_zone: bool = True
    dates: Mapping[int, dt.date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DatedTime:
    """An entry's time: `instant` in its zone, or None.

    `precision` is second, minute, hour, day or unknown. Of a day the instant is the midnight; of
    an hour ("4h ago") it has the minutes of the moment from which the age counts.
    """

    instant: dt.datetime | None = None
    precision: str = "unknown"
    text: str = ""


@dataclass(frozen=True, slots=True)
class Dating:
    """The times of a page's entries, in its order.

    `lacks` is "year", "date" or "capture" where some printed times could not be completed for
    want of it.
    `warnings` say what a person should look at, `notes` where a date came from.
    """

    times: tuple[DatedTime, ...]
    lacks: str | None = None
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def date_entries(liveblog: ParsedLiveblog, evidence: Evidence) -> Dating:
    """Date every entry of a page.

    The zone is the one printed with the entry, else the one a person gave, else the page's
    statement, else the newsroom's.
    """
    zone = page_zone(liveblog, evidence)
    printed = [entry.time for entry in liveblog.entries]
    ages = moment_of_ages(liveblog, evidence)
    times = [
        spelled_out(time, ages.moment, zone_of(time, zone).info) if time else None
        for time in printed
    ]
    newest_first = runs_newest_first(printed, liveblog.newest_first)
    page = PageDates(liveblog, evidence, times, newest_first)
    days = page.days()
    clocks = Clocks(zone, is_zone_told(liveblog, evidence), newest_first, ages.moment)
    # An age alone is read as printed: what it comes to is no clock that may have come twice.
    read = [one if is_age_alone(one) else told for one, told in zip(printed, times, strict=True)]
    dated = clocks.read(read, days if newest_first else days[::-1])
    lacking = ages.lacks if any(map(is_undated_age, printed, dated)) else page.lacks
    return Dating(
        times=dated,
        lacks=lacking,
        warnings=(
            *dict.fromkeys((*ages.warnings, *page.warnings, *clocks.warnings)),
            *warnings_of_capture(dated, evidence.captured_at),
        ),
        notes=tuple(page.notes),
    )


def warnings_of_capture(
    times: Sequence[DatedTime], captured_at: dt.datetime | None
) -> Iterator[str]:
    """A sentence where entries came after the page was saved, which no entry can."""
    if captured_at is None:
        return
    clocks = [time.instant for time in times if time.precision in ("second", "minute")]
    count = sum(instant - captured_at > TOLERANCE for instant in clocks if instant)
    if count:
        yield (
            f"Times later than the capture of {captured_at:%Y-%m-%d %H:%M %Z}: {count:,}. The "
            "page's zone or offset is wrong, or the time of capture is."
        )


@dataclass(frozen=True, slots=True)
class Ages:
    """The moment from which a page's ages count back; without it, what is lacking for it."""

    moment: Moment | None
    lacks: str = "capture"
    warnings: tuple[str, ...] = ()


def moment_of_ages(liveblog: ParsedLiveblog, evidence: Evidence) -> Ages:
    """The page's own stamp, dated as an entry would be; else the time of the capture."""
    ages = [time.age for entry in liveblog.entries if (time := entry.time) and time.age is not None]
    stamp = dated_stamp(liveblog, evidence, min(ages)) if ages else Ages(None)
    if evidence.captured_at and not (stamp.moment and stamp.moment.has_clock):
        return Ages(Moment(evidence.captured_at.astimezone(page_zone(liveblog, evidence).info)))
    return stamp


def dated_stamp(liveblog: ParsedLiveblog, evidence: Evidence, least: dt.timedelta) -> Ages:
    """The instant of the page's stamp; `least` is the newest entry's age."""
    stamp = liveblog.updated
    if stamp is None:
        return Ages(None)
    page = replace(liveblog, entries=(ParsedEntry(None, stamp, (), 1, 1),), updated=None)
    dating = date_entries(page, replace(evidence, dates={}))
    instant, given = dating.times[0].instant, evidence.date
    if instant is None:
        return Ages(None, dating.lacks or "capture", dating.warnings)
    if is_clock_alone(stamp) and given and (instant - least).date() < given:
        instant += dt.timedelta(days=1)  # A midnight lies between the newest entry and the stamp.
    return Ages(Moment(instant, stamp.hour is not None), warnings=dating.warnings)


def is_undated_age(printed: PrintedTime | None, dated: DatedTime) -> bool:
    return is_aged(printed) and dated.instant is None


def page_zone(liveblog: ParsedLiveblog, evidence: Evidence) -> Zone:
    home = evidence.source_zone
    stated = find_zone(liveblog.zone, home) if liveblog.zone else None
    given = find_zone(evidence.zone) or Zone(ZoneInfo(evidence.zone)) if evidence.zone else None
    return given or stated or Zone(ZoneInfo(home))


def is_zone_told(liveblog: ParsedLiveblog, evidence: Evidence) -> bool:
    """Whether a person, the page or its newsroom tells the zone of clocks that print none."""
    stated = liveblog.zone and find_zone(liveblog.zone, evidence.source_zone)
    return bool(evidence.zone or stated or evidence.knows_zone)


def zone_of(time: PrintedTime, page: Zone) -> Zone:
    """The zone printed with a time; the page's where there is none, or none that is known."""
    return (find_zone(time.zone, str(page.info)) if time.zone else None) or page


class PageDates:
    """Finds the day of each entry of one page; its own `times` are newest first."""

    def __init__(
        self,
        liveblog: ParsedLiveblog,
        evidence: Evidence,
        times: Sequence[PrintedTime | None],
        newest_first: bool,
    ) -> None:
        self.times = times if newest_first else times[::-1]
        self.evidence = evidence
        self.steps = days_back(self.times, may_pin=newest_first)
        self.zone = page_zone(liveblog, evidence)
        printed = [*liveblog.header_times, *(time for time in self.times if time)]
        self.printed_dates = [date for time in printed if (date := full_date(time))]
        self.header_date = next(filter(None, map(full_date, liveblog.header_times)), None)
        self.lacks: str | None = None
        self.warnings: list[str] = []
        self.notes: list[str] = []

    def days(self) -> list[dt.date | None]:
        """The day of each entry, in the order of `times`."""
        days = [full_date(time) if time else None for time in self.times]
        for index, time in enumerate(self.times):
            if time and time.year is not None and days[index] is None and time.day:
                self.warnings.append(f"“{time.text}” is no date of the calendar")
        self.add_years(days)
        self.add_days(days)
        return days

    def add_years(self, days: list[dt.date | None]) -> None:
        """Complete the entries that print a day and a month."""
        evidence = self.evidence
        given = evidence.date.year if evidence.date else evidence.year
        found = self.years(given)
        latest = max((day.year for day in found.values() if day), default=given)
        if given and latest and latest > given:
            # The person spoke of the newest entry, and an older one stands at the page's top.
            found = self.years(2 * given - latest)
        for index, day in found.items():
            days[index] = day
        if None in found.values():
            self.lacks = "year"

    def years(self, given: int | None) -> dict[int, dt.date | None]:
        """The full dates of such entries by index; `given` is the year of the uppermost."""
        found: dict[int, dt.date | None] = {}
        above = None
        for index, time in enumerate(self.times):
            if time is None or time.day is None or time.month is None or time.year is not None:
                continue
            found[index] = self.with_year(time.month, time.day, given, above)
            above = found[index] or above
        return found

    def with_year(
        self, month: int, day: int, given: int | None, above: dt.date | None
    ) -> dt.date | None:
        """The full date of a day and month; `above` is the date of the entry printed above it."""
        evidence = self.evidence
        if given:
            # A page does not leap half a year: by January stands the December before it.
            return nearest_year(month, day, above) if above else real_date(given, month, day)
        if evidence.captured_at:
            captured = evidence.captured_at.astimezone(self.zone.info).date()
            self.note(f"The year is the latest that fits the capture of {captured}.")
            return latest_year(month, day, captured)
        if self.printed_dates:
            self.note(f"The year is that of {self.printed_dates[0]}, which the page prints.")
            return nearest_year(month, day, self.printed_dates[0])
        if evidence.dates:
            anchor = max(evidence.dates.values())
            self.note("The year is that of the same entries in another capture of this source.")
            return nearest_year(month, day, anchor)
        return None

    def add_days(self, days: list[dt.date | None]) -> None:
        """Give a day to the entries that print a clock alone, counting midnights."""
        bare = [i for i, time in enumerate(self.times) if is_clock_alone(time)]
        if not bare:
            return
        anchors = {i: day for i, day in enumerate(days) if day}
        newest = self.newest_day(bare[0]) if not anchors or bare[0] < min(anchors) else None
        if newest:
            anchors[bare[0]] = newest
        if not anchors:
            self.lacks = self.lacks or "date"
            return
        for index in bare:
            if days[index] is None:
                known = max((i for i in anchors if i <= index), default=min(anchors))
                shift = self.steps[index] - self.steps[known]
                days[index] = anchors[known] + dt.timedelta(days=shift)

    def newest_day(self, index: int) -> dt.date | None:
        """The day of the uppermost entry that prints a clock alone, from the evidence."""
        evidence = self.evidence
        if evidence.date:
            return evidence.date + dt.timedelta(days=self.steps[index] - max(self.steps))
        if evidence.captured_at:
            return self.day_before_capture(index, evidence.captured_at)
        if self.header_date:
            self.note(f"The newest entry's day is {self.header_date}, printed in the page's head.")
            return self.header_date
        if evidence.dates:
            known, day = min(evidence.dates.items())
            self.note("The day is that of the same entry in another capture of this source.")
            return day + dt.timedelta(days=self.steps[index] - self.steps[known])
        return None

    def day_before_capture(self, index: int, captured_at: dt.datetime) -> dt.date:
        """The last day on which the newest entry's clock had struck before the capture."""
        time = self.times[index]
        assert time is not None and time.hour is not None  # it prints a clock alone
        captured = captured_at.astimezone(zone_of(time, self.zone).info)
        now = dt.timedelta(hours=captured.hour, minutes=captured.minute, seconds=captured.second)
        struck = dt.timedelta(hours=time.hour, minutes=time.minute or 0) <= now
        day = captured.date() if struck else captured.date() - dt.timedelta(days=1)
        self.note(f"The newest entry's day is {day}, by the capture of {captured:%Y-%m-%d %H:%M}.")
        return day

    def note(self, text: str) -> None:
        if text not in self.notes:
            self.notes.append(text)


def is_clock_alone(time: PrintedTime | None) -> bool:
    return time is not None and time.hour is not None and time.day is None


class Clocks:
    """Turns days and clocks into instants, through summer time and back.

    `told` says that the zone is no mere supposition.
    """

    def __init__(self, zone: Zone, told: bool, newest_first: bool, moment: Moment | None) -> None:
        self.zone = zone
        self.told = told
        self.newest_first = newest_first
        self.moment = moment
        self.warnings: list[str] = []
        self.latest: dt.datetime | None = None

    def read(
        self, times: Sequence[PrintedTime | None], days: Sequence[dt.date | None]
    ) -> tuple[DatedTime, ...]:
        """The dated times in the order given; read from the oldest on, as the clock ran."""
        pairs = list(zip(times, days, strict=True))
        ordered = pairs[::-1] if self.newest_first else pairs
        dated = [self.one(time, day) for time, day in ordered]
        return tuple(dated[::-1] if self.newest_first else dated)

    def one(self, time: PrintedTime | None, day: dt.date | None) -> DatedTime:
        if time is None:
            return DatedTime()
        if is_age_alone(time):
            instant = counted_back(time, self.moment)
            return DatedTime(instant, precision_of(time) if instant else "unknown", time.text)
        if day is None:
            return DatedTime(text=time.text)
        zone = self.zone_of(time)
        if time.hour is None:
            midnight = dt.datetime.combine(day, dt.time(), zone.info)
            return DatedTime(midnight, "day", time.text)
        clock = dt.time(time.hour, time.minute or 0, time.second or 0)
        instant = self.placed(dt.datetime.combine(day, clock, zone.info), zone, time.text)
        self.latest = instant
        return DatedTime(instant, "minute" if time.second is None else "second", time.text)

    def zone_of(self, time: PrintedTime) -> Zone:
        if time.zone and find_zone(time.zone) is None:
            self.warn(f"“{time.zone}” is no known time zone; read as {self.zone.info}")
        if not (time.zone or time.hour is None or self.told):
            self.warn(UNTOLD_ZONE.format(zone=self.zone.info))
        return zone_of(time, self.zone)

    def placed(self, local: dt.datetime, zone: Zone, text: str) -> dt.datetime:
        """The local time as the one instant it names, where the clocks jump."""
        early, late = local.replace(fold=0), local.replace(fold=1)
        if early.utcoffset() == late.utcoffset():
            return local
        if early.astimezone(UTC).astimezone(zone.info).replace(tzinfo=None) != early.replace(
            tzinfo=None
        ):
            self.warn(f"“{text}” was skipped when the clocks went forward; read by the old clock")
            return early.astimezone(UTC).astimezone(zone.info)
        if zone.offset is not None:
            return late if late.utcoffset() == zone.offset else early
        if self.latest and early < self.latest.astimezone(UTC):
            return late
        self.warn(f"“{text}” came twice when the clocks went back; read by the order of the page")
        return early

    def warn(self, text: str) -> None:
        if text not in self.warnings:
            self.warnings.append(text)

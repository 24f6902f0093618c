"""The half of the day where stamps leave it out, "12.58" before "1.05", or print the wrong one."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from dataclasses import replace

from ..running_order import DAY
from .stamps import Stamp

NOON = 12
NO_HALF = re.compile(r"(?:[1-9]|1[0-2])[.:][0-5]\d")
HALF = re.compile(r"\d ?[ap]\.?m\b", re.IGNORECASE)
# "12.05am" at noon: what is written wrongly is the hour in which the half changes.
AT_THE_CHANGE = re.compile(r"1[12][.:][0-5]\d ?[ap]\.?m\b", re.IGNORECASE)
NEAR = 3 * 60  # minutes
QUARTER = 15  # minutes: what timetables print


def with_halves(stamps: Sequence[Stamp]) -> list[Stamp]:
    """The stamps, their hours counted on after noon and mended where the next ones tell better."""
    return slips_mended(with_afternoon(with_missing(stamps)))


def with_missing(stamps: Sequence[Stamp]) -> Sequence[Stamp]:
    """The stamps; one without a half among others is of that which takes it nearer to them."""
    told = [at for at, stamp in enumerate(stamps) if HALF.search(stamp.time.text)]
    if not told or len(told) == len(stamps):
        return stamps
    return [
        nearest(stamp, [stamps[other] for other in beside(at, told)])
        if NO_HALF.fullmatch(stamp.time.text)
        else stamp
        for at, stamp in enumerate(stamps)
    ]


def beside(at: int, told: Sequence[int]) -> Sequence[int]:
    """The places next to one, above and below, among those `told`."""
    below = bisect(told, at)
    return told[max(0, below - 1) : below + 1]


def nearest(stamp: Stamp, others: Sequence[Stamp]) -> Stamp:
    """The stamp at that hour of its two which is nearer to the others."""
    clocks = [other.minutes for other in others if other.minutes is not None]
    if stamp.minutes is None or not clocks:
        return stamp
    hours = (stamp.minutes // 60 % NOON, stamp.minutes // 60 % NOON + NOON)
    minute = stamp.minutes % 60
    hour = min(hours, key=lambda each: min(abs(60 * each + minute - clock) for clock in clocks))
    return with_hour(stamp, hour)


def with_afternoon(stamps: Sequence[Stamp]) -> Sequence[Stamp]:
    """The stamps of a page that goes on from 12 to 1 without a half: then it is afternoon."""
    hours = [stamp.time.hour or 0 for stamp in stamps]
    if max(hours) not in (NOON - 1, NOON):
        return stamps
    turns = [
        (at, below < above)
        for at, (above, below) in enumerate(zip(hours, hours[1:], strict=False), 1)
        if {above, below} in ({NOON, 1}, {NOON - 1, 1})
    ]
    if len(turns) != 1 or not all(NO_HALF.fullmatch(stamp.time.text) for stamp in stamps):
        return stamps
    ((turn, oldest_first),) = turns
    return [
        with_hour(stamp, hour + NOON) if hour < NOON and (at >= turn) == oldest_first else stamp
        for at, (stamp, hour) in enumerate(zip(stamps, hours, strict=True))
    ]


def slips_mended(stamps: Sequence[Stamp]) -> list[Stamp]:
    """The stamps; one that fits between its neighbours half a day off, with that hour."""
    mended = list(stamps)
    for at in range(1, len(stamps) - 1):
        clock = stamps[at].minutes
        if clock is None or clock % QUARTER == 0 or not AT_THE_CHANGE.search(stamps[at].time.text):
            continue
        above, below = stamps[at - 1].minutes, stamps[at + 1].minutes
        if above is None or below is None or abs(above - below) > NEAR:
            continue
        other = (clock + DAY // 2) % DAY
        if min(above, below) <= other <= max(above, below):
            mended[at] = with_hour(stamps[at], other // 60)
    return mended


def with_hour(stamp: Stamp, hour: int) -> Stamp:
    return replace(stamp, time=replace(stamp.time, hour=hour))

"""Which of the clocks on a page make up its running order, and which way it runs.

A line may begin with a clock and yet start no entry: a diary, a timetable, the length of a video.
The entries are the clocks that, kept together, run most smoothly down the page.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..running_order import DAY, LONGEST_DETOUR, smoothest
from .stamps import Stamp

HALF_A_DAY = DAY // 2
QUARTER, NEAR = 15, 3 * 60  # minutes
SHORT_NIGHT = 6 * 60
WEIGHT = 1.0
FULL_HOUR = 0.8  # "10am" among clocks with minutes is what timetables print
DATED = 2.0
# A step on by hours costs little, and so does one over midnight, unless the night was longer than
# nights are: a diary inside an entry ends with a step back, which is a whole day's way round less
# some hours, and takes back to earlier that day.
PRICE_OF_HOURS = 1.0 / DAY
LONGEST_NIGHT = 9 * 60
PRICE_BEYOND = 2.0 / 60
# Where no clock strays, entries may stand out of their order, since editors move them.
PRICE_OF_DISORDER = 0.6
PRICE_AT_MOST = 0.95
# Oldest first, the page's last clocks are its entries' rather than a diary's that stands before.
PRICE_OF_AN_END = 2.0
ENDS_AT_MOST = 3.5


def running_order(stamps: Sequence[Stamp], strays: bool) -> tuple[list[Stamp], bool]:
    """The stamps that start an entry, as the page has them, and whether the newest is first.

    `strays` says that some clocks may start no entry, so that disorder tells which.
    """
    newest_first = runs_down(stamps, SHORT_NIGHT if strays else HALF_A_DAY)
    if newest_first is not None:
        return list(stamps), newest_first
    worth, down = best_run(stamps, strays, [0.0] * len(stamps))
    ends = prices_of_ends(stamps) if strays else [0.0] * len(stamps)
    other, up = best_run(stamps[::-1], strays, ends[::-1])
    if other > worth:
        return up[::-1], False
    return with_first(stamps, down), True


def with_first(stamps: Sequence[Stamp], kept: list[Stamp]) -> list[Stamp]:
    """The order with the stamp right above it: an entry that stands first though it is older.

    An archive of changes shows an entry so that was changed late. Timetables print quarters.
    """
    if len(stamps) < 2 or kept[0] is not stamps[1]:
        return kept
    clock, newest = stamps[0].minutes, kept[0].minutes
    if clock is None or newest is None or clock % QUARTER == 0:
        return kept
    return [stamps[0], *kept] if 0 < newest - clock <= NEAR else kept


def runs_down(stamps: Sequence[Stamp], night: int) -> bool | None:
    """Whether the page runs from the newest to the oldest; None where only its clocks can tell.

    Ages and full dates tell it, and so do clocks that never turn back but over a night of less
    than so many minutes.
    """
    ages = [stamp.time.age for stamp in stamps if stamp.time.age is not None]
    if len(ages) == len(stamps) and len(ages) > 1:
        return ages[0] <= ages[-1]
    days = [(stamp.day, stamp.minutes or 0) for stamp in stamps if stamp.day is not None]
    if len(days) == len(stamps) and len(days) > 1:
        return days[0] >= days[-1]
    clocks = [stamp.minutes for stamp in stamps if stamp.minutes is not None]
    if len(clocks) < max(2, len(stamps)):
        return True
    steps = list(zip(clocks, clocks[1:], strict=False))
    if all(is_smooth(older, newer, night) for newer, older in steps):
        return True
    return False if all(is_smooth(older, newer, night) for older, newer in steps) else None


def is_smooth(older: int, newer: int, night: int) -> bool:
    return newer >= older or older - newer > DAY - night


def prices_of_ends(stamps: Sequence[Stamp]) -> list[float]:
    """What it costs that a page, oldest first, ends with each stamp: by the earlier ones below."""
    clocks = [stamp.minutes or 0 for stamp in stamps]
    prices: list[float] = []
    for at, clock in enumerate(clocks):
        back = sum(1 for other in clocks[at + 1 : at + 1 + LONGEST_DETOUR] if other < clock)
        prices.append(min(ENDS_AT_MOST, back * PRICE_OF_AN_END))
    return prices


def best_run(
    stamps: Sequence[Stamp], strays: bool, first_prices: Sequence[float]
) -> tuple[float, list[Stamp]]:
    """The stamps that run best from the newest to the oldest, and what they are worth.

    `first_prices` are what it costs to begin with each of them.
    """
    worth, kept = smoothest(
        [stamp.minutes for stamp in stamps],
        [(stamp.day, stamp.section) for stamp in stamps],
        [weight_of(stamp) for stamp in stamps],
        STRAY_PRICES if strays else PRICES,
        first_prices,
    )
    return worth, [stamps[at] for at in kept]


def weight_of(stamp: Stamp) -> float:
    if stamp.day is not None:
        return DATED
    return WEIGHT if stamp.minutes is None or stamp.minutes % 60 else FULL_HOUR


def price(difference: int, strays: bool) -> float:
    """What the step from one entry to the one before it in time costs, by the newer's clock less
    the older's, in minutes.
    """
    back = difference % DAY
    if difference >= 0:
        return back * PRICE_OF_HOURS
    night = back * PRICE_OF_HOURS + max(0, back - LONGEST_NIGHT) * PRICE_BEYOND
    if strays:
        return night
    return PRICE_OF_DISORDER if DAY - back < HALF_A_DAY else min(night, PRICE_AT_MOST)


# By the difference, negative ones counted from the end, as Python's indices are.
DIFFERENCES = (*range(DAY), *range(1 - DAY, 0))
PRICES = [price(difference, strays=False) for difference in DIFFERENCES]
STRAY_PRICES = [price(difference, strays=True) for difference in DIFFERENCES]

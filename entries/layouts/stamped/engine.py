"""Takes a page apart whose entries print a time, as a description of its layout says."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from ..base import (
    NO_FIT,
    Fit,
    Layout,
    LayoutError,
    Line,
    Page,
    ParsedEntry,
    ParsedLiveblog,
)
from ..claims import Claims
from ..furniture import LONGEST_FURNITURE, above_footer
from ..remembering import remembered
from ..sentences import ends_sentence
from ..wrapping import with_all_lines
from .contents import without_contents
from .description import Stamped
from .entry import parted, read_entry
from .halves import with_halves
from .head import read_head
from .order import running_order
from .page_dates import dated, under_days
from .parts import LONGEST_PERHAPS, Parts, above_cut, parts_above
from .preparing import as_they_stand, hinted, prepared, run_on, runs_on, whole
from .stamps import Stamp, find_stamps, in_sections

ENOUGH_TO_KNOW = 2000  # lines that show what kind of page it is
NEARLY_ALL = 0.6  # of the clocks of a page of this layout, so many start an entry
OF_STRAYS = 0.35  # or so many, where diaries print the same clocks
HINTED = 0.05
UNMARKED = 0.45
MARKED = 0.33  # of the entries of a page of this layout, so many have its marks
FEW = 0.15
OTHERWISE = 0.3
MOST_OTHERWISE = 0.7  # of the texts behind the time, that are not what the layout takes them for
FEWEST_HEADLINES = 0.3  # of the texts behind the time, where they may be headlines at all
AROUND = 40  # lines at either end of a page that may name its publisher
# Descriptions by all that they find stamps by.
ALIKE: dict[tuple[object, ...], Stamped] = {}


def layout_of(description: Stamped) -> Layout:
    """The layout that a description tells of."""
    return Layout(
        name=description.name,
        source=description.source,
        zone=description.zone,
        fit=lambda page: fit(page, description),
        parse=lambda page: parse(page, description),
    )


@dataclass(frozen=True, slots=True)
class Order:
    """The entries' stamps among the lines of a page, and whether the newest is first."""

    lines: tuple[Line, ...]
    stamps: tuple[Stamp, ...]
    found: int
    newest_first: bool

    def text_of(self, stamp: Stamp) -> str:
        """The line of a stamp, and those above and below that belong to it."""
        return " ".join(line.text for line in self.lines[stamp.first : stamp.after])


def fit(page: Page, description: Stamped) -> Fit:
    """How far the page is made of lines that start an entry as this layout's do."""
    printed = stamp_text(page)
    if description.words and not any(word in printed for word in description.words):
        return NO_FIT
    if not may_fit(page, description):
        return NO_FIT
    order = find_order(page, description, ENOUGH_TO_KNOW)
    cue = description.own_cue
    cued = [stamp for stamp in order.stamps if cue.fullmatch(order.text_of(stamp))]
    if description.apart:
        cued = in_one_line(cued, order)
    if len(cued) < least_cues(description):
        return NO_FIT
    few = len(cued) < description.fewest
    least = (OF_STRAYS if description.strays else NEARLY_ALL) * order.found
    if len(order.stamps) < least or len(cued) < NEARLY_ALL * len(order.stamps):
        return NO_FIT
    line = order.lines[cued[0].index]
    lines = "1 line" if len(cued) == 1 else f"{len(cued)} lines"
    why = f"{lines} such as “{cued[0].time.text}” in line {line.number} start an entry"
    score = description.sure - FEW * few
    if is_hinted(page, order, description):
        score += HINTED
        why += ", and words of the page name its publisher"
    elif not is_marked(order, description):
        score -= UNMARKED
        why += ", but the lines that go with them are missing"
    if reads_otherwise(order, description):
        score -= OTHERWISE
        why += f", but what follows them is no {description.rest}"
    return Fit(round(max(0.0, min(1.0, score)), 2), why)


def may_fit(page: Page, description: Stamped) -> bool:
    """A quick test that every page passes that fits: it takes no line apart."""
    if description.apart:
        return runs_on(page, ENOUGH_TO_KNOW, description.apart)
    if description.lead or description.again:
        return True  # Its cue may be of several lines.
    cue, least = description.own_cue, least_cues(description)
    cued = filter(cue.fullmatch, stamp_texts(page))
    return len(list(islice(cued, least))) == least


def least_cues(description: Stamped) -> int:
    """How many lines with its cue a page of a layout has at least: one may be missing."""
    return max(1, description.fewest - 1)


def reads_otherwise(order: Order, description: Stamped) -> bool:
    """Whether what should be text behind the times reads as headlines, or the other way round."""
    ends = [*(stamp.first for stamp in order.stamps[1:]), len(order.lines)]
    pairs = zip(order.stamps, ends, strict=True)
    rests = [(stamp.rest, end > stamp.after) for stamp, end in pairs if stamp.rest]
    headed = sum(
        below and len(rest) <= LONGEST_PERHAPS and not ends_sentence(rest) for rest, below in rests
    )
    long = [rest for rest, _ in rests if len(rest) > LONGEST_PERHAPS / 2]
    told = sum(ends_sentence(rest) and parted(rest)[0] is None for rest in long)
    wrong = {"body": headed, "headline": told}.get(description.rest, 0)
    return len(rests) > 1 and wrong > MOST_OTHERWISE * len(rests)


@remembered
def stamp_texts(page: Page) -> list[str]:
    """The first lines of a page that may print a time."""
    lines, _ = prepared(page)
    at = hinted(page)
    return [lines[index].text for index in at[: bisect(at, ENOUGH_TO_KNOW - 1)]]


@remembered
def stamp_text(page: Page) -> str:
    """The same as one text, each line with its end."""
    return "".join([f"{text}\n" for text in stamp_texts(page)])


def in_one_line(stamps: Sequence[Stamp], order: Order) -> list[Stamp]:
    """The stamps that share their line with another."""
    numbers = [order.lines[stamp.index].number for stamp in stamps]
    counts = Counter(numbers)
    return [stamp for stamp, number in zip(stamps, numbers, strict=True) if counts[number] > 1]


def is_marked(order: Order, description: Stamped) -> bool:
    """Whether the lines that the newsroom puts into most entries stand in many of them."""
    marks = description.marks
    if marks is None:
        return True
    found = sum(1 for line in order.lines if marks.fullmatch(line.text, 0, LONGEST_FURNITURE))
    return found >= MARKED * len(order.stamps)


def is_hinted(page: Page, order: Order, description: Stamped) -> bool:
    """Whether the page's address, title, head or foot has words of the layout's publisher."""
    if description.hints is None:
        return False
    head = order.lines[: order.stamps[0].first][-AROUND:]
    ends = [line.text for line in (*head, *order.lines[-AROUND:])]
    return any(map(description.hints.search, [page.url or "", page.title or "", *ends]))


def find_order(page: Page, description: Stamped, most: int | None = None) -> Order:
    """The stamps of a page's entries, or of those in its first lines alone."""
    known = orders(page)
    asked = (first_alike(description), min(most or len(page.lines), len(page.lines)))
    if asked not in known:
        known[asked] = found_order(page, description, most)
    return known[asked]


@lru_cache(maxsize=256)
def first_alike(description: Stamped) -> Stamped:
    """The first description asked about that finds the same stamps as this one on every page."""
    patterns = (description.stamp, description.lead, description.again, description.apart)
    cue = description.own_cue if description.led else None
    return ALIKE.setdefault((*patterns, cue, description.strays, description.sorted), description)


@remembered
def orders(page: Page) -> dict[tuple[Stamped, int], Order]:
    """What was found on the page, by what finds it and how many lines were looked at."""
    return {}


def found_order(page: Page, description: Stamped, most: int | None) -> Order:
    lines, dump_date = as_they_stand(page) if description.apart else prepared(page)
    at: Sequence[int] = hinted(page)
    if description.apart:
        lines = tuple(run_on(page, most, description.apart))
        at = range(len(lines))
    elif most is not None:
        lines, at = lines[:most], at[: bisect(at, most - 1)]
    stamps = find_stamps(lines, at, description)
    if dump_date and len(stamps) > 1 and is_page_clock(*stamps[:2]):
        del stamps[0]
    if not stamps:
        return Order(lines, (), 0, True)
    stamps = in_sections(with_halves(without_contents(stamps, lines)), lines)
    kept, newest_first = running_order(stamps, description.strays)
    if not description.sorted:
        kept = stamps
    return Order(lines, tuple(kept), len(stamps), newest_first)


def is_page_clock(stamp: Stamp, below: Stamp) -> bool:
    """Whether a clock is the page's own: beside the dump's date, with no text behind or below."""
    return stamp.index == 0 and below.first == 1 and not stamp.rest


def parse(page: Page, description: Stamped) -> ParsedLiveblog:
    """Take a page apart. Raises LayoutError where no line of it starts an entry."""
    order = find_order(page, description)
    if not order.stamps:
        raise LayoutError(f"no line of this page starts an entry as in {description.name}", 1)
    description = settled(description, order)
    claims = Claims()
    pairs = zip(order.lines, order.lines[1:], strict=False)
    claims.take((one for one, other in pairs if one.number == other.number), "several entries")
    parts = parts_of(order, description)
    above = order.lines[: parts[0].first]
    head = read_head(above, claims, description.furniture, page.title)
    entries = read_entries(order, parts, description, claims)
    liveblog = ParsedLiveblog(
        entries=tuple(under_days(entries, [part.day for part in parts], order.newest_first)),
        claims=claims.by_line,
        title=head.title or order.stamps[0].title or None,
        standfirst="\n\n".join(head.standfirst) or None,
        summary=tuple(head.points),
        zone=head.zone,
        newest_first=order.newest_first,
        updated=head.updated,
    )
    ends = {} if description.apart else whole(page)[1]
    liveblog = dated(liveblog, head, prepared(page)[1], page.url)
    return with_all_lines(liveblog, ends) if ends else liveblog


def settled(description: Stamped, order: Order) -> Stamped:
    """The description, without headlines behind the time where hardly any text there is one.

    Where most texts there are, there is none above the time.
    """
    if description.rest != "perhaps headline":
        return description
    rests = [stamp.rest for stamp in order.stamps if stamp.rest]
    sentences = sum(map(ends_sentence, rests))
    if sentences > (1 - FEWEST_HEADLINES) * len(rests):
        return replace(description, rest="body")
    if "perhaps headline" in description.above and sentences < FEWEST_HEADLINES * len(rests):
        return replace(description, above=())
    return description


def parts_of(order: Order, description: Stamped) -> list[Parts]:
    """What stands above each stamp of a page."""
    floors = [0, *(stamp.after for stamp in order.stamps)]
    pairs = zip(order.stamps, floors, strict=False)
    return [parts_above(order.lines, stamp, floor, description) for stamp, floor in pairs]


def read_entries(
    order: Order, parts: Sequence[Parts], description: Stamped, claims: Claims
) -> list[ParsedEntry]:
    lines = order.lines
    ends = [*(part.first for part in parts[1:]), len(lines)]
    entries = []
    for stamp, part, end in zip(order.stamps, parts, ends, strict=True):
        below: Sequence[Line] = lines[stamp.after : end]
        if end == len(lines):
            below = above_cut(above_footer(below, claims, bool(stamp.rest)), description, claims)
        entries.append(read_entry(lines, stamp, part, below, description, claims))
    return entries

"""France 24's live pages: "4:30 am: headline", then its paragraphs, the newest post first.

The page prints clocks alone, no dates, and one line for each paragraph. What the reader's
browser did not load leaves a notice behind.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .base import (
    NO_FIT,
    Fit,
    Layout,
    LayoutError,
    Line,
    Page,
    ParsedEntry,
    ParsedLiveblog,
    PrintedTime,
)
from .blocks import Block, BulletList, Embed, Image, Paragraph
from .claims import Claims
from .dates import read_day_line
from .printed import with_day
from .running_order import DISORDER, Start, count_midnights, find_starts
from .wrapping import fitting_unwrapped, parsing_unwrapped

LONGEST_HEADLINE = 200
HEADED = 0.5  # of the texts behind the clocks of a page on which one word alone tells whose it is
ENOUGH_TO_KNOW = 2000  # lines that show what kind of page it is

AGENCIES = re.compile(r"\(\s*FRANCE\s?24 (?:with|and) .*\)", re.IGNORECASE)
FURNITURE = tuple(
    (re.compile(pattern, re.IGNORECASE), f"furniture: {rule}")
    for pattern, rule in (
        (AGENCIES.pattern, "agencies"),
        (r"Advertis(?:ing|ement)(?: Read more)?|Read more", "advertising"),
        (r"(?:Read|Watch) (?:more|also) ?[:‘“🔴].*|Read more\S.*", "related story"),
        (r"One of your browser extensions seems to be blocking .*", "embed notice"),
        (r"Try again|Accept|Manage my choices", "embed notice"),
        (r"©.*", "picture credit"),
        (r"\d{1,2}:\d\d", "length of a video"),
        (r"This live ?(?:blog|page|report) is no longer being updated.*", "closing note"),
        (r"Never miss the news by subscribing .*|Download the France 24 app", "notice"),
        (r"Get (?:the day.s|all the latest) .* (?:newsletter|inbox).*|Share|Print", "notice"),
        (r"(?:Text|Video) by\s?:.*|By\s?:.*", "credits of the page"),
    )
)
EMBED = re.compile(r"To display this content from (?P<provider>[\w. ]+?),? you must .*", re.I)
TWEET = re.compile(r"(?:—|--) .+ \(@\w+\) \w+ \d{1,2}, \d{4}")
CAPTION = re.compile(r"(?P<caption>\S.*\S) © (?P<credit>\S.{0,120})")
BULLET = re.compile(r"[•▪‣*] ?(?P<item>\S.*)")

PARIS_TIME = re.compile(r"\bParis time\b", re.IGNORECASE)
ZONE = re.compile(rf"{PARIS_TIME.pattern}|\bGMT ?[+-] ?\d{{1,2}}\b", re.IGNORECASE)
PUBLISHER = re.compile(r"\bFRANCE ?24\b", re.IGNORECASE)
DATES = re.compile(r"(?:Issued on|Modified|First published)\s?:? ?\d{1,2}/.*", re.IGNORECASE)
PAGE_DATE = re.compile(
    r"(?P<text>(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})"
    r"(?:\s*[-–]\s*(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d))?)"
)
CAPTURE_DATE = re.compile(
    r"(?P<text>date (?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d))(?: (?P<rest>.*))?"
)
TITLE = re.compile(r"(?:🔴 ?)?(?:Live(?: updates)?|As it happened)\s?[:–-] .*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Header:
    """What stands above the first post."""

    title: str | None
    standfirst: str | None
    times: tuple[PrintedTime, ...]


def fit(page: Page) -> Fit:
    """Sure with the publisher's name or zone; clocks before short headlines alone are a guess."""
    lines = page.text_lines
    starts, _ = find_starts(lines[:ENOUGH_TO_KNOW])
    if len(starts) < 2:
        return NO_FIT
    foot = lines[max(starts[-1].index, len(lines) - ENOUGH_TO_KNOW) :]
    credits = [line for line in foot if AGENCIES.fullmatch(line.text)]
    said = [line.text for line in (*lines[: starts[0].first], *credits)]
    about = " ".join([page.url or "", page.title or "", *said])
    marks = sum(bool(mark.search(about)) for mark in (PUBLISHER, PARIS_TIME))
    rests = [start.rest for start in starts if start.rest]
    before_headline = sum(is_headline(rest) and not read_day_line(rest) for rest in rests)
    if not marks and (len(starts) < 3 or before_headline < 0.8 * len(starts)):
        return NO_FIT
    if marks == 1 and before_headline < HEADED * len(rests):
        return Fit(0.4, f"{len(starts)} lines start with a clock in order, but no headline behind")
    named = ("no word of", "one word of", "name and zone of")[marks]
    why = f"{len(starts)} lines start with a clock in order, and {named} France 24"
    return Fit((0.6, 0.8, 1.0)[marks], why)


def parse(page: Page) -> ParsedLiveblog:
    """Take a France 24 live page apart. Raises LayoutError with fewer than two posts."""
    lines, claims = page.text_lines, Claims()
    starts, newest_first = find_starts(lines)
    if len(starts) < 2:
        line = lines[starts[0].index].number if starts else 1
        raise LayoutError("fewer than two lines of this page start with a clock in order", line)
    header = read_header(lines[: starts[0].first], claims)
    claims.take([lines[start.first] for start in starts if start.day], "day")
    ends = [start.first for start in starts[1:]] + [len(lines)]
    entries = tuple(
        read_entry(start, lines[start.index : end], claims)
        for start, end in zip(under_days(starts, newest_first), ends, strict=True)
    )
    zone = ZONE.search(header.standfirst or "")
    return ParsedLiveblog(
        entries=entries,
        claims=claims.by_line,
        title=header.title,
        standfirst=header.standfirst,
        zone=zone[0] if zone else None,
        newest_first=newest_first,
        header_times=dates_of_newest(header.times, starts if newest_first else starts[::-1]),
    )


def under_days(starts: Sequence[Start], newest_first: bool) -> list[Start]:
    """The posts with the day that stands above them, up to the next day or the next midnight."""
    found: list[Start] = []
    day: str | None = None
    for start in starts:
        step = start.minutes - found[-1].minutes if found else 0
        midnight = (step if newest_first else -step) >= DISORDER
        day = start.day or (None if midnight else day)
        found.append(replace(start, time=with_day(start.time, day)) if day else start)
    return found


def read_header(lines: Sequence[Line], claims: Claims) -> Header:
    """The lines above the first post: the page's title, its dates and its standfirst."""
    title: str | None = None
    said: list[str] = []
    times: list[PrintedTime] = []
    for line, below in zip(lines, [*(line.text for line in lines[1:]), ""], strict=False):
        text = line.text
        if DATES.match(text):
            claims.take(line, "dates of the page")
            times += [printed_date(match) for match in PAGE_DATE.finditer(text)]
        elif title is None and (DATES.match(below) or TITLE.fullmatch(text)):
            claims.take(line, "title")
            title = text
        elif rule := header_furniture(text):
            claims.take(line, rule)
        else:
            claims.take(line, "standfirst")
            if match := CAPTURE_DATE.fullmatch(text):
                times.append(printed_date(match))
                text = match["rest"] or ""
            said.append(text)
    return Header(title, "\n\n".join(filter(None, said)) or None, tuple(times))


def header_furniture(text: str) -> str | None:
    return "furniture: picture of the page" if CAPTION.fullmatch(text) else furniture(text)


def dates_of_newest(
    times: Sequence[PrintedTime], starts: Sequence[Start]
) -> tuple[PrintedTime, ...]:
    """The date of the page's last change, if the newest post can only be of that day.

    It says nothing where the newest clock had not struck yet, or where the days since the page
    was opened are not those that its clocks run through.
    """
    days = [real_date(time) for time in times]
    first, last = (days[0], days[-1]) if days else (None, None)
    if first is None or last is None:
        return ()
    changed = times[-1]
    struck = changed.hour is None or starts[0].minutes <= changed.hour * 60 + (changed.minute or 0)
    midnights = count_midnights(starts)
    agree = (last - first).days in (midnights, midnights - 1)
    return (changed,) if struck and agree else ()


def real_date(time: PrintedTime) -> dt.date | None:
    try:
        return dt.date(time.year or 0, time.month or 0, time.day or 0)
    except ValueError:
        return None


def printed_date(match: re.Match[str]) -> PrintedTime:
    """A full date, with its clock where one is printed beside it."""
    found = {name: int(value) for name, value in match.groupdict().items() if is_number(value)}
    return PrintedTime(
        match["text"],
        hour=found.get("hour"),
        minute=found.get("minute"),
        day=found["day"],
        month=found["month"],
        year=found["year"],
    )


def is_number(value: str | None) -> bool:
    return value is not None and value.isdecimal()


def read_entry(start: Start, lines: Sequence[Line], claims: Claims) -> ParsedEntry:
    """One post from its lines, the first of which begins with its clock."""
    blocks: list[Block] = []
    headline, body, last = start.rest or None, list(lines[1:]), lines[0]
    claims.take(lines[0], "headline and time" if start.rest else "time")
    if len(start.rest) > LONGEST_HEADLINE:
        headline = None
        blocks.append(Paragraph(start.rest))
    elif not start.rest and body and is_headline(body[0].text):
        last = body.pop(0)
        headline = last.text
        claims.take(last, "headline")
    for line in body:
        if rule := furniture(line.text):
            claims.take(line, rule)
            continue
        field, block = read_block(line.text)
        claims.take(line, field)
        add_block(blocks, block)
        last = line
    return ParsedEntry(headline, start.time, tuple(blocks), lines[0].number, last.number)


def is_headline(text: str) -> bool:
    """Whether a text reads as a headline: short, and no whole sentence."""
    sentence = text.rstrip("\"'”’)»").endswith(".")
    return len(text) <= LONGEST_HEADLINE and not sentence and furniture(text) is None


def furniture(text: str) -> str | None:
    """The furniture rule that a line falls under."""
    return next((rule for pattern, rule in FURNITURE if pattern.fullmatch(text)), None)


def read_block(text: str) -> tuple[str, Block]:
    """One line of a post as a block, and the field that it goes to."""
    if match := EMBED.fullmatch(text):
        return "embed", Embed(match["provider"].lower())
    if TWEET.fullmatch(text):
        return "embed", Embed("twitter")
    if match := CAPTION.fullmatch(text):
        return "image", Image(alt=None, credit=match["credit"], caption=match["caption"])
    if match := BULLET.fullmatch(text):
        return "list item", BulletList((match["item"],))
    return "paragraph", Paragraph(text)


def add_block(blocks: list[Block], block: Block) -> None:
    """Append a block; a list's next item joins its list, and one embed stays one."""
    last = blocks[-1] if blocks else None
    if isinstance(block, BulletList) and isinstance(last, BulletList):
        blocks[-1] = BulletList(last.items + block.items)
    elif not (isinstance(block, Embed) and block == last):
        blocks.append(block)


LAYOUT = Layout(
    name="france24-liveblog",
    source="france-24",
    zone="Europe/Paris",
    fit=fitting_unwrapped(fit),
    parse=parsing_unwrapped(parse),
)

"""BBC live pages as they were printed from 2012 to 2023: headlines, numbered or not, and no time.

Their body reads as that of the newer pages with "published at" (see `bbc_body`), but the words
that the page keeps for screen readers end in a colon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..base import (
    NO_FIT,
    Byline,
    Fit,
    Layout,
    LayoutError,
    Line,
    Page,
    ParsedEntry,
    ParsedLiveblog,
    PrintedTime,
)
from ..bbc import LABELS, STAMP, find_endings, read_header
from ..bbc_body import EMBED_NOTICE, read_body
from ..bbc_bylines import split_byline
from ..bbc_rows import Ending
from ..claims import Claims
from ..names import is_role
from ..printed import MONTHS, any_of
from ..remembering import remembered
from ..stamped.bylines import is_name, names_in, split_names
from ..wrapping import fitting_unwrapped, parsing_unwrapped
from .shapes import headline_of, kinds_of, may_be_heading, runs_of

CUE = re.compile(r"Live Reporting\b.{0,80}|All times (?:stated )?are UK\b.{0,80}", re.IGNORECASE)
TOP = re.compile(
    rf"{CUE.pattern}|Get involved|(?:Edited )?by [A-Z].{{1,200}}|Live Feed|Key points|Latest post",
    re.I,
)
PAGE_BYLINE = re.compile(r"(?:Edited |Reporting )?by [A-Z].{1,300}", re.IGNORECASE)
# Other newsrooms too write “Live Reporting” above their posts.
HOUSE = re.compile(r"\bBBC\b|\bbbc\.co|TV Licence|[Aa]ll times stated are UK|Get involved")
LONGEST_CUE = 300  # characters
MOST_APART = 0.5  # of the headlines of a page with blank lines stand so
MOST_ABOVE = 150  # lines among which the page's head ends
NUMBERED = re.compile(r"(?P<number>\d{1,3})\.\s+(?P<text>\S.*)")
GLUED_LABEL = re.compile(r"(?P<label>Breaking|Analysis)(?: news)?(?=[A-Z‘“'\"]\S*\s)(?P<text>.*)")
SHORT_MONTH = any_of(MONTHS)
POSTED = re.compile(
    r"(?:Posted at ?)?(?P<time>(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)"
    rf"(?: (?P<day>[12]?\d|3[01]) (?P<month>{SHORT_MONTH})(?: (?P<year>20\d\d))?)?)"
    r"(?: ?(?P=time))?",  # once for those who hear the page, and once for those who see it
    re.IGNORECASE,
)
MOST_UNDER, FEWEST_UNDER = 0.5, 2  # of the entries stand under their times, and so many at least
CLOCK = re.compile(r"\d{1,2}[.:]\d\d ?(?:[ap]m)?")
CREDIT = re.compile(r"(?P<alt>[^.?!]{0,200}?)(?:Image (?:copyright|source)|Copyright): ?")
# The words for screen readers as these pages print them, and as the newer ones do.
CUES = (
    (re.compile(r"(?:Image caption|Caption): ?"), "Image caption, "),
    (CREDIT, r"\g<alt>Image source, "),
    (re.compile(r"(?:Media|Video|Audio) caption[:,] ?"), "Media caption, "),
    (re.compile(r"View more on (twitter|x|youtube|facebook|instagram)", re.I), r"Skip \1 post"),
)


@dataclass(frozen=True, slots=True)
class Start:
    """Where an entry starts: the places of its first line and of the first of its body."""

    first: int
    body: int
    headline: str | None
    labels: tuple[str, ...] = ()
    time: PrintedTime | None = None


def numbered_starts(lines: Sequence[Line]) -> list[Start]:
    """The lines that count the entries: "  1. Headline", each with the next number."""
    starts: list[Start] = []
    numbers: list[int] = []
    indent = 0
    for index in range(after_head(lines), len(lines)):
        raw = lines[index].raw
        match = NUMBERED.fullmatch(lines[index].text)
        if match is None:
            continue
        number, width = int(match["number"]), len(raw) - len(raw.lstrip())
        if numbers and width > indent + 1:
            continue  # A list within an entry stands under its text.
        if number == 1 and starts and not any(has_body(lines, starts, index)):
            starts, numbers = [], []  # What was counted so far were the points of the summary.
        if not numbers or (number == numbers[-1] + 1 and not in_list(lines, index, number)):
            indent = width if not numbers else indent
            numbers.append(number)
            starts.append(read_start(lines, index, match["text"]))
    return starts


def has_body(lines: Sequence[Line], starts: Sequence[Start], end: int) -> Iterator[bool]:
    """For each start above the place `end`, whether a line with text stands before the next."""
    ends = [*(start.first for start in starts[1:]), end]
    for start, below in zip(starts, ends, strict=True):
        yield any(line.text for line in lines[start.body : below])


def in_list(lines: Sequence[Line], index: int, number: int) -> bool:
    """Whether the line right above or below goes on with the count: then both are a list's."""
    for other, wanted in ((index - 1, number - 1), (index + 1, number + 1)):
        match = NUMBERED.fullmatch(lines[other].text) if 0 <= other < len(lines) else None
        if match and int(match["number"]) == wanted:
            return True
    return False


def after_head(lines: Sequence[Line]) -> int:
    """The place under the lines that stand above the first entry; 0 where none is known."""
    known = [at for at, line in enumerate(lines[:MOST_ABOVE]) if CUE.fullmatch(line.text)]
    if not known:
        return 0
    at = known[-1] + 1
    while at < len(lines) and (not lines[at].text or TOP.fullmatch(lines[at].text)):
        at += 1
    return at


def read_start(lines: Sequence[Line], index: int, text: str) -> Start:
    """The start in a line, and the time under it, which some years' pages print."""
    start = read_headline(lines, index, text)
    below = next((at for at in range(start.body, len(lines)) if lines[at].text), None)
    posted = POSTED.fullmatch(lines[below].text) if below is not None else None
    if below is None or posted is None:
        return start
    return replace(start, body=below + 1, time=printed_time(posted))


def printed_time(match: re.Match[str]) -> PrintedTime:
    """The time of an entry's head; its day where the page was printed on another one."""
    return PrintedTime(
        match["time"],
        hour=int(match["hour"]),
        minute=int(match["minute"]),
        day=int(match["day"]) if match["day"] else None,
        month=MONTHS[match["month"].lower()] if match["month"] else None,
        year=int(match["year"]) if match["year"] else None,
    )


def read_headline(lines: Sequence[Line], index: int, text: str) -> Start:
    """The start in a line, whose headline may be a label with the headline below."""
    if glued := GLUED_LABEL.fullmatch(text):
        return Start(index, index + 1, glued["text"].strip(), (glued["label"].lower(),))
    below = next((at for at in range(index + 1, len(lines)) if lines[at].text), None)
    if below is None:
        return Start(index, index + 1, text)
    said = lines[below].text
    if said.lower() in LABELS:
        return Start(index, below + 1, text, (said.lower(),))
    byline = split_byline(said)[1] or names_in(said)
    if text.lower() in LABELS and not byline and may_be_heading(said) and not NUMBERED.match(said):
        return Start(index, below + 1, said, (text.lower(),))
    return Start(index, index + 1, text)


def bare_starts(lines: Sequence[Line]) -> list[Start]:
    """The headlines of a page that counts none: short lines with text, or an embed, below."""
    texts = [line for line in lines if line.text]
    place = {line.number: index for index, line in enumerate(lines)}
    top = sum(1 for line in lines[: after_head(lines)] if line.text)
    kinds = kinds_of(texts)
    for index, line in enumerate(texts):
        if EMBED_NOTICE.match(line.text) or line.text.startswith("Quote Message"):
            kinds[index] = "text"
        elif POSTED.fullmatch(line.text):
            kinds[index] = "furniture"
        elif CREDIT.match(line.text):
            kinds[index] = "caption"
        elif line.text == "-" and index + 1 < len(texts):
            kinds[index : index + 2] = ["text", "text"]
    runs = runs_of(texts, kinds, top, len(texts)) if top else []
    heads = [texts[headline_of(run)] for run in runs]
    apart = [line for line in heads if stands_apart(lines, place[line.number])]
    heads = apart if len(apart) > MOST_APART * len(heads) else heads
    if top and (under := starts_under_times(lines, place[texts[top - 1].number] + 1, heads)):
        return under
    above = heads and texts[top : top + 2]
    signed = above and names_in(above[0].text) and is_role(above[-1].text)
    return [
        *(Start(place[line.number], place[line.number], None) for line in above[:1] if signed),
        *(
            read_start(lines, place[line.number], line.text)
            for line in heads
            if not names_in(line.text)  # which describes a picture, or who wrote what is below
        ),
    ]


def starts_under_times(lines: Sequence[Line], top: int, heads: Sequence[Line]) -> list[Start]:
    """The starts of a page that prints each time above the headline, or above the text.

    `heads` are the lines that look like headlines. None where the times stand below them.
    """
    headlines = {line.number for line in heads}
    starts: list[Start] = []
    headed, opened = False, True  # by the line with text above
    for index, line in enumerate(lines[top:], top):
        posted = POSTED.fullmatch(line.text)
        is_headline = line.number in headlines
        if posted and not headed:
            starts.append(Start(index, index + 1, None, time=printed_time(posted)))
        elif starts and is_headline and not opened:
            starts[-1] = under_time(starts[-1], read_headline(lines, index, line.text))
        if line.text:
            headed, opened = is_headline, not posted
    return [] if len(starts) < max(FEWEST_UNDER, MOST_UNDER * len(heads)) else starts


def under_time(start: Start, headed: Start) -> Start:
    """The start at a time, with the headline that stands below it."""
    return replace(headed, first=start.first, time=start.time)


def stands_apart(lines: Sequence[Line], index: int) -> bool:
    """Whether a blank line parts a line from what is below it."""
    return index + 1 == len(lines) or not lines[index + 1].text


def fit_numbered(page: Page) -> Fit:
    cues = count_cues(page)
    if cues is None:
        return NO_FIT
    starts = numbered_starts(page.lines)
    full = sum(has_body(page.lines, starts, len(page.lines))) if starts else 0
    if cues and starts:
        return Fit(
            0.95, f"“Live Reporting” or “All times stated are UK” above {len(starts)} entries"
        )
    if sum(1 for start in starts if CLOCK.fullmatch(start.headline or "")) > full / 2:
        return Fit(0.1, f"{len(starts)} numbered clocks, as in a list of articles")
    if full < 3 or not all(page.lines[start.first].raw.startswith(" ") for start in starts):
        return Fit(0.2 if full else 0.0, f"{len(starts)} numbered lines, but no word of the BBC")
    return Fit(0.6, f"{len(starts)} numbered headlines with text indented below")


def fit_bare(page: Page) -> Fit:
    cues = count_cues(page)
    if not cues or numbered_starts(page.lines):
        return NO_FIT
    starts = bare_starts(page.lines)
    if not names_house(page):
        timed = any(start.time for start in starts)  # as on many a page of another newsroom
        why = f"“Live Reporting” above {len(starts)} entries, but no word of the BBC"
        return Fit(0.3 if timed else 0.55, why)
    if len(starts) < 2:
        return Fit(0.3, "“Live Reporting” or “All times stated are UK”, but no headlines below")
    return Fit(0.9, f"“Live Reporting” or “All times stated are UK” above {len(starts)} headlines")


def names_house(page: Page) -> bool:
    """Whether a page's address, title or head has words that only the BBC has there."""
    head = (line.text[:LONGEST_CUE] for line in page.text_lines[:MOST_ABOVE])
    return any(map(HOUSE.search, [page.url or "", page.title or "", *head]))


@remembered
def count_cues(page: Page) -> int | None:
    """How many lines are those of a BBC page's head; None for a page with "published at"."""
    cues = 0
    for line in page.text_lines:
        text = line.text[:400]
        if "published at" in text and STAMP.match(text):
            return None
        cues += CUE.fullmatch(text) is not None
    return cues


def parse_numbered(page: Page) -> ParsedLiveblog:
    return parse(page, numbered_starts(page.lines))


def parse_bare(page: Page) -> ParsedLiveblog:
    return parse(page, bare_starts(page.lines))


def parse(page: Page, starts: Sequence[Start]) -> ParsedLiveblog:
    """Take a page apart. Raises LayoutError where no line starts an entry."""
    if not starts:
        raise LayoutError("no line of this page is the headline of a BBC entry", line=1)
    claims = Claims()
    lines = with_bullets([with_newer_cue(line) for line in page.lines], claims)
    ends = [start.first for start in starts[1:]] + [len(lines)]
    endings = find_endings(lines, [start.body for start in starts], ends)
    entries = tuple(
        read_entry(lines, start, end, ending, claims)
        for start, end, ending in zip(starts, ends, endings, strict=True)
    )
    above = lines[: starts[0].first]
    points = take_points(above, claims)
    liveblog = ParsedLiveblog(entries=entries, claims=claims.by_line, zone="UK")
    left = [line for line in above if line.number not in claims.by_line]
    liveblog = read_header(left, liveblog, claims)
    return replace(liveblog, summary=(*points, *liveblog.summary))


def with_bullets(lines: list[Line], claims: Claims) -> list[Line]:
    """The lines, a dash that stands alone put before the line below it, whose bullet it is."""
    for at in range(len(lines) - 1):
        if lines[at].text == "-" and lines[at + 1].text:
            claims.take(lines[at], "bullet of a list")
            lines[at] = replace(lines[at], raw="")
            lines[at + 1] = replace(lines[at + 1], raw=f"• {lines[at + 1].text}")
    return lines


def with_newer_cue(line: Line) -> Line:
    """The line with its words for screen readers as the newer pages have them."""
    for cue, newer in CUES:
        if match := cue.match(line.text):
            return replace(line, raw=match.expand(newer) + line.text[match.end() :])
    return line


def take_points(lines: Sequence[Line], claims: Claims) -> list[str]:
    """Take the numbered points of the summary and the names of those who wrote the page."""
    points: list[str] = []
    below = False
    for line in lines:
        below = below or CUE.fullmatch(line.text) is not None
        names = PAGE_BYLINE.fullmatch(line.text) or (below and names_in(line.text))
        if names or CUE.fullmatch(line.text):
            claims.take(line, "furniture: page header")
        elif match := NUMBERED.fullmatch(line.text):
            claims.take(line, "summary point")
            points.append(match["text"])
    return points


def read_entry(
    lines: Sequence[Line], start: Start, end: int, ending: Ending, claims: Claims
) -> ParsedEntry:
    """The entry from its start to the place of the next one."""
    if start.time:
        above = POSTED.fullmatch(lines[start.first].text)
        claims.take(lines[start.first if above else start.body - 1], "time")
    claims.take(
        lines[start.first : start.body], "headline and label" if start.labels else "headline"
    )
    body = read_body(lines[start.body : end], start.headline, ending, claims)
    last = max(line.number for line in lines[start.first : end] if line.text)
    return ParsedEntry(
        headline=start.headline,
        time=start.time,
        labels=(*start.labels, *body.labels),
        bylines=tuple(one for byline in body.bylines for one in each_person(byline)),
        blocks=body.blocks,
        first_line=lines[start.first].number,
        last_line=min(last, body.last_line or last),
    )


def each_person(byline: Byline) -> list[Byline]:
    """The people of a byline such as "Ada Moreno and Jon Byrne", each with the role."""
    names = split_names(byline.name)
    if not all(map(is_name, names)):
        return [byline]
    return [Byline(name, byline.role) for name in names]


LAYOUTS = (
    Layout(
        name="bbc-numbered",
        source="bbc-news",
        zone="Europe/London",
        fit=fitting_unwrapped(fit_numbered),
        parse=parsing_unwrapped(parse_numbered),
    ),
    Layout(
        name="bbc-unnumbered",
        source="bbc-news",
        zone="Europe/London",
        fit=fitting_unwrapped(fit_bare),
        parse=parsing_unwrapped(parse_bare),
    ),
)

"""BBC live pages whose entries print "published at": "  1. Headlinepublished at 13:30 …".

The BBC re-rendered its live pages in 2024, old ones too, so this one layout holds for pages of
any year. Each entry's head prints the time twice, once for screen readers; some pages print it
once. The page leaves out the zone, the year or the whole date where the reader of that day knows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

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
from .bbc_body import FOOTER, read_body, take_caption
from .bbc_heads import fitting_whole_heads, parsing_whole_heads
from .bbc_rows import MEDIA_CAPTION, Ending, Rows
from .claims import Claims
from .printed import DATE, MONTHS
from .wrapping import fitting_unwrapped, parsing_unwrapped

STAMP = re.compile(
    r"^(?:(?P<number>\d{1,3})\.\s+)?(?P<head>.*?)\s*"
    r"published at (?P<clock>(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d))"
    rf"(?:\s+(?P<zone>[A-Z][A-Za-z]*(?: [A-Z][a-z]+)*))?(?:\s+{DATE})?\s*(?P<label>[A-Z][a-z]+)?$"
)
NUMBERED = re.compile(r"^\d{1,3}\.\s+(?P<text>\S.*)$")
NO_HEADLINE = "Post"
LABELS = {"analysis", "breaking", "explainer", "eyewitness", "key event", "bbc verify"}
LONGEST_LABEL = 40
PAGE_NUMBER = re.compile(r"^LIVE stream page (\d+)", re.IGNORECASE)
FURNITURE = re.compile(
    r"^(Summary|Live|Live Reporting|[\d.,]+ ?[kKmM]? viewing(?: this page)?"
    r"|All times stated are UK.*|Get involved|Edited by .+|Share page|About sharing"
    r"|Got a TV Licence\?|You need one to watch live TV .+|Find out more"
    r"|I don.t have a TV Licence\.?|Jump to content|Skip to content"
    r"|Related Video and Audio|Live (?:feed|updates)|Watch Live)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Head:
    """Where an entry starts, and what its head says. `body` is the index after the head."""

    first: int
    body: int
    headline: str | None
    time: PrintedTime
    labels: tuple[str, ...]


def stamp_in(text: str) -> re.Match[str] | None:
    """The stamp that a line bears; the pattern takes long to find none."""
    return STAMP.match(text) if "published at" in text else None


def fit(page: Page) -> Fit:
    """Nearly certain with two entry heads; a single one may be a quotation of such a page."""
    heads = (line for line in page.lines if (m := stamp_in(line.text)) and m["head"])
    first = list(islice(heads, 2))
    if not first:
        return NO_FIT
    why = f"“published at” and a clock behind the headline in line {first[0].number}"
    return Fit((0.8, 1.0)[len(first) - 1], why)


def parse(page: Page) -> ParsedLiveblog:
    """Take a BBC live page apart. Raises LayoutError where no line starts an entry."""
    claims = Claims()
    heads = find_heads(page.lines, claims)
    if not heads:
        raise LayoutError("no line of this page has a headline and “published at”", line=1)
    ends = [head.first for head in heads[1:]] + [len(page.lines)]
    entries = tuple(
        read_entry(page.lines, head, end, ending, claims)
        for head, end, ending in zip(
            heads,
            ends,
            find_endings(page.lines, [head.body for head in heads], ends),
            strict=True,
        )
    )
    liveblog = ParsedLiveblog(entries=entries, claims=claims.by_line)
    return read_header(page.lines[: heads[0].first], liveblog, claims)


def find_heads(lines: Sequence[Line], claims: Claims) -> list[Head]:
    heads: list[Head] = []
    floor = 0
    for index, line in enumerate(lines):
        if index < floor or not (stamp := stamp_in(line.text)):
            continue
        head = read_head(lines, index, stamp, floor, claims)
        if head:
            heads.append(head)
            floor = head.body
    return heads


def read_head(
    lines: Sequence[Line], index: int, stamp: re.Match[str], floor: int, claims: Claims
) -> Head | None:
    """The head whose time stands at `index`; None for a time without headline or number."""
    above = line_above(lines, index, floor)
    numbered = NUMBERED.match(lines[above].text) if above is not None else None
    headline: str | None = stamp["head"]
    first, labels = index, []
    if not stamp["number"] and numbered and above is not None:
        first = above
        if headline:
            labels.append(numbered["text"].lower())
        else:
            headline = numbered["text"]
    elif not stamp["number"] and above is not None and lines[above].text.lower() in LABELS:
        first = above
        labels.append(lines[above].text.lower())
    if not headline and not stamp["number"]:
        return None
    if stamp["label"]:
        labels.append(stamp["label"].lower())
    claims.take(lines[first:index], "label")
    claims.take(lines[index], "headline and time")
    body, more, time = read_below(lines, index + 1, printed_time(stamp), claims)
    return Head(
        first=first,
        body=body,
        headline=None if headline in ("", NO_HEADLINE) else headline,
        time=time,
        labels=tuple(dict.fromkeys(labels + more)),
    )


def line_above(lines: Sequence[Line], index: int, floor: int) -> int | None:
    """The index of the nearest line with text above, not before `floor`."""
    for above in range(index - 1, floor - 1, -1):
        if lines[above].text:
            return above
    return None


def read_below(
    lines: Sequence[Line], index: int, time: PrintedTime, claims: Claims
) -> tuple[int, list[str], PrintedTime]:
    """The labels and the second print of the time that stand right under an entry's head."""
    labels: list[str] = []
    read, again = index, second_print(lines, index, time)
    while index < len(lines):
        text = lines[index].text
        if index == again and (stamp := stamp_in(text)):
            time = filled(time, printed_time(stamp))
            claims.take(lines[index], "time, printed again")
        elif text and (index < again or text.lower() in LABELS.union(labels)):
            if text.lower() not in labels:
                labels.append(text.lower())
            claims.take(lines[index], "label")
        elif text:
            break
        index += 1
        read = index if text else read
    return read, labels, time


def second_print(lines: Sequence[Line], index: int, time: PrintedTime) -> int:
    """The index of the second print of an entry's time, with at most two labels above; else -1."""
    below = [(at, lines[at].text) for at in range(index, min(index + 6, len(lines)))]
    for at, text in [(at, text) for at, text in below if text][:3]:
        if stamp := stamp_in(text):
            own = not stamp["head"] and not stamp["number"]
            same = (int(stamp["hour"]), int(stamp["minute"])) == (time.hour, time.minute)
            return at if own and same else -1
        if NUMBERED.match(text) or len(text) > LONGEST_LABEL:
            return -1
    return -1


def printed_time(stamp: re.Match[str]) -> PrintedTime:
    text = stamp.string[stamp.start("clock") :]
    return PrintedTime(
        text=text.removesuffix(stamp["label"] or "").strip(),
        hour=int(stamp["hour"]),
        minute=int(stamp["minute"]),
        day=int(stamp["day"]) if stamp["day"] else None,
        month=MONTHS[stamp["month"].lower()] if stamp["month"] else None,
        year=int(stamp["year"]) if stamp["year"] else None,
        zone=stamp["zone"],
    )


def filled(time: PrintedTime, again: PrintedTime) -> PrintedTime:
    """The first print of a time, with what only the second one says."""
    if (time.hour, time.minute) != (again.hour, again.minute):
        return time
    return replace(
        time,
        day=time.day or again.day,
        month=time.month or again.month,
        year=time.year or again.year,
        zone=time.zone or again.zone,
    )


def find_endings(lines: Sequence[Line], bodies: Sequence[int], ends: Sequence[int]) -> list[Ending]:
    """How each entry ends, by the places of the first line of its body and of the next entry.

    A paragraph leaves a blank line behind it; a figure or a list at an entry's end does not.
    Where a dump has lost its blank lines, there or altogether, that tells nothing.
    """
    endings: list[Ending] = []
    for body, end in zip(bodies, ends, strict=True):
        below = lines[body:end]
        if end == len(lines):
            endings.append(Ending.PAGE)
        elif not below or not below[-1].text or all(line.text for line in below):
            endings.append(Ending.CLOSED)
        else:
            endings.append(Ending.OPEN)
    usual = endings.count(Ending.OPEN) > max(2, len(endings) / 2)
    return [Ending.CLOSED if usual and one is Ending.OPEN else one for one in endings]


def read_entry(
    lines: Sequence[Line], head: Head, end: int, ending: Ending, claims: Claims
) -> ParsedEntry:
    below = lines[head.body : end]
    body = read_body(below, head.headline, ending, claims)
    last = max(line.number for line in lines[head.first : end] if line.text)
    return ParsedEntry(
        headline=head.headline,
        time=head.time,
        labels=(*head.labels, *body.labels),
        bylines=body.bylines,
        blocks=body.blocks,
        first_line=lines[head.first].number,
        last_line=min(last, body.last_line or last),
    )


def read_header(lines: Sequence[Line], liveblog: ParsedLiveblog, claims: Claims) -> ParsedLiveblog:
    """Add what stands above the first entry: title, summary points and media, page number."""
    rows = Rows(lines, claims)
    found: dict[str, list[str]] = {"title": [], "standfirst": [], "point": [], "media": []}
    number: int | None = None
    below_summary = False
    while line := rows.peek():
        if match := PAGE_NUMBER.match(line.text):
            number = int(match[1])
            rows.take("page number")
        elif FURNITURE.match(line.text) or FOOTER.match(line.text):
            below_summary = below_summary or line.text == "Summary"
            rows.take("furniture: page header")
        elif line.text.startswith("•"):
            found["point"].append(rows.take("summary point").text.lstrip("• "))
        elif line.text.startswith(MEDIA_CAPTION):
            found["media"].append(take_caption(rows, MEDIA_CAPTION, "summary media") or "")
        elif below_summary:
            rows.skip()
        elif "Image source, " in line.text:
            rows.take("furniture: picture of the page")
        else:
            what = "standfirst" if found["title"] or len(line.text) > 200 else "title"
            found[what].append(rows.take(what).text)
    return replace(
        liveblog,
        title=next(iter(found["title"]), None),
        standfirst="\n\n".join(found["standfirst"]) or None,
        summary=tuple(found["point"]),
        summary_media=tuple(filter(None, found["media"])),
        page_number=number,
    )


LAYOUT = Layout(
    name="bbc-live",
    source="bbc-news",
    zone="Europe/London",
    fit=fitting_unwrapped(fitting_whole_heads(fit)),
    parse=parsing_unwrapped(parsing_whole_heads(parse)),
)

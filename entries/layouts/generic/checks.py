"""What tells a live page from a programme, a conversation, or an article with clocks in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from statistics import median

from ..base import Page, ParsedEntry, ParsedLiveblog
from ..blocks import text_of
from ..dates import read_day_line
from ..remembering import remembered
from ..sentences import ends_sentence
from ..stamped.pieces import AGE
from .shapes import LONGEST_TIME, stamp_of

FEWEST = 3
SHORTEST = 40  # characters under a clock that are more than a line of a programme
TOLD = 0.6  # of the entries have to tell something in sentences
TALK = 0.6  # of the entries begin with a speaker: then it is a conversation
LONGEST_TALK = 200  # characters
ABOVE = 0.5  # at most so much of the text may stand above the first entry
IN_ONE, LONG = 0.6, 2000  # share and characters of the text that may not stand under one clock
SPOKEN = 0.3  # of the entries have to end a sentence somewhere
TALKING = "they begin with who speaks, as in a conversation"
TEASERS = 0.5  # of the entries end with a link to the rest of a story: then it is a list of them
TEASER = re.compile(
    r"(?:^|\s|\W)(?:Continue reading|Keep reading|Read (?:more|on|full story))\W*$|(?:\.\.\.|…)$"
)
LONGEST_LINK = 30  # characters
LOST, FEWEST_LOST = 0.5, 2  # of the entries have their time in their text, and so many at least
AGED = re.compile(AGE)
MARKS = "([•*–—-| )]"  # around a time
RECORDED = "they count from nought, as in what was said in a recording"
SPEAKER = re.compile(r"<[^<>]{1,30}>|[^\s:]{1,20}(?: [^\s:]{1,20}){0,2}: ")


def what_lacks(liveblog: ParsedLiveblog) -> str:
    """Why a page is no live page, in words that go on "but ..."; empty where it may be one."""
    bodies = [text_of(None, entry.blocks) for entry in liveblog.entries]
    told = [body for body in bodies if tells(body)]
    if sum(map(is_teaser, bodies)) > TEASERS * len(bodies):
        return "most end with a link to the rest of a story, as in a list of articles"
    if is_recording(liveblog):
        return RECORDED
    if len(told) < FEWEST:
        return "fewer than three of them have text under them"
    if len(told) < TOLD * len(bodies):
        return "most have too little text under them, as in a programme or a timetable"
    if is_talk(bodies):
        return TALKING
    if above(liveblog) > ABOVE * (above(liveblog) + sum(map(len, bodies))):
        return "most of the text stands above the first"
    if max(map(len, bodies)) > max(LONG, IN_ONE * sum(map(len, bodies))):
        return "most of the text stands under one of them"
    return ""


def speaks_against(liveblog: ParsedLiveblog) -> str:
    """What makes a page no live page whose shape alone is one, in words that go on "but ..."."""
    clocked = [entry for entry in liveblog.entries if entry.time and entry.time.hour is not None]
    bodies = [text_of(None, entry.blocks) for entry in clocked]
    told = [text_of(entry.headline, entry.blocks) for entry in clocked]
    if sum(any(map(ends_sentence, text.split("\n"))) for text in told) < SPOKEN * len(told):
        return "hardly one tells anything in a sentence, as in a programme or a timetable"
    if is_recording(liveblog):
        return RECORDED
    return TALKING if bodies and is_talk(bodies) else ""


def is_recording(liveblog: ParsedLiveblog) -> bool:
    """Whether the clocks count the hours, minutes and seconds of a recording, from its start."""
    times = [entry.time for entry in liveblog.entries if entry.time]
    counted = bool(times) and all(time.second is not None for time in times)
    return counted and not liveblog.newest_first and (times[0].hour, times[0].minute) == (0, 0)


def is_teaser(body: str) -> bool:
    return TEASER.search(body, max(0, len(body) - LONGEST_LINK)) is not None


def tells(body: str) -> bool:
    return len(body) >= SHORTEST and any(ends_sentence(line) for line in body.split("\n"))


def is_talk(bodies: Sequence[str]) -> bool:
    """Whether most bodies begin with who speaks; the same words before all of them are a title."""
    speakers = [match[0] for body in bodies if (match := SPEAKER.match(body))]
    titled = len(speakers) > 2 and len(set(speakers)) == 1
    enough = len(speakers) >= TALK * len(bodies) and not titled
    return enough and median(map(len, bodies)) < LONGEST_TALK


def above(liveblog: ParsedLiveblog) -> int:
    return len(liveblog.standfirst or "")


def loses_times(liveblog: ParsedLiveblog) -> bool:
    """Whether many entries have no time, but print one in their headline or text."""
    lost = sum(loses_time(entry) for entry in liveblog.entries if entry.time is None)
    return lost >= max(FEWEST_LOST, LOST * len(liveblog.entries))


def loses_time(entry: ParsedEntry) -> bool:
    """Whether an entry opens with a time, or has a paragraph that is one and nothing else.

    What stands below a writer's name may be taken for the role.
    """
    texts = text_of(None, entry.blocks).split("\n\n")
    roles = [byline.role for byline in entry.bylines if byline.role]
    opens = any(map(opens_with_time, [entry.headline or "", texts[0]]))
    return opens or any(map(is_time, [*texts, *roles]))


def opens_with_time(text: str) -> bool:
    age = AGED.match(text.lstrip(MARKS))
    return stamp_of(text) is not None or age is not None and age[0][0].isdecimal()


def is_time(text: str) -> bool:
    """Whether a text is a clock, an age or a day, and nothing else."""
    if len(text) > LONGEST_TIME:
        return False
    stamp = stamp_of(text)
    if stamp:
        return not stamp.groupdict().get("rest")
    return bool(AGED.fullmatch(text.strip(MARKS)) or read_day_line(text))


@remembered
def may_lose_times(page: Page) -> bool:
    """A quick test that every page passes of which a reading can lose the times."""
    found = (line for line in page.text_lines if opens_with_time(line.text) or is_time(line.text))
    return len(list(islice(found, FEWEST_LOST))) == FEWEST_LOST

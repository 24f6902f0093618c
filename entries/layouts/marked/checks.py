"""What tells a marked page of live entries from an article, its comments, or a list of stories."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from ..base import Page, ParsedEntry, ParsedLiveblog
from ..blocks import Paragraph, Quote, text_of
from ..generic.checks import ABOVE, IN_ONE, LONG, TEASERS, above, is_teaser
from .starts import Starts, instant
from .times import FEWEST, FEWEST_CLOCKS

TOO_FEW = "too few of them have text under them"
TOLD = 0.5  # of the entries have to have text
ABOVE_LIVE = 0.8  # of the text may stand above the first entry of a page that says it is live
SHORT_HEAD = 300  # characters, which may stand there however short the entries are
HOURS_APART = 12 * 3600  # seconds: stories come so far apart, entries rarely
TEASER = 320  # characters: the longest that a list prints of a story
FULL = 0.25  # of the entries have to say more than a teaser, where nothing says that it is live
CLOCK = re.compile(r"\d[:.h]\d\d|\d ?[ap]\.?m\b|\bago\b|\bnow\b", re.IGNORECASE)
ROUND = 5  # minutes: a programme's clocks are multiples of it
LIVE = re.compile(
    r"\blive\b|live-?blog|newsblog|live-?ticker|\bticker\b|\bupdates?\b|as it happened|en direct"
    r"|\bdirect\b|minute[ -]by[ -]minute|en vivo|\bdirecto\b|\bdiretta\b|ao vivo|news-?blog",
    re.IGNORECASE,
)


def what_lacks(page: Page, liveblog: ParsedLiveblog, starts: Starts) -> str:
    """Why a page is none of live entries, in words that go on "but ..."; empty where it may be."""
    entries = liveblog.entries
    fewest = FEWEST if starts.by_instants else FEWEST_CLOCKS
    bodies = [text_of(None, entry.blocks) for entry in entries]
    have_text = sum(map(bool, bodies))
    if len(entries) < fewest or have_text < FEWEST or have_text < TOLD * len(entries):
        return TOO_FEW
    live = is_said_live(page, liveblog)
    most = ABOVE_LIVE if live else ABOVE
    if above(liveblog) > max(SHORT_HEAD, most * (above(liveblog) + sum(map(len, bodies)))):
        return "most of the text stands above the first"
    if live:
        return ""
    if max(map(len, bodies)) > max(LONG, IN_ONE * sum(map(len, bodies))):
        return "most of the text stands under one of them"
    return listed(entries, starts)


def is_said_live(page: Page, liveblog: ParsedLiveblog) -> bool:
    """Whether the page's title, address or standfirst says that it is live, or was."""
    said = (page.url, page.title, liveblog.title, liveblog.standfirst)
    return any(LIVE.search(text[:LONG]) for text in said if text)


def listed(entries: Sequence[ParsedEntry], starts: Starts) -> str:
    """Whether the entries are rather those of a list of stories, or of a programme."""
    linked = sum(is_teaser(text_of(None, entry.blocks)) for entry in entries)
    if linked > TEASERS * len(entries):
        return "most end with a link to the rest of a story, as in a list"
    if not starts.by_instants:
        minutes = [entry.time.minute for entry in entries if entry.time]
        on_round = all(minute is not None and minute % ROUND == 0 for minute in minutes)
        return "their clocks are those of a programme" if on_round else ""
    moments = [instant(time) for time in starts.times]
    gaps = [abs(one - other) for one, other in zip(moments, moments[1:], strict=False)]
    if median(gaps) > HOURS_APART:
        return "they come too far apart, as stories in a list do"
    full = sum(map(is_full, entries))
    clocks = sum(bool(CLOCK.search(time.time.text)) for time in starts.times)
    if full < FULL * len(entries) and not (full and clocks == len(entries)):
        return "they say no more than a list of stories does"
    return ""


def is_full(entry: ParsedEntry) -> bool:
    """Whether an entry says more than the teaser of a story."""
    texts = [block for block in entry.blocks if isinstance(block, Paragraph | Quote)]
    return len(entry.blocks) > 1 and bool(texts) or len(text_of(None, entry.blocks)) > TEASER

"""Live pages of American newsrooms that print a time, a date or an age with each entry."""

from __future__ import annotations

import re
from dataclasses import replace

from ..dates import MONTH_FIRST, WEEKDAY
from ..furniture import rules
from .description import Stamped
from .engine import layout_of
from .inline_headlines import CLOCK_HEADLINE, NOTHING
from .pieces import AGE, CLOCK_12, ZONE, or_else, pattern

EASTERN = "America/New_York"
# "Feb 28, 2022"; the year may be left out, and stick to the clock behind it.
DAY = rf"(?i:(?:(?:{WEEKDAY}),?\.? )?{MONTH_FIRST})"
NAMES = r"[A-Z][^\d!?:;]{2,100}?"
SURNAMES = r"[A-Z][\w'’-]+(?:(?:,| and|,? &) [A-Z][\w'’-]+){0,3}"
HELPED = r"(?: contributed to this (?:report|article|post)\.?)?"


def signature(outlet: str) -> re.Pattern[str]:
    """A line that says who wrote the entry above, with the newsroom's name or without."""
    return re.compile(rf"^[—–-]{{1,2}} ?(?:{outlet} ?)?(?P<name>{NAMES}){HELPED}$")


ABC = Stamped(
    name="abcus-month-day-time",
    source="abc-news",
    zone=EASTERN,
    stamp=pattern(DAY, r"(?:,| at)? ", CLOCK_12, rf"(?: {ZONE})?(?: (?P<rest>\S.*))?"),
    cue=pattern(
        r"[A-Z][a-z]{2,8}\.? \d{1,2},(?: 20\d\d,)? \d{1,2}:\d\d [apAP][mM](?: E[SD]?T)?(?: .*)?"
    ),
    words=("am", "pm", "AM", "PM"),
    sure=0.85,
    fewest=2,
    hints=re.compile(r"\bABC (?:News|Audio)\b|abcnews"),
    rest="headline",
    below=("headline", "byline"),
    foot=(signature(r"ABC News['’]s?"), re.compile(rf"^ABC News['’]s? (?P<name>{NAMES}){HELPED}$")),
)
# In 2020 it set "9:07 a.m.: Ferries stop", in its radio stations' words too.
ABC_CLOCK = replace(
    CLOCK_HEADLINE,
    name="abcus-clock-headline",
    source="abc-news",
    zone=EASTERN,
    sure=0.9,
    fewest=2,
    hints=re.compile(
        r"\bABC (?:News|Audio)\b|abcnews|[Hh]ow the (?:news|story) (?:is developing|developed)"
    ),
    marks=NOTHING,
    foot=ABC.foot,
)
CNBC = Stamped(
    name="cnbc-weekday-date-zone",
    source="cnbc",
    zone=EASTERN,
    stamp=pattern(rf"(?:{AGE}|Moments Ago|{DAY},? ?{CLOCK_12} {ZONE})"),
    cue=pattern(
        r"[A-Z][a-z]{2}, [A-Z][a-z]{2} \d{1,2} 20\d\d ?\d{1,2}:\d\d [AP]M [A-Z]{1,4}T"
        r"|(?:An?|\d{1,2}) (?:Hour|Minute|Min|Day)s? Ago"
    ),
    words=("T\n", "UTC\n", "Ago\n"),
    sure=0.95,
    fewest=2,
    hints=re.compile(r"\bcnbc\b|\bCNBC\b"),
    below=("headline",),
    foot=(signature(r"CNBC['’]s?"), re.compile(rf"(?<=\S) (?:[—–]|--) ?(?P<name>{NAMES})$")),
)
# Copies print "An hour ago" with small letters, as others do too, but few sign each entry below.
CNBC_AGO = replace(
    CNBC,
    name="cnbc-ago-headline",
    stamp=pattern(AGE),
    cue=None,
    words=("ago\n", "ow\n"),
    sure=0.75,
    hints=None,
    marks=re.compile(rf"[—–] ?(?:CNBC['’]s? ?)?{NAMES}{HELPED}"),
)
# In the first half of 2020: "8:30 am: Ferries stop", signed with surnames alone.
CNBC_CLOCK = replace(
    CLOCK_HEADLINE,
    name="cnbc-clock-headline",
    source="cnbc",
    zone=EASTERN,
    sure=0.9,
    fewest=2,
    hints=re.compile(r"\bcnbc\b|\bCNBC\b|This is a live blog\. Please check back"),
    marks=NOTHING,
    foot=(re.compile(rf"(?:^|(?<=\S) )[—–] ?(?P<surnames>{SURNAMES})$"), *CNBC.foot),
)
NBC = Stamped(
    name="nbc-ago-clock",
    source="nbc-news",
    zone=EASTERN,
    stamp=pattern(AGE, rf" ?/ ?(?:{DAY},? )?", CLOCK_12, rf"(?: {ZONE})?"),
    words=("ago /", "ago/", "now /"),
    sure=0.95,
    fewest=2,
    hints=re.compile(r"\bNBC News\b|nbcnews"),
    below=("headline", "byline"),
    furniture=rules((r"Share this\W*|(?:SHARE|Share) (?:&|and) save.{0,20}", "share links")),
)
CNN = Stamped(
    name="cnn-relative",
    source="cnn",
    zone=EASTERN,
    stamp=pattern(rf"(?:\d+ New Updates? ?)?(?:{AGE}|{CLOCK_12} {ZONE}, {DAY})"),
    words=("ago\n", "ow\n", "T, "),
    marks=re.compile(
        r"(?:\w+ )?(?:[Ff]rom|[Bb]y) CNN\b.*|CNN['’]s? .{1,100}"
        r"|\d{1,2}:\d\d [ap]\.m\. E[SD]?T, [A-Z][a-z]+ \d{1,2}, 20\d\d"
    ),
    sure=0.89,
    fewest=2,
    hints=re.compile(r"cnn\.com|^By .{1,150}, CNN$|^Follow CNN$"),
    below=("headline", "byline"),
)
NPR = Stamped(
    name="npr-posted",
    source="npr",
    zone=EASTERN,
    stamp=pattern("Posted ", DAY, ",? at ", CLOCK_12, rf"(?: {ZONE})?"),
    words=("Posted ",),
    sure=0.95,
    fewest=2,
    hints=re.compile(r"\bNPR\b|npr\.org"),
    above=("label", "headline"),
    below=("byline",),
    furniture=rules((r"Updated [A-Z][a-z]+ \d{1,2}, 20\d\d.{0,30}", "time of the last change")),
)
# A post of a reporter in 2020 has lost its age, and has the words of the picture instead.
HEADSHOT = r"(?P<name>[A-Z][^\d|:;!?()]{2,60}) headshot"
NEW_YORK_TIMES = Stamped(
    name="nyt-byline-date-doubled",
    source="new-york-times",
    zone=EASTERN,
    stamp=pattern(rf"(?:{DAY},? {CLOCK_12} {ZONE}(?:{or_else(DAY)})?|{HEADSHOT})"),
    cue=pattern(
        r"[A-Z][a-z]{2,8}\.? \d{1,2}, 20\d\d, \d{1,2}(?::\d\d)? [ap]\.m\. E[SD]?T.*",
        rf"|{HEADSHOT}.*",
    ),
    words=(".m. E",),
    again=pattern(DAY, rf"(?:,? {CLOCK_12} {ZONE})?"),
    sure=0.9,
    fewest=2,
    hints=re.compile(r"New York Times|nytimes"),
    above=("label", "byline"),
    below=("byline", "perhaps headline", "byline"),
    furniture=rules(
        (r"See .{3,40} results", "link"),
        (r"transcript|Video|Slideshow|Back|bars|\d{1,2}:\d\d/\d{1,2}:\d\d", "video player"),
    ),
)
VOA = Stamped(
    name="voa-clock-colon",
    source="voa",
    zone=EASTERN,
    stamp=pattern(CLOCK_12, r" ?(?::(?: ?(?P<rest>\S.*))?|[—–-]{1,2} ?(?P<rest_2>\S.*))"),
    cue=pattern(r"\d{1,2}(?::\d\d)? [ap]\.m\.: .*"),
    words=(".m.: ",),
    sure=0.85,
    hints=re.compile(r"\bVOA\b|voanews|Voice of America"),
    strays=True,
)
DESCRIPTIONS = (ABC, ABC_CLOCK, CNBC, CNBC_AGO, CNBC_CLOCK, NBC, CNN, NPR, NEW_YORK_TIMES, VOA)
LAYOUTS = tuple(map(layout_of, DESCRIPTIONS))

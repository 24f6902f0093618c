"""Live pages of British and Irish newsrooms that print a time with each entry."""

from __future__ import annotations

import re
from dataclasses import replace

from ..base import Fit, Layout, Page
from ..furniture import rules
from .description import Stamped
from .engine import layout_of
from .pieces import (
    AGE,
    ANY_DAY,
    CLOCK_12,
    CLOCK_12_OR_SLIP,
    CLOCK_24,
    HALF,
    HOUR_24,
    MINUTE,
    NAME,
    ZONE,
    or_else,
    pattern,
)

LONDON = "Europe/London"
GUARDIAN = re.compile(r"[Gg]uardian\b|Photograph: ")
# Of two words at least, or several such: a place in a timetable has one.
FULL_NAME = r"(?P<name>[^\W\d_][^\d|:;!?()]{0,40} [^\d|:;!?()]{1,80})"
BLOCK_TIME = Stamped(
    name="guardian-block-time",
    source="guardian",
    zone=LONDON,
    stamp=pattern(
        rf"(?:Block-time published-time )?(?:{AGE} ?)?"
        rf"(?:{CLOCK_12}|(?P<hour_2>2[0-3]|[01]?\d)[.:](?P<minute_2>[0-5]\d)) {ZONE}"
        r"(?: ?(?:2[0-3]|[01]\d):[0-5]\d)?"
    ),
    cue=pattern(
        rf"(?:Block-time published-time )?(?:{AGE} ?)?"
        rf"\d{{1,2}}\.\d\d ?(?:[ap]m)? {ZONE}(?: ?\d\d:\d\d)?"
    ),
    words=("GMT", "UTC", "ST", "DT", "T\n", "T 1", "T 2", "T 0"),
    lead=pattern(AGE),
    again=pattern(CLOCK_24),
    sure=0.9,
    fewest=2,
    hints=GUARDIAN,
    below=("perhaps headline", "byline"),
)
DOUBLED = replace(
    BLOCK_TIME,
    name="guardian-block-time-doubled",
    cue=pattern(rf"\d{{1,2}}\.\d\d ?[ap]m {ZONE} ?\d\d:\d\d"),
    sure=0.95,
)
RUN_ON = replace(
    BLOCK_TIME,
    name="guardian-run-on",
    stamp=pattern(rf"{CLOCK_12}(?: {ZONE}(?: ?(?:2[0-3]|[01]\d):[0-5]\d)?(?!:)|:) ?(?P<rest>.*)"),
    cue=pattern(rf"\d{{1,2}}\.\d\d ?[ap]m(?: {ZONE} ?[^:\s]|: ?\S).*"),
    words=(),
    again=None,
    lead=None,
    below=(),
    sure=0.85,
    strays=True,
    # With its zone, or as in 2011 with a colon.
    apart=re.compile(
        r"\d\d?(?:[.:]\d\d ?[ap]m (?:GMT|BST|A[EW]?[SD]T|E[SD]T)\b(?!\))|\.\d\d[ap]m: )"
    ),
)
# The same time where the story is: "(9.50am local time)", "/10.41am Cairo".
ELSEWHERE = r"(?: ?\([^():]{1,40}\)| ?/ ?\d{1,2}(?:\.\d\d)?[ap]m [A-Za-z ]{1,30})?"
INLINE = Stamped(
    name="guardian-2011-inline",
    source="guardian",
    zone=LONDON,
    stamp=pattern(CLOCK_12_OR_SLIP, rf"(?: {ZONE})?", ELSEWHERE, r" ?[:-] ?(?P<rest>.*)"),
    cue=pattern(r"\d{1,2}(?:\.\d\d)?[ap]m(?: [A-Z]{3,4})?", ELSEWHERE, ": ?.*"),
    words=("am", "pm", "AM", "PM"),
    sure=0.65,
    hints=GUARDIAN,
    strays=True,
)
TELEGRAPH_2014 = Stamped(
    name="dot-clock-headline",
    source="telegraph",
    zone=LONDON,
    stamp=pattern(
        r"(?P<hour>2[0-3]|[01]\d)\.", MINUTE, r"(?:(?: ?[-–—] ?(?!\d)| )(?P<rest>\S.*))?"
    ),
    sure=0.65,
    hints=re.compile(r"[Tt]elegraph"),
    rest="perhaps headline",
    strays=True,
)
TELEGRAPH_2022 = Stamped(
    name="clock-line-headline",
    source="telegraph",
    zone=LONDON,
    stamp=pattern(r"(?P<hour>1[0-2]|0?\d):", MINUTE, HALF),
    cue=pattern(r"(?:1[0-2]|0?\d):[0-5]\d ?[AaPp][Mm]"),
    words=("m\n", "M\n"),
    sure=0.65,
    hints=re.compile(r"[Tt]elegraph"),
    below=("headline", "byline"),
)
EXPRESS = Stamped(
    name="clock-update-headline",
    source="daily-express",
    zone=LONDON,
    stamp=pattern(CLOCK_12, r" [Uu]pdate ?[:-] ?(?P<rest>\S.*)"),
    words=(" update", " Update"),
    sure=0.9,
    fewest=2,
    hints=re.compile(r"[Ee]xpress"),
    rest="headline",
    furniture=rules(
        (r"Invalid email|We use your sign-?up .*|You can unsubscribe .*", "subscriptions"),
    ),
)
INDEPENDENT = Stamped(
    name="headline-clock-byline",
    source="independent",
    zone=LONDON,
    stamp=pattern(rf"(?:{ANY_DAY},? )?", CLOCK_24, rf"(?: ?, ?{FULL_NAME})?"),
    cue=pattern(rf"(?:{ANY_DAY},? )?\d\d:\d\d ?, ?\D+ \D+"),
    sure=0.9,
    fewest=2,
    hints=re.compile(r"[Ii]ndependent|yahoo"),
    above=("headline",),
)
UNIX_SECONDS = Stamped(
    name="unix-seconds",
    source="independent",
    zone=LONDON,
    stamp=pattern(
        r"(?:Show latest update )?(?P<epoch>1\d{9})(?: ?(?P<rest>[^\W\d_].*|[“‘\"'].*))?"
    ),
    sure=0.95,
    fewest=2,
    hints=re.compile(r"[Ii]ndependent"),
    rest="headline",
    below=("headline",),
    foot=(
        re.compile(
            r"^(?P<name>[^\W\d_][^\d:;!?]{2,60}?) ?(?P<day>\d{1,2}) (?P<month>[A-Z][a-z]{2,8})"
            r" (?P<year>20\d\d)(?: \d\d:\d\d)?$"
        ),
    ),
    furniture=rules((r"\d{1,2} [A-Z][a-z]{2,8} 20\d\d \d\d:\d\d", "time, printed again")),
)
IRISH_TIMES = Stamped(
    name="irishtimes-bullet-clock",
    source="irish-times",
    zone="Europe/Dublin",
    # In copies the bullet is a dash on a line of its own, or the text sticks to the clock.
    stamp=pattern(r"(?:[•*·] ?)?", HOUR_24, ":", MINUTE, r"(?P<rest>[^\W\d_]{2}.*)?"),
    cue=pattern(r"(?:[•*·] ?|- )\d{1,2}:\d\d"),
    lead=pattern("-"),
    led=True,
    words=(":0", ":1", ":2", ":3", ":4", ":5"),
    sure=0.9,
    hints=re.compile(r"[Ii]rish ?[Tt]imes"),
)
# A colon, a dash or neither, and nothing that would make it another newsroom's clock or a span.
LOOSE = (
    r"(?:: ?| ?[-–—] | )"
    r"(?![aApP]\.? ?[mM]\b|Uhr\b|[A-Z]{1,4}T\b|UTC\b|update\b|\d{1,2}[:.]\d\d)"
    r"(?P<rest>[^\W_].*|[“‘\"'@#$£€(].*)"
)
NEW_STATESMAN = Stamped(
    name="clock-inline-loose-colon",
    source="new-statesman",
    zone=LONDON,
    stamp=pattern(r"(?P<hour>2[0-3]|[01]?\d)(?:: ?|\.(?=\d\d:))", MINUTE, LOOSE),
    cue=pattern(r"(?:2[0-3]|[01]?\d)[:.] ?[0-5]\d", LOOSE),
    sure=0.6,
    hints=re.compile(r"[Ss]tatesman"),
    furniture=rules((r"Subscribe .{0,100}", "advertising")),
    strays=True,
)
# The Spectator's Coffee House in 2010: "1346, PH: ...", who wrote it by the initials.
SPECTATOR = Stamped(
    name="hhmm-initials",
    source="spectator",
    zone=LONDON,
    stamp=pattern(
        r"(?P<hour>2[0-3]|[01]\d)[.:]?",
        MINUTE,
        r", (?:(?P<label>UPDATE)|(?P<name>[A-Z]{2,3})): ?(?P<rest>\S.*)",
    ),
    sure=0.75,
    fewest=2,
    hints=re.compile(r"[Ss]pectator|Coffee House"),
    furniture=rules((r"Get Britain.s best .{0,80}|Register to get .{0,150}", "subscriptions")),
)
# Copies of the BBC's pages up to 2011 that run on in one line: "... 2330 Ada Moreno says ...".
# The clock comes first in the pattern, which makes it quick, and what stands before it second.
BBC_HHMM = re.compile(
    r"[0-2]\d(?<!2[^0-3])[0-5]\d(?:(?<=^.{4})|(?<=[.!?\"”’')] .{4}))(?::? )(?=[A-Z“‘\"'])"
)
BBC_RUN_ON = Stamped(
    name="bbc-run-on",
    source="bbc-news",
    zone=LONDON,
    stamp=pattern(r"(?P<hour>2[0-3]|[01]\d)", MINUTE, r":? (?P<rest>[A-Z“‘\"'].*)"),
    sure=0.75,
    hints=re.compile(r"\bBBC\b|\bbbc\b"),
    strays=True,
    apart=BBC_HHMM,
)
SKY = Stamped(
    name="sky-ago-clock-headline",
    source="sky-news",
    zone=LONDON,
    stamp=pattern(rf"(?:{AGE} ?)?", CLOCK_24, r"(?::(?P<second>[0-5]\d))?"),
    cue=pattern(AGE, " ?", CLOCK_24, r"(?::[0-5]\d)?"),
    words=("ago", "Ago", "AGO", "ow"),
    lead=pattern(AGE),
    led=True,
    sure=0.9,
    fewest=2,
    hints=re.compile(r"Sky News|news\.sky"),
    below=("headline", "byline"),
    # Small letters alone, or a place that a menu of the page leads to.
    furniture=rules((r"[a-z]{3,20}|(?-i:[a-z]{3,20} [a-z]{3,20})", "advertising")),
)
THE_SUN = Stamped(
    name="glued-byline-ago-date-label",
    source="the-sun",
    zone=LONDON,
    stamp=pattern(
        "(?:[-•] )?(?:[^|]{2,60}['’]s avatar ?)?",  # the words of a picture of the writer
        NAME,
        AGE,
        r" ?(?P<day>\d{1,2})(?:st|nd|rd|th) (?P<month>[A-Z][a-z]{2,8}) (?P<year>20\d\d)",
        r" ?(?P<rest>.*)",
    ),
    words=("ago", "now"),
    sure=0.95,
    fewest=2,
    hints=re.compile(r"[Tt]he[- ]?[Ss]un\b"),
    rest="label and body",
    below=("headline in capitals",),
    furniture=rules((r"\d{1,2}", "number of a picture")),
)
DESCRIPTIONS = (
    *(BLOCK_TIME, DOUBLED, RUN_ON, INLINE, TELEGRAPH_2014, TELEGRAPH_2022, EXPRESS, INDEPENDENT),
    *(UNIX_SECONDS, IRISH_TIMES, NEW_STATESMAN, SPECTATOR, BBC_RUN_ON, SKY, THE_SUN),
)
# An archive of changes prints two versions beside one another, of which a copy keeps no border.
BOTH = 2
TWO_COLUMNS = pattern(rf"{CLOCK_12} {ZONE} {or_else(CLOCK_12)} {or_else(ZONE)}")


def unless_columns_ran_together(layout: Layout) -> Layout:
    """The layout, that no page fits of which each line mixes those of two versions."""

    def fit(page: Page) -> Fit:
        found = layout.fit(page)
        if not found.score:
            return found
        if sum(1 for line in page.lines if TWO_COLUMNS.fullmatch(line.text)) < BOTH:
            return found
        return Fit(0.1, "the lines of two versions run together in one")

    return replace(layout, fit=fit)


LAYOUTS = tuple(unless_columns_ran_together(layout_of(each)) for each in DESCRIPTIONS)

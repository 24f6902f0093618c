"""Live pages of newsrooms beyond Europe and America that print a time or an age with each entry."""

from __future__ import annotations

import re
from dataclasses import replace

from ..dates import MONTH_FIRST
from ..furniture import rules
from .description import Stamped
from .engine import layout_of
from .pieces import (
    AGE,
    ANY_DAY,
    CLOCK_12,
    CLOCK_24,
    ENDS_12,
    HALF,
    MINUTE,
    ZONE,
    or_else,
    pattern,
)

EA_WORLDVIEW = Stamped(
    name="hhmm-zone-inline",
    source="ea-worldview",
    zone="UTC",
    stamp=pattern(
        r"(?P<hour>[01]\d|2[0-3])", MINUTE, r" (?P<zone>GMT|UTC|BST) ?[:.-] ?(?P<rest>\S.*)"
    ),
    words=("GMT", "UTC", "BST"),
    sure=0.9,
    fewest=2,
    furniture=rules((r"Click to read more\W*", "link")),
    hints=re.compile(r"\bEA\b|[Ee][Aa] ?[Ww]orld ?[Vv]iew|enduringamerica"),
    sorted=False,
)
# TRT sets a dash there: "1917 GMT — Ferries stop", with the text below.
TRT = replace(
    EA_WORLDVIEW,
    name="hhmm-zone-dash",
    source="trt-world",
    stamp=pattern(r"(?P<hour>[01]\d|2[0-3])", MINUTE, r" (?P<zone>GMT|UTC) ?[—–] ?(?P<rest>\S.*)"),
    hints=re.compile(r"\bTRT\b|trt"),
    rest="perhaps headline",
    furniture=rules(
        (r"(?:Read|Watch) more(?: here)?|Read here.*|More updates\W*", "link"),
        (r"Related (?=.*[a-z]).{10,200}", "related story"),
    ),
)
# Its blogs of 2011 told the clock of the country that they were about: Egypt, Libya and Syria,
# two hours before Greenwich that year.
AL_JAZEERA_LABEL = Stamped(
    name="timestamp-label",
    source="al-jazeera",
    zone="Africa/Tripoli",
    stamp=pattern(r"(?:[•*] ?)?(?:Timestamp: ?)?", CLOCK_12),
    cue=pattern(r"(?:[•*] ?)?Timestamp: ?.*"),
    lead=pattern(r"(?:[•*] ?)?Timestamp:"),
    led=True,
    sure=0.95,
    fewest=2,
    hints=re.compile(r"[Aa]l ?[Jj]azeera"),
)
AL_JAZEERA_INLINE = Stamped(
    name="clock-ampm-inline",
    source="al-jazeera",
    zone="Africa/Tripoli",
    stamp=pattern(CLOCK_12, r" ?[:–-]? ?(?P<rest>[^\W\d_].*|[\"“‘'@#$].*)"),
    cue=pattern(r"\d{1,2}[:.]\d\d ?[ap]m\b(?! ?:).*|\d{1,2}:\d\d ?[ap]m ?:.*"),
    words=("am", "pm"),
    sure=0.66,
    hints=re.compile(r"[Aa]l ?[Jj]azeera"),
    strays=True,
)
AL_JAZEERA_AGO = Stamped(
    name="aljazeera-ago-clock",
    source="al-jazeera",
    zone="UTC",
    stamp=pattern(rf"(?:(?:{AGE}|{ANY_DAY}(?: ?-? ?\d\d:\d\d)?) ?)?\(", CLOCK_24, rf" {ZONE}\)"),
    words=("T)\n", "UTC)\n"),
    lead=pattern(rf"(?:{AGE}|{ANY_DAY}(?: ?-? ?{CLOCK_24})?)"),
    sure=0.9,
    fewest=2,
    hints=re.compile(r"[Aa]l ?[Jj]azeera"),
    below=("headline", "byline"),
)
# A copy in one line: "20m ago (08:53 GMT)The headlineThe text.Click here to share ...".
AL_JAZEERA_GLUED = replace(
    AL_JAZEERA_AGO,
    name="aljazeera-ago-clock-glued",
    stamp=pattern(r"(?:[•*-] )?", AGE, r" ?\(", CLOCK_24, rf" {ZONE}\) ?(?P<rest>\S.*)"),
    words=("T)",),
    lead=None,
    rest="headline and body",
    below=(),
)
SCROLL = Stamped(
    name="scroll-dot-clock-inline",
    source="scroll-in",
    zone="Asia/Kolkata",
    stamp=pattern(CLOCK_12, r" ?: ?(?P<rest>\S.*)"),
    cue=pattern(r"\d{1,2}\.\d\d [ap]m ?: ?.*"),
    words=(" am:", " pm:", " am :", " pm :"),
    sure=0.7,
    hints=re.compile(r"[Ss]croll"),
    furniture=rules((r"Play|Get the app\b.{0,60}", "buttons")),
    strays=True,
)
# "4:05 pm, Ada Moreno": its writers' own pages.
SCROLL_NAMED = Stamped(
    name="scroll-clock-comma-name",
    source="scroll-in",
    zone="Asia/Kolkata",
    stamp=pattern(CLOCK_12, r", (?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3})"),
    words=("am, ", "pm, ", "m., ", "AM, ", "PM, "),
    sure=0.85,
    fewest=2,
    hints=re.compile(r"[Ss]croll"),
)
# "Punjab | 11:45 am": the clocks of its election days.
HINDU_SECTION = Stamped(
    name="section-bar-clock",
    source="the-hindu",
    zone="Asia/Kolkata",
    stamp=pattern(
        r"(?!Posted|Published|Updated)(?P<label>[A-Z][\w .,&'’-]{2,40}) \| "
        r"(?P<hour>2[0-3]|[01]?\d)[:.]",
        MINUTE,
        rf"(?:{HALF})?",
    ),
    words=(" | ",),
    sure=0.85,
    fewest=2,
    hints=re.compile(r"thehindu\.|The Hindu\b"),
    below=("headline", "byline"),
)
TIMES_OF_INDIA = Stamped(
    name="clock-ist-headline",
    source="times-of-india",
    zone="Asia/Kolkata",
    stamp=pattern(
        r"(?:[•*] ?)?(?:",
        CLOCK_24,
        rf"(?: ?[ap]m)? ?\((?P<zone>IST)\)(?: ?{ANY_DAY})?(?: ?[-–|:]? ?(?P<rest>\S.*))?",
        rf"|{or_else(CLOCK_12)} (?P<zone_9>IST))",
    ),
    words=("IST",),
    sure=0.68,
    fewest=2,
    hints=re.compile(r"\bTOI\b|[Tt]imes ?of ?[Ii]ndia"),
    rest="perhaps headline",
    below=("perhaps headline",),
)
# "2h ago2 hours agoThu 24 Feb 2022 at 6:10am": the age short and long, and the full time.
ABC_AUSTRALIA = Stamped(
    name="abcau-weekday-date-at",
    source="abc-australia",
    zone="Australia/Sydney",
    stamp=pattern(
        rf"(?:{AGE} ?)?(?:{or_else(AGE)} ?)?",
        rf"{ANY_DAY},? at {CLOCK_12}(?: ?{or_else(ANY_DAY)},? at {or_else(CLOCK_12)})?",
    ),
    words=ENDS_12,
    lead=pattern(AGE),
    sure=0.9,
    fewest=2,
    hints=re.compile(r"\bABC\b|abc\.net\.au"),
    above=("label",),
    below=("headline", "byline"),
)
NEWSHUB = Stamped(
    name="clock-rule",
    source="newshub",
    zone="Pacific/Auckland",
    stamp=pattern(CLOCK_12, r"(?: ?[–-] ?(?P<rest>\S.*))?"),
    words=("am", "pm", ".m.", "AM", "PM"),
    marks=pattern(r"[-–—_]{3,}"),
    sure=0.9,
    fewest=2,
    hints=re.compile(r"[Nn]ewshub"),
)
MIDDLE_EAST_EYE = Stamped(
    name="ago-only",
    source="middle-east-eye",
    zone="Europe/London",
    stamp=pattern(AGE),
    words=("ago\n", "Ago\n", "ow\n"),
    sure=0.56,
    hints=re.compile(r"Middle East Eye|middleeasteye|\bMEE\b"),
    below=("headline", "byline"),
)
DEUTSCHE_WELLE = Stamped(
    name="dw-ago-permalink",
    source="deutsche-welle",
    zone="Europe/Berlin",
    stamp=pattern(
        rf"{AGE} ?(?:{or_else(AGE)})?", rf"|(?:\d\d/\d\d/20\d\d)?(?i:{MONTH_FIRST})(?<=\d{{4}})"
    ),
    marks=pattern(r"https?://p\.dw\.com/\S+|Skip next section .*"),
    sure=0.9,
    hints=re.compile(r"dw\.com|^Deutsche Welle"),
    below=("headline",),
    furniture=rules(
        (r"Skip next section .{0,200}", "link to the next entry"),
        (r"[a-z]{2,5}(?:[/, ]+[a-z]{2,5}){0,6} \([A-Za-z, ;]{2,60}\)", "credits of the entry"),
    ),
)
DESCRIPTIONS = (
    *(EA_WORLDVIEW, TRT, AL_JAZEERA_LABEL, AL_JAZEERA_INLINE, AL_JAZEERA_AGO, SCROLL, SCROLL_NAMED),
    *(AL_JAZEERA_GLUED, HINDU_SECTION, TIMES_OF_INDIA),
    *(ABC_AUSTRALIA, NEWSHUB, MIDDLE_EAST_EYE, DEUTSCHE_WELLE),
)
LAYOUTS = tuple(map(layout_of, DESCRIPTIONS))

"""Live pages of newsrooms of continental Europe that print a time with each entry."""

from __future__ import annotations

import re
from dataclasses import replace

from ..dates import MONTH_FIRST, NUMBERS
from ..furniture import rules
from .description import Stamped
from .engine import layout_of
from .pieces import (
    ANY_DAY,
    CLOCK_12,
    CLOCK_24,
    HALF,
    HOUR_24,
    MINUTE,
    NAME,
    ZONE,
    or_else,
    pattern,
)

BERLIN = "Europe/Berlin"

# Many newsrooms print "13:28" alone on a line, so only the words of a page tell that it is French.
FRENCH_LINE = Stamped(
    name="french-clock-line",
    source=None,
    zone="Europe/Paris",
    stamp=pattern(r"(?P<hour>2[0-3]|[01]?\d)[:h]", MINUTE, rf"(?:{HALF})?"),
    cue=pattern(r"(?:2[0-3]|[01]\d)[:h][0-5]\d(?: [ap]\.m)?"),
    sure=0.58,
    hints=re.compile(r"\.fr/|\blemonde\b|[Ff]ranceinfo|\bLibération\b|\bFigaro\b"),
    marks=pattern(
        r".*\b(?:une|des|du|les|est|sont|dans|avec|sur|selon|après|été|qui|pas)\b.*",
    ),
    below=("headline", "byline"),
)
# Translated by machine, such a page prints "12:59 p.m" between the others.
FRENCH_TRANSLATED = replace(
    FRENCH_LINE,
    name="french-clock-line-translated",
    sure=0.6,
    hints=None,
    marks=pattern(r"\d{1,2}:\d\d [ap]\.m"),
)
FRENCH_HOURS = Stamped(
    name="french-h-colon",
    source="franceinfo",
    zone="Europe/Paris",
    stamp=pattern(HOUR_24, r" ?h ?", rf"{MINUTE}?", r" ?: ?(?P<rest>\S.*)"),
    cue=pattern(r"\d{1,2} ?h ?\d\d ?: ?.*"),
    sure=0.85,
    hints=re.compile(r"franceinfo|francetvinfo|france ?info"),
    strays=True,
)
POLITICO = Stamped(
    name="politicoeu-glued-date",
    source="politico-europe",
    zone="Europe/Brussels",
    stamp=pattern(NAME, rf" (?i:{MONTH_FIRST}) ?", CLOCK_12),
    cue=pattern(r"[^\W\d_].* [A-Z][a-z]{2,8} \d{1,2}, 20\d\d\d{1,2}:\d\d ?[ap]m"),
    words=("am\n", "pm\n"),
    sure=0.95,
    fewest=2,
    hints=re.compile(r"\bPOLITICO\b|politico\.eu"),
    below=("headline in capitals",),
    foot=(re.compile(r"^[—–-]{1,2} ?(?!via\b)(?P<name>[A-Z][^\d!?:;]{2,100}?)$"),),
    furniture=rules((r"[—–-] ?via .{1,80}", "credit")),
)
# "Ada Moreno 29/06/201618:48"
EURACTIV = replace(
    POLITICO,
    name="euractiv-glued-date",
    source=None,
    stamp=pattern(
        NAME,
        r" (?P<day>[0-2]?\d|3[01])/(?P<month>0?\d|1[0-2])/(?P<year>20\d\d) ?",
        CLOCK_24,
    ),
    cue=None,
    words=("/20",),
    hints=re.compile(r"EURACTIV|euractiv"),
    below=("perhaps headline",),
)
RFE_RL_DAY = r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>20\d\d)"
RFE_RL = Stamped(
    name="rferl-time-date",
    source="rfe-rl",
    zone="Europe/Prague",
    stamp=pattern(HOUR_24, ":", MINUTE, " ", RFE_RL_DAY),
    sure=0.95,
    fewest=2,
    hints=re.compile(r"\bRFE/RL\b|rferl"),
    below=("byline", "story headline", "byline"),
    byline=pattern(r"By (?P<name>\S.*)"),
)
# In copies the clock stands on a line of its own, above the day.
RFE_RL_LINES = replace(
    RFE_RL,
    name="rferl-time-above-date",
    stamp=pattern(RFE_RL_DAY),
    cue=pattern(r"\d{1,2}:\d\d ", RFE_RL_DAY),
    lead=pattern(CLOCK_24),
    led=True,
    words=tuple(f".{year}\n" for year in range(2010, 2030)),
)
# Kyiv Post's editors set the writer behind the last sentence: "... has gone home. -- Ada Moreno".
KYIV_FOOT = re.compile(
    r"(?:^|(?<=[.?!\"”’)…]))\s*(?:[—–]|-{1,2}) ?(?P<name>[A-Z][^\d?!:;—–]{1,80})$"
)
KYIV_POST = Stamped(
    name="kyivpost-headline-clock",
    source="kyiv-post",
    zone="Europe/Kyiv",
    stamp=pattern(
        CLOCK_12,
        rf" ?[—–-]{{0,2}} ?(?!{ZONE.replace('?P<zone>', '?:')}\b)",
        r"(?P<rest>[^\W\d_].*|[\"“‘'$€£@#].*)",
    ),
    cue=pattern(r"\d{1,2}(?:: ?\d\d)? [ap]\.m\. .*"),
    words=(".m. ",),
    sure=0.8,
    hints=re.compile(r"Kyiv ?Post|kyivpost"),
    above=("headline",),
    foot=(KYIV_FOOT,),
    furniture=rules((r"Follow our coverage of .{1,60} on (?:the )?@\w+\.?", "subscriptions")),
    strays=True,
)
KYIV_POST_DATED = replace(
    KYIV_POST,
    name="kyivpost-headline-date-clock",
    stamp=pattern(
        # Some entries have the day alone: "Dec. 7 Two windows are mended".
        rf"(?:{ANY_DAY}(?:,? {CLOCK_12}|(?= [A-Z“‘\"]))|{or_else(CLOCK_12)},? {or_else(ANY_DAY)})",
        r"[:,]? ?[—–-]{0,2} ?(?P<rest>[^\W\d_].*|[\"“‘'$€£@#(\d].*)",
    ),
    cue=pattern(r".*\d [ap]\.m\..*"),
    words=(".m.",),
    sure=0.75,
    fewest=2,
    strays=False,
)
LB_UA = Stamped(
    name="clock-dot",
    source="lb-ua",
    zone="Europe/Kyiv",
    stamp=pattern(
        rf"(?:{ANY_DAY},? )?{HOUR_24}[:.]{MINUTE}", r"\. ?(?P<rest>[^\W\d].*|[\"“«‘'].*)"
    ),
    cue=pattern(r".{0,30}?\d{1,2}:\d\d\. ?.*"),
    sure=0.75,
    hints=re.compile(r"\bLB\.ua\b|\blb\.ua\b"),
    strays=True,
)
MDR = Stamped(
    name="mdr-uhr-bar",
    source="mdr",
    zone=BERLIN,
    stamp=pattern(rf"(?:{ANY_DAY},? )?{HOUR_24}(?:[.:]{MINUTE})?", r" Uhr ?\| ?(?P<rest>\S.*)"),
    words=("Uhr |", "Uhr|"),
    sure=0.95,
    fewest=2,
    hints=re.compile(r"\bMDR\b|mdr\.de"),
    rest="headline",
    furniture=rules(
        (r"Dieses Thema im Programm:.{0,200}|Quelle: ?MDR.{0,80}", "page footer"),
        (r"Mehr (?:zum Thema|aus .{1,40})", "related story"),
        (r"Nachrichten & Themen|Mediathek & TV|Audio & Radio|Hauptinhalt|Aktueller Ticker", "menu"),
    ),
)
MERKUR = Stamped(
    name="merkur-update-vom",
    source="merkur",
    zone=BERLIN,
    stamp=pattern(
        r"(?:(?:Update|(?:Erst|Original|Ursprungs)meldung)(?: (?:vom|von|am))?,? )?",
        rf"(?:(?:{ANY_DAY},? )?(?:um )?{HOUR_24}(?:[.:]{MINUTE})? Uhr|{or_else(ANY_DAY)})",
        r" ?[:–-] ?(?P<rest>\S.*)",
    ),
    words=("Update vom ", "Erstmeldung vom "),
    cue=pattern(r"(?:Update|Erstmeldung) vom .*"),
    sure=0.95,
    fewest=2,
    hints=re.compile(r"\b[Mm]erkur\b"),
    above=("perhaps headline",),
    furniture=rules((r"\+{3} .{1,250} \+{3}", "notice of the page")),
)
# Many German newsrooms print "14.30 Uhr: ...", Merkur too where a page is of one day.
UHR_INLINE = Stamped(
    name="clock-uhr-inline",
    source=None,
    zone=BERLIN,
    stamp=pattern(
        rf"(?:{ANY_DAY},? )?(?:um )?{HOUR_24}(?:[.:]{MINUTE})? Uhr ?(?::|[–-] ) ?(?P<rest>\S.*)"
    ),
    words=(" Uhr:", " Uhr :", " Uhr –", " Uhr -"),
    sure=0.72,
    rest="perhaps headline",
    above=("perhaps headline",),
    strays=True,
)
N_TV = Stamped(
    name="ntv-plus",
    source="n-tv",
    zone=BERLIN,
    # The newest entry stands behind the page's title, on its line.
    stamp=pattern(
        r"(?:(?P<title>[^+]{3,80}) )?\+{2,} ?",
        CLOCK_24,
        r"(?: Uhr)?:? (?P<rest>\S.*?)(?: ?\+{2,})?",
    ),
    cue=pattern(r"(?:[^+]{3,80} )?\+{3} ?\d{1,2}[:.]\d\d(?: Uhr)?:? .*"),
    words=("+++",),
    sure=0.9,
    hints=re.compile(r"\bn-?tv\b", re.IGNORECASE),
    rest="headline",
    furniture=rules(
        (r"Quelle: ?n-?tv.{0,80}", "page footer"),
        (r"Alle (?:früheren|vorherigen|älteren) .{1,120}", "related story"),
    ),
)
# Its pages on all that a day brings: "22:11 Uhr" alone, above the headline.
N_TV_DAY = Stamped(
    name="clock-uhr-line",
    source="n-tv",
    zone=BERLIN,
    stamp=pattern(CLOCK_24, " Uhr"),
    words=(" Uhr\n",),
    sure=0.68,
    hints=re.compile(r"\bn-?tv\b", re.IGNORECASE),
    below=("headline", "byline"),
    furniture=rules((r"\w[\w.-]*\.(?:jpe?g|png)", "name of a picture")),
)
# "14.12.2023 • 23:41 Uhr" alone, above the headline.
TAGESSCHAU = Stamped(
    name="date-uhr-line",
    source="tagesschau",
    zone=BERLIN,
    stamp=pattern(rf"(?:{NUMBERS}) ?[•·|–-] ?{CLOCK_24} Uhr"),
    words=(" Uhr\n",),
    sure=0.85,
    fewest=2,
    hints=re.compile(r"[Tt]agesschau"),
    below=("headline", "byline"),
)
DESCRIPTIONS = (
    *(
        FRENCH_LINE,
        FRENCH_TRANSLATED,
        FRENCH_HOURS,
        POLITICO,
        EURACTIV,
        RFE_RL,
        RFE_RL_LINES,
        KYIV_POST_DATED,
        KYIV_POST,
        LB_UA,
    ),
    *(MDR, MERKUR, UHR_INLINE, N_TV, N_TV_DAY, TAGESSCHAU),
)
LAYOUTS = tuple(map(layout_of, DESCRIPTIONS))

"""What stands above the first entry of a page: its title, its dates, its standfirst, its points."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ..base import Line, PrintedTime
from ..body import BULLET
from ..captions import read_caption
from ..claims import Claims
from ..dates import (
    PrintedDate,
    date_in_address,
    find_dates,
    groups_of,
    read_date,
    read_day_line,
)
from ..furniture import Furniture, furniture_of
from ..printed import MONTH_NAMES
from ..sentences import ends_sentence
from .bylines import names_in, read_byline_line
from .pieces import CLOCK_12, ZONE, read_time

LONGEST_TITLE = 200  # characters
SHORT_MONTHS = [name[:3] for name in MONTH_NAMES]
LONGEST_LINE = 2000  # beyond which no date or zone is looked for
LONGEST_STAMP = 120
FEWEST_WORDS = 3
SENTENCE = 60  # characters: a line of so many is no menu item
CHANGED = re.compile(
    r"(?:^|[|•·–-] ?|\b(?:Last|First published .{1,40}) )"
    r"(?:Updated?|Refreshed|Stand|Mis à jour|Aktualisiert)\b",
    re.IGNORECASE,
)
# A date printed twice, once for those who see the page and once for those who hear it.
DOUBLED = re.compile(r"(\d{1,2} [A-Z][a-z]{2,8} 20\d\d) ?\1")
MODIFIED = re.compile(r"(?:Last )?modified|final|archived?\b", re.IGNORECASE)
# "Dec312012", the day of a page whose blanks are lost; "Our ticker of Tuesday ends here".
GLUED_DAY = re.compile(rf"(?P<month>{'|'.join(SHORT_MONTHS)})(?P<day>[0-3]\d)(?P<year>20\d\d)")
ENDS_HERE = re.compile(r"Unser (?:\w+-?)?[Tt]icker (?:am|vom|von) .{1,60} endet hiermit")
JOINED = re.compile(r"Join(?:ed|(?:ed)? date)\b", re.IGNORECASE)  # a member of a forum
BEGAN = re.compile(
    r"(?:First )?(?:Published|Posted|Issued|Created|Publié|Veröffentlicht)\b|By .{1,60}\bon\b",
    re.IGNORECASE,
)
CLOCK = re.compile(
    rf"(?<![\d.:])(?:{CLOCK_12}|(?P<hour_2>2[0-3]|[01]?\d)[:.](?P<minute_2>[0-5]\d))(?: {ZONE})?"
)
LIVE = re.compile(r"\blive\b|\bas[- ]it[- ]happen", re.IGNORECASE)
NAVIGATION = re.compile(
    r"(?:Jump|Skip) .{0,20}\bto\b|(?:Search|Menu|Share|Close|Top|Home|News|World|Politics)$",
    re.IGNORECASE,
)
TITLE_AGAIN = re.compile(r"LIVE: ?(?P<title>\S.*)")
LIVE_TITLE = re.compile(
    r"(?!Watch|Follow|Read|See|More|Sign|Listen)"
    r"(?:.{8,180} ?[—–-] ?(?:live(?: updates)?|as it happened)"
    r"|.{3,100}\blive(?: updates?| news| blog)? ?[:|–—-] .{10,150})",
    re.IGNORECASE,
)
# What an archive or a partner's site says of the page that it shows.
ORIGINAL = re.compile(r"You can find the current article at its original source at (?P<url>\S+)")
PARTNER = re.compile(
    r"(?:Powered by )?.{0,40}article titled .{1,300} was written by .{1,300}, for "
    r"(?:(?:the)?guardian\.co(?:\.uk|m) |The (?:Guardian|Observer) )?on (?P<date>.{1,60})",
    re.IGNORECASE,
)
ZONES = (
    re.compile(
        r"\b[Aa]ll (?:the )?times (?:are |stated |given |listed |shown |is )*(?:in |as )?"
        r"(?P<zone>[A-Za-z][\w/+ -]{1,30}?)(?: time)?[.:;,)]?(?:$|[.:;,)])"
    ),
    re.compile(
        r"\b[Tt]imes (?:\w+ ){0,4}?according to (?P<zone>(?:the )?local time (?:in|of) [^.]{2,60})"
    ),
    re.compile(r"\((?:all )?(?:local time|times? (?:is|are)),? (?P<zone>GMT ?[+-] ?\d{1,2})\)"),
)
KEY_POINT = re.compile(r"(?P<point>\S.*?)(?: \|.*?)? ?View post")
DASHED = re.compile(r"[–-] (?P<item>\S.*)", re.DOTALL)
HEADER = re.compile(
    r"(?:Live(?: blogs?)?|Summary|Key (?:points|events|moments|developments)\b.*|What we know.*"
    r"|At a glance|\d[\d,.]* (?:Posts|Comments|Shares|Updates)|Why you can trust .*"
    r"|Live (?:updates|reporting)(?: by .*)?|Live (?:TV|radio|now)"
    r"|(?:Watch|Listen)(?: live)?(?: TV)?"
    r"|(?:Last )?(?:updated|published|posted) .{1,20}\bago"
    r"|(?:This|The) (?:event|page|live ?blog|coverage).* (?:ended|closed|updated|over).{0,80}"
    r"|Oops!|Something went wrong.*|Please try again.*|Follow (?:our|the|CNN|us)\b.*|FOLLOW .*"
    r"|What (?:we[’']re|you need).*|CNN values your feedback|\d\. (?:How relevant|Did you enc).*"
    r"|(?:\d\. )?Skip to .*|IE 11 is not supported.*|Event ended|Donate to \w+"
    r"|Or, click to learn more"
    r"|Jump (?:directly )?to .*|Sign in.*|Log in.*|Search|Menu|Home|News|World|Politics"
    r"|Pages|Sections|Open in App"
    r"|This article is from the source.*|The (?:next check for changes|article has changed) .*"
    r"|You can find the current article at .*|Version \d+ Version \d+|\(.{1,30} later\)"
    r"|(?P<site>BBC News)\b.{0,40}(?P=site)|[^>»]{2,40}(?: [>»] [^>»]{2,40})+(?: »)?"
    r"|Zum Aktualisieren .{0,80}|Ende des (?:Live-?)?Tickers!?"
    r"|\W*(?:Press F5|Hit refresh|Refresh (?:this|the) page)\b.{0,80}"
    r"|Accessibility links|Breaking News|Select Page|logo|\[ad_1\]|Share|Editions?|Close)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Head:
    """What a page's head says. `dates` tell a day of the page, the likeliest to be that of its
    newest entry first; `began` those of its beginning; `prose` those in its sentences. `stamp` is
    a day with its clock that is that of the last change without saying so.
    """

    title: str | None = None
    standfirst: list[str] = field(default_factory=list)
    points: list[str] = field(default_factory=list)
    zone: str | None = None
    updated: PrintedTime | None = None
    stamp: PrintedTime | None = None
    changed: list[PrintedDate] = field(default_factory=list)
    days: list[PrintedDate] = field(default_factory=list)
    began: list[PrintedDate] = field(default_factory=list)
    prose: list[PrintedDate] = field(default_factory=list)


def read_head(
    lines: Sequence[Line], claims: Claims, furniture: Furniture = (), given: str | None = None
) -> Head:
    """Read the lines above the first entry; `given` is a title that is known beside the text."""
    head = Head()
    short: Line | None = None
    given = given or announced(lines) or named_live(lines)
    sole = any(line.text == given for line in lines)
    for line in lines:
        if not line.text:
            continue
        what = read_line(head, line, furniture, given, sole)
        if what == "byline of the page" and short and not head.title:
            head.title = short.text  # However short, what stands above the byline is the title.
            claims.by_line[short.number] = "title"
        may_be_title = what == "furniture: page header" and not NAVIGATION.match(line.text)
        short = line if may_be_title else None
        claims.take(line, what)
    head.title = head.title or given
    return head


def announced(lines: Sequence[Line]) -> str | None:
    """The title that a line prints once more: "LIVE: The budget" below "The budget"."""
    texts = {line.text for line in lines}
    found = (TITLE_AGAIN.fullmatch(line.text[:LONGEST_TITLE]) for line in lines)
    return next((match["title"] for match in found if match and match["title"] in texts), None)


def named_live(lines: Sequence[Line]) -> str | None:
    """The title that says of itself that the page was live: "The count — as it happened".

    None where the markup tells the title, or the first line that may be one says so too.
    """
    first = next((line for line in lines if is_title(line, None)), None)
    if first is None or first.mark.kind or first.mark.level or LIVE.search(first.text):
        return None
    found = (line.text for line in lines if LIVE_TITLE.fullmatch(line.text[: LONGEST_TITLE + 1]))
    return next(found, None)


def read_line(head: Head, line: Line, furniture: Furniture, given: str | None, sole: bool) -> str:
    """Take in what one line says, and tell which field or furniture rule it goes to.

    `sole` says that the page prints the title `given`, so that no other line is one.
    """
    text = line.text
    if len(text) <= LONGEST_LINE and head.zone is None and (zone := zone_in(text)):
        head.zone = zone
        return "time zone"
    if dated := take_origin(head, text) or take_dates(head, text):
        return dated
    if head.title and head.title.startswith(text):
        return "title, printed again"
    if rule := furniture_of(line, furniture):
        return rule
    if HEADER.fullmatch(text):
        return "furniture: page header"
    if match := BULLET.fullmatch(text) or DASHED.fullmatch(text):
        item = Line(line.number, match["item"])
        if rule := furniture_of(item, furniture):
            return rule
        if HEADER.fullmatch(item.text) or len(item.text.split()) < FEWEST_WORDS:
            return "furniture: page header"
        head.points.append(item.text)
        return "summary point"
    return take_words(head, line, given, sole)


def take_words(head: Head, line: Line, given: str | None, sole: bool) -> str:
    """Take a line as the title, a point, a byline, a sentence of the standfirst or furniture."""
    text = line.text
    if match := KEY_POINT.fullmatch(text) if len(text) <= LONGEST_TITLE else None:
        head.points.append(match["point"])
        return "summary point"
    if read_caption(text):
        head.prose += [date for date in find_dates(text) if date.year]
        return "furniture: picture of the page"
    if text != given and (names_in(text) or read_byline_line(text)):
        return "byline of the page"
    if head.title is None and (line.text == given if sole else is_title(line, given)):
        head.title = text = once(text)
        head.began += find_dates(text)
        return "title"
    if len(text) <= LONGEST_LINE:
        dates = [date for date in find_dates(text) if date.year]
        head.prose += dates
        head.days += dates[:1] if ENDS_HERE.match(text) else []
    if ends_sentence(text) or len(text) > SENTENCE:
        head.standfirst.append(text)
        return "standfirst"
    return "furniture: page header"


def is_title(line: Line, given: str | None) -> bool:
    if line.mark.kind == "title" or line.mark.level == 1 or line.text == given:
        return True
    long = len(line.text.split()) >= FEWEST_WORDS or LIVE.search(line.text) is not None
    short = long and len(line.text) <= LONGEST_TITLE
    return short and not line.text.rstrip("\"'”’)").endswith((".", ":", ",", ";"))


def once(text: str) -> str:
    """A title without its copy, where it stands twice in its line: for two versions of a page."""
    half = len(text) // 2
    return text[:half] if text[:half] == text[half + 1 :] else text


def zone_in(text: str) -> str | None:
    """What a line states on the zone of the page's times, as printed."""
    if "imes" not in text and "local time" not in text:
        return None
    match = next((found for form in ZONES if (found := form.search(text))), None)
    return match["zone"].strip() if match else None


def take_origin(head: Head, text: str) -> str | None:
    """Take in a line that says where the page was first, and when; None for other lines."""
    if len(text) > LONGEST_LINE:
        return None
    if match := ORIGINAL.match(text):
        head.began += filter(None, [date_in_address(match["url"])])
        return "address of the page"
    if match := PARTNER.fullmatch(text):
        head.days += find_dates(match["date"])
        return "byline of the page"
    return None


def take_dates(head: Head, text: str) -> str | None:
    """Take in a line that prints when the page was opened or changed; None for other lines."""
    if len(text) > LONGEST_STAMP:
        return None
    text = DOUBLED.sub(r"\1", text)
    glued = GLUED_DAY.fullmatch(text)
    if day := read_date(glued) if glued else read_day_line(text):
        head.days.append(day)
        return "day of the page"
    dates = list(find_dates(text))
    changed = CHANGED.search(text)
    clock = CLOCK.search(without(text, dates), changed.start() if changed else 0)
    if not dates or MODIFIED.search(text) or JOINED.match(text):
        return "times of the page" if dates and MODIFIED.match(text) else None
    if changed:
        head.began += dates[:-1]
        head.changed.append(dates[-1])
        stamp = stamp_of(clock, dates[-1], text[changed.start() :].lstrip("|•·–- "))
        head.updated = head.updated or stamp
    elif BEGAN.match(text):
        head.began += dates
    elif clock or (head.title and not has_words(text, dates)):
        head.days.append(dates[-1])
        if text.endswith(" Uhr"):  # German newsrooms print the last change so.
            head.stamp = head.stamp or stamp_of(clock, dates[-1], text)
    else:
        return None
    return "times of the page"


def has_words(text: str, dates: Sequence[PrintedDate]) -> bool:
    """Whether a line says more than dates, a name and a weekday."""
    return len(without(text, dates).split()) > FEWEST_WORDS


def without(text: str, dates: Sequence[PrintedDate]) -> str:
    """A text with blanks for its dates, since "10.03.2022" looks like a clock."""
    for date in dates:
        text = text.replace(date.text, " " * len(date.text))
    return text


def stamp_of(clock: re.Match[str] | None, date: PrintedDate, text: str) -> PrintedTime | None:
    """The moment at which the page says it was changed, where it prints all of it."""
    if clock is None or date.day is None:
        return None
    time = read_time(groups_of(clock), text)
    return replace(time, day=date.day, month=date.month, year=date.year) if time else None

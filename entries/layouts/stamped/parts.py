"""The parts of an entry around its stamp: headline, byline, label, and the day above it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..base import Byline, Line
from ..body import BULLET
from ..captions import read_caption
from ..claims import Claims
from ..dates import PrintedDate, read_day_line
from ..furniture import LONGEST_FURNITURE, RELATED, furniture_of
from ..names import is_role
from ..sentences import SENTENCE_WITHIN, ends_sentence
from ..tweets import dates_tweet, is_tweet_signature, is_tweeter
from .bylines import is_agency, names_in, read_byline_line, read_signature
from .description import Part, Stamped
from .press_pictures import with_picture
from .stamps import Stamp

LONGEST_HEADLINE = 200  # characters
LONGEST_PERHAPS = 130  # of a line that nothing but its shape makes a headline
LONGEST_LABEL = 40
LONGEST_NAME = 3  # words of a writer's name that stands where a headline may
FEWEST_IN_TITLE = 3  # words
MOST_SKIPPED = 3  # lines of furniture between a headline and the stamp below it
# "... the minister said. (dpa)": a sentence, and who wrote it.
SIGNED_OFF = re.compile(r"[.!?][”\"'’]? ?\([^()]{1,40}\)$")
# A stop at the end that closes no sentence: "... in the U.S.", "... at 9 p.m."
ABBREVIATED = re.compile(r"(?<=\b[A-Z])\.$|(?<=\b[ap]\.m)\.$|(?<=\b(?:Jr|Sr|Co))\.$|(?<=\bInc)\.$")
# A headline that says what the entry shows, and no credit: "Photos: The bridge at night".
SHOWN = re.compile(r"(?:Photos?|Pictures?|Video|Map|Graphic): [^/|]*")
PLACE_LINE = re.compile(r"(?:[Rr]eporting|[Rr]eports|[Ww]riting|[Ll]ive) from [A-Z][^.!?:]{1,60}")
LABELS = {
    *("breaking", "breaking news", "analysis", "key event", "key update", "key moment", "pinned"),
    *("explainer", "opinion", "eyewitness", "just in", "exclusive", "pinned post", "latest"),
    *("comment", "bbc verify", "fact check", "video"),
}


@dataclass(slots=True)
class Parts:
    """What was found around a stamp. `first` is the index of the line with which all of it
    begins, a day's line included; `lines` are the lines of the entry among it.
    """

    first: int
    day: PrintedDate | None = None
    headline: str | None = None
    labels: list[str] = field(default_factory=list)
    bylines: list[Byline] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    claimed: list[tuple[Line, str]] = field(default_factory=list)

    def take(self, part: Part, line: Line) -> None:
        """Take a line as that part of the entry."""
        what = "headline" if "headline" in part else part
        self.lines.append(line)
        self.claimed.append((line, what))
        if what == "headline":
            self.headline = line.text.removeprefix("+++ ").removesuffix(" +++")
        elif what == "label":
            self.labels.append(as_label(line.text))
        else:
            self.bylines += names_in(line.text)

    def claim(self, claims: Claims) -> None:
        for line, what in self.claimed:
            claims.take(line, what)


def as_label(text: str) -> str:
    """A label as it is kept: in small letters where it is one that many newsrooms print."""
    return text.lower() if text.lower() in LABELS else text


def parts_above(lines: Sequence[Line], stamp: Stamp, floor: int, description: Stamped) -> Parts:
    """The parts above a stamp, which stand below the line of index `floor` or on it."""
    parts = Parts(stamp.first)
    for part in reversed(description.above):
        at = skipped(lines, parts.first - 1, floor, part, description)
        if at >= floor and is_above(part, lines[at], parts):
            between = lines[at + 1 : parts.first]
            rules = [furniture_of(line, description.furniture) for line in between]
            parts.claimed += [(line, rule or "") for line, rule in zip(between, rules, strict=True)]
            parts.take(part, lines[at])
            parts.first = at
    if is_headed(parts, lines, stamp, floor):
        parts.first -= 1
        parts.take("headline", lines[parts.first])
    at = parts.first - 1
    day = read_day_line(lines[at].text) if at >= floor else None
    if day and not dates_tweet(lines, at):
        parts.day, parts.first = day, at
        parts.claimed.append((lines[at], "day"))
    return parts


def is_headed(parts: Parts, lines: Sequence[Line], stamp: Stamp, floor: int) -> bool:
    """Whether the markup says that a heading stands above a stamp, and none below it."""
    at = parts.first - 1
    if parts.headline or at < floor or lines[at].mark.kind != "heading":
        return False
    below = lines[stamp.after : stamp.after + 1]
    return not (below and below[0].mark.kind == "heading") and not (floor and at == floor)


def skipped(lines: Sequence[Line], at: int, floor: int, part: Part, description: Stamped) -> int:
    """The index of the first line upwards, from `at`, that is no furniture for that part."""
    for index in range(at, max(floor, at - MOST_SKIPPED) - 1, -1):
        rule = furniture_of(lines[index], description.furniture)
        if rule is None or (rule == RELATED and part == "headline"):
            return index
    return floor - 1


def is_above(part: Part, line: Line, parts: Parts) -> bool:
    """Whether a line above a stamp is that part of its entry, and not the end of the one before."""
    if read_day_line(line.text) or read_byline_line(line.text):
        return part == "byline"
    if part == "byline":
        return bool(names_in(line.text))
    if part == "label":
        return line.text.lower() in LABELS or (parts.headline is not None and is_label(line))
    return is_headline(line, certain=part == "headline") and not read_byline_line(line.text)


def above_cut(lines: Sequence[Line], description: Stamped, claims: Claims) -> Sequence[Line]:
    """The lines above a headline at the page's end whose entry was cut off below it."""
    if description.above[-1:] != ("headline",) or len(lines) < 2:
        return lines
    end = len(lines) - 1
    if not is_headline(lines[end], certain=True) or names_in(lines[end].text):
        return lines
    if description.above[-2:-1] == ("label",) and is_label(lines[end - 1]):
        end -= 1
    if end == 0 or not ends_sentence(lines[end - 1].text):
        return lines
    claims.take(lines[end:], "headline of an entry that is cut off")
    return lines[:end]


def is_label(line: Line) -> bool:
    """Whether a line is a mark like "Analysis": a few words, the first with a capital, no stop."""
    text = ABBREVIATED.sub("", line.text)
    if text.lower() in LABELS:
        return True
    few = len(text) <= LONGEST_LABEL and len(text.split()) <= 4
    return few and text[:1].isupper() and not ends_sentence(text) and not line.mark.kind


def is_headline(line: Line, certain: bool) -> bool:
    """Whether a line reads as a headline: short, and no whole sentence.

    `certain` says that the entry has one, so that "Watch: the parade" is no link.
    """
    text = ABBREVIATED.sub("", line.text) if certain else line.text
    if line.mark.kind == "heading":
        return True
    rule = furniture_of(line)
    return (
        len(text) <= (LONGEST_HEADLINE if certain else LONGEST_PERHAPS)
        and not ends_like_text(text, certain)
        and not text[0].islower()
        and not text.startswith(("@", "—", "– ", "- ", "RT ", "http", "#", "•", "…"))
        and not BULLET.match(text)
        and not is_tweet_signature(text)
        and not is_tweeter(text)
        and not SIGNED_OFF.search(text)
        and (rule is None or (certain and rule == RELATED))
        and (read_caption(text) is None or (certain and bool(SHOWN.fullmatch(text))))
    )


def ends_like_text(text: str, certain: bool) -> bool:
    """Whether a line ends as sentences do; "That’s all for today..." may end a headline too."""
    bare = text.rstrip("\"'”’)»“")
    if certain and bare.endswith(("...", "…")):
        return False
    return bare.endswith((".", ":", ";", ",", "…", "-"))


def parts_below(
    parts: Parts, lines: Sequence[Line], description: Stamped, claims: Claims
) -> list[Line]:
    """Add the parts below a stamp, and give back the lines of the body."""
    kept: list[Line] = []
    at = 0
    wanted = list(description.below)
    while at < len(lines) and wanted:
        line = lines[at]
        if line.text.lower() in LABELS:
            parts.take("label", line)
        elif (count := take_below(parts, wanted, lines, at, description)) > 0:
            at += count - 1
        elif what := furniture_of(line, description.furniture):
            claims.take(line, what)
        elif at + 1 < len(lines) and (read_caption(line.text) or leads_to_story(lines, at, wanted)):
            kept.append(line)
        else:
            break
        at += 1
    below = lines[at:]
    return [*kept, *(with_picture(below, claims) if parts.headline else below)]


def take_below(
    parts: Parts, wanted: list[Part], lines: Sequence[Line], at: int, description: Stamped
) -> int:
    """Take the part that a line is, and give back how many lines it took, 0 if it is none."""
    line, rest = lines[at], lines[at + 1 :]
    for index, part in enumerate(wanted):
        if part == "byline":
            count = take_byline(parts, line, rest, description)
        elif "byline" in wanted and names_in(line.text) and may_lack_headline(part, line, rest):
            count = 0  # A name where a headline may be missing is the writer's.
        elif parts.headline is None and is_below(part, line, rest):
            parts.take(part, line)
            count = 1
        else:
            count = 0
        if count:
            certain = [one for one in wanted[:index] if one == "headline" and part == "byline"]
            wanted[:] = certain + wanted[index + (part != "byline") :]
            return count
    return 0


def may_lack_headline(part: Part, name: Line, rest: Sequence[Line]) -> bool:
    """Whether the text may begin right below a name, so that there is no headline."""
    if part == "headline":
        short = len(name.text.split()) <= LONGEST_NAME
        return short and bool(rest) and (ends_sentence(rest[0].text) or leads(rest))
    return part == "perhaps headline"


def leads(lines: Sequence[Line]) -> bool:
    """Whether lines begin with a headline and its text."""
    return len(lines) > 1 and is_headline(lines[0], certain=True) and ends_sentence(lines[1].text)


def leads_to_story(lines: Sequence[Line], at: int, wanted: Sequence[Part]) -> bool:
    """Whether a line leads to a story whose headline stands below it."""
    if "story headline" not in wanted or not lines[at].text.endswith(":"):
        return False
    return is_below("story headline", lines[at + 1], lines[at + 2 :])


def is_below(part: Part, line: Line, rest: Sequence[Line]) -> bool:
    if part == "headline":
        alone = not rest and SENTENCE_WITHIN.search(line.text)  # It is all that the entry says.
        return is_headline(line, certain=True) and not alone and not read_byline_line(line.text)
    if part == "label":
        return is_label(line)
    if part == "headline in capitals" and (not line.text.isupper() or not rest):
        return line.text.isupper()
    if part == "story headline" and not is_title_case(line.text):
        return False
    if names_in(line.text) and part == "perhaps headline":
        return False
    followed = [below for below in rest[:3] if not furniture_of(below)]
    posted = any(is_tweet_signature(below.text) for below in rest[:3])
    return bool(followed) and not posted and is_headline(line, certain=False)


def is_title_case(text: str) -> bool:
    """Whether all words but small ones begin with a capital, as in a headline: "Ice On Rivers"."""
    words = [word for word in text.split() if len(word) > 3 or word[0].isupper()]
    return len(words) >= FEWEST_IN_TITLE and all(not word[0].islower() for word in words)


def take_byline(parts: Parts, line: Line, rest: Sequence[Line], description: Stamped) -> int:
    """Take a byline, with a role on the line below it; give back how many lines that is."""
    if place := place_in(line, parts):
        parts.bylines[-1] = Byline(parts.bylines[-1].name, place)
        parts.lines.append(line)
        parts.claimed.append((line, "byline"))
        return 1
    people = () if rest and is_agency(rest[0].text) else people_of(line, description)
    if not people:
        return 0
    role = rest[0] if rest and is_role_below(people, rest[0], rest) else None
    if role:
        people = (*people[:-1], Byline(people[-1].name, role.text))
    taken = [line, role] if role else [line]
    parts.bylines += people
    parts.lines += taken
    parts.claimed += [(each, "byline") for each in taken]
    return len(taken)


def place_in(line: Line, parts: Parts) -> str:
    """Where a line says that the writer was who is named above it; empty where it says none."""
    writer = parts.bylines[-1] if parts.bylines else None
    if writer and line.text.startswith(f"{writer.name} in "):
        return line.text.removeprefix(f"{writer.name} ")
    return line.text if writer and not writer.role and PLACE_LINE.fullmatch(line.text) else ""


def people_of(line: Line, description: Stamped) -> tuple[Byline, ...]:
    if len(line.text) > LONGEST_FURNITURE or furniture_of(line, description.furniture):
        return ()
    if description.byline is None:
        return read_byline_line(line.text) or names_in(line.text)
    match = description.byline.fullmatch(line.text)
    return read_signature(match["name"]) if match else ()


def is_role_below(people: tuple[Byline, ...], line: Line, rest: Sequence[Line]) -> bool:
    bare = people[-1].role is None and len(rest) > 1
    return bare and is_role(line.text) and len(line.text) <= LONGEST_LABEL * 2

"""Who wrote an entry, as pages print it: "By Ada Moreno, Europe editor, in Oslo", "—Ada Moreno"."""

from __future__ import annotations

import re

from ..base import Byline
from ..names import is_role
from ..printed import any_of

LONGEST_BYLINE = 200  # characters
TAG = re.compile(r"<[^<>]{0,200}>")
# What a byline starts with, alone or with “by” or “from” behind it.
MARKS = ("by", "from", "par", "von", "door")
TOLD = ("analysis", "reporting", "report", "reported", "posted", "written", "compiled", "words")
MARKED = re.compile(
    rf"(?:{any_of(TOLD)}(?: by| from)?|{any_of(MARKS)}):? (?P<who>\S.*)", re.IGNORECASE
)
OUTLET = re.compile(
    r"^(?:[A-Z][\w.&]* ){0,2}?(?:CNN|News|Post|Times|NPR|NBC|CNBC|Guardian|Telegraph|AFP)['’]s? "
)
PLACE = re.compile(r" (?:in|at|on|aboard|reporting from) (?:the |near )?[^\W\d_].*$")
CITY = re.compile(r"(?:New|Los|San|Tel|Hong|Port|Saint|St\.?|Cape|Buenos|Rio|Kuala|Abu) ")
AGENCY = re.compile(
    r"(?:/ ?)?(?:(?:The )?Associated Press|AP|AAP|AFP|Agence France-Presse|Reuters|REUTERS|dpa|DPA"
    r"|PTI|ANI|IANS|TASS|Xinhua|Bloomberg(?: News)?|Getty Images|EPA|EFE|Anadolu(?: Agency)?"
    r"|Ukrinform|PA(?: Media)?|Press Association|Interfax(?:-Ukraine)?|NPR|CNBC|NBC News|Agency"
    r"|Agencies|RFE/RL(?:['’]s .{1,40})?)"
    r"(?: ?(?:via|/) ?(?:Getty Images|AP|Reuters))?"
)
OUTLETS = re.compile(r"(?:NBC|CBS|ABC|BBC|PBS|Sky|Fox|VOA) News|CNN(?: Business)?|CNBC|RFE/RL")
AND = re.compile(r", (?:and|&) |,? (?:and|&|und|et) | / |(?<!RFE)/")
SEPARATOR = re.compile(rf"({AND.pattern}|, )")
NAME_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
PARTICLES = {"al", "bin", "da", "de", "del", "der", "di", "du", "el", "la", "le", "van", "von"}
PARTICLES |= {"ten", "ter", "dos", "den", "y", "zu", "st", "ibn", "abu", "staff"}
MOST_WORDS = 5
TITLES = re.compile(
    r"\b(?:President|Minister|Secretary|Chancellor|King|Queen|Prince|Princess|General|Sir|Lord|Lady"
    r"|Dr|Mr|Mrs|Ms|Pope|Senator|Governor|Mayor|Live|LIVE|Breaking|Update|Updates|Summary|Watch|Video)\b"
)


def is_name(text: str) -> bool:
    """Whether a text may be one person's name, or a desk's ("CNN staff"), and nothing else."""
    words = text.split()
    if not 2 <= len(words) <= MOST_WORDS or TITLES.search(text):
        return False
    if not all(NAME_WORD.fullmatch(word) for word in words) or text.endswith(".."):
        return False
    tall = [word for word in words if word.lower() not in PARTICLES]
    return bool(tall) and all(word[0].isupper() for word in tall) and not ends_like_sentence(text)


def ends_like_sentence(text: str) -> bool:
    """Whether the text ends in a stop that is no initial's or "Jr."."""
    return text.endswith(".") and not re.search(r"\b(?:[A-Z]|[JS]r)\.$", text)


def split_names(text: str) -> list[str]:
    """The parts of a list of names, whether they are names or not."""
    return [part.strip(" ,") for part in re.split(r", ", AND.sub(", ", text)) if part.strip(" ,")]


def names_in(text: str) -> tuple[Byline, ...]:
    """The people of a line that is made of names alone; none where it is anything else."""
    parts = split_names(OUTLET.sub("", text)) if len(text) <= LONGEST_BYLINE else []
    if len(parts) > 1 and OUTLETS.fullmatch(parts[-1]):
        del parts[-1]
    return tuple(map(Byline, parts)) if parts and all(map(is_name, parts)) else ()


def read_byline(text: str) -> tuple[Byline, ...]:
    """The people of a byline, each with the place and the role that stand behind the name.

    Takes what stands behind "By" or "From"; none where it does not begin with a full name.
    """
    who = OUTLET.sub("", TAG.sub("", text).strip())
    who = who.rstrip(".") if ends_like_sentence(who) else who
    if len(who) > LONGEST_BYLINE:
        return ()
    people: list[Byline] = []
    between = ""
    for part in SEPARATOR.split(who):
        place = PLACE.search(part)
        name = part[: place.start()] if place else part
        if SEPARATOR.fullmatch(part):
            between = part
        elif is_name(name) and not (people and is_more(name)):
            people.append(Byline(name, place[0].strip() if place else None))
        elif people and is_agency(part) and "," not in between:
            people.append(Byline(part))
        elif not people:
            return ()
        else:
            last = people[-1]
            role = f"{last.role}{between}{part}" if last.role else part
            people[-1] = Byline(last.name, role)
    return tuple(people)


def is_more(text: str) -> bool:
    """Whether what looks like a name goes on with a role or a place: "BBC News", "New York"."""
    desk = OUTLETS.fullmatch(text) or CITY.match(text) or text.lower().endswith(" staff")
    return bool(desk) or is_role(text)


def is_agency(text: str) -> bool:
    """Whether a text names a news agency and nothing else: "AFP via Getty Images"."""
    return len(text) <= LONGEST_BYLINE and bool(AGENCY.fullmatch(text))


def read_signature(text: str) -> tuple[Byline, ...]:
    """The people, or the agency, that close an entry: "Ada Moreno in Oslo", "Reuters"."""
    return read_byline(text) or ((Byline(text),) if is_agency(text) else ())


def read_byline_line(text: str) -> tuple[Byline, ...]:
    """The people of a line that says "By" or "From" before them; none for another line."""
    plain = TAG.sub("", text) if "<" in text else text
    match = MARKED.fullmatch(plain) if len(plain) <= LONGEST_BYLINE else None
    if match is None or (ends_like_sentence(plain) and not is_role(plain)):
        return ()
    if plain.endswith(":"):
        return ()  # "From Ada Moreno in Oslo:" leads to her words.
    return read_signature(match["who"])

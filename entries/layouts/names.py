"""How names and roles of reporters look, for layouts whose bylines carry no mark."""

from __future__ import annotations

import re

PARTICLES = {"al", "and", "bin", "da", "de", "del", "der", "di", "du", "el", "la", "le", "van"}
PARTICLES |= {"von", "ten", "ter", "dos", "ap", "bint", "y", "&"}
TITLES = re.compile(
    r"\b(?:President|Minister|Secretary|Chancellor|King|Queen|Prince|Princess|General|Sir|Dame|Lord"
    r"|Lady|Dr|Mr|Mrs|Ms|PM|MP|Pope|Senator|Governor|Mayor|Chief|Captain|Ambassador|Map)\b"
)
# What the words under a picture name, with as many capitals as a person has.
PLACES = re.compile(
    r"\b(?:Airport|Arena|Bridge|Building|Castle|Cathedral|Centre|Church|College|Court|Hall|Harbour"
    r"|Hospital|Hotel|House|Museum|Palace|Park|Pier|Port|Prison|Road|School|Square|Stadium|Station"
    r"|Street|Tower|Town|University)$"
)
ROLE = re.compile(
    r"\b(?:BBC|News|editors?|correspondents?|reporters?|reporting|journalists?|producers?|presenters?"
    r"|analysts?|writers?|Verify|Newsnight|Live page|live page|political|economics)\b",
    re.IGNORECASE,
)
MOST_WORDS = 16  # five names of three words each, and an "and"
NAME_WORD = re.compile(r"^[^\W\d_][\w'’.-]*,?$")


def is_personal_name(text: str) -> bool:
    """Whether a line could be one or several people's names and nothing else."""
    words = text.split()
    if not 2 <= len(words) <= MOST_WORDS or TITLES.search(text) or PLACES.search(text):
        return False
    if not all(NAME_WORD.match(word) or word == "&" for word in words):
        return False
    capitals = [word for word in words if word.lower() not in PARTICLES]
    several = bool({"and", "&"} & set(words))
    if "," in text and not several:
        return False  # What follows the comma is no second name, since nothing ends the list.
    long = len(words) > 4 and not several
    return not long and len(capitals) >= 2 and all(word[0].isupper() for word in capitals)


def names_somebody(text: str) -> bool:
    """Whether a line is a name with its titles: "Norwegian Prime Minister Gro Ness".

    Newsrooms that set headings like sentences capitalise nothing else throughout.
    """
    words = [word for word in text.split() if word.lower() not in PARTICLES | {"of", "the"}]
    return 2 <= len(words) <= 8 and all(
        NAME_WORD.match(word) and word[0].isupper() for word in words
    )


def is_role(text: str) -> bool:
    """Whether a line reads as what a reporter is and where: "BBC News, Moscow"."""
    if len(text) > 120 or text.endswith((".", "?", "!", ":")):
        return False
    return ROLE.search(text) is not None

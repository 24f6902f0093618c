"""Which of a city's names in Latin letters an English text may use.

GeoNames lists names of all languages side by side and does not say which is which: "Kharkov",
"Charkow", "Jarkov". A name that sounds as a Cyrillic one of the city does, and has no letters that
only other languages use for it, is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

MOST = 6  # aliases of one city
SHORTEST = 4  # letters of an alias

LETTERS = {
    **dict(zip("абвгґдезийклмнопрстуфы", "abvggdeziiklmnoprstufi", strict=True)),
    **{"є": "e", "ё": "o", "і": "i", "ї": "i", "э": "e", "ю": "u", "я": "a", "ж": "zh"},
    **{"х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ь": "", "ъ": ""},
}
# One sound each, so that spellings which differ by habit alone become the same.
SOUNDS = (
    ("kh", "h"),
    ("g", "h"),
    ("y", "i"),
    ("ie", "e"),
    ("iu", "u"),
    ("ia", "a"),
    ("io", "o"),
    ("i+", "i"),
)
# Letters that stand for these sounds in German, Polish, French, Dutch or Hungarian alone.
FOREIGN = re.compile(r"[wqxj]|sch|tch|ou|oe|cz|sz|dz(?!h)|ck|c(?!h)|eu(?!$)")
MARKS = re.compile(r"['’‘ʹʼ`]")
DISTRICT = re.compile(r" ra[iy]on$", re.IGNORECASE)
PERSON = re.compile(r"(?:[eo]v|[iy]n)$")  # a city was called Chkalov, Brezhnev, Kalinin


def latin_aliases(name: str, others: Iterable[str]) -> tuple[str, ...]:
    """The names among `others` that an English text may use beside `name`, at most six."""
    others = list(others)
    sounds = {sound_of(romanised(other)) for other in others if is_cyrillic(other)}
    found = dict.fromkeys(kept(name, others, sounds))
    return tuple(found)[:MOST]


def kept(name: str, others: Iterable[str], sounds: set[str]) -> Iterator[str]:
    for plain in map(without_marks, others):
        another = DISTRICT.search(plain) or (PERSON.search(plain) and not PERSON.search(name))
        if plain != name and is_english(plain) and sound_of(plain) in sounds and not another:
            yield plain


def without_marks(name: str) -> str:
    """The name without the signs for soft consonants: "Podil's'k" as "Podilsk"."""
    return MARKS.sub("", name)


def is_english(name: str) -> bool:
    words = re.split(r"[ -]", name)
    return (
        name.isascii()
        and len(name) >= SHORTEST
        and all(word.isalpha() and word == word.capitalize() for word in words)
        and not FOREIGN.search(name.lower())
    )


def is_cyrillic(name: str) -> bool:
    """Whether a name has letters of Ukrainian and Russian alone."""
    return all(letter in LETTERS for letter in name.lower() if letter.isalpha())


def romanised(name: str) -> str:
    return "".join(LETTERS.get(letter, letter) for letter in name.lower())


def sound_of(name: str) -> str:
    """How a name sounds, roughly: what spellings of one name have in common."""
    sound = MARKS.sub("", name.lower())
    for spelling, one in SOUNDS:
        sound = re.sub(spelling, one, sound)
    return re.sub(r"[^a-z]", "", sound)

"""Entry keys: the part of an entry's address that never changes.

A key is ten characters of Crockford's base32 alphabet in lower case, from a BLAKE2b digest of
source, time and headline, so every installation gives the same entry the same address.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import unicodedata

from django.utils.text import slugify

KEY_LENGTH = 10
KEY_PATTERN = rf"[0-9a-hjkmnp-tv-z]{{{KEY_LENGTH}}}"  # the alphabet's letters
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
# Part of the rule, like all here: another number would give every such entry another address.
FIRST_WORDS = 12


def entry_key(source: str, when: str, title: str, salt: str = "") -> str:
    """The key of an entry.

    `source` is the source's slug, `when` its time as `time_in_key` gives it, `title` its headline
    or first words. `salt` tells apart two entries that share all of these.
    """
    parts = (source, when, normal(title), salt)
    digest = hashlib.blake2b("\x1f".join(parts).encode(), digest_size=8).digest()
    number = int.from_bytes(digest)
    return "".join(ALPHABET[(number >> 5 * place) & 31] for place in reversed(range(KEY_LENGTH)))


def time_in_key(instant: dt.datetime | None, precision: str, text: str) -> str:
    """The instant in UTC, the day where only that is known, else the time as printed."""
    if instant is None:
        return text
    if precision == "day":
        return instant.date().isoformat()
    return instant.astimezone(dt.UTC).isoformat(timespec="seconds")


def first_words(text: str) -> str:
    """What stands for the headline of an entry that has none."""
    return " ".join(text.split(maxsplit=FIRST_WORDS)[:FIRST_WORDS])


def normal(text: str) -> str:
    """A text for comparison: one form for each letter, no case, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def slug_of(name: str, length: int) -> str:
    """A slug for a name that a person gave: the same for the same name, another for another.

    Letters that a slug cannot hold are not dropped silently: two names in Cyrillic would be one.
    """
    slug = slugify(name)[:length].strip("-")
    letters = (c for c in unicodedata.normalize("NFKD", name) if c.isalnum())
    if slug and all(letter.isascii() for letter in letters):
        return slug
    digest = hashlib.blake2b(normal(name).encode(), digest_size=4).hexdigest()
    return f"{slug[: length - 9]}-{digest}".strip("-")

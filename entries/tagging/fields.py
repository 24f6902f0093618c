"""Checks the fields of one entry of a gazetteer file, and says what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .context import ContextError
from .cues import check_context
from .surnames import surname_of
from .topics import split_term
from .words import fold, words_of

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_NAME = 200
LONGEST_SLUG = 80
LONGEST_KIND = 40  # of place
LONGEST_LANGUAGE = 16
LONGEST_WORD = 100  # of a context word or a term
MOST = 2**31 - 1  # that the database holds as a whole number


class FieldError(ValueError):
    """A field of an entry is unknown, missing or wrong. The message names it."""


@dataclass(frozen=True, slots=True)
class Alias:
    """A name that a text may use; with `context`, only where it also uses one of these words."""

    name: str
    context: tuple[str, ...] = ()


class Fields:
    """One entry's fields as they stand in the file. Every method raises FieldError."""

    def __init__(self, values: Mapping[str, Any], known: Collection[str]) -> None:
        unknown = sorted(set(values) - set(known))
        if unknown:
            raise FieldError(f"unknown field {', '.join(unknown)}; known: {', '.join(known)}")
        self.values = values

    def text(self, field: str, longest: int = LONGEST_NAME) -> str:
        """A text that has to be there, not empty and of one line."""
        if field not in self.values:
            raise FieldError(f"{field} is missing")
        return one_line(field, self.values[field], longest)

    def text_or_empty(self, field: str) -> str:
        return self.text(field) if field in self.values else ""

    def slug(self) -> str:
        """The slug given, or the one that the name makes."""
        slug = self.text("slug") if "slug" in self.values else slug_of(self.text("name"))
        if not SLUG.fullmatch(slug):
            raise FieldError(f"slug {slug!r} is not of small letters, digits and hyphens")
        return one_line("slug", slug, LONGEST_SLUG)

    def texts(self, field: str, longest: int = LONGEST_WORD) -> tuple[str, ...]:
        """A list of texts; the empty one where the field is not given."""
        values = self.values.get(field, [])
        if not isinstance(values, list):
            raise FieldError(f"{field} is a list of texts")
        texts = tuple(one_line(field, value, longest) for value in values)
        refuse_doubles(field, texts)
        return texts

    def surname(self) -> str:
        """The surname given, which may be empty, or the one that the name shows."""
        given = self.values.get("surname")
        if given is None:
            return surname_of(self.text("name"))
        return given if given == "" else one_line("surname", given, LONGEST_WORD)

    def wikidata(self) -> str:
        """An item of Wikidata, or the empty text."""
        item = self.text_or_empty("wikidata")
        if item and not re.fullmatch(r"Q[1-9][0-9]*", item):
            raise FieldError(f"wikidata {item!r} is no item such as Q7747")
        return item

    def number(self, field: str) -> int | None:
        """A whole number above nought, or None."""
        value = self.values.get(field)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
            raise FieldError(f"{field} is a whole number, not {value!r}")
        if value is not None and value < 1:
            raise FieldError(f"{field} is {value}, and not above nought")
        if value is not None and value > MOST:
            raise FieldError(f"{field} is {value}, which is over {MOST}")
        return value

    def terms(self) -> tuple[str, ...]:
        """A topic's terms, at least one."""
        terms = self.texts("terms")
        if not terms:
            raise FieldError("terms is missing: a topic needs one at least")
        for term in terms:
            try:
                split_term(term)
            except ValueError as error:
                raise FieldError(f"terms: {error}") from error
        return terms

    def aliases(self) -> tuple[Alias, ...]:
        """The names of an entry, its own first unless the list has it with a context."""
        values = self.values.get("aliases", [])
        if not isinstance(values, list):
            raise FieldError("aliases is a list of names or of tables {name=…, context=[…]}")
        given = tuple(alias_from(value) for value in values)
        refuse_doubles("aliases", [alias.name for alias in given])
        name = self.text("name")
        return given if name in {alias.name for alias in given} else (Alias(name), *given)

    def coordinates(self) -> tuple[float | None, float | None]:
        """Latitude and longitude in degrees, or neither."""
        if ("latitude" in self.values) != ("longitude" in self.values):
            raise FieldError("latitude and longitude go together")
        return self._degrees("latitude", 90), self._degrees("longitude", 180)

    def _degrees(self, field: str, most: int) -> float | None:
        value = self.values.get(field)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise FieldError(f"{field} is a number of degrees, not {value!r}")
        if not -most <= value <= most:  # also refuses nan
            raise FieldError(f"{field} is {value}, outside -{most} to {most}")
        return float(value)

    def country(self) -> str:
        """An ISO 3166 code of two capitals, or the empty text."""
        code = self.text_or_empty("country")
        if code and not re.fullmatch(r"[A-Z]{2}", code):
            raise FieldError(f"country {code!r} is no ISO 3166 code of two capitals, such as UA")
        return code

    def address(self, field: str) -> str:
        """The address of a page, which readers may follow."""
        address = self.text(field)
        if not address.startswith(("https://", "http://")):
            raise FieldError(f"{field} {address!r:.60} is no address that begins with https://")
        return address

    def timezone(self) -> str:
        zone = self.text("timezone")
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise FieldError(f"timezone {zone!r} is no IANA name such as Europe/London") from error
        return zone


def alias_from(value: Any) -> Alias:
    """An alias from a name, or from a table with a name and context words."""
    if not isinstance(value, dict):
        return Alias(name_with_words(value))
    fields = Fields(value, ("name", "context"))
    context = fields.texts("context")
    if not context:
        raise FieldError(f"aliases: {fields.text('name')!r} has no context; give it as a text then")
    for text in context:
        try:
            check_context(text)
        except ContextError as error:
            raise FieldError(f"aliases: {fields.text('name')!r}: {error}") from error
    return Alias(name_with_words(fields.text("name")), context)


def name_with_words(value: Any) -> str:
    name = one_line("aliases", value)
    if not words_of(name).folded:
        raise FieldError(f"aliases: {name!r} has no letter or digit")
    return name


def one_line(field: str, value: Any, longest: int = LONGEST_NAME) -> str:
    if not isinstance(value, str) or not value.strip():
        raise FieldError(f"{field} is text, and not empty")
    if value != " ".join(value.split()):
        raise FieldError(f"{field}: {value!r:.60} has white space to spare")
    if not value.isprintable():
        raise FieldError(f"{field}: {value!a:.60} has a sign that nobody sees; take it out")
    if len(value) > longest:
        raise FieldError(f"{field}: {value!r:.60} is over {longest} characters")
    return value


def refuse_doubles(field: str, texts: Collection[str]) -> None:
    seen: set[str] = set()
    for text in texts:
        if text in seen:
            raise FieldError(f"{field}: {text!r} stands twice")
        seen.add(text)


def slug_of(name: str) -> str:
    """The name in small ASCII letters and digits, joined by hyphens; the rest is left out."""
    parts = "".join(fold(letter) if letter.isalnum() else letter for letter in name)
    kept = re.sub(r"[^a-z0-9\s-]", "", parts)
    return re.sub(r"[\s-]+", "-", kept).strip("-")

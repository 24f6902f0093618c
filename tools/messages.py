"""The words of the site for translators: gathers them, and compiles what was translated.

`python -m tools.messages` brings every locale/*/LC_MESSAGES/django.po in step with the marked
strings of the code and writes the .mo beside it, which is what the site reads. It stands in for
Django's makemessages and compilemessages, as those need the programs of GNU gettext.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
CODE = ("archive", "entries")
LAZY = ("gettext", "ngettext", "pgettext", "npgettext")
KEYWORDS = {**DEFAULT_KEYWORDS, **{f"{name}_lazy": DEFAULT_KEYWORDS[name] for name in LAZY}}
LINE_LENGTH = 100
# What a catalogue says of when it was made, so that the same strings make the same file.
LONG_AGO = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
# Strings that Django shows in the admin and did not have in every language of the site, or not
# with the apostrophe of the other pages.
OF_DJANGO = (
    "Model name",
    "Add link",
    "Change or view list link",
    "After you’ve created a user, you’ll be able to edit more user options.",
    "Forgotten your login credentials?",
    "In case you’ve forgotten, you are:",
    "Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.",
    "“%(pk)s” is not a valid value.",
    "Friday",
)
# What no catalogue has is looked for in Django's too, which takes four times as long: English has
# a catalogue of its own, in which each string is its own translation.
ENGLISH = ROOT / "locale" / "en_GB" / "LC_MESSAGES" / "django.mo"


def gathered() -> Catalog:
    """Every marked string of the code and the templates, with the files that have it."""
    catalog = Catalog(locale="en_GB", charset="utf-8", creation_date=LONG_AGO)
    for path, source in sources():
        found = extract("python", io.BytesIO(source), KEYWORDS, ("Translators:",))
        for _, message, comments, context in found:
            catalog.add(message, None, [(path, 0)], auto_comments=comments, context=context)
    for text in OF_DJANGO:
        catalog.add(text, None, [("django", 0)])
    return catalog


def sources() -> Iterator[tuple[str, bytes]]:
    """What may hold marked strings, as Python: a template's other text is blanked out."""
    for folder in CODE:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield str(path.relative_to(ROOT)), path.read_bytes()
    for path in sorted((ROOT / "templates").rglob("*.html")):
        shown = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        yield str(path.relative_to(ROOT)), re.sub(r"(?m)^\s+", "", shown).encode()


def catalogues() -> list[Path]:
    """The translations that there are."""
    return sorted((ROOT / "locale").glob("*/LC_MESSAGES/django.po"))


def read(path: Path) -> Catalog:
    """What a .po file holds."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def renew(path: Path, template: Catalog) -> Catalog:
    """Bring a translation in step with the code; what it lacks is left open, never guessed."""
    catalog = read(path)
    catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    with path.open("wb") as file:
        write_po(file, catalog, width=LINE_LENGTH, sort_by_file=True, include_lineno=False)
    return catalog


def write_compiled(path: Path, catalog: Catalog) -> None:
    """Write what the site reads."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_mo(file, catalog)


def as_it_is(catalog: Catalog) -> Catalog:
    """The catalogue with each string as its own translation."""
    for message in catalog:
        if message.id:
            message.string = message.id
    return catalog


def main() -> None:
    template = gathered()
    for path in catalogues():
        catalog = renew(path, template)
        write_compiled(path.with_suffix(".mo"), catalog)
        still_open = sum(not all(translations(message)) for message in catalog if message.id)
        print(f"{path.relative_to(ROOT)}: {len(catalog)} strings, {still_open} not translated")
    write_compiled(ENGLISH, as_it_is(template))


def translations(message: Message) -> tuple[str, ...]:
    """What a message became, one text for each plural form of the language."""
    return message.string if isinstance(message.string, tuple) else (message.string,)


if __name__ == "__main__":
    main()

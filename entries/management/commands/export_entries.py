"""`manage.py export_entries`: the entries that filters find, as JSON Lines or CSV."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.core.management.base import CommandError, CommandParser
from django.http import QueryDict

from entries.filters import EntryFilter
from entries.filters.parameters import NAMES
from entries.management.base import PlainCommand, so_many_entries
from entries.records import CSV, JSON_LINES
from entries.search import SearchUnavailable
from entries.views.twins.listings import FoundEntries

FORMATS = {form.ending: form for form in (JSON_LINES, CSV)}
NO_INDEX = "The search index cannot be asked. Give the command “index” first."


class Command(PlainCommand):
    help = "Print the entries that the filters find, in the order of the list that has them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=FORMATS, default="jsonl", help="jsonl or csv")
        parser.add_argument(
            "--site",
            default="",
            metavar="ADDRESS",
            help="what stands before the paths in addresses, such as https://archive.example",
        )
        parser.add_argument("--q", metavar="WORDS", help="words, as the search box takes them")
        for side in ("from", "to"):
            parser.add_argument(f"--{side}", metavar="TIME", help="a year, month, day or hour")
        parser.add_argument("--sort", metavar="ORDER", help="newest, oldest or relevance")
        for name, label in NAMES.items():
            what = {"action": "append", "metavar": "NAME"}
            parser.add_argument(f"--{name}", help=f"{label}; may be given again", **what)
            parser.add_argument(f"--not-{name}", help=f"none of this: {label}", **what)

    def handle(self, *args: Any, **options: Any) -> None:
        filters = EntryFilter(query_of(options))
        if filters.errors:
            raise CommandError("\n".join(told(filters)))
        form = FORMATS[options["format"]]
        rows = FoundEntries(filters)
        try:
            total, records = rows.whole(site_of(options["site"]))
        except SearchUnavailable as error:
            raise CommandError(NO_INDEX) from error
        for text in form.write(records, rows.columns):
            self.stdout.write(text, ending="")
        for part in filters.left_out:
            self.stderr.write(f"note: Not searched for: {part.text}: {part.reason}")
        if options["verbosity"] > 1:
            self.stderr.write(f"note: {so_many_entries(total)} found.")


def query_of(options: dict[str, Any]) -> QueryDict:
    """The options as the parameters of the list of entries."""
    query = QueryDict(mutable=True)
    for name in ("q", "from", "to", "sort"):
        if options[name] is not None:
            query[name] = options[name]
    for name in NAMES:
        query.setlist(name, options[name] or [])
        query.setlist(f"-{name}", options[f"not_{name}"] or [])
    return query


def told(filters: EntryFilter) -> list[str]:
    """What is wrong with which option, a line each."""
    return [
        f"--{name.replace('-', 'not-', 1) if name.startswith('-') else name}: {reason}"
        for name, reasons in filters.errors.items()
        for reason in reasons
    ]


def site_of(given: str) -> str:
    """The address of the archive without its last slash. Raises CommandError for no address."""
    parts = urlsplit(given)
    if given and not (parts.scheme in ("http", "https") and parts.netloc):
        raise CommandError("--site is no web address: give one such as https://archive.example.")
    return given.rstrip("/")

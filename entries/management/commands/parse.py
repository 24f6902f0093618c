"""`manage.py parse FILE`: what the archive would take from a dump, without a database."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from entries.layouts.base import LayoutError
from entries.management.base import PlainCommand
from entries.management.options import add_hint_options, hints_of
from entries.parsing import ParsedCapture, entry_to_json, parse_capture
from entries.readers.base import RawCapture, ReadError, printable
from entries.readers.text import read_standard_input, read_text_file


class Command(PlainCommand):
    help = "Print the entries of a dump, one JSON object a line, without importing them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="a text dump, or - for standard input")
        add_hint_options(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        name = printable(options["file"])
        try:
            parsed = parse_capture(read(options["file"]), hints_of(options))
        except ReadError as error:
            raise CommandError(f"{name}: {error}") from error
        except LayoutError as error:
            line = f", line {error.line}" if error.line else ""
            raise CommandError(f"{name}{line}: {error}") from error
        for entry, time in parsed.entries:
            self.stdout.write(json.dumps(entry_to_json(entry, time), ensure_ascii=False))
        self.report(parsed)

    def report(self, parsed: ParsedCapture) -> None:
        """On standard error: what a person should know of the page."""
        for message in parsed.problems:
            self.stderr.write(self.style.WARNING(f"warning: {printable(message)}"))
        for message in (*parsed.raw.notes, *parsed.dating.notes):
            self.stderr.write(f"note: {printable(message)}")


def read(name: str) -> RawCapture:
    if name == "-":
        return read_standard_input(settings.IMPORT_MAX_BYTES)
    return read_text_file(Path(name), settings.IMPORT_MAX_BYTES)

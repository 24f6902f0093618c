"""`manage.py parse FILE`: what the archive would take from a dump, without a database."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from entries.layouts.base import LayoutError
from entries.management.options import add_hint_options, hints_of
from entries.parsing import ParsedCapture, entry_to_json, parse_capture
from entries.readers.base import RawCapture, ReadError
from entries.readers.text import read_bytes, read_text_file


class Command(BaseCommand):
    help = "Print the entries of a dump, one JSON object a line, without importing them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="a text dump, or - for standard input")
        add_hint_options(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            parsed = parse_capture(read(options["file"]), hints_of(options))
        except ReadError as error:
            raise CommandError(f"{options['file']}: {error}") from error
        except LayoutError as error:
            line = f", line {error.line}" if error.line else ""
            raise CommandError(f"{options['file']}{line}: {error}") from error
        for entry, time in parsed.entries:
            self.stdout.write(json.dumps(entry_to_json(entry, time), ensure_ascii=False))
        self.report(parsed)

    def report(self, parsed: ParsedCapture) -> None:
        """On standard error: what a person should know of the page."""
        for message in parsed.problems:
            self.stderr.write(self.style.WARNING(f"warning: {message}"))
        for message in (*parsed.raw.notes, *parsed.dating.notes):
            self.stderr.write(f"note: {message}")


def read(name: str) -> RawCapture:
    if name == "-":
        return read_bytes(
            sys.stdin.buffer.read(settings.IMPORT_MAX_BYTES + 1),
            "standard input",
            max_bytes=settings.IMPORT_MAX_BYTES,
        )
    return read_text_file(Path(name), settings.IMPORT_MAX_BYTES)

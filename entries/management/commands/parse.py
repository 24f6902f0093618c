"""`manage.py parse FILE`: what the archive would take from a dump, without a database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from entries.importing.imports import limits
from entries.layouts.base import LayoutError
from entries.management.base import PlainCommand
from entries.management.options import add_hint_options, hints_of, in_the_future
from entries.parsing import ParsedCapture, entry_to_json, parse_capture
from entries.readers.base import Hints, PassedOver, Piece, RawCapture, ReadError, Unread, printable
from entries.readers.files import read_dump, read_stdin


class Command(PlainCommand):
    help = "Print the entries of a dump, one JSON object a line, without importing them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file",
            metavar="FILE",
            help="a page as text, HTML or JSON, a WARC or WET file, an archive of any of these,"
            " or - for standard input",
        )
        add_hint_options(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        self.verbose = options["verbosity"] > 1
        self.refused: list[str] = []
        self.passed_over = self.read = 0
        for remark in in_the_future(hints_of(options)):
            self.stderr.write(self.style.WARNING(f"warning: {remark}"))
        try:
            for piece in pieces_of(options["file"]):
                self.take(piece, hints_of(options))
        except ReadError as error:
            raise CommandError(f"{printable(options['file'])}: {error}") from error
        if self.passed_over:
            count = f"{self.passed_over:,}"
            self.stderr.write(f"note: Passed over, since they are no live pages: {count}")
        self.tell_refused(printable(options["file"]))

    def take(self, piece: Piece, hints: Hints) -> None:
        match piece:
            case RawCapture():
                self.parse(piece, hints)
            case Unread():
                self.refuse(piece.name, piece.reason)
            case PassedOver():
                self.passed_over += piece.count

    def parse(self, raw: RawCapture, hints: Hints) -> None:
        """Print the entries of one page. A crawl's pages are mostly no live pages."""
        try:
            parsed = parse_capture(raw, hints)
        except LayoutError as error:
            if raw.crawled:
                self.passed_over += 1
                if self.verbose:
                    self.stderr.write(f"note: {printable(raw.name)}: passed over: {error}")
            else:
                line = f", line {error.line}" if error.line else ""
                self.refuse(f"{raw.name}{line}", str(error))
            return
        self.read += 1
        for entry, time in parsed.entries:
            self.stdout.write(json.dumps(entry_to_json(entry, time), ensure_ascii=False))
        self.report(parsed)

    def report(self, parsed: ParsedCapture) -> None:
        """On standard error: what a person should know of the page."""
        name = f"{parsed.raw.name}: " if parsed.raw.name else ""
        for message in parsed.problems:
            self.stderr.write(self.style.WARNING(f"{name}warning: {printable(message)}"))
        notes = [*parsed.raw.notes, *parsed.dating.notes]
        for message in [parsed.detection.why, *notes] if self.verbose else notes:
            self.stderr.write(f"{name}note: {printable(message)}")

    def refuse(self, name: str, reason: str) -> None:
        self.refused.append(f"{name}: {reason}".removeprefix(": "))

    def tell_refused(self, file: str) -> None:
        """End as an error where something was not read: with its reason, or with all of them."""
        if len(self.refused) == 1 and not self.read:
            parting = "" if self.refused[0].startswith(", line") else ": "
            raise CommandError(f"{file}{parting}{self.refused[0]}")
        for refusal in self.refused:
            self.stderr.write(self.style.ERROR(f"refused: {printable(refusal)}"))
        if self.refused:
            raise CommandError(f"{file}: {len(self.refused):,} of its pages could not be read.")


def pieces_of(name: str) -> Iterator[Piece]:
    return read_stdin(limits()) if name == "-" else read_dump(Path(name), limits())

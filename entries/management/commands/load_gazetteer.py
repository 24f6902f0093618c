"""`manage.py load_gazetteer`: the known sources, names and topics into the database."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandError

from entries.importing.gazetteer import load_gazetteer
from entries.management.base import PlainCommand
from entries.models import Entry
from entries.tagging.gazetteer import FOLDER, GazetteerError


class Command(PlainCommand):
    help = (
        "Bring the sources, people, organisations, places and topics of the database up to the"
        " files of entries/gazetteer, and link the entries anew where something changed. What"
        " staff changed, deleted or merged stays as they have it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--folder",
            type=Path,
            default=FOLDER,
            help="another gazetteer, in files of the same form; see docs/gazetteer.md",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = load_gazetteer(options["folder"])
        except GazetteerError as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(report.summary())
        if report.changed and Entry.objects.exists():
            call_command("retag", verbosity=options["verbosity"], stdout=self.stdout)

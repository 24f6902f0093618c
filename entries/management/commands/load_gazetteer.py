"""`manage.py load_gazetteer`: the known sources, names and topics into the database."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandError

from entries.importing.gazetteer import load_gazetteer
from entries.management.base import PlainCommand
from entries.models import Entry
from entries.tagging.gazetteer import GazetteerError


class Command(PlainCommand):
    help = (
        "Add the sources, people, organisations, places and topics of entries/gazetteer that the"
        " database lacks, and link the entries to what is new. What is there, and what staff"
        " changed or deleted, stays as it is."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = load_gazetteer()
        except GazetteerError as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(report.summary())
        if report.created and Entry.objects.exists():
            call_command("retag", verbosity=options["verbosity"], stdout=self.stdout)

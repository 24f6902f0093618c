"""What a run could not take, told as it comes."""

from __future__ import annotations

import sys

from django.core.management.base import BaseCommand

from entries.models import ImportIssue

Severity = ImportIssue.Severity


class IssueTeller:
    """Tells refusals and warnings on a command's standard error, notes with -v 2."""

    def __init__(self, command: BaseCommand, verbosity: int) -> None:
        self.command = command
        self.verbosity = verbosity
        self.styles = {
            Severity.REFUSED: command.style.ERROR,
            Severity.WARNING: command.style.WARNING,
        }

    def __call__(self, issue: ImportIssue) -> None:
        style = self.styles.get(Severity(issue.severity))
        if style:
            self.write(style(f"{issue.severity:<8} {issue}"))
        elif self.verbosity > 1:
            self.write(f"note     {issue}")

    def write(self, text: str) -> None:
        """On a terminal by way of sys.stderr, which a bar holds, so that they do not mix."""
        if self.command.stderr.isatty():
            print(text, file=sys.stderr)
        else:
            self.command.stderr.write(text)

"""What an import did: counted, and told in a table at its end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from entries.models import ImportIssue

Severity = ImportIssue.Severity


@dataclass
class Report:
    """The counts of one run, and every issue it met, in order; `written` are in the database."""

    captures: int = 0
    created: int = 0
    revised: int = 0
    unchanged: int = 0
    refused: int = 0
    warnings: int = 0
    issues: list[ImportIssue] = field(default_factory=list)
    written: int = 0

    @property
    def counts(self) -> dict[str, int]:
        names = ("captures", "created", "revised", "unchanged", "refused", "warnings")
        return {name: getattr(self, name) for name in names}

    def add(self, issue: ImportIssue) -> None:
        self.issues.append(issue)
        self.refused += issue.severity == Severity.REFUSED
        self.warnings += issue.severity == Severity.WARNING

    def of(self, *severities: str) -> Iterable[ImportIssue]:
        return (issue for issue in self.issues if issue.severity in severities)

    def table(self) -> str:
        """The counts, a line each, and one sentence that sums them up."""
        rows = [
            ("Pages read", self.captures),
            ("Entries created", self.created),
            ("Entries revised", self.revised),
            ("Entries unchanged", self.unchanged),
            ("Files refused", self.refused),
            ("Warnings", self.warnings),
        ]
        width = max(len(f"{count:,}") for _, count in rows)
        lines = [f"{name:<18} {count:>{width},}" for name, count in rows]
        return "\n".join([*lines, "", self.summary()])

    def summary(self) -> str:
        if self.created or self.revised:
            return f"Entries: {self.created:,} new, {self.revised:,} changed."
        if self.captures:
            return "Nothing has changed: everything was in the archive already."
        return "Nothing was imported."

"""What an import did: counted, and told in a table at its end."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from entries.models import ImportIssue

Severity = ImportIssue.Severity
COUNTS = (
    *("captures", "created", "revised", "unchanged", "removed"),
    *("refused", "passed_over", "warnings"),
)


Listener = Callable[[ImportIssue], None]
# So many issues are kept at hand; all are told as they come, and stored with the run.
KEPT = 1000


class Report:
    """The counts of one run; `tell` hears of each issue as it comes.

    `issues` are the first ones; `unwritten` those that the database has yet to get. `run` is the
    run's number; `stored` says that the archive has something by it that it had not before.
    `left_aside` are the paths of files in folders that were not tried, `no_layout` names of
    crawled pages passed over.
    """

    def __init__(self, tell: Listener | None = None) -> None:
        self.tell = tell
        self.run: int | None = None
        self.left_aside: list[str] = []
        self.no_layout: list[str] = []
        self.stored = False
        self.captures = self.created = self.revised = self.unchanged = self.removed = 0
        self.refused = self.passed_over = self.warnings = 0
        self.issues: list[ImportIssue] = []
        self.unwritten: list[ImportIssue] = []

    @property
    def counts(self) -> dict[str, int]:
        return {name: getattr(self, name) for name in COUNTS}

    def add(self, issue: ImportIssue) -> None:
        self.unwritten.append(issue)
        if len(self.issues) < KEPT:
            self.issues.append(issue)
        self.refused += issue.severity == Severity.REFUSED
        self.warnings += issue.severity == Severity.WARNING
        if self.tell:
            self.tell(issue)

    def pass_over(self, count: int, no_layout: Sequence[str]) -> None:
        """Count pages that are no live pages; the first of those that no layout fits are named."""
        self.passed_over += count
        self.no_layout += no_layout[: KEPT - len(self.no_layout)]

    @property
    def entries(self) -> int:
        """How many entries were met."""
        return self.created + self.revised + self.unchanged

    def table(self) -> str:
        """The counts, a line each, and a sentence where nothing has changed."""
        rows = [
            ("Pages read", self.captures),
            ("Entries created", self.created),
            ("Entries revised", self.revised),
            ("Entries unchanged", self.unchanged),
            ("Entries removed", self.removed),
            ("Files refused", self.refused),
            ("Pages passed over", self.passed_over),
            ("Warnings", self.warnings),
        ]
        seldom = ("Entries removed", "Pages passed over")
        rows = [(name, count) for name, count in rows if count or name not in seldom]
        width = max(len(f"{count:,}") for _, count in rows)
        lines = [f"{name:<18} {count:>{width},}" for name, count in rows]
        if self.captures and self.stored:
            return "\n".join(lines)
        return "\n".join([*lines, "", self.summary()])

    def summary(self) -> str:
        if self.captures:
            return "Nothing has changed: everything was in the archive already."
        return "Nothing was imported."

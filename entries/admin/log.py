"""How the log shows what a decision changed."""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from entries.models import Decision

FIRST = ["entry", "matched", "actor", "place", "topic", "name"]
LONGEST = 300  # characters of a value in a table; its own page shows all of it

ACTIONS = {
    "added": pgettext_lazy("what was done", "added"),
    "changed": pgettext_lazy("what was done", "changed"),
    "deleted": pgettext_lazy("what was done", "deleted"),
    "name added": pgettext_lazy("what was done", "name added"),
    "name changed": pgettext_lazy("what was done", "name changed"),
    "name removed": pgettext_lazy("what was done", "name removed"),
    "name taken back": pgettext_lazy("what was done", "name taken back"),
    "name left to the rules again": pgettext_lazy("what was done", "name left to the rules again"),
    "byline added": pgettext_lazy("what was done", "byline added"),
    "byline changed": pgettext_lazy("what was done", "byline changed"),
    "byline removed": pgettext_lazy("what was done", "byline removed"),
    "byline taken back": pgettext_lazy("what was done", "byline taken back"),
    "byline left to the rules again": pgettext_lazy(
        "what was done", "byline left to the rules again"
    ),
    "link added": pgettext_lazy("what was done", "link added"),
    "link changed": pgettext_lazy("what was done", "link changed"),
    "link removed": pgettext_lazy("what was done", "link removed"),
    "link taken back": pgettext_lazy("what was done", "link taken back"),
    "link left to the rules again": pgettext_lazy("what was done", "link left to the rules again"),
    "topic added": pgettext_lazy("what was done", "topic added"),
    "topic changed": pgettext_lazy("what was done", "topic changed"),
    "topic removed": pgettext_lazy("what was done", "topic removed"),
    "topic taken back": pgettext_lazy("what was done", "topic taken back"),
    "topic left to the rules again": pgettext_lazy(
        "what was done", "topic left to the rules again"
    ),
    "refusal of a topic added": pgettext_lazy("what was done", "refusal of a topic added"),
    "refusal of a topic changed": pgettext_lazy("what was done", "refusal of a topic changed"),
    "refusal of a topic removed": pgettext_lazy("what was done", "refusal of a topic removed"),
    "refusal of a topic taken back": pgettext_lazy(
        "what was done", "refusal of a topic taken back"
    ),
    "refusal of a topic left to the rules again": pgettext_lazy(
        "what was done", "refusal of a topic left to the rules again"
    ),
    "refused": pgettext_lazy("what was done", "refused"),
    "refusal of a name taken back": pgettext_lazy("what was done", "refusal of a name taken back"),
    "merged with another": pgettext_lazy("what was done", "merged with another"),
    "merged into another": pgettext_lazy("what was done", "merged into another"),
    "merge undone": pgettext_lazy("what was done", "merge undone"),
    "brought back from a merge": pgettext_lazy("what was done", "brought back from a merge"),
}


def difference(decision: Decision, longest: int = LONGEST) -> SafeString | str:
    """The values as they were and as they are, a line each."""
    names = sorted({*decision.before, *decision.after}, key=lambda name: (place_of(name), name))
    lines = [(name.replace("_", " "), *sides(decision, name, longest)) for name in names]
    return format_html_join("", "<div>{}: {}{}{}</div>", lines) or _("no more than that")


def place_of(name: str) -> int:
    """Where a value stands among the others: the database keeps them in no order."""
    return FIRST.index(name) if name in FIRST else len(FIRST)


def sides(decision: Decision, name: str, longest: int) -> tuple[str, str, str]:
    """What stood there, an arrow, and what stands there; one alone where nothing took its place."""
    before, after = (
        text_of(side[name], longest) if name in side else None
        for side in (decision.before, decision.after)
    )
    if before is None or after is None or before == after:
        return before or after or "", "", ""
    return before, " → ", after


def text_of(value: Any, longest: int) -> str:
    """A value of the log as text."""
    if value in (None, "", [], {}):
        return gettext("nothing")
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if len(text) <= longest else f"{text[:longest].rstrip()}…"


def action_name(decision: Decision) -> str:
    """What was done, in the reader's language; the log itself keeps it in one."""
    return str(ACTIONS.get(decision.action, decision.action))

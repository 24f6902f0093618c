"""What differs between two versions of an entry, in the reader's words."""

from __future__ import annotations

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from entries.differences.versions import Changes

# How pages call the parts of an entry; those of a dump are called otherwise nowhere.
PARTS = {
    "headline": _("headline"),
    "label": _("label"),
    "byline": _("byline"),
    "paragraph": _("paragraph"),
    "heading": _("heading"),
    "quote": _("quote"),
    "list": _("list"),
    "image": _("image"),
    "media": _("media"),
    "embed": _("embed"),
}


def summary_of(changes: Changes) -> str:
    """A sentence that says how much differs; empty where nothing does."""
    parts = [words_changed(changes.added, changes.removed)]
    if places := changes.places:
        parts.append(
            ngettext(
                "white space or punctuation changed in %(number)s place",
                "white space or punctuation changed in %(number)s places",
                places,
            )
            % {"number": intcomma(places)}
        )
    if moved := changes.moved:
        told = ngettext("%(number)s passage moved", "%(number)s passages moved", moved)
        parts.append(told % {"number": intcomma(moved)})
    if other := changes.other:
        told = ngettext("%(number)s other difference", "%(number)s other differences", other)
        parts.append(told % {"number": intcomma(other)})
    text = "; ".join(part for part in parts if part)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def words_changed(added: int, removed: int) -> str:
    """How many words are new, and how many are gone."""
    numbers = {"added": intcomma(added), "removed": intcomma(removed)}
    if added and removed:
        return (
            ngettext(
                "%(added)s word added, %(removed)s removed",
                "%(added)s words added, %(removed)s removed",
                added,
            )
            % numbers
        )
    if added:
        return ngettext("%(added)s word added", "%(added)s words added", added) % numbers
    if removed:
        return ngettext("%(removed)s word removed", "%(removed)s words removed", removed) % numbers
    return ""

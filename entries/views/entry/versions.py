"""What an entry said in its captures, and what differs between two of its versions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from entries.differences.versions import Part, Row, compare_versions, parts_of
from entries.models import Appearance, Entry, EntryVersion

from ..addresses import moved
from .differences import summary_of
from .one_entry import entry_or_404

# Captures named with each version, and changes told of.
CAPTURES_SHOWN = 20
CHANGES_SHOWN = 20
# So many unchanged parts in a row are folded away but for the first and the last.
FOLDED = 5
# Characters of a difference; nobody reads more, and a page that has them is slow.
MOST_SHOWN = 400_000


@dataclass(frozen=True, slots=True)
class Told:
    """A version with the appearances that have it, the earliest first.

    `before` is the version before it, and `trivial` says that only white space or punctuation
    differs between the two.
    """

    version: EntryVersion
    appearances: Sequence[Appearance]
    before: EntryVersion | None = None
    trivial: bool = False
    shown: bool = False

    @property
    def more(self) -> int:
        """The appearances that are not named."""
        return max(len(self.appearances) - CAPTURES_SHOWN, 0)

    @property
    def named(self) -> Sequence[Appearance]:
        return self.appearances[:CAPTURES_SHOWN]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows of a difference that follow each other; `folded` ones differ in nothing."""

    rows: Sequence[Row]
    folded: bool = False


class CompareForm(forms.Form):
    """Which two versions to compare: the last two, unless others are chosen."""

    def __init__(self, data: dict[str, str], numbers: Sequence[int]) -> None:
        chosen = {"from": str(numbers[-2]), "to": str(numbers[-1])}
        super().__init__({**chosen, **data})
        labels = {"from": _("Compare"), "to": pgettext("compare … with …", "with")}
        for name, label in labels.items():
            self.fields[name] = forms.TypedChoiceField(
                label=label,
                coerce=int,
                choices=[(each, _("version %(number)s") % {"number": each}) for each in numbers],
                error_messages={"invalid_choice": _("The entry has no such version.")},
            )


@require_safe
def version_list(request: HttpRequest, key: str) -> HttpResponse:
    """All versions of an entry, and two of them compared."""
    entry = entry_or_404(key)
    if key != entry.key:
        return moved(request, reverse("entries:versions", args=[entry.key]))
    told = told_of(entry)
    context = {"entry": entry, "told": told[::-1]}
    context["changes"] = entry.changes.for_listing()[:CHANGES_SHOWN]
    if len(told) > 1:
        given = {name: request.GET[name] for name in ("from", "to") if request.GET.get(name)}
        form = CompareForm(given, [each.version.number for each in told])
        context["form"] = form
        if form.is_valid():
            context |= compared(entry, form.cleaned_data["from"], form.cleaned_data["to"])
    return render(request, "entries/versions.html", context)


def told_of(entry: Entry) -> list[Told]:
    """The versions in the order in which they were first captured."""
    standing: dict[int, list[Appearance]] = {}
    for appearance in entry.appearances.with_captures():
        standing.setdefault(appearance.version_id, []).append(appearance)
    for appearances in standing.values():
        appearances.sort(key=lambda each: (*each.capture.recency, each.first_line))
    captured = [each for each in entry.versions.defer("blocks") if each.pk in standing]
    captured.sort(key=lambda each: (standing[each.pk][0].capture.recency, each.number))
    before: EntryVersion | None = None
    told = []
    for version in captured:
        trivial = before is not None and before.words_hash == version.words_hash
        shown = version.content_hash == entry.content_hash
        told.append(Told(version, standing[version.pk], before, trivial, shown))
        before = version
    return told


def compared(entry: Entry, old: int, new: int) -> dict[str, object]:
    """What the template is given of the difference between two versions, by their numbers."""
    both = {each.number: each for each in entry.versions.filter(number__in=(old, new))}
    one, other = both[old], both[new]
    difference = compare_versions(parts_of_version(one), parts_of_version(other))
    rows = list(within(difference.rows, MOST_SHOWN))
    return {
        "old": one,
        "new": other,
        "difference": difference,
        "summary": summary_of(difference.changes),
        "stretches": stretches(rows),
        "cut": length(rows) < length(difference.rows),
    }


def parts_of_version(version: EntryVersion) -> list[Part]:
    return parts_of(version.headline, version.labels, version.bylines, version.blocks)


def length(rows: Iterable[Row]) -> int:
    return sum(len(piece.text) for row in rows for piece in row.pieces)


def within(rows: Iterable[Row], limit: int) -> Iterator[Row]:
    """The rows as far as they have no more characters than the limit."""
    for row in rows:
        if limit <= 0:
            return
        pieces = []
        for piece in row.pieces:
            if limit > 0:
                pieces.append(replace(piece, text=piece.text[:limit]))
            limit -= len(piece.text)
        yield replace(row, pieces=tuple(pieces))


def stretches(rows: Sequence[Row]) -> list[Stretch]:
    """The rows, with many unchanged ones in a row folded but for the first and the last."""
    result: list[Stretch] = []
    start = 0
    while start < len(rows):
        end = start + 1
        while end < len(rows) and (rows[end].state == "kept") == (rows[start].state == "kept"):
            end += 1
        if rows[start].state == "kept" and end - start > FOLDED:
            result.append(Stretch(rows[start : start + 1]))
            result.append(Stretch(rows[start + 1 : end - 1], folded=True))
            result.append(Stretch(rows[end - 1 : end]))
        else:
            result.append(Stretch(rows[start:end]))
        start = end
    return result

"""What later captures showed otherwise: quiet edits, and entries that are no longer there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from entries.differences.excerpts import first_difference
from entries.differences.words import Piece
from entries.models import Appearance, Change, Entry, EntryVersion, Liveblog, Source
from entries.models.change import ChangeQuerySet
from entries.search.periods import Period

from .addresses import leads_on, with_query
from .entry.versions import parts_of_version
from .paging import page_of

CHANGES_A_PAGE = 50
PARAMETERS = ("source", "liveblog", "day", "kind", "trivial")
# Where none is asked for: that an entry moved to another page of the stream is no news.
USUAL_KINDS = (Change.Kind.EDITED, Change.Kind.GONE)
KINDS = [
    ("", _("Edited or no longer there")),
    (Change.Kind.EDITED, _("Edited")),
    (Change.Kind.GONE, _("No longer there")),
    (Change.Kind.ELSEWHERE, _("On another page of the stream")),
]
BETWEEN_PARTS = " ¶ "
NO_DAY = _("Give a day, month or year as numbers, such as 2022-03-24, 2022-03 or 2022.")


class ChangeForm(forms.Form):
    """What a list of changes can be narrowed by."""

    source = forms.ChoiceField(
        label=_("Source"),
        required=False,
        error_messages={"invalid_choice": _("No source that has entries is called this here.")},
    )
    liveblog = forms.CharField(label=_("Liveblog"), required=False)
    day = forms.CharField(label=_("Day of the entry"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=KINDS,
        required=False,
        error_messages={"invalid_choice": _("The kind is “edited”, “gone” or “elsewhere”.")},
    )
    trivial = forms.BooleanField(label=_("With trivial changes"), required=False)

    def __init__(self, data: QueryDict, sources: Iterable[Source]) -> None:
        super().__init__(data)
        named = [(source.slug, source.name) for source in sources]
        self.fields["source"].choices = [("", pgettext("source", "Any")), *named]

    def clean_liveblog(self) -> Liveblog | None:
        """The liveblog whose address ends so."""
        given = self.cleaned_data["liveblog"]
        if not given:
            return None
        found = Liveblog.objects.with_address(given) if "\0" not in given else None
        if found is None:
            raise forms.ValidationError(_("No liveblog has this address here."))
        return found

    def clean_day(self) -> Period | None:
        given = self.cleaned_data["day"]
        try:
            period = Period.parse(given) if given else None
        except ValueError as error:
            raise forms.ValidationError(NO_DAY) from error
        if period and period.unit == "hour":
            raise forms.ValidationError(NO_DAY)
        return period


class ChangeFilter:
    """Changes as the parameters of an address ask for them."""

    def __init__(self, data: QueryDict) -> None:
        self.data = data
        self.form = ChangeForm(data, Entry.objects.sources())
        self.errors = self.form.errors

    @property
    def liveblog(self) -> Liveblog | None:
        return self.form.cleaned_data.get("liveblog")

    @property
    def trivial(self) -> bool:
        return bool(self.form.cleaned_data.get("trivial"))

    @property
    def kinds(self) -> Sequence[str]:
        kind = self.form.cleaned_data["kind"]
        return [kind] if kind else USUAL_KINDS

    @cached_property
    def parameters(self) -> dict[str, str]:
        """The parameters as addresses have them: in order, blanks left out, periods as numbers."""
        cleaned = {name: self.form.cleaned_data.get(name) for name in PARAMETERS}
        given = {name: self.data.get(name, "").strip() for name in PARAMETERS}
        result = {
            **{name: given[name] for name in ("source", "liveblog", "kind")},
            "day": str(cleaned["day"] or given["day"]),
            "trivial": "1" if self.trivial else "",
        }
        return {name: result[name] for name in PARAMETERS if result[name]}

    @property
    def here(self) -> str:
        """The address of what is asked for, its page included."""
        page = self.data.get("page", "")
        number = int(page[:9]) if page.isascii() and page.isdecimal() else 1
        return self.address(page=str(number) if number > 1 else "")

    def address(self, **changes: str) -> str:
        """The address of the list with other values of some parameters."""
        wanted = {**self.parameters, **changes}
        return with_query(reverse("entries:change_list"), wanted, (*PARAMETERS, "page"))

    @property
    def in_span(self) -> ChangeQuerySet:
        """The changes of the source, liveblog and days asked for, of every kind."""
        cleaned, changes = self.form.cleaned_data, Change.objects.all()
        if cleaned["source"]:
            changes = changes.filter(source__slug=cleaned["source"])
        if cleaned["liveblog"]:
            changes = changes.filter(liveblog=cleaned["liveblog"])
        if cleaned["day"]:
            last = cleaned["day"].end - dt.datetime.resolution
            changes = changes.of_days(cleaned["day"].start.date(), last.date())
        return changes

    @property
    def changes(self) -> ChangeQuerySet:
        return self.in_span.of_kinds(self.kinds, self.trivial).for_listing()

    def left_out(self) -> dict[str, tuple[int, str]]:
        """How many changes of which sort are not listed, and the address of the list with them."""
        counts = self.in_span.counted()
        addresses = {}
        if not self.trivial and Change.Kind.EDITED in self.kinds:
            addresses["trivial"] = self.address(trivial="1")
        if Change.Kind.ELSEWHERE not in self.kinds:
            addresses["elsewhere"] = self.address(kind=Change.Kind.ELSEWHERE, trivial="")
        return {sort: (counts[sort], there) for sort, there in addresses.items() if counts[sort]}


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A change with the version before it and, for an edit, the first words that differ."""

    change: Change
    before: EntryVersion | None
    pieces: Sequence[Piece] = ()


@require_safe
def change_list(request: HttpRequest) -> HttpResponse:
    """Changes as the parameters ask for them, at the one address that asks so."""
    filters = ChangeFilter(request.GET)
    if leads_on(request, filters.here):
        return redirect(filters.here)
    context: dict[str, Any] = {"filters": filters, "form": filters.form}
    if not filters.errors:
        page = page_of(request, filters.changes, CHANGES_A_PAGE)
        context |= {"page": page, "rows": shown(page), "left_out": filters.left_out()}
        context["without_liveblog"] = filters.address(liveblog="")
    return render(request, "entries/change_list.html", context)


def shown(changes: Iterable[Change]) -> list[ShownChange]:
    """The changes with what the list says of each, in one query more."""
    edits = [change for change in changes if change.kind == Change.Kind.EDITED]
    standing = Appearance.objects.filter(
        entry__in=[change.entry_id for change in edits],
        capture__in=[change.before_id for change in edits],
    ).select_related("version")
    versions = {(each.entry_id, each.capture_id): each.version for each in standing}
    rows = []
    for change in changes:
        before = versions.get((change.entry_id, change.before_id))
        rows.append(ShownChange(change, before, excerpt(before, change)))
    return rows


def excerpt(before: EntryVersion | None, change: Change) -> list[Piece]:
    """The first words that an edit changed; nothing where the version before is not known."""
    if before is None or change.version is None:
        return []
    old, new = (
        BETWEEN_PARTS.join(part.text for part in parts_of_version(version))
        for version in (before, change.version)
    )
    return first_difference(old, new, change.is_trivial)

"""People, organisations, places, topics and sources: lists of them, and the page of one."""

from __future__ import annotations

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from entries.search import SearchUnavailable

from .kinds import KINDS, feed_address, moved
from .listing import form_for, listed, without_index
from .paging import NAMES_A_PAGE, page_of
from .profiles import profile


class NameForm(forms.Form):
    """Words that a name has in it. What is not valid finds nothing and says so."""

    q = forms.CharField(label="Name contains", required=False, max_length=100)

    def narrowed(self, rows: QuerySet) -> QuerySet:
        """The rows whose name fits."""
        if not self.is_valid():
            return rows.none()
        words = self.cleaned_data["q"]
        return rows.sounding_like(words) if words else rows


class ListForm(NameForm):
    """What a list of names can be asked for: words in them, and the order."""

    sort = forms.ChoiceField(
        label="Order",
        required=False,
        choices=[("name", "By name"), ("entries", "Most entries first")],
        error_messages={"invalid_choice": "The order is either “name” or “entries”."},
    )

    def narrowed(self, rows: QuerySet) -> QuerySet:
        """The rows in the order asked for, those alone whose name fits."""
        if self.is_valid() and self.cleaned_data["sort"] == "entries":
            rows = rows.order_by("-entry_count", *rows.query.order_by)
        return super().narrowed(rows)


@require_safe
def subject_list(request: HttpRequest, kind: str) -> HttpResponse:
    """All of one kind that have entries."""
    form = ListForm(request.GET)
    rows = form.narrowed(KINDS[kind].rows.in_use())
    context = {"kind": KINDS[kind], "form": form, "page": page_of(request, rows, NAMES_A_PAGE)}
    return render(request, "entries/subject_list.html", context)


@require_safe
def subject(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """One of them with its entries, and what else these are about."""
    found = KINDS[kind].find(slug)
    if found.slug != slug:
        return moved(request, found.get_absolute_url())
    filters = KINDS[kind].entries_of(found, request.GET.get("page", ""))
    try:
        listing = listed(filters)
    except SearchUnavailable:
        listing = without_index()
    context = {
        "kind": KINDS[kind],
        "subject": found,
        "filters": filters,
        "feed_address": feed_address(found),
        **listing,
        **form_for(filters, listing),
        **profile(found, filters, listing),
    }
    return render(request, f"entries/{KINDS[kind].field}.html", context)

"""The addresses of the site for machines: those of its pages, with an ending for the last slash.

Each is called as its page is, with the ending behind it.
"""

from __future__ import annotations

from django.urls import URLPattern, path, re_path

from entries.records import CSV, JSON_LINES

from ..addresses import DAY, MONTH, YEAR
from ..subjects.kinds import KINDS, Kind
from . import compare, days, lists, of_one
from .of_lists import ListingOf, export, twin

STREAM = "liveblogs/<slug:source_slug>/<slug:slug>"


def of_list(
    address: str, listing_of: ListingOf, name: str, which: dict[str, str]
) -> list[URLPattern]:
    """A list in each form; an address with a caret is a regular expression."""
    views = {"json": twin(listing_of)}
    views |= {form.ending: export(listing_of, form) for form in (CSV, JSON_LINES)}
    regular = address.startswith("^")
    return [
        re_path(rf"{address}\.{ending}$", view, which, name=f"{name}_{ending}")
        if regular
        else path(f"{address}.{ending}", view, which, name=f"{name}_{ending}")
        for ending, view in views.items()
    ]


def of_kind(kind: Kind) -> list[URLPattern]:
    """The list of one kind, and the entries of each of its things."""
    which = {"kind": kind.name}
    return [
        *of_list(kind.plural, lists.names, f"{kind.name}_list", which),
        *of_list(f"{kind.plural}/<slug:slug>", lists.entries_of_subject, kind.name, which),
    ]


urlpatterns: list[URLPattern] = [
    path("index.json", of_one.home, name="home_json"),
    *of_list("entries", lists.entries_found, "entry_list", {}),
    *of_list("entries/values/<slug:facet>", lists.facet_values, "values", {}),
    path("entries/<str:key>.json", of_one.entry, name="entry_json"),
    path("entries/<str:key>/versions.json", of_one.versions, name="versions_json"),
    path("entries/<str:key>/<str:slug>.json", of_one.entry),
    path("captures/<int:pk>.json", of_one.capture, name="capture_json"),
    path("captures/<int:pk>/lines/<int:number>.json", of_one.line, name="capture_line_json"),
    *of_list("liveblogs", lists.liveblogs, "liveblog_list", {}),
    *of_list(STREAM, lists.entries_of_liveblog, "liveblog", {}),
    *of_list(f"{STREAM}/coverage", lists.entries_of_coverage, "liveblog_coverage", {}),
    *of_list("compare", compare.side_by_side, "compare", {}),
    *of_list("compare/first", compare.who_had_it_first, "first", {}),
    *of_list("changes", lists.changes, "change_list", {}),
    *of_list("days", days.months, "day_list", {}),
    *of_list(f"^days/{YEAR}", days.days_of_year, "year", {}),
    *of_list(f"^days/{YEAR}/w(?P<week>[0-9]{{2}})", days.days_of_week, "week", {}),
    *of_list(f"^days/{YEAR}/{MONTH}", days.days_of_month, "month", {}),
    *of_list(f"^days/{YEAR}/{MONTH}/{DAY}", days.entries_of_day, "day", {}),
    *of_list(f"^on/{MONTH}-{DAY}", days.days_in_every_year, "on_this_day", {}),
    *(pattern for kind in KINDS.values() for pattern in of_kind(kind)),
    re_path(r"^.+\.(?:json|jsonl|csv)$", of_one.nothing),
]

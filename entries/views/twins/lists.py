"""The lists of the site for machines: of each page that lists something, what it lists."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpRequest, QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from entries import search
from entries.filters import (
    FACET_TITLES,
    EntryFilter,
    FacetValue,
    every_row,
    facets_of,
    values_of,
)
from entries.filters.parameters import address_of
from entries.models import Liveblog
from entries.records.captures import CHANGE_COLUMNS, change_record
from entries.records.lines import columns_of
from entries.records.liveblogs import LIVEBLOG_COLUMNS, liveblog_record
from entries.records.names import NAME_COLUMNS, name_record, subject_record

from ..addresses import site_of, with_query
from ..changes import ChangeFilter
from ..listing import ValueForm
from ..liveblogs.catching_up import since_in
from ..liveblogs.coverages import Coverage
from ..liveblogs.streams import ORDERS, Stream
from ..subjects.kinds import KINDS
from ..subjects.lists import ListForm, NameForm, PlaceListForm
from .listings import FixedRows, FoundEntries, Listing, StoredRows, one_by_one, stored_entries
from .machine import Moved, Refused, checked, parameters_of
from .taken import TAKES

NO_ORDER = "The order is “oldest” or “newest”."


def entries_found(request: HttpRequest) -> Listing:
    """The list of entries."""
    filters = EntryFilter(parameters_of(request, *TAKES["entry_list"]))
    checked(filters.errors)
    overview = partial(overview_of, filters)
    return Listing(filters.here, "entries", FoundEntries(filters), about_words(filters), overview)


def about_words(filters: EntryFilter) -> dict[str, object]:
    """What was not searched for, and why."""
    left_out = [{"text": part.text, "reason": part.reason} for part in filters.left_out]
    return {"sort": filters.sort, "left_out": left_out}


def overview_of(filters: EntryFilter) -> dict[str, object]:
    """What all the entries found are about, and when they came: as the page has it in its lists
    of values and in its chart.
    """
    results = search.search(filters.query)
    facets = facets_of(filters, results.facets)
    return {
        "facets": {facet.key: [value_record(value) for value in facet.values] for facet in facets},
        "timeline": {
            "unit": results.timeline.unit,
            "undated": results.timeline.undated,
            "clockless": results.timeline.clockless,
            "periods": [
                {"period": str(period), "entry_count": count}
                for period, count in sorted(results.timeline.counts.items())
            ],
        },
    }


def value_record(value: FacetValue) -> dict[str, object]:
    return {"name": value.name, "entry_count": value.count}


def entries_of_subject(request: HttpRequest, kind: str, slug: str) -> Listing:
    """The page of a person, an organisation, a place, a topic or a source."""
    parameters_of(request)
    found = KINDS[kind].find(slug)
    if found.slug != slug:
        raise Moved(found.get_absolute_url())
    about = {kind: subject_record(found, kind, site_of(request))}
    filters = KINDS[kind].entries_of(found)
    rows, overview = FoundEntries(filters), partial(overview_of, filters)
    return Listing(found.get_absolute_url(), f"{kind}-{slug}", rows, about, overview)


def names(request: HttpRequest, kind: str) -> Listing:
    """The people, organisations, places, topics or sources that have entries."""
    known = TAKES[f"{kind}_list"]
    query = parameters_of(request, *known)
    form = PlaceListForm(query) if kind == "place" else ListForm(query)
    checked(form.errors)
    found = form.narrowed(KINDS[kind].rows.in_use())
    rows = StoredRows(found, one_by_one(partial(name_record, kind=kind)), NAME_COLUMNS)
    page = with_query(KINDS[kind].list_address, query, known)
    return Listing(page, KINDS[kind].plural, rows)


def liveblogs(request: HttpRequest) -> Listing:
    """The list of liveblogs."""
    known = TAKES["liveblog_list"]
    query = parameters_of(request, *known)
    form = NameForm(query)
    checked(form.errors)
    found = form.narrowed(Liveblog.objects.for_listing())
    rows = StoredRows(found, one_by_one(liveblog_record), LIVEBLOG_COLUMNS)
    return Listing(with_query(reverse("entries:liveblog_list"), query, known), "liveblogs", rows)


def entries_of_liveblog(request: HttpRequest, source_slug: str, slug: str) -> Listing:
    """A live page, in the order asked for; with `since` what came since a moment."""
    given = parameters_of(request, *TAKES["liveblog"])
    refuse_other_orders(given)
    stream = Stream.asked_for(request, source_slug, slug)
    since = since_in(stream, given.get("since", ""))
    if since and since.moment is None:
        raise Refused({"since": [since.problem]})
    entries = stream.entries.since(since.moment) if since else stream.entries
    found = stream.liveblog
    found.entry_count = found.entries.count()
    about = {"liveblog": liveblog_record(found, site_of(request)), "order": stream.order}
    page = since.address_in(stream) if since else stream.address()
    return Listing(page, f"{source_slug}-{slug}", stored_entries(stream.ordered(entries)), about)


def refuse_other_orders(given: QueryDict) -> None:
    if given.get("order", ORDERS[0]) not in ORDERS:
        raise Refused({"order": [NO_ORDER]})


def entries_of_coverage(request: HttpRequest, source_slug: str, slug: str) -> Listing:
    """Live pages that are read as one, in the order asked for; one that stands alone is its own."""
    refuse_other_orders(parameters_of(request, *TAKES["liveblog_coverage"]))
    stream = Coverage.asked_for(request, source_slug, slug)
    parts = Liveblog.objects.for_listing().in_bulk(stream.keys)
    records = [liveblog_record(parts[key], site_of(request)) for key in stream.keys]
    about = {"liveblogs": records, "order": stream.order}
    rows = stored_entries(stream.ordered(stream.entries))
    return Listing(stream.address(), f"{source_slug}-{slug}-coverage", rows, about)


def changes(request: HttpRequest) -> Listing:
    """What later captures showed otherwise."""
    filters = ChangeFilter(parameters_of(request, *TAKES["change_list"]))
    checked(filters.errors)
    rows = StoredRows(filters.changes, one_by_one(change_record), CHANGE_COLUMNS)
    return Listing(filters.address(), "changes", rows)


def facet_values(request: HttpRequest, facet: str) -> Listing:
    """All values of a facet among the entries that the parameters ask for."""
    if facet not in FACET_TITLES:
        raise Http404("Nothing of this name can be narrowed by.")
    query = parameters_of(request, *TAKES["values"])
    form = ValueForm({"name": query.pop("name", [""])[-1]})
    filters = EntryFilter(query)
    checked({**form.errors, **filters.errors})
    words = form.cleaned_data["name"]
    values = values_of(filters, facet, every_row(filters, facet, words))
    found = [value_record(value) for value in values]
    page = address_of(filters.linked, reverse("entries:values", args=[facet]))
    if words:
        page += f"{'&' if '?' in page else '?'}{urlencode({'name': words})}"
    rows = FixedRows(found, columns_of("name", "entry_count"))
    return Listing(page, f"values-{facet}", rows, {"facet": facet})

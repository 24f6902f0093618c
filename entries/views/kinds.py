"""The kinds of thing that entries can be listed by: people, organisations, places, topics, sources.

Each has a list, a page for each of its things, and a feed of that one's entries.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    QueryDict,
)
from django.urls import reverse

from entries.filters import EntryFilter
from entries.models import FormerSlug, Organisation, Person, Place, Source, Topic

Subject = Person | Organisation | Place | Topic | Source


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind; `field` is the filter that asks for the entries of one of its things.

    `plural` is the first part of its addresses too.
    """

    name: str
    plural: str
    field: str
    rows: QuerySet

    @property
    def list_address(self) -> str:
        return reverse(f"entries:{self.name}_list")

    def find(self, slug: str) -> Subject:
        """The one with this slug, or that into which staff merged what had it.

        Raises Http404 where there is none.
        """
        found = self.rows.filter(slug=slug).first() or FormerSlug.objects.row(self.field, slug)
        if found is None:
            raise Http404(f"There is no {self.name} at this address.")
        return found

    def entries_of(self, subject: Subject, page: str = "") -> EntryFilter:
        """What asks for the entries of one, the newest first."""
        query = QueryDict(mutable=True)
        query[self.field] = subject.slug
        query["page"] = page
        return EntryFilter(query)


def moved(request: HttpRequest, address: str) -> HttpResponse:
    """The way to where a thing is now, with the query that the request came with."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{address}?{query}".rstrip("?"))


KINDS = {
    "person": Kind("person", "people", "actor", Person.objects.all()),
    "organisation": Kind("organisation", "organisations", "actor", Organisation.objects.all()),
    "place": Kind("place", "places", "place", Place.objects.all()),
    "topic": Kind("topic", "topics", "topic", Topic.objects.all()),
    "source": Kind("source", "sources", "source", Source.objects.all()),
}

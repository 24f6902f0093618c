"""The kinds of thing that entries can be listed by: people, organisations, places, topics, sources.

Each has a list, a page for each of its things, and a feed of that one's entries.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.humanize.templatetags.humanize import intcomma
from django.db.models import QuerySet
from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from entries.filters import EntryFilter
from entries.models import FormerSlug, Organisation, Person, Place, Source, Topic

Subject = Person | Organisation | Place | Topic | Source


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind; `field` is the filter that asks for the entries of one of its things.

    `plural` is the first part of its addresses too. `title` is what the reader calls them all,
    `counts` one and several of them, and `none_yet` says that there are none.
    """

    name: str
    plural: str
    field: str
    rows: QuerySet
    title: Promise
    counts: Promise
    none_yet: Promise

    @property
    def list_address(self) -> str:
        return reverse(f"entries:{self.name}_list")

    def counted(self, number: int) -> str:
        """So many of them that have entries, in words."""
        return str(self.counts % {"number": number, "shown": intcomma(number)})

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


KINDS = {
    "person": Kind(
        "person",
        "people",
        "actor",
        Person.objects.all(),
        _("People"),
        ngettext_lazy("%(shown)s person with entries", "%(shown)s people with entries", "number"),
        _("No entry in the archive has been linked to people yet."),
    ),
    "organisation": Kind(
        "organisation",
        "organisations",
        "actor",
        Organisation.objects.all(),
        _("Organisations"),
        ngettext_lazy(
            "%(shown)s organisation with entries", "%(shown)s organisations with entries", "number"
        ),
        _("No entry in the archive has been linked to organisations yet."),
    ),
    "place": Kind(
        "place",
        "places",
        "place",
        Place.objects.all(),
        _("Places"),
        ngettext_lazy("%(shown)s place with entries", "%(shown)s places with entries", "number"),
        _("No entry in the archive has been linked to places yet."),
    ),
    "topic": Kind(
        "topic",
        "topics",
        "topic",
        Topic.objects.all(),
        _("Topics"),
        ngettext_lazy("%(shown)s topic with entries", "%(shown)s topics with entries", "number"),
        _("No entry in the archive has been linked to topics yet."),
    ),
    "source": Kind(
        "source",
        "sources",
        "source",
        Source.objects.all(),
        _("Sources"),
        ngettext_lazy("%(shown)s source with entries", "%(shown)s sources with entries", "number"),
        _("No source has entries in the archive yet."),
    ),
}
# The lists from which every other address can be reached: the first part of their addresses, and
# the names of their pages.
LISTS = {
    "entries": "entry_list",
    "liveblogs": "liveblog_list",
    "days": "day_list",
    **{kind.plural: f"{kind.name}_list" for kind in KINDS.values()},
    "changes": "change_list",
}

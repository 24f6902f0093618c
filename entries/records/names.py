"""People, organisations, places, topics and sources, and where entries name them."""

from __future__ import annotations

from typing import Any

from entries.models import Actor, Entry, Mention, Place, Source, Topic
from entries.models.subject import other_names

from .lines import Columns, Record, columns_of

Subject = Actor | Place | Topic | Source


def name_record(subject: Any, kind: str, site: str) -> Record:
    """One of a list of names; `kind` as in `subject_record`."""
    return {
        "kind": kind,
        "slug": subject.slug,
        "url": site + subject.get_absolute_url(),
        "name": subject.name,
        "entry_count": subject.entry_count,
    }


NAME_COLUMNS: Columns = columns_of("kind", "slug", "url", "name", "entry_count")


def subject_record(subject: Subject, kind: str, site: str) -> Record:
    """A person, organisation, place, topic or source, with all that its page says of it alone."""
    shared = {
        "kind": kind,
        "slug": subject.slug,
        "url": site + subject.get_absolute_url(),
        "name": subject.name,
    }
    return shared | further(subject)


def further(subject: Subject) -> Record:
    """The fields that only some kinds have."""
    match subject:
        case Source():
            return {
                "home_page": subject.home_page or None,
                "timezone": subject.timezone,
                "language": subject.language,
            }
        case Topic():
            return {"description": subject.description or None}
        case Place():
            return {
                "names": other_names(subject),
                "place_kind": subject.kind or None,
                "country": subject.country or None,
                "within": subject.within and subject.within.name,
                "latitude": subject.latitude,
                "longitude": subject.longitude,
                "wikidata": subject.wikidata or None,
                "geonames": subject.geonames,
            }
    return {
        "names": other_names(subject),
        "description": subject.description or None,
        "wikidata": subject.wikidata or None,
    }


def mention_records(entry: Entry, site: str) -> list[Record]:
    """Where an entry names whom or what, in the order of its text."""
    return [mention_record(mention, site) for mention in entry.links()]


def mention_record(mention: Mention, site: str) -> Record:
    named = mention.actor or mention.place
    assert named is not None  # as with all that are linked
    return {
        "kind": mention.actor.kind if mention.actor else "place",
        "slug": named.slug,
        "name": named.name,
        "url": site + named.get_absolute_url(),
        "matched": mention.matched,
        "start": mention.start,
        "end": mention.end,
        "method": mention.method,
    }

"""An entry as a citation: in plain words, and in the formats that reference managers read.

Nothing is guessed: a date stands as exactly as the page gave it, and the names of people as they
were printed, not taken apart into first names and surnames. The plain words are in the reader's
language. Files for reference managers are asked for at addresses that have the site's own.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from entries.models import Appearance, Entry
from entries.readers.sidefile import is_address
from entries.zones import zone_name

ARCHIVE = "As It Happened"
# Signs that nobody sees: controls but for white space, and what turns the direction of writing,
# which would turn the words of a citation behind them too.
UNSEEN = re.compile("[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")
# The last word of a byline that stands for a newsroom and for nobody in it.
NOBODY = re.compile(
    r"\b(?:staff|news|newsroom|desk|team|agency|agencies|reporters|editors|correspondents)$",
    re.IGNORECASE,
)
# BibTeX counts braces even behind a backslash, so that only commands can stand for them.
BIBTEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "%&#_$"},
    }
)
# An address is read as it stands, where a backslash would become a part of it.
BIBTEX_ADDRESS = str.maketrans({"\\": "%5C", "{": "%7B", "}": "%7D"})
# What BibTeX would take for more than one name, or for one that is turned round.
SEVERAL = re.compile(r",|\b(?:and|others)\b", re.IGNORECASE)


class Citation(NamedTuple):
    """What is said of an entry, each text in one line and empty where it is not known.

    `day` is in the source's zone, `time` the clock there as exactly as it is known ("13:30 GMT",
    "about 13:00 GMT"), and `printed` what the page had where neither can be told. `original` is
    the web address of the page, `address` that of the entry here. `version` and `captured`, in
    UTC, are of the version that is shown.
    """

    key: str
    authors: tuple[str, ...]
    title: str
    container: str
    publisher: str
    language: str
    day: dt.date | None
    time: str
    printed: str
    original: str
    address: str
    version: int | None
    captured: dt.datetime | None


class Format(NamedTuple):
    """A format for reference managers: what people call it, its media type, what writes it."""

    name: str
    media_type: str
    write: Callable[[Citation], str]


def people_of(
    names: Iterable[str], source: str, organisations: Collection[str] = ()
) -> tuple[str, ...]:
    """The bylines that name people: not the source, an organisation, a desk or the staff.

    `names` and `organisations` are as `cleaned` gives them.
    """
    newsroom = f" {cleaned(source).casefold()} "
    return tuple(
        name
        for name in names
        if name
        and name not in organisations
        and newsroom not in f" {name.casefold()} "
        and not NOBODY.search(name)
    )


def cite(entry: Entry, people: Sequence[str], shown: Appearance | None, address: str) -> Citation:
    """The citation of an entry by these people.

    `shown` is where the version shown stands, None where no capture is recorded; `address` is
    the entry's own, with the host.
    """
    addresses = (shown.capture.url if shown else "", entry.liveblog.url)
    captured = shown.capture.captured_at if shown else None
    return Citation(
        key=entry.key,
        authors=tuple(people),
        title=cleaned(entry.title) or _("Entry %(key)s") % {"key": entry.key},
        container=cleaned(entry.liveblog.title),
        publisher=cleaned(entry.source.name),
        language=cleaned(entry.source.language),
        day=entry.day,
        time=clock_of(entry),
        printed="" if entry.day else cleaned(entry.time_text),
        original=next(filter(is_address, addresses), ""),
        address=address,
        version=shown.version.number if shown else None,
        captured=captured and captured.astimezone(dt.UTC),
    )


def clock_of(entry: Entry) -> str:
    """The time of day in the source's zone; empty where only the day is known."""
    local = entry.local_time
    if local and entry.time_precision == Entry.Precision.HOUR:
        told = {"clock": f"{local:%H}:00", "zone": zone_name(local)}
        return _("about %(clock)s %(zone)s") % told
    if local and entry.has_clock:
        seconds = entry.time_precision == Entry.Precision.SECOND
        return f"{local:{'%H:%M:%S' if seconds else '%H:%M'}} {zone_name(local)}"
    return ""


def cleaned(text: str) -> str:
    """A text in one line, without signs that nobody sees."""
    return " ".join(UNSEEN.sub("", text).split())


def as_text(citation: Citation) -> str:
    """A citation as it would stand in a footnote."""
    authors = in_words(citation.authors)
    title = _("“%(title)s”") % {"title": citation.title}
    said = [authors, title, published_in(citation), when(citation)]
    parts = [f"{', '.join(part for part in said if part)}."]
    if citation.original:
        parts.append(f"{citation.original} –")
    parts.append(archived(citation))
    return " ".join(parts)


def published_in(citation: Citation) -> str:
    """The liveblog and its publisher, neither said twice: untitled ones go by source and day."""
    container, publisher = citation.container, citation.publisher
    if citation.day and container == f"{publisher}, {in_full(citation.day)}":
        return publisher
    if container.startswith(f"{publisher}, "):
        return container
    return ", ".join(filter(None, (container, publisher)))


def in_words(names: Sequence[str]) -> str:
    """Names as a sentence lists them."""
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


def when(citation: Citation) -> str:
    """The day and the clock; of an undated entry that it is, and what the page printed."""
    if citation.day:
        return ", ".join(filter(None, (date_format(citation.day, "DATE_FORMAT"), citation.time)))
    told = _("undated (printed: “%(printed)s”)") if citation.printed else _("undated")
    return told % {"printed": citation.printed}


def archived(citation: Citation) -> str:
    """Where this archive has the entry, and what of it was cited."""
    told = {"archive": ARCHIVE, "address": citation.address, "version": citation.version}
    if citation.captured:
        told["captured"] = f"{date_format(citation.captured, 'DATETIME_FORMAT')} UTC"
        words = _(
            "Archived by %(archive)s: %(address)s (version %(version)s, captured %(captured)s)."
        )
    elif citation.version:
        words = _("Archived by %(archive)s: %(address)s (version %(version)s).")
    else:
        words = _("Archived by %(archive)s: %(address)s.")
    return words % told


def in_full(day: dt.date) -> str:
    """A day in English, which the titles of untitled liveblogs are in."""
    return f"{day.day} {day:%B} {day.year}"


def note_of(citation: Citation) -> str:
    """What the formats have no field for that every program reads."""
    posted = when(citation)
    return f"Posted {posted}. {archived(citation)}" if citation.day else archived(citation)


def as_csl(citation: Citation) -> str:
    """CSL-JSON: a list of one item."""
    item: dict[str, object] = {
        "id": f"entry-{citation.key}",
        "type": "post-weblog",
        "title": citation.title,
        "author": [{"literal": name} for name in citation.authors],
        "container-title": citation.container,
        "publisher": citation.publisher,
        "language": citation.language,
        "issued": csl_date(citation.day),
        "accessed": csl_date(citation.captured),
        "URL": citation.original or citation.address,
        "archive": ARCHIVE,
        "archive_location": citation.address,
        "version": str(citation.version or ""),
        "note": note_of(citation),
    }
    given = {name: value for name, value in item.items() if value}
    return json.dumps([given], ensure_ascii=False, indent=2) + "\n"


def csl_date(day: dt.date | None) -> dict[str, object]:
    return {"date-parts": [[day.year, day.month, day.day]]} if day else {}


def as_ris(citation: Citation) -> str:
    """RIS: a line for each field, ended as its description asks."""
    day, captured = citation.day, citation.captured
    lines = [
        ("TY", "BLOG"),
        ("ID", f"entry-{citation.key}"),
        *(("AU", name) for name in citation.authors),
        ("TI", citation.title),
        ("T2", citation.container),
        ("PB", citation.publisher),
        ("LA", citation.language),
        ("PY", f"{day.year:04}" if day else ""),
        ("DA", f"{day.year:04}/{day:%m/%d}/{citation.time}" if day else ""),
        ("Y2", f"{captured.year:04}/{captured:%m/%d/%H:%M} UTC" if captured else ""),
        ("ET", f"Version {citation.version}" if citation.version else ""),
        ("UR", citation.original),
        ("UR", citation.address),
        ("DB", ARCHIVE),
        ("N1", note_of(citation)),
    ]
    written = [f"{tag}  - {value}" for tag, value in lines if value]
    return "\r\n".join([*written, "ER  - ", ""])


def as_bibtex(citation: Citation) -> str:
    """BibTeX: letters beyond ASCII as they are, in UTF-8."""
    day, captured = citation.day, citation.captured
    address = (citation.original or citation.address).translate(BIBTEX_ADDRESS)
    fields = {
        "author": braced(" and ".join(map(bibtex_name, citation.authors))),
        "title": braced(braced(citation.title.translate(BIBTEX))),
        "howpublished": braced(published_in(citation).translate(BIBTEX)),
        "publisher": braced(citation.publisher.translate(BIBTEX)),
        "year": braced(f"{day.year:04}") if day else "",
        "month": f"{day:%b}".lower() if day else "",
        "day": braced(str(day.day)) if day else "",
        "url": braced(address),
        "urldate": braced(captured.date().isoformat()) if captured else "",
        "version": braced(str(citation.version or "")),
        "note": braced(note_of(citation).translate(BIBTEX)),
    }
    lines = [f"  {name} = {value},\n" for name, value in fields.items() if value]
    return f"@misc{{entry-{citation.key},\n{''.join(lines)}}}\n"


def braced(text: str) -> str:
    return f"{{{text}}}" if text else ""


def bibtex_name(name: str) -> str:
    """One name, in braces where BibTeX would take it apart wrongly."""
    escaped = name.translate(BIBTEX)
    return braced(escaped) if SEVERAL.search(name) else escaped


# By the ending of the address. The name is also what a link to it says.
FORMATS = {
    "json": Format("CSL-JSON", "application/vnd.citationstyles.csl+json", as_csl),
    "ris": Format("RIS", "application/x-research-info-systems", as_ris),
    "bib": Format("BibTeX", "application/x-bibtex", as_bibtex),
}

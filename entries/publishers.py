"""Whose page an address leads to, as far as the gazetteer or the address itself tells."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import urlsplit

from .tagging.gazetteer import read_sources
from .tagging.known import KnownSource

# Where an archive of the web shows a page, its own address stands behind the archive's.
ARCHIVED = re.compile(r"https?://web\.archive\.org/web/\d{4,14}\w*/(https?://.*)", re.IGNORECASE)
FRONT = ("www.", "edition.", "m.", "mobile.", "amp.")
# Addresses of newsrooms beside those of their home pages.
OTHERS = {"bbc.com": "BBC News", "franceinfo.fr": "franceinfo"}


def publisher_of(url: str | None, named: str | None = None) -> str | None:
    """The name of the newsroom at an address, as the gazetteer has it.

    For others, what the page is `named` as a part of, else the address's host; None where nothing
    tells.
    """
    host = host_of(url) if url else ""
    labels = host.split(".")
    for start in range(len(labels) - 1):
        if known := known_hosts().get(".".join(labels[start:])):
            return known
    return named or host or None


def newsroom_called(name: str | None) -> KnownSource | None:
    """The newsroom of the gazetteer with that name or slug."""
    return newsrooms().get((name or "").casefold())


@cache
def newsrooms() -> dict[str, KnownSource]:
    """Those of the gazetteer by slug, and by name in small letters."""
    known = read_sources()
    return {one.name.casefold(): one for one in known} | {one.slug: one for one in known}


def host_of(url: str) -> str:
    """The host of an address, without what stands before its name; empty where it has none."""
    archived = ARCHIVED.fullmatch(url)
    try:
        host = urlsplit(archived[1] if archived else url).hostname or ""
    except ValueError:
        return ""
    return bare(host)


def bare(host: str) -> str:
    for front in FRONT:
        host = host.removeprefix(front)
    return host


@cache
def known_hosts() -> dict[str, str]:
    """The names of the gazetteer's newsrooms by the hosts of their home pages."""
    sources = read_sources()
    hosts = {host_of(source.home_page): source.name for source in sources if source.home_page}
    return OTHERS | hosts

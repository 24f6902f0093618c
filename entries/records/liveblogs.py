"""Live pages of a list."""

from __future__ import annotations

from typing import Any

from .lines import Columns, Record, columns_of
from .times import moment


def liveblog_record(liveblog: Any, site: str) -> Record:
    """A liveblog of a list, with `entry_count`."""
    return {
        "address": f"{liveblog.source.slug}/{liveblog.slug}",
        "url": site + liveblog.get_absolute_url(),
        "source": liveblog.source.name,
        "source_slug": liveblog.source.slug,
        "title": liveblog.title,
        "standfirst": liveblog.standfirst or None,
        "summary": liveblog.summary,
        "original_url": liveblog.url or None,
        "starts_at": moment(liveblog.starts_at, liveblog.source),
        "ends_at": moment(liveblog.ends_at, liveblog.source),
        "entry_count": liveblog.entry_count,
    }


LIVEBLOG_COLUMNS: Columns = columns_of(
    "address", "url", "source", "source_slug", "title", "standfirst", "summary", "original_url",
    "starts_at", "ends_at", "entry_count",
)  # fmt: skip

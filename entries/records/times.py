"""Instants as records have them."""

from __future__ import annotations

import datetime as dt

from entries.models import Source


def moment(time: dt.datetime | None, source: Source) -> str | None:
    """RFC 3339 in the source's zone."""
    return time.astimezone(source.zone).isoformat(timespec="seconds") if time else None


def utc(time: dt.datetime | None) -> str | None:
    """RFC 3339 in UTC."""
    return time.astimezone(dt.UTC).isoformat(timespec="seconds") if time else None

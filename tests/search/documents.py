"""Entries as an engine is given them, and an index with some put in."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from entries.search.base import Engine, EntryDocument, NameDocument

numbers = itertools.count(1)
KINDS = ("person", "organisation", "place", "topic", "source", "liveblog")


def document(text: str = "", when: str | None = "2022-03-24 13:30", **values: Any) -> EntryDocument:
    """An entry; `when` is its wall-clock time, its day alone, or None. The headline is in `text`.

    Entries of one time stand in the order in which they were made, the latest one at the top.
    """
    number = next(numbers)
    moment = dt.datetime.fromisoformat(when) if when else None
    minutes = int((moment - dt.datetime(1, 1, 1)).total_seconds()) // 60 if moment else 0
    headline = values.get("headline", "")
    fields: dict[str, Any] = {
        "id": number,
        "headline": headline,
        "text": f"{headline}\n{text}" if headline else text,
        "newest": minutes << 20 | number if moment else 0,
        "oldest": minutes << 20 | number if moment else 1 << 62 | number,
        "source": 1,
        "liveblog": 1,
        "day": moment and moment.date(),
        "hour": minutes // 60 if moment and len(when or "") > 10 else None,
        "stamp": number,
    }
    return EntryDocument(**{**fields, **values})


def put(engine: Engine, *entries: EntryDocument, names: tuple[NameDocument, ...] = ()) -> None:
    with engine.writing() as draft:
        draft.add(entries)
        draft.add_names(names)


def texts(engine: Engine, *entries: str) -> dict[int, str]:
    """Entries with these texts put in; the texts by id."""
    documents = [document(text) for text in entries]
    put(engine, *documents)
    return {each.id: each.text for each in documents}

"""Pages for import tests, in words of our own, and what an import of them did."""

from __future__ import annotations

from entries.importing.imports import import_dumps
from entries.importing.report import Report
from entries.models import Appearance, Byline, Capture, Dump, Entry, EntryVersion, Liveblog
from entries.readers.base import Hints

TABLES = (Dump, Capture, Liveblog, Entry, EntryVersion, Byline, Appearance)
FERRY = """\
Summary

  • The lake ferry is back in service

LIVE stream page 1

  1. Ferry sails againpublished at 10:02 British Summer Time 4 June 2019
    published at 10:02 4 June 2019

    Ada Moreno
    BBC News, Geneva

    The lake ferry left the pier at ten with forty passengers on board.

    Her captain says the engine has never run so well before.

  2. Crew boardspublished at 09:40 British Summer Time 4 June 2019
    Breaking
    published at 09:40 4 June 2019
    Breaking

    Twelve sailors went on board this morning in bright sunshine.

  3. Postpublished at 09:15 British Summer Time 4 June 2019
    published at 09:15 4 June 2019

    The pier is open to passengers and the ticket office is busy.
"""
NO_YEAR = FERRY.replace(" 2019", "")
FERRY_ITEM = (
    "The lake ferry is back in service after a week of storms, and the first crossing was "
    "sold out long ...\n"
    "The first crossing was sold out. Passengers waited since dawn to see the old steamer "
    "leave. Her captain said that the engine had never run so well, and that the harbour "
    "wall would hold for another winter at the least.\n"
)
WALL_ITEM = (
    "Engineers say on Tuesday (4 June 2019) that the wall of the old harbour will hold "
    "for another ten years if ...\n"
    "The wall is made of granite. It was built two hundred years ago. Engineers found a "
    "second crack last week, but they say that it is no danger to the ships, and that "
    "they will fill it with concrete before the autumn gales.\n"
)
TROUT_ITEM = (
    "Fishermen on the northern shore hope that the storms have brought the trout back to "
    "the shallow bays ...\n"
    "The boats left at four. Fishermen say that the trout follow the cold water, and that "
    "the storms have stirred the lake up from the bottom. Prices at the market fell by a "
    "third within a day, which has not happened for years.\n"
)
# In the shape of a newsroom of London, which the page does not name.
UNNAMED = "".join(
    f"2{hour}.10 The ferry sails for the {hour}th time\n\nIt was full.\n\n" for hour in (3, 2, 1, 0)
)
DIGEST = FERRY_ITEM + WALL_ITEM + FERRY_ITEM + TROUT_ITEM


def import_text(folder, hints: Hints | None = None, **pages: str) -> Report:
    """Write the pages as NAME.txt into the folder and import just these."""
    paths = []
    for name, text in pages.items():
        path = folder / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        paths.append(str(path))
    return import_dumps(paths, hints or Hints())


def counts(report: Report) -> tuple[int, int, int]:
    return report.created, report.revised, report.unchanged


def rows() -> list[list[dict]]:
    """All that an import writes, to see whether another changed it."""
    return [list(model.objects.order_by("pk").values()) for model in TABLES]

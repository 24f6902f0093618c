"""BBC live pages for tests, in sentences of our own."""

from entries.layouts import bbc
from entries.layouts.base import Page, ParsedEntry

HEADER = """\
Summary

  • The lake ferry is back in service after a week of storms

  • Engineers found a second crack in the harbour wall

LIVE stream page 3

"""


def parse(body: str, header: str = HEADER):
    page = Page.from_text(header + body)
    liveblog = bbc.parse(page)
    assert liveblog.unclaimed(page) == ()
    return liveblog


def only_entry(body: str) -> ParsedEntry:
    (entry,) = parse(body).entries
    return entry


def entry_with(*lines: str) -> ParsedEntry:
    """An entry with these lines in its body, and a next one under it."""
    body = "\n".join(f"    {line}".rstrip() for line in lines)
    return parse(
        "  1. Ferry sailspublished at 10:02 British Summer Time 4 June 2019\n"
        f"    published at 10:02 4 June 2019\n\n{body}\n\n"
        "  2. Crew boardspublished at 09:40 British Summer Time 4 June 2019\n\n    Twelve men."
    ).entries[0]

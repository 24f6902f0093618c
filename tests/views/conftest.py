"""What the tests of several pages share."""

from __future__ import annotations

import pytest

from entries.models import Entry, Liveblog
from entries.search.base import NameDocument
from entries.search.engine import engine
from tests.search.documents import document

from .heads import covered, posted

NAMES = (
    NameDocument("person", 1, "ada-marsh", "Ada Marsh", ["Lady Harbour"]),
    NameDocument("organisation", 2, "harbour-board", "Harbour Board"),
    NameDocument("place", 1, "new-harbour", "New <Harbour>"),
    NameDocument("topic", 1, "harbours", 'The "harbours"'),
    NameDocument("source", 1, "harbour-news", "Harbour News"),
    NameDocument("liveblog", 1, "harbour-news/storm", "Harbour storm"),
    NameDocument("person", 9, "nobody", "Harbour Nobody"),
)


@pytest.fixture
def named_archive() -> None:
    """An index of two entries and of names of every kind with “harbour” in them."""
    about = {"persons": [1], "organisations": [2], "places": [1], "topics": [1]}
    with engine().building("test") as draft:
        draft.add_names(NAMES)
        draft.fill([document("The harbourmaster in the harbour", **about), document("Harbours")])


@pytest.fixture
def liveblog(db: None) -> Liveblog:
    """A live page with all that the head of a page can tell."""
    return covered()


@pytest.fixture
def entry(liveblog: Liveblog) -> Entry:
    """An entry of that live page, with all that the head of a page can tell."""
    return posted(liveblog)

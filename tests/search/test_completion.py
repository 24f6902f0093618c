"""What is offered for the words typed so far."""

from __future__ import annotations

import pytest

from entries.search.base import NameDocument, SearchUnavailable
from entries.search.completion import Completions, complete, names_near
from entries.search.engine import engine
from tests.search.documents import document

NAMES = (
    NameDocument("person", 1, "ada-marsh", "Ada Marsh", ["Marsh"]),
    NameDocument("organisation", 2, "harbour-board", "Harbour Board"),
    NameDocument("place", 1, "new-harbour", "New Harbour"),
    NameDocument("liveblog", 1, "harbour-news/storm", "Harbour storm, as it happened"),
)


@pytest.fixture(autouse=True)
def archive() -> None:
    with engine().building("test") as draft:
        draft.add_names(NAMES)
        draft.fill(
            [
                document("The harbour is marshy", persons=[1]),
                document("harbours", organisations=[2]),
            ]
        )


def names(typed: str) -> list[str]:
    return [name.name for name in complete(typed).names]


def test_names_come_before_words_of_the_archive_each_with_its_entries():
    offered = complete("mars")
    assert [(name.kind, name.slug, name.count) for name in offered.names] == [
        ("person", "ada-marsh", 1)
    ]
    assert offered.words == [("marshy", 1)]


def test_a_name_takes_the_place_of_as_many_words_as_belong_to_it():
    offered = complete("closed bridge new harb")
    assert [name.name for name in offered.names] == ["New Harbour"]
    assert (offered.name_typed, offered.word_typed) == ("new harb", "harb")


def test_a_field_word_offers_what_it_can_mean():
    assert names("actor:harb") == ["Harbour Board"]
    assert names("storm -place:harb") == ["New Harbour"]
    assert names("in:harb") == ["Harbour storm, as it happened"]
    assert complete("actor:harb").name_typed == "actor:harb"
    assert complete("actor:harb").words == []


@pytest.mark.parametrize("typed", ["", " ", "h", "harb ", '"h', "??", ":", "\0\0"])
def test_too_little_to_go_by_offers_nothing(typed):
    offered = complete(typed)
    assert (offered.names, offered.words) == ([], [])


def test_liveblogs_are_offered_where_they_are_asked_for_alone():
    assert "Harbour storm, as it happened" not in names("harbour")
    assert names("in:harbour") == ["Harbour storm, as it happened"]


def test_no_more_than_the_end_of_a_long_text_is_looked_at():
    assert names("x" * 100_000 + " new harb") == ["New Harbour"]


def test_marks_of_the_language_do_no_harm():
    assert names('"harb') == names("harb") == names("-harb") == names("harb*")


def test_without_an_index_completion_says_so(settings, tmp_path):
    settings.INDEX_DIR = tmp_path / "none"
    with pytest.raises(SearchUnavailable):
        complete("harb")


def test_nothing_fits_what_nobody_is_called():
    assert complete("zzzz") == Completions([], [], "zzzz", "zzzz")


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("mar", ["Ada Marsh"]),
        ("mrash", []),
        ("hrabour", ["Harbour Board"]),
        ("Ida Marsh", ["Ada Marsh"]),
        ("harbour bord", ["Harbour Board"]),
        ("zzz", []),
        ("", []),
        ("x" * 5000, []),
    ],
)
def test_names_near_what_names_nobody_have_its_words_or_others_spelt_like_them(typed, near):
    assert [name.name for name in names_near(typed, ("person", "organisation"))] == near

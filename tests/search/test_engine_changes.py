"""What becomes of changes to an index, and what is said where there is none."""

from __future__ import annotations

import pytest

from entries.search.base import NameDocument, Query, SearchUnavailable, Status
from entries.search.nodes import Word
from tests.search.documents import KINDS, document, put


def test_what_is_put_in_again_takes_the_place_of_what_was_there(engine):
    entry = document("before", persons=[1])
    name = NameDocument("person", 1, "a-b", "A Before")
    put(engine, entry, names=(name,))
    put(
        engine,
        document("after", id=entry.id, persons=[1], stamp=77),
        names=(NameDocument("organisation", 1, "a-b", "After All"),),
    )
    assert engine.count(Query(Word("before"))) == 0
    assert engine.count(Query(Word("after"))) == 1
    assert engine.stamps() == {entry.id: 77}
    assert engine.names_from("before", KINDS, 5) == []
    with engine.writing() as draft:
        draft.remove([entry.id], [("organisation", 1)])
    assert engine.count(Query()) == 0
    assert engine.names_from("after", KINDS, 5) == []


def test_a_change_that_fails_changes_nothing(engine):
    put(engine, document("kept"))
    with pytest.raises(RuntimeError), engine.writing() as draft:
        draft.add([document("lost")])
        raise RuntimeError
    assert engine.count(Query()) == 1
    put(engine, document("later"))
    assert engine.count(Query()) == 2


def test_another_process_sees_a_change_at_once(engine, opened):
    other = opened()
    assert other.count(Query()) == 0
    put(engine, document("new"))
    assert other.count(Query()) == 1
    with engine.building("next") as draft:
        draft.fill([document("a"), document("b")])
        assert other.count(Query()) == 1
    assert other.count(Query()) == 2
    assert other.label() == "next"


def test_without_an_index_searching_says_so(opened):
    engine = opened()
    assert engine.status() is Status.MISSING
    assert engine.label() == ""
    with pytest.raises(SearchUnavailable, match="missing"):
        engine.find(Query())
    with pytest.raises(SearchUnavailable), engine.writing():
        pass

"""An answer read stretch by stretch: all of it, once each, whatever changes meanwhile."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from entries.search.base import Bookmark, Engine, LostBookmark, Query
from entries.search.nodes import Word
from tests.search.documents import document, put


def walked(
    engine: Engine,
    query: Query,
    size: int,
    meanwhile: Callable[[], object] = lambda: None,
    turned: bool = False,
) -> list[int]:
    """All ids, `size` at a time; `meanwhile` is called between one stretch and the next."""
    ids: list[int] = []
    after: Bookmark | None = None
    while True:
        found = engine.stretch(query, after, size, turned)
        ids += found.ids
        if found.last is None:
            return ids
        after = found.last
        meanwhile()


@pytest.mark.parametrize("size", [1, 7, 20, 100])
@pytest.mark.parametrize("sort", ["newest", "oldest"])
@pytest.mark.parametrize("alike", [1, 7, 60])
def test_every_entry_comes_once_in_order_and_equals_by_their_ids(engine, sort, size, alike):
    made = [document("storm", newest=n // alike, oldest=n // alike) for n in range(130)]
    put(engine, *made[::2])
    put(engine, *made[1::2])  # in a segment of their own
    sign = -1 if sort == "newest" else 1
    in_order = sorted(made, key=lambda one: (sign * getattr(one, sort), -sign * one.id))
    assert walked(engine, Query(sort=sort), size) == [one.id for one in in_order]
    total, parts = engine.whole(Query(sort=sort), size)
    assert (total, sum(parts, [])) == (130, [one.id for one in in_order])
    assert walked(engine, Query(sort=sort), size, turned=True) == [o.id for o in in_order[::-1]]


@pytest.mark.parametrize("sort", ["newest", "oldest", "relevance"])
def test_a_great_answer_comes_whole(engine, sort, monkeypatch):
    monkeypatch.setattr("entries.search.tantivy_engine.walking.STRIDE", 30)
    put(engine, *(document("storm", f"2022-03-{n % 28 + 1:02} 10:00") for n in range(130)))
    query = Query(Word("storm"), sort=sort)
    total, parts = engine.whole(query, 7)
    assert sum(parts, []) == engine.ids(query, 1000)
    assert total == 130


def test_the_order_is_that_of_the_pages(engine):
    put(engine, *(document("storm", f"2022-03-{n % 28 + 1:02} 10:00") for n in range(90)))
    put(engine, document("storm", None), document("calm"))
    for sort in ("newest", "oldest", "relevance"):
        query = Query(Word("storm"), sort=sort)
        assert walked(engine, query, 13) == engine.ids(query, 1000)
        assert sum(engine.whole(query, 13)[1], []) == engine.ids(query, 1000)


@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_what_comes_and_goes_meanwhile_neither_repeats_nor_hides_another(engine, sort):
    made = [document("storm", f"2022-03-24 10:{n:02}") for n in range(60)]
    put(engine, *made)

    def change() -> None:
        put(engine, document("storm", "2022-03-24 09:00"), document("storm", "2022-03-24 11:30"))
        with engine.writing() as draft:
            draft.remove([gone.pop()])

    gone = [one.id for one in made[20:40]]
    stay = {one.id for one in made} - set(gone)
    ids = walked(engine, Query(sort=sort), 9, change)
    assert len(ids) == len(set(ids))
    assert stay <= set(ids)


def test_an_answer_taken_as_a_whole_is_that_of_its_moment(engine):
    made = [document("storm") for _ in range(50)]
    put(engine, *made)
    total, parts = engine.whole(Query(), 10)
    first = next(parts)
    put(engine, *(document("storm") for _ in range(50)))
    with engine.writing() as draft:
        draft.remove([one.id for one in made])
    assert total == 50
    assert set(sum(parts, first)) == {one.id for one in made}


def test_nothing_found_is_one_empty_stretch(engine):
    assert engine.stretch(Query(Word("storm")), None, 10).ids == []
    assert [*engine.whole(Query(Word("storm")), 10)[1]] == [[]]
    assert engine.stretch(Query(), Bookmark(0, 1), 10).ids == []


def test_the_order_of_relevance_goes_on_where_its_last_entry_now_stands(engine):
    put(engine, *(document(f"storm {'and more ' * n}") for n in range(40)))
    query = Query(Word("storm"), sort="relevance")
    before = engine.ids(query, 100)
    first = engine.stretch(query, None, 10)
    put(engine, *(document("storm storm") for _ in range(5)))
    assert engine.ids(query, 100)[:5] != before[:5]
    assert engine.stretch(query, first.last, 10).ids == before[10:20]
    with engine.writing() as draft:
        draft.remove([first.last.id])
    with pytest.raises(LostBookmark):
        engine.stretch(query, first.last, 10)

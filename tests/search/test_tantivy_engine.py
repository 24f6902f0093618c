"""The files of a tantivy index: damaged, of another schema, left over."""

from __future__ import annotations

import pytest

from entries.search.base import Query, SearchUnavailable, Status
from entries.search.nodes import Word
from entries.search.tantivy_engine import TantivyEngine
from tests.search.documents import document, put


def test_an_index_of_another_schema_is_outdated(engine, tmp_path):
    (about,) = tmp_path.glob("*/about.json")
    about.write_text('{"schema": 0, "label": "old"}')
    assert TantivyEngine(tmp_path).status() is Status.OUTDATED


@pytest.mark.parametrize("damage", ["meta", "segment", "about", "folder", "pointer"])
def test_a_damaged_index_is_noticed_and_a_new_one_takes_its_place(engine, tmp_path, damage):
    put(engine, *(document("storm") for _ in range(10)))
    (folder,) = (path for path in tmp_path.iterdir() if path.is_dir())
    if damage == "meta":
        (folder / "entries" / "meta.json").write_text("{")
    elif damage == "segment":
        for path in (folder / "entries").glob("*.idx"):
            path.unlink()
    elif damage == "about":
        (folder / "about.json").write_bytes(b"\xff")
    elif damage == "folder":
        (folder / "names" / "meta.json").unlink()
    else:
        (tmp_path / "current").write_text("elsewhere")
    fresh = TantivyEngine(tmp_path)
    assert fresh.status() is Status.DAMAGED
    with pytest.raises(SearchUnavailable):
        fresh.find(Query())
    with fresh.building("again") as draft:
        draft.fill([document("storm")])
    assert fresh.status() is Status.READY
    assert fresh.count(Query(Word("storm"))) == 1


@pytest.mark.parametrize("ending", ["idx", "pos", "term", "store", "fast", "fieldnorm", "del"])
@pytest.mark.parametrize("damage", ["gone", "changed"])
def test_damage_that_opening_does_not_see_is_found_by_reading_everything(
    engine, tmp_path, ending, damage
):
    put(engine, *(document(f"storm {number}") for number in range(50)))
    put(engine, document("calm", id=engine.ids(Query(), 1)[0]))  # which deletes another
    engine.examine()
    assert engine.status() is Status.READY
    for path in tmp_path.glob(f"*/entries/*.{ending}"):
        content = path.read_bytes()
        path.unlink()
        if damage == "changed":
            path.write_bytes(bytes(byte ^ 255 for byte in content[:8]) + content[8:])
    fresh = TantivyEngine(tmp_path)
    fresh.examine()
    assert fresh.status() is Status.DAMAGED
    with fresh.building("again") as draft:
        draft.fill([document("storm")])
    fresh.examine()
    assert fresh.status() is Status.READY


def test_damage_that_a_search_comes_upon_is_told_from_then_on(engine, tmp_path):
    put(engine, document("storm warning"))
    for path in tmp_path.glob("*/entries/*.pos"):
        path.unlink()
    fresh = TantivyEngine(tmp_path)
    assert fresh.status() is Status.READY
    with pytest.raises(SearchUnavailable):
        fresh.find(Query(Word("storm")))
    assert fresh.status() is Status.DAMAGED


@pytest.mark.parametrize("pointer", ["bytes", "folder"])
def test_a_pointer_that_cannot_be_read_is_damage(engine, tmp_path, pointer):
    current = tmp_path / "current"
    current.unlink()
    if pointer == "bytes":
        current.write_bytes(b"\xff\xfe")
    else:
        current.mkdir()
    assert engine.status() is Status.DAMAGED
    engine.examine()
    with pytest.raises(SearchUnavailable):
        engine.find(Query())


def test_a_new_index_that_fails_leaves_the_one_in_use_and_no_rest(engine, tmp_path):
    put(engine, document("kept"))
    with pytest.raises(RuntimeError), engine.building("bad") as draft:
        draft.fill([document("lost")])
        raise RuntimeError
    assert engine.count(Query()) == 1
    assert sum(path.is_dir() for path in tmp_path.iterdir()) == 1


def test_what_a_killed_rebuild_left_is_swept_away_by_the_next(engine, tmp_path):
    (tmp_path / "abandoned" / "entries").mkdir(parents=True)
    with engine.building("next"):
        pass
    assert sum(path.is_dir() for path in tmp_path.iterdir()) == 1

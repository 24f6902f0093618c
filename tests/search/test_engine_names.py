"""The words and names that an engine offers."""

from __future__ import annotations

from entries.search.base import NameDocument
from tests.search.documents import KINDS, document, put, texts


def test_words_of_the_archive_are_offered_by_their_beginning_and_by_likeness(engine):
    texts(engine, "Mariupol siege", "Mariupol", "maritime", "Jens Stoltenberg")
    assert engine.words_from("Mari", 5) == [("mariupol", 2), ("maritime", 1)]
    assert engine.words_like("mariupil") == [("mariupol", 2)]
    assert engine.words_like("stoltenbrug")[0] == ("stoltenberg", 1)
    assert engine.words_like("stoltnburg")[0] == ("stoltenberg", 1)
    assert engine.words_like("xyzzyplugh") == []
    assert engine.words_from("", 5) == []


def test_names_are_offered_by_any_alias_with_their_entries(engine):
    person = NameDocument("person", 1, "volodymyr-zelensky", "Volodymyr Zelensky", ["Zelenskiy"])
    place = NameDocument("place", 1, "zelenograd", "Zelenograd")
    put(engine, document(persons=[1]), document(persons=[1]), names=(person, place))
    offered = engine.names_from("zel", KINDS, 8)
    assert [(each.kind, each.slug, each.count) for each in offered] == [
        ("person", "volodymyr-zelensky", 2),
        ("place", "zelenograd", 0),
    ]
    assert [each.name for each in engine.names_from("zel", ["place"], 8)] == ["Zelenograd"]
    (one,) = engine.names_from("zelenskiy", KINDS, 8)
    assert (one.name, one.matched) == ("Volodymyr Zelensky", "Zelenskiy")
    assert [each.name for each in engine.names_from("volod zel", KINDS, 8)] == []
    assert [each.name for each in engine.names_from("zelensky volod", KINDS, 8)] == [
        "Volodymyr Zelensky"
    ]


def test_a_name_is_known_by_its_slug_and_by_each_alias_written_in_full(engine):
    names = (
        NameDocument("person", 1, "jose-munoz", "José Muñoz", ["Muñoz"]),
        NameDocument("place", 2, "munoz", "Muñoz"),
    )
    put(engine, names=names)
    for name in ("jose-munoz", "JOSE MUNOZ", "muñoz"):
        assert [each.id for each in engine.names_called(name, ["person", "organisation"])] == [1]
    assert [each.id for each in engine.names_called("Munoz", ["person", "place"])] == [1, 2]
    assert engine.names_called("José", ["person"]) == []
    assert engine.names_called("?", ["person"]) == []

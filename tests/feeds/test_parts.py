"""How the entries of a stream are dealt out to the documents of its feed."""

from __future__ import annotations

from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from entries.feeds.parts import ITEMS_A_PAGE, archived_links, parts_of


def entries(length: int) -> list[tuple[int, str]]:
    return [(number, f"{number:010}") for number in range(length)]


@given(st.integers(0, 1000))
def test_every_entry_stands_in_one_document_and_all_archives_are_full(length):
    *archives, last = parts_of(entries(length))
    assert list(chain(*(part.ids for part in archives), last.ids)) == list(range(length))
    assert {len(part.ids) for part in archives} <= {ITEMS_A_PAGE}
    assert len(last.ids) < 2 * ITEMS_A_PAGE
    assert len(last.ids) >= ITEMS_A_PAGE or not archives
    assert last.name == ""


@given(st.integers(0, 400), st.integers(0, 400))
def test_newer_entries_leave_all_archives_as_they_are(length, more):
    before = parts_of(entries(length))[:-1]
    assert parts_of(entries(length + more))[: len(before)] == before


@given(st.integers(0, 400), st.integers(0, 400))
def test_a_name_never_stands_for_other_entries_than_before(length, place):
    old = {part.name: part.ids for part in parts_of(entries(length))[:-1]}
    changed = entries(length)
    changed.insert(min(place, length), (9999, "late"))
    new = {part.name: part.ids for part in parts_of(changed)[:-1]}
    assert all(old[name] == new[name] for name in old.keys() & new.keys())
    kept = sum(len(part) for name, part in new.items() if name in old)
    assert kept >= min(place, len(old) * ITEMS_A_PAGE) // ITEMS_A_PAGE * ITEMS_A_PAGE


@given(st.integers(0, 600))
def test_all_documents_are_reached_from_the_one_to_subscribe_to_and_back(length):
    names = [part.name for part in parts_of(entries(length))]
    links = [archived_links("/feed", names, at) for at in range(len(names))]
    by_address = {each["self"]: each for each in links}
    at, seen = "/feed", []
    while at:
        seen.append(at)
        at = by_address[at].get("prev-archive", "")
    assert seen == [each["self"] for each in reversed(links)]
    for newer, older in zip(links[1:-1], links[:-2], strict=True):
        assert by_address[newer["prev-archive"]] == older
        assert older["next-archive"] == newer["self"]

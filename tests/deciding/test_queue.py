"""Suggestions are grouped by name, with counts and sentences, and found by kind, cue and words."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entries.deciding.queue import groups, keys_to_review
from entries.models import NameRefusal, Suggestion
from tests.factories import make_entry, make_person, paragraph

from .world import suggest

pytestmark = pytest.mark.django_db


def keys(**asked: str) -> list[str]:
    return [row["key"] for row in keys_to_review(**asked)]


def test_names_of_most_entries_come_first_and_equal_ones_by_name() -> None:
    for words in ("Bo Reed speaks", "Bo Reed leaves", "Cy Holm and Al Moor wait"):
        entry = make_entry(words, blocks=[paragraph("Bo Reed again.")] if "Bo" in words else [])
        for name in ("Bo Reed", "Cy Holm", "Al Moor"):
            if name in words:
                suggest(entry, name)
    suggest(entry := make_entry("Al Moor", blocks=[]), "Al Moor")
    suggest(entry, "Moor")
    assert [(row["key"], row["number"]) for row in keys_to_review()] == [
        ("al moor", 2),
        ("bo reed", 2),
        ("cy holm", 1),
        ("moor", 1),
    ]


def test_group_tells_what_is_suggested_under_its_name() -> None:
    once = make_entry("BO REED leaves. Bo Reed waves.", blocks=[])
    suggest(once, "BO REED", cue="role")
    suggest(once, "Bo Reed", "place", start=16)
    again = make_entry("It rains. Mr Bo Reed speaks; all listen. They go.", blocks=[])
    suggest(again, "Bo Reed")
    [group] = groups(["bo reed", "cy holm"])
    assert (group.name, group.entry_count) == ("Bo Reed", 2)
    assert (group.kinds, group.cues) == (("person", "place"), ("role", "said"))
    assert [("".join(each.sentence), each.entry) for each in group.examples] == [
        ("Mr Bo Reed speaks; all listen.", again),
        ("BO REED leaves.", once),
    ]
    assert group.cue_labels == ["what it is stands behind it", "it says something"]


def test_groups_keep_the_order_asked_for_and_three_examples_at_the_most() -> None:
    for number in range(5):
        entry = make_entry(f"Bo Reed and Cy Holm, {number}")
        suggest(entry, "Bo Reed")
        suggest(entry, "Cy Holm")
    found = groups(["cy holm", "bo reed"])
    assert [(group.key, len(group.examples)) for group in found] == [("cy holm", 3), ("bo reed", 3)]
    assert groups([]) == []


def test_names_are_found_by_kind_cue_and_words() -> None:
    entry = make_entry("Bo Réed, Cy Holm and the 100% Board")
    suggest(entry, "Bo Réed", cue="title")
    suggest(entry, "Cy Holm", "place", "in")
    suggest(entry, "100% Board", "organisation", "head")
    assert keys(kind="place") == ["cy holm"]
    assert keys(cue="title") == ["bo reed"]
    assert keys(words="REE") == ["bo reed"]
    assert keys(words="100") == ["100 board"]
    assert keys(kind="person", cue="in") == []
    assert len(keys(words="%")) == 3  # no word at all


def test_surname_that_its_liveblog_tells_by_now_is_left_out() -> None:
    entry = make_entry("Reed speaks; Reed leaves")
    for start in (0, 13):
        suggest(entry, "Reed", cue="shared", start=start)
    assert keys() == ["reed"]
    entry.mentions.create(actor=make_person("Bo Reed"), start=0, end=4, matched="Reed")
    [group] = groups(["reed"])
    assert [example.suggestion.start for example in group.examples] == [13]
    Suggestion.objects.filter(start=13).delete()
    assert (keys(), groups(["reed"])) == ([], [])


def test_refused_name_that_an_import_brings_once_more_is_left_out() -> None:
    suggest(make_entry("Great Wall says"), "Great Wall")
    NameRefusal.objects.create(key="great wall", name="Great Wall")
    assert (keys(), groups(["great wall"])) == ([], [])


def test_groups_take_a_fixed_number_of_queries() -> None:
    counts = set()
    for number in range(2, 12, 3):
        names = [f"Name {letter}" for letter in "abcdefghijkl"[:number]]
        suggest(make_entry(" and ".join(names)), names[-1])
        for name in names[:-1]:
            suggest(make_entry(name), name)
        with CaptureQueriesContext(connection) as queries:
            groups([name.lower() for name in names])
        counts.add(len(queries))
    assert len(counts) == 1

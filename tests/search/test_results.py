"""What a search answers: entries with their words marked, and better words where few are found."""

from __future__ import annotations

import pytest

from entries.search import Query, search
from entries.search.language import parse
from entries.search.nodes import Filter
from entries.search.rebuilding import rebuild
from tests.factories import make_entry, make_person, mention, paragraph

pytestmark = pytest.mark.django_db


def found(text: str, **values):
    return search(Query(parse(text).node, sort="relevance", **values))


def test_the_words_that_match_are_marked_in_headline_and_text():
    make_entry("Bridges close", blocks=[paragraph("The closing of the old bridge took hours.")])
    rebuild()
    (hit,) = found("bridge closed").hits
    assert hit.title == "<mark>Bridges close</mark>"
    assert hit.passage == "The <mark>closing</mark> of the old <mark>bridge</mark> took hours."


def test_what_others_wrote_is_escaped_before_it_is_marked():
    make_entry("<b>Storm</b> & co", blocks=[paragraph("<script>storm</script> x < y")])
    rebuild()
    (hit,) = found("storm").hits
    assert hit.title == "&lt;b&gt;<mark>Storm</mark>&lt;/b&gt; &amp; co"
    assert hit.passage == "&lt;script&gt;<mark>storm</mark>&lt;/script&gt; x &lt; y"


def test_the_passage_is_the_one_with_most_of_the_words():
    filler = " ".join(f"Sentence number {n} says little about anything." for n in range(60))
    text = f"The storm began. {filler} The storm closed the bridge at noon. {filler}"
    make_entry("Day", blocks=[paragraph(text)])
    rebuild()
    (hit,) = found("storm bridge").hits
    assert "The <mark>storm</mark> closed the <mark>bridge</mark> at noon." in hit.passage
    assert len(hit.passage) < 600


def test_an_entry_without_marked_text_has_no_passage():
    make_entry("Storm ahead", blocks=[paragraph("Nothing else.")])
    rebuild()
    assert found("storm").hits[0].passage == ""
    assert search(Query()).hits[0].passage == ""


def test_the_words_that_stand_for_a_headline_are_not_said_again():
    words = " ".join(f"word{number}" for number in range(1, 13))
    make_entry("", blocks=[paragraph(f"{words}, and the storm came.")])
    rebuild()
    (hit,) = found("word2 storm").hits
    assert hit.title.endswith("word11 word12…") and "<mark>word2</mark>" in hit.title
    assert hit.passage == "…and the <mark>storm</mark> came."
    assert found("word2").hits[0].passage == ""


def test_an_entry_that_was_deleted_since_is_left_out():
    kept, gone = make_entry("Kept"), make_entry("Gone")
    rebuild()
    gone.delete()
    assert [hit.entry for hit in search(Query()).hits] == [kept]


def test_a_better_spelling_is_offered_only_where_it_finds_more():
    person = make_person()
    for number in range(12):
        mention(make_entry(f"Stoltenberg speaks {number}"), person)
    make_entry("Harbour")
    rebuild()
    instead = found("Stoltenburg speaks").instead
    assert (instead.spellings, instead.total) == ((("Stoltenburg", "stoltenberg"),), 12)
    assert found("Stoltenberg").instead is None
    assert found("Stoltenburg harbour").instead is None
    assert found("xyzzyplugh").instead is None
    assert search(Query()).instead is None
    nobody = (Filter("actor", person.pk + 1),)
    assert found("Stoltenburg", filters=nobody).instead is None


def test_a_page_takes_two_queries_of_the_database(django_assert_num_queries):
    for number in range(25):
        make_entry(f"Storm {number}", bylines=[("Rae Quill", "")])
    rebuild()
    with django_assert_num_queries(2):
        results = found("storm", page=2)
    assert (results.total, results.page, len(results.hits)) == (25, 2, 5)

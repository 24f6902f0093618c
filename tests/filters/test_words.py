"""What stands in the search box: which of it filters, and what is left out."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from entries.filters import EntryFilter
from tests.factories import (
    make_entry,
    make_organisation,
    make_person,
    make_place,
    mention,
)
from tests.filters.asked import canonical, left_out

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("q=sanctions+actor:harbour-board", "q=sanctions&actor=harbour-board"),
        ("q=actor:%22Harbour+Board%22", "actor=harbour-board"),
        ("q=-actor:harbour-board+ferry&page=3", "q=ferry&-actor=harbour-board&page=3"),
        ("q=actor:harbour-board&actor=ada-marsh", "actor=ada-marsh&actor=harbour-board"),
        ("q=is:breaking+has:quote+by:%22Rae+Quill%22", "label=breaking&byline=Rae+Quill&has=quote"),
        ("q=in:harbour-news/storm-over-the-harbour+source:harbour-news",
         "source=harbour-news&liveblog=harbour-news%2Fstorm-over-the-harbour"),
        ("q=on:2022-03-24", "from=2022-03-24&to=2022-03-24"),
        ("q=storm+before:2022-03", "q=storm&to=2022-02"),
        ("q=after:2021&from=2021-06&to=2022-03", "from=2022&to=2022-03"),
        ("q=(gale+OR+storm)+place:port-ellen", "q=gale+OR+storm&place=port-ellen"),
    ],
)  # fmt: skip
def test_field_words_move_out_of_the_box_into_their_parameters(index, typed, address):
    entry = make_entry(labels=["breaking"])
    mention(entry, make_person(), make_organisation(), make_place())
    assert canonical(typed) == address
    assert canonical(address) == address


def test_a_field_word_that_names_nothing_stays_in_the_box_and_out_of_the_search(found):
    make_entry("Storm")
    make_place()
    query = "q=storm+actor:nobody"
    assert found(query) == ["Storm"]
    assert canonical(query) == query.replace(":", "%3A")
    reason = "No person or organisation is called “nobody” here."
    assert left_out(query) == [("actor:nobody", reason)]
    assert canonical(f"{query}+place:port-ellen") == "q=storm+actor%3Anobody&place=port-ellen"


def test_field_words_in_groups_stay_words_and_filter(found):
    person, place = make_person(), make_place()
    mention(make_entry("Hers"), person)
    mention(make_entry("There"), place)
    make_entry("Neither")
    query = "q=actor:ada-marsh+OR+place:port-ellen"
    assert set(found(query)) == {"Hers", "There"}
    assert canonical(query) == query.replace(":", "%3A")
    assert found("q=hers+(actor:ada-marsh+OR+place:nowhere)") == ["Hers"]
    assert found("q=actor:ada-marsh+OR+(hers+-place:port-ellen)") == ["Hers"]


def test_what_was_left_out_is_said_though_a_field_word_could_move(found):
    mention(make_entry("Storm"), make_person())
    query = "q=storm+)+actor:ada-marsh"
    assert left_out(query) == [(")", "the bracket was never opened, so it is ignored")]
    assert found(query) == ["Storm"]
    words = EntryFilter(QueryDict(query)).words
    assert words.otherwise == "storm actor:ada-marsh"


def test_words_typed_as_they_are_understood_are_not_said_again():
    assert EntryFilter(QueryDict("q=sea++wall")).words.otherwise == ""
    assert EntryFilter(QueryDict("q=“sea+wall”")).words.otherwise == '"sea wall"'

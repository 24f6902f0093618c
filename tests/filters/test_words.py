"""What stands in the search box: which of it filters, and what is left out."""

from __future__ import annotations

from urllib.parse import urlencode

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
from tests.filters.asked import canonical, errors, left_out

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


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("actor:nobody", "No person or organisation is called “nobody” here."),
        ("-actor:nobody", "No person or organisation is called “nobody” here."),
        ("(hers OR place:xyz)", "No place is called “xyz” here."),
        ("topic:nope", "No topic is called “nope” here."),
        ("source:nope", "No source is called “nope” here."),
        ("in:nope", "No liveblog has the address or title “nope” here."),
        ("is:nope", "No entry carries the label “nope”."),
        (
            "on:2022-13",
            "Give a year, month or day as numbers, such as 2022, 2022-03 or 2022-03-24.",
        ),
        ("after:9999", "The calendar ends there."),
    ],
)
def test_a_field_word_that_names_nothing_is_an_error_and_stays_in_the_box(typed, reason):
    query = urlencode({"q": f"storm {typed}"})
    assert errors(query) == {"q": [reason]}
    assert canonical(query) == query


def test_what_is_clear_leaves_the_box_though_another_field_word_names_nothing():
    make_place()
    query = "q=storm+actor:nobody+place:port-ellen"
    assert canonical(query) == "q=storm+actor%3Anobody&place=port-ellen"


def test_a_colon_alone_makes_no_field_word(found):
    make_entry("Ukraine: what we know at 12:30 from http://example.org/a")
    for typed in ("Ukraine: what we know", "12:30", "http://example.org/a", "ukraine:what"):
        assert found(urlencode({"q": typed})), typed


def test_field_words_in_groups_stay_words_and_filter(found):
    person, place = make_person(), make_place()
    mention(make_entry("Hers"), person)
    mention(make_entry("There"), place)
    make_entry("Neither")
    query = "q=actor:ada-marsh+OR+place:port-ellen"
    assert set(found(query)) == {"Hers", "There"}
    assert canonical(query) == query.replace(":", "%3A")
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

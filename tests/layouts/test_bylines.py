"""Who wrote an entry, as pages print it."""

import pytest

from entries.layouts.base import Byline
from entries.layouts.stamped.bylines import is_name, names_in, read_byline_line


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("By Ada Moreno", [("Ada Moreno", None)]),
        ("By Ada Moreno, Europe editor, in Oslo", [("Ada Moreno", "Europe editor, in Oslo")]),
        ("By Ada Moreno and Ben Ferris", [("Ada Moreno", None), ("Ben Ferris", None)]),
        (
            "By Carla Voss, data and forensics editor, and Ben Ferris, producer",
            [("Carla Voss", "data and forensics editor"), ("Ben Ferris", "producer")],
        ),
        ("From CNN's Ada Moreno in Vilnius", [("Ada Moreno", "in Vilnius")]),
        ("From CNN staff in the lower valley", [("CNN staff", "in the lower valley")]),
        (
            "From CNN's Ada Moreno in Kyiv and Ben Ferris in London",
            [("Ada Moreno", "in Kyiv"), ("Ben Ferris", "in London")],
        ),
        (
            "From CNN's Ada Moreno in New York and Los Angeles",
            [("Ada Moreno", "in New York and Los Angeles")],
        ),
        ("From CNN's Ada Moreno in Washington, D.C.", [("Ada Moreno", "in Washington, D.C.")]),
        (
            "By Ada Moreno and Ben Ferris, BBC News",
            [("Ada Moreno", None), ("Ben Ferris", "BBC News")],
        ),
        ("By RFE/RL's Tide Service", [("RFE/RL's Tide Service", None)]),
        ('From <a href="/profiles/x">Ada Moreno</a>', [("Ada Moreno", None)]),
        ("Par Ada Moreno", [("Ada Moreno", None)]),
    ],
)
def test_people_of_a_byline_are_read_with_their_roles(text, people):
    assert read_byline_line(text) == tuple(Byline(*each) for each in people)


@pytest.mark.parametrize(
    "text",
    ["By the numbers", "From Kyiv to Lviv, people queue.", "By 2pm nobody was left.", "By", "from"],
)
def test_sentence_that_begins_like_a_byline_is_none(text):
    assert read_byline_line(text) == ()


@pytest.mark.parametrize(
    "name", ["Ada Moreno", "Jean-Luc de la Tour", "D. O’Dowd", "Emory Castell Jr."]
)
def test_name_is_a_name(name):
    assert is_name(name)


@pytest.mark.parametrize(
    "text",
    ["Ada", "President Moreno", "Ada moreno", "Breaking News", "Ferries stop.", "Ada Moreno 3", ""],
)
def test_other_words_are_no_name(text):
    assert not is_name(text)


def test_line_of_names_alone_gives_each():
    assert [person.name for person in names_in("Ada Moreno, Ben Ferris and Li Wu")] == [
        *("Ada Moreno", "Ben Ferris", "Li Wu")
    ]
    assert names_in("Ada Moreno, Europe editor") == ()

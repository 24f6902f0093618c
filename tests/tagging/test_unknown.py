"""What looks like a name, and is none of the known, is suggested with the cue of its kind."""

import pytest

from entries.models import Suggestion
from entries.tagging.recogniser import KnownName, Recogniser
from entries.tagging.unknown import LONGEST, LONGEST_TEXT, Suggested, suggested_by

RECOGNISER = Recogniser(
    [
        KnownName("Eastport", "eastport", (), "place"),
        KnownName("Ada Marsh", "marsh", (), "person"),
        KnownName("Harbour Board", "board"),
    ]
)


def suggested(text: str, recogniser: Recogniser = RECOGNISER) -> list[tuple[str, str, str]]:
    return [(each.matched, each.kind, each.cue) for each in recogniser.read(text).suggested]


CUES = [
    ("Then Minister Brankov left.", ("Brankov", "person", "title")),
    ("Then Mr Brankov left.", ("Brankov", "person", "title")),
    ("Then Mr. Brankov left.", ("Brankov", "person", "title")),
    ("Then Gen. Brankov left.", ("Brankov", "person", "title")),
    ("Then the actor Lum Brankov left.", ("Lum Brankov", "person", "title")),
    ("Then Foreign Minister Brankov left.", ("Brankov", "person", "title")),
    ("Then Prime Minister Lum Brankov left.", ("Lum Brankov", "person", "title")),
    ("Then Anna Brankov left.", ("Anna Brankov", "person", "given")),
    ("Then Anna van der Brankov left.", ("Anna van der Brankov", "person", "given")),
    ("Then Anna B. Brankov left.", ("Anna B. Brankov", "person", "given")),
    ("Then Anna Brankov-Lum left.", ("Anna Brankov-Lum", "person", "given")),
    ("Then Brankov said no.", ("Brankov", "person", "said")),
    ("Lum Brankov told us so.", ("Lum Brankov", "person", "said")),
    ("Lum Brankov, a baker, ran.", ("Lum Brankov", "person", "role")),
    ("Lum Brankov, mayor of the town, ran.", ("Lum Brankov", "person", "role")),
    ("“It is closed,” said Lum Brankov.", ("Lum Brankov", "person", "said")),
    ("Crowds gather in Brankovo.", ("Brankovo", "place", "in")),
    ("People in Brankovo said no.", ("Brankovo", "place", "in")),
    ("The town of Little Brankovo is cut off.", ("Little Brankovo", "place", "in")),
    ("Then the Brankov Institute shut.", ("Brankov Institute", "organisation", "head")),
    ("Then the Ministry of Ferries shut.", ("Ministry of Ferries", "organisation", "head")),
    (
        "Then the Institute for the Study of Ferries shut.",
        ("Institute for the Study of Ferries", "organisation", "head"),
    ),
    ("Then the King Brankov Hospital shut.", ("King Brankov Hospital", "organisation", "head")),
]


@pytest.mark.parametrize(("text", "expected"), CUES, ids=lambda value: str(value)[:40])
def test_a_cue_tells_the_kind(text, expected):
    assert suggested(text) == [expected]


def test_every_cue_and_kind_that_the_record_knows_is_tried():
    elsewhere = {"recogniser", "shared", "other"}
    assert {cue for _, (_, _, cue) in CUES} | elsewhere == set(Suggestion.Cue.values)
    assert {kind for _, (_, kind, _) in CUES} == set(Suggestion.Kind.values)


def test_a_suggestion_says_where_it_stands_and_how_it_is_folded():
    text = "🌊 Then Mr Bránkov left."
    assert RECOGNISER.read(text).suggested == (
        Suggested(10, 17, "Bránkov", "brankov", "person", "title"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "Then Brankov left.",  # no cue
        "Brankov said no.",  # one word with the capital of its sentence
        "Tickets said nothing.",
        "Oars handed in The boathouse wants them.",
        "Then the Duke of Eastport left.",
        "However, the ferry sails.",
        "The Attorney General left.",  # nothing but titles
        "in March, on Monday, in English",
        "in Brexit times",
        "in the UN, in UNHCR, said UNHCR",  # acronyms
        "THEN MR BRANKOV SAID NO",
        "Then Mr Brankov Left Brankovo In Tears Again",  # each word has a capital
        "Mr. B said no.",  # an initial alone
        "Then he praised the minister. Brankov left.",
        "in\nBrankovo",
        "",
        "1 2 3 … “” 🌊",
    ],
)
def test_what_shows_no_name_is_not_suggested(text):
    assert suggested(text) == []


@pytest.mark.parametrize(
    "text",
    ["Then Ada Marsh left Eastport.", "in Eastport, at the Harbour Board"],
)
def test_what_is_known_is_not_suggested(text):
    assert suggested(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She walks over Eastport Bridge in Brankovo.", [("Brankovo", "place", "in")]),
        ("Crowds gather in Eastport Fields.", [("Eastport Fields", "place", "in")]),
        ("Then Mr Eastport left.", [("Eastport", "person", "title")]),
        ("Then Jack Eastport left.", [("Jack Eastport", "person", "given")]),
        ("Then Ada Marsh-Brankov said no.", [("Ada Marsh-Brankov", "person", "said")]),
        ("He is of the Bank of Eastport.", [("Bank of Eastport", "organisation", "head")]),
    ],
)
def test_a_longer_name_that_holds_a_known_one_is_suggested_whole(text, expected):
    assert suggested(text) == expected
    assert RECOGNISER.find(text) == ()


def test_refused_names_are_suggested_no_more_however_they_are_written():
    refusing = Recogniser([], refused=["brankov"])
    assert suggested("Mr Brankov and Mr BRÁNKOV met Mr Lum.", refusing) == [
        ("Lum", "person", "title")
    ]
    assert suggested("Then Anna Brankov left.", refusing) == [("Anna Brankov", "person", "given")]


def test_a_run_of_many_words_is_no_name():
    longest = " ".join(["Anna", *["Brankov"] * (LONGEST - 1)])
    assert suggested(f"someone met {longest}") == [(longest, "person", "given")]
    assert suggested(f"someone met {longest} Brankov") == []


def test_a_name_longer_than_the_record_holds_is_left_out():
    parted = "Anna" + " " * (LONGEST_TEXT - 11) + "Brankov"
    assert [len(matched) for matched, _, _ in suggested(f"so {parted} ran")] == [LONGEST_TEXT]
    assert suggested(f"so {parted.replace('Anna', 'Annas')} ran and Mr {'B' + 'b' * 200} ran") == []


def test_a_name_that_several_known_ones_share_is_suggested():
    shared = Recogniser([KnownName("Mill", "one", (), "place"), KnownName("Mill", "two")])
    assert suggested("at the Mill", shared) == [("Mill", "place", "shared")]


def test_lines_and_sentences_part_names():
    text = "We met Anna Brankov\nLum Pavlik left. We saw Anna\n\nPavlik in tears"
    assert suggested(text) == [("Anna Brankov", "person", "given")]


TEXT = "Brankov met Lum in Brankovo."


@pytest.mark.parametrize(
    ("spans", "matched"),
    [
        ([(12, 15, "person"), (0, 7, "person")], ["Brankov", "Lum"]),
        ([(0, 7, "person"), (0, 11, "person"), (5, 15, "person")], ["Brankov"]),
        ([(0, 7, "animal"), (12, 15, "person")], ["Lum"]),
        ([(-1, 7, "person"), (7, 0, "person"), (0, 99, "person"), (3, 3, "person")], []),
        ([(27, 28, "person")], []),  # no letter
        ([(19, 27, "place")], []),  # refused
        ([(8, 11, "person")], []),  # taken
        ([(7, 9, "person"), (10, 15, "person"), (11, 15, "person")], ["Lum"]),
    ],
)
def test_of_another_recogniser_only_sound_spans_in_free_parts_count(spans, matched):
    taken = [Suggested(8, 11, "met", "met", "person", "said")]
    found = list(suggested_by(TEXT, spans, taken, frozenset({"brankovo"})))
    assert [each.matched.strip() for each in found] == matched
    assert {each.cue for each in found} <= {"recogniser"}
    assert all(TEXT[each.start : each.end] == each.matched for each in found)


def test_a_span_longer_than_the_record_holds_is_left_out():
    text = "B" * (LONGEST_TEXT + 1)
    assert not list(suggested_by(text, [(0, LONGEST_TEXT + 1, "person")], [], frozenset()))
    (whole,) = suggested_by(text, [(0, LONGEST_TEXT, "person")], [], frozenset())
    assert len(whole.key) == LONGEST_TEXT

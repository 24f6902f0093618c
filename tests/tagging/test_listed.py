"""Names that others beside them decide: lists of places, and which of two meanings is clearer."""

import pytest

from entries.tagging.recogniser import KnownName, KnownSurname, PlaceFacts, Recogniser

SMALL = ("<in> …", "… , <within>")
PLACES = {
    "Weirton": "Spring",
    "Lockport": "Spring",
    "Damville": "Spring",
    "Farham": "Autumn",
}
RECOGNISER = Recogniser(
    [KnownName(name, name, SMALL, "place") for name in PLACES]
    + [KnownName("Spring Valley", "Spring Valley", ("… , <within>",), "place")]
    + [
        KnownName("Ferry", "Ferry, a quarter", ("<in> …",), "place"),
        KnownName("Ferry", "Ferry FC", ("goal", "match", "club"), "organisation"),
        KnownName("Senate", "Upper Senate", ("bill", "vote", "Marsh"), "organisation"),
        KnownName("Senate", "Lower Senate", ("vote", "law"), "organisation"),
        KnownName("Weirland", "Weirland", (), "country"),
        KnownName("Rita Kowal", "Rita Kowal", (), "person"),
        KnownName("Ada Marsh", "Ada Marsh", (), "person"),
        KnownName("Jim Justice", "Jim Justice", (), "person"),
        KnownName("Lord Hunt", "Tom Hunt", (), "person"),
        KnownName("Emre Can", "Emre Can", (), "person"),
    ],
    (),
    [
        KnownSurname("Kowal", "Rita Kowal", ("Rita Kowal",)),
        KnownSurname("Marsh", "Ada Marsh", ("Ada Marsh",)),
        KnownSurname("Can", "Emre Can", ("Emre Can",)),
        KnownSurname("Justice", "Jim Justice", ("Jim Justice",)),
        KnownSurname("Hunt", "Tom Hunt", ("Tom Hunt", "Lord Hunt")),
    ],
    {
        **{name: PlaceFacts((name, region, "Weirland")) for name, region in PLACES.items()},
        "Spring Valley": PlaceFacts(("Spring Valley", "Spring", "Weirland")),
        "Weirland": PlaceFacts(("Weirland",)),
    },
)


def meant(text: str) -> list[str]:
    return [hit.target for hit in RECOGNISER.find(text)]


def suggested(text: str) -> list[str]:
    return [each.matched for each in RECOGNISER.read(text).suggested]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fires burn near Weirton, Lockport and Damville.", ["Weirton", "Lockport", "Damville"]),
        ("Weirton and Lockport burn; so say men in Lockport.", ["Lockport"]),
        ("Weirton, Lockport and all in Damville burn.", ["Damville"]),
        ("Lockport, Weirton, in Damville", ["Damville"]),
        ("Fires near Weirton and Farham", ["Weirton"]),
        ("Fires near Weirton, and Lockport, burn", ["Weirton", "Lockport"]),
        ("Fires near Weirton.\n\nAnd Lockport", ["Weirton"]),
        ("Fires near Weirton. And Lockport", ["Weirton"]),
        ("Fires near Weirton. Lockport is safe.", ["Weirton"]),
        ("Fires near Weirton and Spring Valley", ["Weirton"]),
        ("Weirton and Lockport", []),
        ("Fires burn near Weirton and Lockport Bridge", ["Weirton"]),
    ],
)
def test_a_place_counts_in_a_list_with_one_of_its_region(text, expected):
    assert meant(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The club won the match. A flat in Ferry is dear.", ["Ferry, a quarter"]),
        ("The club won the match. Ferry are through.", ["Ferry FC"]),
        ("The Senate has a vote on the bill, says the party of Marsh.", ["Upper Senate"]),
        ("The Senate has a vote on the bill.", []),
    ],
)
def test_of_two_meanings_the_clearer_one_counts(text, expected):
    assert [each for each in meant(text) if each != "Ada Marsh"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Then Mr Kowal left.", ["Rita Kowal"]),
        ("Then Special Constable Kowal left.", []),
        ("Then Detective Kowal said no.", []),
        ("Boats leave the Kowal islands.", []),
        ("Boats leave Kowal Islands.", []),
        ("A day in court with Justice Lum Brankov.", []),
        ("A day in court with Governor Justice.", ["Jim Justice"]),
        ("Then Lord Marsh said no.", []),
        ("Then Lord Hunt said no.", ["Tom Hunt"]),
    ],
)
def test_a_surname_may_be_somebody_elses_or_lands(text, expected):
    assert meant(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Can it be done?", []), ("So Can came.", ["Emre Can"]), ("A pass to Can.", ["Emre Can"])],
)
def test_what_begins_a_sentence_is_a_word_before_it_is_a_surname(text, expected):
    assert meant(text) == expected


def test_a_word_with_a_capital_before_a_common_surname_is_a_given_name():
    assert meant("Kimberly Marsh said no.") == []
    assert meant("Tired Kowal said no. Tired Marsh said no.") == ["Rita Kowal"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fires burn in Mouths-of-the-Weirton.", []),
        ("Fires burn in Port-Weirton.", []),
        ("An anti-Weirton march in Weirton", ["Weirton"]),
    ],
)
def test_a_place_within_a_hyphened_name_does_not_count(text, expected):
    assert meant(text) == expected


def test_a_partys_name_does_not_count_for_its_country():
    assert meant("United Weirland Party wins") == []
    assert meant("The Weirland Parliament votes") == ["Weirland"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rita Kowal came. Then Rita said no.", []),
        ("Ada Marsh came. Then Rita Brankov said no.", ["Rita Brankov"]),
        ("It is said in Brankish.", []),
        ("It is said in Brankovian or in Brankese.", []),
        ("So Anna Brankov Visits us at last", ["Anna Brankov"]),
    ],
)
def test_parts_of_known_names_peoples_and_verbs_are_not_suggested(text, expected):
    assert suggested(text) == expected

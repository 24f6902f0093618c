"""Surnames that stand alone, titles and initials before them, and names within other names."""

import pytest

from entries.models import Mention
from entries.tagging.recogniser import KnownName, KnownSurname, PlaceFacts, Recogniser, Rule

PEOPLE = [
    "Rita Kowal",
    "Ada Marsh",  # a common surname
    "Theresa May",  # a common one that is a month
    "Mark Hunt",  # a word
    "Tom Quill",
    "Zoe Quill",
    "Max Crane",
    "Ivo Crane",  # the best known of the Cranes
    "Liv Stone",  # a word and a common one, of which she is the best known bearer
    "Wim van der Reed",
    "Oleh Kravetsky",
    "Bo Mark",
]
SURNAMES = {"Wim van der Reed": "van der Reed"}
BEST_KNOWN = {"Ivo Crane", "Liv Stone"}
PLACES = {"London": "place", "Chelsea": "place", "England": "country", "Jordan": "country"}


def surname(person: str) -> str:
    return SURNAMES.get(person, person.split()[-1])


RECOGNISER = Recogniser(
    [KnownName(name, name, (), "person") for name in PEOPLE]
    + [KnownName(name, name, (), kind) for name, kind in PLACES.items()]
    + [KnownName("Ferry Board", "Ferry Board")]
    + [KnownName("Airport", "Airport", ("… , <within>",), "place")],
    ["Ada Marsh Island"],
    [KnownSurname(surname(name), name, (name,), name in BEST_KNOWN) for name in PEOPLE],
    {name: PlaceFacts((name,)) for name in PLACES},
)


def found(text: str) -> list[tuple[str, str, str]]:
    return [(hit.matched, hit.target, hit.rule.value) for hit in RECOGNISER.find(text)]


def meant(text: str) -> list[str]:
    """Whom or what each link of the text means."""
    return [hit.target for hit in RECOGNISER.find(text)]


def shared(text: str) -> list[str]:
    return [each.matched for each in RECOGNISER.read(text).suggested if each.cue == "shared"]


def nothing(text: str) -> bool:
    return not meant(text) and not shared(text)


def test_a_surname_means_whom_the_entry_names_in_full():
    assert found("Ada Marsh spoke. Then Marsh left.") == [
        ("Ada Marsh", "Ada Marsh", "name"),
        ("Marsh", "Ada Marsh", "entry"),
    ]
    assert meant("Then Marsh left, as Ada Marsh had said.") == ["Ada Marsh", "Ada Marsh"]


def test_the_only_bearer_is_meant_where_the_entry_names_nobody():
    assert found("Then Kowal left.") == [("Kowal", "Rita Kowal", "surname")]


@pytest.mark.parametrize(
    "text",
    [
        "Kowal left.",
        "Then Kowal’s plan fell.",
        "“Kowal is here,” she said.",
        "the Kowal-led talks",
        "the Anti-Kowal march",
        "KOWAL LEAVES TOWN",
        "Kowal: “I will not go”",
        "A Kowal rally",
        "Will Kowal go?",
        "May Kowal go?",
        "The Kowal family left.",
    ],
)
def test_whatever_stands_around_it_a_surname_counts(text):
    assert meant(text) == ["Rita Kowal"]


@pytest.mark.parametrize("text", ["the Kowals", "kowal", "Kowalik", "Kowal_", "Kowalś"])
def test_a_part_of_a_word_is_no_surname(text):
    assert nothing(text)


def test_of_several_bearers_named_the_one_named_last_before_is_meant():
    text = "Zoe Quill came. Then Quill sang. Tom Quill left. Then Quill wept."
    assert meant(text) == ["Zoe Quill", "Zoe Quill", "Tom Quill", "Tom Quill"]
    assert meant("Then Quill sang. Zoe Quill came. Tom Quill left.")[0] == "Zoe Quill"


def test_a_surname_of_several_bearers_is_a_suggestion():
    assert meant("Then Quill left.") == meant("Mr Quill left.") == []
    assert shared("Then Quill left.") == shared("Mr Quill left.") == ["Quill"]


def test_the_best_known_bearer_is_meant_unless_another_one_is_named():
    assert found("Then Crane left.") == [("Crane", "Ivo Crane", "surname")]
    assert meant("Max Crane came. Then Crane left.") == ["Max Crane", "Max Crane"]


@pytest.mark.parametrize(
    "text", ["Mr Kowal", "Mr. Kowal", "Minister Kowal", "Gen. Kowal", "PM Kowal", "the poet Kowal"]
)
def test_a_title_is_no_given_name(text):
    assert meant(f"Then {text} left.") == ["Rita Kowal"]


@pytest.mark.parametrize(
    ("text", "matched"),
    [
        ("Then R. Kowal left.", "R. Kowal"),
        ("Then R Kowal left.", "R Kowal"),
        ("Then Rita B. Kowal left.", "Rita B. Kowal"),
        ("Then Rita B. C. Kowal left.", "Rita B. C. Kowal"),
        ("Then R.B. Kowal left.", "R.B. Kowal"),
        ("A. Marsh left.", "A. Marsh"),
        ("Ada B. Marsh left.", "Ada B. Marsh"),
        ("Then W. van der Reed left.", "W. van der Reed"),
    ],
)
def test_initials_are_a_part_of_the_name(text, matched):
    ((whole, _, rule),) = found(text)
    assert (whole, rule) == (matched, "name")


def test_initials_name_in_full():
    assert meant("Ada B. Marsh spoke. Then Marsh left.") == ["Ada Marsh", "Ada Marsh"]


@pytest.mark.parametrize(
    "name",
    [
        "Jane Kowal",
        "Dr Jane Kowal",
        "J. Kowal",
        "J. B. Kowal",
        "J.B. Kowal",
        "Tom B. Kowal",
        "Brankovo Kowal",
        "her.\n\nMenobia Kowal",
        "Chelsea Kowal",
        "Jordan Kowal",
    ],
)
def test_somebody_elses_full_name_takes_the_surname(name):
    text = f"We met {name}. Then Kowal left and Mr Kowal came back."
    assert nothing(text)
    assert meant(f"{text} So did Minister Kowal.") == ["Rita Kowal"]


def test_a_place_and_the_surname_behind_it_may_be_two_names():
    assert meant("In London Kowal said so.") == ["London", "Rita Kowal"]
    assert meant("In London Crane said so.") == ["London", "Ivo Crane"]
    assert nothing("In Jordan Kowal said so.")  # a given name too
    assert nothing("London Kowal said so.")


def test_a_title_is_one_though_somebody_is_called_so():
    own = Recogniser(
        [KnownName("Ada Kowal", 1, (), "person"), KnownName("Bo Justice", 2, (), "person")],
        surnames=[
            KnownSurname("Kowal", 1, ("Ada Kowal",)),
            KnownSurname("Justice", 2, ("Bo Justice",)),
        ],
    )
    assert [found.target for found in own.find("It was Justice Kowal who said so.")] == [1]


@pytest.mark.parametrize(
    "text",
    [
        "He wrote on X. Kowal said so.",
        "It was posted to X. Kowal answered.",
        "They met in Denton, D.C. Kowal stayed.",
    ],
)
def test_a_capital_that_ends_a_sentence_is_no_initial(text):
    assert [(found.matched, found.target) for found in RECOGNISER.find(text)] == [
        ("Kowal", "Rita Kowal")
    ]


def test_an_office_before_a_surname_tells_it_for_the_rest_of_the_entry():
    text = "Minister Kowal’s brother Tom Kowal left. Then Kowal said no."
    assert meant(text) == ["Rita Kowal"] * 2
    assert meant("Mr Kowal’s brother Tom Kowal left. Then Kowal said no.") == []


def test_the_known_bearer_is_meant_where_the_entry_names_both_in_full():
    assert meant("Rita Kowal met Jane Kowal. Then Kowal left.") == ["Rita Kowal", "Rita Kowal"]


@pytest.mark.parametrize(
    "text", ["Then Marsh left.", "Marsh left.", "the coast of Marsh", "Marsh’s deal"]
)
def test_a_common_surname_alone_is_a_suggestion(text):
    assert (meant(text), shared(text)) == ([], ["Marsh"])


@pytest.mark.parametrize(
    "text",
    [
        "Mrs Marsh left.",
        "President Marsh left.",
        "Marsh said no.",
        "“No,” said Marsh.",
        "Marsh: “I will not go.”",
        "Then the minister Marsh left.",
    ],
)
def test_a_common_surname_counts_where_something_shows_a_person(text):
    assert meant(text) == ["Ada Marsh"]


@pytest.mark.parametrize(
    "text", ["Marsh and fields", "the Marsh", "a Marsh", "Birds Leave The Marsh Again", "MARSH"]
)
def test_a_common_surname_that_is_a_word_needs_more_at_the_start_of_a_sentence(text):
    assert nothing(text)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Then Hunt left.", ["Mark Hunt"]),
        ("Hunt left.", ["Mark Hunt"]),
        ("Hunt’s plan fell.", ["Mark Hunt"]),
        ("Hunt said no.", ["Mark Hunt"]),
        ("Hunt for a missing man", []),
        ("She left. Hunt for clues!", []),
        ("POLICE HUNT A MAN", []),
        ("Police Hunt Three Missing Sailors", []),
        ("Minister Hunt Visits Three Sailors", ["Mark Hunt"]),
    ],
)
def test_a_surname_that_is_a_word_needs_a_capital_of_its_own(text, people):
    assert meant(text) == people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Then Stone left.", ["Liv Stone"]),
        ("Stone called it a day.", ["Liv Stone"]),
        ("Stone: no deal", ["Liv Stone"]),
        ("Stone narrowly won.", ["Liv Stone"]),
        ("Stone and Kowal left.", ["Liv Stone", "Rita Kowal"]),
        ("Stone and brick fell.", []),
        ("Defiant Stone stays. Then Stone left.", ["Liv Stone", "Liv Stone"]),
        ("Stone’s deal", ["Liv Stone"]),
        ("Stone walls fell.", []),
        ("in Stone, England", ["England"]),
        ("Old Walls Of Stone Fall Again", []),
    ],
)
def test_the_best_known_bearer_of_a_common_word_is_meant_in_mid_sentence(text, people):
    assert meant(text) == people


@pytest.mark.parametrize(
    "text",
    [
        "in May",
        "On May 5 it rained.",
        "the 5 May deal",
        "It rained in late May.",
        "by May it rains",
    ],
)
def test_a_month_is_nobody(text):
    assert nothing(text)


@pytest.mark.parametrize("text", ["Mrs May left.", "May said no.", "Theresa May left."])
def test_a_month_is_a_surname_where_a_person_is_shown(text):
    assert meant(text) == ["Theresa May"]


def test_a_month_stays_one_beside_a_person_of_that_name():
    assert meant("Theresa May left in tears. Then May came back.") == ["Theresa May"] * 2


def test_two_surnames_with_a_hyphen_are_two_people():
    assert meant("the Kowal-Crane talks") == ["Rita Kowal", "Ivo Crane"]


@pytest.mark.parametrize(
    "text",
    [
        "Then Rita Kowal-Smith left.",
        "Then Kowal-Smith left.",
        "Then Smith-Kowal left.",
        "Then Kowal Smith left.",
        "Then Kowal Street was shut.",
        "Then Rita Kowal Street was shut.",
        "Then Rita Kowal Hospital was shut.",
        "over to Ada Marsh Island",
    ],
)
def test_a_person_within_another_name_is_not_meant(text):
    assert meant(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "over London Bridge",
        "the London Road",
        "the Bank of London",
        "the Bank of England",
        "the University of London",
        "the London State University",
        "the Duke of London",
        "Students At The University of London Strike Again",
        "the London Airport",  # also a small town’s name, that needs context
        "Then Jack London wrote it.",
        "Then Mr London wrote it.",
        "Then Chelsea Kowal wrote it.",
        "Then Jordan Henderson scored.",
        "Jordan Henderson scored.",
        "Then Rose England sang.",
        "Then Mark London sang.",  # Mark is somebody’s surname as well
    ],
)
def test_a_place_within_another_name_is_not_meant(text):
    assert meant(text) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("the London mayor", "London"),
        ("the London Mayor Ann", "London"),
        ("London Police are there.", "London"),
        ("the south of London", "London"),
        ("Will London cope?", "London"),
        ("the England Foreign Minister", "England"),
        ("the people of Jordan", "Jordan"),
        ("Trains Leave London Bridge Again Today", "London"),
        ("in London. Crowds came.", "London"),
        ("in London\nCrowds came.", "London"),
    ],
)
def test_what_stands_beside_a_place_may_leave_it_what_it_is(text, place):
    assert meant(text) == [place]


def test_particles_belong_to_a_surname_and_have_either_case():
    assert meant("Van der Reed left. So van der Reed came back.") == ["Wim van der Reed"] * 2
    assert nothing("Then Reed left.")


def test_other_spellings_of_a_name_count_and_so_do_those_of_the_surname():
    assert meant("Oleg Kravetskyi spoke. Then Kravetskyy left.") == ["Oleh Kravetsky"] * 2


def test_every_rule_is_one_of_the_record():
    assert {rule.value for rule in Rule} == set(Mention.Method.values) - {"liveblog", "staff"}

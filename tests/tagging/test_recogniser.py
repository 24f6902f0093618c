import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entries.tagging.recogniser import Found, KnownName, Recogniser

NAMES = [
    KnownName("NATO", "nato"),
    KnownName("NATO Response Force", "response-force"),
    KnownName("United States", "us"),
    KnownName("US", "us"),
    KnownName("WHO", "who"),
    KnownName("UN", "un"),
    KnownName("EU", "eu"),
    KnownName("G7", "g7"),
    KnownName("Xi", "xi"),
    KnownName("Viktor Orbán", "orban"),
    KnownName("Orbán", "orban"),
    KnownName("Jean-Yves Le Drian", "le-drian"),
    KnownName("Ivory Coast", "ivory-coast"),
    KnownName("Côte d'Ivoire", "ivory-coast"),
    KnownName("eastern Europe", "eastern-europe"),
    KnownName("Europe", "europe"),
    KnownName("France", "france"),
    KnownName("France 24", "france-24"),
    KnownName("Ministry of Transport", "transport"),
    KnownName("Washington", "washington"),
    KnownName("St Albans", "st-albans"),
    KnownName("Marks & Fisher", "marks-fisher"),
]
RECOGNISER = Recogniser(NAMES, swallowed=["Washington Treaty", "North Atlantic Treaty"])


def found(text, recogniser=RECOGNISER):
    return [(hit.target, hit.matched) for hit in recogniser.find(text)]


def test_a_name_is_found_with_its_place_in_the_text():
    assert RECOGNISER.find("So Orbán said") == (Found("orban", 3, 8, "Orbán"),)


def test_places_count_code_points():
    assert RECOGNISER.find("🌊🌊 NATO")[0].start == 3


@pytest.mark.parametrize(
    "text",
    [
        "NATO's plan",
        "NATO’s plan",
        "NATO' plan",
        "“NATO”",
        "(NATO)",
        "NATO-led",
        "non-NATO",
        "Nato said",
        "NATO/x",
    ],
)
def test_a_whole_word_counts_whatever_stands_around_it(text):
    ((target, matched),) = found(text)
    assert (target, matched.upper()) == ("nato", "NATO")


@pytest.mark.parametrize("text", ["NATOs", "xNATO", "NATO1", "NATO_plan", "nato", "natO"])
def test_parts_of_words_and_names_without_their_capital_do_not_count(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "text", ["tell us", "Us and them", "who came", "Who came", "eu", "Eu", "un"]
)
def test_short_acronyms_need_their_capitals(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the U.N. envoy", [("un", "U.N.")]),
        ("the UN envoy", [("un", "UN")]),
        ("U.S.-led talks in the U.S.", [("us", "U.S."), ("us", "U.S.")]),
        ("a U. S. envoy", [("us", "U. S.")]),
        ("EU and US", [("eu", "EU"), ("us", "US")]),
        ("the US's G7 guests", [("us", "US"), ("g7", "G7")]),
    ],
)
def test_acronyms_count_with_and_without_dots(text, expected):
    assert found(text) == expected


def test_an_acronym_in_a_line_of_capitals_may_be_a_plain_word_and_does_not_count():
    assert found("TELL US WHO DID THIS\nThe US said") == [("us", "US")]
    assert found("TELL THE EU AND NATO") == [("eu", "EU"), ("nato", "NATO")]


def test_an_amount_in_dollars_is_no_place():
    assert found("It cost US$5bn") == []


def test_the_end_of_a_site_s_name_is_no_acronym():
    assert found("Leave.EU, says Leave.EU") == []
    assert found("We leave. EU states stay.") == [("eu", "EU")]


def test_a_short_name_alone_is_not_a_numeral():
    assert found("Xi met Louis XI") == [("xi", "Xi")]


@pytest.mark.parametrize(
    "text", ["Orban", "ORBÁN", "Viktor Orban", "VIKTOR ORBÁN", "Viktor\nOrbán"]
)
def test_accents_capitals_and_line_breaks_make_no_difference(text):
    assert found(text) == [("orban", text)]


@pytest.mark.parametrize("text", ["Jean-Yves Le Drian", "Jean‑Yves Le Drian", "Jean Yves Le Drian"])
def test_every_kind_of_hyphen_is_one(text):
    assert found(text) == [("le-drian", text)]


@pytest.mark.parametrize("text", ["Côte d'Ivoire", "Cote d’Ivoire", "Côte dʼIvoire"])
def test_every_kind_of_apostrophe_is_one(text):
    assert found(text) == [("ivory-coast", text)]


@pytest.mark.parametrize("name", ["Marʼinka", "Mar'inka", "Mar’inka"])
@pytest.mark.parametrize("text", ["Marʼinka", "Mar'inka", "Mar’inka"])
def test_every_kind_of_apostrophe_is_one_in_a_name_too(name, text):
    recogniser = Recogniser([KnownName(name, "marinka", (), "place")])
    assert [found.matched for found in recogniser.find(f"In {text}, rain")] == [text]


def test_the_dot_of_an_abbreviation_is_no_end():
    assert found("in St. Albans") == [("st-albans", "St. Albans")]


def test_an_ampersand_is_part_of_a_name():
    assert found("Marks & Fisher, Marks and Fisher") == [("marks-fisher", "Marks & Fisher")]


@pytest.mark.parametrize("text", ["Eastern Europe", "eastern Europe", "EASTERN EUROPE"])
def test_words_that_the_name_writes_small_may_have_any_case(text):
    assert found(text) == [("eastern-europe", text)]


def test_words_that_the_name_writes_large_need_their_capital():
    assert found("the ministry of transport") == []
    assert found("Ministry Of Transport") == [("transport", "Ministry Of Transport")]


def test_the_longest_name_counts_and_those_inside_it_do_not():
    assert found("France 24 in France") == [("france-24", "France 24"), ("france", "France")]
    assert found("the NATO Response Force") == [("response-force", "NATO Response Force")]
    assert found("the NATO response") == [("nato", "NATO")]


def test_a_name_does_not_reach_over_a_sentence_or_a_blank_line():
    assert found("NATO Response. Force") == [("nato", "NATO")]
    assert found("Viktor\n\nOrbán") == [("orban", "Orbán")]


def test_a_swallowed_name_counts_for_nothing():
    assert found("Article 3 of the Washington Treaty") == []
    assert found("Washington signed") == [("washington", "Washington")]


def test_a_name_that_two_share_is_linked_to_neither():
    shared = Recogniser([KnownName("Georgia", "country"), KnownName("Georgia", "state")])
    assert found("Georgia votes", shared) == []


def test_who_has_a_name_just_so_goes_before_those_with_another_spelling_of_it():
    names = [KnownName(name, name, (), "person") for name in ("Bob Reed", "Robert Reed")]
    both = Recogniser(names)
    assert found("Bob Reed met Robert Reed", both) == [
        ("Bob Reed", "Bob Reed"),
        ("Robert Reed", "Robert Reed"),
    ]
    assert found("Rob Reed", both) == []  # it may be either
    assert found("Rob Reed", Recogniser(names[1:])) == [("Robert Reed", "Rob Reed")]


def test_one_target_may_have_a_name_twice():
    twice = Recogniser([KnownName("Oslo", 1), KnownName("OSLO", 1)])
    assert found("OSLO", twice) == [(1, "OSLO")]


COUNCIL = Recogniser(
    [
        KnownName("Security Council", "un", ("U.N.", "veto", "no vote")),
        KnownName("Security Council", "russia", ("Shoigu",)),
        KnownName("Georgia", "country"),
        KnownName("Georgia", "state", ("Atlanta",)),
        KnownName("Council", "council"),
        KnownName("Help", "help", ("US",)),
    ]
)


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("The Security Council met. A veto followed.", ["un"]),
        ("The UN says the Security Council met.", ["un"]),
        ("The Security Council met; there was no vote.", ["un"]),
        ("The Security Council met. No. Vote again.", []),
        ("Shoigu spoke at the Security Council.", ["russia"]),
        ("Shoigu spoke of a veto at the Security Council.", []),
        ("The Security Council met.", []),
        ("Vetoed, said the Security Council.", []),
    ],
)
def test_a_name_with_context_counts_only_beside_its_words(text, targets):
    assert [hit.target for hit in COUNCIL.find(text)] == targets


def test_context_decides_before_a_name_that_needs_none():
    assert [hit.target for hit in COUNCIL.find("Atlanta, Georgia")] == ["state"]
    assert [hit.target for hit in COUNCIL.find("Tbilisi, Georgia")] == ["country"]


def test_context_words_keep_their_capitals():
    assert found("Help us", COUNCIL) == []
    assert found("Help the US", COUNCIL) == [("help", "Help")]


def test_names_without_a_word_are_no_names():
    assert Recogniser([KnownName("…", 1), KnownName("", 2)]).find("… and") == ()


PIECES = st.sampled_from(
    [known.name for known in NAMES]
    + [
        "Washington Treaty",
        " ",
        "\n",
        "\n\n",
        "'s",
        "’",
        "-",
        ".",
        "the",
        "us",
        "é",
        "\u0301",
        "_",
        "$",
    ]
)
WORD_CHARACTER = re.compile(r"[^\W\u02bc]")
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=20).map("".join))


@given(TEXTS)
def test_what_is_found_stands_whole_in_the_text_and_never_overlaps(text):
    last = 0
    for hit in RECOGNISER.find(text):
        assert last <= hit.start < hit.end <= len(text)
        assert hit.matched == text[hit.start : hit.end]
        assert not WORD_CHARACTER.match(text, hit.end)
        assert not (hit.start and WORD_CHARACTER.match(text, hit.start - 1))
        last = hit.end


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=8))
def test_names_in_a_row_are_all_found(names):
    text = ". ".join(f"Then {known.name} spoke" for known in names)
    assert [hit.target for hit in RECOGNISER.find(text)] == [known.target for known in names]


@given(TEXTS, st.lists(st.text(min_size=1, max_size=12), max_size=5))
def test_any_names_and_any_text_are_taken(text, names):
    Recogniser([KnownName(name, name) for name in names]).find(text)


@pytest.mark.parametrize(
    "text",
    [
        "France" + " " * 300_000 + ". 24",
        "US " * 100_000,
        "Security Council " * 50_000,
        "A." * 200_000,
        "e" + "\u0301" * 300_000,
    ],
    ids=["white space", "one line", "contexts", "dots", "accents"],
)
def test_a_hostile_text_is_read_to_its_end(text):
    # Read in time that grows with more than its length, each of these would take minutes.
    for hit in (*RECOGNISER.find(text), *COUNCIL.find(text)):
        assert text[hit.start : hit.end] == hit.matched

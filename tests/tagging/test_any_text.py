"""Whatever a text says, what is found in it stands in it, and is found in time by its length."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entries.tagging.cues import cue_words
from entries.tagging.recogniser import (
    KnownName,
    KnownSurname,
    PlaceFacts,
    Recogniser,
)
from entries.tagging.unknown import LONGEST, LONGEST_TEXT

LONG = 300_000  # characters
SECONDS = 15  # of the processor: far more than each takes, far less than its square would

PEOPLE = ["Ada Marsh", "Ben Marsh", "Rita Kowal", "Tom Hunt", "Theresa May"]
TOWNS = [f"Millton {number}" for number in range(8)]
PLACES = {
    "London": PlaceFacts(("London", "England"), 9_000_000),
    "England": PlaceFacts(("England",)),
    **{town: PlaceFacts((town, "England"), 100) for town in TOWNS},
}
CONTEXTS = ("<in> …", "… , <within>", "<within>", "mill", "old … + <said>")
RECOGNISER = Recogniser(
    [
        *(KnownName(name, name, (), "person") for name in PEOPLE),
        KnownName("London", "London", (), "place"),
        KnownName("England", "England", (), "country"),
        KnownName("Ferry Board", "Ferry Board"),
        KnownName("Board", "Board", ("Ferry Board", "… said")),
        *(KnownName("Millton", town, CONTEXTS, "place") for town in TOWNS),
    ],
    ["London Treaty"],
    [KnownSurname(name.split()[-1], name, (name,), name == "Tom Hunt") for name in PEOPLE],
    PLACES,
    ["brankov"],
)
CUES = ("title", "said", "in", "organisation", "of", "behind", "longer", "starter", "acts", "given")
WORDS = "Marsh Kowal Hunt May London England Millton Board Brankov Lum J. A J.K. Anna de of the “ …"
PIECES = [*PEOPLE, *WORDS.split(), "Ferry Board", "London Treaty", "é", "\u0301"]
GAPS = [
    " ",
    " ",
    " ",
    "\n",
    "\n\n",
    ". ",
    ", ",
    "-",
    "'s ",
    ": ‘",
    "",
    "$",
    "\u200b",
    "\u2028",
    "🌊",
]
pieces = st.sampled_from(PIECES) | st.sampled_from(CUES).flatmap(
    lambda name: st.sampled_from(sorted(cue_words(name))).flatmap(
        lambda word: st.sampled_from([word, word.title(), word.upper()])
    )
)
texts = st.one_of(
    st.text(),
    st.lists(st.tuples(pieces, st.sampled_from(GAPS)).map("".join), max_size=25).map("".join),
)


@given(texts)
def test_what_is_found_and_suggested_stands_in_the_text_and_never_overlaps(text):
    named = RECOGNISER.read(text)
    assert list(named.found) == sorted(named.found, key=lambda hit: hit.start)
    assert list(named.suggested) == sorted(named.suggested, key=lambda each: each.start)
    everything = sorted((*named.found, *named.suggested), key=lambda each: each.start)
    last = 0
    for each in everything:
        assert last <= each.start < each.end <= len(text)
        assert each.matched == text[each.start : each.end]
        last = each.end


@given(texts)
def test_a_suggestion_fits_into_the_record(text):
    for each in RECOGNISER.read(text).suggested:
        assert each.key
        assert each.key != "brankov"
        assert len(each.key) <= LONGEST_TEXT
        assert len(each.matched) <= LONGEST_TEXT
        assert each.kind in ("person", "organisation", "place")
        assert "\n\n" not in each.matched


@given(texts)
def test_a_text_is_read_the_same_each_time(text):
    assert RECOGNISER.read(text) == RECOGNISER.read(text)


@given(texts, texts)
def test_what_the_gazetteer_has_is_found_behind_any_paragraph(before, behind):
    found = RECOGNISER.find(f"{before}\n\nso the Ferry Board sat.\n\n{behind}")
    assert "Ferry Board" in [hit.target for hit in found]


def long(pattern: str) -> str:
    return (pattern * (LONG // len(pattern) + 1))[:LONG]


HOSTILE = {
    "a name over and over": "Ada Marsh. ",
    "surnames of one named": "Ada Marsh. Marsh. ",
    "shared surnames": "Then Marsh left. ",
    "surnames in a row": "Kowal ",
    "somebody else's full names": "Jane Kowal. Kowal. ",
    "initials": "J. Kowal ",
    "initials without a name": "J. ",
    "acronyms": "A.B. C.D. ",
    "names of many": "Millton. ",
    "names of many, in a place": "Millton, England. ",
    "places": "in London, ",
    "hyphens": "Kowal-",
    "months": "May 5 ",
    "words with a capital": "Abba ",
    "capitals": "ABBA LUM ",
    "headlines": "Every Word Titled Here\n",
    "lines": "Ab\n",
    "titles": "Minister ",
    "cues": "said Mr in the Ministry of ",
    "particles": "Van de la ",
    "quotes": "Kowal: ‘",
    "white space": " \t",
    "dots": ".",
    "accents": "e\u0301",
    "marks alone": "\u0301",
    "one word": "A",
    "digits and letters": "1a2B",
    "nothing that is a word": "🌊",
    "commas": "London, ",
    "ampersands": "& ",
}


@pytest.mark.parametrize("pattern", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_is_read_in_time_by_its_length(pattern):
    start = time.process_time()
    named = RECOGNISER.read(long(pattern))
    assert time.process_time() - start < SECONDS
    assert all(each.matched for each in named.found)
    assert all(run.matched.count(" ") < 2 * LONGEST for run in named.suggested)

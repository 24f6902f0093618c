import pytest
from hypothesis import given
from hypothesis import strategies as st

from entries.tagging.topics import TopicRules, split_term

RULES = TopicRules(
    {
        "floods": ["flood*", "high water", "water level*", "levée"],
        "rail": ["train", "branch line"],
    }
)


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("Flooding along the river", {"floods": ("flood*",)}),
        ("FLOOD and floods", {"floods": ("flood*",)}),
        ("A train was caught by high\nwater", {"floods": ("high water",), "rail": ("train",)}),
        ("Water levels fell after the flood", {"floods": ("flood*", "water level*")}),
        ("high-water mark", {"floods": ("high water",)}),
        ("The levee held", {"floods": ("levée",)}),
        ("trains", {}),
        ("restrained", {}),
        ("high. Water", {}),
        ("high\n\nwater", {}),
        ("a branch", {}),
        ("", {}),
    ],
)
def test_topics_are_those_whose_terms_the_text_uses(text, topics):
    assert RULES.find(text) == topics


def test_a_term_within_a_longer_one_does_not_count_once_more():
    rules = TopicRules({"arms": ["fighter jet* | 0.6", "jets | 0.4", "jet* | 0.2"]})
    assert rules.find("Fighter jets flew past") == {}
    assert rules.find("Fighter jets flew past, and other jets") == {
        "arms": ("fighter jet* | 0.6", "jets | 0.4")
    }


def test_topics_and_terms_come_in_the_order_of_the_rules():
    found = RULES.find("The train passed the high water of the flood")
    assert list(found.items()) == [("floods", ("flood*", "high water")), ("rail", ("train",))]


def test_a_term_may_belong_to_two_topics():
    shared = TopicRules({"one": ["gas"], "two": ["gas"]})
    assert shared.find("gas") == {"one": ("gas",), "two": ("gas",)}


@given(st.text(), st.lists(st.text(max_size=12), max_size=5))
def test_any_terms_and_any_text_are_taken(text, terms):
    found = TopicRules({"topic": terms}).find(text)
    assert set(found) <= {"topic"}
    assert set(found.get("topic", ())) <= set(terms)


@given(st.lists(st.sampled_from(["flood", "floods", "train", "branch", "line", "other"])))
def test_words_in_a_row_make_the_topics_of_each(words):
    expected = set()
    if any(word.startswith("flood") for word in words):
        expected.add("floods")
    if "train" in words or ("branch", "line") in zip(words, words[1:], strict=False):
        expected.add("rail")
    assert set(RULES.find(" ".join(words))) == expected


WEIGHED = TopicRules(
    {"energy": ["pipeline*", "fuel | 0.5", "gas | 0.5", "grid | 0.4"], "rail": ["line"]},
    {"energy": ["tear gas", "gas mask*"], "rail": ["front line"]},
)


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("a pipeline", {"energy": ("pipeline*",)}),
        ("gas", {}),
        ("gas and more gas", {}),
        ("gas and fuel", {"energy": ("fuel | 0.5", "gas | 0.5")}),
        ("gas for the grid", {}),
        ("tear gas and fuel", {}),
        ("tear gas, then gas and fuel", {"energy": ("fuel | 0.5", "gas | 0.5")}),
        ("gas masks and fuel", {}),
        ("the front line", {}),
        ("the line behind the front line", {"rail": ("line",)}),
    ],
)
def test_weights_come_to_one_and_words_within_exclusions_do_not_count(text, topics):
    assert WEIGHED.find(text) == topics


@pytest.mark.parametrize(
    ("term", "message"),
    [
        ("a*b", "star at its end only"),
        ("…", "is a word or phrase"),
        ("gas | much", "a weight is a number"),
        ("gas |", "a weight is a number"),
        ("gas | 0", "above 0"),
        ("gas | 1.5", "1 at the most"),
        ("gas | nan", "a weight is a number"),
    ],
)
def test_a_term_that_cannot_be_read_says_why(term, message):
    with pytest.raises(ValueError, match=message):
        split_term(term)


def test_a_term_has_the_weight_written_behind_it():
    assert split_term("fuel price* | 0.5") == ("fuel price*", 0.5)
    assert split_term("fuel price*") == ("fuel price*", 1.0)

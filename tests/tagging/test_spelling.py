"""One person's name has many spellings in newsrooms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entries.tagging.spelling import MOST, endings, given_groups, spellings


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskiy"),
        ("Volodymyr Zelensky", "Vladimir Zelenskii"),
        ("Serhiy Haidai", "Sergei Haidai"),
        ("Andriy Sadovyi", "Andrii Sadovyy"),
        ("Ivan Kravetsky", "Ivan Kravetskyi"),
        ("Dmytro Savchuk", "Dmitry Savtchuk"),
        ("Oleh Lukashev", "Oleg Lukashyev"),
        ("Joe Kowal", "Joseph Kowal"),
        ("Joseph Kowal", "Joe Kowal"),
    ],
)
def test_the_usual_spellings_are_made(name, other):
    assert other in spellings(name)


@pytest.mark.parametrize("name", ["Ada Marsh", "Kowal", "Ada", "Sky", "Oleh", "", " "])
def test_other_names_have_one_spelling(name):
    assert spellings(name) == (name,)


def test_the_name_itself_comes_first_and_nothing_twice():
    found = spellings("Volodymyr Zelensky")
    assert found[0] == "Volodymyr Zelensky"
    assert len(set(found)) == len(found)


def test_a_surname_alone_has_its_spellings_and_a_given_name_none():
    assert "Zelenskyy" in spellings("Zelensky")
    assert spellings("Volodymyr") == ("Volodymyr",)


@given(st.text(), st.lists(st.sampled_from(sorted(given_groups())), max_size=4))
def test_a_name_has_a_bounded_number_of_spellings(text, names):
    found = spellings(" ".join([*names, text]))
    assert 1 <= len(found) <= MOST + 1


def test_every_spelling_of_a_given_name_leads_back_to_it():
    groups = given_groups()
    assert all(name in groups[other] for name, others in groups.items() for other in others)


def test_longer_endings_are_tried_first():
    sizes = [len(ending) for ending, _ in endings()]
    assert sizes == sorted(sizes, reverse=True)

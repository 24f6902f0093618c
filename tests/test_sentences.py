"""The sentence round some words, as evidence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entries.sentences import ELLIPSIS, LONGEST, Evidence, one_line, sentence_at, sentence_with

texts = st.one_of(
    st.text(max_size=80),
    st.lists(
        st.sampled_from(["Mr.", "Marsh", "said", "so.", "“No!”", "\n\n", "word " * 80, "J."]),
        max_size=12,
    ).map(" ".join),
)


def shown(text: str, words: str) -> str:
    start = text.index(words)
    found = sentence_at(text, start, start + len(words))
    return f"{found.before}[{found.words}]{found.after}"


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        ("One. Ada Marsh spoke. Two.", "Marsh", "Ada [Marsh] spoke."),
        ("Ada Marsh spoke", "Ada", "[Ada] Marsh spoke"),
        ("A headline\n\nMarsh spoke. Then left.", "Marsh", "[Marsh] spoke."),
        ("Was it Marsh? It was.", "Marsh", "Was it [Marsh]?"),
        ("She met Mr. Marsh and J. Ford. They left.", "Ford", "She met Mr. Marsh and J. [Ford]."),
        ("The U.S. Senate met Marsh. It rose.", "Marsh", "The U.S. Senate met [Marsh]."),
        ("“It was Marsh.” So he said.", "Marsh", "“It was [Marsh].”"),
        ("It rose by 3.5 metres at Ellen. So.", "Ellen", "It rose by 3.5 metres at [Ellen]."),
        ("他在基辅。他走了。", "基辅", "他在[基辅]。"),
        ("Ada\n Marsh spoke.", "Ada\n Marsh", "Ada\n Marsh"),
    ],
)
def test_the_sentence_is_shown_whole(text, words, sentence):
    if "\n" in words:
        assert sentence_at(text, 0, len(words)) == Evidence("", "Ada Marsh", " spoke.")
    else:
        assert shown(text, words) == sentence


def test_a_long_sentence_is_cut_at_words_on_both_sides():
    text = f"{'before ' * 90}Marsh{' after' * 90}."
    before, words, after = sentence_at(text, text.index("Marsh"), text.index("Marsh") + 5)
    assert before.startswith("…before ") and after.endswith(" after…")
    assert words == "Marsh"
    assert LONGEST - 20 < len(before + words + after) <= LONGEST + 2 * len(ELLIPSIS)


def test_what_one_side_leaves_free_the_other_may_fill():
    text = f"Marsh{' after' * 90}."
    assert len(sentence_at(text, 0, 5).after) > LONGEST - 20


@given(texts, st.integers(-5, 200), st.integers(-5, 200))
def test_the_words_stay_in_the_middle_of_what_the_text_says(text, start, end):
    before, words, after = sentence_at(text, start, end)
    assert words == one_line(text[max(start, 0) : max(end, start, 0)])
    said = before.removeprefix(ELLIPSIS) + words + after.removesuffix(ELLIPSIS)
    assert one_line(said.strip()) in one_line(text) or ELLIPSIS in text
    assert len(before + after) <= LONGEST + 2


def test_where_other_words_stand_now_the_words_are_shown_alone():
    text = "So it was. Ada\n Marsh spoke."
    assert sentence_with(text, 11, 21, "Ada\n Marsh") == Evidence("", "Ada Marsh", " spoke.")
    assert sentence_with(text, 11, 21, "Eve\n Marsh") == Evidence("", "Eve Marsh", "")
    assert sentence_with("", 11, 21, "Ada") == Evidence("", "Ada", "")

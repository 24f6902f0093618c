"""Drafts of entries: what their digests are made of."""

from entries.importing.drafts import texts_in, words_hash


def test_every_text_of_an_entry_counts_in_its_order():
    content = ["Ferries", [], [{"name": "Ada", "role": ""}], [{"items": ["a", "b"], "alt": None}]]
    assert texts_in(content) == ["Ferries", "Ada", "", "a", "b"]


def test_digest_of_the_words_leaves_out_white_space_and_punctuation():
    assert words_hash(["Ferries stop,", ["at noon."]]) == words_hash(
        ["Ferries", ["stop at – noon"]]
    )
    assert words_hash(["Ferries stop"]) != words_hash(["Ferry stops"])

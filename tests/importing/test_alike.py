"""Texts that are alike: the same are found as by comparing each with each."""

from random import Random

import pytest

from entries.importing.alike import Alike
from entries.importing.drafts import likeness


@pytest.mark.parametrize("least", [0.6, 0.9])
def test_those_are_found_that_comparing_each_with_each_finds(least):
    random = Random(7)
    words = ["a", "an", "harbour", "ferry", "gale", "wind", "captain", "quay", "boats", "tide"]
    texts = [" ".join(random.choices(words, k=random.randint(1, 12))) for _ in range(300)]
    alike = Alike[int](least)
    found, expected = [], []
    for number, text in enumerate(texts):
        found.append([other for _, other in alike.to(text)])
        others = enumerate(texts[:number])
        expected.append([at for at, other in others if likeness(text, other) >= least])
        alike.add(text, number)
    assert found == expected
    assert any(expected)

"""Texts that are alike: the same are found as by comparing each with each."""

from random import Random

import pytest

from entries.importing.alike import Alike
from entries.importing.drafts import likeness


def texts_of(words: list[str], longest: int) -> list[str]:
    """Texts of these words, the first ones far more often, and some of them nearly alike."""
    random = Random(7)
    weights = [1 / place for place in range(1, len(words) + 1)]
    texts = []
    for _ in range(100):
        text = random.choices(words, weights, k=random.randint(1, longest))
        for _ in range(3):
            texts.append(" ".join(text))
            text[random.randrange(len(text))] = random.choice(words)
    return texts


@pytest.mark.parametrize("expected", [True, False])
@pytest.mark.parametrize(("count", "longest"), [(10, 12), (200, 12), (300, 60)])
@pytest.mark.parametrize("least", [0.6, 0.9])
def test_those_are_found_that_comparing_each_with_each_finds(least, count, longest, expected):
    texts = texts_of([f"word{number}" for number in range(count)], longest)
    alike = Alike[int](least, texts if expected else ())
    found, compared = [], []
    for number, text in enumerate(texts):
        found.append([other for _, other in alike.to(text)])
        others = enumerate(texts[:number])
        compared.append([at for at, other in others if likeness(text, other) >= least])
        alike.add(text, number)
    assert found == compared
    assert any(compared)

"""Rows that COPY writes."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from entries.importing.rows import Keys, as_array, fetched
from entries.models import Capture

# The database holds no NUL, and takes no half of a surrogate pair.
TEXT = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=20)


@pytest.mark.django_db
@given(st.lists(TEXT, max_size=4))
def test_array_holds_every_text_as_it_was(texts):
    assert fetched("SELECT %s::text[]", [as_array(texts)]) == [(texts,)]


def keys_of_a_run(count: int) -> list[int]:
    """The keys that a run gives its captures; it fetches them for itself."""
    keys = Keys(Capture)
    return [next(keys) for _ in range(count)]


@pytest.mark.django_db
def test_small_run_leaves_few_keys_out():
    runs = [keys_of_a_run(count) for count in (1, 2, 12, 1)]
    gaps = [later[0] - earlier[-1] for earlier, later in zip(runs, runs[1:], strict=False)]
    assert runs == [sorted(keys) for keys in runs]
    assert min(gaps) > 0 and max(gaps) <= 13


@pytest.mark.django_db
def test_large_run_fetches_its_keys_in_few_statements():
    with CaptureQueriesContext(connection) as asked:
        keys = keys_of_a_run(20_000)
    assert len(set(keys)) == 20_000
    assert len(asked) < 50

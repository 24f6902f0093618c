"""Rows that COPY writes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entries.importing.rows import as_array, fetched

# The database holds no NUL, and takes no half of a surrogate pair.
TEXT = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=20)


@pytest.mark.django_db
@given(st.lists(TEXT, max_size=4))
def test_array_holds_every_text_as_it_was(texts):
    assert fetched("SELECT %s::text[]", [as_array(texts)]) == [(texts,)]

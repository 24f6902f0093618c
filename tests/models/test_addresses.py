"""The paths of rows are those that Django makes."""

from __future__ import annotations

import pytest
from django.urls import reverse, set_script_prefix
from hypothesis import given
from hypothesis import strategies as st

from entries.models.addresses import path_of

SLUGS = st.from_regex(r"[-a-zA-Z0-9_]{1,80}", fullmatch=True)


@given(SLUGS, SLUGS)
def test_the_path_is_that_of_reverse_whatever_the_slugs(one, other):
    assert path_of("liveblog", one, other) == reverse("entries:liveblog", args=[one, other])
    assert path_of("entry", one, other) == reverse("entries:entry", args=[one, other])
    assert path_of("entry", one) == reverse("entries:entry", args=[one])
    assert path_of("person", other) == reverse("entries:person", args=[other])


@pytest.fixture
def in_a_folder():
    set_script_prefix("/archive/")
    yield
    set_script_prefix("/")


def test_an_archive_below_a_folder_has_its_paths_there(in_a_folder):
    assert path_of("entry", "a1b2c3d4e5") == "/archive/entries/a1b2c3d4e5/"

"""Entries are found in the admin as on the site: with the index, by words."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from entries.admin import entry as entry_admin
from entries.search.rebuilding import rebuild
from tests.factories import make_entry, make_person, mention
from tests.views.world import body

pytestmark = pytest.mark.django_db
LIST = "admin:entries_entry_changelist"


def listed(staff: Client, words: str) -> tuple[set[str], str]:
    """The headlines of the entries that these words find, and the text of the page."""
    page = staff.get(reverse(LIST), {"q": words})
    return {entry.headline for entry in page.context["cl"].result_list}, body(page)


@pytest.fixture
def archive(db: None) -> None:
    mention(make_entry("Bridges closed"), make_person())
    make_entry("The harbour")
    rebuild()


def test_words_are_found_in_all_their_forms_and_field_words_count(
    staff: Client, archive: None
) -> None:
    assert listed(staff, "bridge closing")[0] == {"Bridges closed"}
    assert listed(staff, 'actor:"Ada Marsh"')[0] == {"Bridges closed"}
    assert listed(staff, "-bridge")[0] == {"The harbour"}
    assert listed(staff, "")[0] == {"Bridges closed", "The harbour"}


def test_what_is_left_out_is_said(staff: Client, archive: None) -> None:
    found, text = listed(staff, "harbour )")
    assert found == {"The harbour"}
    assert "“)”: the bracket was never opened, so it is ignored." in text


def test_a_field_word_that_names_nobody_finds_nothing(staff: Client, archive: None) -> None:
    found, text = listed(staff, "actor:nobody")
    assert found == set()
    assert "No person or organisation is called “nobody” here." in text


def test_where_more_are_found_than_listed_it_is_said(
    staff: Client, archive: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entry_admin, "MOST_FOUND", 1)
    found, text = listed(staff, "harbour OR bridge")
    assert len(found) == 1
    assert "Only the newest 1 entries found are listed." in text


def test_without_an_index_letters_are_looked_for(staff: Client) -> None:
    make_entry("Bridges closed")
    found, text = listed(staff, "ridges")
    assert found == {"Bridges closed"}
    assert "There is no search index now" in text

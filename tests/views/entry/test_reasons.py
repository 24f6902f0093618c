"""An entry's page says why it is linked to each name: the words, their sentence, the rule."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entries.models import Actor, Entry, EntryTopic, Mention, Place
from tests.factories import (
    make_entry,
    make_liveblog,
    make_person,
    make_place,
    make_topic,
    paragraph,
    say,
)
from tests.views.world import body, links

pytestmark = pytest.mark.django_db
Method = Mention.Method


def name(entry: Entry, subject: Actor | Place, words: str, method: str, nth: int = 0) -> Mention:
    """Let the words, where the entry has them for the nth time, mean someone."""
    start = -1
    for _ in range(nth + 1):
        start = entry.text.index(words, start + 1)
    field = "actor" if isinstance(subject, Actor) else "place"
    return Mention.objects.create(
        entry=entry,
        start=start,
        end=start + len(words),
        matched=words,
        method=method,
        **{field: subject},
    )


@pytest.fixture
def entry():
    text = "Ada Marsh spoke in Port Ellen. Later Marsh left, and Ford <b>stayed</b>."
    return make_entry("Harbour talks", blocks=[paragraph(text)])


@pytest.fixture
def marsh():
    return make_person(surname="Marsh")


def text_of_page(client: Any, entry: Entry) -> str:
    return body(client.get(entry.get_absolute_url()))


def test_names_in_the_text_are_links_and_the_rest_stays_escaped(client, entry, marsh):
    name(entry, marsh, "Ada Marsh", Method.NAME)
    name(entry, make_place(), "Port Ellen", Method.NAME)
    html = client.get(entry.get_absolute_url()).content.decode()
    assert (
        '<p dir="auto"><a class="named" href="/people/ada-marsh/">Ada Marsh</a> spoke in '
        '<a class="named" href="/places/port-ellen/">Port Ellen</a>. Later Marsh left, and Ford '
        "&lt;b&gt;stayed&lt;/b&gt;.</p>" in html
    )


def test_names_in_lists_of_entries_are_no_links(client, entry, marsh):
    name(entry, marsh, "Ada Marsh", Method.NAME)
    html = client.get(entry.liveblog.get_absolute_url()).content.decode()
    assert "Ada Marsh spoke" in html and "named" not in html


@pytest.mark.parametrize(
    ("method", "rule"),
    [
        (Method.NAME, "one of their names"),
        (Method.CONTEXT, "one of their names, for the words around it"),
        (Method.SURNAME, "a surname that one known person has"),
        (Method.STAFF, "set by staff"),
    ],
)
def test_the_words_stand_in_their_sentence_with_the_rule(client, entry, marsh, method, rule):
    name(entry, marsh, "Marsh", method, nth=1)
    page = client.get(entry.get_absolute_url())
    assert f"Later Marsh left, and Ford <b>stayed</b>. {rule}" in body(page)
    assert "Later <mark>Marsh</mark> left, and Ford &lt;b&gt;stayed" in page.content.decode()


def test_a_place_is_an_it(client, entry):
    name(entry, make_place(), "Port Ellen", Method.NAME)
    assert "one of its names" in text_of_page(client, entry)


def test_a_surname_tells_of_the_full_name_in_the_entry(client, entry, marsh):
    name(entry, marsh, "Ada Marsh", Method.NAME)
    name(entry, marsh, "Marsh", Method.ENTRY, nth=1)
    assert "a surname; the entry has Ada Marsh in full" in text_of_page(client, entry)


@pytest.mark.parametrize(
    ("clocks", "told"),
    [
        (("09:00", "12:02", "13:40"), "12:02"),  # before it, though another one is nearer
        (("13:40", "18:00"), "13:40"),
        (("13:30", "14:00"), "13:30"),  # of one minute, lower on the page
    ],
)
def test_a_surname_tells_of_the_entry_that_named_in_full_last_or_else_next(
    client, entry, marsh, clocks, told
):
    for clock in clocks:
        other = make_entry(clock, f"2022-03-24 {clock}", blocks=[paragraph("Mrs Ada Marsh")])
        name(other, marsh, "Ada Marsh", Method.NAME)
    name(entry, marsh, "Marsh", Method.LIVEBLOG, nth=1)
    page = client.get(entry.get_absolute_url())
    assert f"a surname; the liveblog has Ada Marsh in full, 24 Mar 2022 {told} GMT" in body(page)
    assert Entry.objects.get(headline=told).get_absolute_url() in links(page)


def test_neither_a_surname_nor_another_day_or_liveblog_tells_the_full_name(client, entry, marsh):
    surname = make_entry("Again", "2022-03-24 13:29", blocks=[paragraph("It was Marsh.")])
    name(surname, marsh, "Marsh", Method.SURNAME)
    early = make_entry("Early", "2022-03-22 13:29", blocks=[paragraph("Ada Marsh")])
    name(early, marsh, "Ada Marsh", Method.NAME)
    storm = make_liveblog("Another storm")
    elsewhere = make_entry("Other", blocks=[paragraph("Ada Marsh")], liveblog=storm)
    name(elsewhere, marsh, "Ada Marsh", Method.NAME)
    name(entry, marsh, "Marsh", Method.LIVEBLOG, nth=1)
    expected = "a surname, and the liveblog has the name in full around that time"
    assert expected in text_of_page(client, entry)


def test_without_a_time_what_stands_next_below_tells_the_full_name(client, marsh):
    above, entry, below, far = (
        make_entry(headline, None, ordinal=ordinal, blocks=[paragraph("It was Ada Marsh.")])
        for headline, ordinal in (("Above", 906), ("Here", 907), ("Below", 909), ("Far", 911))
    )
    for other in (above, below, far):
        name(other, marsh, "Ada Marsh", Method.NAME)
    name(entry, marsh, "Marsh", Method.LIVEBLOG)
    page = client.get(entry.get_absolute_url())
    assert "in full, Below" in body(page)


def test_a_full_name_that_is_gone_leaves_the_rule_alone(client, entry, marsh):
    name(entry, marsh, "Marsh", Method.LIVEBLOG, nth=1)
    expected = "a surname, and the liveblog has the name in full around that time"
    assert expected in text_of_page(client, entry)


def test_of_the_same_words_by_the_same_rule_the_first_are_told_of(client, marsh):
    entry = make_entry(blocks=[paragraph("Ada Marsh. " * 6 + "Lady Marsh.")])
    for nth in range(6):
        name(entry, marsh, "Ada Marsh", Method.NAME, nth)
    name(entry, marsh, "Lady Marsh", Method.NAME)
    text = text_of_page(client, entry)
    assert text.count("one of their names") == 2
    assert "and 5 more times in this entry" in text


def test_a_mention_that_its_text_has_left_shows_its_words_alone(client, entry, marsh):
    name(entry, marsh, "Ada Marsh", Method.NAME)
    say(entry, "The harbour is shut.")
    page = client.get(entry.get_absolute_url())
    assert page.status_code == 200
    assert "<mark>Ada Marsh</mark></q>" in page.content.decode()
    assert 'class="named"' not in page.content.decode()


def test_topics_tell_the_terms_that_made_them_or_that_staff_set_them(client, entry):
    made, chosen = make_topic("Flooding"), make_topic("Harbours")
    EntryTopic.objects.create(entry=entry, topic=made, terms=["high water | 0.5", "flood*"])
    EntryTopic.objects.create(entry=entry, topic=chosen)
    text = text_of_page(client, entry)
    assert "Flooding it uses high water , flood*" in text
    assert "Harbours set by staff" in text


def test_an_entry_without_names_has_nothing_to_explain(client, entry):
    Mention.objects.create(entry=entry, start=0, end=3, matched="Har", method=Method.STAFF)
    assert "Why these?" not in text_of_page(client, entry)


def test_why_takes_one_query_more_however_many_surnames(
    client, entry, marsh, django_assert_num_queries
):
    name(entry, marsh, "Ada Marsh", Method.NAME)
    with CaptureQueriesContext(connection) as before:
        client.get(entry.get_absolute_url())
    name(entry, marsh, "Marsh", Method.LIVEBLOG, nth=1)
    name(entry, make_person("Lou Ford", surname="Ford"), "Ford", Method.LIVEBLOG)
    with django_assert_num_queries(len(before) + 1):
        client.get(entry.get_absolute_url())

"""Everything that staff change is logged, and shown on what they changed."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from entries.admin.base import FROM_ENTRY
from entries.models import Decision, EntryTopic, Mention, TopicRefusal
from tests.factories import (
    make_entry,
    make_liveblog,
    make_organisation,
    make_person,
    make_place,
    make_source,
    make_topic,
    tag,
)

from .forms import form_values, new_row, send
from .pages import log_on, messages_of, page_of, user_who_may

pytestmark = pytest.mark.django_db


def test_change_is_shown_on_the_page_with_both_values(staff: Client) -> None:
    place = make_place(kind="town")
    send(staff, page_of(place), kind="village", population="1200")
    log = log_on(staff, place)
    assert "staff changed kind: town → village population: nothing → 1200" in log
    assert "Log (1)" in log


def test_log_of_a_row_leads_to_the_same_lines_as_a_list(staff: Client) -> None:
    place, other = make_place(), make_place("Elsewhere")
    for row in (place, other):
        send(staff, page_of(row), kind="village")
    address = re.search(
        r'href="([^"]*decision/\?[^"]*)"', staff.get(page_of(place)).content.decode()
    )
    listed = staff.get(unescape(address[1])).context["cl"].queryset
    assert [decision.object_id for decision in listed] == [place.pk]


@pytest.mark.parametrize(
    "make",
    [make_source, make_liveblog, make_person, make_organisation, make_place, make_topic],
)
def test_change_and_deletion_of_any_row_are_logged(staff: Client, make) -> None:
    row = make()
    key = row.pk
    field = "title" if hasattr(row, "title") else "name"
    send(staff, page_of(row), **{field: "Else"})
    staff.post(page_of(row, "delete"), {"post": "yes"})
    told = Decision.objects.filter(object_id=key).order_by("pk")
    assert [(each.action, each.object_name) for each in told] == [
        ("changed", "Else"),
        ("deleted", "Else"),
    ]
    assert told[0].after == {field: "Else"}


def test_rows_deleted_at_once_are_logged_each(staff: Client) -> None:
    topics = [make_topic("Flooding"), make_topic("Bridges")]
    action = {"action": "delete_selected", "post": "yes"}
    action["_selected_action"] = [topic.pk for topic in topics]
    staff.post(reverse("admin:entries_topic_changelist"), action)
    told = Decision.objects.filter(action="deleted").values_list("object_name", flat=True)
    assert sorted(told) == ["Bridges", "Flooding"]


def test_bylines_and_names_are_logged_on_whose_they_are(staff: Client) -> None:
    entry, person = make_entry(bylines=[("Ada Mash", "")]), make_person()
    person.names.create(name="Ada")
    send(staff, page_of(entry), **{"bylines-0-name": "Ada Marsh"})
    send(staff, page_of(entry), **{"bylines-0-DELETE": "on"})
    added = new_row(staff, page_of(person), "names", {"name": "Marsh"})
    send(staff, page_of(person), **added, **{"names-0-DELETE": "on"})
    log = log_on(staff, entry)
    assert "byline removed name: Ada Marsh" in log
    assert "byline changed name: Ada Mash → Ada Marsh" in log
    log = log_on(staff, person)
    assert "name added name: Marsh" in log and "name removed name: Ada" in log


def test_link_taken_from_an_entry_stays_away_and_can_be_had_back(staff: Client) -> None:
    entry, person = make_entry("Marsh floods"), make_person()
    entry.mentions.create(actor=person, start=0, end=5, matched="Marsh")
    send(staff, page_of(entry), **{"mentions-0-DELETE": "on"})
    mention = entry.mentions.get()
    assert (mention.actor, mention.method) == (None, "staff")
    assert "names nothing known, as staff say" in staff.get(page_of(entry)).content.decode()
    assert "link removed" in log_on(staff, entry)
    assert f"link removed entry: Marsh floods ({entry.key})" in log_on(staff, person)
    send(staff, page_of(entry), **{"mentions-0-DELETE": "on"})
    assert not entry.mentions.exists()
    assert "link left to the rules again" in log_on(staff, entry)


def test_link_that_was_made_anew_since_the_page_was_opened_is_not_said_to_be_taken_away(
    staff: Client,
) -> None:
    entry, person, topic = make_entry("Marsh floods"), make_person(), make_topic()
    tag(entry, topic)
    words = {"actor": person, "start": 0, "end": 5, "matched": "Marsh"}
    entry.mentions.create(**words)
    for part, links in (("mentions", entry.mentions), ("topic_links", entry.topic_links)):
        opened = {**form_values(staff, page_of(entry)), f"{part}-0-DELETE": "on"}
        links.all().delete()
        answer = staff.post(page_of(entry), opened)
        assert "has changed since this page was opened" in answer.content.decode()
        entry.mentions.all().delete()
        entry.mentions.create(**words)
    assert not Decision.objects.exists()


def test_each_link_has_a_way_to_correct_it(staff: Client) -> None:
    entry, topic = make_entry("Marsh floods"), make_topic()
    entry.mentions.create(actor=make_person(), start=0, end=5, matched="Marsh")
    tag(entry, topic)
    page = staff.get(page_of(entry)).content.decode()
    for row in (entry.mentions.get(), entry.topic_links.get()):
        assert f'<a href="{page_of(row)}{FROM_ENTRY}">Correct</a>' in page


def test_row_to_be_filled_in_gives_no_reason(staff: Client) -> None:
    page = staff.get(page_of(make_entry("Marsh floods"))).content.decode()
    cells = re.findall(r'<td class="field-(?:why|correct)"[^>]*>(.*?)</td>', page, re.DOTALL)
    assert cells and not re.sub(r"<[^>]*>|\s", "", "".join(cells))


def test_words_that_name_nothing_can_be_linked(staff: Client) -> None:
    entry, place = make_entry("Marsh floods"), make_place()
    entry.mentions.create(start=0, end=5, matched="Marsh", method="staff")
    added = new_row(staff, page_of(entry), "mentions", {"matched": "Marsh", "place": place.pk})
    send(staff, page_of(entry), **added)
    assert entry.mentions.get().place == place
    assert "link added" in log_on(staff, entry) and "link added" in log_on(staff, place)


def test_mention_deleted_on_its_own_page_or_in_its_list_stays_away(staff: Client) -> None:
    entry, person = make_entry("Marsh floods Marsh"), make_person()
    for start in (0, 13):
        entry.mentions.create(actor=person, start=start, end=start + 5, matched="Marsh")
    first, second = entry.mentions.order_by("start")
    staff.post(page_of(first, "delete"), {"post": "yes"})
    action = {"action": "delete_selected", "post": "yes", "_selected_action": [second.pk]}
    staff.post(reverse("admin:entries_mention_changelist"), action)
    assert [mention.actor for mention in Mention.objects.all()] == [None, None]


def test_topic_taken_from_an_entry_is_refused_and_adding_it_ends_that(staff: Client) -> None:
    entry, topic = make_entry(), make_topic(terms=["bridge"])
    tag(entry, topic)
    send(staff, page_of(entry), **{"topic_links-0-DELETE": "on"})
    assert TopicRefusal.objects.get().topic == topic
    assert "topic removed" in log_on(staff, entry) and "topic removed" in log_on(staff, topic)
    send(
        staff, page_of(entry), **new_row(staff, page_of(entry), "topic_links", {"topic": topic.pk})
    )
    assert not TopicRefusal.objects.exists()
    assert EntryTopic.objects.get().terms == []


def test_topic_corrected_on_its_own_page_refuses_the_one_before(staff: Client) -> None:
    entry, old, new = make_entry(), make_topic("Flooding", terms=["x"]), make_topic("Bridges")
    tag(entry, old)
    send(staff, page_of(entry.topic_links.get()), topic=new.pk)
    assert TopicRefusal.objects.get().topic == old
    assert "topic changed" in log_on(staff, old) and "topic changed" in log_on(staff, new)


def test_entry_whose_topic_is_given_back_to_the_terms_is_said_to_be_tagged_again(
    staff: Client, django_capture_on_commit_callbacks
) -> None:
    entry, topic = make_entry("Marsh floods"), make_topic(terms=["floods"])
    TopicRefusal.objects.create(entry=entry, topic=topic)
    with django_capture_on_commit_callbacks(execute=True):
        send(staff, page_of(entry), **{"topic_refusals-0-DELETE": "on"})
    assert "1 entry is being tagged again." in messages_of(staff.get(page_of(entry)))
    assert entry.topic_links.get().topic == topic
    send(staff, page_of(entry))
    assert "being tagged" not in messages_of(staff.get(page_of(entry)))


def test_refused_topic_is_let_back_on_the_page_of_the_entry(staff: Client) -> None:
    entry, topic = make_entry(), make_topic()
    TopicRefusal.objects.create(entry=entry, topic=topic)
    send(staff, page_of(entry), **{"topic_refusals-0-DELETE": "on"})
    assert not TopicRefusal.objects.exists()
    assert "refusal of a topic taken back" in log_on(staff, entry)


def test_log_escapes_what_it_shows(staff: Client) -> None:
    person = make_person()
    send(staff, page_of(person), name="<script>alert(1)</script>", description="x" * 1000)
    page = staff.get(page_of(person)).content.decode()
    assert "<script>alert" not in page
    assert "x" * 300 + "…" in page
    told = staff.get(page_of(Decision.objects.get())).content.decode()
    assert "<script>alert" not in told and "x" * 1000 in told


def test_form_that_is_not_valid_is_no_decision(staff: Client) -> None:
    send(staff, page_of(make_place()), latitude="100")
    assert not Decision.objects.exists()


def test_log_is_for_those_who_may_view_it(client: Client) -> None:
    place = make_place()
    user_who_may(client, "change_place")
    send(client, page_of(place), kind="village")
    assert Decision.objects.get().user_name == "clerk"
    assert "Log (" not in client.get(page_of(place)).content.decode()

"""The review queue: names are shown with their sentences, to those who may decide on them."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from entries.deciding import retagging
from entries.models import (
    Decision,
    NameRefusal,
    Suggestion,
    TaggingDue,
)
from tests.deciding.world import suggest
from tests.factories import (
    make_entry,
    make_person,
    paragraph,
)

from .pages import messages_of, page_for, queue, text_of, user_who_may

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"


def test_queue_shows_names_with_count_cue_and_sentence(staff: Client, bo_reed: Suggestion) -> None:
    page = staff.get(queue())
    assert "1 name to decide on" in text_of(page)
    assert "Bo Reed person 1 entry it says something" in text_of(page)
    assert "Mayor <mark>Bo Reed</mark> speaks." in page.content.decode()
    address = re.search(r'href="([^"]*suggestion/\?key=[^"]*)"', page.content.decode())[1]
    assert staff.get(address).context["cl"].result_count == 1


def test_queue_is_filtered_and_says_when_nothing_fits(staff: Client, bo_reed: Suggestion) -> None:
    for query in ("?kind=person", "?cue=said", "?q=REED", "?kind=person&cue=said&q=bo"):
        assert "Bo Reed" in text_of(staff.get(queue(query)))
    for query in ("?kind=place", "?cue=in", "?q=else", "?q=%00", "?kind=x", "?page=99&q=else"):
        assert "Nothing looks like a name here" in text_of(staff.get(queue(query))), query


def test_queue_goes_on_over_pages(staff: Client) -> None:
    for number in range(27):
        suggest(make_entry(f"Name {number:02} speaks"), f"Name {number:02}")
    first = text_of(staff.get(queue("?kind=person")))
    assert "27 names to decide on, 1–25 shown" in first
    assert "Name 24" in first and "Name 25" not in first
    address = re.search(
        r'href="([^"]*)" rel="next"', staff.get(queue("?kind=person")).content.decode()
    )
    second = text_of(staff.get(queue(unescape(address[1]))))
    assert "Name 25" in second and "Name 24" not in second


def test_queue_takes_a_fixed_number_of_queries(staff: Client) -> None:
    counts = []
    for number in (2, 20):
        for each in range(number):
            suggest(make_entry(f"Name {number} {each}"), f"Name {number} {each}")
        staff.get(queue())
        with CaptureQueriesContext(connection) as queries:
            staff.get(queue())
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12


def test_name_is_refused_for_good_and_that_can_be_taken_back(
    staff: Client, bo_reed: Suggestion, index, django_capture_on_commit_callbacks
) -> None:
    index()
    answer = staff.post(queue("?kind=person"), {"refuse": "bo reed"}, follow=True)
    assert answer.redirect_chain == [(f"{queue()}?kind=person", 302)]
    assert "Refused for good: 1 name. Take it back" in messages_of(answer)
    refusal = NameRefusal.objects.get()
    assert refusal.name == "Bo Reed" and not Suggestion.objects.exists()
    refused = reverse("admin:entries_namerefusal_changelist")
    offered = re.findall(r'<option value="(\w+)">', staff.get(refused).content.decode())
    assert offered == ["suggest_again"]
    action = {"action": "suggest_again", "_selected_action": [refusal.pk]}
    with django_capture_on_commit_callbacks(execute=True):
        staff.post(refused, action)
    assert not NameRefusal.objects.exists()
    assert Suggestion.objects.get().matched == "Bo Reed"


def test_ticked_names_are_refused_at_once(staff: Client) -> None:
    for name in ("Bo Reed", "Cy Holm", "Al Moor"):
        suggest(make_entry(f"{name} speaks"), name)
    staff.post(queue(), {"refuse": "", "key": ["bo reed", "cy holm"]})
    assert [row.matched for row in Suggestion.objects.all()] == ["Al Moor"]


def suggest_many(number: int) -> list[str]:
    """Names by the thousand; gives what the form says of each."""
    entry = make_entry(blocks=[paragraph("Bo " * number)])
    keys = {start: f"bo {start:05}" for start in range(number)}
    told = {"entry": entry, "matched": "Bo", "kind": "person", "cue": "said"}
    Suggestion.objects.bulk_create(
        Suggestion(start=start, end=start + 2, key=key, **told) for start, key in keys.items()
    )
    return list(keys.values())


def test_more_than_a_thousand_names_are_refused_at_once(staff: Client) -> None:
    keys = suggest_many(1_100)
    answer = staff.post(queue(), {"refuse": "", "key": keys}, follow=True)
    assert "Refused for good: 1,100 names." in messages_of(answer)
    assert NameRefusal.objects.count() == 1_100 and not Suggestion.objects.exists()


def test_form_too_large_to_be_taken_says_what_to_do(staff: Client, bo_reed: Suggestion) -> None:
    answer = staff.post(queue(), {"refuse": "", "key": ["bo reed"] * 10_000})
    assert answer.status_code == 400
    assert "nothing of it was done: go back, tick or fill in less of it" in text_of(answer)
    assert Suggestion.objects.exists()


def test_page_that_asks_on_says_which_of_many_names_it_has(staff: Client) -> None:
    keys = suggest_many(1_100)
    answer = staff.post(queue(), {"new": "", "key": keys}, follow=True)
    assert "1,100 names are ticked: these are the first 100." in messages_of(answer)
    assert [form.group.key for form in answer.context["forms"]] == keys[:100]


@pytest.mark.parametrize("sent", [{"refuse": ""}, {}, {"key": "bo reed"}, {"refuse": "\0"}])
def test_nothing_chosen_is_said(staff: Client, bo_reed: Suggestion, sent: dict) -> None:
    assert "No name is chosen" in messages_of(staff.post(queue(), sent, follow=True))
    assert Suggestion.objects.exists()


def test_nothing_in_a_dump_gets_out_of_its_sentence(staff: Client) -> None:
    entry = make_entry(f"{SCRIPT} says so", blocks=[paragraph(f"{SCRIPT} {SCRIPT}")])
    suggest(entry, SCRIPT, cue="shared")
    key = "%3Cscript%3E"
    Suggestion.objects.update(key="<script>")
    pages = [queue(), *(page_for(action, key) for action in ("new", "alias", "link"))]
    for page in pages:
        body = staff.get(page).content.decode()
        assert SCRIPT not in body and "<mark>&lt;script&gt;" in body


def test_what_waits_to_be_tagged_is_shown_and_can_be_started_again(
    staff: Client, django_capture_on_commit_callbacks
) -> None:
    entry = make_entry("Bo Reed speaks")
    make_person("Bo Reed")
    retagging.make_due([entry.pk])
    assert "1 entry is due to be tagged again since" in text_of(staff.get(queue()))
    TaggingDue.objects.update(since="2026-01-01T00:00Z")
    assert "the task failed, or nothing runs it" in text_of(staff.get(queue()))
    tag = reverse("admin:entries_suggestion_review_tag")
    assert "being tagged again" in messages_of(staff.post(tag, follow=True))
    assert entry.mentions.count() == 1
    assert "due to be tagged" not in text_of(staff.get(queue()))


def test_viewer_sees_the_names_and_cannot_decide(client: Client, bo_reed: Suggestion) -> None:
    user_who_may(client, "view_suggestion", "view_actor")
    page = client.get(queue())
    assert "Bo Reed" in text_of(page)
    assert 'name="refuse"' not in page.content.decode()
    for action in ("refuse", "new", "alias", "link"):
        assert client.post(queue(), {action: "bo reed"}).status_code == 403
    for action in ("new", "alias", "link"):
        assert client.get(page_for(action, "bo reed")).status_code == 403
        assert client.post(page_for(action, "bo reed"), {}).status_code == 403
    assert Suggestion.objects.exists() and not Decision.objects.exists()


@pytest.mark.parametrize(
    ("permission", "action"),
    [
        ("add_namerefusal", "refuse"),
        ("add_person", "new"),
        ("add_mention", "link"),
        ("change_organisation", "alias"),
        ("change_place", "alias"),
    ],
)
def test_each_decision_asks_for_the_permission_that_fits(
    client: Client, bo_reed: Suggestion, permission: str, action: str
) -> None:
    Suggestion.objects.update(cue="shared")
    user_who_may(client, "view_suggestion", permission)
    page = client.get(queue()).content.decode()
    assert re.findall(r'name="(\w+)" value="bo reed"', page) == ["key", action]
    assert client.post(queue(), {action: "bo reed"}).status_code == 302


def test_pages_of_the_queue_are_for_those_who_may_view_suggestions(client: Client) -> None:
    names = ("", "_new", "_alias", "_link", "_tag")
    pages = [reverse(f"admin:entries_suggestion_review{name}") for name in names]
    for page in pages:
        assert client.get(page).url.startswith(reverse("admin:login"))
    user_who_may(client)
    for page in pages:
        assert client.get(page).status_code == client.post(page).status_code == 403


def test_the_queue_is_found_from_the_first_page_and_from_the_list(staff: Client) -> None:
    for page in (reverse("admin:index"), reverse("admin:entries_suggestion_changelist")):
        assert f'href="{queue()}"' in staff.get(page).content.decode()


def test_keys_are_the_documented_ones(staff: Client, bo_reed: Suggestion) -> None:
    shown = re.findall(r"<kbd>(.)</kbd>", staff.get(queue()).content.decode())
    documented = (settings.BASE_DIR / "docs" / "staff.md").read_text().split("### By keyboard")[1]
    table = [line for line in documented.splitlines() if line.startswith("| `")]
    assert re.findall("`(.)`", " ".join(table)) == shown


def test_decisions_need_the_token_of_the_form(bo_reed: Suggestion) -> None:
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(User.objects.create_superuser("ada"))
    assert careful.post(queue(), {"refuse": "bo reed"}).status_code == 403
    assert Suggestion.objects.exists()

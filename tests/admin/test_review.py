"""The review queue: names are shown with their sentences, and decided on by plain forms."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from entries.deciding import retagging
from entries.models import (
    Actor,
    Decision,
    FormerSlug,
    Mention,
    NameRefusal,
    Place,
    Suggestion,
    TaggingDue,
)
from tests.deciding.world import due, suggest
from tests.factories import (
    make_entry,
    make_organisation,
    make_person,
    make_place,
    make_topic,
    paragraph,
)

from .pages import messages_of, text_of

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"


def queue(query: str = "") -> str:
    return reverse("admin:entries_suggestion_review") + query


def page_for(action: str, *keys: str) -> str:
    query = "&".join(f"key={key}" for key in keys)
    return f"{reverse(f'admin:entries_suggestion_review_{action}')}?{query}&filters=kind%3Dperson"


def user_who_may(client: Client, *permissions: str) -> None:
    user = User.objects.create_user("clerk", is_staff=True)
    user.user_permissions.add(*Permission.objects.filter(codename__in=permissions))
    client.force_login(user)


@pytest.fixture
def bo_reed() -> Suggestion:
    return suggest(make_entry("It rains. Mayor Bo Reed speaks. They go.", blocks=[]), "Bo Reed")


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


@pytest.mark.parametrize("action", ["new", "alias", "link"])
def test_other_decisions_lead_to_a_page_that_asks_on(
    staff: Client, bo_reed: Suggestion, action: str
) -> None:
    for sent in ({action: "bo reed"}, {action: "", "key": ["bo reed"]}):
        answer = staff.post(queue("?kind=person"), sent)
        assert answer.url.replace("+", "%20") == page_for(action, "bo%20reed")
        page = staff.get(answer.url)
        assert "Mayor <mark>Bo Reed</mark> speaks." in page.content.decode()


def test_name_is_accepted_as_new(
    staff: Client, bo_reed: Suggestion, index, django_capture_on_commit_callbacks
) -> None:
    other = make_entry("Later Bo Reed leaves")
    index()
    page = page_for("new", "bo reed")
    [form] = staff.get(page).context["forms"]
    assert form.initial == {"kind": "person", "name": "Bo Reed", "surname": "Reed"}
    sent = {"name-0-kind": "person", "name-0-name": "Bo Reed", "name-0-surname": "Reed"}
    with django_capture_on_commit_callbacks(execute=True):
        answer = staff.post(page, {**sent, "name-0-description": "Mayor from 2019"})
    assert answer.url == f"{queue()}?kind=person"
    person = Actor.objects.get()
    assert (person.slug, person.description) == ("bo-reed", "Mayor from 2019")
    assert "Known now: Bo Reed. 2 entries are being tagged again." in messages_of(
        staff.get(queue())
    )
    assert set(person.mentions.values_list("entry", flat=True)) == {bo_reed.entry_id, other.pk}
    assert not TaggingDue.objects.exists()


def test_new_name_that_known_ones_have_leads_to_saying_which_is_meant(staff: Client) -> None:
    marsh = make_place("Marsh", kind="city", within=make_place("Norland"))
    marsh.names.create(name="Bo Reed")
    suggest(make_entry("Bo Reed speaks"), "Bo Reed")
    suggest(make_entry("Cy Holm speaks"), "Cy Holm")
    answer = staff.get(page_for("new", "bo reed", "cy holm"))
    page = text_of(answer)
    assert "“Bo Reed” is known already: Marsh (city in Norland)." in page
    assert "“Cy Holm” is known already" not in page
    address = re.search(r'href="([^"]*review/link/[^"]*)"', answer.content.decode())[1]
    assert unescape(address) == page_for("link", "bo%20reed")
    assert staff.get(unescape(address)).status_code == 200


def test_several_names_are_accepted_at_once_each_as_what_it_is(staff: Client) -> None:
    suggest(make_entry("Bo Reed speaks"), "Bo Reed")
    suggest(make_entry("In Reedham"), "Reedham", "place", "in")
    land = make_place("Marshland")
    page = page_for("new", "bo reed", "reedham")
    assert [form.initial["kind"] for form in staff.get(page).context["forms"]] == [
        "person",
        "place",
    ]
    names = {"name-0-name": "Bo Reed", "name-1-name": "Reedham"}
    kinds = {"name-0-kind": "organisation", "name-1-kind": "place", "name-1-within": land.pk}
    answer = staff.post(page, {**kinds, **names})
    assert answer.status_code == 302
    assert Actor.objects.get().kind == "organisation"
    assert Place.objects.get(slug="reedham").within == land
    assert len(due()) == 2


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"name-0-name": ""}, "required"),
        ({"name-0-kind": "source"}, "valid choice"),
        ({"name-0-slug": "no slug"}, "valid “slug”"),
        ({"name-0-slug": "taken"}, "is, or was, the address of something else"),
        ({"name-0-slug": "former"}, "is, or was, the address of something else"),
        ({"name-0-name": "Бо"}, "No slug can be made from this name"),
        ({"name-0-slug": "cy-holm"}, "is, or was, the address of something else"),
    ],
)
def test_what_cannot_be_accepted_is_said_beside_the_field(
    staff: Client, bo_reed: Suggestion, changed: dict, message: str
) -> None:
    make_organisation("Taken")
    FormerSlug.objects.create(kind="actor", slug="former", object_id=1)
    suggest(make_entry("Cy Holm speaks"), "Cy Holm")
    page = page_for("new", "bo reed", "cy holm")
    sent = {
        "name-0-kind": "person",
        "name-0-name": "Bo Reed",
        "name-1-kind": "person",
        "name-1-name": "Cy Holm",
    }
    assert message in text_of(staff.post(page, {**sent, **changed}))
    assert Suggestion.objects.count() == 2 and Actor.objects.count() == 1


def test_names_become_other_names_of_something_known(staff: Client, bo_reed: Suggestion) -> None:
    person = make_person("Robert Reed")
    answer = staff.post(page_for("alias", "bo reed"), {"actor": person.pk}, follow=True)
    told = "Robert Reed now goes by “Bo Reed” too. 1 entry is being tagged again."
    assert told in messages_of(answer)
    assert person.names.get().name == "Bo Reed"
    assert due() == [bo_reed.entry_id]


def test_other_name_needs_one_actor_or_place(staff: Client, bo_reed: Suggestion) -> None:
    person, place = make_person(), make_place()
    for sent in ({}, {"actor": person.pk, "place": place.pk}, {"actor": 0}, {"place": "x"}):
        page = text_of(staff.post(page_for("alias", "bo reed"), sent))
        assert "Choose a person or organisation, or else a place." in page or "valid" in page
    assert Suggestion.objects.exists()


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("ada-marsh", "Ada Marsh"),
        ("marsh-was", "Ada Marsh"),
        ("/topics/../people/ada-marsh/", "Ada Marsh"),
        ("organisations/oban", "Oban Board"),
        ("/places/oban/", "Oban"),
        (" https://archive.example:8000/below/places/oban/?page=2#map", "Oban"),
    ],
)
def test_whom_a_name_means_is_told_by_the_kind_and_slug_of_an_address(
    staff: Client, bo_reed: Suggestion, address: str, name: str
) -> None:
    FormerSlug.objects.create(kind="actor", slug="marsh-was", object_id=make_person().pk)
    make_organisation("Oban Board", slug="oban")
    make_place("Oban")
    answer = staff.post(page_for("alias", "bo reed"), {"address": address}, follow=True)
    assert f"{name} now goes by “Bo Reed” too." in messages_of(answer)


@pytest.mark.parametrize(
    "address",
    ["nobody", "%", "\0", "/", "places/ada-marsh", "topics/flood", "entries/ada-marsh", "http://["],
)
def test_address_of_nothing_known_is_said(staff: Client, bo_reed: Suggestion, address: str) -> None:
    make_person()
    make_topic("Flood")
    answer = staff.post(page_for("alias", "bo reed"), {"address": address})
    assert "Nothing known has this address" in text_of(answer) or "\0" in address
    assert answer.status_code == 200 and Suggestion.objects.exists()


def test_slug_of_two_asks_for_more_of_the_address(staff: Client, bo_reed: Suggestion) -> None:
    make_organisation("Oban", description="A board")
    make_place("Oban", kind="city")
    page = text_of(staff.post(page_for("alias", "bo reed"), {"address": "oban"}))
    assert "Oban (A board) and Oban (city) have this slug." in page
    assert "organisations/oban or places/oban." in page
    assert Suggestion.objects.exists()


def test_what_a_new_place_lies_in_is_told_by_its_address_where_no_box_is_filled(
    staff: Client, bo_reed: Suggestion
) -> None:
    land = make_place("Marshland")
    make_organisation("Marshland Ltd", slug=land.slug)
    sent = {"name-0-kind": "place", "name-0-name": "Reedham", "name-0-within_address": land.slug}
    assert staff.post(page_for("new", "bo reed"), sent).status_code == 302
    assert Place.objects.get(slug="reedham").within == land


def test_shared_name_that_stands_twice_in_an_entry_is_counted_by_entries(staff: Client) -> None:
    entry = make_entry("Reed speaks", blocks=[paragraph("Reed leaves.")])
    for start in (0, entry.text.rindex("Reed")):
        suggest(entry, "Reed", cue="shared", start=start)
    page = text_of(staff.get(page_for("link", "reed")))
    assert "In 1 entry" in page and "2 of" not in page


def test_shared_name_is_linked_in_the_entries_that_are_ticked(staff: Client) -> None:
    first, second = make_entry("Reed speaks"), make_entry("Reed leaves")
    for entry in (first, second):
        suggest(entry, "Reed", cue="shared")
    bo, _ = make_person("Bo Reed", surname="Reed", description="Mayor"), make_person("Al Moor")
    assert "Which one…" in text_of(staff.get(queue()))
    page = staff.get(page_for("link", "reed"))
    assert "Bo Reed (Mayor)" in text_of(page) and "Al Moor" not in text_of(page)
    words = [first.suggestions.get().pk]
    sent = {"meant": f"actor-{bo.pk}", "words": words}
    answer = staff.post(page_for("link", "reed"), sent, follow=True)
    assert "Linked to Bo Reed: 1 entry." in messages_of(answer)
    mention = Mention.objects.get()
    assert (mention.entry, mention.actor, mention.method) == (first, bo, "staff")
    assert Suggestion.objects.get().entry == second


def test_link_needs_to_know_whom_and_where(staff: Client) -> None:
    suggestion = suggest(make_entry("Reed speaks"), "Reed", cue="shared")
    person = make_person("Bo Reed", surname="Reed")
    for sent in (
        {"words": [suggestion.pk]},
        {"actor": person.pk},
        {"actor": person.pk, "words": [0]},
        {"meant": "actor-0", "words": [suggestion.pk]},
    ):
        assert staff.post(page_for("link", "reed"), sent).status_code == 200
    assert not Mention.objects.exists()


@pytest.mark.parametrize("action", ["new", "alias", "link"])
def test_name_that_is_decided_meanwhile_leads_back_with_a_word(staff: Client, action: str) -> None:
    assert staff.get(page_for(action, "%00")).status_code == 302
    answer = staff.get(page_for(action, "bo reed"), follow=True)
    assert answer.redirect_chain[-1][0] == f"{queue()}?kind=person"
    assert "Nothing is suggested under this name any more" in messages_of(answer)


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


def test_only_what_the_user_may_change_gets_another_name(
    client: Client, bo_reed: Suggestion
) -> None:
    user_who_may(client, "view_suggestion", "change_person")
    for row in (make_place(), make_organisation()):
        field = "place" if isinstance(row, Place) else "actor"
        assert client.post(page_for("alias", "bo reed"), {field: row.pk}).status_code == 403
    sent = client.post(page_for("alias", "bo reed"), {"actor": make_person().pk})
    assert sent.status_code == 302


def test_kinds_that_the_user_may_not_add_are_not_offered(
    client: Client, bo_reed: Suggestion
) -> None:
    user_who_may(client, "view_suggestion", "add_place")
    [form] = client.get(page_for("new", "bo reed")).context["forms"]
    assert [value for value, _ in form.fields["kind"].choices] == ["place"]
    sent = {"name-0-kind": "person", "name-0-name": "Bo Reed"}
    assert "valid choice" in text_of(client.post(page_for("new", "bo reed"), sent))


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

"""Staff merge two rows after a preview, and undo it; what makes no sense is said."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from entries.models import Actor, Decision, Merge, Place, Topic
from tests.factories import (
    make_entry,
    make_organisation,
    make_person,
    make_place,
    make_topic,
    mention,
    tag,
)

from .pages import log_on, messages_of, text_of, user_who_may

pytestmark = pytest.mark.django_db


def merge_page(row: object, into: object = None) -> str:
    address = reverse(f"admin:entries_{row._meta.model_name}_merge", args=[row.pk])
    return f"{address}?into={into.pk}" if into else address


def undo_page(done: Merge) -> str:
    return reverse("admin:entries_merge_undo", args=[done.pk])


@pytest.fixture
def gone() -> Actor:
    person = make_person("Bob Reed", description="Mayor")
    mention(make_entry(), person)
    return person


@pytest.fixture
def kept() -> Actor:
    return make_person("Robert Reed")


def test_preview_tells_what_happens_and_changes_nothing(
    staff: Client, gone: Actor, kept: Actor
) -> None:
    mention(make_entry(), gone, kept)
    page = text_of(staff.get(merge_page(gone, kept)))
    assert "Goes: Bob Reed Stays: Robert Reed" in page
    assert "Entries 2 1, and 2 then, as 1 has both" in page
    assert "Names that it gets Bob Reed" in page
    assert "/people/bob-reed/, which leads to the other from now on" in page
    assert Actor.objects.count() == 2 and not Decision.objects.exists()


def test_preview_of_places_tells_what_each_lies_in(staff: Client) -> None:
    land = make_place("Norland")
    part, whole = make_place("Sundby", within=land), make_place("Sundby", slug="sundby-2")
    page = text_of(staff.get(merge_page(part, whole)))
    assert "Lies in Norland nothing larger" in page
    assert "Old addresses" not in page


def test_merge_leads_to_the_kept_one_and_the_old_address_does_too(
    staff: Client, gone: Actor, kept: Actor
) -> None:
    old = gone.get_absolute_url()
    answer = staff.post(merge_page(gone), {"into": kept.pk}, follow=True)
    assert "Bob Reed is a part of Robert Reed now. This can be undone." in messages_of(answer)
    assert answer.redirect_chain[0][0] == reverse("admin:entries_actor_change", args=[kept.pk])
    assert staff.get(old).url == kept.get_absolute_url()
    log = log_on(staff, kept)
    assert "merged with another merged: Bob Reed (bob-reed)" in log
    assert "name added name: Bob Reed" in log
    assert "Merges (1)" in text_of(answer)


def test_merge_is_undone_after_a_word(staff: Client, gone: Actor, kept: Actor) -> None:
    staff.post(merge_page(gone), {"into": kept.pk})
    done = Merge.objects.get()
    page = staff.get(reverse("admin:entries_merge_change", args=[done.pk])).content.decode()
    assert undo_page(done) in page
    assert "Bob Reed comes back, with its address" in text_of(staff.get(undo_page(done)))
    answer = staff.post(undo_page(done), follow=True)
    assert "Bob Reed is there again. 1 entry is being tagged again." in messages_of(answer)
    assert Actor.objects.get(slug="bob-reed").description == "Mayor"
    again = staff.post(undo_page(done), follow=True)
    assert "This merge is undone already." in messages_of(again)
    page = staff.get(reverse("admin:entries_merge_change", args=[done.pk])).content.decode()
    assert undo_page(done) not in page


@pytest.mark.parametrize("make", [make_person, make_organisation, make_place, make_topic])
def test_each_kind_has_a_way_to_merge_from_its_page_and_its_list(staff: Client, make) -> None:
    first, second = make("First"), make("Second")
    name = first._meta.model_name
    page = staff.get(reverse(f"admin:entries_{name}_change", args=[first.pk])).content.decode()
    assert f'href="{merge_page(first)}"' in page
    assert "Becomes a part of" in text_of(staff.get(merge_page(first)))
    action = {"action": "merge_two", "_selected_action": [first.pk, second.pk]}
    answer = staff.post(reverse(f"admin:entries_{name}_changelist"), action)
    assert answer.url == merge_page(second, first)
    turned = staff.get(answer.url).context["turned"]
    assert turned == merge_page(first, second)
    staff.post(answer.url, {"into": first.pk})
    assert type(first).objects.get() == first


def test_people_are_merged_from_their_own_list_too(staff: Client, gone, kept) -> None:
    page = reverse("admin:entries_person_merge", args=[gone.pk])
    assert "Stays: Robert Reed" in text_of(staff.get(f"{page}?into={kept.pk}"))
    staff.post(page, {"into": kept.pk})
    assert Actor.objects.get() == kept


def test_two_are_to_be_ticked(staff: Client) -> None:
    topics = [make_topic(name).pk for name in ("One", "Two", "Three")]
    for ticked in (topics[:1], topics):
        action = {"action": "merge_two", "_selected_action": ticked}
        answer = staff.post(reverse("admin:entries_topic_changelist"), action, follow=True)
        assert "Tick two" in messages_of(answer)


def test_what_makes_no_sense_is_said_before_and_after(staff: Client, gone: Actor) -> None:
    land = make_place("Land")
    part = Place.objects.get(pk=make_place("Part", within=land).pk)
    for row, into, said in (
        (gone, gone, "cannot be merged with itself"),
        (part, land, "a part is not the whole"),
        (land, part, "a part is not the whole"),
    ):
        assert said in text_of(staff.get(merge_page(row, into)))
        assert said in text_of(staff.post(merge_page(row), {"into": into.pk}))
    for into in ("", "0", "x", "\0", "9" * 30):
        assert staff.post(merge_page(gone), {"into": into}).status_code == 200
    assert (Actor.objects.count(), Place.objects.count()) == (1, 2)
    assert staff.get(reverse("admin:entries_actor_merge", args=[0])).status_code == 404


def test_the_other_one_can_be_told_by_its_slug(staff: Client, gone: Actor, kept: Actor) -> None:
    page = merge_page(gone)
    assert "Stays: Robert Reed" in text_of(staff.get(f"{page}?address=people/robert-reed"))
    assert "Nothing known has this address" in text_of(staff.get(f"{page}?address=nobody"))
    assert "Choose what it becomes a part of" in text_of(staff.get(f"{page}?address=&into="))


def test_kinds_that_differ_are_said(staff: Client, kept: Actor) -> None:
    page = text_of(staff.get(merge_page(make_organisation("Reed"), kept)))
    assert "The one is organisation, the other person. What stays keeps its kind." in page


def test_terms_of_topics_are_shown(staff: Client) -> None:
    gone, kept = make_topic("Floods", terms=["dyke"]), make_topic("Flooding", terms=["flood*"])
    tag(make_entry(), gone)
    assert "Terms that it gets dyke" in text_of(staff.get(merge_page(gone, kept)))
    staff.post(merge_page(gone), {"into": kept.pk})
    assert Topic.objects.get().terms == ["flood*", "dyke"]


def test_names_are_escaped(staff: Client, kept: Actor) -> None:
    row = make_person("<script>alert(1)</script>", slug="script")
    assert b"<script>alert" not in staff.get(merge_page(row, kept)).content
    answer = staff.post(merge_page(row), {"into": kept.pk}, follow=True)
    assert b"<script>alert" not in answer.content
    for page in (undo_page(Merge.objects.get()), reverse("admin:entries_merge_changelist")):
        assert b"<script>alert" not in staff.get(page).content


@pytest.mark.parametrize(
    "permissions",
    [["view_actor"], ["view_actor", "change_actor"], ["view_actor", "delete_actor"]],
)
def test_merge_is_for_those_who_may_change_and_delete(
    client: Client, gone: Actor, kept: Actor, permissions: list[str]
) -> None:
    user_who_may(client, *permissions)
    page = client.get(reverse("admin:entries_actor_change", args=[gone.pk])).content.decode()
    assert merge_page(gone) not in page
    assert client.get(merge_page(gone)).status_code == 403
    assert client.post(merge_page(gone), {"into": kept.pk}).status_code == 403
    assert Actor.objects.count() == 2


def test_person_becomes_no_part_of_what_the_user_may_not_change(
    client: Client, gone: Actor, kept: Actor
) -> None:
    user_who_may(client, "change_person", "delete_person")
    page = reverse("admin:entries_person_merge", args=[gone.pk])
    board = make_organisation()
    assert client.get(f"{page}?into={board.pk}").status_code == 403
    assert client.post(page, {"into": board.pk}).status_code == 403
    assert client.get(f"{page}?into={kept.pk}").status_code == 200


def test_undo_is_for_those_who_may_add_and_change(staff: Client, gone: Actor, kept: Actor) -> None:
    staff.post(merge_page(gone), {"into": kept.pk})
    done = Merge.objects.get()
    clerk = Client()
    user = user_who_may(clerk, "view_merge", "change_actor")
    assert clerk.get(undo_page(done)).status_code == 403
    assert clerk.post(undo_page(done)).status_code == 403
    assert not Merge.objects.get().undone_at
    user.user_permissions.add(Permission.objects.get(codename="add_actor"))
    assert clerk.post(undo_page(done)).status_code == 302
    assert Merge.objects.get().undone_at

"""An entry beside its lines; runs and captures with what belongs to them; nothing unescaped."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from entries.admin.base import ROWS_SHOWN
from entries.admin.entry_inlines import free_span
from entries.admin.sides import LINES_SHOWN
from entries.models import ImportIssue
from tests.factories import (
    all_words,
    appear,
    full_blocks,
    make_capture,
    make_change,
    make_dump,
    make_entry,
    make_organisation,
    make_person,
    make_place,
    make_source,
    make_topic,
    mention,
    paragraph,
    read,
    tag,
)

from .pages import user_who_may
from .world import MODELS

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"


def page_of(client: Client, row: object) -> str:
    path = reverse(f"admin:entries_{row._meta.model_name}_change", args=[row.pk])
    return client.get(path).content.decode()


def lines_in(page: str) -> dict[int, str]:
    """The source lines that a page shows, by number."""
    rows = re.findall(r'<tr id="line-(\d+)">.*?<td>(.*?)</td>', page, re.DOTALL)
    return {int(number): text for number, text in rows}


def test_entry_stands_beside_its_lines_in_the_latest_capture(staff: Client) -> None:
    entry = make_entry("Bridge shut", blocks=[paragraph("It sways.")], bylines=[("Ada", "Oban")])
    appear(entry, make_capture(text="old\nolder"), 1, 2)
    appear(entry, make_capture(text="menu\nBridge shut\n  It sways.\nfooter"), 2, 3)
    page = page_of(staff, entry)
    assert lines_in(page) == {2: "Bridge shut", 3: "  It sways."}
    said = page[page.index("What it says") : page.index("What the page had")]
    assert all(text in said for text in ("Bridge shut", "Ada, Oban", "It sways."))
    assert "#line-1" in page and "#line-2" in page


def test_nothing_that_a_block_can_hold_stays_hidden(staff: Client) -> None:
    page = page_of(staff, make_entry("", blocks=full_blocks()))
    assert [words for words in all_words(full_blocks()) if words not in page] == []
    assert "No headline" in page


def test_entry_in_no_capture_says_so(staff: Client) -> None:
    assert "It stands in no capture." in page_of(staff, make_entry())


@pytest.mark.parametrize(
    ("precision", "shown"),
    [
        ("second", "2022-06-01 00:00:00 BST"),
        ("minute", "2022-06-01 00:00 BST"),
        ("hour", "2022-06-01 about 00:00 BST"),
        ("day", "2022-06-01"),
    ],
)
def test_time_is_shown_as_far_as_the_page_gave_it(
    staff: Client, precision: str, shown: str
) -> None:
    make_entry("A", "2022-05-31 23:00", time_precision=precision)
    page = staff.get(reverse("admin:entries_entry_changelist")).content.decode()
    assert f' class="field-local_time">{shown}</td>' in page


def test_entry_without_time_is_shown_as_undated(staff: Client) -> None:
    make_entry("A", None)
    page = staff.get(reverse("admin:entries_entry_changelist")).content.decode()
    assert ' class="field-local_time">undated</td>' in page


def test_cells_of_lists_are_named_by_their_columns(staff: Client) -> None:
    make_source('Lake "Radio" <b>')
    page = staff.get(reverse("admin:entries_source_changelist")).content.decode()
    cells = re.findall(r"<t[dh] (?:data-column=\"([^\"]*)\" )?class=\"([^\"]*)\"", page)
    assert cells[:2] == [("", "action-checkbox"), ("Name", "field-name")]
    assert "Lake &quot;Radio&quot; &lt;b&gt;</a></th>" in page


def test_version_and_appearance_show_both_sides_too(staff: Client) -> None:
    entry = make_entry("Bridge shut")
    appearance = appear(entry, make_capture(text="Bridge shut\nEngineers"), 1, 2)
    for row in (appearance, appearance.version):
        page = page_of(staff, row)
        assert lines_in(page) == {1: "Bridge shut", 2: "Engineers"}
        assert "Engineers are on their way." in page


def test_source_lines_are_kept_from_those_who_may_not_view_captures(client: Client) -> None:
    user_who_may(client, "view_entry")
    entry = make_entry()
    appear(entry, make_capture(text="secret"), 1, 1)
    page = page_of(client, entry)
    assert "You may not view captures." in page and "secret" not in page
    assert "Appearances" not in page


def test_long_capture_is_cut_and_says_so(staff: Client) -> None:
    capture = make_capture(text="\n".join(map(str, range(LINES_SHOWN + 5))))
    page = page_of(staff, capture)
    assert len(lines_in(page)) == LINES_SHOWN
    assert f"The first {LINES_SHOWN} lines; more follow." in page


@pytest.mark.parametrize("encoding", ["", "no-such", "base64"])
def test_capture_in_no_encoding_has_a_page(staff: Client, encoding: str) -> None:
    capture = make_capture(text="x", encoding=encoding, outcome="refused", reason="No text.")
    assert "no text that can be shown" in page_of(staff, capture)


def test_run_shows_its_first_issues_and_the_way_to_all(staff: Client) -> None:
    dump = make_dump("harbour.txt")
    issues = [
        ImportIssue(run=dump.run, severity="warning", message=f"Matter {i}.")
        for i in range(ROWS_SHOWN + 2)
    ]
    ImportIssue.objects.bulk_create(issues)
    page = page_of(staff, dump.run)
    assert f"Matter {ROWS_SHOWN - 1}." in page and f"Matter {ROWS_SHOWN}." not in page
    assert f"Issues ({ROWS_SHOWN + 2})" in page and "harbour.txt" in page
    address = f"/admin/entries/importissue/?run__id__exact={dump.run.pk}"
    assert f'href="{address}"' in page
    listed = staff.get(address).context["cl"]
    assert listed.result_count == ROWS_SHOWN + 2


def test_issue_leads_to_its_capture(staff: Client) -> None:
    capture = make_capture()
    ImportIssue.objects.create(run=capture.dump.run, capture=capture, severity="note", message="M")
    page = staff.get(reverse("admin:entries_importissue_changelist")).content.decode()
    assert reverse("admin:entries_capture_change", args=[capture.pk]) in page


def test_liveblog_leads_to_its_captures_and_entries(staff: Client) -> None:
    entry = make_entry()
    capture = make_capture(entry.liveblog)
    page = page_of(staff, entry.liveblog)
    assert reverse("admin:entries_capture_change", args=[capture.pk]) in page
    assert f"/admin/entries/entry/?liveblog__id__exact={entry.liveblog.pk}" in page


def test_entry_is_found_by_its_key(staff: Client) -> None:
    wanted = make_entry("One")
    make_entry(f"Two {wanted.key}")
    path = reverse("admin:entries_entry_changelist")
    assert list(staff.get(path, {"q": wanted.key}).context["cl"].queryset) == [wanted]


def test_autocomplete_finds_an_actor_by_another_name(staff: Client) -> None:
    person = make_person("Ada Marsh")
    person.names.create(name="The Commodore")
    make_person("Bo Reed")
    query = {"app_label": "entries", "model_name": "mention", "field_name": "actor"}
    found = staff.get(reverse("admin:autocomplete"), {**query, "term": "commodore"}).json()
    assert found["results"] == [{"id": str(person.pk), "text": "Ada Marsh"}]


def test_boxes_offer_first_what_is_called_just_so(staff: Client) -> None:
    make_person("Anatol Marsh")
    make_organisation("Natolin School")
    make_organisation("North Alliance").names.create(name="NATO")
    make_organisation("Nato", slug="nato-2")
    make_place("Natora")
    make_place("Old Town", slug="old").names.create(name="Natora")
    for field, term, found in [
        ("actor", "nato", ["Nato", "North Alliance", "Natolin School", "Anatol Marsh"]),
        ("place", " Natora ", ["Natora", "Old Town"]),
    ]:
        query = {"app_label": "entries", "model_name": "mention", "field_name": field}
        told = staff.get(reverse("admin:autocomplete"), {**query, "term": term}).json()
        assert [row["text"] for row in told["results"]] == found


def test_search_finds_each_row_once_whatever_names_it_has(staff: Client) -> None:
    person = make_person("Ada Marsh")
    for name in ("Marsh A.", "Lady Marsh"):
        person.names.create(name=name)
    page = staff.get(reverse("admin:entries_person_changelist"), {"q": "marsh"})
    assert list(page.context["cl"].result_list) == [person]
    assert not page.context["cl"].queryset.query.distinct


def test_boxes_tell_places_and_people_of_one_name_apart(staff: Client) -> None:
    land = make_place("Norland", kind="country")
    make_place("Sundby", slug="sundby-1", kind="city", within=land)
    make_place("Sundby", slug="sundby-2", kind="river")
    make_place("Sundby", slug="sundby-3")
    make_person("Ada Sundby", description="Mayor of Sundby " * 6)

    def offered(field: str) -> list[str]:
        query = {"app_label": "entries", "model_name": "mention", "field_name": field}
        found = staff.get(reverse("admin:autocomplete"), {**query, "term": "sundby"}).json()
        return sorted(row["text"] for row in found["results"])

    assert offered("place") == ["Sundby", "Sundby (city in Norland)", "Sundby (river)"]
    assert offered("actor") == [f"Ada Sundby ({('Mayor of Sundby ' * 6)[:70].rstrip()}…)"]


def test_public_pages_are_linked(staff: Client) -> None:
    entry = make_entry()
    assert f'href="{entry.get_absolute_url()}"' in page_of(staff, entry)
    listed = staff.get(reverse("admin:entries_entry_changelist")).content.decode()
    assert f'href="{entry.get_absolute_url()}"' in listed


def test_hostile_text_is_escaped_wherever_it_shows(staff: Client) -> None:
    blocks = [paragraph(SCRIPT), {"type": "list", "items": [SCRIPT]}]
    entry = make_entry(SCRIPT, blocks=blocks, labels=[SCRIPT], bylines=[(SCRIPT, SCRIPT)])
    dump = make_dump(SCRIPT)
    capture = make_capture(entry.liveblog, SCRIPT, dump=dump, reason=SCRIPT, hints={"x": SCRIPT})
    appearance = appear(entry, capture, 1, 1)
    person, board = make_person(SCRIPT, slug="a"), make_organisation(SCRIPT, slug="b")
    place, topic = make_place(SCRIPT, slug="c"), make_topic(SCRIPT, slug="d", terms=[SCRIPT])
    person.names.create(name=f"{SCRIPT} too")
    mention(entry, person, board, place)
    tag(entry, topic)
    issue = ImportIssue.objects.create(
        run=dump.run, capture=capture, severity="note", file=SCRIPT, message=SCRIPT
    )
    reading = read(capture, why=SCRIPT, reason=SCRIPT)
    change = make_change("gone", appearance, make_capture(dump=dump, position=1))
    rows = [entry, dump, capture, appearance, appearance.version, person, board, place, topic]
    rows += [reading, change]
    rows += [issue, dump.run, entry.liveblog, *entry.mentions.all(), *entry.topic_links.all()]
    pages = [page_of(staff, row) for row in rows]
    pages += [staff.get(list_page(model)).content.decode() for model in MODELS]
    assert sum("&lt;script&gt;alert(1)" in page for page in pages) > 20
    assert not [page for page in pages if "<script>alert(1)" in page]


def list_page(model: type) -> str:
    return reverse(f"admin:entries_{model._meta.model_name}_changelist")


def test_pages_hold_no_inline_style_or_script(staff: Client) -> None:
    """The site's Content-Security-Policy would refuse them."""
    entry = make_entry()
    capture = make_capture()
    appearance = appear(entry, capture)
    change = make_change("gone", appearance, make_capture())
    rows = [entry, capture, appearance, appearance.version, capture.dump.run, entry.liveblog]
    for row in (*rows, read(capture), change):
        page = page_of(staff, row)
        assert not re.findall(r"<style|\sstyle=|\son[a-z]+=\"|<script(?![^>]*\ssrc=)[^>]*>", page)


@pytest.mark.parametrize(
    ("words", "taken", "span"),
    [
        ("Marsh", [], (13, 18)),
        ("Marsh", [(13, 18)], (23, 28)),
        ("Marsh", [(10, 25)], None),
        ("marsh", [], None),
        ("Marsh.", [], (23, 29)),
        ("(", [], None),
    ],
)
def test_words_are_found_whole_and_clear_of_other_mentions(
    words: str, taken: list[tuple[int, int]], span: tuple[int, int] | None
) -> None:
    assert free_span("Marshes, says Marsh and Marsh."[1:], words, taken) == span

"""The versions of an entry, and two of them compared."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entries.differences.words import Piece
from entries.templatetags.source_tags import marked
from entries.views.entry.versions import CAPTURES_SHOWN, FOLDED, MOST_SHOWN
from tests.factories import (
    appear,
    make_capture,
    make_change,
    make_dump,
    make_entry,
    make_liveblog,
    make_source,
    paragraph,
    say,
    utc,
)
from tests.views.world import body, links

pytestmark = pytest.mark.django_db
DIFFERENCE = re.compile(r'(?s)<div class="difference text"[^>]*>(.*?)</section>')


def captured(when: str, name: str = "harbour.txt"):
    return make_capture(dump=make_dump(name), captured_at=utc(when))


@pytest.fixture
def entry():
    """An entry with three versions, of which the last differs from the one before in a comma."""
    entry = make_entry("The bridge is closed", blocks=[paragraph("Engineers are on their way.")])
    first = appear(entry, captured("2022-03-24 18:00", "first.txt"), 3, 4)
    say(entry, "Two engineers, we hear, are on their way.", headline="The bridge is open")
    second = appear(entry, captured("2022-03-25 09:00", "second.txt"), 5, 6)
    say(entry, "Two engineers – we hear – are on their way.")
    third = appear(entry, captured("2022-03-26 09:00", "third.txt"), 7, 8)
    make_change("edited", first, second)
    make_change("edited", second, third, is_trivial=True)
    return entry


def versions_of(client, entry, query: str = ""):
    return client.get(f"/entries/{entry.key}/versions/{query}")


def difference_in(page) -> str:
    """The difference that a page shows, with nothing but the tags of what differs."""
    html = DIFFERENCE.search(page.content.decode())[1]
    html = re.sub(r'<span class="visually-hidden"[^>]*>.*?</span>', "", html)
    return " ".join(re.sub(r"<(?!/?(?:ins|del)\b)[^>]*>", " ", html).split())


def test_every_version_is_told_with_its_captures_the_last_one_first(client, entry):
    text = body(versions_of(client, entry))
    assert (
        "3 versions Version 3 Shown on the entry’s page White space or punctuation alone differs"
        " from version 2: see what third.txt, lines 7–8 · 26 March 2022, 09:00 UTC"
        " Version 2 Words differ from version 1: see what second.txt, lines 5–6 · 25 March 2022,"
        " 09:00 UTC Version 1 The first that was captured first.txt, lines 3–4 · 24 March" in text
    )
    page = versions_of(client, entry)
    assert {"?from=1&to=2", "?from=2&to=3"} <= set(links(page))
    capture = entry.appearances.get(first_line=3).capture
    assert f"/captures/{capture.pk}/?entry={entry.key}#line-3" in links(page)
    assert entry.get_absolute_url() in links(page)


def test_the_last_two_versions_are_compared_unless_others_are_asked_for(client, entry):
    page = versions_of(client, entry)
    assert "From version 2 to version 3: White space or punctuation changed in 2 places." in body(
        page
    )
    assert difference_in(page) == (
        "Headline The bridge is open Two engineers"
        '<del class="trivial">,</del><ins class="trivial"> –</ins> we hear'
        '<del class="trivial">,</del><ins class="trivial"> –</ins> are on their way.'
    )


def test_words_that_differ_are_marked_as_removed_or_added(client, entry):
    page = versions_of(client, entry, "?from=1&to=2")
    assert "From version 1 to version 2: 5 words added, 2 removed." in body(page)
    assert difference_in(page) == (
        "Headline The bridge is <del>closed</del><ins>open</ins>"
        " <del>Engineers</del><ins>Two engineers, we hear,</ins> are on their way."
    )


def test_versions_can_be_compared_either_way_round(client, entry):
    assert "5 words added, 2 removed" in body(versions_of(client, entry, "?from=1&to=3"))
    assert "2 words added, 5 removed" in body(versions_of(client, entry, "?from=3&to=1"))


def test_a_version_is_the_same_as_itself(client, entry):
    page = versions_of(client, entry, "?from=2&to=2")
    assert "This is one and the same version." in body(page)
    assert "<del" not in page.content.decode()


def test_marks_are_told_in_words_too(client, entry):
    html = versions_of(client, entry, "?from=1&to=2").content.decode()
    hidden = '<span class="visually-hidden" lang="en-GB">'
    assert f"<del>{hidden}[removed: </span>closed{hidden}]</span></del>" in html
    assert f"<ins>{hidden}[added: </span>open{hidden}]</span></ins>" in html


@pytest.mark.parametrize("query", ["?from=9", "?to=x", "?from=1&to=%00", "?from=" + "9" * 400])
def test_a_version_that_is_not_there_is_an_error_of_the_field(client, entry, query):
    page = versions_of(client, entry, query)
    assert page.status_code == 200
    assert "The entry has no such version." in body(page)
    assert "3 versions" in body(page)
    assert "difference text" not in page.content.decode()


def test_blank_parameters_ask_for_the_last_two(client, entry):
    assert "From version 2 to version 3" in body(versions_of(client, entry, "?from=&to="))


def test_a_single_version_is_compared_with_nothing(client):
    entry = make_entry()
    appear(entry, captured("2022-03-24 18:00"))
    text = body(versions_of(client, entry))
    assert "1 version Version 1 The first that was captured" in text
    assert "What differs" not in text


def test_an_entry_without_captures_says_so(client):
    assert "No capture of it is recorded." in body(versions_of(client, make_entry()))


def test_versions_stand_in_the_order_of_capture_not_of_import(client):
    entry = make_entry()
    appear(entry, captured("2022-03-25 09:00", "late.txt"))
    appear(say(entry, "It was shut at noon."), captured("2022-03-24 09:00", "early.txt"))
    text = body(versions_of(client, entry))
    assert "From version 2 to version 1" in text
    assert text.index("late.txt") < text.index("early.txt")
    assert "Words differ from version 2: see what late.txt" in text


def test_a_version_seen_again_is_told_once_with_all_its_captures(client):
    entry = make_entry()
    appear(entry, captured("2022-03-24 09:00", "first.txt"))
    said = entry.content_hash
    appear(say(entry, "It was open for a while."), captured("2022-03-24 10:00", "second.txt"))
    entry.content_hash = said
    appear(entry, captured("2022-03-24 11:00", "third.txt"))
    text = body(versions_of(client, entry))
    assert "first.txt, lines 1–3 · 24 March 2022, 09:00 UTC third.txt" in text


def test_of_very_many_captures_some_are_named_and_all_counted(client):
    entry = make_entry()
    for number in range(CAPTURES_SHOWN + 3):
        appear(entry, captured("2022-03-24 09:00", f"dump-{number}.txt"))
    text = body(versions_of(client, entry))
    assert f"dump-{CAPTURES_SHOWN - 1}.txt" in text and f"dump-{CAPTURES_SHOWN}.txt" not in text
    assert "and 3 more captures" in text


def test_what_later_captures_showed_is_told(client, entry):
    missing = captured("2022-03-27 09:00", "fourth.txt")
    make_change("gone", entry.appearances.get(first_line=7), missing)
    text = body(versions_of(client, entry))
    assert (
        "No longer there Noticed on 27 March 2022, 09:00 UTC : in fourth.txt after third.txt of"
        " 26 March 2022, 09:00 UTC" in text
    )
    assert "Edited in white space or punctuation alone Noticed on 26 March" in text
    assert f"/captures/{missing.pk}/?entry={entry.key}" in links(versions_of(client, entry))


def test_labels_bylines_and_every_block_are_compared(client):
    entry = make_entry(
        labels=["breaking"],
        bylines=[("Rae Quill", "Reporter")],
        blocks=[
            {"type": "quote", "text": "We saw it coming."},
            {"type": "list", "items": ["Ferries are off"]},
            {"type": "image", "alt": "A wall", "credit": None, "caption": "The wall at noon"},
            {"type": "image", "alt": None, "credit": None, "caption": None},
        ],
    )
    appear(entry, captured("2022-03-24 09:00"))
    entry.bylines.all().delete()
    say(
        entry,
        labels=["analysis"],
        blocks=[
            {"type": "paragraph", "text": "We saw it coming."},
            {"type": "list", "items": ["Ferries are off", "Schools stay open"]},
            {"type": "image", "alt": "A wall", "credit": "R. Quill", "caption": "The wall at dusk"},
        ],
    )
    appear(entry, captured("2022-03-24 10:00"))
    shown = difference_in(versions_of(client, entry))
    for part in (
        "Label <del>breaking</del>",
        "Label <ins>analysis</ins>",
        "Byline <del>Rae Quill, Reporter</del>",
        "Paragraph was a quote before We saw it coming.",
        "List item <ins>Schools stay open</ins>",
        "Caption The wall at <del>noon</del><ins>dusk</ins>",
        "Credit <ins>R. Quill</ins>",
        "Picture <del>without words</del>",
    ):
        assert part in shown


def test_a_moved_paragraph_is_said_to_have_moved(client):
    texts = ["Ferries stay in port.", "The bridge is closed.", "Schools open tomorrow."]
    entry = make_entry(blocks=[paragraph(text) for text in texts])
    appear(entry, captured("2022-03-24 09:00"))
    appear(say(entry, texts[2], texts[0], texts[1]), captured("2022-03-24 10:00"))
    page = versions_of(client, entry)
    assert "1 passage moved." in body(page)
    assert "Moved to here Schools open tomorrow. Ferries stay in port." in body(page)
    assert "Moved from here Schools open tomorrow." in body(page)


def test_a_paragraph_that_was_divided_shows_the_new_break(client):
    entry = make_entry(blocks=[paragraph("Ferries stay in port. Schools open tomorrow.")])
    appear(entry, captured("2022-03-24 09:00"))
    say(entry, "Ferries stay in port.", "Schools open tomorrow.")
    appear(entry, captured("2022-03-24 10:00"))
    page = versions_of(client, entry)
    assert '<ins class="trivial">¶</ins>' in difference_in(page)
    assert '<del class="trivial">␣</del>' in difference_in(page)


@pytest.mark.parametrize(
    ("text", "shown"), [(" ", "␣"), ("\n", "¶"), ("\n\n  ", "¶␣␣"), (" – ", " – "), (".\n", ".¶")]
)
def test_white_space_that_came_or_went_is_seen(text, shown):
    assert f": </span>{shown}<span" in marked([Piece("added", text, trivial=True)])


def test_many_unchanged_parts_are_folded_away(client):
    texts = [f"Paragraph {number} of the morning." for number in range(FOLDED + 4)]
    entry = make_entry(blocks=[paragraph(text) for text in texts])
    appear(entry, captured("2022-03-24 09:00"))
    appear(say(entry, *texts, "And a last one."), captured("2022-03-24 10:00"))
    page = versions_of(client, entry)
    assert f'<summary lang="en-GB">{len(texts) - 1} unchanged parts</summary>' in (
        page.content.decode()
    )
    assert "Paragraph 3" in body(page)


def test_what_is_too_long_to_be_shown_is_cut_and_that_is_said(client):
    entry = make_entry(blocks=[paragraph("x" * MOST_SHOWN)])
    appear(entry, captured("2022-03-24 09:00"))
    appear(say(entry, "y" * 10**6), captured("2022-03-24 10:00"))
    page = versions_of(client, entry)
    assert "The rest is too long to be shown here." in body(page)
    assert len(page.content) < 3 * MOST_SHOWN


def test_what_is_too_much_to_compare_is_said_to_be_shown_whole(client):
    entry = make_entry(blocks=[paragraph("a " * 5000)])
    appear(entry, captured("2022-03-24 09:00"))
    appear(say(entry, "a b " * 2500), captured("2022-03-24 10:00"))
    assert "shown as removed and added as a whole" in body(versions_of(client, entry))


HOSTILE = "<script>alert(1)</script>\u202e\x1b\u2066<img src=x> {{ 7|add:7 }}"


def test_hostile_text_is_text_in_every_part_of_the_page(client):
    source = make_source("Evil", slug="evil", language='"><b>')
    entry = make_entry(HOSTILE, liveblog=make_liveblog("E", source), slug="e", labels=[HOSTILE])
    first = appear(entry, captured("2022-03-24 09:00", HOSTILE))
    say(entry, f"{HOSTILE} once", f"{HOSTILE} again", headline=f"More {HOSTILE}")
    second = appear(entry, captured("2022-03-24 10:00", HOSTILE))
    make_change("edited", first, second)
    html = versions_of(client, entry).content.decode()
    assert html.count("&lt;script&gt;alert(1)") > 5
    assert "<script>" not in html and "<img" not in html and "<b>" not in html
    assert "⟨U+202E⟩⟨U+001B⟩⟨U+2066⟩" in html
    assert "{{ 7|add:7 }}" in html


def test_text_says_its_language_and_finds_its_direction(client):
    source = make_source("Radio du Port", language="fr")
    entry = make_entry("Vent", liveblog=make_liveblog("Tempête", source))
    appear(entry, captured("2022-03-24 09:00"))
    appear(say(entry, "Le vent se lève."), captured("2022-03-24 10:00"))
    html = versions_of(client, entry).content.decode()
    assert '<div class="difference text" lang="fr">' in html
    assert '<p dir="auto"><ins>' in html


@pytest.mark.parametrize("key", ["0000000000", "short", "%00" * 10])
def test_an_unknown_entry_is_not_found(client, key):
    assert client.get(f"/entries/{key}/versions/").status_code == 404


def test_a_miswritten_key_redirects(client):
    make_entry("Sea wall holds", key="10akv0wxyz")
    response = client.get("/entries/IOAKV0WXYZ/versions/?from=1&to=2")
    assert response.status_code == 301
    assert response["Location"] == "/entries/10akv0wxyz/versions/?from=1&to=2"


def test_the_queries_do_not_grow_with_the_versions(client, entry):
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            versions_of(client, entry, "?from=1&to=2")
        return len(found)

    few = queries()
    for number in range(5):
        appear(say(entry, f"Number {number}"), captured(f"2022-04-0{number + 1} 09:00"))
    assert queries() == few <= 7

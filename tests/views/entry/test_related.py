"""The entries related to one, on its page."""

from __future__ import annotations

import re

import pytest

from tests.factories import make_entry, make_liveblog, make_person, make_source, mention, paragraph
from tests.views.world import body, links

pytestmark = pytest.mark.django_db
WALL = "The harbour wall was breached by the storm."


def entry(headline: str, when: str, words: str = WALL, **values):
    return make_entry(headline, when, blocks=[paragraph(words)], **values)


def section(page) -> str:
    found = re.search("Related entries (.*?) (?:People|Where)", body(page))
    return found[1] if found else ""


def test_related_entries_are_told_with_source_time_and_the_same_words(client, index):
    first = entry("Wall", "2022-03-24 10:00")
    later = make_liveblog("Flood", make_source("Coast News"))
    alike = entry("Again", "2023-01-05 09:30", "A storm breached a harbour wall.", liveblog=later)
    index()
    page = client.get(first.get_absolute_url())
    assert re.fullmatch(
        "Coast News · 5 Jan 2023 09:30 GMT Again The same words: [a-zA-Z, ]+", section(page)
    )
    words = section(page).rpartition(": ")[2].lower().split(" , ")
    assert sorted(words) == ["breached", "harbour", "storm", "wall"]
    assert alike.get_absolute_url() in links(page)


def test_neighbours_and_what_is_told_of_elsewhere_are_not_told_again(client, index):
    words = (f"{WALL} {part * 6}" for part in ("Tower. ", "Bridge. ", "School. ", "Chapel. "))
    before, at, after, other = (
        entry(f"No {n}", f"2022-03-24 1{n}:00", next(words)) for n in range(4)
    )
    coast = make_liveblog("Flood", make_source("Coast News"))
    elsewhere = entry("Elsewhere", "2022-03-24 11:05", f"{WALL} {'Mill. ' * 6}", liveblog=coast)
    person = make_person()
    for each in (at, elsewhere):
        mention(each, person)
    index()
    text = section(client.get(at.get_absolute_url()))
    assert other.headline in text
    assert not any(each.headline in text for each in (before, after, elsewhere))


def test_without_an_index_the_page_leaves_them_out(client):
    first = entry("Wall", "2022-03-24 10:00")
    entry("Again", "2022-03-25 10:00", "A storm breached a harbour wall.")
    page = client.get(first.get_absolute_url())
    assert page.status_code == 200 and section(page) == ""


def test_hostile_words_stay_words(client, index):
    script = "<script>alert(1)</script> breached"
    first = entry("Wall", "2022-03-24 10:00", f"{WALL} {script}")
    later = make_liveblog("Flood", make_source("Coast News"))
    entry(script, "2022-03-25 10:00", "Storm: a wall!", liveblog=later)
    index()
    html = client.get(first.get_absolute_url()).content.decode()
    assert "Related entries" in html and "<script>alert" not in html

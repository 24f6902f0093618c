"""An installation may bring a recogniser along, by the setting NAME_RECOGNISER."""

import logging
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from entries.importing.tagger import tagger_from_database
from entries.models import Entry, NameRefusal
from entries.tagging.installed import RecogniserError, installed_recogniser
from tests.factories import make_entry, make_place, paragraph
from tests.tagging import stub_recogniser

STUB = "tests.tagging.stub_recogniser"


def tagged(text: str) -> Entry:
    entry = make_entry("", blocks=[paragraph(text)])
    tagger_from_database().tag([entry])
    return entry


def suggestions(entry: Entry) -> list[tuple[str, int, str, str]]:
    return list(entry.suggestions.values_list("matched", "start", "kind", "cue"))


@pytest.fixture
def stub(settings):
    settings.NAME_RECOGNISER = f"{STUB}.recogniser"


def test_none_is_installed_by_default(settings):
    assert settings.NAME_RECOGNISER == ""


@pytest.mark.django_db
def test_without_one_only_the_rules_suggest():
    assert suggestions(tagged("They love Ferrytown, says Mr Lum.")) == [
        ("Lum", 29, "person", "title")
    ]


@pytest.mark.django_db
def test_what_it_finds_is_suggested_and_links_nothing(stub):
    entry = tagged("They love Ferrytown, says Mr Lum.")
    assert suggestions(entry) == [
        ("Ferrytown", 10, "place", "recogniser"),
        ("Lum", 29, "person", "title"),
    ]
    assert not entry.mentions.exists()


@pytest.mark.django_db
def test_what_is_known_refused_or_suggested_already_stays_as_it_is(stub):
    assert suggestions(tagged("in Ferrytown")) == [("Ferrytown", 3, "place", "in")]
    make_place("Ferrytown Docks")
    assert suggestions(tagged("They love Ferrytown Docks.")) == []
    NameRefusal.objects.create(key="ferrytown", name="Ferrytown")
    assert suggestions(tagged("They love Ferrytown.")) == []


@pytest.mark.django_db
def test_it_is_made_once_for_many_texts(stub):
    before = stub_recogniser.loaded
    tagger = tagger_from_database()
    tagger.tag([make_entry("", blocks=[paragraph("They love Ferrytown.")]) for _ in range(3)])
    assert stub_recogniser.loaded == before + 1


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["failing_on_texts", "naming_nonsense"])
def test_one_that_fails_on_a_text_is_noted_and_stops_nothing(settings, caplog, name):
    settings.NAME_RECOGNISER = f"{STUB}.{name}"
    with caplog.at_level(logging.ERROR):
        entry = tagged("They love Ferrytown, says Mr Lum.")
    assert suggestions(entry) == [("Lum", 29, "person", "title")]
    assert f"The recogniser {STUB}.{name} failed on a text" in caplog.text


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("ferries.names.recogniser", "No module named 'ferries'"),
        (f"{STUB}.missing", "has no attribute 'missing'"),
        ("recogniser", "Empty module name"),
        (f"{STUB}.failing", "no model here"),
        (f"{STUB}.loaded", "object is not callable"),
    ],
)
def test_one_that_cannot_be_had_says_why(path, message):
    with pytest.raises(RecogniserError) as raised:
        installed_recogniser(path)
    assert str(raised.value).startswith(f"NAME_RECOGNISER is {path!r}, which gives none: ")
    assert message in str(raised.value)


@pytest.mark.django_db
def test_a_command_that_tags_says_so_without_a_traceback(settings):
    settings.NAME_RECOGNISER = f"{STUB}.failing"
    with pytest.raises(CommandError, match="NAME_RECOGNISER is .* no model here"):
        call_command("retag", stdout=StringIO())

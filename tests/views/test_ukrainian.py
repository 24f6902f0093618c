"""The site in Ukrainian: no word is left in English, and grammar, dates and numbers are right.

What the archive holds is in Cyrillic here, but for names that stay as they are.
"""

from __future__ import annotations

import datetime as dt
import re
from html.parser import HTMLParser

import pytest
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import ngettext

from entries.models import Entry, Place
from entries.templatetags.language_tags import as_english
from entries.views.charts import count_in_words
from tests.conftest import SearchingClient
from tests.factories import make_entry, make_liveblog, make_person, make_source, mention
from tests.ukrainian import Archive, make_archive, paths

pytestmark = pytest.mark.django_db

HEADERS = {"HTTP_ACCEPT_LANGUAGE": "uk"}
# Names and abbreviations that stay as they are, the letters of zones, and what one has to type.
SAME = {
    *("As", "It", "Happened", "English", "Natural", "Earth", "Tab", "cookie", "https"),
    *("Atom", "BibTeX", "CSL", "CSV", "Feed", "JSON", "Lines", "LiveBlogPosting", "RIS", "SHA"),
    *("bbc", "harbour"),
    *("EET", "EEST", "Europe", "Kyiv", "UTC", "txt", "text", "plain", "utf"),
    *("relevance", "newest", "oldest", "name", "entries", "edited", "gone", "elsewhere"),
    *("OR", "NOT", "ship", "ships", "crowd", "paris", "london", "breaking", "analysis"),
    *("quote", "image", "video", "list", "embed"),
}
TOLD = ("alt", "aria-label", "placeholder", "title", "data-done")
SILENT = {"code", "kbd", "option", "pre", "script", "style"}
LATIN = re.compile(r"[A-Za-z]{2,}")
LENGTHS = re.compile(r' (?:x|y|x1|x2|cx|cy|r|width|height|dx|dy|points|d|viewBox)="[^"]*"')


@pytest.fixture
def client(index) -> SearchingClient:
    return SearchingClient()


@pytest.fixture
def archive() -> Archive:
    return make_archive()


class Words(HTMLParser):
    """Gathers what a page says in the site's own words, in text or to who cannot see it."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.said += [value for name, value in attrs if name in TOLD and value]
        told = dict(attrs)
        # Countries have their names of the outlines, which are in English.
        other = told.get("lang") not in (None, "uk") or "of-land" in (told.get("class") or "")
        self.open.append((tag, other or tag in SILENT or bool(self.open and self.open[-1][1])))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not (self.open and self.open[-1][1]):
            self.said.append(data)


def page_of(client: SearchingClient, path: str, language: str = "uk") -> str:
    """A page, which may be sent piece by piece."""
    return b"".join(client.get(path, HTTP_ACCEPT_LANGUAGE=language)).decode()


def in_latin(html: str) -> set[str]:
    """Words of a page that are neither Ukrainian nor to be left as they are."""
    words = Words()
    words.feed(html)
    words.close()
    # An address, a file name or a number in hexadecimal is no word.
    text = re.sub(r"\S*[/._\d]\S*", " ", " ".join(words.said))
    return set(LATIN.findall(text)) - SAME


def test_no_page_has_a_word_of_english(client, archive):
    found = {path: in_latin(page_of(client, path)) for path in paths(archive)}
    assert {path: words for path, words in found.items() if words} == {}


def test_live_pages_read_as_one_have_no_word_of_english_either(client):
    source = make_source("Вісті", slug="visti", language="uk", timezone="Europe/Kyiv")
    for day in (1, 2):
        start = dt.datetime(2022, 3, 23 + day, 6, tzinfo=dt.UTC)
        hours = [start + dt.timedelta(hours=hour) for hour in range(8)]
        part = make_liveblog(
            f"Буря над гаванню, день {day}",
            source,
            slug=f"buria-{day}",
            starts_at=start,
            ends_at=hours[-1],
        )
        for hour in hours:
            make_entry("Хвилі", hour, liveblog=part, blocks=[], slug="khvyli")
    path = "/liveblogs/visti/buria-1/coverage/"
    html = page_of(client, path)
    assert in_latin(html) == set()
    assert "Темп" in html and "Ключові моменти" in html


def test_lengths_in_charts_and_maps_are_those_of_english(client, archive):
    for path in (
        "/entries/",
        "/places/",
        "/places/port/",
        "/liveblogs/visti/buria/",
        "/days/2022/",
    ):
        english, ukrainian = (
            LENGTHS.findall(page_of(client, path, language)) for language in ("en", "uk")
        )
        assert english == ukrainian
        assert english


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (0, "без записів"),
        (1, "1 запис"),
        (2, "2 записи"),
        (5, "5 записів"),
        (11, "11 записів"),
        (12, "12 записів"),
        (21, "21 запис"),
        (22, "22 записи"),
        (1_234, "1\N{NO-BREAK SPACE}234 записи"),
    ],
)
def test_entries_are_counted_in_three_forms(number, shown):
    with translation.override("uk"):
        assert count_in_words(number) == shown


def test_a_width_of_time_has_its_number_in_every_form():
    with translation.override("uk"):
        assert translation.npgettext("every", "hour", "%(number)s hours", 1) == "%(number)s годину"
        assert ngettext("%(number)s day", "%(number)s days", 21) % {"number": 21} == "21 день"


def test_months_beside_a_day_stand_in_the_genitive(client, archive):
    page = page_of(client, "/days/2022/03/24/")
    assert "Четвер, 24 березня 2022" in page
    page = page_of(client, "/days/2022/03/")
    assert "<h1>Березень 2022</h1>" in page
    page = page_of(client, "/liveblogs/visti/buria/?since=08:30")
    assert "від 24 березня 2022, 08:30 EET" in page
    page = page_of(client, "/compare/?source=visti&source=inshe&on=2022-03-24")
    assert ">24 бер, 08:00</time>" in page


def test_months_and_days_of_the_week_are_small_inside_a_sentence(client, archive):
    week = page_of(client, "/days/2022/w12/")
    assert "<h1>12-й тиждень 2022 року</h1>" in week
    assert '21</time>–<time datetime="2022-03-27">27 березня 2022<' in week
    assert "Записи за кожен день, березень 2022<" in page_of(client, "/days/2022/03/")
    assert "Записи за кожен день, березень 2022<" in page_of(client, "/days/2022/")
    assert ">24 березня в різні роки</h1>" in page_of(client, "/on/03-24/")
    for language, sentence in (("uk", "стовпчик: березень 2022: "), ("en", "bar: March 2022: ")):
        assert sentence in page_of(client, "/entries/?from=2022&to=2022", language)


def test_nothing_chosen_has_the_gender_of_what_may_be(client, archive):
    page = page_of(client, "/entries/")
    assert re.findall(r'<option value="">(Будь[^<]*)<', page) == ["Будь-яке", "Будь-що"]


@pytest.mark.parametrize(
    ("name", "english", "ukrainian"),
    [
        ("DATE_FORMAT", "5 May 2022", "5 травня 2022"),
        ("SHORT_DATE_FORMAT", "5 May 2022", "5 тра 2022"),
        ("WEEKDAY_FORMAT", "Thursday 5 May 2022", "Четвер, 5 травня 2022"),
        ("MONTH_DAY_FORMAT", "5 May", "5 травня"),
        ("YEAR_MONTH_FORMAT", "May 2022", "Травень 2022"),
        ("DATETIME_FORMAT", "5 May 2022, 09:07", "5 травня 2022, 09:07"),
    ],
)
def test_dates_are_written_as_each_language_does(name, english, ukrainian):
    moment = dt.datetime(2022, 5, 5, 9, 7)
    for language, shown in (("en-gb", english), ("uk", ukrainian)):
        with translation.override(language):
            assert date_format(moment, name) == shown


def test_coordinates_have_the_marks_of_the_language(client, archive):
    page = page_of(client, "/places/port/")
    assert "46,50° пн. ш., 30,70° сх. д." in page
    assert "46.50° N, 30.70° E" in client.get("/places/port/").content.decode()


def test_kinds_of_places_are_named(client, archive):
    assert Place.objects.get(slug="port").kind == "city"
    assert "Місто" in page_of(client, "/places/port/")


def test_the_words_of_entries_keep_their_language(client):
    english = make_source("Harbour News", language="en")
    entry = make_entry("The bridge is closed", liveblog=make_liveblog(source=english))
    page = page_of(client, entry.get_absolute_url())
    assert '<html lang="uk">' in page
    assert re.search(r'<h1[^>]* lang="en"[^>]*>The bridge is closed</h1>', page)


def test_what_the_newsroom_marked_keeps_its_language(client, index):
    english = make_source("Harbour News", language="en")
    storm = make_liveblog("Storm", english)
    for hour in range(12):
        labels = ["breaking"] if hour < 4 else []
        make_entry("Sea wall holds", f"2022-03-24 {hour:02}:30", liveblog=storm, labels=labels)
    index()
    address = storm.get_absolute_url()
    for path in ("/days/2022/03/24/", "/days/2022/03/24/?by=source", address, f"{address}all/"):
        page = page_of(client, path)
        assert re.search(r'class="(?:label|tag)"[^>]* lang="en"[^>]*>breaking<', page, re.I), path
        assert not re.search(r'class="(?:label|tag)"(?![^>]* lang=)[^>]*>breaking<', page, re.I)
    assert 'Останнє: <span dir="auto" lang="en">Sea wall holds<' in page_of(client, "/liveblogs/")


def test_what_the_gazetteer_says_in_english_is_marked_as_such(client, index):
    ada = make_person("Ada Marsh", description="Engineer of the harbour")
    mention(make_entry(), ada, make_person("Рая Квіт", slug="raia"))
    index()
    page = page_of(client, "/people/ada-marsh/")
    assert '<h1 dir="auto" lang="en">Ada Marsh</h1>' in page
    assert '<p class="standfirst" dir="auto" lang="en">Engineer of the harbour</p>' in page
    listed = page_of(client, "/people/")
    assert 'lang="en">Ada Marsh</a>' in listed and 'dir="auto">Рая Квіт</a>' in listed
    assert '<h1 dir="auto">Ada Marsh</h1>' in page_of(client, "/people/ada-marsh/", "en")


@pytest.mark.parametrize(
    ("text", "marked"),
    [("NATO", True), ("Erdoğan", True), ("Ада Marsh", False), ("2022", False), ("", False)],
)
def test_only_text_in_latin_letters_is_taken_for_english(text, marked):
    with translation.override("uk"):
        assert bool(as_english(text)) == marked


def test_feeds_and_data_are_the_same_whoever_asks(client, archive):
    entry = Entry.objects.get(headline="Запис 0")
    for path in (
        *("/entries/feed.atom", "/entries/feed.json", "/liveblogs/visti/buria/feed.atom"),
        *("/entries.json", "/entries.csv", "/changes/feed.atom", "/sitemap.xml", "/robots.txt"),
        *(f"/entries/{entry.key}.json", f"/entries/{entry.key}/cite.ris"),
    ):
        plain, other = client.get(path), client.get(path, **HEADERS)
        assert plain.status_code == 200, path
        assert b"".join(plain) == b"".join(other), path
        assert "accept-language" not in other.headers.get("Vary", "").lower(), path

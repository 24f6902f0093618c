"""Citations: what they say, and that a reader of each format finds it again."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entries.citing import as_bibtex, as_csl, as_ris, as_text, cite, cleaned, note_of, people_of
from entries.models import Appearance, Capture, Entry, EntryVersion, Liveblog, Source

ADDRESS = "https://archive.example/entries/10akv0wxyz/"
PAGE = "https://harbour.example/live/storm"
COMMAND = re.compile(r"\\(text[a-z]+)\{\}|\\([%&#_$])")
COMMANDS = {
    "textbackslash": "\\",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciitilde": "~",
    "textasciicircum": "^",
}
# What formats give a meaning to, between letters of any script and signs that nobody sees.
SIGNS = [
    *r"\{}%&#_$~^@=,\"“”<>",
    *("\r", "\n", "\x00", "\x1b", "\x85", "\u2028", "\u202e", "\ufeff"),
    *(
        "\nER  - \n",
        "TY  - BLOG",
        "\\end{document}",
        "}\n}\n@misc{x,",
        " and ",
        "others",
        "\\input|",
    ),
    *("Größe", "Київ", "ميناء", "東京"),
]
hostile = st.lists(st.sampled_from(SIGNS) | st.text(max_size=4), max_size=12).map("".join)
clocks = st.datetimes(dt.datetime(1999, 1, 1), timezones=st.just(dt.UTC))


def an_entry(**values) -> Entry:
    """An entry that is in no database."""
    source = Source(name="Harbour News", slug="harbour-news", timezone="Europe/London")
    liveblog = Liveblog(title="Storm over the harbour", source=source, url=PAGE)
    return Entry(
        **{
            "key": "10akv0wxyz",
            "source": source,
            "liveblog": liveblog,
            "headline": "The bridge is closed",
            "published_at": dt.datetime(2022, 3, 24, 23, 30, 9, tzinfo=dt.UTC),
            "time_precision": "minute",
            "day": dt.date(2022, 3, 24),
            **values,
        }
    )


def undated(**values) -> Entry:
    return an_entry(published_at=None, day=None, time_precision="unknown", **values)


def standing(url: str = "", captured_at: dt.datetime | None = None) -> Appearance:
    capture = Capture(url=url, captured_at=captured_at)
    return Appearance(capture=capture, version=EntryVersion(number=2))


def said(entry: Entry, people=("Rae Quill",), shown: Appearance | None = None):
    return cite(entry, people, shown, ADDRESS)


def read_csl(text: str) -> dict[str, object]:
    (item,) = json.loads(text)
    return item


def read_ris(text: str) -> list[tuple[str, str]]:
    """The fields of the one record; whatever could end a line ends it."""
    lines = [line for line in text.splitlines() if line]
    fields = [re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line).groups() for line in lines]
    assert fields[0][0] == "TY" and fields[-1] == ("ER", "")
    assert [tag for tag, _ in fields].count("ER") == 1
    return fields


def read_bibtex(text: str) -> dict[str, str]:
    """The fields of the one record, as they stand between the braces that BibTeX counts."""
    kind, rest = re.fullmatch(r"(?s)@(\w+)\{(.*)\}\n", text).groups()
    key, rest = rest.split(",", 1)
    assert (kind, key) == ("misc", "entry-10akv0wxyz")
    fields = {}
    while found := re.match(r"\s*([a-z]+) = ", rest):
        rest = rest[found.end() :]
        end = end_of_value(rest)
        fields[found[1]], rest = rest[:end], rest[end:].removeprefix(",")
    assert rest.strip() == ""
    return {name: re.sub(r"(?s)^\{(.*)\}$", r"\1", value) for name, value in fields.items()}


def end_of_value(text: str) -> int:
    depth = 0
    for place, sign in enumerate(text):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth == 0 and text[place + 1] == ",":
            return place + 1
    raise AssertionError("The braces do not balance.")


def plain(tex: str) -> str:
    """What LaTeX shows for a text; any sign that it would act on is an error."""
    assert not re.search(r"[\\{}%&#_$~^]", COMMAND.sub("", tex)), tex
    return COMMAND.sub(lambda found: COMMANDS.get(found[1], found[2]), tex)


def names_in(authors: str) -> list[str]:
    """The names that BibTeX takes from a list; those in braces it takes as they are."""
    names, depth = [""], 0
    for part in re.split(r"(\{|\}| and )", authors):
        depth += {"{": 1, "}": -1}.get(part, 0)
        if part == " and " and depth == 0:
            names.append("")
        else:
            names[-1] += part
    return [plain(re.sub(r"^\{(.+)\}$", r"\1", name)) for name in names]


def test_the_words_say_who_what_where_when_and_which_version():
    shown = standing(captured_at=dt.datetime(2022, 3, 25, 8, 5, tzinfo=dt.UTC))
    assert as_text(said(an_entry(), ["Rae Quill", "Lou Ford", "Ann Kozak"], shown)) == (
        "Rae Quill, Lou Ford and Ann Kozak, “The bridge is closed”, Storm over the harbour,"
        " Harbour News, 24 March 2022, 23:30 GMT. https://harbour.example/live/storm –"
        " Archived by As It Happened: https://archive.example/entries/10akv0wxyz/"
        " (version 2, captured 25 March 2022, 08:05 UTC)."
    )


def test_what_is_not_known_is_left_out():
    entry = undated(headline="", text="Water is rising")
    entry.liveblog.url = ""
    assert as_text(said(entry, [])) == (
        "“Water is rising”, Storm over the harbour, Harbour News, undated."
        f" Archived by As It Happened: {ADDRESS}."
    )
    fields = dict(read_ris(as_ris(said(entry, []))))
    assert not {"AU", "PY", "DA", "Y2", "ET"} & set(fields)
    assert set(read_bibtex(as_bibtex(said(entry, [])))) == {
        *("title", "howpublished", "publisher", "url", "note")
    }
    item = read_csl(as_csl(said(entry, [])))
    assert not {"author", "issued", "accessed", "version"} & set(item)
    assert item["URL"] == ADDRESS


@pytest.mark.parametrize(
    ("title", "where"),
    [
        ("Harbour News, 24 March 2022", "Harbour News"),
        ("Harbour News, 23 March 2022", "Harbour News, 23 March 2022"),
        ("Harbour News, undated page 7", "Harbour News, undated page 7"),
        ("Harbour Newsletter", "Harbour Newsletter, Harbour News"),
    ],
)
def test_a_liveblog_that_goes_by_its_source_does_not_name_it_twice(title, where):
    entry = an_entry()
    entry.liveblog.title = title
    assert f"“The bridge is closed”, {where}, 24 March 2022, 23:30 GMT." in as_text(said(entry, []))
    assert read_bibtex(as_bibtex(said(entry, [])))["howpublished"] == where
    assert read_csl(as_csl(said(entry, [])))["container-title"] == title


@pytest.mark.parametrize(
    ("precision", "clock"),
    [
        ("second", ", 23:30:09 GMT"),
        ("minute", ", 23:30 GMT"),
        ("hour", ", about 23:00 GMT"),
        ("day", ""),
    ],
)
def test_a_time_is_told_as_exactly_as_the_page_gave_it(precision, clock):
    citation = said(an_entry(time_precision=precision))
    assert f"Harbour News, 24 March 2022{clock}. " in as_text(citation)
    assert dict(read_ris(as_ris(citation)))["DA"] == f"2022/03/24/{clock.removeprefix(', ')}"
    assert read_bibtex(as_bibtex(citation))["note"].startswith(f"Posted 24 March 2022{clock}. ")


def test_an_undated_entry_has_no_date_but_what_was_printed():
    citation = said(undated(time_text="13.30"))
    assert "Harbour News, undated (printed: “13.30”). " in as_text(citation)
    assert "issued" not in read_csl(as_csl(citation))


def test_the_day_is_that_of_the_source_and_the_capture_is_told_in_utc():
    entry = an_entry(day=dt.date(2022, 3, 25))
    entry.source.timezone = "Europe/Kyiv"
    kyiv = dt.timezone(dt.timedelta(hours=2))
    shown = standing(captured_at=dt.datetime(2022, 3, 25, 1, 0, tzinfo=kyiv))
    citation = said(entry, shown=shown)
    assert "25 March 2022, 01:30 EET." in as_text(citation)
    assert "captured 24 March 2022, 23:00 UTC" in as_text(citation)
    item = read_csl(as_csl(citation))
    assert item["issued"] == {"date-parts": [[2022, 3, 25]]}
    assert item["accessed"] == {"date-parts": [[2022, 3, 24]]}
    assert read_bibtex(as_bibtex(citation))["urldate"] == "2022-03-24"


def test_the_page_is_cited_where_it_was_captured_else_where_the_liveblog_was():
    assert said(an_entry(), shown=standing(f"{PAGE}?page=2")).original == f"{PAGE}?page=2"
    assert said(an_entry(), shown=standing("javascript:alert(1)")).original == PAGE


@pytest.mark.parametrize(
    "address", ["", "javascript:alert(1)", "ftp://a.example/", "//a.example/", "http://a\nTY  - "]
)
def test_an_address_that_is_none_of_the_web_is_left_out(address):
    entry = an_entry()
    entry.liveblog.url = address
    citation = said(entry, shown=standing(address))
    assert citation.original == ""
    assert [value for tag, value in read_ris(as_ris(citation)) if tag == "UR"] == [ADDRESS]


@pytest.mark.parametrize(
    "name", ["Harbour News", "HARBOUR NEWS", "Harbour News staff", "City desk", "Reuters"]
)
def test_only_people_are_authors(name):
    assert people_of([name, "Rae Quill", ""], "Harbour News", {"Reuters"}) == ("Rae Quill",)


def test_a_person_whose_name_has_the_words_of_a_desk_in_it_is_one():
    names = ("Newsome Reed", "Stafford Desking", "Ann Harbour")
    assert people_of(names, "Harbour News") == names


@given(hostile, hostile, hostile, hostile, st.lists(hostile, max_size=3), clocks)
def test_what_is_written_is_read_again(headline, title, source, printed, names, captured):
    entry = undated(headline=headline, time_text=printed)
    entry.liveblog.title, entry.source.name = title, source
    people = people_of(map(cleaned, names), "Harbour News")
    citation = said(entry, people, standing("https://a.example/{%7D_$&#~^", captured))

    item = read_csl(as_csl(citation))
    authors = [name["literal"] for name in item.get("author", [])]
    assert (authors, item["title"]) == ([*people], citation.title)
    assert item.get("container-title", "") == cleaned(title)
    assert (item["URL"], item["version"]) == (citation.original, "2")

    fields = read_ris(as_ris(citation))
    assert [value for tag, value in fields if tag == "AU"] == [*people]
    assert [value for tag, value in fields if tag == "UR"] == [citation.original, ADDRESS]
    assert dict(fields)["TI"] == citation.title
    assert dict(fields).get("PB", "") == cleaned(source)

    fields = read_bibtex(as_bibtex(citation))
    assert (names_in(fields["author"]) if people else []) == [*people]
    assert plain(re.sub(r"^\{(.*)\}$", r"\1", fields["title"])) == citation.title
    assert plain(fields.get("publisher", "")) == cleaned(source)
    assert plain(fields["note"]) == note_of(citation)
    assert fields["url"] == "https://a.example/%7B%7D_$&#~^"


@given(hostile, hostile)
def test_the_words_are_one_line_that_nothing_unseen_turns_round(headline, name):
    text = as_text(said(an_entry(headline=headline), people_of([cleaned(name)], "Harbour News")))
    assert len(text.splitlines()) == 1
    assert not re.search("[\0-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)


def test_letters_beyond_ascii_stay_as_they_are():
    citation = said(an_entry(headline="Größe der Flut у Києві"), ["Zoë Ørsted"])
    for write in (as_text, as_csl, as_ris, as_bibtex):
        assert "Größe der Flut у Києві" in write(citation)
        assert "Zoë Ørsted" in write(citation)

"""Pages whose entries print no time: how their entries start, and what tells their layouts."""

import pytest

from entries.layouts.base import Byline, LayoutError, Line, Mark, Page
from entries.layouts.registry import FIT_ENOUGH, SURE, detect_layout, find_layout
from entries.layouts.untimed.cues import prints_times
from entries.layouts.untimed.shapes import kind_of, may_be_heading, people_in
from entries.layouts.untimed.signatures import signature_of

DW = "Harbour vote — live updates\nThis article was last updated at 21:10 UTC\n"


def parse(layout: str, text: str, marks=None):
    page = Page.from_text(text, marks=marks)
    liveblog = find_layout(layout).parse(page)
    assert liveblog.unclaimed(page) == ()
    return liveblog.entries


def headlines(layout: str, text: str, marks=None) -> list[str | None]:
    return [entry.headline for entry in parse(layout, text, marks)]


def fit(layout: str, text: str):
    return find_layout(layout).fit(Page.from_text(text))


# What a line looks like


@pytest.mark.parametrize(
    "text",
    [
        "Lantern walks go on",
        "Who found the bell?",
        "Envoy leaves for the U.S.",
        "'We are still here', says baker",
        "Talks resume at 9 a.m.",
    ],
)
def test_short_line_without_a_stop_may_be_a_heading(text):
    assert may_be_heading(text)
    assert kind_of(Line(1, text)) == "heading"


@pytest.mark.parametrize(
    "text",
    [
        "The bell was found.",
        "“It was here,” he said.",
        "He said:",
        "Was it here? Was it there? Nobody knows, and who would tell?",
        "A line that goes on " * 12,
        "• A point",
        "— Ada (@ada) March 9, 2022",
    ],
)
def test_sentence_list_item_or_signature_is_no_heading(text):
    assert kind_of(Line(1, text)) != "heading"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Ada Moreno and Jon Byrne", ["Ada Moreno", "Jon Byrne"]),
        ("By Ada Moreno and Agencies", ["Ada Moreno", "Agencies"]),
        ("From CNN's Ada Moreno in Oslo", ["Ada Moreno"]),
        ("By then the ferry had left", []),
    ],
)
def test_byline_names_people_and_desks(text, names):
    assert [person.name for person in people_in(text)] == names


@pytest.mark.parametrize(
    ("text", "left", "names"),
    [
        ("The clerk asked twice. -Agency", "The clerk asked twice.", ["Agency"]),
        ("“Not yet,” he said. — The Hindu Bureau", "“Not yet,” he said.", ["The Hindu Bureau"]),
        ("The final was moved after a vote -AFP", "The final was moved after a vote", ["AFP"]),
        ("—Amanda Pryce and Natasha Oakes", "", ["Amanda Pryce", "Natasha Oakes"]),
        ("— Ada Moreno contributed to this report.", "", ["Ada Moreno"]),
    ],
)
def test_signature_is_parted_from_the_text(text, left, names):
    found = signature_of(Line(1, text))
    assert found is not None
    assert (found[0], [person.name for person in found[1]]) == (left, names)


@pytest.mark.parametrize(
    "text",
    [
        "— Ada Moreno (@ada) March 9, 2022",
        "He left – and came back",
        "Prices rose by 4 - 5 per cent.",
        "The north-south line",
    ],
)
def test_dash_alone_makes_no_signature(text):
    assert signature_of(Line(1, text)) is None


# How entries start


def test_second_short_line_is_a_caption_of_the_entrys_picture():
    text = DW + "Lantern walks go on\nLamps hung from the box\nPeople walked on Sunday.\nTwo\nText."
    first, _ = parse("heading-untimed", text)
    assert first.headline == "Lantern walks go on"
    assert first.blocks[0].caption == "Lamps hung from the box"


def test_last_of_several_short_lines_below_a_colon_is_the_heading():
    text = DW + "One\nHere is what we know:\nIt is large\nIt is wet\nTwo\nText follows here."
    assert headlines("heading-untimed", text) == ["One", "Two"]


def test_headings_cut_off_by_the_end_of_the_page_start_an_entry():
    assert headlines("heading-untimed", DW + "One\nSome text.\nLantern wa") == ["One", "Lantern wa"]


def test_markup_says_which_lines_are_headings():
    text = DW + "Count goes on\nThe count goes on\nA last box\nIt was found."
    marks = {3: Mark("heading", level=3), 5: Mark("heading", level=3)}
    first, second = parse("heading-untimed", text, marks)
    assert (first.headline, second.headline) == ("Count goes on", "A last box")
    assert first.blocks[0].text == "The count goes on"


def test_headings_of_another_level_part_no_entries():
    text = DW + "Saturday\nCount goes on\nIt does.\nSunday\nA last box\nIt was found."
    levels = {3: 2, 4: 3, 6: 2, 7: 3}
    marks = {number: Mark("heading", level=level) for number, level in levels.items()}
    marks |= {9: Mark("heading", level=3)}
    text += "\nEnd\nIt is done."
    found = headlines("heading-untimed", text, marks)
    assert found == ["Count goes on", "A last box", "End"]


def test_entry_begins_with_its_writer_though_a_caption_stands_below_the_name():
    text = DW + "One\nSome text.\nAda Moreno\nThe lamp is lit\nTwo\nText follows here."
    first, second = parse("heading-untimed", text, {6: Mark("caption")})
    assert (second.bylines, second.headline) == ((Byline("Ada Moreno"),), "Two")
    assert [(entry.first_line, entry.last_line) for entry in (first, second)] == [(3, 4), (5, 8)]


def test_byline_may_stand_above_the_cue_or_open_the_text():
    text = "One\nBy Ada Moreno\nReturn to menuText.\nTwo\nReturn to menuBy Jon Byrne\nText."
    entries = parse("headline-return-to-menu", text)
    assert [entry.bylines for entry in entries] == [(Byline("Ada Moreno"),), (Byline("Jon Byrne"),)]
    assert [len(entry.blocks) for entry in entries] == [1, 1]


def test_list_of_contents_with_its_times_starts_no_entry():
    head = "Key update\nOne\n9:13 a.m.\nTwo\n8:40 a.m.\n"
    text = head + "One\nReturn to menuText.\nTwo\nReturn to menuText."
    assert headlines("headline-return-to-menu", text) == ["One", "Two"]


def test_block_without_a_headline_has_none():
    text = "Storm live – The Guardian\nOne sentence here.\nUpdated\nSummary\nTwo of them.\nUpdated"
    assert headlines("guardian-untimed", text) == [None, "Summary"]


def test_named_field_in_the_text_starts_no_entry():
    text = "Update:\nDate: 2025-01-01T00:00:00Z\nTitle: A: b\nContent: One.\nUpdate:\nTwo."
    (entry,) = parse("named-fields", text)
    assert entry.headline == "A: b"
    assert [block.text for block in entry.blocks] == ["One.", "Update:", "Two."]


def test_year_before_words_is_no_clock():
    text = "1229 That is it.\n1227 He left.\n2010 Budget papers are cited.\n1213 Tributes are paid."
    times = [entry.time.text for entry in parse("bbc-hhmm", text)]
    assert times == ["1229", "1227", "1213"]


def test_newest_version_of_a_table_is_read():
    rows = ["1216 Old words. | |", " | 1216 New words. |", "1215 Both. | 1215 Both. |"]
    text = "Version 0 | Version 1 |\n---|---|\n" + "\n".join(rows)
    entries = parse("newssniffer-table-hhmm", text)
    assert [entry.blocks[0].text for entry in entries] == ["New words.", "Both."]


def test_count_of_a_list_in_the_text_is_no_entry():
    text = (
        "Live Reporting\nAll times stated are UK\n\n  1. One\n\n    Four points:\n\n"
        "    1. A lamp\n    2. A crew\n    3. A key\n\n    More.\n\n  2. Two\n\n    Text.\n"
    )
    assert headlines("bbc-numbered", text) == ["One", "Two"]


def test_count_of_a_list_without_indents_is_no_entry():
    text = (
        "Live Reporting\nAll times stated are UK\n\n1. One\n\nThree points:\n\n"
        "1. A lamp\n2. A crew\n3. A key\n\nMore.\n\n2. Two\n\nText.\n"
    )
    assert headlines("bbc-numbered", text) == ["One", "Two"]


# What tells a layout


def test_page_whose_lines_print_times_is_of_no_untimed_layout():
    signed = "".join(f"Head {n}\n{n}:30 PM EST\nText here.\n—Ada Moreno\n" for n in range(1, 6))
    told = fit("signature-untimed", "This is CNBC's live blog.\n" + signed)
    assert told.score < 0.5 and "times" in told.why


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("9.30am", True),
        ("574d ago / 11:39 PM UTC", True),
        ("Posted February 24, 2023 at 5:01 PM EST", True),
        ("3:05 p.m., Jan. 26 — The bridge is open again, and so is the inn.", True),
        ("It's 8 a.m. in the valley. Here is what to know", False),
        ("Blast at the mill at 3:15 shakes the town", False),
        ("Saturday, 25 November", False),
    ],
)
def test_line_with_a_clock_among_words_prints_no_time_of_an_entry(line, expected):
    assert prints_times([Line(number, line) for number in range(1, 5)]) is expected


def test_day_may_stand_before_the_time_that_a_line_prints():
    line = (
        "Feb. 19, 8:54 p.m. The bridge is open again, and so is the inn beside it, says the keeper."
    )
    assert prints_times([Line(number, line) for number in range(1, 5)])


def test_newsroom_that_an_entry_names_is_not_the_pages():
    post = "Head {}\nThe inn is open.\nIt is full.\n—Ada Moreno\n"
    posts = "".join(map(post.format, "abc"))
    assert fit("signature-untimed", f"The valley, live updates\n{posts}").score < FIT_ENOUGH
    told = f"The valley, live updates\n{posts.replace('inn', 'inn of CNBC')}"
    assert fit("signature-untimed", told).score < FIT_ENOUGH
    assert fit("signature-untimed", f"CNBC live updates\n{posts}").score > SURE


def test_agencies_behind_most_entries_tell_more_than_a_line_that_opens_them():
    post = "Taxes\nThe minister speaks on rope {}\nThe price of it is to fall.\nIt did. -AFP\n"
    text = "Rope, live\nHere are the latest updates:\n" + "".join(map(post.format, range(6)))
    told = detect_layout(Page.from_text(text.replace("rope 3", "rope to Al Jazeera")))
    assert told.layout.name == "section-headline-untimed"


def test_four_digits_far_from_other_clocks_start_an_entry_unless_they_are_a_year():
    text = "0744 The count is on.\n0221 A box is found.\n0214 It is empty.\n2010 Was a dry year."
    assert [entry.time.text for entry in parse("bbc-hhmm", text)] == ["0744", "0221", "0214"]


def test_cue_without_headlines_is_told_for_what_it_lacks():
    told = fit("heading-untimed", DW + "One sentence only.")
    assert told.score < 0.5 and "headlines" in told.why


def test_live_reporting_of_another_newsroom_is_not_taken_for_the_bbcs():
    post = "{} rules out talks\n\nThe pilots said that they would not talk.\n\n"
    posts = "".join(map(post.format, ("Union", "Board", "Harbour")))
    assert fit("bbc-unnumbered", f"Live Reporting\n\n{posts}").score < SURE
    assert fit("bbc-unnumbered", f"All times stated are UK\n\n{posts}").score > SURE


def test_list_of_articles_with_numbered_clocks_is_no_page_of_the_bbc():
    posts = [f"  {at}. 11.{50 - at}pm\n    The harbour in pictures\n\n" for at in range(1, 6)]
    assert fit("bbc-numbered", "2 September 2013\n\n" + "".join(posts)).score < FIT_ENOUGH


def test_article_with_subheadings_is_no_live_page():
    text = "How bells are cast\nFirst comes clay.\nThe mould\nIt is baked.\nThe bell\nIt rings."
    with pytest.raises(LayoutError, match="fits no layout"):
        detect_layout(Page.from_text(text))


@pytest.mark.parametrize(
    "name",
    ["heading-untimed", "headline-return-to-menu", "bbc-numbered", "bbc-unnumbered", "bbc-hhmm"],
)
def test_page_without_a_start_is_refused(name):
    with pytest.raises(LayoutError, match="no line"):
        find_layout(name).parse(Page.from_text("Only a sentence."))

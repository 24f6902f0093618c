"""BBC live pages with "published at", in sentences of our own."""

import pytest

from entries.layouts import bbc
from entries.layouts.base import Byline, LayoutError, Page, ParsedEntry, PrintedTime
from entries.layouts.blocks import BulletList, Embed, Image, Media, Paragraph, Quote

HEADER = """\
Summary

  • The lake ferry is back in service after a week of storms

  • Engineers found a second crack in the harbour wall

LIVE stream page 3

"""


def parse(body: str, header: str = HEADER):
    page = Page.from_text(header + body)
    liveblog = bbc.parse(page)
    assert liveblog.unclaimed(page) == ()
    return liveblog


def only_entry(body: str) -> ParsedEntry:
    (entry,) = parse(body).entries
    return entry


def entry_with(*lines: str) -> ParsedEntry:
    """An entry with these lines in its body, and a next one under it."""
    body = "\n".join(f"    {line}".rstrip() for line in lines)
    return parse(
        "  1. Ferry sailspublished at 10:02 British Summer Time 4 June 2019\n"
        f"    published at 10:02 4 June 2019\n\n{body}\n\n"
        "  2. Crew boardspublished at 09:40 British Summer Time 4 June 2019\n\n    Twelve men."
    ).entries[0]


def test_header_gives_summary_and_page_number():
    liveblog = parse(
        "  1. Ferry sailspublished at 10:02 Greenwich Mean Time 4 March\n\n    It did."
    )
    assert liveblog.summary == (
        "The lake ferry is back in service after a week of storms",
        "Engineers found a second crack in the harbour wall",
    )
    assert liveblog.page_number == 3


def test_summary_media_keeps_its_caption():
    liveblog = parse(
        "  1. Ferry sailspublished at 10:02\n\n    It did.",
        header="Summary\n\nMedia caption,\n\nWatch the ferry leave\n\nLIVE stream page 1\n\n",
    )
    assert liveblog.summary_media == ("Watch the ferry leave",)


def test_title_and_standfirst_stand_above_the_summary():
    liveblog = parse(
        "  1. Ferry sailspublished at 10:02\n\n    It did.",
        header="Storm on the lake: latest\n\nAll crossings were off for a week.\n\nSummary\n\n",
    )
    assert liveblog.title == "Storm on the lake: latest"
    assert liveblog.standfirst == "All crossings were off for a week."


@pytest.mark.parametrize(
    ("glued", "expected"),
    [
        ("published at 10:02", PrintedTime("10:02", 10, 2)),
        (
            "published at 10:02 British Summer Time",
            PrintedTime("10:02 British Summer Time", 10, 2, zone="British Summer Time"),
        ),
        (
            "published at 9:05 Greenwich Mean Time 24 March",
            PrintedTime(
                "9:05 Greenwich Mean Time 24 March", 9, 5, None, 24, 3, None, "Greenwich Mean Time"
            ),
        ),
        (
            "published at 23:59 GMT 1 December 2022",
            PrintedTime("23:59 GMT 1 December 2022", 23, 59, None, 1, 12, 2022, "GMT"),
        ),
    ],
)
def test_time_is_read_as_far_as_it_is_printed(glued, expected):
    entry = only_entry(f"  1. Ferry sails{glued}\n\n    It did.")
    assert entry.headline == "Ferry sails"
    assert entry.time == expected


def test_second_print_of_the_time_fills_what_the_first_lacks():
    entry = only_entry(
        "  1. Ferry sailspublished at 10:02\n    published at 10:02 4 June 2019\n\n    It did."
    )
    assert (entry.time.day, entry.time.month, entry.time.year) == (4, 6, 2019)


def test_post_stands_for_no_headline():
    assert only_entry("  1. Postpublished at 10:02\n\n    It did.").headline is None


def test_headline_may_speak_of_publishing():
    entry = only_entry("  1. Report published at last, published at 10:02\n\n    It was.")
    assert entry.headline == "Report published at last,"


def test_labels_stand_above_or_below():
    above, below = parse(
        "  1. Analysis\n\n    Why the wall crackedpublished at 10:02\n    published at 10:02\n\n"
        "    Water did it.\n\n"
        "  2. Wall crackspublished at 10:01\n    Breaking\n    published at 10:01\n    Breaking\n\n"
        "    It is long."
    ).entries
    assert (above.headline, above.labels) == ("Why the wall cracked", ("analysis",))
    assert (below.headline, below.labels) == ("Wall cracks", ("breaking",))


def test_any_numbered_line_above_the_headline_is_a_label():
    entry = only_entry("  1. Your questions\n\n    Is it safe?published at 10:02\n\n    It is.")
    assert (entry.headline, entry.labels) == ("Is it safe?", ("your questions",))


def test_headline_on_the_line_above_its_time():
    entry = only_entry("  1. Ferry sails\n    published at 10:02\n\n    It did.")
    assert (entry.headline, entry.labels) == ("Ferry sails", ())


def test_lines_run_from_the_head_to_the_last_line_with_text():
    first, second = parse(
        "  1. Analysis\n\n    Ferry sailspublished at 10:02\n\n    It did.\n\n"
        "  2. Crew boardspublished at 09:40\n\n    Twelve men.\n\n",
        header="",
    ).entries
    assert (first.first_line, first.last_line) == (1, 5)
    assert (second.first_line, second.last_line) == (7, 9)


@pytest.mark.parametrize(
    ("lines", "bylines"),
    [
        (["Ada Moreno", "BBC News, Geneva"], [Byline("Ada Moreno", "BBC News, Geneva")]),
        (["Ada Moreno", "Reporting from Geneva"], [Byline("Ada Moreno", "Reporting from Geneva")]),
        (["Ada Moreno", "", "Live reporter"], [Byline("Ada Moreno", "Live reporter")]),
        (
            ["Ada Moreno and Jon Byrne", "BBC News"],
            [Byline("Ada Moreno and Jon Byrne", "BBC News")],
        ),
        (
            ["Ada Moreno", "BBC News", "Jon Byrne", "Science editor"],
            [Byline("Ada Moreno", "BBC News"), Byline("Jon Byrne", "Science editor")],
        ),
        (["Ada Moreno"], [Byline("Ada Moreno")]),
        (["Ada Moreno, BBC News"], [Byline("Ada Moreno", "BBC News")]),
        (
            ["Ada Moreno", "Lakes correspondent", "Reporting from Geneva"],
            [Byline("Ada Moreno", "Lakes correspondent, Reporting from Geneva")],
        ),
        (
            ["Ada Moreno", "BBC Breakfast", "Geneva"],
            [Byline("Ada Moreno", "BBC Breakfast, Geneva")],
        ),
    ],
)
def test_bylines_stand_under_the_head(lines, bylines):
    entry = entry_with(*lines, "", "The ferry left at ten.")
    assert list(entry.bylines) == bylines
    assert entry.blocks == (Paragraph("The ferry left at ten."),)


def test_name_of_someone_the_entry_speaks_of_describes_a_picture():
    entry = entry_with("Ada Moreno", "", "The captain, Ms Moreno, waved.")
    assert entry.bylines == ()
    assert entry.blocks[0] == Image("Ada Moreno")


@pytest.mark.parametrize(
    ("lines", "image"),
    [
        (["The ferryImage source, Lake Press"], Image("The ferry", "Lake Press")),
        (["Image source, Lake Press"], Image(None, "Lake Press")),
        (["The ferry", "Image source, EPA"], Image("The ferry", "EPA")),
        (
            ["The ferryImage source, EPA", "Image caption,", "", "The ferry at its pier"],
            Image("The ferry", "EPA", "The ferry at its pier"),
        ),
        (
            ["The ferryImage source, EPA", "Image caption, The ferry at its pier"],
            Image("The ferry", "EPA", "The ferry at its pier"),
        ),
        (
            ["The ferry", "Image caption,", "", "At its pier"],
            Image("The ferry", None, "At its pier"),
        ),
        (["Map of the harbour"], Image("Map of the harbour")),
        (
            ["A graphic showing where the wall cracked."],
            Image("A graphic showing where the wall cracked."),
        ),
        (["Lake crossings since 1997"], Image("Lake crossings since 1997")),
    ],
)
def test_pictures_keep_description_credit_and_caption(lines, image):
    entry = entry_with(*lines, "", "The ferry left at ten.")
    assert entry.blocks == (image, Paragraph("The ferry left at ten."))


def test_line_right_above_the_next_entry_is_a_figure():
    first, _ = parse(
        "  1. Ferry sailspublished at 10:02\n\n    It did.\n\n"
        "    Four piers are marked on the lake, and one is closed.\n"
        "  2. Crew boardspublished at 09:40\n\n    Twelve men."
    ).entries
    assert first.blocks[-1] == Image("Four piers are marked on the lake, and one is closed.")


@pytest.mark.parametrize("text", ["Read more here.", "Read more on this story here", "“We won’t.”"])
def test_link_lines_and_quoted_lines_stay_in_the_text(text):
    assert entry_with("It did.", "", text).blocks[-1] == Paragraph(text)


def test_media_keep_their_caption():
    entry = entry_with("Media caption,", "", "Watch: The ferry leaves the pier", "", "It did.")
    assert entry.blocks == (Media("Watch: The ferry leaves the pier"), Paragraph("It did."))


def test_quotes_are_set_apart():
    entry = entry_with("He said:", "", "Quote Message", "", "We sail tonight", "", "They sailed.")
    assert entry.blocks[1:] == (Quote("We sail tonight"), Paragraph("They sailed."))


def test_quotes_keep_the_speaker_printed_under_them():
    entry = entry_with("Quote Message", "", "We sail tonight", "", "Ada Moreno", "Ferry captain")
    assert entry.blocks == (Quote("We sail tonight", "Ada Moreno, Ferry captain"),)


def test_bullets_are_one_list():
    entry = entry_with("In short:", "", "• One ferry", "• Two piers", "", "That is all.")
    assert entry.blocks[1] == BulletList(("One ferry", "Two piers"))


def test_list_may_touch_the_next_entry():
    first, second = parse(
        "  1. Ferry sailspublished at 10:02\n\n    In short:\n\n    • One ferry\n"
        "  2. Crew boardspublished at 09:40\n\n    Twelve men."
    ).entries
    assert first.blocks[-1] == BulletList(("One ferry",))
    assert second.headline == "Crew boards"


def test_numbered_list_in_an_entry_starts_no_entry():
    entry = entry_with("In this order:", "", "1. Lamps", "2. Ropes")
    assert entry.blocks[1] == BulletList(("Lamps", "Ropes"))


def test_embed_swallows_its_notices():
    entry = entry_with(
        "It did.",
        "",
        "This Twitter post cannot be displayed in your browser. Please enable Javascript.",
        "The BBC is not responsible for the content of external sites.",
        "Skip twitter post",
        "",
        "Allow Twitter content?",
        "",
        "This article contains content provided by Twitter.",
        "",
        "End of twitter post",
        "",
        "The pier is empty now.",
    )
    assert entry.blocks == (
        Paragraph("It did."),
        Embed("twitter"),
        Paragraph("The pier is empty now."),
    )


def test_embed_cut_off_by_the_end_of_a_page_keeps_the_text_above_it():
    entry = only_entry(
        "  1. Ferry sailspublished at 10:02\n\n    It did.\n\n"
        "    This Facebook post cannot be displayed in your browser. Please enable J"
    )
    assert entry.blocks == (Paragraph("It did."), Embed("facebook"))


def test_footer_of_the_page_belongs_to_no_entry():
    entry = only_entry(
        "  1. Ferry sailspublished at 10:02\n\n    It did.\n\nTop stories\n\nRain in the hills"
    )
    assert entry.blocks == (Paragraph("It did."),)
    assert entry.last_line == entry.first_line + 2


def test_entry_without_body_is_kept():
    first, _ = parse(
        "  1. Ferry sailspublished at 10:02\n  2. Crew boardspublished at 09:40\n\n    Yes."
    ).entries
    assert (first.headline, first.blocks) == ("Ferry sails", ())


def test_lines_of_the_header_that_nothing_knows_are_reported():
    page = Page.from_text("Summary\n\nWhat is this?\n\n  1. Ferrypublished at 10:02\n\n    It did.")
    assert [line.number for line in bbc.parse(page).unclaimed(page)] == [3]


def test_page_without_heads_is_refused():
    with pytest.raises(LayoutError, match="published at"):
        bbc.parse(Page.from_text("Only prose here.\n\nAnd more of it."))


def test_pages_fit_by_their_heads():
    assert bbc.fit(Page.from_text("Prose, published at 10:02 they say.")) == 0.0
    assert bbc.fit(Page.from_text("  1. Apublished at 10:02\n\n  2. Bpublished at 10:01")) == 1.0


def test_dump_without_blank_lines_keeps_its_paragraphs():
    first, second = parse(
        "  1. Ferry sailspublished at 10:02\n    Ada Moreno\n    BBC News, Geneva\n"
        "    It left at ten.\n    The ferryImage source, EPA\n    It was full.\n"
        "  2. Crew boardspublished at 09:40\n    Twelve men.\n",
        header="",
    ).entries
    assert first.bylines == (Byline("Ada Moreno", "BBC News, Geneva"),)
    assert first.blocks == (
        Paragraph("It left at ten."),
        Image("The ferry", "EPA"),
        Paragraph("It was full."),
    )
    assert second.blocks == (Paragraph("Twelve men."),)


@pytest.mark.parametrize(
    "text",
    [
        "What happens next",
        "Gro Ness",
        "80 mins",
        "Kick-off: 15:00",
        "The keel costs £24 more",
        "Ayr 2-1 Oban",
    ],
)
def test_line_without_a_stop_inside_the_text_is_text(text):
    entry = entry_with("It sailed.", "", text, "", "It came back.")
    assert entry.blocks[1] == Paragraph(text)


@pytest.mark.parametrize("text", ["Rovers XI: Hart, Dunne, Platt", "We sail at ten", "Keel (90+2)"])
def test_lead_that_tells_something_is_text(text):
    assert entry_with(text, "", "It sailed.").blocks[0] == Paragraph(text)


@pytest.mark.parametrize(
    "text",
    [
        "Graphic shows how the wall leans",
        "Satellite image of the pier",
    ],
)
def test_drawings_inside_the_text_are_pictures(text):
    entry = entry_with("It sailed.", "", text, "", "It came back.")
    assert entry.blocks[1] == Image(text)


def test_sentence_about_a_map_is_text():
    told = "A map of the harbour was published by the captain."
    assert entry_with(told, "", "It is old.").blocks[0] == Paragraph(told)


def test_page_cut_off_in_a_sentence_keeps_it_as_text():
    entry = only_entry("  1. Ferry sailspublished at 10:02\n\n    The ferry has sai")
    assert entry.blocks == (Paragraph("The ferry has sai"),)


def test_dump_with_no_blank_lines_above_its_heads_keeps_last_paragraphs():
    heads = [f"  {n}. Hourpublished at 10:0{9 - n}\n\n    One.\n\n    Two." for n in range(1, 6)]
    for entry in parse("\n".join(heads)).entries:
        assert entry.blocks == (Paragraph("One."), Paragraph("Two."))


@pytest.mark.parametrize(
    ("lines", "attribution"),
    [
        (["Mr Justice Pell", "", "Old Bailey"], "Mr Justice Pell, Old Bailey"),
        (["Tess Wynn KC, Defence barrister"], "Tess Wynn KC, Defence barrister"),
        (["Prime Minister Gro Ness"], "Prime Minister Gro Ness"),
    ],
)
def test_speaker_may_have_a_title_and_a_role_apart(lines, attribution):
    entry = entry_with("Quote Message", "", "We sail tonight.", "", *lines, "", "They sailed.")
    assert entry.blocks == (Quote("We sail tonight.", attribution), Paragraph("They sailed."))


def test_blank_line_may_part_the_head_from_its_second_time_and_label():
    entry = only_entry(
        "  1. Ferry sailspublished at 10:02\n\n    published at 10:02 4 June 2019\n\n"
        "    Breaking\n\n    It did."
    )
    assert (entry.time.year, entry.labels) == (2019, ("breaking",))
    assert entry.blocks == (Paragraph("It did."),)


def test_words_of_the_foot_inside_the_page_lose_no_text():
    first, _ = parse(
        "  1. Ferry sailspublished at 10:02\n\n    It did.\n\n    More on this story\n\n"
        "    It came back.\n\n  2. Crew boardspublished at 09:40\n\n    Twelve men."
    ).entries
    assert first.blocks == (Paragraph("It did."), Paragraph("It came back."))


def test_marks_without_width_part_no_word():
    assert entry_with("The fer\u200bry sailed\ufeff.").blocks == (Paragraph("The ferry sailed."),)


def test_any_line_between_the_two_prints_of_the_time_is_a_label():
    entry = only_entry(
        "  1. Ferry sailspublished at 10:02\n    Watch Live\n    published at 10:02 4 June 2019\n"
        "    Watch Live\n\n    It did."
    )
    assert (entry.labels, entry.time.year) == (("watch live",), 2019)
    assert entry.blocks == (Paragraph("It did."),)


def test_notices_of_a_gallery_are_no_text():
    entry = entry_with(
        "Skip image gallery", "", "The ferryImage source, EPA", "End of image gallery"
    )
    assert entry.blocks == (Image("The ferry", "EPA"),)


def test_head_of_the_next_entry_is_no_label():
    first, second = parse(
        "  1. Ferry sailspublished at 10:02\n  2. Crew boards\n    published at 10:02\n\n    Yes."
    ).entries
    assert (first.labels, second.headline) == ((), "Crew boards")

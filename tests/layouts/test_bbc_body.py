"""BBC live pages with "published at": what stands under the heads."""

import pytest

from entries.layouts.base import Byline
from entries.layouts.blocks import BulletList, Embed, Image, Media, Paragraph, Quote
from tests.layouts.bbc_pages import entry_with, only_entry, parse


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
            ["Ada Moreno, Jon Byrne, Gro Ness, Will Hart and Eve Pell", "BBC News"],
            [Byline("Ada Moreno, Jon Byrne, Gro Ness, Will Hart and Eve Pell", "BBC News")],
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
        (
            ["Map of the lake showing the piers in red. Most of them are closed."],
            Image("Map of the lake showing the piers in red. Most of them are closed."),
        ),
        (
            ["A chart showing how many ferries have been repaired."],
            Image("A chart showing how many ferries have been repaired."),
        ),
        (["Table of fares: adults £4"], Image("Table of fares: adults £4")),
        (["US President Gro Ness at a pier"], Image("US President Gro Ness at a pier")),
        (["Will Hart stands at a pier"], Image("Will Hart stands at a pier")),
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


def test_embed_may_name_its_provider_in_more_than_one_word():
    entry = entry_with(
        "This YouTube video cannot be displayed in your browser. Please enable Javascript.",
        "",
        "Allow Google YouTube content?",
        "",
        "This article contains content provided by Google YouTube.",
        "",
        "End of youtube video by Lake Press",
    )
    assert entry.blocks == (Embed("youtube"),)


def test_embed_cut_off_by_the_end_of_a_page_keeps_the_text_above_it():
    entry = only_entry(
        "  1. Ferry sailspublished at 10:02\n\n    It did.\n\n"
        "    This Facebook post cannot be displayed in your browser. Please enable J"
    )
    assert entry.blocks == (Paragraph("It did."), Embed("facebook"))


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


@pytest.mark.parametrize(
    "told",
    [
        "A map of the harbour was published by the captain.",
        "A map of the harbour was published showing the wall.",
        "Satellite images showing the wall were shared by the captain.",
    ],
)
def test_sentence_about_a_map_is_text(told):
    assert entry_with(told, "", "It is old.").blocks[0] == Paragraph(told)


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


def test_marks_without_width_part_no_word():
    assert entry_with("The fer\u200bry sailed\ufeff.").blocks == (Paragraph("The ferry sailed."),)


def test_notices_of_a_gallery_are_no_text():
    entry = entry_with(
        "Skip image gallery", "", "The ferryImage source, EPA", "End of image gallery"
    )
    assert entry.blocks == (Image("The ferry", "EPA"),)

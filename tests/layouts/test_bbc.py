"""BBC live pages with "published at": where entries start, and what their heads say."""

import pytest

from entries.layouts import bbc
from entries.layouts.base import LayoutError, Page, PrintedTime
from entries.layouts.blocks import Paragraph
from tests.layouts.bbc_pages import only_entry, parse


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


def test_credit_of_the_pages_picture_is_no_title():
    header = "Agency PicturesImage source, Agency Pictures\n\nStorm on the lake: latest\n\n"
    liveblog = parse("  1. Ferry sailspublished at 10:02\n\n    It did.", header=header)
    assert liveblog.title == "Storm on the lake: latest"


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
    assert bbc.fit(Page.from_text("Prose, published at 10:02 they say.")).score == 0.0
    assert (
        bbc.fit(Page.from_text("  1. Apublished at 10:02\n\n  2. Bpublished at 10:01")).score == 1.0
    )


def test_page_cut_off_in_a_sentence_keeps_it_as_text():
    entry = only_entry("  1. Ferry sailspublished at 10:02\n\n    The ferry has sai")
    assert entry.blocks == (Paragraph("The ferry has sai"),)


def test_dump_with_no_blank_lines_above_its_heads_keeps_last_paragraphs():
    heads = [f"  {n}. Hourpublished at 10:0{9 - n}\n\n    One.\n\n    Two." for n in range(1, 6)]
    for entry in parse("\n".join(heads)).entries:
        assert entry.blocks == (Paragraph("One."), Paragraph("Two."))


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


def test_any_line_between_the_two_prints_of_the_time_is_a_label():
    entry = only_entry(
        "  1. Ferry sailspublished at 10:02\n    Watch Live\n    published at 10:02 4 June 2019\n"
        "    Watch Live\n\n    It did."
    )
    assert (entry.labels, entry.time.year) == (("watch live",), 2019)
    assert entry.blocks == (Paragraph("It did."),)


def test_head_of_the_next_entry_is_no_label():
    first, second = parse(
        "  1. Ferry sailspublished at 10:02\n  2. Crew boards\n    published at 10:02\n\n    Yes."
    ).entries
    assert (first.labels, second.headline) == ((), "Crew boards")

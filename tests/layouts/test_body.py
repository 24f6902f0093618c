"""What stands in an entry, told by the words that newsrooms put to it or by the page's markup."""

import pytest

from entries.layouts.base import Mark, Page
from entries.layouts.blocks import BulletList, Embed, Heading, Image, Media, Paragraph, Quote
from entries.layouts.body import read_body
from entries.layouts.claims import Claims
from entries.layouts.furniture import above_footer, furniture_of, rules
from entries.layouts.sentences import ends_sentence


def blocks(text, marks=None, **more):
    claims = Claims()
    page = Page.from_text(text, marks=marks)
    found = read_body(page.text_lines, claims, **more).blocks
    assert set(claims.by_line) == {line.number for line in page.text_lines}, "a line is lost"
    return list(found)


def test_pieces_are_told_by_their_words():
    text = """The talks go on.

    • One boat
    • Two boats

    The hall on Monday. Photograph: Lou Brand/PA

    Video: The hall

    No boats today.
    — Port Watch (@portwatch) March 9, 2022

    Advertisement

    They end at 6pm."""
    assert blocks(text) == [
        Paragraph("The talks go on."),
        BulletList(("One boat", "Two boats")),
        Image(None, "Lou Brand/PA", "The hall on Monday."),
        Media("The hall"),
        Paragraph("No boats today."),
        Embed("twitter"),
        Paragraph("They end at 6pm."),
    ]


def test_markup_tells_quotes_headings_items_and_pictures():
    marks = {
        1: Mark("heading", level=3),
        2: Mark("quote"),
        3: Mark("item"),
        4: Mark("picture"),
        5: Mark("caption"),
    }
    text = "What next?\nNo tide waits.\nOne\nA boat\nThe boat at noon. Photograph: PA"
    assert blocks(text, marks) == [
        Heading("What next?"),
        Quote("No tide waits."),
        BulletList(("One",)),
        Image("A boat", "PA", "The boat at noon."),
    ]


@pytest.mark.parametrize(
    "line",
    [
        *("Advertisement", "Story continues below advertisement", "Copy link", "Share"),
        *("Facebook Twitter", "Updated at 6.02pm GMT", "Updated", "Read more: How it fell"),
        *("View more on Twitter", "Sign up to our newsletter", "https://example.org/a", "* * *"),
        *("Allow Twitter content?", "Show more", "pic.twitter.com/abc", "Lire aussi : Le fleuve"),
    ],
)
def test_furniture_of_many_pages_is_no_text(line):
    assert blocks(f"A sentence.\n{line}") == [Paragraph("A sentence.")]


def test_furniture_of_one_layout_is_its_own():
    own = rules((r"[a-z]{3,20}", "advertising"))
    assert blocks("airline\nA sentence.", own=own) == [Paragraph("A sentence.")]
    assert blocks("airline\nA sentence.") == [Paragraph("airline"), Paragraph("A sentence.")]


def test_opening_is_text_whatever_it_looks_like():
    (opening,) = Page.from_text("Watch: the wave").lines
    claims = Claims()
    assert read_body((), claims, opening=opening).blocks == (Paragraph("Watch: the wave"),)


def test_sentence_broken_over_lines_is_one_paragraph():
    assert blocks("Around 200\npeople have come. They\nare cold.\nThe rest stay.") == [
        Paragraph("Around 200 people have come. They are cold."),
        Paragraph("The rest stay."),
    ]


def test_links_under_read_more_go_with_it():
    text = "It is over.\nRead more from the desk:\nHow it began\nWhy it ended\nWe go on."
    assert blocks(text) == [Paragraph("It is over."), Paragraph("We go on.")]


def test_day_of_a_tweet_is_none_of_the_page():
    text = "Ada Moreno (@ada)\nWe sit again at ten.\nMarch 15, 2019"
    assert blocks(text) == [Embed("twitter"), Paragraph("We sit again at ten.")]
    assert blocks("We sit again on\nMarch 15, 2019")[-1] == Paragraph("March 15, 2019")


def test_time_of_the_last_change_is_cut_from_the_text_it_is_glued_to():
    assert blocks("It is over.Updated at 6.02pm GMT") == [Paragraph("It is over.")]


def test_caption_printed_twice_is_one_picture():
    text = "People wait at the ferry.\nPeople wait at the ferry. | Photo Credit: Agency"
    assert blocks(text) == [Image(None, "Agency", "People wait at the ferry.")]


def test_two_pictures_stay_two():
    text = "A raft CREDIT: A/AFP\nAn oar CREDIT: A/AFP"
    assert blocks(text) == [Image(None, "A/AFP", "A raft"), Image(None, "A/AFP", "An oar")]


def test_foot_of_a_page_is_no_entry():
    lines, claims = Page.from_text("It is over.\nMost viewed\nTen herrings").lines, Claims()
    assert [line.text for line in above_footer(lines, claims)] == ["It is over."]
    assert set(claims.by_line) == {2, 3}


def test_end_of_a_sentence_is_told_behind_quotation_marks():
    assert ends_sentence("“It is.”") and ends_sentence("Here is why:")
    assert not ends_sentence("‘It is’") and not ends_sentence("Ferries stop")


def test_furniture_is_told_of_short_lines_alone():
    (line,) = Page.from_text("Subscribe " + "now " * 200).lines
    assert furniture_of(line) is None


MENU = ["News", "World", "Politics", "Business", "Sport", "Our podcasts", "About us", "Help"]


def test_menu_at_the_foot_of_a_page_is_no_text():
    page = Page.from_text("\n".join(["The talks go on.", *MENU]))
    claims = Claims()
    assert [line.number for line in above_footer(page.text_lines, claims)] == [1]
    assert set(claims.by_line) == set(range(2, 10))


def test_few_short_lines_or_lines_without_a_sentence_above_are_no_menu():
    short = Page.from_text("Here is what to bring:\nHelmets\nCoats\nBuckets").text_lines
    assert above_footer(short, Claims()) == short
    bare = Page.from_text("\n".join(MENU[:6])).text_lines
    assert above_footer(bare, Claims()) == bare
    assert above_footer(bare, Claims(), opened=True) == ()

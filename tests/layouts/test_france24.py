"""France 24's live pages, in sentences of our own."""

import pytest

from entries.layouts import france24
from entries.layouts.base import LayoutError, Page
from entries.layouts.blocks import BulletList, Embed, Image, Paragraph
from entries.layouts.registry import FIT_ENOUGH

from .shared import collapsed, dump, other_pages, paragraphs

INTRO = "The lock keepers vote today. Follow FRANCE 24’s liveblog for the latest [Paris time]."
PAGE = f"""{INTRO}
4:30 am: 7,000 boats wait below the locks, says harbour
The queue reaches the old bridge.
"It has never been so long," a keeper says.
12:15 am: Night shift begins
The gates stay shut.
11:57 pm: Vote set for Thursday
Both sides have agreed to it.
"""


def parse(text: str, **about):
    page = Page.from_text(text, **about)
    liveblog = france24.parse(page)
    assert liveblog.unclaimed(page) == ()
    return liveblog


def first_entry(*lines: str):
    """An entry with these lines in its body, another below it."""
    page = "\n".join([INTRO, "4:30 pm: Locks open", *lines, "4:10 pm: Fog lifts", "At last."])
    return parse(page).entries[0]


def test_entries_have_headline_clock_lines_and_a_paragraph_a_line():
    first, second, third = parse(PAGE).entries
    assert first.headline == "7,000 boats wait below the locks, says harbour"
    assert (first.time.text, first.time.hour, first.time.minute) == ("4:30 am", 4, 30)
    assert first.blocks == (
        Paragraph("The queue reaches the old bridge."),
        Paragraph('"It has never been so long," a keeper says.'),
    )
    assert (first.first_line, first.last_line) == (2, 4)
    assert (second.time.hour, third.time.hour) == (0, 23)
    assert (third.first_line, third.last_line) == (7, 8)
    assert first.labels == () and first.bylines == ()


def test_the_intro_is_the_standfirst_and_states_the_zone():
    liveblog = parse(PAGE)
    assert liveblog.standfirst == INTRO
    assert liveblog.zone == "Paris time"
    assert liveblog.newest_first


def test_name_of_the_publisher_without_headlines_behind_the_clocks_is_no_page_of_its():
    text = "The keeper told France 24 that the gates would stay shut, and so they did all day."
    posts = "".join(f"{hour}:30: {text}\nThe queue grows.\n" for hour in (18, 17, 16, 15))
    told = france24.fit(Page.from_text(f"The locks, live on France 24\n{posts}"))
    assert told.score < FIT_ENOUGH


@pytest.mark.parametrize(
    ("intro", "zone"),
    [
        ("The keepers vote. All times are Paris time (GMT+1).", "Paris time"),
        ("The keepers vote. Follow the day's events. (GMT+2)", "GMT+2"),
        ("The keepers vote. Follow FRANCE 24's live blog.", None),
    ],
)
def test_the_zone_is_as_the_page_words_it(intro, zone):
    assert parse(PAGE.replace(INTRO, intro)).zone == zone


def test_a_page_may_lack_its_intro():
    liveblog = parse(PAGE.replace(INTRO + "\n", ""))
    assert len(liveblog.entries) == 3
    assert liveblog.standfirst is None


def test_a_headline_keeps_its_colons_and_dates():
    page = "4:30 pm: A\nText.\n01:34 pm: March 22: Crews, keepers: the story so far\nText."
    assert parse(page).entries[1].headline == "March 22: Crews, keepers: the story so far"


def test_a_headline_may_stand_on_the_line_below_its_clock():
    page = (
        "3:17 pm Paris time\n\nLocks open\n\nIt took an hour.\n\n2:44 pm Paris time\n\nFog\n\nAh."
    )
    first, second = parse(page).entries
    assert (first.headline, first.first_line, first.last_line) == ("Locks open", 1, 5)
    assert first.time.zone == "Paris time"
    assert (second.headline, paragraphs(second)) == ("Fog", ["Ah."])


def test_a_clock_before_a_whole_sentence_has_no_headline():
    page = "3:17 pm:\nThe locks opened at last.\n2:44 pm:\nFog lifts\n2:40 pm: Fog\nIt is thick."
    first, second, _ = parse(page).entries
    assert (first.headline, paragraphs(first)) == (None, ["The locks opened at last."])
    assert (second.headline, second.blocks) == ("Fog lifts", ())


def test_a_long_text_behind_the_clock_is_a_paragraph():
    told = "The keepers of the locks said on Thursday that they would vote once more. " * 4
    first = parse(f"3:17 pm: {told}\n2:44 pm: Fog lifts\nAt last.").entries[0]
    assert (first.headline, paragraphs(first)) == (None, [told.strip()])


def test_an_entry_may_lack_its_body():
    page = "3:17 pm: A\n2:44 pm: B\n2:40 pm: C\nText."
    assert [paragraphs(entry) for entry in parse(page).entries] == [[], [], ["Text."]]


def test_clocks_inside_a_post_stay_in_it():
    told = ["9am is when the locks open.", "10:00: doors open", "The band plays at 3pm:"]
    assert paragraphs(first_entry(*told)) == told


@pytest.mark.parametrize(
    "line",
    [
        "(FRANCE 24 with AFP, AP and REUTERS)",
        "Advertising",
        "Advertising Read more",
        "Read more",
        "Read more‘We wait’: a night at the locks",
        "© Studio graphique France Médias Monde",
        "One of your browser extensions seems to be blocking the video player from loading.",
        "Manage my choices",
        "01:54",
        "This live blog is no longer being updated.",
    ],
)
def test_furniture_leaves_no_block(line):
    entry = first_entry("The gates moved.", line)
    assert entry.blocks == (Paragraph("The gates moved."),)
    assert entry.last_line == 3


@pytest.mark.parametrize("line", ["Read more here.", "Read full story", "Share prices fell."])
def test_words_of_the_post_that_resemble_furniture_stay(line):
    assert paragraphs(first_entry(line)) == [line]


def test_a_video_or_a_post_that_was_not_loaded_is_an_embed():
    entry = first_entry(
        "To display this content from YouTube, you must enable advertisement tracking.",
        "Accept",
        "Boats are moving!",
        "— Lock Office (@locks) March 24, 2022",
    )
    assert entry.blocks == (Embed("youtube"), Paragraph("Boats are moving!"), Embed("twitter"))


def test_a_picture_has_caption_and_credit():
    entry = first_entry("A boat in the upper lock on Monday. © Ann Dray, Harbour Press")
    assert entry.blocks == (
        Image(
            alt=None,
            credit="Ann Dray, Harbour Press",
            caption="A boat in the upper lock on Monday.",
        ),
    )


def test_bullets_make_one_list():
    entry = first_entry("In short:", "• The locks are open", "• The fog is gone")
    assert entry.blocks[1] == BulletList(("The locks are open", "The fog is gone"))


FULL_HEADER = """Never miss the news by subscribing to notifications from France 24!
Locks on the river
Live: Lock keepers vote on new hours
Issued on: 24/03/2022 – 06:43Modified: 24/03/2022 – 16:45
The upper lock at dawn. © FRANCE 24, screengrab
Text by: FRANCE 24
"""


def test_the_header_gives_title_dates_and_standfirst():
    liveblog = parse(
        FULL_HEADER + INTRO + "\n4:30 pm: A\nText.\n2:05 am: B\nText.\n11:10 pm: C\nText."
    )
    assert liveblog.title == "Live: Lock keepers vote on new hours"
    assert liveblog.standfirst == "Locks on the river\n\n" + INTRO
    (changed,) = liveblog.header_times
    assert (changed.year, changed.month, changed.day) == (2022, 3, 24)
    assert (changed.text, changed.hour, changed.minute) == ("24/03/2022 – 16:45", 16, 45)


@pytest.mark.parametrize(
    ("dates", "why"),
    [
        ("Issued on: 24/03/2022 – 06:43Modified: 24/03/2022 – 15:45", "before the newest clock"),
        ("Issued on: 24/03/2022 – 06:43Modified: 27/03/2022 – 16:45", "three days for no night"),
        ("Issued on: 31/02/2022 – 06:43", "no such day"),
    ],
)
def test_dates_of_the_page_that_do_not_fit_its_clocks_date_nothing(dates, why):
    liveblog = parse(f"{dates}\n{INTRO}\n4:30 pm: A\nText.\n3:10 pm: B\nText.")
    assert liveblog.header_times == (), why


def test_a_date_before_the_intro_is_no_part_of_it():
    liveblog = parse(f" date 2022-03-24 {INTRO}\n4:30 pm: A\nText.\n3:10 pm: B\nText.")
    assert liveblog.standfirst == INTRO
    assert [(time.year, time.month, time.day) for time in liveblog.header_times] == [(2022, 3, 24)]


@pytest.mark.parametrize(
    ("text", "line"),
    [("A page.\nNo clock on it.", 1), ("Words.\n\n4:30 pm: one entry alone\nText.", 3), ("", 1)],
)
def test_fewer_than_two_starts_are_refused(text, line):
    with pytest.raises(LayoutError, match="fewer than two") as refusal:
        france24.parse(Page.from_text(text))
    assert refusal.value.line == line


def test_fit_is_sure_with_name_and_zone_and_a_guess_without():
    bare = "4:30 pm: A\nText.\n4:10 pm: B\nText.\n"
    assert france24.fit(Page.from_text(PAGE)).score == 1.0
    assert france24.fit(Page.from_text(bare + "(FRANCE 24 with AFP)")).score == 0.8
    assert france24.fit(Page.from_text(bare, url="https://www.france24.com/en/a")).score == 0.8
    assert france24.fit(Page.from_text(bare)).score == 0.0
    assert france24.fit(Page.from_text(bare + "3:00 pm: C\nText.")).score == 0.6
    assert france24.fit(Page.from_text("Only words.")).score == 0.0


def test_no_other_page_fits():
    assert [page for page in other_pages(but="003") if france24.fit(page).score >= 0.5] == []


def test_the_real_dump_reads_as_expected():
    page, expected = dump("003")
    liveblog = france24.parse(page)
    assert liveblog.unclaimed(page) == ()
    assert liveblog.standfirst == expected["stream"]["intro"]
    assert len(liveblog.entries) == len(expected["entries"])
    for entry, wanted in zip(liveblog.entries, expected["entries"], strict=True):
        assert entry.headline == wanted["headline"]
        assert paragraphs(entry) == collapsed(wanted["body"])
        assert len(entry.blocks) == len(wanted["body"])
        assert f"{entry.time.hour:02}:{entry.time.minute:02}" == wanted["published_at"][11:16]


def test_a_day_above_its_posts_dates_them_and_keeps_a_lone_evening_post():
    liveblog = parse(
        f"{INTRO}\nFriday, November 24\n9:40 am: Envoys\nTwo.\n"
        "Thursday, November 23, 2023\n10:20 pm: Deal\nAt last.\n8:00 am: Talks\nText.\n"
        "Wednesday 22 November 2023:\n11:55 pm: Cabinet\nIt sat."
    )
    days = [(entry.time.day, entry.time.month, entry.time.year) for entry in liveblog.entries]
    assert days == [(24, 11, None), (23, 11, 2023), (23, 11, 2023), (22, 11, 2023)]
    assert liveblog.entries[0].time.text == "9:40 am Friday, November 24"
    assert paragraphs(liveblog.entries[0]) == ["Two."]
    assert liveblog.entries[0].last_line == 4


def test_a_day_holds_until_the_next_midnight():
    first, second, third = parse("March 3\n9 am: A\nText.\n1 am: B\nText.\n11 pm: C\nTo.").entries
    assert (first.time.day, second.time.day, third.time.day) == (3, 3, None)


def test_a_day_inside_a_post_dates_nothing():
    assert paragraphs(first_entry("March 3, 2022", "was a Thursday.")) == [
        "March 3, 2022",
        "was a Thursday.",
    ]

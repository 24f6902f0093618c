"""Pages whose markup tells where their entries start; whole pages of newsrooms are in `pages`."""

import time

import pytest

from entries.layouts import marked
from entries.layouts.base import Fit, LayoutError, Page
from entries.layouts.registry import detect_layout
from entries.readers.html import read_html

TEXTS = (
    "The last of the nine beams was lifted off the stand. No one was under it.",
    "The mayor has thanked the crews and asked people to stay off the ice tonight.",
    "Snow is falling again on the north side. Crews have put up a tent for the tools.",
)
CLOCKS = ("14:32", "14:20", "14:05")
TITLE = "<h1>Stadium roof: live</h1>"


def page_of(markup: str) -> Page:
    read = read_html(markup)
    return Page.from_text(read.text, marks=read.marks)


def time_of(clock: str, words: str = "") -> str:
    return f'<time datetime="2022-03-24T{clock}:00+01:00">{words or clock}</time>'


def posts(form: str, texts=TEXTS) -> str:
    parts = zip(CLOCKS, texts, strict=True)
    return "".join(
        form.format(time=time_of(clock), clock=clock, text=f"<p>{text}</p>")
        for clock, text in parts
    )


def entries_of(markup: str):
    return marked.LAYOUT.parse(page_of(markup)).entries


def fit_of(markup: str) -> Fit:
    return marked.LAYOUT.fit(page_of(markup))


@pytest.mark.parametrize(
    "form",
    [
        "<h2>Roof</h2>{time}{text}",
        "{time}<h2>Roof</h2>{text}",
        "<h2>Roof {time}</h2>{text}",
        "<p>{time} Roof</p>{text}",
        "<h2>Roof</h2><p>Posted by Ada Marsh at {time}</p>{text}",
        "<h2>Roof</h2><p>By Ada Marsh</p>{time}{text}",
        "<p>Ada Marsh</p><h2>Roof</h2>{time}{text}",
        "<h2>Roof</h2><p>By Ada Marsh | {time}</p>{text}",
        "{time}<p>Ada Marsh</p><h2>Roof</h2>{text}",
        "<div id='p{clock}'><p>Breaking</p><h2>Roof</h2>{time}</div>{text}",
    ],
)
def test_time_of_the_markup_and_what_stands_around_it_make_a_head(form):
    markup = TITLE + posts(form)
    entries = entries_of(markup)
    assert [entry.headline for entry in entries] == ["Roof"] * 3
    assert [(entry.time.hour, entry.time.minute) for entry in entries] == [
        (14, 32),
        (14, 20),
        (14, 5),
    ]
    assert [[block.text for block in entry.blocks] for entry in entries] == [
        [text] for text in TEXTS
    ]
    assert {by.name for entry in entries for by in entry.bylines} <= {"Ada Marsh"}
    assert all(bool(entry.bylines) == ("Ada" in form) for entry in entries)
    assert all(entry.labels == (("breaking",) if "Breaking" in form else ()) for entry in entries)
    assert fit_of(markup).score >= 0.95


def test_time_is_told_in_full_and_kept_as_printed():
    told = entries_of(TITLE + posts("<p>{time} GMT</p>{text}"))[0].time
    assert (told.text, told.year, told.month, told.day) == ("14:32", 2022, 3, 24)
    assert told.zone == "+01:00"


def test_time_before_text_on_its_line_leaves_the_text():
    form = "<p>{time} {clock}. The roof has moved again, by a hand.</p>"
    entries = entries_of(TITLE + posts(form, TEXTS))
    assert [entry.blocks[0].text for entry in entries] == [
        f"{clock}. The roof has moved again, by a hand." for clock in CLOCKS
    ]
    assert {entry.headline for entry in entries} == {None}


def test_entry_without_a_headline_takes_none_from_its_neighbours():
    markup = TITLE + posts("<article id='a{clock}'>{time}{text}</article>").replace(
        time_of("14:20"), f"<h2>Thanks</h2>{time_of('14:20')}"
    )
    assert [entry.headline for entry in entries_of(markup)] == [None, "Thanks", None]
    assert [entry.anchor for entry in entries_of(markup)] == [f"a{clock}" for clock in CLOCKS]


def test_deeper_heading_is_one_inside_the_entry():
    entries = entries_of(TITLE + posts("<h2>Roof</h2>{time}{text}<h3>What is next</h3>{text}"))
    kinds = [[block.type for block in entry.blocks] for entry in entries]
    assert kinds == [["paragraph", "heading", "paragraph"]] * 3


def test_time_of_a_change_starts_no_entry():
    changed = f"<p>Updated at {time_of('14:40')}</p>"
    liveblog = marked.LAYOUT.parse(page_of(TITLE + posts("<h2>Roof</h2>{time}{text}" + changed)))
    assert [entry.time.text for entry in liveblog.entries] == list(CLOCKS)
    assert "furniture: time of the last change" in liveblog.claims.values()


def test_times_of_changes_start_entries_that_have_no_others():
    entries = entries_of(TITLE + posts("<h2>Roof</h2><p>Updated {time}</p>{text}"))
    assert len(entries) == 3


@pytest.mark.parametrize("first", ["13:00", "14:50"])
def test_page_s_own_time_starts_no_entry(first):
    head = f"{TITLE}<p>{time_of(first)}</p><p>A roof has come down.</p>"
    entries = entries_of(head + posts("<h2>Roof</h2>{time}{text}"))
    assert [entry.time.text for entry in entries] == list(CLOCKS)


def test_time_in_a_sentence_or_a_quotation_starts_no_entry():
    told = (
        "<p>It was built by hand before "
        + time_of("08:00", "the winter of that year")
        + ", they say.</p>"
    )
    quoted = f"<blockquote>It moved. {time_of('09:00')}</blockquote>"
    entries = entries_of(TITLE + posts("<h2>Roof</h2>{time}{text}" + told + quoted))
    assert [entry.time.text for entry in entries] == list(CLOCKS)


def test_key_events_at_the_top_are_no_entries():
    listed = "".join(f"<li>{time_of(clock)} <a>Roof</a></li>" for clock in CLOCKS)
    markup = f"{TITLE}<ul>{listed}</ul><h2>Latest</h2>" + posts("<h3>Roof</h3>{time}{text}")
    assert [bool(entry.blocks) for entry in entries_of(markup)] == [True] * 3


@pytest.mark.parametrize("heading", ["<h2>More stories</h2>", "<h3>From the coast</h3>"])
def test_related_stories_at_the_foot_are_no_entries(heading):
    related = f"<h4>Nets</h4>{time_of('10:00')}<h4>A seal</h4>{time_of('09:00')}"
    liveblog = marked.LAYOUT.parse(
        page_of(TITLE + posts("<h3>Roof</h3>{time}{text}") + heading + related)
    )
    assert len(liveblog.entries) == 3
    assert [len(entry.blocks) for entry in liveblog.entries] == [1, 1, 1]
    assert list(liveblog.claims.values()).count("furniture: page footer") == 5


def test_time_at_the_foot_of_an_element_is_that_of_the_text_above_it():
    markup = TITLE + posts("<div id='p{clock}'><h2>Roof</h2>{text}{time}</div>")
    entries = entries_of(markup)
    assert [entry.time.text for entry in entries] == list(CLOCKS)
    assert [[block.text for block in entry.blocks] for entry in entries] == [
        [text] for text in TEXTS
    ]
    assert [entry.anchor for entry in entries] == [f"p{clock}" for clock in CLOCKS]
    assert [entry.headline for entry in entries] == ["Roof"] * 3
    spans = [(entry.first_line, entry.last_line) for entry in entries]
    assert all(one[1] < other[0] for one, other in zip(spans, spans[1:], strict=False))


def test_label_above_every_headline_is_of_the_entry_below():
    entries = entries_of(TITLE + posts("<div>Taxes</div><h2>Roof</h2>{time}{text}"))
    assert [entry.labels for entry in entries] == [("Taxes",)] * 3
    assert [len(entry.blocks) for entry in entries] == [1, 1, 1]


def test_related_story_inside_an_entry_starts_none():
    old = '<p>The old roof <time datetime="2019-01-01T10:00:00Z">1 January 2019</time></p>'
    form = "<article id='a{clock}'>{time}<h2>Roof</h2>{text}" + old + "{text}</article>"
    assert [entry.time.text for entry in entries_of(TITLE + posts(form))] == list(CLOCKS)


def test_article_on_something_live_with_comments_is_no_live_page():
    article = "<h1>Live music</h1>" + f"<p>{' '.join(TEXTS)}</p>" * 5
    comments = posts("<div id='c{clock}'>{time}<p>I liked it.</p></div>")
    assert fit_of(article + comments).score < 0.5


def test_heading_of_a_day_between_entries_is_of_neither():
    form = "<h3>Roof</h3>{time}{text}<h2>Thursday 24 March</h2>"
    entries = entries_of(TITLE + posts(form))
    assert [len(entry.blocks) for entry in entries] == [1, 1, 1]
    assert {entry.headline for entry in entries} == {"Roof"}


def test_pinned_post_on_top_does_not_turn_the_page_round():
    pinned = f"<h2>What we know</h2>{time_of('13:10')}<p>The roof is down.</p>"
    liveblog = marked.LAYOUT.parse(page_of(TITLE + pinned + posts("<h2>Roof</h2>{time}{text}")))
    assert liveblog.newest_first
    assert len(liveblog.entries) == 4


def test_two_posts_of_the_same_minute_are_two():
    markup = TITLE + posts("<h2>Roof</h2>{time}{text}").replace("14:20", "14:32")
    assert len(entries_of(markup)) == 3


def test_quotation_of_two_paragraphs_is_one_with_its_speaker():
    quote = "<blockquote><p>It held.</p><p>It always did.</p><p>— Gro Ness</p></blockquote>"
    blocks = entries_of(TITLE + posts("<h2>Roof</h2>{time}{text}" + quote))[0].blocks
    assert (blocks[1].text, blocks[1].attribution) == ("It held. It always did.", "Gro Ness")


def test_name_that_closes_an_entry_is_its_writer_s():
    entry = entries_of(TITLE + posts("<h2>Roof</h2>{time}{text}<p>— Ada Marsh</p>"))[0]
    assert [by.name for by in entry.bylines] == ["Ada Marsh"]
    assert len(entry.blocks) == 1


def test_numbers_of_a_list_of_entries_are_no_part_of_headlines():
    markup = f"{TITLE}<ol>" + posts("<li><h2>Roof</h2>{time}{text}</li>") + "</ol>"
    assert [entry.headline for entry in entries_of(markup)] == ["Roof"] * 3


@pytest.mark.parametrize(
    "form", ["<p>{clock}</p><h3>Roof</h3>{text}", "<h3>Roof</h3><p>{clock}</p>{text}"]
)
def test_clocks_beside_headings_start_entries_too(form):
    entries = entries_of(TITLE + posts(form))
    assert [entry.headline for entry in entries] == ["Roof"] * 3
    assert [entry.time.minute for entry in entries] == [32, 20, 5]
    assert [block.text for block in entries[0].blocks] == [TEXTS[0]]
    assert fit_of(TITLE + posts(form)).score >= 0.95


def test_clocks_without_headings_are_left_to_layouts_of_text():
    assert fit_of(TITLE + posts("<p>{clock}</p>{text}")).score == 0


def test_page_without_marks_never_fits():
    text = "\n\n".join(
        f"Roof\n{clock} GMT\n{text}" for clock, text in zip(CLOCKS, TEXTS, strict=True)
    )
    page = Page.from_text(f"Stadium roof: live\n\n{text}")
    assert marked.LAYOUT.fit(page).score == 0
    with pytest.raises(LayoutError, match="markup does not tell"):
        marked.LAYOUT.parse(page)


def test_two_times_with_text_are_enough_and_links_are_none():
    two = TITLE + "".join(posts("<h2>Roof</h2>{time}{text}#").split("#")[:2])
    assert fit_of(two).score >= 0.95
    assert fit_of(TITLE + posts("<h2>Roof</h2>{time}")).score == 0


def test_page_that_says_it_is_live_may_have_entries_of_a_line():
    form = "<h2>Roof</h2>{time}{text}"
    assert fit_of("<h1>Stadium roof: live</h1>" + posts(form)).score >= 0.95
    assert 0 < fit_of("<h1>News from the coast</h1>" + posts(form)).score < 0.5


def test_layout_of_text_that_fits_too_does_not_come_before():
    markup = TITLE + posts("<h2>Roof</h2><p>{time} GMT</p>{text}")
    assert detect_layout(page_of(markup)).layout is marked.LAYOUT


def test_order_of_the_page_is_told_by_its_times():
    assert marked.LAYOUT.parse(page_of(TITLE + posts("{time}{text}"))).newest_first
    upwards = "".join(posts("{time}{text}#").split("#")[2::-1])
    assert not marked.LAYOUT.parse(page_of(TITLE + upwards)).newest_first


def test_page_of_many_entries_is_read_at_once():
    clocks = [f"{n // 60 % 24:02}:{n % 60:02}" for n in range(2000)]
    form = "<article><h2>Roof</h2>{0}<p>{1}</p></article>"
    page = page_of(TITLE + "".join(form.format(time_of(clock), TEXTS[0]) for clock in clocks))
    start = time.perf_counter()
    assert len(marked.LAYOUT.parse(page).entries) == 2000
    assert time.perf_counter() - start < 3

"""The layout of last resort: pages of unknown newsrooms whose lines start with clocks in order."""

import pytest

from entries.layouts import generic
from entries.layouts.base import LayoutError, Page
from entries.layouts.registry import detect_layout
from entries.parsing import parse_capture
from tests.captures import capture_of

TEXTS = (
    "The last of the nine beams was lifted off the stand. No one was under it.",
    "The mayor has thanked the crews and asked people to stay off the ice tonight.",
    "Snow is falling again on the north side. Crews have put up a tent for the tools.",
    "The roof gave way just before one, the company says. It had been closed since Monday.",
)
SPEAKERS = ("Ada", "Jon", "Ada", "Gro")
CLOCKS = ("14:32", "14:05", "13:40", "12:58")


def page_of(clocks, texts=TEXTS, form="{clock}\n{text}\n", head="Stadium roof\n\n") -> Page:
    posts = (form.format(clock=clock, text=text) for clock, text in zip(clocks, texts, strict=True))
    return Page.from_text(head + "\n".join(posts))


def clocks_of(page: Page) -> list[str]:
    times = [entry.time for entry in generic.LAYOUT.parse(page).entries]
    return [f"{time.hour}:{time.minute:02}" for time in times]


def why_not(page: Page) -> str:
    fit = generic.LAYOUT.fit(page)
    assert fit.score < 0.5
    with pytest.raises(LayoutError):
        generic.LAYOUT.parse(page)
    return fit.why


def test_day_behind_the_clock_is_no_headline():
    page = page_of(CLOCKS, form="Snow on the roof\n\n{clock} – 24 Mar 2022\n\n{text}\n")
    layout = detect_layout(page).layout
    assert layout is generic.LAYOUT
    days = [(entry.headline, entry.time.day) for entry in layout.parse(page).entries]
    assert days == [("Snow on the roof", 24)] * len(CLOCKS)


@pytest.mark.parametrize(
    "form",
    [
        "{clock}\n{text}\n",
        "{clock} GMT\n\n{text}\n",
        "[{clock}] {text}",
        "• {clock} – {text}",
        "{clock} Uhr: {text}",
        "{clock} (IST) | {text}",
        "24 March 2022 {clock}\n{text}",
        "{clock}, 24 March 2022\n{text}",
        "2022-03-24 {clock}:00\n{text}",
        "24.03.2022 {clock}\n{text}",
        "Thursday {clock}\n{text}",
        "Posted at {clock}\n{text}",
    ],
)
def test_clocks_of_any_one_shape_start_entries(form):
    page = page_of(CLOCKS, form=form)
    assert clocks_of(page) == list(CLOCKS)
    assert 0.5 <= generic.LAYOUT.fit(page).score <= 0.55


@pytest.mark.parametrize(
    "clocks",
    [
        ("2.32pm", "2.05pm", "1.40pm", "12.58pm"),
        ("2:32 p.m.", "2:05 p.m.", "1:40 p.m.", "12:58 p.m."),
        ("14h32", "14h05", "13h40", "12h58"),
        ("1432 hrs", "1405 hrs", "1340 hrs", "1258 hrs"),
    ],
)
def test_clocks_are_read_as_they_are_printed(clocks):
    assert clocks_of(page_of(clocks)) == list(CLOCKS)


def test_oldest_first_and_over_midnight_is_in_order_too():
    page = page_of(("22:10", "23:45", "00:20", "01:05"))
    assert generic.LAYOUT.fit(page).score == 0.5
    assert not generic.LAYOUT.parse(page).newest_first


def test_short_lines_below_clocks_are_headlines():
    page = page_of(CLOCKS, form="{clock}\nNews from the roof\n{text}\n")
    assert {entry.headline for entry in generic.LAYOUT.parse(page).entries} == {
        "News from the roof"
    }


def test_short_lines_above_all_clocks_are_headlines_of_the_entries_below():
    page = page_of(CLOCKS, form="Roof at {clock}\n{clock}\n{text}\n")
    headlines = [entry.headline for entry in generic.LAYOUT.parse(page).entries]
    assert headlines == [f"Roof at {clock}" for clock in CLOCKS]


def test_clock_that_breaks_the_order_starts_no_entry():
    clocks = ("14:32", "14:20", "14:05", "23:50", "13:40", "13:10", "12:58")
    texts = (*TEXTS, *TEXTS[:3])
    assert "23:50" not in clocks_of(page_of(clocks, texts))


def test_clocks_of_two_shapes_are_refused():
    clocks = ("14:32", "2.05pm", "13:40", "12.58pm", "12:30", "11.10am")
    assert "more than one shape" in why_not(page_of(clocks, (*TEXTS, *TEXTS[:2])))


def test_clocks_out_of_order_are_refused():
    clocks = ("14:32", "03:05", "21:40", "08:58", "17:10", "01:15", "12:00")
    assert "not in order" in why_not(page_of(clocks, (*TEXTS, *TEXTS[:3])))


def test_two_clocks_are_too_few():
    assert "three times" in why_not(page_of(CLOCKS[:2], TEXTS[:2]))


PROGRAMME = ("Opening by the mayor", "Coffee", "Boats sail out", "Lunch on the quay")


def test_what_was_said_in_a_recording_is_no_live_page():
    clocks = ("00:00:02", "00:01:22", "00:02:01", "00:03:40")
    assert "recording" in why_not(page_of(clocks))
    clocks = ("07:00:02", "07:01:22", "08:02:01", "09:03:40")
    assert generic.LAYOUT.fit(page_of(clocks)).score >= 0.5


def test_extracts_that_are_cut_are_no_live_page():
    cut = [f"{text[:60]}..." for text in TEXTS]
    assert "list of articles" in why_not(page_of(CLOCKS, cut))


def test_programme_is_no_live_page():
    why = why_not(page_of(CLOCKS[::-1], PROGRAMME, form="{clock} {text}"))
    assert "have text under them" in why


def test_programme_with_a_few_notes_is_no_live_page():
    clocks = ("09:00", "09:30", "10:00", "10:30", "11:00", "11:30", "12:00")
    texts = (*PROGRAMME, *TEXTS[:3])
    assert "programme" in why_not(page_of(clocks, texts, form="{clock} {text}"))


@pytest.mark.parametrize("link", ["Continue reading...", "\nContinue reading…", "... Read more »"])
def test_list_of_articles_is_no_live_page(link):
    texts = [f"{text} {link}" for text in TEXTS]
    assert "list of articles" in why_not(page_of(CLOCKS, texts))


def test_conversation_is_no_live_page():
    said = [f"{name}: {text}" for name, text in zip(SPEAKERS, TEXTS, strict=True)]
    assert "conversation" in why_not(page_of(CLOCKS[::-1], said, form="[{clock}] {text}"))


def test_article_with_a_short_chronicle_is_no_live_page():
    head = "The roof and those who built it\n\n" + (" ".join(TEXTS) + "\n\n") * 4
    assert "above" in why_not(page_of(CLOCKS[::-1], head=head, form="{clock}: {text}"))


def test_article_below_a_short_chronicle_is_no_live_page():
    texts = [*TEXTS[:3], "\n\n".join(f"{number}. {' '.join(TEXTS)}" for number in range(12))]
    assert "under one of them" in why_not(page_of(CLOCKS[::-1], texts, form="{clock}: {text}"))


# Detection


def test_last_resort_is_asked_last_and_says_so_in_the_run():
    text = "\n\n".join(f"[{clock}] {text}" for clock, text in zip(CLOCKS, TEXTS, strict=True))
    parsed = parse_capture(capture_of(text.encode()))
    assert parsed.layout is generic.LAYOUT
    assert parsed.detection.last_resort
    assert "4 entries" in parsed.problems[0] and "--layout" in parsed.problems[0]


@pytest.mark.parametrize("form", ["{clock} {text}", "{clock}: {text}", "{clock}\n{text}"])
def test_programme_is_taken_by_no_layout(form):
    with pytest.raises(LayoutError, match=f"{generic.LAYOUT.name} comes nearest"):
        detect_layout(page_of(CLOCKS[::-1], PROGRAMME, form=form))


@pytest.mark.parametrize("form", ["{clock} {text}", "{clock}: {text}", "{clock}\n{text}"])
def test_conversation_is_taken_by_no_layout(form):
    said = [f"{name}: {text}" for name, text in zip(SPEAKERS, TEXTS, strict=True)]
    with pytest.raises(LayoutError, match="conversation"):
        detect_layout(page_of(CLOCKS[::-1], said, form=form))


def test_prose_is_refused_without_naming_a_layout():
    with pytest.raises(LayoutError, match=r"fits no layout\. If"):
        detect_layout(Page.from_text("Only a line of prose.\n\nNothing live about it."))

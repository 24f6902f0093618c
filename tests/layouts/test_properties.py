"""What holds for every layout on any page, however odd."""

from hypothesis import given, settings
from hypothesis import strategies as st

from entries.layouts.base import LayoutError, Page
from entries.layouts.blocks import block_from_json, block_to_json, text_of
from entries.layouts.registry import LAYOUTS

WORDS = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=60)
# Lines that mean something to one layout or another, in any order and mixed with any text.
CUES = st.sampled_from(
    [
        *(
            "",
            "",
            "Summary",
            "  • A point",
            "LIVE stream page 3",
            "Media caption,",
            "Quote Message",
        ),
        *("  1. Onepublished at 10:02 Greenwich Mean Time 4 March", "  2. Analysis", "Breaking"),
        *(
            "    Twopublished at 9:40 British Summer Time",
            "    published at 9:40",
            "    Ada Moreno",
        ),
        *("    BBC News, Geneva", "    Image caption,", "    A pierImage source, EPA"),
        *("    Skip twitter post", "    End of twitter post", "Top stories", "    Map of the lake"),
        *("4:30 am: The ferry sails", "11:57 pm: Night falls", "16:05: Rain", "[Paris time]"),
        *("The first crossing was sold out, and the second was not far behind it either ...",),
        *("It sailed. It came back. It sailed again. " * 6, "9am", "1. One", "12. Twelve"),
    ]
)
PAGES = st.lists(st.one_of(CUES, WORDS), max_size=40).map("\n".join)


@settings(max_examples=300)
@given(PAGES)
def test_any_page_is_parsed_or_refused_in_words(text):
    page = Page.from_text(text)
    for layout in LAYOUTS:
        assert 0.0 <= layout.fit(page).score <= 1.0
        try:
            liveblog = layout.parse(page)
        except LayoutError as error:
            assert error.reason
            continue
        assert liveblog.entries
        check_lines(page, liveblog)
        check_words(page, liveblog)


def check_lines(page, liveblog):
    """Entries stand one under the other, and every claim is on a line that has text."""
    end = 0
    for entry in liveblog.entries:
        assert end < entry.first_line <= entry.last_line <= len(page.lines)
        end = entry.last_line
    with_text = {line.number for line in page.text_lines}
    assert set(liveblog.claims) <= with_text
    assert {line.number for line in liveblog.unclaimed(page)} == with_text - set(liveblog.claims)


def check_words(page, liveblog):
    """Nothing is made up, and what counts as an entry's text is in it."""
    words = set(" ".join(line.text for line in page.lines).split())
    for entry in liveblog.entries:
        text = text_of(entry.headline, entry.blocks)
        assert all(any(part in word for word in words) for part in text.split())
        assert all(block_from_json(block_to_json(block)) == block for block in entry.blocks)
    said = " ".join(text_of(entry.headline, entry.blocks) for entry in liveblog.entries)
    for line in page.text_lines:
        if liveblog.claims.get(line.number) == "paragraph":
            assert " ".join(line.text.split()) in " ".join(said.split())
